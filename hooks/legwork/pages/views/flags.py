"""Red flags: in groups by urgency, for pages that begin with them, and the index of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from legwork.catalogue import urls
from legwork.catalogue.models import Urgency
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.parts import Link
from legwork.pages.views.shared import count, links
from legwork.pages.views.site import Site

_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z(])")


@dataclass(frozen=True)
class FlagGroup:
    """Red flags of the same urgency. `do` says how soon to get help, and where."""

    urgency: Urgency
    do: str
    signs: tuple[FlagText, ...]


@dataclass(frozen=True)
class FlagText:
    """The text of a red flag: its first sentence, and the rest, for which a printed sheet has no room."""

    sign: str
    more: str


def flag_groups(site: Site, slugs: Iterable[str], said: Mapping[Urgency, str] = words.URGENCY_WORDS) -> tuple[FlagGroup, ...]:
    """Return red flags by urgency, the most urgent first. `said` are the words for each urgency."""
    flags = [site.catalogue.flags[slug] for slug in slugs]
    return tuple(
        FlagGroup(urgency, said[urgency], signs)
        for urgency in get_args(Urgency)
        if (signs := tuple(_flag_text(flag.text) for flag in flags if flag.urgency == urgency))
    )


def _flag_text(text: str) -> FlagText:
    sign, *more = _SENTENCE_END.split(text, maxsplit=1)
    return FlagText(sign, "".join(more))


# --- Index

MAX_COMPLAINTS_NAMED = 5
"""The most complaints to name beside a red flag. One with more complaints applies to most of them."""


@dataclass(frozen=True)
class FlagRow:
    id: str
    text: str
    complaints: tuple[Link, ...]


@dataclass(frozen=True)
class FlagSection:
    urgency: Urgency
    do: str
    rows: tuple[FlagRow, ...]


@dataclass(frozen=True)
class FlagIndexView:
    sections: tuple[FlagSection, ...]
    count: int


def _complaint_links(site: Site, complaints: list[str]) -> tuple[Link, ...]:
    return links(site, "care", complaints) if len(complaints) <= MAX_COMPLAINTS_NAMED else ()


def flag_index(site: Site) -> Iterator[PageSpec]:
    """Yield the page of all red flags, the most urgent first, with the complaints that name each."""
    named: dict[str, list[str]] = {}
    for care in site.catalogue.care.values():
        for slug in care.red_flags:
            named.setdefault(slug, []).append(care.slug)
    flags = site.catalogue.flags.values()
    sections = tuple(
        FlagSection(urgency, words.URGENCY_WORDS[urgency], rows)
        for urgency in get_args(Urgency)
        if (
            rows := tuple(
                FlagRow(flag.slug, flag.text, _complaint_links(site, named.get(flag.slug, [])))
                for flag in sorted(flags, key=lambda flag: (not flag.general, flag.slug))
                if flag.urgency == urgency
            )
        )
    )
    yield PageSpec(
        kind="index",
        template="flags.html.j2",
        url=urls.index("flag"),
        title="Signs that need help",
        description=f"{count(len(site.catalogue.flags), 'sign')} to act on now, today or within two days, whatever hurts.",
        view=FlagIndexView(sections, len(site.catalogue.flags)),
        names=("red flags", "emergency", "warning signs", *(word for flag in flags for word in flag.finds)),
        search=tuple(flag.text for flag in flags),
        source="flags.yml",
    )
