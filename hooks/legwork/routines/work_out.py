"""All routines of a catalogue: recipes solved, fixed sessions timed, and what could not be made."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.models import Dose, Exercise
from legwork.catalogue.recipes import Recipe
from legwork.routines import edges
from legwork.routines.audit import audit
from legwork.routines.choose import Chosen, Clash, Pick, choose
from legwork.routines.rules import RULES
from legwork.routines.session import Line, Routine
from legwork.routines.swaps import with_swaps
from legwork.routines.traits import PART_WORDS, Traits
from legwork.routines.written import dose_for, written_line
from legwork.work import parallel

Fault = tuple[str, str, tuple[str | int, ...], str, str]
"""Kind of entry (routine or plan), slug, path in its file, what is wrong, and a hint."""


@dataclass(frozen=True)
class Routines:
    """Every routine by slug, recipes that cannot be filled honestly with the reason, and faults of the recipes."""

    made: Mapping[str, Routine]
    unfilled: Mapping[str, str]
    faults: tuple[Fault, ...]


NO_ROUTINES = Routines({}, {}, ())
FEWEST = 10
"""Recipes that take as long to solve as starting a process."""


class Solver:
    """Works routines out, and again only when something that they depend on has changed."""

    def __init__(self) -> None:
        self._key = ""
        self._last = NO_ROUTINES

    def routines(self, catalogue: Catalogue) -> Routines:
        """Every routine of the catalogue."""
        key = _fingerprint(catalogue)
        if key != self._key:
            self._last = work_out(catalogue)
            self._key = key
        return self._last


def _fingerprint(catalogue: Catalogue) -> str:
    """All that routines depend on: recipes whole, of the rest no prose, so that an edit to a text solves nothing."""
    prose = {"summary", "aliases", "steps", "cues", "mistakes", "why", "sources", "figure", "reviewed", "garmin"}
    parts: list[object] = [recipe.model_dump(mode="json") for recipe in catalogue.routines.values()]
    for exercise in catalogue.exercises.values():
        parts.append(exercise.model_dump(mode="json", exclude=prose | {"cautions", "harder"}))
        parts.append([(c.when, c.action, c.limit and c.limit.model_dump()) for c in exercise.cautions])
        parts.append([step.exercise for step in exercise.harder])
    parts += [(p.slug, p.slot, p.demand) for p in catalogue.patterns.values()]
    parts += [(m.slug, m.group) for m in catalogue.muscles.values()]
    parts += [(tool.slug, tool.name, tool.given, tool.weight) for tool in catalogue.equipment.values()]
    for care in catalogue.care.values():
        steps = [[item.model_dump() for item in step.exercises] for step in care.back]
        parts.append((care.slug, care.where, care.instead, care.not_now, steps))
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def work_out(catalogue: Catalogue) -> Routines:
    """Solves every recipe in the order of slugs; a pair is solved once, with its first slug. Levels do not look at each other."""
    traits = Traits(catalogue)
    by_level: dict[str, list[Recipe]] = {}
    for recipe in catalogue.routines.values():
        by_level.setdefault(recipe.level, []).append(recipe)
    found: list[Routines] = parallel.in_parts(  # one process a level: they take unequal times
        lambda part, _: [_of_one_level(recipes, traits) for recipes in part],
        list(by_level.values()),
        len(by_level) if parallel.processes(len(catalogue.routines), FEWEST) > 1 else 1,
    )
    made = {slug: routine for one in found for slug, routine in one.made.items()}
    unfilled = {slug: reason for one in found for slug, reason in one.unfilled.items()}
    faults = sorted((fault for one in found for fault in one.faults), key=lambda fault: fault[1])
    return Routines(
        {slug: made[slug] for slug in sorted(made)},
        {slug: unfilled[slug] for slug in sorted(unfilled)},
        (*faults, *_plan_faults(catalogue, unfilled)),
    )


def _of_one_level(recipes: list[Recipe], traits: Traits) -> Routines:
    """The routines of all recipes of a level: what one uses, the next uses a little less gladly."""
    catalogue = traits.catalogue
    made: dict[str, Routine] = {}
    unfilled: dict[str, str] = {}
    faults: list[Fault] = []
    used: Counter[str] = Counter()
    for recipe in recipes:
        slug = recipe.slug
        if slug in made or slug in unfilled or any(fault[1] == slug for fault in faults):
            continue
        if recipe.fixed:
            made[slug] = with_swaps(_fixed(recipe, traits), traits)
            faults += _fixed_faults(made[slug], catalogue)
            continue
        pair = _with_pair(recipe, catalogue)
        chosen = choose(pair, traits, used)
        if isinstance(chosen, Clash):
            for one in pair:
                if one.if_possible:
                    unfilled[one.slug] = explain(chosen)
                else:
                    faults.append(
                        ("routine", one.slug, (), f"no session keeps these rules: {explain(chosen)}", "loosen the recipe")
                    )
            continue
        for one, picks in zip(pair, chosen.sessions, strict=True):
            made[one.slug] = with_swaps(_routine(one, picks, chosen, traits), traits)
            faults += _contradictions(made[one.slug], catalogue)
            used.update(pick.exercise.slug for pick in picks)
    return Routines(made, unfilled, tuple(faults))


def _with_pair(recipe: Recipe, catalogue: Catalogue) -> tuple[Recipe, ...]:
    return (recipe, catalogue.routines[recipe.pair]) if recipe.pair else (recipe,)


def explain(clash: Clash) -> str:
    """Why nothing fits, in the runner's words."""
    if clash.lacking:
        parts = " and ".join(PART_WORDS[part] for part in clash.lacking)
        return f"with this kit and level there is no exercise for {parts}"
    return "; ".join(f"{RULES[rule].text} ({rule})" for rule in clash.rules)


