"""Routines: every rule holds on every routine, the choice is the best there is, and swaps keep their word.

What every published routine keeps is tested on the published catalogue; everything else on the example.
"""

from __future__ import annotations

import ast
import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import oracle
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.content import Content
from legwork.catalogue.models import WrittenRow
from legwork.catalogue.recipes import Recipe
from legwork.exports import routine_records
from legwork.routines.candidates import Candidate, task
from legwork.routines.choose import Choice, Clash, choose
from legwork.routines.edges import warm_up, warm_up_rows
from legwork.routines.findings import explain
from legwork.routines.program import Values, Variable
from legwork.routines.routine import Routine
from legwork.routines.session_model import SessionModel
from legwork.routines.solve_all import Routines, solve_all
from legwork.routines.swaps import with_swap
from legwork.routines.traits import Traits
from legwork.routines.violations import violations
from legwork.routines.wishes import sound, various
from legwork.work.runner import Runner
from oracle import audit, audit_week

SMALL = (
    "bodyweight-squat",
    "sumo-squat",
    "split-squat",
    "glute-bridge",
    "good-morning",
    "kickstand-deadlift",
    "standing-calf-raise",
    "bent-knee-calf-raise",
    "clamshell",
    "dead-bug",
    "side-plank",
    "banded-lateral-walk",
)


@pytest.fixture(scope="module")
def catalogue(real: Content) -> Catalogue:
    return real.catalogue


@pytest.fixture(scope="module")
def small(example: Content) -> Catalogue:
    """Twelve exercises, whose every selection can be tried."""
    exercises = {slug: _alone(example.catalogue.exercises[slug]) for slug in SMALL}
    return replace(example.catalogue, exercises=MappingProxyType(exercises))


def _alone(exercise: Any) -> Any:
    harder = tuple(step for step in exercise.harder if step.exercise in SMALL)
    cautions = tuple(c.model_copy(update={"instead": None}) for c in exercise.cautions)
    return exercise.model_copy(update={"harder": harder, "alternatives": (), "cautions": cautions})


def recipe(**fields: Any) -> Recipe:
    given = {"slug": "test", "name": "Test", "summary": "A test.", "session": "main", "minutes": 15, "level": "beginner"}
    return Recipe.model_validate({**given, "start": "after-run", **fields})


# --- The shipped routines


def test_every_recipe_is_sound(routines: Routines) -> None:
    assert not routines.findings


def test_every_recipe_is_made_or_accounted_for(routines: Routines, catalogue: Catalogue) -> None:
    assert set(routines.by_slug) | set(routines.infeasible) == set(catalogue.routines)
    assert all(reason for reason in routines.infeasible.values())


def test_every_rule_holds_on_every_chosen_session(routines: Routines, catalogue: Catalogue) -> None:
    broken = {slug: audit(one, catalogue) for slug, one in routines.by_slug.items() if not one.recipe.fixed}
    assert {slug: found for slug, found in broken.items() if found} == {}


def test_fixed_sessions_break_only_rules_with_an_exception(routines: Routines, catalogue: Catalogue) -> None:
    fixed = [one for one in routines.by_slug.values() if one.recipe.fixed]
    assert len(fixed) >= 5
    for one in fixed:
        assert {rule for rule, _ in audit(one, catalogue)} == {exception.rule for exception in one.recipe.exceptions}


def test_every_week_is_whole(routines: Routines, catalogue: Catalogue) -> None:
    pairs = [(one, routines.by_slug[one.recipe.pair]) for one in routines.by_slug.values() if one.recipe.pair]
    assert pairs
    assert [found for a, b in pairs if (found := audit_week(a, b, catalogue))] == []


def test_rows_add_up_and_minutes_are_kept(routines: Routines) -> None:
    for one in routines.by_slug.values():
        assert one.seconds == sum(line.seconds for line in (*one.warm_up, *one.items, *one.cool_down))
        assert one.seconds <= one.recipe.minutes * 60, one.slug


def test_sessions_use_their_minutes_if_the_catalogue_allows(routines: Routines) -> None:
    """Not with what hurts: there a limit may ask for less than the minutes hold."""
    chosen = [one for one in routines.by_slug.values() if not one.recipe.fixed and not one.recipe.leave_out]
    used = {one.slug: one.seconds / (one.recipe.minutes * 60) for one in chosen}
    assert {slug: share for slug, share in used.items() if share < 0.85} == {}


