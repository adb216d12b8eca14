"""The muscle x equipment table: every cell a number of exercises and a link to them."""

from __future__ import annotations

from dataclasses import dataclass

from legwork.catalogue.lookups import NO_KIT
from legwork.pages import urls
from legwork.pages.page import Page
from legwork.pages.views.shared import Card, Draft, Link, Site, cards, count, entry_link, finish, muscle_groups

MOST_SHOWN = 40
"""Exercises listed behind one cell; the rest are on the muscle's page, so that this page stays small."""


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


@dataclass(frozen=True)
class Row:
    muscle: Link
    group: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Section:
    """The exercises behind one cell, on the same page, so that a link needs no script."""

    id: str
    title: str
    muscle: Link
    primary: tuple[Card, ...]
    secondary: tuple[Card, ...]
    unseen: int


@dataclass(frozen=True)
class MatrixView:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    count: str


def matrix_view(site: Site) -> MatrixView:
    """The table and what stands behind its cells."""
    kits = [
        NO_KIT,
        *sorted((e.slug for e in site.catalogue.equipment.values() if not e.given), key=lambda s: _kit(site, s).text),
    ]
    muscles = [muscle for group in muscle_groups(site) for muscle in group.muscles]
    rows, sections = [], []
    for muscle in muscles:
        cells: list[Cell | None] = []
        for kit in kits:
            primary = _using(site, kit, site.lookups.primary.get(muscle.slug, ()))
            secondary = _using(site, kit, site.lookups.secondary.get(muscle.slug, ()))
            if not primary and not secondary:
                cells.append(None)
                continue
            section = _section(site, muscle.slug, kit, primary, secondary)
            sections.append(section)
            cells.append(Cell(section.id, section.title, len(primary), len(primary) + len(secondary)))
        rows.append(Row(entry_link(site, "muscle", muscle.slug), muscle.group, tuple(cells)))
    return MatrixView(
        columns=tuple(Column(_kit(site, kit)) for kit in kits),
        rows=tuple(rows),
        sections=tuple(sections),
        count=count(len(site.catalogue.exercises), "exercise"),
    )


def matrix_page(site: Site) -> Page:
    return finish(
        "matrix",
        Draft(
            template="matrix.html.j2",
            url=urls.MATRIX,
            title="Muscle by equipment",
            description="Pick a muscle and what you have: a table of every leg exercise by muscle and equipment.",
            view=matrix_view(site),
            names=("matrix", "table"),
            search=("choose by muscle and equipment",),
            source=None,
        ),
    )


def _kit(site: Site, slug: str) -> Link:
    return Link("No kit", urls.no_kit()) if slug == NO_KIT else entry_link(site, "equipment", slug)


def _using(site: Site, kit: str, slugs: tuple[str, ...]) -> list[str]:
    """The exercises that need this equipment or can use it."""
    exercises = site.catalogue.exercises
    return [s for s in slugs if kit in site.lookups.kit[s] or kit in exercises[s].equipment.optional]


def _section(site: Site, muscle: str, kit: str, primary: list[str], secondary: list[str]) -> Section:
    link = entry_link(site, "muscle", muscle)
    title = f"{link.text} without equipment" if kit == NO_KIT else f"{link.text} with {_kit(site, kit).text.lower()}"
    also = secondary[: max(0, MOST_SHOWN - len(primary))]
    unseen = max(0, len(primary) - MOST_SHOWN) + len(secondary) - len(also)
    return Section(f"{muscle}--{kit}", title, link, cards(site, primary[:MOST_SHOWN]), cards(site, also), unseen)