def _routine(recipe: Recipe, picks: tuple[Pick, ...], chosen: Chosen, traits: Traits) -> Routine:
    return Routine(
        recipe=recipe,
        warm_up=_warm_up(recipe, [(pick.exercise, pick.dose) for pick in picks], traits),
        items=tuple(pick.line for pick in picks),
        cool_down=edges.cool_down(recipe, traits),
        rules=tuple(rule for rule in RULES if rule in {*chosen.rules, *_always(recipe)}),
        uncovered=chosen.uncovered,
        waived=chosen.waived,
    )


def _always(recipe: Recipe) -> tuple[str, ...]:
    """Rules that shape a session without a constraint of their own."""
    return ("R-O1", "R-O2", "R-C5", "R-W1", *(("R-K1",) if recipe.leave_out else ()))


def _contradictions(routine: Routine, catalogue: Catalogue) -> Iterator[Fault]:
    """Where a session says something else than the pages of the complaints it is made for (R-K1)."""
    for rule, message in audit(routine, catalogue) if routine.recipe.leave_out else ():
        if rule == "R-K1":
            hint = "judge the exercise for the complaint, or correct the recipe"
            yield "routine", routine.slug, ("leave_out",), f"{message} ({rule})", hint


def _warm_up(recipe: Recipe, picks: list[tuple[Exercise, Dose]], traits: Traits) -> tuple[Line, ...]:
    loaded = any(traits.jumps(exercise) or edges.is_heavy(dose) for exercise, dose in picks)
    return edges.warm_up(recipe, picks[0] if picks else None, traits, loaded=loaded)


def _plan_faults(catalogue: Catalogue, unfilled: Mapping[str, str]) -> Iterator[Fault]:
    """Plans that count on a routine which cannot be filled."""
    for plan in catalogue.plans.values():
        for i, stage in enumerate(plan.stages):
            for slug in (*stage.main, *([stage.micro] if stage.micro else [])):
                if slug in unfilled:
                    yield (
                        "plan",
                        plan.slug,
                        ("stages", i),
                        f"'{slug}' cannot be filled: {unfilled[slug]}",
                        "choose another routine",
                    )


# --- Fixed sessions


def _fixed(recipe: Recipe, traits: Traits) -> Routine:
    pairs = [(item, traits.catalogue.exercises[item.exercise]) for item in recipe.exercises]
    timed = [(item, exercise, dose_for(exercise, recipe.level)) for item, exercise in pairs]
    return Routine(
        recipe=recipe,
        warm_up=_warm_up(recipe, [(exercise, dose) for _, exercise, dose in timed], traits),
        items=tuple(written_line(*one) for one in timed if one[1].kind != "stretch"),
        cool_down=tuple(written_line(*one) for one in timed if one[1].kind == "stretch"),
        rules=("R-T1", "R-W1"),
    )


def _fixed_faults(routine: Routine, catalogue: Catalogue) -> Iterator[Fault]:
    """Rules that a fixed session breaks without saying so, and exceptions that are not needed."""
    broken = audit(routine, catalogue)
    excused = {exception.rule for exception in routine.recipe.exceptions}
    for rule, message in broken:
        if rule not in excused:
            yield (
                "routine",
                routine.slug,
                (),
                f"{message} ({rule})",
                f"change the session, or list {rule} under exceptions with the reason",
            )
    for i, exception in enumerate(routine.recipe.exceptions):
        if exception.rule not in {rule for rule, _ in broken}:
            yield (
                "routine",
                routine.slug,
                ("exceptions", i, "rule"),
                f"the session keeps {exception.rule}",
                "remove the exception",
            )