def test_nearly_every_session_uses_some_of_its_kit(routines: Routines, catalogue: Catalogue) -> None:
    """Some of the kit, but where it would cost a part of the week or the level: in no session of a half hour or more.

    A session for what hurts lists what its step of the way back may need, and chooses by what is fine.
    """
    owned = {tool.slug for tool in catalogue.equipment.values() if not tool.given}
    chosen = [one for one in routines.by_slug.values() if not one.recipe.fixed and not one.recipe.leave_out]
    asked = [one for one in chosen if owned & set(one.recipe.equipment)]
    without = [
        one for one in asked if not any(owned & set(catalogue.exercises[slug].equipment.required) for slug in one.exercises)
    ]
    assert len(without) < 0.05 * len(asked), [one.slug for one in without]
    assert not [one.slug for one in without if one.recipe.minutes >= 30]


def _spoiled(routines: Routines, catalogue: Catalogue) -> dict[str, Routine]:
    """Return sessions that each break a rule, by the rule."""
    good = routines.by_slug["small-kit-15-intermediate-a"]
    jumps = Traits(catalogue).jumps
    jump = next(row for row in routines.by_slug["jumps"].items if jumps(catalogue.exercises[str(row.exercise)]))
    exercises = catalogue.exercises
    without_calves = tuple(line for line in good.items if exercises[str(line.exercise)].pattern != "calf")
    lowering = next(one for one in exercises.values() if one.contraction == "eccentric")
    hill = next(one for one in exercises.values() if one.kind == "hill")
    sore = routines.by_slug["sore-achilles"]
    return {
        "R-T1": replace(good, items=tuple(replace(line, seconds=line.seconds * 3) for line in good.items)),
        "R-V1": replace(good, items=good.items[:2]),
        "R-C1": replace(good, items=without_calves),
        "R-C4": replace(good, items=(*good.items, good.items[0], good.items[0])),
        "R-C5": replace(good, recipe=good.recipe.model_copy(update={"level": "beginner", "equipment": ()})),
        "R-K1": replace(sore, items=(*sore.items, jump)),
        "R-O1": replace(good, items=good.items[::-1]),
        "R-O2": replace(good, items=(*good.items, jump)),
        "R-O4": replace(good, items=(*good.items, *[replace(good.items[0], exercise=lowering.slug)] * 2)),
        "R-P1": replace(good, recipe=good.recipe.model_copy(update={"level": "beginner"}), items=(jump, *good.items)),
        "R-P2": replace(good, items=(jump, *good.items)),
        "R-P4": replace(good, items=(replace(jump, sets=10, amount=50, contacts=1000), *good.items)),
        "R-P5": replace(good, items=(jump, jump, jump, *good.items)),
        "R-P7": replace(good, items=(*good.items, jump)),
        "R-F2": replace(good, recipe=good.recipe.model_copy(update={"session": "micro"})),
        "R-H1": replace(good, items=(replace(good.items[0], exercise=hill.slug), *good.items)),
        "R-W1": replace(sore, warm_up=()),
    }


def test_oracle_and_audit_find_the_rule_that_a_session_was_spoiled_for(example: Content, example_routines: Routines) -> None:
    """Each spoiled session is caught by the rule that it was spoiled for, and both find the same in it."""
    traits = Traits(example.catalogue)
    for rule, session in _spoiled(example_routines, example.catalogue).items():
        found = sorted(found for found, _ in audit(session, example.catalogue))
        assert rule in found, rule
        assert found == sorted(found for found, _ in violations(session, traits)), rule


def test_the_oracle_shares_no_code_with_the_solver() -> None:
    """What it imports of ours is for the type checker alone."""
    body = ast.parse(Path(str(oracle.__file__)).read_text(encoding="utf-8")).body
    imported = [str(node.module) for node in body if isinstance(node, ast.ImportFrom)]
    assert imported
    assert [module for module in imported if module.startswith("legwork")] == []
    assert not any(isinstance(node, ast.Import) and "legwork" in ast.unparse(node) for node in body)


def test_audit_and_oracle_find_the_same(routines: Routines, catalogue: Catalogue) -> None:
    """In every session that is published."""
    traits = Traits(catalogue)
    for session in routines.by_slug.values():
        found = sorted(rule for rule, _ in violations(session, traits))
        assert found == sorted(rule for rule, _ in audit(session, catalogue)), session.slug


def test_a_warm_up_takes_the_seconds_that_are_kept_for_it(catalogue: Catalogue) -> None:
    """Whatever comes first in the session."""
    traits = Traits(catalogue)
    chosen = [one for one in catalogue.routines.values() if not one.fixed]
    alike = {(one.session, one.minutes, one.start, one.level, one.equipment, one.leave_out): one for one in chosen}
    for one in alike.values():
        for exercise in catalogue.exercises.values():
            dose = exercise.doses.at(one.level)
            if dose and exercise.kind != "hill":
                rows = warm_up_rows(one, [(exercise, dose)], traits)
                least, most = warm_up(one, loaded=traits.loads(exercise, dose)).span
                assert least <= sum(row.seconds for row in rows) <= most, (one.slug, exercise.slug)
                assert all(row.seconds > 0 for row in rows)


