"""Routines: every rule holds on every routine, the choice is the best there is, and swaps keep their word."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.content import Content
from legwork.catalogue.models import SetItem
from legwork.catalogue.recipes import Recipe
from legwork.exports import sessions
from legwork.routines import choose, edges
from legwork.routines.audit import audit, audit_week
from legwork.routines.choose import Chosen, Clash
from legwork.routines.traits import Traits
from legwork.routines.work_out import Routines, Solver, explain, work_out

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
def small(catalogue: Catalogue) -> Catalogue:
    """Twelve exercises, whose every selection can be tried."""
    exercises = {slug: _alone(catalogue.exercises[slug]) for slug in SMALL}
    return replace(catalogue, exercises=MappingProxyType(exercises))


def _alone(exercise: Any) -> Any:
    harder = tuple(step for step in exercise.harder if step.exercise in SMALL)
    cautions = tuple(c.model_copy(update={"instead": None}) for c in exercise.cautions)
    return exercise.model_copy(update={"harder": harder, "alternatives": (), "cautions": cautions})


def recipe(**fields: Any) -> Recipe:
    given = {"slug": "test", "name": "Test", "summary": "A test.", "session": "main", "minutes": 15, "level": "beginner"}
    return Recipe.model_validate({**given, "start": "after-run", **fields})


# --- The shipped routines


def test_there_are_at_least_sixty(routines: Routines) -> None:
    assert len(routines.made) >= 60
    assert not routines.faults


def test_every_recipe_is_made_or_accounted_for(routines: Routines, catalogue: Catalogue) -> None:
    assert set(routines.made) | set(routines.unfilled) == set(catalogue.routines)
    assert all(reason for reason in routines.unfilled.values())


def test_every_rule_holds_on_every_chosen_session(routines: Routines, catalogue: Catalogue) -> None:
    broken = {slug: audit(one, catalogue) for slug, one in routines.made.items() if not one.recipe.fixed}
    assert {slug: found for slug, found in broken.items() if found} == {}


def test_fixed_sessions_break_only_what_they_own_up_to(routines: Routines, catalogue: Catalogue) -> None:
    fixed = [one for one in routines.made.values() if one.recipe.fixed]
    assert len(fixed) >= 5
    for one in fixed:
        assert {rule for rule, _ in audit(one, catalogue)} == {exception.rule for exception in one.recipe.exceptions}


def test_every_week_is_whole(routines: Routines, catalogue: Catalogue) -> None:
    pairs = [(one, routines.made[one.recipe.pair]) for one in routines.made.values() if one.recipe.pair]
    assert pairs
    assert [found for a, b in pairs if (found := audit_week(a, b, catalogue))] == []


def test_rows_add_up_and_minutes_are_kept(routines: Routines) -> None:
    for one in routines.made.values():
        assert one.seconds == sum(line.seconds for line in (*one.warm_up, *one.items, *one.cool_down))
        assert one.seconds <= one.recipe.minutes * 60, one.slug


def test_minutes_are_used_where_the_catalogue_allows(routines: Routines) -> None:
    """Not with what hurts: there a limit may ask for less than the minutes hold."""
    chosen = [one for one in routines.made.values() if not one.recipe.fixed and not one.recipe.leave_out]
    used = {one.slug: one.seconds / (one.recipe.minutes * 60) for one in chosen}
    assert {slug: share for slug, share in used.items() if share < choose.LEAST_FILL} == {}


def test_what_a_session_is_made_for_is_in_it(routines: Routines, catalogue: Catalogue) -> None:
    """Some of the kit, but where it would cost a part of the week or the level: in no session of a half hour or more.

    A session for what hurts lists what its step of the way back may need, and chooses by what is fine.
    """
    owned = {tool.slug for tool in catalogue.equipment.values() if not tool.given}
    chosen = [one for one in routines.made.values() if not one.recipe.fixed and not one.recipe.leave_out]
    asked = [one for one in chosen if owned & set(one.recipe.equipment)]
    without = [
        one for one in asked if not any(owned & set(catalogue.exercises[slug].equipment.required) for slug in one.exercises)
    ]
    assert len(without) < 0.05 * len(asked), [one.slug for one in without]
    assert not [one.slug for one in without if one.recipe.minutes >= 30]


def test_the_audit_is_not_blind(routines: Routines, catalogue: Catalogue) -> None:
    """Each spoiled session is caught by the rule that it was spoiled for."""
    good = routines.made["home-20-intermediate-a"]
    jumps = Traits(catalogue).jumps
    jump = next(row for row in routines.made["jumps"].items if jumps(catalogue.exercises[str(row.exercise)]))
    pattern = {slug: exercise.pattern for slug, exercise in catalogue.exercises.items()}
    without_calves = tuple(line for line in good.items if pattern[str(line.exercise)] != "calf")
    spoiled = {
        "R-T1": replace(good, items=tuple(replace(line, seconds=line.seconds * 3) for line in good.items)),
        "R-V1": replace(good, items=good.items[:2]),
        "R-C1": replace(good, items=without_calves),
        "R-C4": replace(good, items=(*good.items, good.items[0], good.items[0])),
        "R-C5": replace(good, recipe=good.recipe.model_copy(update={"level": "beginner", "equipment": ()})),
        "R-O1": replace(good, items=good.items[::-1]),
        "R-P1": replace(good, recipe=good.recipe.model_copy(update={"level": "beginner"}), items=(jump, *good.items)),
        "R-P2": replace(good, items=(jump, *good.items)),
        "R-P4": replace(good, items=(replace(jump, sets=10, amount=50), *good.items)),
        "R-P5": replace(good, items=(jump, jump, jump, *good.items)),
        "R-P7": replace(good, items=(*good.items, jump)),
        "R-F2": replace(good, recipe=good.recipe.model_copy(update={"session": "micro"})),
        "R-W1": replace(good, warm_up=()),
    }
    for rule, session in spoiled.items():
        assert rule in {found for found, _ in audit(session, catalogue)}, rule


def test_same_catalogue_same_routines(routines: Routines, catalogue: Catalogue) -> None:
    slugs = ("home-15-beginner-a", "home-15-beginner-b", "hamstrings")
    fewer = replace(catalogue, routines=MappingProxyType({slug: catalogue.routines[slug] for slug in slugs}))
    first, second = work_out(fewer), work_out(fewer)
    assert first.made == second.made


# --- The choice against trying everything


def _brute_force(one: Recipe, traits: Traits, used: Counter[str]) -> list[set[str]]:
    """Every best selection, by trying all of them and comparing wishes in their order."""
    task = choose._Task((one,), traits)
    program = task.program(fill=True)
    best: tuple[tuple[float, ...], list[set[str]]] | None = None
    indices = range(len(task.candidates))
    for size in range(3, 6):
        for picked in itertools.combinations(indices, size):
            values = _helpers(task, picked)
            if not all(row.low <= sum(c * values[v] for v, c in row.terms.items()) <= row.high for row in program.rows):
                continue
            wishes = [*task._sound(), *task._various(used)]
            worth = tuple(sum(c * values[v] for v, c in wish.items()) for wish in wishes)
            names = {task.candidates[i].exercise.slug for i in picked}
            if best is None or worth > best[0]:
                best = (worth, [names])
            elif worth == best[0]:
                best[1].append(names)
    return best[1] if best else []


def _helpers(task: Any, picked: tuple[int, ...]) -> list[float]:
    """Values of all variables for a selection, the helpers at what the selection makes them."""
    values = [0.0] * (task.most + 1 + len(task.part) + len(task.kit))
    for i in picked:
        values[i] = 1.0
    chosen = [task.candidates[i] for i in picked]
    values[task.loaded[0]] = float(any(task._loads(c) for c in chosen))
    groups = Counter(task.traits.catalogue.muscles[c.exercise.muscles.primary[0]].group for c in chosen)
    values[task.most] = float(max(groups.values(), default=0))
    for part, variable in task.part.items():
        values[variable] = float(any(part in task.traits.parts[c.exercise.slug] for c in chosen))
    values[task.kit[0]] = float(any(task._is_with_kit(c) for c in chosen))
    return values


@pytest.mark.parametrize("minutes", [10, 15])
@pytest.mark.parametrize("level", ["beginner", "intermediate"])
@pytest.mark.parametrize("focus", [(), ("calf",), ("core", "hip")])
@pytest.mark.parametrize("equipment", [(), ("mini-band",)])
def test_the_choice_is_the_one_best(
    small: Catalogue, minutes: int, level: str, focus: tuple[str, ...], equipment: tuple[str, ...]
) -> None:
    traits = Traits(small)
    one = recipe(minutes=minutes, level=level, focus=focus, equipment=equipment)
    used = Counter({"bodyweight-squat": 2, "glute-bridge": 1})
    best = _brute_force(one, traits, used)
    chosen = choose.choose((one,), traits, used)
    if not best:
        return  # Nothing fills the minutes; the solver then tries without that wish.
    assert isinstance(chosen, Chosen)
    assert len(best) == 1, "the optimum is not unique"
    assert {pick.exercise.slug for pick in chosen.sessions[0]} == best[0]


def without_calves(catalogue: Catalogue) -> Catalogue:
    """The catalogue without its calf exercises: no main session can be made."""
    others = {slug: one for slug, one in catalogue.exercises.items() if one.pattern != "calf"}
    return replace(catalogue, exercises=MappingProxyType(others))


def test_a_clash_names_a_smallest_set_of_rules(small: Catalogue) -> None:
    clash = choose.choose((recipe(minutes=15, level="beginner"),), Traits(without_calves(small)), {})
    assert isinstance(clash, Clash)
    assert "R-C1" in clash.rules
    assert "calves" in explain(clash)


def test_an_impossible_recipe_is_a_fault_with_its_slug(small: Catalogue) -> None:
    one, small = recipe(slug="calves"), without_calves(small)
    found = work_out(replace(small, routines=MappingProxyType({"calves": one})))
    assert [(kind, slug, path) for kind, slug, path, *_ in found.faults] == [("routine", "calves", ())]
    maybe = one.model_copy(update={"if_possible": True})
    found = work_out(replace(small, routines=MappingProxyType({"calves": maybe})))
    assert not found.faults
    assert set(found.unfilled) == {"calves"}


def test_a_plan_on_a_routine_that_cannot_be_filled_is_a_fault(small: Catalogue, catalogue: Catalogue) -> None:
    maybe, small = recipe(slug="calves", if_possible=True), without_calves(small)
    plan = next(iter(catalogue.plans.values()))
    stages = tuple(stage.model_copy(update={"main": ("calves",), "micro": None}) for stage in plan.stages)
    plans = MappingProxyType({plan.slug: plan.model_copy(update={"stages": stages})})
    found = work_out(replace(small, routines=MappingProxyType({"calves": maybe}), plans=plans))
    assert {(kind, slug, path) for kind, slug, path, *_ in found.faults} == {
        ("plan", plan.slug, ("stages", i)) for i in range(len(stages))
    }


def test_a_fixed_session_is_timed_as_written(small: Catalogue) -> None:
    items = (
        SetItem(exercise="bodyweight-squat", sets=2, reps=12, rest=60),
        SetItem(exercise="side-plank", sets=1, hold=20),
    )
    made = work_out(replace(small, routines=MappingProxyType({"test": recipe(minutes=10, exercises=items)}))).made["test"]
    squat, plank = made.items
    assert squat.seconds == 2 * 12 * 3 + 60 + 10
    assert plank.seconds == 20 * 2 + 5 + 10
    assert made.warm_up and sum(line.seconds for line in made.warm_up) <= edges.AFTER_RUN_S


def test_an_unneeded_exception_is_a_fault(small: Catalogue) -> None:
    fields = {"minutes": 10, "exceptions": ({"rule": "R-P5", "reason": "None."},)}
    items = tuple(
        SetItem(exercise=slug, sets=1, reps=10) for slug in ("bodyweight-squat", "glute-bridge", "standing-calf-raise")
    )
    found = work_out(replace(small, routines=MappingProxyType({"test": recipe(exercises=items, **fields)})))
    assert [path for _, _, path, *_ in found.faults] == [("exceptions", 0, "rule")]


def test_solving_again_only_when_something_changed(small: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    monkeypatch.setattr("legwork.routines.work_out.work_out", lambda c: runs.append(c) or work_out(c))
    solver = Solver()
    with_one = replace(small, routines=MappingProxyType({"test": recipe(minutes=10)}))
    solver.routines(with_one)
    reworded = {**with_one.exercises}
    reworded["dead-bug"] = reworded["dead-bug"].model_copy(update={"cues": ("Slowly",)})
    solver.routines(replace(with_one, exercises=MappingProxyType(reworded)))
    assert len(runs) == 1
    reworded["dead-bug"] = reworded["dead-bug"].model_copy(update={"impact": 1})
    solver.routines(replace(with_one, exercises=MappingProxyType(reworded)))
    assert len(runs) == 2


# --- Swaps


def test_every_swap_keeps_every_rule(routines: Routines, catalogue: Catalogue) -> None:
    """Put into the session at the swap's own dose, no substitute breaks a rule that held before."""
    from legwork.routines.swaps import _replaced

    number = 0
    traits = Traits(catalogue)
    for one in routines.made.values():
        before = set(audit(one, catalogue))
        for i, line in enumerate(one.items):
            for swap in line.swaps:
                swapped = _replaced(one, i, catalogue.exercises[swap.exercise], traits)
                assert swapped is not None
                assert set(audit(swapped, catalogue)) <= before, (one.slug, line.exercise, swap.exercise)
                assert swap.exercise not in one.exercises
                assert swap.why
                number += 1
    assert number > 200


