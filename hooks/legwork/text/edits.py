"""Exact edits in a file's text: a value is changed or removed, and everything else stays, comments included.

The YAML library gives the start and end of a value in the current text. An edit that would touch more than its value is
not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from legwork.text.problems import Path, Problem, Remove, Rename, Splice, Swap, Write


@dataclass(frozen=True)
class _Spot:
    """A value in a text: its node, the node of its key if it has one, and the mapping or list around it."""

    node: yaml.Node
    key: yaml.Node | None
    parent: yaml.Node | None


def apply(text: str, problems: Iterable[Problem]) -> tuple[str, list[Problem]]:
    """Return the text with the edits of these problems, and the problems whose edits were made."""
    made: list[Problem] = []
    spans: list[Splice] = []
    for problem in problems:
        found = list(_splices(text, problem))
        if found and not any(_overlap(one, other) for one in found for other in spans):
            spans += found
            made.append(problem)
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        text = text[: span.start] + span.text + text[span.end :]
    return text, made


def _overlap(one: Splice, other: Splice) -> bool:
    return (one.start < other.end and other.start < one.end) or one.start == other.start


def _splices(text: str, problem: Problem) -> Iterator[Splice]:
    """Return the pieces of text that a problem's edit replaces."""
    edit = problem.edit
    if isinstance(edit, Splice):
        yield edit
        return
    spot = _spot(text, problem.at) if edit else None
    if spot is None:
        return
    if isinstance(edit, Write):
        yield _span(spot.node, edit.text)
    elif isinstance(edit, Rename) and spot.key:
        yield _span(spot.key, edit.text)
    elif isinstance(edit, Swap):
        yield from _swapped(text, spot.node, edit)
    elif isinstance(edit, Remove):
        yield from _removed(text, spot, problem.at)


def _span(node: yaml.Node, text: str) -> Splice:
    return Splice(node.start_mark.index, node.end_mark.index, text)


def _spot(text: str, path: Path) -> _Spot | None:
    """Return the value at a path, or None if there is none or the text cannot be read."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    spot = _Spot(node, None, None) if node else None
    for part in path:
        spot = _inside(spot.node, part) if spot else None
    return spot


def _inside(node: yaml.Node, part: str | int) -> _Spot | None:
    if isinstance(node, yaml.MappingNode):
        return next((_Spot(value, key, node) for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return _Spot(node.value[part], None, node)
    return None


def _swapped(text: str, node: yaml.Node, edit: Swap) -> Iterator[Splice]:
    """Return every position of the old text in a value. There is none if it is written with an escape."""
    start = text.find(edit.old, node.start_mark.index, node.end_mark.index)
    while start >= 0:
        yield Splice(start, start + len(edit.old), edit.new)
        start = text.find(edit.old, start + len(edit.old), node.end_mark.index)


def _removed(text: str, spot: _Spot, path: Path) -> Iterator[Splice]:
    """Return the span of a value with its key, or of an item with its mark or comma. A list that would be empty goes with it."""
    parent = spot.parent
    if isinstance(parent, yaml.SequenceNode) and len(parent.value) == 1:
        above = _spot(text, path[:-1])
        if above and above.key:
            yield from _removed(text, above, path[:-1])
    elif isinstance(parent, yaml.CollectionNode) and parent.flow_style:
        yield from _from_flow(text, spot, parent)
    elif parent is not None and len(parent.value) > 1:
        yield from _lines(text, spot)


def _from_flow(text: str, spot: _Spot, parent: yaml.Node) -> Iterator[Splice]:
    """Return the span of an item in brackets, with the comma before it, or after it if it is the first."""
    items = [item if isinstance(item, tuple) else (item, item) for item in parent.value]
    place = next(i for i, (_, value) in enumerate(items) if value is spot.node)
    if len(items) == 1:
        yield Splice(items[0][0].start_mark.index, spot.node.end_mark.index, "")
    elif place:
        yield Splice(items[place - 1][1].end_mark.index, spot.node.end_mark.index, "")
    else:
        yield Splice(items[0][0].start_mark.index, items[1][0].start_mark.index, "")


def _lines(text: str, spot: _Spot) -> Iterator[Splice]:
    """Return the span of the whole lines of a field or item, unless they hold something else."""
    first = (spot.key or spot.node).start_mark.index
    start = text.rfind("\n", 0, first) + 1
    if text[start:first].strip() not in ("", "-") or (spot.key and text[start:first].strip()):
        return
    last = len(text[: spot.node.end_mark.index].rstrip())
    end = text.find("\n", last) + 1 or len(text)
    if not text[last:end].strip():
        yield Splice(start, end, "")