def test_same_catalogue_same_routines(example: Content) -> None:
    first, second = solve_all(example.catalogue), solve_all(example.catalogue)
    assert first.by_slug == second.by_slug


# --- The choice against trying everything


def _brute_force(model: SessionModel, used: Counter[str]) -> list[set[str]]:
    """Return every best selection, by trying all of them and comparing wishes in their order."""
    best: tuple[tuple[float, ...], list[set[str]]] | None = None
    wishes = [*sound(model), *various(model, used)]
    for size in range(3, 6):
        for picked in itertools.combinations(model.candidates, size):
            values = _values(model, picked)
            if not all(one.low <= _total(one.terms, values) <= one.high for one in model.program.constraints):
                continue
            worth = tuple(_total(wish, values) for wish in wishes)
            names = {candidate.slug for candidate in picked}
            if best is None or worth > best[0]:
                best = (worth, [names])
            elif worth == best[0]:
                best[1].append(names)
    return best[1] if best else []


def _total(terms: Mapping[Variable, float], values: Values) -> float:
    return sum(coefficient * values[variable] for variable, coefficient in terms.items())


def _values(model: SessionModel, picked: tuple[Candidate, ...]) -> Values:
    """Return the values of all variables for a selection, the helpers at what the selection makes them."""
    groups = Counter(one.group for one in picked)
    return {
        **{variable: int(candidate in picked) for candidate, variable in model.chosen.items()},
        **{covers: int(any(part in one.parts for one in picked)) for part, covers in model.covers.items()},
        model.loaded[0]: int(any(one.loads for one in picked)),
        model.uses_kit[0]: int(any(one.has_kit for one in picked)),
        model.largest_group: max(groups.values(), default=0),
    }


@pytest.mark.parametrize("minutes", [10, 15])
@pytest.mark.parametrize("level", ["beginner", "intermediate"])
@pytest.mark.parametrize("focus", [(), ("calf",), ("core", "hip")])
@pytest.mark.parametrize("equipment", [(), ("mini-band",)])
def test_the_solver_finds_the_only_optimum(
    small: Catalogue, minutes: int, level: str, focus: tuple[str, ...], equipment: tuple[str, ...]
) -> None:
    traits = Traits(small)
    one = recipe(minutes=minutes, level=level, focus=focus, equipment=equipment)
    used = Counter({"bodyweight-squat": 2, "glute-bridge": 1})
    best = _brute_force(SessionModel([task(0, one, traits)], fill=True), used)
    chosen = choose((one,), traits, used)
    if not best:
        return  # Nothing fills the minutes; the cache then tries without that wish.
    assert isinstance(chosen, Choice)
    assert len(best) == 1, "the optimum is not unique"
    assert {pick.candidate.slug for pick in chosen.sessions[0]} == best[0]


def without_calves(catalogue: Catalogue) -> Catalogue:
    """The catalogue without its calf exercises: no main session can be made."""
    others = {slug: one for slug, one in catalogue.exercises.items() if one.pattern != "calf"}
    return replace(catalogue, exercises=MappingProxyType(others))


def test_a_clash_names_a_smallest_set_of_rules(small: Catalogue) -> None:
    clash = choose((recipe(minutes=15, level="beginner"),), Traits(without_calves(small)), {})
    assert isinstance(clash, Clash)
    assert "R-C1" in clash.rules
    assert "calves" in explain(clash)


def test_an_infeasible_recipe_is_a_finding_with_its_slug(small: Catalogue) -> None:
    one, small = recipe(slug="calves"), without_calves(small)
    found = solve_all(replace(small, routines=MappingProxyType({"calves": one})))
    assert [(kind, slug, path) for _, kind, slug, path, *_ in found.findings] == [("routine", "calves", ())]
    maybe = one.model_copy(update={"if_possible": True})
    found = solve_all(replace(small, routines=MappingProxyType({"calves": maybe})))
    assert not found.findings
    assert set(found.infeasible) == {"calves"}


def test_a_plan_with_an_infeasible_routine_is_a_finding(small: Catalogue) -> None:
    maybe, small = recipe(slug="calves", if_possible=True), without_calves(small)
    plan = next(iter(small.plans.values()))
    stages = tuple(stage.model_copy(update={"main": ("calves",), "micro": None}) for stage in plan.stages)
    plans = MappingProxyType({plan.slug: plan.model_copy(update={"stages": stages})})
    found = solve_all(replace(small, routines=MappingProxyType({"calves": maybe}), plans=plans))
    assert {(kind, slug, path) for _, kind, slug, path, *_ in found.findings} == {
        ("plan", plan.slug, ("stages", i)) for i in range(len(stages))
    }


