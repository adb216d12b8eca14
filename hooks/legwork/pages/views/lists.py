"""Lists of entries. Short lists are shown whole on their page, and long lists get pages of their own.

If the lists of a page have more than MAX_ENTRIES_PER_PAGE entries together, the page shows the first entries of each list
and links to pages with all of them, MAX_ENTRIES_PER_PAGE on each. So no page grows with the catalogue, and plain links
reach every entry.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legwork.catalogue import urls
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.parts import LevelGroup, Link, ListGroup, Shown
from legwork.pages.views.shared import cards
from legwork.pages.views.site import Site
from legwork.text.fields import LEVELS
from legwork.text.inline import plain

MAX_ENTRIES_PER_PAGE = 200
"""The most entries that a page lists."""
ENTRIES_IN_OVERVIEW = 72
"""The entries that a page shows if its lists are longer than that. The lists share them equally."""

FORMS: Mapping[str, Callable[[Any], str]] = {
    "exercises": lambda card: card.name,
    "choice": lambda chosen: chosen.card.name,
    "judged": lambda exercise: exercise.card.name,
    "fine": lambda card: card.name,
    "steps": lambda step: step.lower.name,
    "citations": lambda citation: citation.link.text,
    "links": lambda link: link.text,
    "claims": lambda claim: textwrap.shorten(plain(claim.text), 40, placeholder=" …"),
    "sources": lambda row: row.link.text,
    "routines": lambda row: row.link.text,
}
"""The forms of lists. Each is a macro of `rows.html.j2`, with a function that returns the name of an entry."""


@dataclass(frozen=True)
class Leveled:
    """A list of exercises that a page shows by level."""

    id: str
    """The start of the addresses of its levels; empty if the page has no other such list."""
    title: str
    slugs: tuple[str, ...]
    finder: Mapping[str, str]
    """The facets that select these exercises in the finder, without the level."""


class Lists:
    """The lists of one page: the part of each that it shows, and the pages of the long ones."""

    def __init__(self, home: Link, site: Site) -> None:
        self._home = home
        self._site = site
        self._long: list[_LongList] = []

    def cut(self, form: str, groups: Iterable[ListGroup], *, limit: int | None = None, least: int = 1) -> list[Shown]:
        """Return the part of each group that the page shows.

        A page shows all entries if the groups have at most `limit` together (MAX_ENTRIES_PER_PAGE by default). Otherwise it
        shows at least `least` entries of each.
        """
        groups = tuple(groups)
        fits = sum(len(group.entries) for group in groups) <= (MAX_ENTRIES_PER_PAGE if limit is None else limit)
        share = max(least, ENTRIES_IN_OVERVIEW // len(groups)) if groups else 0
        return [Shown(g.entries, None) if fits or len(g.entries) <= share else self._first(form, g, share) for g in groups]

    def _first(self, form: str, group: ListGroup, share: int) -> Shown:
        url = group.elsewhere or f"{self._home.url}{group.id}/"
        if not group.elsewhere:
            self._long.append(_LongList(url, form, group))
        return Shown(group.entries[:share], Link(f"All {len(group.entries):,}", url))

    def by_level(self, lists: Iterable[Leveled]) -> list[tuple[LevelGroup, ...]]:
        """Return the exercises of each list by level, lowest first, without empty levels."""
        lists = tuple(lists)
        exercises = self._site.catalogue.exercises
        groups: list[tuple[int, str, ListGroup]] = []
        for place, leveled in enumerate(lists):
            for level in LEVELS:
                if slugs := [slug for slug in leveled.slugs if exercises[slug].level == level]:
                    name = f"{leveled.id}-{level}" if leveled.id else level
                    title = f"{leveled.title}: {words.LEVEL_WORDS[level].lower()}"
                    finder = urls.finder(**leveled.finder, level=level, kind="exercise")
                    groups.append((place, level, ListGroup(name, title, cards(self._site, slugs), finder)))
        cut = self.cut("exercises", (group for _, _, group in groups))
        levels: list[list[LevelGroup]] = [[] for _ in lists]
        for (place, level, _), shown in zip(groups, cut, strict=True):
            levels[place].append(LevelGroup(words.LEVEL_WORDS[level], shown.entries, shown.all))
        return [tuple(level_groups) for level_groups in levels]

    def pages(self) -> Iterator[PageSpec]:
        """Yield the pages of the long lists."""
        for long in self._long:
            yield from _pages(long, self._home, self._site.evidence)


@dataclass(frozen=True)
class _LongList:
    """A list with pages of its own. `url` is the address of its first page."""

    url: str
    form: str
    group: ListGroup


@dataclass(frozen=True)
class ListPage:
    """A page of a long list. `begins` is the name of its first entry."""

    url: str
    number: int
    begins: str


@dataclass(frozen=True)
class ListView:
    """The values that `list.html.j2` prints."""

    home: Link
    title: str
    form: str
    count: str
    first: int
    last: int
    entries: tuple[Any, ...]
    finder: str
    parts: tuple[ListPage, ...]
    number: int
    previous: ListPage | None
    following: ListPage | None


def _pages(long: _LongList, home: Link, evidence: Mapping[str, str]) -> Iterator[PageSpec]:
    url, entries, name = long.url, long.group.entries, FORMS[long.form]
    starts = range(0, len(entries), MAX_ENTRIES_PER_PAGE)
    parts = tuple(ListPage(f"{url}{n}/" if n > 1 else url, n, name(entries[start])) for n, start in enumerate(starts, 1))
    for place, (start, part) in enumerate(zip(starts, parts, strict=True)):
        here = entries[start : start + MAX_ENTRIES_PER_PAGE]
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
            evidence=evidence,
        )
