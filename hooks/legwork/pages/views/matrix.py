"""The muscle x equipment table: every cell a number of exercises and a link to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.lookups import NO_KIT
from legwork.pages.page import PageSpec
from legwork.pages.views.lists import Lists
from legwork.pages.views.parts import Card, Group, Link
from legwork.pages.views.shared import count, entry_link, muscle_groups
from legwork.pages.views.site import Site

MOST_ROWS = 2000
"""Names that stand behind the cells on this page: short ones, of which one cell's are seen at a time. Past that, each cell has a page."""


@dataclass(frozen=True)
class Column:
    link: Link


@dataclass(frozen=True)
class Cell:
    """Exercises for one muscle with one piece of equipment; `primary` of them train it first."""

    id: str
    label: str
    primary: int
    total: int
    all: Link | None
    """The page that it leads to if its exercises do not stand here."""


@dataclass(frozen=True)
class Row:
    muscle: Link
    group: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Chosen:
    """An exercise behind a cell; `also` says that the muscle works along in it."""

    card: Card
    also: bool


@dataclass(frozen=True)
class Section:
    """The exercises behind one cell, on the same page, so that a link needs no script."""

    id: str
    title: str
    chosen: tuple[Chosen, ...]


@dataclass(frozen=True)
class MatrixView:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    count: str


def matrix_view(site: Site, lists: Lists) -> MatrixView:
    """The table and the exercises behind its cells."""
    kits = [
        NO_KIT,
        *sorted((e.slug for e in site.catalogue.equipment.values() if not e.given), key=lambda s: _kit(site, s).text),
    ]
    muscles = [muscle for group in muscle_groups(site) for muscle in group.muscles]
    found: dict[tuple[str, str], Group] = {}
    for muscle in muscles:
        primary, secondary = (_by_kit(site, of.get(muscle.slug, ())) for of in (site.lookups.primary, site.lookups.secondary))
        for kit in kits:
            if kit in primary or kit in secondary:
                found[muscle.slug, kit] = _behind(site, muscle.slug, kit, primary.get(kit, ()), secondary.get(kit, ()))
    shown = dict(
        zip(found, lists.cut("choice", found.values(), limit=MOST_ROWS, least=0), strict=True),
    )
    cells = {
        place: Cell(
            id=group.id,
            label=group.title,
            primary=sum(not chosen.also for chosen in group.entries),
            total=len(group.entries),
            all=shown[place].all,
        )
        for place, group in found.items()
    }
    rows = [Row(entry_link(site, "muscle", m.slug), m.group, tuple(cells.get((m.slug, kit)) for kit in kits)) for m in muscles]
    return MatrixView(
        columns=tuple(Column(_kit(site, kit)) for kit in kits),
        rows=tuple(rows),
        sections=tuple(Section(group.id, group.title, group.entries) for place, group in found.items() if not shown[place].all),
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
    """The exercises that need or can use each piece of equipment, in the order in which they come."""
    found: dict[str, list[str]] = {}
    for slug in slugs:
        for kit in dict.fromkeys((*site.lookups.kit[slug], *site.catalogue.exercises[slug].equipment.optional)):
            found.setdefault(kit, []).append(slug)
    return found


def _behind(site: Site, muscle: str, kit: str, primary: Sequence[str], secondary: Sequence[str]) -> Group:
    """The exercises for a muscle with a piece of equipment, those that train it first before the others."""
    name = entry_link(site, "muscle", muscle).text
    title = f"{name} without equipment" if kit == NO_KIT else f"{name} with {_kit(site, kit).text.lower()}"
    chosen = [
        *(Chosen(site.cards[slug], also=False) for slug in primary),
        *(Chosen(site.cards[slug], also=True) for slug in secondary),
    ]
    return Group(f"{muscle}--{kit}", title, tuple(chosen), urls.finder(muscle=muscle, kit=kit, kind="exercise"))
