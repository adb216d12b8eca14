"""What several pages show alike: links, exercise cards, citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from legwork.catalogue import urls
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.guides import Guide
from legwork.catalogue.lookups import Lookups
from legwork.catalogue.models import CONVENTION, Exercise, Muscle
from legwork.pages import pictures, words
from legwork.pages.page import Page
from legwork.pages.render import headings, render, search_text, templates
from legwork.routines.traits import Traits
from legwork.routines.work_out import Routines
from legwork.search.entry import Facets, SearchEntry
from legwork.text.fields import rank
from legwork.text.inline import Reference, plain
from legwork.work import preview_cache

if TYPE_CHECKING:
    from legwork.pages.views.citations import Uses
    from legwork.pages.views.lists import LongList


@dataclass(frozen=True)
class Site:
    """All that pages are made from. `cards` and `uses` keep what several pages show: an exercise's card, a source's uses.

    `long` gathers by address the lists that are too long for their page.
    """

    catalogue: Catalogue
    lookups: Lookups
    guides: tuple[Guide, ...]
    routines: Routines
    traits: Traits
    cards: dict[str, Card] = field(default_factory=dict)
    uses: dict[str, tuple[Uses, ...]] = field(default_factory=dict)
    long: dict[str, LongList] = field(default_factory=dict)

    def guide(self, url: str) -> str:
        """The address of a guide, or nothing if this site has no such guide."""
        return url if any(guide.address == f"/{url}" for guide in self.guides) else ""

    def strength_of(self, href: str) -> str:
        """How strong the source is that a text links to; empty for any other link."""
        reference = Reference.parse(href, _SOURCE)
        source = self.catalogue.sources.get(reference.slug) if reference else None
        return words.STRENGTH_TAGS[source.strength] if source else ""


_SOURCE = frozenset({"source"})


@dataclass(frozen=True)
class Link:
    """A link to a page of the site; `url` from the site's root."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Card:
    """An exercise as lists show it."""

    name: str
    url: str
    summary: str
    level: str
    level_rank: int
    kit: str
    pattern: str
    muscles: str
    still: Markup | None


@dataclass(frozen=True)
class LevelGroup:
    """Exercises of one level; a link to all of them if these are only the first."""

    level: str
    cards: tuple[Card, ...]
    all: Link | None = None


def entry_link(site: Site, kind: str, slug: str, note: str = "") -> Link:
    """A link to an entry by its name."""
    entry = site.catalogue.of_kind(kind)[slug]
    return Link(entry.name, urls.entry(kind, slug), note)  # type: ignore[attr-defined]


def links(site: Site, kind: str, slugs: Iterable[str]) -> tuple[Link, ...]:
    return tuple(entry_link(site, kind, slug) for slug in slugs)


def citations(site: Site, keys: Iterable[str]) -> tuple[Link, ...]:
    """Links to sources, each with its strength in a word or two; coaching custom says so itself."""
    return tuple(_citation(site, key) for key in dict.fromkeys(keys))


def _citation(site: Site, key: str) -> Link:
    if key == CONVENTION:
        return Link("coaching convention", urls.entry("source", key))
    source = site.catalogue.sources[key]
    return Link(words.short_citation(source), urls.entry("source", key), words.STRENGTH_TAGS[source.strength])


def kit_words(site: Site, exercise: Exercise) -> str:
    """Required equipment in a few words: ``No kit``, ``Step``, ``Barbell + bench``."""
    names = [site.catalogue.equipment[slug].name for slug in exercise.equipment.required]
    return " + ".join([names[0], *(name.lower() for name in names[1:])]) if names else "No kit"


def card(site: Site, slug: str) -> Card:
    """The card of one exercise."""
    if slug not in site.cards:
        site.cards[slug] = _card(site, slug)
    return site.cards[slug]


def _card(site: Site, slug: str) -> Card:
    exercise = site.catalogue.exercises[slug]
    return Card(
        name=exercise.name,
        url=urls.entry("exercise", slug),
        summary=exercise.summary,
        level=words.LEVEL_WORDS[exercise.level],
        level_rank=rank(exercise.level) + 1,
        kit=kit_words(site, exercise),
        pattern=site.catalogue.patterns[exercise.pattern].name,
        muscles=words.join([site.catalogue.muscles[muscle].name for muscle in exercise.muscles.primary]),
        still=still(exercise),
    )


def still(exercise: Exercise) -> Markup | None:
    """The small picture for lists."""
    drawn = pictures.drawing(exercise)
    return Markup(drawn.still) if drawn else None  # noqa: S704 - drawn by us


def cards(site: Site, slugs: Iterable[str]) -> tuple[Card, ...]:
    return tuple(card(site, slug) for slug in slugs)


@dataclass(frozen=True)
class MuscleGroup:
    """Muscles that share a search facet, and how many exercises train one of them first."""

    name: str
    muscles: tuple[Muscle, ...]
    trained: int


def muscle_groups(site: Site) -> tuple[MuscleGroup, ...]:
    """The groups of muscles, most trained first."""
    found: dict[str, list[Muscle]] = {}
    for muscle in site.catalogue.muscles.values():
        found.setdefault(muscle.group, []).append(muscle)
    groups = [MuscleGroup(name, tuple(muscles), _trained(site, muscles)) for name, muscles in found.items()]
    return tuple(sorted(groups, key=lambda group: (-group.trained, group.name)))


def _trained(site: Site, muscles: list[Muscle]) -> int:
    return len({exercise for muscle in muscles for exercise in site.lookups.primary.get(muscle.slug, ())})


def count(number: int, noun: str) -> str:
    """``1 exercise``, ``3 exercises``."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


@dataclass(frozen=True)
class Draft:
    """What a page kind says of a page; `finish` adds what all pages have."""

    template: str
    url: str
    title: str
    description: str
    view: object
    names: tuple[str, ...]
    search: tuple[str, ...]
    source: str | None
    preview: str | None = None
    also: tuple[str, ...] = ()
    facets: Facets | None = None
    strength_of: Callable[[str], str] | None = None
    """`Site.strength_of`, where texts make claims: links to sources are then followed by their strength."""


def finish(kind: str, draft: Draft) -> Page:
    """The page of a draft: its body rendered, its headings and search entry found."""
    return preview_cache.kept(("page", draft.url), (kind, draft, templates()), lambda: _finished(kind, draft))


def _finished(kind: str, draft: Draft) -> Page:
    body = render(draft.template, draft.url, draft.view, draft.strength_of)
    body = pictures.sprites(body) + body
    return Page(
        url=draft.url,
        title=draft.title,
        description=_description(draft.description),
        body=body,
        toc=headings(body),
        search=SearchEntry(draft.title, draft.names, tuple(map(plain, draft.also)), search_text(draft.search), draft.facets),
        source=draft.source,
        kind=kind,
        preview=draft.preview,
    )


def _description(text: str, limit: int = 160) -> str:
    """A text cut to what search engines show, at a word's end."""
    text = plain(text).strip()
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(".,;:") + "…"
