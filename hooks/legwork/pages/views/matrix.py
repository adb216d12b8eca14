"""The table of muscles by equipment. Every cell is a number of exercises and a link to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.lookups import NO_KIT
from legwork.pages.page import PageSpec
from legwork.pages.views.lists import Lists
from legwork.pages.views.parts import Card, Link, ListGroup
from legwork.pages.views.shared import count, entry_link, muscle_groups
from legwork.pages.views.site import Site

MAX_NAMES_BEHIND_CELLS = 2000
"""The most names behind the cells on this page, where readers see one cell at a time. Above it each cell gets a page."""


@dataclass(frozen=True)
class MatrixColumn:
    link: Link


@dataclass(frozen=True)
class MatrixCell:
    """Exercises for a muscle with a piece of equipment. `primary` of them train the muscle first."""

    id: str
    label: str
    primary: int
    total: int
    all: Link | None
    """The page with its exercises, if they are not on this page."""


@dataclass(frozen=True)
class MatrixRow:
    muscle: Link
    group: str
    cells: tuple[MatrixCell | None, ...]


@dataclass(frozen=True)
class CellExercise:
    """An exercise behind a cell. `also` is true if the muscle only works along."""

    card: Card
    also: bool


@dataclass(frozen=True)
class CellSection:
    """The exercises behind a cell, on the same page, so that a link needs no script."""

    id: str
    title: str
    chosen: tuple[CellExercise, ...]


@dataclass(frozen=True)
class MatrixView:
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    sections: tuple[CellSection, ...]
    count: str


def matrix_view(site: Site, lists: Lists) -> MatrixView:
    """Return the table and the exercises behind its cells."""
    kits = [
        NO_KIT,
        *sorted((e.slug for e in site.catalogue.equipment.values() if not e.given), key=lambda s: _kit(site, s).text),
    ]
    muscles = [muscle for group in muscle_groups(site) for muscle in group.muscles]
    groups: dict[tuple[str, str], ListGroup] = {}
    for muscle in muscles:
        primary, secondary = (_by_kit(site, of.get(muscle.slug, ())) for of in (site.lookups.primary, site.lookups.secondary))
        for kit in kits:
            if kit in primary or kit in secondary:
                groups[muscle.slug, kit] = _cell_group(site, muscle.slug, kit, primary.get(kit, ()), secondary.get(kit, ()))
    shown = dict(
        zip(groups, lists.cut("choice", groups.values(), limit=MAX_NAMES_BEHIND_CELLS, least=0), strict=True),
    )
    cells = {
        place: MatrixCell(
            id=group.id,
            label=group.title,
            primary=sum(not exercise.also for exercise in group.entries),
            total=len(group.entries),
            all=shown[place].all,
        )
        for place, group in groups.items()
    }
    rows = [
        MatrixRow(entry_link(site, "muscle", m.slug), m.group, tuple(cells.get((m.slug, kit)) for kit in kits)) for m in muscles
    ]
    return MatrixView(
        columns=tuple(MatrixColumn(_kit(site, kit)) for kit in kits),
        rows=tuple(rows),
        sections=tuple(
            CellSection(group.id, group.title, group.entries) for place, group in groups.items() if not shown[place].all
        ),
        count=count(len(site.catalogue.exercises), "exercise"),
    )


MATRIX = Link("Muscle by equipment", urls.MATRIX)


def matrix_page(site: Site) -> Iterator[PageSpec]:
    lists = Lists(MATRIX, site)
    yield PageSpec(
        kind="matrix",
        template="matrix.html.j2",
        url=urls.MATRIX,
        title="Muscle by equipment",
        description="Pick a muscle and what you have: a table of every leg exercise by muscle and equipment.",
        view=matrix_view(site, lists),
        names=("matrix", "table"),
        search=("choose by muscle and equipment",),
        source=None,
    )
    yield from lists.pages()


def _kit(site: Site, slug: str) -> Link:
    return Link("No kit", urls.no_kit()) if slug == NO_KIT else entry_link(site, "equipment", slug)


def _by_kit(site: Site, slugs: Sequence[str]) -> dict[str, list[str]]:
    """Return the exercises that need or can use each piece of equipment, in the given order."""
    by_kit: dict[str, list[str]] = {}
    for slug in slugs:
        for kit in dict.fromkeys((*site.lookups.kit[slug], *site.catalogue.exercises[slug].equipment.optional)):
            by_kit.setdefault(kit, []).append(slug)
    return by_kit


def _cell_group(site: Site, muscle: str, kit: str, primary: Sequence[str], secondary: Sequence[str]) -> ListGroup:
    """Return the exercises for a muscle with a piece of equipment: first those that train it first, then the others."""
    name = entry_link(site, "muscle", muscle).text
    title = f"{name} without equipment" if kit == NO_KIT else f"{name} with {_kit(site, kit).text.lower()}"
    chosen = [
        *(CellExercise(site.cards[slug], also=False) for slug in primary),
        *(CellExercise(site.cards[slug], also=True) for slug in secondary),
    ]
    return ListGroup(f"{muscle}--{kit}", title, tuple(chosen), urls.finder(muscle=muscle, kit=kit, kind="exercise"))
