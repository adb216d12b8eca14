"""Fixed sessions: their exercises are written in the recipe, and timed here."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue import rules
from legwork.catalogue.recipes import Recipe
from legwork.routines.edges import warm_up_rows
from legwork.routines.findings import RecipeFinding
from legwork.routines.fixed_rows import dose_for, fixed_row
from legwork.routines.routine import Routine
from legwork.routines.traits import Traits
from legwork.routines.violations import violations


def fixed_session(recipe: Recipe, traits: Traits) -> Routine:
    """Return a fixed session as it is written, its stretches as the cool-down."""
    pairs = [(item, traits.catalogue.exercises[item.exercise]) for item in recipe.exercises]
    timed = [(item, exercise, dose_for(exercise, recipe.level)) for item, exercise in pairs]
    return Routine(
        recipe=recipe,
        warm_up=warm_up_rows(recipe, [(exercise, dose) for _, exercise, dose in timed], traits),
        items=tuple(fixed_row(*one) for one in timed if one[1].kind != "stretch"),
        cool_down=tuple(fixed_row(*one) for one in timed if one[1].kind == "stretch"),
        rules=("R-T1", "R-W1"),
    )


def fixed_findings(routine: Routine, traits: Traits) -> Iterator[RecipeFinding]:
    """Yield a finding for every violation without an exception, and for every exception without a violation."""
    broken = violations(routine, traits)
    excused = {exception.rule for exception in routine.recipe.exceptions}
    for rule, message in broken:
        if rule not in excused:
            hint = f"change the session, or list {rule} under exceptions with the reason"
            broken_rule = rules.ROUTINE_COMPLAINT if rule == "R-K1" else rules.ROUTINE_RULES
            yield RecipeFinding(broken_rule, "routine", routine.slug, (), f"{message} ({rule})", hint)
    for i, exception in enumerate(routine.recipe.exceptions):
        if exception.rule not in {rule for rule, _ in broken}:
            path = ("exceptions", i, "rule")
            message = f"the session keeps {exception.rule}"
            yield RecipeFinding(rules.ROUTINE_EXCEPTION, "routine", routine.slug, path, message, "remove the exception")