# --- Data


def test_json_keeps_the_design(routines: Routines, catalogue: Catalogue) -> None:
    import jsonschema

    records = [sessions.routine(one) for one in routines.made.values()]
    jsonschema.validate(records, sessions.ROUTINES_SCHEMA)
    for record in records:
        blocks = record["warm_up"]["seconds"] + record["cool_down"]["seconds"]
        assert record["seconds"] == blocks + sum(item["seconds"] for item in record["items"])
        for item in record["items"]:
            measures = [item[name] for name in ("hold_s", "distance_m", "duration_s") if item[name] is not None]
            assert len(measures) + (item["reps"] is not None and not item["duration_s"]) == 1
    plans = [sessions.plan(plan, routines.made, catalogue) for plan in catalogue.plans.values()]
    jsonschema.validate(plans, sessions.PLANS_SCHEMA)
    assert len(plans) >= 5


def test_a_line_is_in_the_order_of_the_session(routines: Routines, catalogue: Catalogue) -> None:
    traits = Traits(catalogue)
    for one in routines.made.values():
        if not one.recipe.fixed and one.recipe.session == "main":
            slots = [traits.slot(catalogue.exercises[slug]) for slug in one.exercises]
            assert slots == sorted(slots)


@pytest.mark.parametrize(("changes", "rule"), [({"minutes": 3}, "R-T1"), ({"minutes": 10, "leave_out": "all"}, "R-C5")])
def test_a_warm_up_without_any_exercise_is_a_clash(catalogue: Catalogue, changes: dict[str, Any], rule: str) -> None:
    """Three minutes go by on the march before it; nothing was left to choose, and the doses of nothing had no solution."""
    if changes.get("leave_out"):
        changes, catalogue = {"minutes": 10}, replace(catalogue, exercises=MappingProxyType({}))
    one = recipe(session="warm-up", level="beginner", **changes)
    clash = choose.choose((one,), Traits(catalogue), {})
    assert isinstance(clash, Clash)
    assert clash.rules == (rule,)
    assert rule in explain(clash)
