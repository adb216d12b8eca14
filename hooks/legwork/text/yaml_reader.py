"""YAML with positions: plain data from one file's text, and line and column from a path.

Only the part of YAML 1.2 that a data file needs: no anchors, aliases, tags or repeated keys, and
plain scalars by the core schema (https://yaml.org/spec/1.2.2/#103-core-schema), so that `no`, `on`
and `1:30` stay text. Built on the event stream, not on PyYAML's composer: that one recurses in C
and takes the process down on a file of a hundred thousand brackets.
"""

from __future__ import annotations

import bisect
import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Generic, TypeVar

import yaml

from legwork.text import letters, rules, yaml_source
from legwork.text.problems import LINE_END, Edit, Path, Problem, Splice, line_and_column, quote, show_path
from legwork.text.rules import Rule
from legwork.text.yaml_source import SourceFinding

Data = None | bool | int | float | str | tuple["Data", ...] | dict[str, "Data"]
"""A file's content. Sequences are tuples, so that models that hold them are frozen throughout."""

MAX_FILE_BYTES = 2 * 1024 * 1024
"""No catalogue file needs more; a larger one is a mistake or an attack."""
MAX_DEPTH = 16
"""Levels of nesting. The format itself needs five; figures a few more."""
MAX_VALUES = 100_000
"""Values in one file, ten times as many as in a large vocabulary: each may cause a problem, and takes memory."""
MAX_DIGITS = 18

