"""Nobody is told to do what hurts: pages, sessions and data say the same of an exercise and a complaint."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element

import pytest

import markup
from built import classes
from legwork.catalogue import content, urls
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.content import Content
from legwork.catalogue.judgments import Verdict, judgments
from legwork.catalogue.lookups import lookups
from legwork.catalogue.models import WrittenRow
from legwork.catalogue.pain import PAIN_LIMITS
from legwork.exports import data
from legwork.pages.views.care import care_page
from legwork.pages.views.routine import routine_page
from legwork.pages.views.site import Site
from legwork.routines.solve_all import NO_ROUTINES, Routines, solve_all
from overlays import copy_of_mini, lay_over
from rendering import first_page

OFFERING = ("instead", "back")
"""Sections of a complaint's page that offer exercises; of the way back only the first step may be done at once."""


@pytest.fixture(scope="module")
def records(real: Content, routines: Routines) -> Mapping[str, Any]:
    """Every JSON file of the real site."""
    return {
        address: json.loads(text)
        for address, text in data.files(real.catalogue, lookups(real.catalogue), routines)
        if "/schema/" not in address
    }


# Pages


def _bodies(found: Content) -> dict[str, Element]:
    """Return the body of each complaint's page."""
    site = Site.of(found, NO_ROUTINES)
    return {care: markup.fragment(first_page(care_page(site, care)).body) for care in found.catalogue.care}


@pytest.fixture(scope="module")
def real_bodies(real: Content) -> dict[str, Element]:
    return _bodies(real)


@pytest.fixture(scope="module")
def mini_bodies(mini: Content) -> dict[str, Element]:
    return _bodies(mini)


def _offers(bodies: Mapping[str, Element]) -> Iterator[tuple[str, str]]:
    """Yield each complaint with every exercise that its page calls fine, or offers beside another as "Instead:"."""
    for care, body in bodies.items():
        fine = False
        for element in body.iter():
            if element.tag == "h2":
                fine = element.get("id") == "instead"
            if (fine and element.tag == "dd") or "lw-rulings__instead" in classes(element):
                yield from ((care, str(link.get("href")).removeprefix("../../")) for link in element.iter("a"))


def _unsafe(found: Content) -> set[tuple[str, str]]:
    judged = judgments(found.catalogue)
    return {
        (care, urls.entry("exercise", exercise))
        for care in found.catalogue.care
        for verdict in (Verdict.AVOID, Verdict.NOT_JUDGED)
        for exercise in judged.with_verdict(care, verdict)
    }


@pytest.mark.parametrize("which", ["mini", "real"])
def test_no_page_offers_exercises_to_avoid_or_not_judged(which: str, request: pytest.FixtureRequest) -> None:
    found: Content = request.getfixturevalue(which)
    offers = set(_offers(request.getfixturevalue(f"{which}_bodies")))
    assert {address for _, address in offers} <= {urls.entry("exercise", slug) for slug in found.catalogue.exercises}
    assert offers and offers & _unsafe(found) == set()


def test_an_unsafe_offer_is_found(tmp_path: Path) -> None:
    folder = copy_of_mini(tmp_path)
    lay_over(Path(__file__).parent / "broken" / "instead-unsafe", folder)
    found = content.read(folder / "catalogue", folder / "docs", root=folder)
    assert set(_offers(_bodies(found))) & _unsafe(found)


def test_every_complaint_says_when_how_soon_to_whom_and_how_long(real: Content, real_bodies: dict[str, Element]) -> None:
    catalogue = real.catalogue
    for slug, care in catalogue.care.items():
        text = " ".join("".join(real_bodies[slug].itertext()).split())
        for said in (
            "Get help first",
            f"see a {care.clinician}",
            "How long it usually takes",
            "No clinician has read this page",
        ):
            assert said in text, (slug, said)
        assert care.reviewed.isoformat() in text, slug
        for flag in care.red_flags:
            assert " ".join(catalogue.flags[flag].text.split()) in text, (slug, flag)


