"""What a runner may do instead of a row, worked out when the site is built.

A swap keeps every rule of the session: the row is replaced and the whole session audited again. Reasons
say what is easier to have or to bear than the row's own exercise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from legwork.catalogue.judgements import Verdict
from legwork.catalogue.models import Exercise
from legwork.routines.audit import audit
from legwork.routines.choose import belongs
from legwork.routines.edges import limited, suits
from legwork.routines.session import Line, Routine, Swap, line
from legwork.routines.traits import Traits, capped
from legwork.text.fields import LEVELS

MOST_SWAPS = 3


def with_swaps(routine: Routine, traits: Traits) -> Routine:
    """The routine with ranked substitutes for each of its items."""
    items = tuple(replace(one, swaps=tuple(_swaps(i, one, routine, traits))) for i, one in enumerate(routine.items))
    return replace(routine, items=items)


def _swaps(position: int, one: Line, routine: Routine, traits: Traits) -> Iterator[Swap]:
    if one.exercise is None:
        return
    mine = traits.catalogue.exercises[one.exercise]
    broken = audit(routine, traits.catalogue)
    found = 0
    for other in _ranked(mine, routine, traits):
        swapped = _replaced(routine, position, other, traits)
        if swapped and set(audit(swapped, traits.catalogue)) <= set(broken):
            yield Swap(other.slug, _why(mine, other, traits))
            found += 1
        if found == MOST_SWAPS:
            return


def _ranked(mine: Exercise, routine: Routine, traits: Traits) -> list[Exercise]:
    """Exercises that do the same job, the likeliest first: same parts of the week, pattern, muscles, level."""
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

    def rank(other: Exercise) -> tuple[int, int, int, str]:
        shared = len(set(mine.muscles.primary) & set(other.muscles.primary))
        distance = abs(LEVELS.index(mine.level) - LEVELS.index(other.level))
        return (other.pattern != mine.pattern, -shared, distance, other.slug)

    return sorted(candidates, key=rank)


def _replaced(routine: Routine, position: int, other: Exercise, traits: Traits) -> Routine | None:
    """The routine with another exercise in one row, at its shortest dose of at least as many sets as fit."""
    dose = getattr(other.doses, routine.recipe.level)
    if dose is None:
        return None
    limit = traits.limit(other, routine.recipe.leave_out)
    amount = capped(getattr(dose, dose.measure), dose.measure, limit)[0]
    repeats = dose.reps[0] if dose.measure == "duration" and dose.reps else 1
    sets = max(dose.sets[0], min(routine.items[position].sets, dose.sets[1]))
    row = limited(
        line(other, dose, sets=sets, amount=amount, rest_s=dose.rest[0], repeats=repeats), other, routine.recipe, traits
    )
    if row is None:
        return None
    items = (*routine.items[:position], row, *routine.items[position + 1 :])
    return replace(routine, items=items)


def _why(mine: Exercise, other: Exercise, traits: Traits) -> str:
    """One reason, the strongest first: less to own, easier on something, easier, harder, or simply another way.

    It speaks of the two exercises and of nobody's complaint.
    """
    tools = traits.catalogue.equipment
    spared = [slug for slug in mine.equipment.required if slug not in other.equipment.required and not tools[slug].given]
    if spared:
        return f"no {tools[spared[0]].name.lower()} needed"
    if eased := _eased(mine, other, traits):
        return f"easier on the {eased}"
    step = LEVELS.index(other.level) - LEVELS.index(mine.level)
    if step:
        return "easier" if step < 0 else "harder"
    if other.laterality != mine.laterality:
        return "both legs together" if other.laterality == "bilateral" else "one leg at a time"
    return "same job, another movement" if other.pattern != mine.pattern else "same family"


def _eased(mine: Exercise, other: Exercise, traits: Traits) -> str:
    """The part of the body for which most complaints leave out one exercise and call the other fine, if there is one."""
    care = traits.catalogue.care
    parts = Counter(
        care[slug].where
        for slug in traits.avoided_by(mine)
        if traits.judged.of(slug, other.slug).verdict is Verdict.FINE and care[slug].where
    )
    return min((str(part) for part in parts), key=lambda part: (-parts[part], part), default="")  # type: ignore[index]
