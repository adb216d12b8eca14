"""Swaps: the exercises that a runner may do in place of a row's, found when the site is built.

A swap keeps every rule of the session: the row is replaced and the whole session audited again. The reason of a swap says
why it may suit the runner better, such as less kit or no jumps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from legwork.catalogue.judgments import Verdict
from legwork.catalogue.models import Exercise
from legwork.routines.allowed import belongs, capped, limit_of, limited, suits
from legwork.routines.routine import Routine, Row, Swap, timed_row
from legwork.routines.traits import Traits
from legwork.routines.violations import violations
from legwork.text.fields import rank

MAX_SWAPS = 3


def with_swaps(routine: Routine, traits: Traits) -> Routine:
    """Return the routine with ranked substitutes for each of its items."""
    items = tuple(replace(one, swaps=tuple(_swaps(i, one, routine, traits))) for i, one in enumerate(routine.items))
    return replace(routine, items=items)


def _swaps(position: int, one: Row, routine: Routine, traits: Traits) -> Iterator[Swap]:
    if one.exercise is None:
        return
    mine = traits.catalogue.exercises[one.exercise]
    broken = set(violations(routine, traits))
    count = 0
    for other in _likeliest_first(mine, routine, traits):
        swapped = with_swap(routine, position, other, traits)
        if swapped and broken.issuperset(violations(swapped, traits)):
            yield Swap(other.slug, _why(mine, other, traits))
            count += 1
        if count == MAX_SWAPS:
            return


def _likeliest_first(mine: Exercise, routine: Routine, traits: Traits) -> list[Exercise]:
    """Return exercises that train the same, best matches first: by coverage parts, pattern, muscles and level."""
    parts = traits.parts[mine.slug]
    taken = set(routine.exercises)
    candidates = [
        other
        for slug, other in traits.catalogue.exercises.items()
        if slug not in taken
        and parts <= traits.parts[slug]
        and (parts or other.pattern == mine.pattern)
        and suits(other, routine.recipe, traits)
        and belongs(other, routine.recipe, traits)
    ]

    def likeness(other: Exercise) -> tuple[int, int, int, str]:
        shared = len(set(mine.muscles.primary) & set(other.muscles.primary))
        distance = abs(rank(mine.level) - rank(other.level))
        return (other.pattern != mine.pattern, -shared, distance, other.slug)

    return sorted(candidates, key=likeness)


def with_swap(routine: Routine, position: int, other: Exercise, traits: Traits) -> Routine | None:
    """Return the routine with another exercise in one row, at its shortest dose and, if its dose allows, with the row's sets."""
    dose = other.doses.at(routine.recipe.level)
    if dose is None:
        return None
    limit = limit_of(other, routine.recipe.leave_out, traits)
    amount = capped(dose.amount, dose.measure, limit)[0]
    sets = max(dose.sets[0], min(routine.items[position].sets, dose.sets[1]))
    row = timed_row(other, dose, sets=sets, amount=amount, rest_s=dose.rest[0], repeats=dose.repeats[0])
    within = limited(row, other, routine.recipe, traits)
    if within is None:
        return None
    return replace(routine, items=(*routine.items[:position], within, *routine.items[position + 1 :]))


def _why(mine: Exercise, other: Exercise, traits: Traits) -> str:
    """Return one reason, the strongest first: less kit, easier on a part of the body, easier, harder, or just another way.

    The reason compares the two exercises and assumes no complaint.
    """
    spared = [slug for slug in traits.needed_kit(mine) if slug not in other.equipment.required]
    if spared:
        return f"no {traits.catalogue.equipment[spared[0]].name.lower()} needed"
    if eased := _eased(mine, other, traits):
        return f"easier on the {eased}"
    step = rank(other.level) - rank(mine.level)
    if step:
        return "easier" if step < 0 else "harder"
    if other.laterality != mine.laterality:
        return "both legs together" if other.laterality == "bilateral" else "one leg at a time"
    return "same job, another movement" if other.pattern != mine.pattern else "same family"


def _eased(mine: Exercise, other: Exercise, traits: Traits) -> str:
    """Return the part of the body whose complaints most often avoid one exercise and call the other fine, if there is one."""
    care = traits.catalogue.care
    parts = Counter(
        care[slug].where
        for slug in traits.avoided_by(mine)
        if traits.judged.of(slug, other.slug).verdict is Verdict.FINE and care[slug].where
    )
    return min((str(part) for part in parts), key=lambda part: (-parts[part], part), default="")  # type: ignore[index]