def _text(body: str) -> str:
    return "".join(markup.fragment(body).itertext())


# Sessions


def test_no_session_contradicts_a_complaint(records: Mapping[str, Any]) -> None:
    """Read from the published data alone: what the complaint leaves out, changes and calls fine, and each row."""
    care = {entry["slug"]: entry for entry in records["api/care.json"]}
    exercises = {entry["slug"]: entry for entry in records["api/exercises.json"]}
    made = [routine for routine in records["api/routines.json"] if routine["leave_out"]]
    assert len(made) >= 50
    for routine in made:
        rows = [*routine["warm_up"]["items"], *routine["items"], *routine["cool_down"]["items"]]
        for complaint in routine["leave_out"]:
            assert "clearance" not in care[complaint], routine["slug"]
            for row in rows:
                _holds(row, care[complaint], exercises, routine["slug"])
                for swap in row["swaps"]:
                    assert swap["exercise"] in {*care[complaint]["judged"]["fine"], *care[complaint]["judged"]["modify"]}
                    assert "possible when" not in swap["why"]


def _holds(row: Mapping[str, Any], care: Mapping[str, Any], exercises: Mapping[str, Any], where: str) -> None:
    if row["exercise"] is None:
        assert not re.search("jog|run|skip|hop", row["movement"], re.IGNORECASE), where
        return
    exercise = exercises[row["exercise"]]
    assert exercise["impact"] == 0, (where, exercise["slug"])
    if exercise["slug"] in care["judged"]["fine"]:
        return
    assert exercise["slug"] in care["judged"]["modify"], (where, exercise["slug"])
    limits = [c["limit"] for c in exercise["cautions"] if c.get("when") == care["slug"] and c["action"] == "modify"]
    for name, value in (("reps", row["reps"]), ("hold_s", row["hold_s"]), ("sets", row["sets"])):
        assert not limits[0].get(name) or not value or value <= limits[0][name], (where, exercise["slug"], name)


def test_a_session_holds_its_step_at_its_dose(real: Content, routines: Routines) -> None:
    for made in routines.by_slug.values():
        if made.recipe.stage:
            for item in real.catalogue.care[made.recipe.leave_out[0]].back[made.recipe.stage - 1].exercises:
                rows = [(row.sets, row.amount) for row in made.items if row.exercise == item.exercise]
                assert rows == [(item.sets, item.amount)], (made.slug, item.exercise)


def test_page_and_sheet_begin_with_the_red_flags_and_the_stop_rule(real: Content, routines: Routines) -> None:
    catalogue = real.catalogue
    site = Site.of(real, routines)
    for slug in ("sore-achilles", "pulled-calf-2"):
        care = catalogue.care[routines.by_slug[slug].recipe.leave_out[0]]
        text = _text(first_page(routine_page(site, slug)).body)
        before = text.index("The session")
        for said in (*(catalogue.flags[flag].text for flag in care.red_flags), *care.stop, PAIN_LIMITS[care.tissue].rule):  # type: ignore[index]
            assert 0 <= text.find(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", said)) < before, said


def test_a_contradiction_fails_the_build_with_its_file(real: Content, routines: Routines) -> None:
    """The solver makes none; a session that somebody wrote can hold one."""
    catalogue = real.catalogue
    recipe = routines.by_slug["sore-achilles"].recipe
    items = (WrittenRow(exercise="pogo-hop", sets=1, reps=5), WrittenRow(exercise="bodyweight-squat", sets=2, reps=10))
    written = recipe.model_copy(update={"exercises": items, "stage": None})
    faults = solve_all(_with(catalogue, written)).findings
    assert ("routine-complaint", "routine", written.slug) in {(rule.id, *fault[:2]) for rule, *fault in faults}
    assert any("R-K1" in fault[4] and "pogo-hop" in fault[4] for fault in faults)


def _with(catalogue: Catalogue, recipe: Any) -> Catalogue:
    return replace(catalogue, routines=MappingProxyType({recipe.slug: recipe}), plans=MappingProxyType({}))
