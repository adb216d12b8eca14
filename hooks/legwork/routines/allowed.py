"""The exercises that a session may hold: by level and kit (R-C5), kind of session (R-F2, R-H1) and complaint (R-K1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from legwork.catalogue.judgments import Verdict
from legwork.catalogue.models import Exercise, Limit
from legwork.catalogue.recipes import Recipe
from legwork.routines.routine import Row
from legwork.routines.traits import Traits
from legwork.text.fields import rank


def suits(exercise: Exercise, recipe: Recipe, traits: Traits) -> bool:
    """Return whether level, kit and what hurts allow the exercise (R-C5, R-K1)."""
    return (
        rank(exercise.level) <= rank(recipe.level)
        and all(slug in recipe.equipment for slug in traits.needed_kit(exercise))
        and stays_in(exercise, recipe.leave_out, traits)
    )


def belongs(exercise: Exercise, recipe: Recipe, traits: Traits) -> bool:
    """Return whether this kind of session holds this kind of exercise (R-F2, R-H1)."""
    if recipe.session == "warm-up":
        calm = exercise.kind == "stretch" or traits.demand(exercise) == "foot"
        return "warm-up" in exercise.phases and not traits.jumps(exercise) and not calm
    if recipe.session == "cool-down":
        return "cool-down" in exercise.phases
    if recipe.session == "micro" and (traits.jumps(exercise) or traits.heavy_lowering(exercise)):
        return False
    return traits.works(exercise)


def stays_in(exercise: Exercise, leave_out: tuple[str, ...], traits: Traits) -> bool:
    """Return whether the exercise may be done with what hurts (R-K1).

    It may not if it has an impact, if it is to be left out or not judged, or if it is to be changed without a limit in
    numbers.
    """
    judged = [traits.judged.of(care, exercise.slug) for care in leave_out]
    if any(one.verdict is not Verdict.FINE and not one.limit for one in judged):
        return False
    unloaded = any(one.limit.load for one in judged if one.limit)
    return not (judged and exercise.impact) and not (unloaded and traits.adds_load(exercise))


def limited(row: Row, exercise: Exercise, recipe: Recipe, traits: Traits) -> Row | None:
    """Return the row with the limit that the complaints set, or None if the row exceeds it (R-K1)."""
    limit = limit_of(exercise, recipe.leave_out, traits)
    if not stays_in(exercise, recipe.leave_out, traits) or not keeps(row, limit):
        return None
    return replace(row, limit=limit) if limit else row


def limit_of(exercise: Exercise, leave_out: tuple[str, ...], traits: Traits) -> Limit | None:
    """Return the limit that the complaints set for the exercise, or None if they set none."""
    limits = [limit for care in leave_out if (limit := traits.judged.of(care, exercise.slug).limit)]
    return _tightest(limits) if limits else None


def keeps(row: Row, limit: Limit | None) -> bool:
    """Return whether a row stays within the limit."""
    most = _most(row.measure, limit)
    return (most is None or row.amount <= most) and (not limit or limit.sets is None or row.sets <= limit.sets)


def capped(amounts: tuple[int, int], measure: str, limit: Limit | None) -> tuple[int, int]:
    """Return the lowest and highest amount of a dose, both within the limit."""
    most = _most(measure, limit)
    return amounts if most is None else (min(amounts[0], most), min(amounts[1], most))


def _most(measure: str, limit: Limit | None) -> int | None:
    """Return the highest amount that the limit allows. A duration counts as a hold."""
    return {"reps": limit.reps, "hold": limit.hold_s, "duration": limit.hold_s}.get(measure) if limit else None


def _tightest(limits: list[Limit]) -> Limit:
    """Return one limit that is within all of these."""

    def least(numbers: Iterable[int | None]) -> int | None:
        return min((number for number in numbers if number is not None), default=None)

    return Limit(
        hold_s=least(limit.hold_s for limit in limits),
        reps=least(limit.reps for limit in limits),
        sets=least(limit.sets for limit in limits),
        load=next((limit.load for limit in limits if limit.load), None),
        depth="; ".join(dict.fromkeys(limit.depth for limit in limits if limit.depth)) or None,
    )
