"""The theme around a page, rendered once for all pages that differ only in their fillings.

Header, navigation and footer are the same on ten thousand pages, and rendering them takes many times as long as filling
them in. So the theme is rendered once with placeholders, and the result is split at the placeholders.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass

_PLACEHOLDER = re.compile(r"(lwslot-[a-z]+-\d?)")


@dataclass(frozen=True)
class Heading:
    """A section's heading, for the table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Filling:
    """The values that the theme prints on a page: escaped texts and addresses, and `content`, which is HTML with an h1.

    An empty text is a missing value. Pages with different missing values have different chromes.
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
        """For each value, true if it is missing, so that the theme leaves out what surrounds it."""
        return tuple(not value for value in vars(self).values())


_TEXTS = ("title", "description", "canonical_url", "edit_url", "preview", "policy")


class Chrome:
    """The chromes of a build, by the values that pages share."""

    def __init__(self) -> None:
        self._templates: dict[Hashable, _Template] = {}

    def page(self, shape: Hashable, filling: Filling, render: Callable[[Filling], str]) -> str:
        """Return a whole page. `shape` is everything that the theme reads besides the filling; `render` renders the theme."""
        key = (shape, filling.lacks)
        if key not in self._templates:
            self._templates[key] = _split(render(_placeholders(filling)))
        return self._templates[key].fill(filling)


def _placeholders(filling: Filling) -> Filling:
    """Return a filling with a placeholder for every value that `filling` has."""
    texts = {name: f"lwslot-{name.replace('_', '')}-" if getattr(filling, name) else "" for name in _TEXTS}
    toc = (Heading("lwslot-id-1", "lwslot-heading-1"), Heading("lwslot-id-2", "lwslot-heading-2")) if filling.toc else ()
    return Filling(**texts, content="<h1>lwslot-content-</h1>", toc=toc)


@dataclass(frozen=True)
class _Template:
    """A chrome split into pieces: fixed text and placeholders in turn. The whole table of contents is one placeholder."""

    pieces: tuple[str, ...]
    between: tuple[str, str]
    """The text between the id of a heading and its title, and between two headings in the table of contents."""

    def fill(self, filling: Filling) -> str:
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


def _split(rendered: str) -> _Template:
    """Split the theme rendered with placeholders into pieces."""
    rendered = rendered.replace("<h1>lwslot-content-</h1>", "lwslot-content-")
    toc = _TOC.search(rendered)
    between = (toc[1], toc[2]) if toc else ("", "")
    return _Template(tuple(_PLACEHOLDER.split(_TOC.sub("lwslot-toc-", rendered))), between)
