"""The finder: checkboxes for every facet, which a script turns into results. Without scripts it shows the matrix and the indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from legwork.catalogue import urls
from legwork.catalogue.lookups import NO_KIT
from legwork.catalogue.models import BodyPart, Exercise, Laterality
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.lists import Lists
from legwork.pages.views.matrix import MATRIX, MatrixView, matrix_view
from legwork.pages.views.parts import Link
from legwork.pages.views.shared import muscle_groups
from legwork.pages.views.site import Site
from legwork.search.index import WEIGHTS
from legwork.text.fields import LEVELS
from legwork.text.slugs import slug_of


@dataclass(frozen=True)
class Option:
    """A checkbox. `chip` is its text among the selected facets; `rank` is the rank of a level, or 0."""

    facet: str
    value: str
    label: str
    chip: str
    rank: int = 0
    inner: bool = False
    """True if it belongs to the box above it, as a muscle belongs to its group."""


@dataclass(frozen=True)
class Facet:
    """A list of checkboxes. `note` says how they combine, if that is not obvious."""

    id: str
    title: str
    options: tuple[Option, ...]
    note: str = ""
    open: bool = False


@dataclass(frozen=True)
class FinderView:
    facets: tuple[Facet, ...]
    levels: tuple[tuple[str, str, int], ...]
    matrix: MatrixView
    indexes: tuple[Link, ...]


def finder_page(site: Site) -> Iterator[PageSpec]:
    view = FinderView(
        facets=tuple(facet for facet in _facets(site) if facet.options),
        levels=tuple((level, words.LEVEL_WORDS[level], rank) for rank, level in enumerate(LEVELS, 1)),
        matrix=matrix_view(site, Lists(MATRIX, site)),
        indexes=(
            Link("Exercises", urls.index("exercise")),
            Link("Muscles", urls.index("muscle")),
            Link("Equipment", urls.index("equipment")),
            Link("Movement patterns", urls.index("pattern")),
            Link("What hurts", urls.index("care")),
            *((Link("Routines", urls.index("routine")),) if site.routines.by_slug else ()),
        ),
    )
    yield PageSpec(
        kind="finder",
        template="finder.html.j2",
        url=urls.FINDER,
        title="Finder",
        description="Find leg exercises and routines by muscle, by the equipment you own, by level and by what hurts.",
        view=view,
        names=("find", "search", "filter"),
        search=("choose by muscle, equipment, level, movement pattern, impact, what hurts",),
        source=None,
    )


def _facets(site: Site) -> Iterable[Facet]:
    catalogue = site.catalogue
    exercises = tuple(catalogue.exercises.values())
    patterns = sorted(catalogue.patterns.values(), key=lambda pattern: (pattern.slot, pattern.name))
    yield Facet("muscle", "Muscle", tuple(_muscles(site)), "Any of those you choose.", open=True)
    yield Facet("kit", "Equipment you have", tuple(_kit(site)), "Shows what you can do with these and nothing else.", open=True)
    yield Facet(
        "level",
        "Level",
        tuple(
            Option("level", level, words.LEVEL_WORDS[level], words.LEVEL_WORDS[level], rank)
            for rank, level in enumerate(LEVELS, 1)
        ),
        open=True,
    )
    yield Facet(
        "care",
        "What hurts",
        tuple(_complaints(site)),
        "Shows what is fine, and marks what you should change.",
        open=True,
    )
    states = (care for care in catalogue.care.values() if care.kind == "state")
    yield Facet("state", "Your situation", tuple(Option("care", care.slug, care.name, care.name) for care in states))
    yield Facet("pattern", "Movement", tuple(Option("pattern", p.slug, p.name, p.name) for p in patterns))
    yield Facet("impact", "Impact", tuple(_impacts(exercises)))
    yield Facet("sort", "Kind of exercise", tuple(_sorts(exercises)))
    yield Facet("sides", "Sides", tuple(_sides(exercises)))
    yield Facet("kind", "Kind of page", tuple(_kinds(site)))


def _muscles(site: Site) -> Iterable[Option]:
    yield Option("role", "primary", "Only where it is trained first", "Trained first")
    for group in muscle_groups(site):
        alone = len(group.muscles) == 1
        if not alone:
            yield Option("group", slug_of(group.name), group.name, group.name)
        for muscle in group.muscles:
            yield Option("muscle", muscle.slug, muscle.name, muscle.name, inner=not alone)


def _kit(site: Site) -> Iterable[Option]:
    yield Option("kit", NO_KIT, "Nothing at all", "No equipment")
    for piece in sorted(site.catalogue.equipment.values(), key=lambda piece: piece.name):
        if not piece.given and site.lookups.required.get(piece.slug):
            yield Option("kit", piece.slug, piece.name, f"I have: {piece.name.lower()}")


def _complaints(site: Site) -> Iterable[Option]:
    """Yield the complaints from head to foot."""
    parts = get_args(BodyPart)
    complaints = [care for care in site.catalogue.care.values() if care.where]
    for care in sorted(complaints, key=lambda care: parts.index(care.where)):
        yield Option("care", care.slug, care.name, care.name)


def _impacts(exercises: tuple[Exercise, ...]) -> Iterable[Option]:
    for impact in sorted({exercise.impact for exercise in exercises}):
        yield Option("impact", str(impact), words.IMPACT_WORDS[impact], words.IMPACT_SHORT[impact])


def _sorts(exercises: tuple[Exercise, ...]) -> Iterable[Option]:
    for kind in sorted({exercise.kind for exercise in exercises}):
        yield Option("sort", kind, words.SORT_WORDS[kind], words.SORT_WORDS[kind])


def _sides(exercises: tuple[Exercise, ...]) -> Iterable[Option]:
    used = {exercise.laterality for exercise in exercises}
    for sides in get_args(Laterality):
        if sides in used:
            yield Option("sides", sides, words.LATERALITY_WORDS[sides], words.LATERALITY_WORDS[sides])


def _kinds(site: Site) -> Iterable[Option]:
    there = {"routine": bool(site.routines.by_slug), "plan": bool(site.catalogue.plans), "guide": bool(site.guides)}
    for kind in WEIGHTS:
        if there.get(kind, True):
            yield Option("kind", kind, words.PAGE_WORDS[kind], words.PAGE_WORDS[kind])
