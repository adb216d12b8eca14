"""The example is what tests of code rest on: sound, small, frozen, and with every kind of session in it."""

from __future__ import annotations

from legwork.catalogue.content import Content
from legwork.routines.solve_all import Routines
from legwork.routines.traits import Traits


def test_it_is_sound_and_small(example: Content, example_routines: Routines) -> None:
    assert example.problems == ()
    assert not example_routines.findings
    assert 12 <= len(example.catalogue.exercises) <= 18


def test_every_kind_of_session_is_made(example: Content, example_routines: Routines) -> None:
    made = example_routines.by_slug.values()
    traits, exercises = Traits(example.catalogue), example.catalogue.exercises
    assert {one.recipe.session for one in made} == {"main", "micro", "warm-up", "cool-down"}
    assert {one.recipe.level for one in made if one.recipe.pair} == {"beginner", "intermediate", "advanced"}
    assert any(one.recipe.fixed and one.recipe.exceptions for one in made)
    assert any(one.recipe.leave_out and one.recipe.stage == 2 for one in made)
    assert any(traits.jumps(exercises[slug]) for one in made for slug in one.exercises)
    assert any(line.swaps for one in made for line in one.items)
    assert example_routines.infeasible


def test_every_part_of_an_exercise_occurs(example: Content) -> None:
    exercises = example.catalogue.exercises.values()
    assert all(one.figure for one in exercises)
    assert {caution.action for one in exercises for caution in one.cautions} == {"avoid", "modify", "note", "stop"}
    assert {"eccentric", "isometric", "plyometric"} <= {one.contraction for one in exercises}
    assert any(one.kind == "hill" for one in exercises)
    ladders = {one.slug: {step.exercise for step in one.harder} for one in exercises}
    assert any(ladders[second] for found in ladders.values() for second in found), "a ladder of three rungs"
