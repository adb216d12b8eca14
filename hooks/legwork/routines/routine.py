"""A routine: a finished session with its rows, their seconds, and the rules that shaped it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from legwork.catalogue.models import Dose, Exercise, Limit
from legwork.catalogue.recipes import Recipe
from legwork.routines import clock

EASY_MOVEMENT = "Easy walk, march or jog"
"""The first row of a cold warm-up. It is not an exercise of the catalogue."""
WALK = "Easy walk"
"""The first row of a cold warm-up for a state, such as pregnant."""
LIMP_FREE = "Easy walk without a limp, or easy cycling"
"""The first row of a cold warm-up for a complaint: without impact."""


@dataclass(frozen=True)
class Swap:
    """Another exercise for a row, and a reason to choose it."""

    exercise: str
    why: str


@dataclass(frozen=True)
class Row:
    """One row of a session. Seconds count both sides, rests and set-up; `amount` is in `measure`'s unit."""

    exercise: str | None
    sets: int
    measure: str
    amount: int
    repeats: int
    per: Literal["side", "total"]
    tempo: str | None
    rest_s: int
    seconds: int
    contacts: int
    note: str = ""
    """The note of the dose that the row was made from: load, height or depth."""
    movement: str = ""
    """The movement of a row without an exercise."""
    limit: Limit | None = None
    """The limit that a complaint sets for the exercise, if it sets one."""
    swaps: tuple[Swap, ...] = ()


@dataclass(frozen=True)
class Routine:
    """A recipe worked out. `rules` shaped it; `uncovered` are coverage parts without an exercise for its kit."""

    recipe: Recipe
    warm_up: tuple[Row, ...]
    items: tuple[Row, ...]
    cool_down: tuple[Row, ...]
    rules: tuple[str, ...]
    uncovered: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    """Coverage parts that a complaint forbids."""

    @property
    def slug(self) -> str:
        return self.recipe.slug

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in the order they are done."""
        return (*self.warm_up, *self.items, *self.cool_down)

    @property
    def seconds(self) -> int:
        """The whole session: the sum of its rows."""
        return sum(row.seconds for row in self.rows)

    @property
    def exercises(self) -> tuple[str, ...]:
        return tuple(row.exercise for row in self.items if row.exercise)


def timed_row(exercise: Exercise, dose: Dose, *, sets: int, amount: int, rest_s: int, repeats: int = 1) -> Row:
    """Return a row for an exercise at a dose, timed by the clock."""
    seconds = clock.seconds(exercise, dose, sets=sets, amount=amount, rest_s=rest_s, repeats=repeats)
    reps = amount if dose.measure == "reps" else 0
    return Row(
        exercise=exercise.slug,
        sets=sets,
        measure=dose.measure,
        amount=amount,
        repeats=repeats,
        per=exercise.dose_per(dose),
        tempo=(dose.tempo or clock.DEFAULT_TEMPO) if dose.measure == "reps" and dose.rep_seconds is None else None,
        rest_s=rest_s if sets * repeats > 1 else 0,
        seconds=seconds,
        contacts=clock.contacts(exercise, dose, sets, reps),
        note=dose.note or "",
    )


def easy_movement(seconds: int, movement: str) -> Row:
    """Return a row of easy movement for the start of a warm-up."""
    return Row(None, 1, "duration", seconds, 1, "total", None, 0, seconds, 0, movement=movement)
