"""Warm-up and cool-down: the rows at the edges of a session (R-W1 to R-W3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from legwork.catalogue.models import Dose, Exercise
from legwork.catalogue.recipes import Recipe
from legwork.routines.session import LIMP_FREE, MARCH, WALK, Line, line, march
from legwork.routines.traits import Traits, within
from legwork.text.fields import LEVELS

AFTER_RUN_S = 60
"""Most seconds of warm-up after a run: one easy set of the first exercise."""
COLD_SHORT_S = 180
"""Cold, in sessions of up to 15 minutes: the low end of three to five minutes."""
COLD_S = 270
LOADED_S = 390
"""Before jumps or heavy sets: five to eight minutes, the easy first set included."""
SHORT_SESSION = 15
MARCH_S = 180
"""Easy movement at the start of a session that is itself a warm-up."""
HILL_S = 600
"""Before hill repeats: ten minutes of easy running at least (R-H1)."""
HEAVY_REPS = 6
HEAVY_REST_S = 90
WARM_UP_REPS = 10
WARM_UP_PATTERNS = ("squat", "bridge", "calf")
COOL_DOWN_FROM = ((40, 2), (30, 1))
"""From how many minutes on a session ends with how many stretches. Cooling down is optional (R-W3)."""


def is_heavy(dose: Dose) -> bool:
    """Six reps or fewer, with the long rest that near-maximal load asks for: it wants a longer warm-up."""
    few = dose.measure == "reps" and dose.reps is not None and dose.reps[1] <= HEAVY_REPS
    return few and dose.rest[0] >= HEAVY_REST_S


def warm_up_seconds(recipe: Recipe, *, loaded: bool) -> int:
    """Seconds to keep free for warming up."""
    if recipe.session == "warm-up":
        return MARCH_S
    if recipe.session == "cool-down":
        return 0
    if loaded:
        return LOADED_S
    if recipe.start == "after-run":
        return AFTER_RUN_S
    return COLD_SHORT_S if recipe.minutes <= SHORT_SESSION else COLD_S


def warm_up(recipe: Recipe, first: tuple[Exercise, Dose] | None, traits: Traits, *, loaded: bool) -> tuple[Line, ...]:
    """The warm-up's rows; `first` is the session's first exercise, warmed up with an easy set of its own.

    Jumps have no easy set: their landings would count too.
    """
    if recipe.session == "cool-down":
        return ()
    movement = _movement(recipe, traits)
    if recipe.session == "warm-up":
        return (march(MARCH_S, movement),)
    if first and first[0].kind == "hill":
        return (march(HILL_S, movement),)
    budget = warm_up_seconds(recipe, loaded=loaded)
    ramp = first and (loaded or recipe.start == "after-run") and not traits.jumps(first[0])
    easy_set = _easy_set(*first) if first and ramp else ()
    if recipe.start == "after-run" and not loaded:
        return easy_set
    rows = _movements(recipe, traits, budget // 2)
    rest = budget - sum(row.seconds for row in (*rows, *easy_set))
    return (march(rest, movement), *rows, *easy_set)


def _movement(recipe: Recipe, traits: Traits) -> str:
    """What a warm-up begins with: no impact where something hurts, or under a state."""
    kinds = {traits.catalogue.care[slug].kind for slug in recipe.leave_out}
    return LIMP_FREE if "complaint" in kinds else WALK if kinds else MARCH


def _easy_set(exercise: Exercise, dose: Dose) -> tuple[Line, ...]:
    """One set of half the least amount, if it takes a minute or less."""
    amount = max(1, getattr(dose, dose.measure)[0] // 2)
    row = line(exercise, dose, sets=1, amount=amount, rest_s=0)
    return (row,) if row.seconds <= AFTER_RUN_S else ()


def _movements(recipe: Recipe, traits: Traits, budget_s: int) -> tuple[Line, ...]:
    """Ten reps of the easiest squat, bridge and calf raise that suit the runner, as far as they fit."""
    rows: list[Line] = []
    for pattern in WARM_UP_PATTERNS:
        for exercise in _easiest(traits.catalogue.exercises.values()):
            dose = exercise.doses.beginner
            fits = exercise.pattern == pattern and "warm-up" in exercise.phases and dose and dose.measure == "reps"
            if not fits or dose is None or not suits(exercise, recipe, traits):
                continue
            row = limited(line(exercise, dose, sets=1, amount=WARM_UP_REPS, rest_s=0), exercise, recipe, traits)
            if row is None:
                continue
            if sum(r.seconds for r in rows) + row.seconds <= budget_s:
                rows.append(row)
            break
    return tuple(rows)


def cool_down(recipe: Recipe, traits: Traits) -> tuple[Line, ...]:
    """The cool-down's rows: stretches at their least dose, calves first, one a family of muscles."""
    if recipe.session != "main":
        return ()
    wanted = next((number for minutes, number in COOL_DOWN_FROM if recipe.minutes >= minutes), 0)
    rows: list[Line] = []
    stretched: set[str] = set()
    for exercise in _easiest(traits.catalogue.exercises.values()):
        dose = exercise.doses.beginner
        new = exercise.kind == "stretch" and not stretched & set(exercise.muscles.primary)
        if len(rows) == wanted or not (new and dose and dose.hold and suits(exercise, recipe, traits)):
            continue
        if row := limited(line(exercise, dose, sets=1, amount=dose.hold[0], rest_s=0), exercise, recipe, traits):
            rows.append(row)
            stretched |= set(exercise.muscles.primary)
    return tuple(rows)


def _easiest(exercises: Iterable[Exercise]) -> list[Exercise]:
    calves_first = {"gastrocnemius": 0, "soleus": 0}
    return sorted(exercises, key=lambda e: (LEVELS.index(e.level), calves_first.get(e.muscles.primary[0], 1), e.slug))


def suits(exercise: Exercise, recipe: Recipe, traits: Traits) -> bool:
    """Whether R-C5 and R-K1 allow the exercise: level, kit, and what hurts."""
    return (
        LEVELS.index(exercise.level) <= LEVELS.index(recipe.level)
        and not traits.missing_kit(exercise, recipe.equipment)
        and traits.stays_in(exercise, recipe.leave_out)
    )


def limited(row: Line, exercise: Exercise, recipe: Recipe, traits: Traits) -> Line | None:
    """The row with what binds it for what hurts, or None if it goes further."""
    limit = traits.limit(exercise, recipe.leave_out)
    if not traits.stays_in(exercise, recipe.leave_out) or not within(row, limit):
        return None
    return replace(row, limit=limit) if limit else row
