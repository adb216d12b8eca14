"""Parts that several pages share: links, exercise cards, links to sources."""

from __future__ import annotations

from collections.abc import Iterable

from legwork.catalogue import urls
from legwork.catalogue.models import CONVENTION, Muscle
from legwork.pages import words
from legwork.pages.views.parts import Card, Link, MuscleGroup
from legwork.pages.views.site import Site


def entry_link(site: Site, kind: str, slug: str, note: str = "") -> Link:
    """Return a link to an entry by its name."""
    entry = site.catalogue.of_kind(kind)[slug]
    return Link(entry.name, urls.entry(kind, slug), note)  # type: ignore[attr-defined]


def links(site: Site, kind: str, slugs: Iterable[str]) -> tuple[Link, ...]:
    """Return links to entries of one kind by their names."""
    return tuple(entry_link(site, kind, slug) for slug in slugs)


def source_links(site: Site, keys: Iterable[str]) -> tuple[Link, ...]:
    """Return links to sources, each with its evidence in a word or two. Coaching convention has none: its name says it."""
    return tuple(_source_link(site, key) for key in dict.fromkeys(keys))


def _source_link(site: Site, key: str) -> Link:
    if key == CONVENTION:
        return Link("coaching convention", urls.entry("source", key))
    return Link(words.short_citation(site.catalogue.sources[key]), urls.entry("source", key), site.evidence[key])


def cards(site: Site, slugs: Iterable[str]) -> tuple[Card, ...]:
    """Return the cards of exercises."""
    return tuple(site.cards[slug] for slug in slugs)


def muscle_groups(site: Site) -> tuple[MuscleGroup, ...]:
    """Return the groups of muscles, most trained first."""
    by_group: dict[str, list[Muscle]] = {}
    for muscle in site.catalogue.muscles.values():
        by_group.setdefault(muscle.group, []).append(muscle)
    groups = [MuscleGroup(name, tuple(muscles), _trained(site, muscles)) for name, muscles in by_group.items()]
    return tuple(sorted(groups, key=lambda group: (-group.trained, group.name)))


def _trained(site: Site, muscles: list[Muscle]) -> int:
    return len({exercise for muscle in muscles for exercise in site.lookups.primary.get(muscle.slug, ())})


def count(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 exercise``, ``3 exercises``."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
