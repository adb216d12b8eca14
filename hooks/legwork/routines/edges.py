"""Warm-up and cool-down: the rows at the edges of a session (R-W1 to R-W3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legwork.catalogue.models import Dose, Exercise
from legwork.catalogue.recipes import Recipe
from legwork.catalogue.rule_numbers import (
    SHORT_SESSION_MINUTES,
    STRETCHES,
    WARM_UP_AFTER_RUN_S,
    WARM_UP_COLD_S,
    WARM_UP_HILLS_S,
)
from legwork.routines.allowed import limited, suits
from legwork.routines.routine import EASY_MOVEMENT, LIMP_FREE, WALK, Row, easy_movement, timed_row
from legwork.routines.traits import Traits

COLD_S, LOADED_S = 270, 390
"""Seconds of a warm-up from cold, and before jumps or heavy sets: within the spans of R-W1. Short sessions use the shortest."""
EASY_MOVEMENT_S = 180
"""Seconds of easy movement at the start of a session that is itself a warm-up."""
WARM_UP_REPS = 10
WARM_UP_PATTERNS = ("squat", "bridge", "calf")


@dataclass(frozen=True)
class WarmUp:
    """The warm-up of a session: the seconds to keep free for it, and the rows that fill them."""

    seconds: int = 0
    """Seconds in all, filled up with easy movement; 0 if the warm-up is an easy set alone."""
    movements: bool = False
    """True if easy squats, bridges and calf raises follow."""
    easy_set: bool = False
    """True if it ends with an easy set of the session's first exercise."""

    @property
    def span(self) -> tuple[int, int]:
        """The fewest and most seconds that `rows` can take, for any first exercise."""
        return (self.seconds, self.seconds) if self.seconds else (0, WARM_UP_AFTER_RUN_S if self.easy_set else 0)

    def rows(self, recipe: Recipe, first: tuple[Exercise, Dose] | None, traits: Traits) -> tuple[Row, ...]:
        """Return the rows. A jump gets no easy set, because its landings would count."""
        easy_set = _easy_set(*first) if self.easy_set and first and not traits.jumps(first[0]) else ()
        if not self.seconds:
            return easy_set
        movements = _movements(recipe, traits, self.seconds // 2) if self.movements else ()
        rest_s = self.seconds - sum(row.seconds for row in (*movements, *easy_set))
        return (easy_movement(rest_s, _easy_movement(recipe, traits)), *movements, *easy_set)


def warm_up(recipe: Recipe, *, loaded: bool, hills: bool = False) -> WarmUp:
    """Return the warm-up of a session; a `loaded` one has jumps or heavy sets (R-W1, R-H1)."""
    if recipe.session == "cool-down":
        return WarmUp()
    if recipe.session == "warm-up":
        return WarmUp(EASY_MOVEMENT_S)
    if hills:
        return WarmUp(WARM_UP_HILLS_S)
    if loaded:
        return WarmUp(LOADED_S, movements=True, easy_set=True)
    if recipe.start == "after-run":
        return WarmUp(easy_set=True)
    return WarmUp(WARM_UP_COLD_S[0] if recipe.minutes <= SHORT_SESSION_MINUTES else COLD_S, movements=True)


def warm_up_rows(recipe: Recipe, exercises: Sequence[tuple[Exercise, Dose]], traits: Traits) -> tuple[Row, ...]:
    """Return the warm-up rows of a session with these exercises, in order."""
    loaded = any(traits.loads(exercise, dose) for exercise, dose in exercises)
    first = exercises[0] if exercises else None
    hills = first is not None and first[0].kind == "hill"
    return warm_up(recipe, loaded=loaded, hills=hills).rows(recipe, first, traits)


def _easy_movement(recipe: Recipe, traits: Traits) -> str:
    """Return the movement that begins a warm-up: without impact for a complaint or a state."""
    kinds = {traits.catalogue.care[slug].kind for slug in recipe.leave_out}
    return LIMP_FREE if "complaint" in kinds else WALK if kinds else EASY_MOVEMENT


def _easy_set(exercise: Exercise, dose: Dose) -> tuple[Row, ...]:
    """Return one set of half the lowest amount, if it takes a minute or less."""
    row = timed_row(exercise, dose, sets=1, amount=max(1, dose.amount[0] // 2), rest_s=0)
    return (row,) if row.seconds <= WARM_UP_AFTER_RUN_S else ()


def _movements(recipe: Recipe, traits: Traits, budget_s: int) -> tuple[Row, ...]:
    """Return ten reps of the easiest squat, bridge and calf raise that suit the runner, as far as they fit."""
    rows: list[Row] = []
    for pattern in WARM_UP_PATTERNS:
        row = next(_of_pattern(pattern, recipe, traits), None)
        if row and sum(one.seconds for one in rows) + row.seconds <= budget_s:
            rows.append(row)
    return tuple(rows)


def _of_pattern(pattern: str, recipe: Recipe, traits: Traits) -> Iterator[Row]:
    """Yield warm-up rows of one pattern, the easiest exercise first."""
    for exercise in traits.easiest_first:
        dose = exercise.doses.beginner
        if exercise.pattern != pattern or "warm-up" not in exercise.phases or not suits(exercise, recipe, traits):
            continue
        if dose and dose.measure == "reps":
            row = limited(timed_row(exercise, dose, sets=1, amount=WARM_UP_REPS, rest_s=0), exercise, recipe, traits)
            yield from (row,) if row else ()


def cool_down(recipe: Recipe, traits: Traits) -> tuple[Row, ...]:
    """Return the rows of the cool-down: stretches at their lowest dose, calves first, no primary muscle twice."""
    if recipe.session != "main":
        return ()
    wanted = next((number for minutes, number in STRETCHES if recipe.minutes >= minutes), 0)
    rows: list[Row] = []
    stretched: set[str] = set()
    for exercise in traits.easiest_first:
        dose = exercise.doses.beginner
        new = exercise.kind == "stretch" and not stretched & set(exercise.muscles.primary)
        if len(rows) == wanted or not (new and dose and dose.hold and suits(exercise, recipe, traits)):
            continue
        if row := limited(timed_row(exercise, dose, sets=1, amount=dose.hold[0], rest_s=0), exercise, recipe, traits):
            rows.append(row)
            stretched |= set(exercise.muscles.primary)
    return tuple(rows)
