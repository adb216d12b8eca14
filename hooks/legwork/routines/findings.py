"""Findings about recipes and plans, in words for editors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from legwork.catalogue import rules
from legwork.catalogue.catalogue import Catalogue
from legwork.routines.choose import Clash
from legwork.routines.routine import Routine
from legwork.routines.rules import RULES
from legwork.routines.traits import COVERAGE_PART_WORDS, Traits
from legwork.routines.violations import violations
from legwork.text.rules import Rule


class RecipeFinding(NamedTuple):
    """One thing wrong with a routine or plan: rule, kind and slug of the entry, path in its file, and what to do."""

    rule: Rule
    kind: str
    slug: str
    path: tuple[str | int, ...]
    message: str
    hint: str


def explain(clash: Clash) -> str:
    """Return why nothing fits, in words for runners."""
    if clash.lacking:
        parts = " and ".join(COVERAGE_PART_WORDS[part] for part in clash.lacking)
        return f"with this kit and level there is no exercise for {parts}"
    return "; ".join(f"{RULES[rule].text} ({rule})" for rule in clash.rules)


def impossible(slug: str, clash: Clash) -> RecipeFinding:
    """Return the finding for an infeasible recipe."""
    message = f"no session keeps these rules: {explain(clash)}"
    return RecipeFinding(rules.ROUTINE_UNMADE, "routine", slug, (), message, "loosen the recipe")


def contradictions(routine: Routine, traits: Traits) -> Iterator[RecipeFinding]:
    """Yield a finding for every exercise that the complaints a session is made for do not allow (R-K1)."""
    for rule, message in violations(routine, traits) if routine.recipe.leave_out else ():
        if rule == "R-K1":
            hint = "judge the exercise for the complaint, or correct the recipe"
            yield RecipeFinding(rules.ROUTINE_COMPLAINT, "routine", routine.slug, ("leave_out",), f"{message} ({rule})", hint)


def plan_findings(catalogue: Catalogue, infeasible: Mapping[str, str]) -> Iterator[RecipeFinding]:
    """Yield a finding for every stage of a plan that uses an infeasible routine."""
    for plan in catalogue.plans.values():
        for i, stage in enumerate(plan.stages):
            for slug in (*stage.main, *([stage.micro] if stage.micro else [])):
                if slug in infeasible:
                    message = f"no session can be made of '{slug}': {infeasible[slug]}"
                    yield RecipeFinding(rules.PLAN_UNMADE, "plan", plan.slug, ("stages", i), message, "choose another routine")