_Loader: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SIGN = re.compile(r"\s*(?:- |[^\s:]+: )\s*(\[[^\]]*\]\(|[*&!@`%\"'])")
"""Text that begins with one of YAML's signs, such as a Markdown link or emphasis."""
_APOSTROPHE = re.compile(r"(?:^|[\s\[{,])'(?:[^']|'')*\w'\w")
"""A text in single quotes that is ended by an apostrophe."""
_IN_QUOTES = re.compile(r'(?:^|[\s\[{,])(".*")[\s\]}]*$')
MAX_CHARACTERS_READ = 1000
"""The number of characters of a line that are searched for a likely mistake."""
_GLUED = re.compile(r"\s*(?:- +)*(?:(-)(?=[^\s-])|[a-z][a-z0-9_-]*(:)(?=[^\s:/]))")
"""A sign of YAML without a space after it."""
_NOT_TEXT = "not part of this format; text that begins with {} goes in quotes"
_CORE_TAG = "tag:yaml.org,2002:"
_UNSEEN_BREAKS = "\x85\u2028\u2029"
"""Line breaks for the YAML library but not for an editor: after one of them, line numbers would differ."""
_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE"}
_FALSE = {"false", "False", "FALSE"}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass
class Node:
    """One value of a file. `key_marks` holds the position of each key of a mapping."""

    value: Data | list[Node] | dict[str, Node]
    line: int
    column: int
    key_marks: dict[str, tuple[int, int]] | None = None

    def locate(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return line and column of the value at `path`, or of its key, or of the deepest part that exists."""
        node = self
        for depth, part in enumerate(path):
            last = depth == len(path) - 1
            if isinstance(node.value, dict) and node.key_marks is not None and part in node.value:
                if key and last:
                    return node.key_marks[str(part)]
                node = node.value[str(part)]  # type: ignore[assignment]
            elif isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
            else:
                break
        return node.line, node.column


@dataclass
class Document:
    """One file that was read: its name for messages, its text, and its data.

    Positions are derived from the text again when the first problem needs one: a catalogue of ten thousand files
    without problems needs none, and keeping every node would take more memory than the pages.
    """

    file: str
    text: str
    data: Data
    flawed: frozenset[tuple[int, int]] = frozenset()
    """Lines and columns of values already refused by YAML's rules: a model's findings on them are repetitions."""

    @cached_property
    def _node(self) -> Node | None:
        return _NodeBuilder(self.file, self.text).build()

    def locate(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return line and column of the value at `path`, or of its key."""
        return self._node.locate(path, key=key) if self._node else (1, 1)

    def problem(
        self, rule: Rule, path: Path, message: str, hint: str = "", *, key: bool = False, edit: Edit | None = None
    ) -> Problem:
        """Return a problem at `path` of this file."""
        line, column = self.locate(path, key=key)
        return Problem(rule, self.file, line, column, show_path(path), message, hint, edit=edit, at=path)


def read(file: str, raw: bytes) -> tuple[Document, list[Problem]]:
    """Return a file's bytes as data. Any bytes give data or problems, never an exception.

    `file` is the name to show. If there are problems, the data holds everything that could be read.
    """
    if len(raw) > MAX_FILE_BYTES:
        message = f"file is larger than {MAX_FILE_BYTES // 1024 // 1024} MiB"
        problem = Problem(rules.FILE_READABLE, file, 1, 1, "", message, "split it or shorten it")
        return Document(file, "", None), [problem]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = line_and_column(error.object[: error.start].decode("utf-8"))
        message = f"not UTF-8: byte 0x{error.object[error.start]:02x} cannot be read"
        return Document(file, "", None), [
            Problem(rules.FILE_READABLE, file, line, column, "", message, "save the file as UTF-8")
        ]
    builder = _DataBuilder(file, text)
    data = builder.build()
    flawed = {(problem.line, problem.column) for problem in builder.problems}
    return Document(file, text, data, frozenset(flawed | builder.emptied)), builder.problems


class _StopError(Exception):
    """The signal that reading cannot go on."""


def _position(event: yaml.Event) -> tuple[int, int]:
    """Return line and column of an event's start, counted from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


_Made = TypeVar("_Made")


class _Builder(ABC, Generic[_Made]):
    """Builder of values from the events of one text, which collects problems. Subclasses decide what a value becomes."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.path: list[str | int] = []
        self.values = 0
        self.long_quote = (0, 0)
        """First and last line of the last quoted text."""
        self.emptied: set[tuple[int, int]] = set()
        """Lines and columns of values that are empty because a comment hides them."""

    @abstractmethod
    def _one(self, value: Data, event: yaml.Event) -> _Made:
        """Return the value of a scalar."""

    @abstractmethod
    def _several(self, values: list[_Made], event: yaml.Event) -> _Made:
        """Return the value of a sequence."""

    @abstractmethod
    def _named(self, values: dict[str, _Made], event: yaml.Event, keys: dict[str, yaml.ScalarEvent]) -> _Made:
        """Return the value of a mapping. It also gets the events of the keys."""

    def build(self) -> _Made | None:
        """Return the value of the whole text, or None if nothing can be read."""
        for character in _UNSEEN_BREAKS:
            if character in self.text:
                self._unreadable(character)
                return None
        if self._flaws(yaml_source.merge_marks(self.text)):
            return None
        try:
            root = self._document(iter(_Loader(self.text).get_event, None))
        except _StopError:
            return None
        except yaml.reader.ReaderError as error:
            self._unreadable(chr(error.character))
            return None
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return None
        self._turned_comments()
        self._flaws(yaml_source.comments(self.text, _Loader))
        lookalikes = self._flaws(yaml_source.lookalikes(self.text, _Loader))
        return None if any(flaw.breaks for flaw in lookalikes) else root

    def _document(self, events: Iterator[yaml.Event]) -> _Made | None:
        root: _Made | None = None
        empty = True
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and not empty:
                self._report(rules.YAML_SUBSET, event, "a second document in one file", "one entry a file: remove '---'")
                raise _StopError
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)):
                continue
            root, empty = self._node(event, events), False
        if root is None and not self.problems:
            self._add(rules.FILE_EMPTY, 1, 1, "the file is empty", "see an existing file for what belongs in it")
        return root

    def _flaws(self, flaws: Iterable[SourceFinding]) -> list[SourceFinding]:
        """Report deceptive pieces of text."""
        reported = list(islice(flaws, yaml_source.MAX_FINDINGS_PER_KIND))
        for flaw in reported:
            edit = None if flaw.plain is None else Splice(flaw.start, flaw.end, flaw.plain)
            self._add(flaw.rule, *self._place(flaw.start), flaw.message, flaw.hint, edit)
            if flaw.empty is not None:
                self.emptied.add(self._place(flaw.empty))
        return reported

    def _place(self, index: int) -> tuple[int, int]:
        return line_and_column(self.text[:index])

    def _turned_comments(self) -> None:
        """Report signs that change the direction of text outside values: a comment with one may hide the text after it."""
        turning = [match.start() for match in letters.DIRECTION.finditer(self.text)]
        if not turning:
            return
        scalars = (event for event in yaml.parse(self.text, Loader=_Loader) if isinstance(event, yaml.ScalarEvent))
        spans = [(event.start_mark.index, event.end_mark.index) for event in scalars if event.start_mark and event.end_mark]
        starts, ends = [start for start, _ in spans], [0, *(end for _, end in spans)]
        outside = (place for place in turning if place >= ends[bisect.bisect(starts, place)])
        for place in islice(outside, yaml_source.MAX_FINDINGS_PER_KIND):
            code = letters.code(self.text[place])
            message = f"a comment that turns the direction of text ({code})"
            self._add(rules.INVISIBLE_CHARACTER, *self._place(place), message, "remove the sign", Splice(place, place + 1, ""))

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event]) -> _Made:
        self.values += 1
        if self.values > MAX_VALUES:
            self._report(rules.YAML_SIZE, event, f"more than {MAX_VALUES} values in one file", "split it or shorten it")
            raise _StopError
        if isinstance(event, yaml.ScalarEvent):
            self._no_properties(event)
            return self._one(self._scalar(event), event)
        if isinstance(event, yaml.AliasEvent):
            self._report(rules.YAML_SUBSET, event, f"alias {quote(f'*{event.anchor}')}", _NOT_TEXT.format("*"))
            return self._one(None, event)
        if len(self.path) >= MAX_DEPTH:
            self._report(rules.YAML_SIZE, event, f"nested more than {MAX_DEPTH} levels deep", "the format needs fewer")
            raise _StopError
        if isinstance(event, yaml.CollectionStartEvent):
            self._no_properties(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._several(self._sequence(events), event)
        return self._named(*self._mapping(event, events))

    def _no_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Anchors and tags, which YAML calls a node's properties, are not part of a data file."""
        if event.anchor:
            self._report(rules.YAML_SUBSET, event, f"anchor {quote(f'&{event.anchor}')}", _NOT_TEXT.format("&"))
        if event.tag:
            self._report(rules.YAML_SUBSET, event, f"tag {quote(event.tag.replace(_CORE_TAG, '!!'))}", _NOT_TEXT.format("!"))

    def _sequence(self, events: Iterator[yaml.Event]) -> list[_Made]:
        items: list[_Made] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            self.path.append(len(items))
            items.append(self._node(event, events))
            self.path.pop()
        return items

    def _mapping(
        self, begun: yaml.Event, events: Iterator[yaml.Event]
    ) -> tuple[dict[str, _Made], yaml.Event, dict[str, yaml.ScalarEvent]]:
        values: dict[str, _Made] = {}
        keys: dict[str, yaml.ScalarEvent] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._report(rules.YAML_SUBSET, event, "a key must be plain text", "write `field: value`")
                self.path.append("?")
                self._node(event, events)
                self._node(next(events), events)
                self.path.pop()
                continue
            key = sys.intern(event.value)  # fields and ids: a few hundred words, written thousands of times
            self._no_properties(event)
            self.path.append(key)
            value = self._node(next(events), events)
            self.path.pop()
            if key in keys:
                hint = f"first on line {_position(keys[key])[0]}; keep one"
                self._report(rules.YAML_DUPLICATE_KEY, event, f"key {quote(key)} is written twice", hint)
                continue
            values[key] = value
            keys[key] = event
        return values, begun, keys

    def _scalar(self, event: yaml.ScalarEvent) -> Data:
        text: str = event.value
        if not event.implicit[0]:
            self._note_quote(event)
            return text
        if text in _NULL:
            return None
        if text in _TRUE:
            return True
        if text in _FALSE:
            return False
        if _INT.fullmatch(text):
            if len(text) > MAX_DIGITS:
                self._report(rules.YAML_SIZE, event, f"number {quote(text)} is too large", "quote it if it is text")
                return 0
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if _FLOAT.fullmatch(text):
            return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        return text

    def _note_quote(self, event: yaml.ScalarEvent) -> None:
        if event.style in ("'", '"') and event.start_mark and event.end_mark:
            self.long_quote = (event.start_mark.line + 1, event.end_mark.line + 1)

    def _report(self, rule: Rule, event: yaml.Event, message: str, hint: str) -> None:
        self._add(rule, *_position(event), message, hint)

    def _add(self, rule: Rule, line: int, column: int, message: str, hint: str, edit: Edit | None = None) -> None:
        path = show_path(tuple(self.path))
        self.problems.append(Problem(rule, self.file, line, column, path, message, hint, edit=edit))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Report an error of the YAML library where an editor has to look: at the opening quote, not at the end of the file."""
        self.path.clear()
        begun, context = error.context_mark, error.context or ""
        unclosed = "quoted scalar" in context and "end of stream" in (error.problem or "")
        mark = begun if unclosed or "simple key" in context else error.problem_mark or begun
        broke = begun if begun and "scalar" in context else mark
        until = broke.index if broke else 0
        if self._explained(until, begun.index if "flow" in context and begun else until):
            return
        lines = LINE_END.split(self.text)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if line > len(lines):
            line, column = len(lines), len(lines[-1]) + 1
        if unclosed:
            self._add(
                rules.YAML_SYNTAX, line, column, "not valid YAML: a quote that is never closed", "close it on the same line"
            )
        elif "flow" in context and begun:
            message = f"not valid YAML in the brackets opened on line {begun.line + 1}: {error.problem}"
            self._add(rules.YAML_SYNTAX, line, column, message, "look for a missing comma, bracket or quote")
        else:
            problem = error.problem or context
            first, last = self.long_quote
            hint = f"a quote opened on line {first} is closed only here" if first < last == line else ""
            hint = hint or _syntax_hint(lines[line - 1][:MAX_CHARACTERS_READ], problem)
            self._add(rules.YAML_SYNTAX, line, column, f"not valid YAML: {problem}", hint)

    def _explained(self, until: int, opened: int) -> bool:
        """Report deceptive pieces of a text that the library gave up reading at `until`. Return whether they are the cause.

        They are the cause if a comment is just before, or in the brackets `opened`, or a sign is there or on the line before.
        """
        signs = self._flaws(yaml_source.lookalikes(self.text, _Loader, until))
        cuts = self._flaws(yaml_source.comments(self.text, _Loader, until))
        return any(len(LINE_END.findall(self.text, sign.start, until)) <= 1 for sign in signs) or any(
            cut.start >= opened or not self.text[cut.end : until].strip() for cut in cuts
        )

    def _unreadable(self, character: str) -> None:
        place = self.text.index(character)
        message = f"a character that no text may hold (U+{ord(character):04X})"
        hint, edit = "remove it: editors do not show it", Splice(place, place + 1, "")
        self._add(rules.INVISIBLE_CHARACTER, *self._place(place), message, hint, edit)


class _DataBuilder(_Builder[Data]):
    """Builder of plain data, which is enough for a file without problems."""

    def _one(self, value: Data, event: yaml.Event) -> Data:
        return value

    def _several(self, values: list[Data], event: yaml.Event) -> Data:
        return tuple(values)

    def _named(self, values: dict[str, Data], event: yaml.Event, keys: dict[str, yaml.ScalarEvent]) -> Data:
        return values


class _NodeBuilder(_Builder[Node]):
    """Builder of nodes, which hold their positions."""

    def _one(self, value: Data, event: yaml.Event) -> Node:
        return Node(value, *_position(event))

    def _several(self, values: list[Node], event: yaml.Event) -> Node:
        return Node(values, *_position(event))

    def _named(self, values: dict[str, Node], event: yaml.Event, keys: dict[str, yaml.ScalarEvent]) -> Node:
        return Node(values, *_position(event), {key: _position(event) for key, event in keys.items()})


def _syntax_hint(line: str, problem: str) -> str:
    """Return a hint on the likely cause of the YAML library's `problem` in a line."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not tabs"
    if "escape" in problem or "hexdecimal" in problem:  # codespell:ignore hexdecimal
        return "write \\\\ for a backslash, or use single quotes"
    if _APOSTROPHE.search(line):
        return "write '' for an apostrophe inside of '...', or put the text in \"...\""
    if (within := _IN_QUOTES.search(line)) and len(within[1].replace('\\"', "").split('"')) > 4:
        return 'write \\" for a quote inside of "...", or put the text in \'...\''
    if begins := _SIGN.match(line):
        return f"put all of a text that begins with {begins[1][0]} in quotes"
    if line.count(": ") > 1:
        return "put text that contains ': ' in quotes"
    if glued := _GLUED.match(line):
        return f"write a space behind '{glued[1] or glued[2]}'"
    if "expected ':'" in problem and ": " not in line:
        return "write `field: value`, or indent what belongs to the text above"
    return "check indentation, quotes and brackets on this line and the one before"
