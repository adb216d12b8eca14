"""The page of one complaint: what to leave out, change and do instead; and the index of complaints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legwork.catalogue.models import Care, Caution
from legwork.pages import urls
from legwork.pages.page import Page
from legwork.pages.views.shared import Card, Draft, Link, Site, card, citations, count, entry_link, finish


@dataclass(frozen=True)
class Ruling:
    """One exercise under this complaint."""

    card: Card
    text: str
    instead: Link | None
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class CareView:
    care: Care
    avoid: tuple[Ruling, ...]
    modify: tuple[Ruling, ...]
    stop: tuple[Ruling, ...]
    instead: tuple[Card, ...]
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
    avoided = {exercise for exercise, caution in pairs if caution.action == "avoid"}
    offered = dict.fromkeys(caution.instead for _, caution in pairs if caution.instead)
    view = CareView(
        care=care,
        avoid=tuple(_rulings(site, pairs, "avoid")),
        modify=tuple(_rulings(site, pairs, "modify")),
        stop=tuple(_rulings(site, pairs, "stop", "note")),
        instead=_easiest_first(site, [exercise for exercise in offered if exercise not in avoided]),
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
            search=(*care.advice, *care.stop),
            source="care.yml",
        ),
    )


def _rulings(site: Site, pairs: tuple[tuple[str, Caution], ...], *actions: str) -> Iterator[Ruling]:
    for exercise, caution in pairs:
        if caution.action in actions:
            instead = entry_link(site, "exercise", caution.instead) if caution.instead else None
            yield Ruling(card(site, exercise), caution.text, instead, citations(site, caution.sources))


def _easiest_first(site: Site, slugs: list[str]) -> tuple[Card, ...]:
    cards = [card(site, slug) for slug in slugs]
    return tuple(sorted(cards, key=lambda one: (one.level_rank, one.name)))


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
