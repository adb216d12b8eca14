"""The theme around a page, rendered once for all pages that differ in their fillings only.

Header, navigation and footer are the same on ten thousand pages, and rendering them takes many times as long as
filling them in. So a theme is asked once, with stand-ins, and its answer is cut where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass

_SLOT = re.compile(r"(lwslot-[a-z]+-\d?)")


@dataclass(frozen=True)
class Heading:
    """A section's heading, for the table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Filling:
    """What the theme prints of a page, as it prints it: texts and addresses escaped, `content` HTML with an h1.

    An empty text is none: pages that lack different things have different chromes.
    """

    title: str
    description: str
    canonical_url: str
    edit_url: str
    preview: str
    policy: str
    content: str
    toc: tuple[Heading, ...]

    @property
    def lacks(self) -> tuple[bool, ...]:
        """Which fillings are missing, so that the theme leaves out what stands around them."""
        return tuple(not value for value in vars(self).values())


_TEXTS = ("title", "description", "canonical_url", "edit_url", "preview", "policy")


class Chrome:
    """The chromes of one build, by what pages share."""

    def __init__(self) -> None:
        self._cut: dict[Hashable, _Cut] = {}

    def page(self, shape: Hashable, filling: Filling, render: Callable[[Filling], str]) -> str:
        """A whole page. `shape` is all that the theme looks at besides the filling; `render` asks the theme."""
        key = (shape, filling.lacks)
        if key not in self._cut:
            self._cut[key] = _cut(render(_stand_ins(filling)))
        return self._cut[key].filled(filling)


def _stand_ins(filling: Filling) -> Filling:
    """A filling that has what `filling` has, every value a slot."""
    texts = {name: f"lwslot-{name.replace('_', '')}-" if getattr(filling, name) else "" for name in _TEXTS}
    toc = (Heading("lwslot-id-1", "lwslot-heading-1"), Heading("lwslot-id-2", "lwslot-heading-2")) if filling.toc else ()
    return Filling(**texts, content="<h1>lwslot-content-</h1>", toc=toc)


@dataclass(frozen=True)
class _Cut:
    """A chrome in pieces: fixed text and slots in turns. The table of contents is one slot: `between` are its pieces."""

    pieces: tuple[str, ...]
    between: tuple[str, str]
    """What stands between the id of a heading and its text, and between one heading and the next."""

    def filled(self, filling: Filling) -> str:
        first, following = self.between
        values = {
            "lwslot-title-": filling.title,
            "lwslot-description-": filling.description,
            "lwslot-canonicalurl-": filling.canonical_url,
            "lwslot-editurl-": filling.edit_url,
            "lwslot-preview-": filling.preview,
            "lwslot-policy-": filling.policy,
            "lwslot-content-": filling.content,
            "lwslot-toc-": following.join(f"{heading.id}{first}{heading.title}" for heading in filling.toc),
            "lwslot-id-1": filling.toc[0].id if filling.toc else "",
        }
        return "".join(values[piece] if place % 2 else piece for place, piece in enumerate(self.pieces))


_TOC = re.compile(r"lwslot-id-1((?:(?!lwslot).)*)lwslot-heading-1((?:(?!lwslot).)*)lwslot-id-2\1lwslot-heading-2", re.DOTALL)


def _cut(rendered: str) -> _Cut:
    """What a theme made of the stand-ins, in pieces."""
    rendered = rendered.replace("<h1>lwslot-content-</h1>", "lwslot-content-")
    toc = _TOC.search(rendered)
    between = (toc[1], toc[2]) if toc else ("", "")
    return _Cut(tuple(_SLOT.split(_TOC.sub("lwslot-toc-", rendered))), between)