def test_a_fixed_session_is_timed_as_written(small: Catalogue) -> None:
    items = (
        WrittenRow(exercise="bodyweight-squat", sets=2, reps=12, rest=60),
        WrittenRow(exercise="side-plank", sets=1, hold=20),
    )
    made = solve_all(replace(small, routines=MappingProxyType({"test": recipe(minutes=10, exercises=items)}))).by_slug["test"]
    squat, plank = made.items
    assert squat.seconds == 2 * 12 * 3 + 60 + 10
    assert plank.seconds == 20 * 2 + 5 + 10
    assert made.warm_up and sum(line.seconds for line in made.warm_up) <= 60


def test_an_unneeded_exception_is_a_finding(small: Catalogue) -> None:
    fields = {"minutes": 10, "exceptions": ({"rule": "R-P5", "reason": "None."},)}
    items = tuple(
        WrittenRow(exercise=slug, sets=1, reps=10) for slug in ("bodyweight-squat", "glute-bridge", "standing-calf-raise")
    )
    found = solve_all(replace(small, routines=MappingProxyType({"test": recipe(exercises=items, **fields)})))
    assert [path for _, _, _, path, *_ in found.findings] == [("exceptions", 0, "rule")]


def test_solving_again_only_when_something_changed(small: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    monkeypatch.setattr("legwork.routines.solve_all.choose", lambda pair, *rest: runs.append(pair) or choose(pair, *rest))
    preview = Runner(remembers=True)
    with_one = replace(small, routines=MappingProxyType({"test": recipe(minutes=10)}))
    solve_all(with_one, preview)
    reworded = {**with_one.exercises}
    reworded["dead-bug"] = reworded["dead-bug"].model_copy(update={"cues": ("Slowly",)})
    solve_all(replace(with_one, exercises=MappingProxyType(reworded)), preview)
    assert len(runs) == 1
    reworded["dead-bug"] = reworded["dead-bug"].model_copy(update={"impact": 1})
    solve_all(replace(with_one, exercises=MappingProxyType(reworded)), preview)
    assert len(runs) == 2


# --- Swaps


def test_every_swap_keeps_every_rule(routines: Routines, catalogue: Catalogue) -> None:
    """Put into the session at the swap's own dose, no substitute breaks a rule that held before."""
    number = 0
    traits = Traits(catalogue)
    for one in routines.by_slug.values():
        before = set(audit(one, catalogue))
        for i, line in enumerate(one.items):
            for swap in line.swaps:
                swapped = with_swap(one, i, catalogue.exercises[swap.exercise], traits)
                assert swapped is not None
                assert set(audit(swapped, catalogue)) <= before, (one.slug, line.exercise, swap.exercise)
                assert swap.exercise not in one.exercises
                assert swap.why
                number += 1
    assert number > 200


# --- Data


def test_json_keeps_the_design(routines: Routines, catalogue: Catalogue) -> None:
    import jsonschema

    records = [routine_records.routine(one) for one in routines.by_slug.values()]
    jsonschema.validate(records, routine_records.ROUTINES_SCHEMA)
    for record in records:
        blocks = record["warm_up"]["seconds"] + record["cool_down"]["seconds"]
        assert record["seconds"] == blocks + sum(item["seconds"] for item in record["items"])
        for item in record["items"]:
            measures = [item[name] for name in ("hold_s", "distance_m", "duration_s") if item[name] is not None]
            assert len(measures) + (item["reps"] is not None and not item["duration_s"]) == 1
    plans = [routine_records.plan(plan, routines.by_slug, catalogue) for plan in catalogue.plans.values()]
    jsonschema.validate(plans, routine_records.PLANS_SCHEMA)
    assert len(plans) >= 5


def test_a_line_is_in_the_order_of_the_session(routines: Routines, catalogue: Catalogue) -> None:
    traits = Traits(catalogue)
    for one in routines.by_slug.values():
        if not one.recipe.fixed and one.recipe.session == "main":
            slots = [traits.slot(catalogue.exercises[slug]) for slug in one.exercises]
            assert slots == sorted(slots)


@pytest.mark.parametrize(("changes", "rule"), [({"minutes": 3}, "R-T1"), ({"minutes": 10, "leave_out": "all"}, "R-C5")])
def test_a_warm_up_without_any_exercise_is_a_clash(example: Content, changes: dict[str, Any], rule: str) -> None:
    """Three minutes go by on the march before it; nothing was left to choose, and the doses of nothing had no solution."""
    catalogue = example.catalogue
    if changes.get("leave_out"):
        changes, catalogue = {"minutes": 10}, replace(catalogue, exercises=MappingProxyType({}))
    one = recipe(session="warm-up", level="beginner", **changes)
    clash = choose((one,), Traits(catalogue), {})
    assert isinstance(clash, Clash)
    assert clash.rules == (rule,)
    assert rule in explain(clash)
