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
from legwork.pages.page import Page
from legwork.pages.views.shared import Draft, LevelGroup, Link, Site, cards, finish
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
class Group:
    """One list of a page. `id` is the last part of its own address, `title` the heading there."""

    id: str
    title: str
    entries: tuple[Any, ...]
    finder: str = ""
    """Address of the finder with these chosen."""
    elsewhere: str = ""
    """Address of a page that lists all of it already."""


@dataclass(frozen=True)
class Shown:
    """What a page shows of a list: its first entries, and a link to all if there are more."""

    entries: tuple[Any, ...]
    all: Link | None


@dataclass(frozen=True)
class LongList:
    """A list with pages of its own, which belong below the page `home`."""

    home: Link
    form: str
    group: Group


def cut(site: Site, home: Link, form: str, groups: Iterable[Group], *, limit: int | None = None, least: int = 1) -> list[Shown]:
    """What the page `home` shows of each group: all, if together they are within `limit` (LIMIT); else at least `least`."""
    groups = tuple(groups)
    fits = sum(len(group.entries) for group in groups) <= (LIMIT if limit is None else limit)
    share = max(least, OVERVIEW // len(groups)) if groups else 0
    return [Shown(g.entries, None) if fits or len(g.entries) <= share else _first(site, home, form, g, share) for g in groups]


def _first(site: Site, home: Link, form: str, group: Group, share: int) -> Shown:
    url = group.elsewhere or f"{home.url}{group.id}/"
    if not group.elsewhere:
        site.long[url] = LongList(home, form, group)
    return Shown(group.entries[:share], Link(f"All {len(group.entries):,}", url))


@dataclass(frozen=True)
class Leveled:
    """Exercises of a page that stand there by level."""

    id: str
    """What its lists' addresses begin with; empty if the page has no other such list."""
    title: str
    slugs: tuple[str, ...]
    finder: Mapping[str, str]
    """What to choose in the finder to get them, level aside."""


def by_level(site: Site, home: Link, lists: Iterable[Leveled]) -> list[tuple[LevelGroup, ...]]:
    """For each list, its exercises grouped by level, lowest first, empty levels left out."""
    lists = tuple(lists)
    of = site.catalogue.exercises
    found: list[tuple[int, str, Group]] = []
    for place, one in enumerate(lists):
        for level in LEVELS:
            if slugs := [slug for slug in one.slugs if of[slug].level == level]:
                name = f"{one.id}-{level}" if one.id else level
                title = f"{one.title}: {words.LEVEL_WORDS[level].lower()}"
                finder = urls.finder(**one.finder, level=level, kind="exercise")
                found.append((place, level, Group(name, title, cards(site, slugs), finder)))
    shown = cut(site, home, "exercises", (group for _, _, group in found))
    parts: list[list[LevelGroup]] = [[] for _ in lists]
    for (place, level, _), part in zip(found, shown, strict=True):
        parts[place].append(LevelGroup(words.LEVEL_WORDS[level], part.entries, part.all))
    return [tuple(part) for part in parts]


# --- The pages of a long list


@dataclass(frozen=True)
class Part:
    """One page of the list, told by the entry that it begins with."""

    url: str
    number: int
    begins: str


@dataclass(frozen=True)
class ListView:
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


def list_pages(site: Site, home: str) -> Iterator[Page]:
    """The pages of the long lists that making the page at `home` has left behind. Lists of others that it shows are theirs."""
    left = dict(site.long)
    site.long.clear()
    for url, long in left.items():
        if long.home.url == home:
            yield from _pages(site, url, long)


def _pages(site: Site, url: str, long: LongList) -> Iterator[Page]:
    entries, name = long.group.entries, FORMS[long.form]
    starts = range(0, len(entries), LIMIT)
    parts = tuple(Part(f"{url}{n}/" if n > 1 else url, n, name(entries[start])) for n, start in enumerate(starts, 1))
    for place, (start, part) in enumerate(zip(starts, parts, strict=True)):
        here = entries[start : start + LIMIT]
        title = long.group.title + (f", part {part.number}" if part.number > 1 else "")
        total = f"{len(entries):,}"
        view = ListView(
            home=long.home,
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
        draft = Draft(
            template="list.html.j2",
            url=part.url,
            title=title,
            description=f"{title}: {start + 1} to {start + len(here)} of {total}, from {part.begins}.",
            view=view,
            names=(),
            search=(),
            source=None,
            strength_of=site.strength_of,
        )
        yield finish("list", draft)
