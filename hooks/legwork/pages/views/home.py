"""The home page: an introduction, and the ways into the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from legwork.catalogue import urls
from legwork.catalogue.lookups import NO_KIT
from legwork.catalogue.urls import Links
from legwork.pages import pictures
from legwork.pages.page import PageSpec
from legwork.pages.views.care_index import care_places
from legwork.pages.views.parts import Card, Link
from legwork.pages.views.shared import cards, entry_link, links, muscle_groups
from legwork.pages.views.site import Site


@dataclass(frozen=True)
class MuscleTile:
    """A muscle group with its muscles, in the list beside the map."""

    name: str
    muscles: tuple[Link, ...]
    count: int


@dataclass(frozen=True)
class HomeView:
    exercises: int
    no_kit: int
    sources: int
    unknown: str
    routines: int
    map: Markup
    groups: tuple[MuscleTile, ...]
    patterns: tuple[Link, ...]
    care: tuple[Link, ...]
    """The parts of the body, each with a link to its complaints."""
    signs: bool
    states: bool
    guides: tuple[Link, ...]
    starters: tuple[Card, ...]


def home_page(site: Site) -> Iterator[PageSpec]:
    beginner = [slug for slug in site.lookups.required.get(NO_KIT, ()) if site.catalogue.exercises[slug].level == "beginner"]
    patterns = sorted(site.catalogue.patterns.values(), key=lambda pattern: (pattern.slot, pattern.name))
    view = HomeView(
        exercises=len(site.catalogue.exercises),
        no_kit=len(site.lookups.required.get(NO_KIT, ())),
        sources=len(site.catalogue.sources),
        unknown=urls.UNKNOWN,
        routines=len(site.routines.by_slug),
        map=pictures.map_links(site.catalogue, Links.of(urls.HOME)),
        groups=tuple(
            MuscleTile(group.name, links(site, "muscle", [muscle.slug for muscle in group.muscles]), group.trained)
            for group in muscle_groups(site)
        ),
        patterns=tuple(entry_link(site, "pattern", p.slug, str(len(site.lookups.pattern.get(p.slug, ())))) for p in patterns),
        care=tuple(Link(place.name, f"{urls.index('care')}#{place.id}") for place in care_places(site)),
        signs=bool(site.catalogue.flags),
        states=any(care.kind == "state" for care in site.catalogue.care.values()),
        guides=tuple(
            Link(g.title, g.address.lstrip("/")) for g in site.guides if g.uri.startswith("guides/") and g.address != "/guides/"
        ),
        starters=cards(site, _first_of_each_pattern(site, beginner)[:6]),
    )
    yield PageSpec(
        kind="home",
        template="home.html.j2",
        url=urls.HOME,
        title="Home",
        description="Leg strength for runners: exercises with doses, cautions and ladders, by muscle, kit or what hurts.",
        view=view,
        names=("home",),
        search=("leg strength for runners",),
        source=None,
    )


def _first_of_each_pattern(site: Site, slugs: list[str]) -> list[str]:
    """Return the first exercise of each pattern, in the order of patterns in a session."""
    first: dict[str, str] = {}
    for slug in slugs:
        first.setdefault(site.catalogue.exercises[slug].pattern, slug)
    return [first[p] for p in sorted(first, key=lambda p: (site.catalogue.patterns[p].slot, p))]
