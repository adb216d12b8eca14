"""The page of one complaint: what to leave out, change and do instead; and the index of complaints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from legwork.catalogue.models import Care, Caution, Demand
from legwork.pages import urls, words
from legwork.pages.page import Page
from legwork.pages.views.lists import Group, Shown, cut
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
    all: Link | None


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
    all: Link | None


@dataclass(frozen=True)
class CareView:
    care: Care
    avoid: tuple[Rulings, ...]
    avoid_count: int
    modify: tuple[Rulings, ...]
    modify_count: int
    watch: Shown
    instead: tuple[Offers, ...]
    resting: str
    routines: Shown
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
    home = Link(care.name, urls.entry("care", slug))
    instead = tuple(_offers(site, home, care, pairs))
    avoid, modify, watch = _rulings(site, home, care, pairs)
    made_for = links(site, "routine", [r.slug for r in site.routines.made.values() if slug in r.recipe.leave_out])
    (routines,) = cut(site, home, "links", (Group("routines", f"{care.name}: routines", made_for),))
    given = {offers.demand for offers in instead}
    view = CareView(
        care=care,
        avoid=avoid,
        avoid_count=_count(site, slug, "avoid"),
        modify=modify,
        modify_count=_count(site, slug, "modify"),
        watch=watch,
        instead=instead,
        resting=words.join([name.lower() for name in _demands(site) if name not in given]) if care.instead else "",
        routines=routines,
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


_Pairs = tuple[tuple[str, Caution], ...]
_TITLES = {"avoid": "leave out", "modify": "change"}


def _rulings(site: Site, home: Link, care: Care, pairs: _Pairs) -> tuple[tuple[Rulings, ...], tuple[Rulings, ...], Shown]:
    """What a complaint says to leave out and to change, by what exercises ask of the legs, and where to watch out."""
    groups: list[tuple[str, str, Group]] = []
    for action, verb in _TITLES.items():
        found = [pair for pair in pairs if pair[1].action == action]
        for demand in get_args(Demand):
            rulings = tuple(_ruling(site, *pair) for pair in found if _demand(site, pair[0]) == demand)
            if rulings:
                title = f"{care.name}: {verb}, {words.DEMAND_WORDS[demand].lower()}"
                groups.append((action, demand, Group(f"{action}-{demand}", title, rulings)))
    watched = tuple(_ruling(site, *pair) for pair in pairs if pair[1].action in ("stop", "note"))
    watching = [("watch", "", Group("watch", f"{care.name}: watch out", watched))] if watched else []
    all_groups = groups + watching
    shown = cut(site, home, "rulings", (group for _, _, group in all_groups))
    by_action: dict[str, list[Rulings]] = {"avoid": [], "modify": []}
    watch = Shown((), None)
    for (action, demand, _), part in zip(all_groups, shown, strict=True):
        if action == "watch":
            watch = part
        else:
            by_action[action].append(Rulings(words.DEMAND_WORDS[demand], part.entries, part.all))
    return tuple(by_action["avoid"]), tuple(by_action["modify"]), watch


def _offers(site: Site, home: Link, care: Care, pairs: _Pairs) -> Iterator[Offers]:
    """What the complaint lets go on; where it names nothing, what its cautions offer instead."""
    avoided = {exercise for exercise, caution in pairs if caution.action == "avoid"}
    changed = {exercise for exercise, caution in pairs if caution.action == "modify"}
    offered = care.instead or tuple(dict.fromkeys(caution.instead for _, caution in pairs if caution.instead))
    cards = {slug: card(site, slug) for slug in offered if slug not in avoided}
    ordered = sorted(cards, key=lambda slug: (cards[slug].level_rank, slug in changed, cards[slug].name))
    groups = {
        demand: Group(f"instead-{demand}", f"{care.name}: {words.DEMAND_WORDS[demand].lower()} instead", offers)
        for demand in get_args(Demand)
        if (offers := tuple(Offer(cards[slug], slug in changed) for slug in ordered if _demand(site, slug) == demand))
    }
    for demand, shown in zip(groups, cut(site, home, "offers", groups.values()), strict=True):
        yield Offers(words.DEMAND_WORDS[demand], shown.entries, shown.all)


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
