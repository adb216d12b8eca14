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
from legwork.text.problems import Path


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


WITHOUT_EXCEPTION = "R-K1"
"""The rule on complaints: no reason excuses an exercise that may hurt."""


def fixed_findings(routine: Routine, traits: Traits) -> Iterator[RecipeFinding]:
    """Yield a finding for every violation without an exception, and for every exception that is not needed or not allowed."""
    broken = violations(routine, traits)
    excused = {exception.rule for exception in routine.recipe.exceptions} - {WITHOUT_EXCEPTION}
    for rule, message in broken:
        if rule not in excused:
            yield _finding(routine, rule, (), f"{message} ({rule})", _hint(rule))
    for i, exception in enumerate(routine.recipe.exceptions):
        path = ("exceptions", i, "rule")
        if exception.rule == WITHOUT_EXCEPTION:
            yield _finding(routine, exception.rule, path, f"{exception.rule} allows no exception", "remove the exception")
        elif exception.rule not in {rule for rule, _ in broken}:
            message = f"the session keeps {exception.rule}"
            yield RecipeFinding(rules.ROUTINE_EXCEPTION, "routine", routine.slug, path, message, "remove the exception")


def _finding(routine: Routine, rule: str, path: Path, message: str, hint: str) -> RecipeFinding:
    broken_rule = rules.ROUTINE_COMPLAINT if rule == WITHOUT_EXCEPTION else rules.ROUTINE_RULES
    return RecipeFinding(broken_rule, "routine", routine.slug, path, message, hint)


def _hint(rule: str) -> str:
    if rule == WITHOUT_EXCEPTION:
        return "replace the exercise, or remove the complaint from leave_out"
    return f"change the session, or list {rule} under exceptions with the reason"
