"""Lists that may grow past what a page should hold: short ones stand on their page, long ones get pages of their own.

A page whose lists together pass LIMIT shows the first of each and leads to all of it, LIMIT to a page, one after the
other. So no page grows with the catalogue, and plain links reach everything.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legwork.catalogue import urls
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.parts import Group, LevelGroup, Link, Shown
from legwork.pages.views.shared import cards
from legwork.pages.views.site import Site
from legwork.text.fields import LEVELS
from legwork.text.inline import plain

LIMIT = 200
"""Entries that a page lists."""
OVERVIEW = 72
"""Entries that a page shows of its lists when they are longer than that, shared among them."""

FORMS: Mapping[str, Callable[[Any], str]] = {
    "exercises": lambda card: card.name,
    "choice": lambda chosen: chosen.card.name,
    "rulings": lambda ruling: ruling.card.name,
    "offers": lambda card: card.name,
    "steps": lambda step: step.lower.name,
    "uses": lambda use: use.link.text,
    "links": lambda link: link.text,
    "claims": lambda claim: textwrap.shorten(plain(claim.text), 40, placeholder=" …"),
    "sources": lambda row: row.link.text,
    "routines": lambda row: row.link.text,
}
"""How entries look, each a macro of `rows.html.j2`, and what an entry is called."""


@dataclass(frozen=True)
class Leveled:
    """Exercises of a page that stand there by level."""

    id: str
    """What its lists' addresses begin with; empty if the page has no other such list."""
    title: str
    slugs: tuple[str, ...]
    finder: Mapping[str, str]
    """What to choose in the finder to get them, level aside."""


class Lists:
    """The lists of one page: what it shows of each, and the pages of those that are too long for it."""

    def __init__(self, home: Link, site: Site) -> None:
        self._home = home
        self._site = site
        self._long: list[_LongList] = []

    def cut(self, form: str, groups: Iterable[Group], *, limit: int | None = None, least: int = 1) -> list[Shown]:
        """Return what the page shows of each group: all, if together they are within `limit` (LIMIT); else at least `least`."""
        groups = tuple(groups)
        fits = sum(len(group.entries) for group in groups) <= (LIMIT if limit is None else limit)
        share = max(least, OVERVIEW // len(groups)) if groups else 0
        return [Shown(g.entries, None) if fits or len(g.entries) <= share else self._first(form, g, share) for g in groups]

    def _first(self, form: str, group: Group, share: int) -> Shown:
        url = group.elsewhere or f"{self._home.url}{group.id}/"
        if not group.elsewhere:
            self._long.append(_LongList(url, form, group))
        return Shown(group.entries[:share], Link(f"All {len(group.entries):,}", url))

    def by_level(self, lists: Iterable[Leveled]) -> list[tuple[LevelGroup, ...]]:
        """Return the exercises of each list grouped by level, lowest first, empty levels left out."""
        lists = tuple(lists)
        of = self._site.catalogue.exercises
        found: list[tuple[int, str, Group]] = []
        for place, one in enumerate(lists):
            for level in LEVELS:
                if slugs := [slug for slug in one.slugs if of[slug].level == level]:
                    name = f"{one.id}-{level}" if one.id else level
                    title = f"{one.title}: {words.LEVEL_WORDS[level].lower()}"
                    finder = urls.finder(**one.finder, level=level, kind="exercise")
                    found.append((place, level, Group(name, title, cards(self._site, slugs), finder)))
        shown = self.cut("exercises", (group for _, _, group in found))
        parts: list[list[LevelGroup]] = [[] for _ in lists]
        for (place, level, _), part in zip(found, shown, strict=True):
            parts[place].append(LevelGroup(words.LEVEL_WORDS[level], part.entries, part.all))
        return [tuple(part) for part in parts]

    def pages(self) -> Iterator[PageSpec]:
        """Yield the pages of the long lists, one after the other."""
        for long in self._long:
            yield from _pages(long, self._home, self._site.strengths)


@dataclass(frozen=True)
class _LongList:
    """A list with pages of its own, the first of them at `url`."""

    url: str
    form: str
    group: Group


@dataclass(frozen=True)
class Part:
    """One page of the list, told by the entry that it begins with."""

    url: str
    number: int
    begins: str


@dataclass(frozen=True)
class ListView:
    """One page of a long list."""

    home: Link
    title: str
    form: str
    count: str
    first: int
    last: int
    entries: tuple[Any, ...]
    finder: str
    parts: tuple[Part, ...]
    number: int
    previous: Part | None
    following: Part | None


def _pages(long: _LongList, home: Link, strengths: Mapping[str, str]) -> Iterator[PageSpec]:
    url, entries, name = long.url, long.group.entries, FORMS[long.form]
    starts = range(0, len(entries), LIMIT)
    parts = tuple(Part(f"{url}{n}/" if n > 1 else url, n, name(entries[start])) for n, start in enumerate(starts, 1))
    for place, (start, part) in enumerate(zip(starts, parts, strict=True)):
        here = entries[start : start + LIMIT]
        title = long.group.title + (f", part {part.number}" if part.number > 1 else "")
        total = f"{len(entries):,}"
        view = ListView(
            home=home,
            title=title,
            form=long.form,
            count=total,
            first=start + 1,
            last=start + len(here),
            entries=here,
            finder=long.group.finder,
            parts=parts,
            number=part.number,
            previous=parts[place - 1] if place else None,
            following=parts[place + 1] if place + 1 < len(parts) else None,
        )
        yield PageSpec(
            kind="list",
            template="list.html.j2",
            url=part.url,
            title=title,
            description=f"{title}: {start + 1} to {start + len(here)} of {total}, from {part.begins}.",
            view=view,
            names=(),
            search=(),
            source=None,
            strengths=strengths,
        )
