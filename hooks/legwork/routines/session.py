"""A finished session: rows that add up, and why they are what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from legwork.catalogue.models import Dose, Exercise, Limit
from legwork.catalogue.recipes import Recipe
from legwork.routines import clock

MARCH = "Easy walk, march or jog"
"""What a cold warm-up begins with; no exercise of the catalogue."""
WALK = "Easy walk"
"""What it begins with under a state, such as pregnant."""
LIMP_FREE = "Easy walk without a limp, or easy cycling"
"""What it begins with where something hurts: no impact."""


@dataclass(frozen=True)
class Swap:
    """Another exercise for a row, and why one might take it."""

    exercise: str
    why: str


@dataclass(frozen=True)
class Line:
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
    """What belongs to the dose that the row was made from: load, height or depth."""
    movement: str = ""
    """What is done in a row without an exercise."""
    limit: Limit | None = None
    """How far the exercise may go for what hurts, where that is less than its page says."""
    swaps: tuple[Swap, ...] = ()


@dataclass(frozen=True)
class Routine:
    """A recipe worked out. `rules` are those that shaped it, `uncovered` parts of the week that its kit cannot give."""

    recipe: Recipe
    warm_up: tuple[Line, ...]
    items: tuple[Line, ...]
    cool_down: tuple[Line, ...]
    rules: tuple[str, ...]
    uncovered: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    """Parts of the day or week that what hurts forbids."""

    @property
    def slug(self) -> str:
        return self.recipe.slug

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every row, in the order they are done."""
        return (*self.warm_up, *self.items, *self.cool_down)

    @property
    def seconds(self) -> int:
        """The whole session: the sum of its rows."""
        return sum(line.seconds for line in self.lines)

    @property
    def exercises(self) -> tuple[str, ...]:
        return tuple(line.exercise for line in self.items if line.exercise)


def line(exercise: Exercise, dose: Dose, *, sets: int, amount: int, rest_s: int, repeats: int = 1) -> Line:
    """Return a row for an exercise at a dose, timed by the clock."""
    seconds = clock.seconds(exercise, dose, sets=sets, amount=amount, rest_s=rest_s, repeats=repeats)
    reps = amount if dose.measure == "reps" else 0
    return Line(
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


def march(seconds: int, movement: str) -> Line:
    """Return a row of easy movement, which begins a warm-up."""
    return Line(None, 1, "duration", seconds, 1, "total", None, 0, seconds, 0, movement=movement)
