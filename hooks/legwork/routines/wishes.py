"""Wishes for the exercises of a session or week, the most important first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from legwork.routines.coverage import DAY_PARTS, WEEK_PARTS
from legwork.routines.program import Terms, Wish, count
from legwork.routines.session_model import SessionModel
from legwork.routines.tie_break import tie_break

MAX_EXERCISES = 12
"""An upper bound for the exercises of a session (R-V1)."""


def rounds(model: SessionModel, used: Mapping[str, int]) -> Iterator[tuple[Wish, ...]]:
    """Yield the wishes in two rounds. In each round, an earlier wish outweighs all later ones together."""
    yield _weighed(sound(model), model)
    yield _weighed(various(model, used), model)


def sound(model: SessionModel) -> list[Terms]:
    """Return the wishes for a sound session, in order."""
    candidates = model.candidates
    edge = model.tasks[0].recipe.session in ("warm-up", "cool-down")
    fill = model.total(candidates, lambda one: one.shortest if edge else 0)
    focus = model.count(one for one in candidates if one.in_focus)
    coverage = count(model.covers[part] for part in (*DAY_PARTS, *WEEK_PARTS))
    level = model.total(candidates, lambda one: -one.levels_below)
    kit = count(model.uses_kit)
    balance = {model.largest_group: -1.0}
    one_sided = model.count(one for one in candidates if one.exercise.laterality != "bilateral")
    return [fill, focus, coverage, level, kit, balance, one_sided]


def various(model: SessionModel, used: Mapping[str, int]) -> list[Terms]:
    """Return the wishes for variety, in order: exercises that sibling routines use less, fewer set-ups, a tie-break."""
    candidates = model.candidates
    fresh = model.total(candidates, lambda one: -used.get(one.slug, 0))
    few_set_ups = model.total(candidates, lambda one: -bool(one.exercise.equipment.required))
    one_of_equals = model.total(candidates, lambda one: tie_break(one.session, one.slug))
    return [fresh, few_set_ups, one_of_equals]


def _weighed(wishes: Sequence[Terms], model: SessionModel) -> tuple[Wish, ...]:
    """Return the wishes with weights: each weighs more than all wishes after it can add up to."""
    weighed: list[Wish] = []
    weight = 1.0
    for terms in reversed(wishes):
        weighed.append(Wish({variable: value for variable, value in terms.items() if value}, weight))
        weight *= _reach(terms, model) + 1
    return tuple(reversed(weighed))


def _reach(terms: Terms, model: SessionModel) -> float:
    """Return the largest difference between two values of a wish, with the most exercises and every helper at its maximum."""
    exercises = set(model.chosen.values())
    values = sorted((abs(value) for variable, value in terms.items() if variable in exercises), reverse=True)
    helpers = sum(abs(value) * variable.most for variable, value in terms.items() if variable not in exercises)
    return sum(values[: MAX_EXERCISES * len(model.tasks)]) + helpers
