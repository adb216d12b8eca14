"""Relations read the other way round, on the miniature."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legwork.catalogue.catalogue import Catalogue, Reading
from legwork.catalogue.content import Content
from legwork.catalogue.lookups import NO_KIT, Lookups, lookups, order
from legwork.catalogue.models import Equipment, Exercise
from samples import exercise


@pytest.fixture(scope="module")
def found(mini: Content) -> Lookups:
    return lookups(mini.catalogue)


def _catalogue(*exercises: Exercise, **equipment: Equipment) -> Catalogue:
    """A catalogue of these entries and no others."""
    return replace(Reading().catalogue(), exercises={one.slug: one for one in exercises}, equipment=equipment)


def test_exercises_of_a_muscle_by_level_then_name(found: Lookups) -> None:
    assert found.primary == {
        "gastrocnemius": ("calf-stretch", "heel-drop", "line-hop"),
        "gluteus-maximus": ("hill-march", "leg-swing", "squat", "single-leg-squat"),
        "quadriceps": ("squat", "wall-sit", "single-leg-squat"),
        "soleus": ("hill-march", "heel-drop", "skip", "line-hop"),
    }
    assert found.secondary == {
        "gluteus-maximus": ("wall-sit", "skip"),
        "quadriceps": ("line-hop",),
        "soleus": ("calf-stretch", "squat"),
    }


def test_exercises_of_a_piece_of_equipment(found: Lookups) -> None:
    assert found.required["wall"] == ("calf-stretch", "wall-sit", "heel-drop")
    assert found.required["hill"] == ("hill-march",)
    assert found.optional == {"dumbbells": ("squat",), "step": ("single-leg-squat",)}
    assert "dumbbells" not in found.required


def test_without_kit_means_that_nothing_must_be_owned(found: Lookups) -> None:
    """A wall is given to everyone; a step is not."""
    assert found.required[NO_KIT] == ("calf-stretch", "leg-swing", "squat", "wall-sit", "skip", "line-hop", "single-leg-squat")


def test_all_required_equipment_must_be_given() -> None:
    given = {slug: Equipment(slug=slug, name=slug, where="home", given=slug != "step") for slug in ("wall", "mat", "step")}
    kits = {"both-given": ("wall", "mat"), "one-given": ("wall", "step"), "none": ()}
    exercises = [exercise(slug=slug, equipment={"required": required}) for slug, required in kits.items()]
    assert lookups(_catalogue(*exercises, **given)).kit == {
        "both-given": ("wall", "mat", NO_KIT),
        "one-given": ("wall", "step"),
        "none": (NO_KIT,),
    }


def test_exercises_of_a_pattern(found: Lookups) -> None:
    assert found.pattern["squat"] == ("squat", "wall-sit", "single-leg-squat")
    assert found.pattern["swing"] == ("leg-swing",)


def test_easier_is_harder_read_backwards(found: Lookups) -> None:
    assert {slug: [below for below, _ in steps] for slug, steps in found.easier.items()} == {
        "heel-drop": ["calf-stretch"],
        "line-hop": ["heel-drop"],
        "single-leg-squat": ["squat"],
        "skip": ["leg-swing"],
        "squat": ["wall-sit"],
    }
    ((_, step),) = found.easier["single-leg-squat"]
    assert step.when == "Three sets of 15 without a wobble."


def test_alternatives_are_shown_on_both_pages(found: Lookups) -> None:
    assert found.alternatives == {"hill-march": ("skip",), "skip": ("hill-march",)}


def test_cautions_of_a_complaint(found: Lookups) -> None:
    named = {care: [(slug, caution.action) for slug, caution in pairs] for care, pairs in found.care.items()}
    assert named == {
        "sore-achilles": [("calf-stretch", "note"), ("heel-drop", "modify"), ("skip", "avoid"), ("line-hop", "avoid")],
        "sore-knee": [("squat", "modify"), ("single-leg-squat", "avoid")],
    }


def test_citing_entries_of_a_source(found: Lookups) -> None:
    assert found.cited["nunez2019"] == ("squat", "heel-drop", "line-hop", "single-leg-squat")
    assert found.cited["club-page"] == ("hill-march",)
    assert found.cited["handbook"] == ("calf-stretch", "squat", "wall-sit", "single-leg-squat")
    assert found.cited_by_care == {"nunez2019": ("sore-achilles",), "convention": ("sore-achilles",)}


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "[x](source:key)"},
        {"setup": {"text": "[x](source:key)"}},
        {"steps": ("One.", "[x](source:key)", "Three.")},
        {"cues": ("[x](source:key)",)},
        {"mistakes": ({"fault": "[x](source:key)", "fix": "y"},)},
        {"mistakes": ({"fault": "x", "fix": "[x](source:key)"},)},
        {"cautions": ({"action": "note", "text": "[x](source:key)"},)},
        {"cautions": ({"action": "note", "text": "x", "sources": ("key",)},)},
        {"doses": {"beginner": {"reps": 1, "note": "[x](source:key)"}}},
        {"doses": {"beginner": {"reps": 1, "sources": ("key",)}}},
        {"harder": ({"exercise": "y", "when": "[x](source:key#results)"},)},
        {"why": ({"claim": "[x](source:key)"},)},
        {"why": ({"claim": "x", "against": ("key",)},)},
        {"why": ({"claim": "x", "sources": ("key",)},)},
        {"sources": ("key",)},
    ],
    ids=lambda fields: "-".join(fields),
)
def test_an_exercise_cites_a_source_wherever_it_names_it(fields: dict[str, object]) -> None:
    assert lookups(_catalogue(exercise(**fields))).cited == {"key": ("sample",)}


def test_order_is_by_level_then_name_whatever_its_case() -> None:
    made = [("b", "advanced"), ("a", "intermediate"), ("Ab", "beginner"), ("aa", "beginner"), ("Z", "beginner")]
    exercises = [exercise(slug=f"{name.lower()}x", name=name, level=level) for name, level in made]
    assert [one.name for one in sorted(exercises, key=order)] == ["aa", "Ab", "Z", "a", "b"]


def test_the_real_catalogue_holds_together(real: Content) -> None:
    """Both directions of a relation say the same."""
    found, exercises = lookups(real.catalogue), real.catalogue.exercises
    assert {(low, high) for high, steps in found.easier.items() for low, _ in steps} == {
        (slug, step.exercise) for slug, one in exercises.items() for step in one.harder
    }
    assert all(slug in found.alternatives[other] for slug, others in found.alternatives.items() for other in others)
    assert set().union(*found.required.values()) == set(exercises)
    assert set().union(*found.primary.values()) == set().union(*found.pattern.values()) == set(exercises)
