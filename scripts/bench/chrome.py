"""The theme around our pages, taken from built ones, for generators that have no Material: layouts with slots.

A layout belongs to a shape of page: its kind, how deep it stands, whether it can be edited and has a table of contents,
and which hidden shapes its drawings use. Everything but the fillings is the text of one built page of that shape,
so that other generators write as many bytes a page as we do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile
from pathlib import Path

from legwork.pages.page import ReadyPage

HIDDEN = re.compile(r'<svg\b[^>]*aria-hidden="true"[^>]*>.*?</svg>', re.DOTALL)
"""Shapes that the drawings of a page refer to."""
_EDIT = re.compile(r'(<a href="[^"]*/edit/)[^"]*(" title="Edit this page")')


class UnknownChromeError(Exception):
    """A built page does not hold what its view model says: the theme changed and this module did not."""


@dataclass(frozen=True)
class Entry:
    """The theme's HTML for a heading in the table of contents: before its id, between id and text, and after."""

    opening: str
    inner: str
    closing: str

    def filled(self, identifier: str, title: str) -> str:
        return f"{self.opening}{identifier}{self.inner}{title}{self.closing}"


@dataclass(frozen=True)
class Layout:
    """A page in `pieces`: fixed text and, at odd places, the names of slots: title, description, edit, toc, content."""

    name: str
    pieces: tuple[str, ...]
    entry: Entry

    def text(self, slots: dict[str, str]) -> str:
        """The layout in a template language, given what stands for each slot there."""
        return "".join(slots[piece] if place % 2 else piece for place, piece in enumerate(self.pieces))


def name(page: ReadyPage) -> str:
    """The name of the layout that a page needs. Pages in the navigation have one each: it marks where one is."""
    own = page.url.strip("/") if page.url.count("/") == 1 else "entry"
    shapes = hashlib.sha256("".join(HIDDEN.findall(page.body)).encode()).hexdigest()[:8]
    traits = ("edit" if page.source else "fixed", "toc" if page.toc else "short")
    return "-".join((page.kind, own, str(page.url.count("/")), *traits, shapes))


def layouts(pages: Sequence[ReadyPage], site: Path) -> dict[str, Layout]:
    """Every layout that `pages` need, by name, cut from the first page of each shape as it stands built in `site`."""

    def built(page: ReadyPage) -> str:
        return (site / page.url / "index.html").read_text(encoding="utf-8")

    example = next(page for page in pages if len(page.toc) > 1)
    entry = _entry(example, built(example))
    firsts = {name(page): page for page in reversed(pages)}
    return {key: _cut(key, page, built(page), entry) for key, page in firsts.items()}


def _entry(page: ReadyPage, built: str) -> Entry:
    """Read off a built page with two headings or more."""
    first, second = page.toc[:2]
    before, _, rest = built.partition(f"#{first.id}")
    inner, _, rest = rest.partition(escape(first.title))
    between = rest.partition(f"#{second.id}")[0] + "#"
    opening = _common_end(f"{before}#", between)
    return Entry(opening, inner, between.removesuffix(opening))


def _common_end(one: str, other: str) -> str:
    pairs = zip(reversed(one), reversed(other), strict=False)
    length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return one[len(one) - length :]


def _cut(key: str, page: ReadyPage, built: str, entry: Entry) -> Layout:
    toc = "".join(entry.filled(heading.id, escape(heading.title)) for heading in page.toc)
    slots = [
        (page.body, "".join(HIDDEN.findall(page.body)) + "\0content\0"),
        (f'content="{escape(page.description)}"', 'content="\0description\0"'),
        (f'<span class="md-ellipsis">{escape(page.title)}</span>', '<span class="md-ellipsis">\0title\0</span>'),
    ]
    if page.toc:
        slots.append((toc, "\0toc\0"))
    if page.url:
        slots.append((f"<title>{escape(page.title)} - ", "<title>\0title\0 - "))
    for text, slot in slots:
        if built.count(text) != 1:
            raise UnknownChromeError(f"{built.count(text)} times on {page.url or 'the home page'}: {text[:300]}")
        built = built.replace(text, slot)
    if page.source:
        built = _EDIT.sub(r"\1\0edit\0\2", built, count=1)
    return Layout(key, tuple(built.split("\0")), entry)
