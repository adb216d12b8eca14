"""What is wrong with recipes and plans, in an editor's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from legwork.catalogue import rules
from legwork.catalogue.catalogue import Catalogue
from legwork.routines.choose import Clash
from legwork.routines.rules import RULES
from legwork.routines.session import Routine
from legwork.routines.traits import PART_WORDS, Traits
from legwork.routines.violations import violations
from legwork.text.rules import Rule


class Fault(NamedTuple):
    """What is wrong with an entry: the rule, its kind (routine or plan) and slug, the path in its file, and what to do."""

    rule: Rule
    kind: str
    slug: str
    path: tuple[str | int, ...]
    message: str
    hint: str


def explain(clash: Clash) -> str:
    """Return why nothing fits, in the runner's words."""
    if clash.lacking:
        parts = " and ".join(PART_WORDS[part] for part in clash.lacking)
        return f"with this kit and level there is no exercise for {parts}"
    return "; ".join(f"{RULES[rule].text} ({rule})" for rule in clash.rules)


def impossible(slug: str, clash: Clash) -> Fault:
    """Return the fault of a recipe that no session can keep."""
    message = f"no session keeps these rules: {explain(clash)}"
    return Fault(rules.ROUTINE_UNMADE, "routine", slug, (), message, "loosen the recipe")


def contradictions(routine: Routine, traits: Traits) -> Iterator[Fault]:
    """Yield where a session says something else than the pages of the complaints it is made for (R-K1)."""
    for rule, message in violations(routine, traits) if routine.recipe.leave_out else ():
        if rule == "R-K1":
            hint = "judge the exercise for the complaint, or correct the recipe"
            yield Fault(rules.ROUTINE_COMPLAINT, "routine", routine.slug, ("leave_out",), f"{message} ({rule})", hint)


def plan_faults(catalogue: Catalogue, unfilled: Mapping[str, str]) -> Iterator[Fault]:
    """Yield the plans that count on a routine which cannot be filled."""
    for plan in catalogue.plans.values():
        for i, stage in enumerate(plan.stages):
            for slug in (*stage.main, *([stage.micro] if stage.micro else [])):
                if slug in unfilled:
                    message = f"'{slug}' cannot be filled: {unfilled[slug]}"
                    yield Fault(rules.PLAN_UNMADE, "plan", plan.slug, ("stages", i), message, "choose another routine")
