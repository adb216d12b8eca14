"""What a row prints adds up: sets, amount, sides and rests give the printed time, and the sheet has a box for each set."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

import pytest

import markup
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.content import Content
from legwork.catalogue.models import Exercise
from legwork.pages.views.routine import SESSIONS_ON_SHEET, routine_page
from legwork.pages.views.site import Site
from legwork.routines import clock
from legwork.routines.routine import Routine, Row
from legwork.routines.solve_all import Routines
from rendering import first_page

DOSE = re.compile(r"(\d+) × (?:(\d+) × )?(\d+) (reps?|s hold|s|m)( per side)?")
CLOCK = re.compile(r"(\d+):(\d\d)")


def rows(body: str) -> Iterator[list[ElementTree.Element]]:
    """The cells of each row of the session's table, blocks' names and sums left out."""
    root = markup.fragment(body)
    (table,) = [one for one in root.iter("table") if "lw-session" in (one.get("class") or "")]
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("th", "td")]
        if cells[0].get("scope") == "row" and not cells[0].get("colspan"):
            yield cells


def said(cell: ElementTree.Element, css: str = "") -> str:
    found = [one for one in cell.iter() if css in (one.get("class") or "").split()] if css else [cell]
    return " ".join("".join(found[0].itertext()).split()) if found else ""


def recomputed(printed: str, tempo: str, rest: str, exercise: Exercise, level: str) -> tuple[int, int]:
    """Sets, and seconds by the clock's formula, from what a runner reads and from the exercise's own data.

    Jumps print no tempo: how long a rep takes stands in their dose.
    """
    match = DOSE.fullmatch(printed)
    assert match, printed
    sets, repeats, amount = int(match[1]), int(match[2] or 1), int(match[3])
    dose = dict(exercise.doses.items()).get(level) or next(iter(dict(exercise.doses.items()).values()))  # type: ignore[call-overload]
    rep_s = sum(map(int, re.findall(r"(\d+) s", tempo))) or clock.rep_seconds(dose)
    work = amount * (rep_s if match[4].startswith("rep") else 1.0) * (2 if match[5] else 1)
    bouts = sets * repeats
    switch = clock.SIDE_SWITCH_S if exercise.laterality == "unilateral" else 0
    rest_s = int(rest.removesuffix(" s") or 0)
    return sets, math.ceil(round(bouts * (work + switch) + (bouts - 1) * rest_s + exercise.setup.seconds, 6))


def check(routine: Routine, row: Row, cells: list[ElementTree.Element], catalogue: Catalogue) -> None:
    """One row of a page against its data."""
    match = CLOCK.fullmatch(said(cells[3]))
    assert match
    seconds = int(match[1]) * 60 + int(match[2])
    assert seconds == row.seconds
    boxes = [len(list(cell.iter("i"))) for cell in cells[4:]]
    assert boxes == [row.sets] * SESSIONS_ON_SHEET
    if row.exercise is None:
        assert row.movement in said(cells[0])
        return
    exercise = catalogue.exercises[row.exercise]
    dose, tempo, rest = said(cells[1], "lw-dose__main"), said(cells[1], "lw-dose__tempo"), said(cells[2])
    sets, time = recomputed(dose, tempo, rest, exercise, routine.recipe.level)
    repeated = row.measure == "duration" and row.sets == 1
    assert sets == (row.repeats if repeated else row.sets)
    assert time == seconds, (routine.slug, exercise.slug, said(cells[1]))


@pytest.mark.slow
def test_every_printed_row_is_what_its_data_says(real: Content, routines: Routines) -> None:
    catalogue = real.catalogue
    site = Site.of(real, routines)
    for slug, routine in routines.by_slug.items():
        printed = list(rows(first_page(routine_page(site, slug)).body))
        assert len(printed) == len(routine.rows), slug
        for row, cells in zip(routine.rows, printed, strict=True):
            check(routine, row, cells, catalogue)


def test_a_distance_in_two_sets_shows_both_sets(real: Content, routines: Routines) -> None:
    """It is timed, and was printed as one set in 16 routines."""
    site = Site.of(real, routines)
    walks = [(one.slug, row) for one in routines.by_slug.values() for row in one.rows if row.exercise == "heel-walk"]
    assert walks
    for slug, row in walks:
        cells = [cells for cells in rows(first_page(routine_page(site, slug)).body) if "Heel walk" in said(cells[0])]
        assert said(cells[0][1], "lw-dose__main") == f"{row.sets} × {row.amount} s"
