"""The page of one complaint: what to leave out, change and do instead; and the index of complaints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from legwork.catalogue.models import Care, Caution, Demand
from legwork.pages import urls, words
from legwork.pages.page import Page
from legwork.pages.views.shared import Card, Draft, Link, Site, card, citations, count, entry_link, finish, links


@dataclass(frozen=True)
class Ruling:
    """One exercise under this complaint."""

    card: Card
    text: str
    instead: Link | None
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Rulings:
    """What one demand asks for: exercises to leave out, or to change."""

    demand: str
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True)
class Offer:
    """An exercise that goes on; `change` says that it is among those to be changed."""

    card: Card
    change: bool


@dataclass(frozen=True)
class Offers:
    """What goes on for one demand, easiest first."""

    demand: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class CareView:
    care: Care
    avoid: tuple[Rulings, ...]
    avoid_count: int
    modify: tuple[Rulings, ...]
    modify_count: int
    watch: tuple[Ruling, ...]
    instead: tuple[Offers, ...]
    resting: str
    routines: tuple[Link, ...]
    sources: tuple[Link, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True)
class CareRow:
    link: Link
    aliases: str
    avoid: int
    modify: int


@dataclass(frozen=True)
class CareIndexView:
    rows: tuple[CareRow, ...]


def care_page(site: Site, slug: str) -> Page:
    care = site.catalogue.care[slug]
    pairs = site.lookups.care.get(slug, ())
    instead = tuple(_offers(site, care, pairs))
    given = {offers.demand for offers in instead}
    view = CareView(
        care=care,
        avoid=tuple(_by_demand(site, pairs, "avoid")),
        avoid_count=_count(site, slug, "avoid"),
        modify=tuple(_by_demand(site, pairs, "modify")),
        modify_count=_count(site, slug, "modify"),
        watch=tuple(_ruling(site, *pair) for pair in pairs if pair[1].action in ("stop", "note")),
        instead=instead,
        resting=words.join([name.lower() for name in _demands(site) if name not in given]) if care.instead else "",
        routines=links(site, "routine", [r.slug for r in site.routines.made.values() if slug in r.recipe.leave_out]),
        sources=citations(site, care.sources),
        others=tuple(entry_link(site, "care", other) for other in site.catalogue.care if other != slug),
    )
    return finish(
        "care",
        Draft(
            template="care.html.j2",
            url=urls.entry("care", slug),
            title=care.name,
            description=f"{care.name}: what to leave out, what to change, what to do instead, and when to see someone.",
            view=view,
            names=care.aliases,
            search=tuple(care.texts()),
            source="care.yml",
            strength_of=site.strength_of,
        ),
    )


def _ruling(site: Site, exercise: str, caution: Caution) -> Ruling:
    instead = entry_link(site, "exercise", caution.instead) if caution.instead else None
    return Ruling(card(site, exercise), caution.text, instead, citations(site, caution.sources))


def _by_demand(site: Site, pairs: tuple[tuple[str, Caution], ...], action: str) -> Iterator[Rulings]:
    """What a complaint says of exercises, by what they ask of the legs."""
    found = [pair for pair in pairs if pair[1].action == action]
    for demand in get_args(Demand):
        rulings = tuple(_ruling(site, *pair) for pair in found if _demand(site, pair[0]) == demand)
        if rulings:
            yield Rulings(words.DEMAND_WORDS[demand], rulings)


def _offers(site: Site, care: Care, pairs: tuple[tuple[str, Caution], ...]) -> Iterator[Offers]:
    """What the complaint lets go on; where it names nothing, what its cautions offer instead."""
    avoided = {exercise for exercise, caution in pairs if caution.action == "avoid"}
    changed = {exercise for exercise, caution in pairs if caution.action == "modify"}
    offered = care.instead or tuple(dict.fromkeys(caution.instead for _, caution in pairs if caution.instead))
    cards = {slug: card(site, slug) for slug in offered if slug not in avoided}
    ordered = sorted(cards, key=lambda slug: (cards[slug].level_rank, slug in changed, cards[slug].name))
    for demand in get_args(Demand):
        offers = tuple(Offer(cards[slug], slug in changed) for slug in ordered if _demand(site, slug) == demand)
        if offers:
            yield Offers(words.DEMAND_WORDS[demand], offers)


def _demand(site: Site, exercise: str) -> Demand:
    return site.catalogue.patterns[site.catalogue.exercises[exercise].pattern].demand


def _demands(site: Site) -> list[str]:
    """The demands that the catalogue has exercises for."""
    asked = {pattern.demand for pattern in site.catalogue.patterns.values()}
    return [words.DEMAND_WORDS[demand] for demand in get_args(Demand) if demand in asked]


def care_index(site: Site) -> Page:
    rows = tuple(
        CareRow(
            link=entry_link(site, "care", care.slug),
            aliases=", ".join(care.aliases[:4]),
            avoid=_count(site, care.slug, "avoid"),
            modify=_count(site, care.slug, "modify"),
        )
        for care in sorted(site.catalogue.care.values(), key=lambda care: care.name)
    )
    return finish(
        "index",
        Draft(
            template="care-index.html.j2",
            url=urls.index("care"),
            title="What hurts",
            description=f"{count(len(rows), 'complaint')} in a runner's words: what to leave out, what to change, what to do instead.",
            view=CareIndexView(rows),
            names=("injury", "pain", "sore"),
            search=tuple(row.link.text for row in rows),
            source="care.yml",
        ),
    )


def _count(site: Site, care: str, action: str) -> int:
    return sum(caution.action == action for _, caution in site.lookups.care.get(care, ()))
