"""The machinery around the checks: exceptions, scopes and rules. What each check finds is in `broken/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from legwork.catalogue import checks
from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.loader import read_folder
from legwork.catalogue.policy import of_document
from legwork.catalogue.registry import RULES
from legwork.text.rules import SEVERITY_CLASSES
from overlays import copy_of_mini


@check("no-squats", "house", "pattern")
def no_squats(exercise: Any, context: checks.CheckContext) -> Iterator[Finding]:
    """No exercise is a squat.

    Only for these tests.
    """
    if exercise.pattern == "squat":
        yield ("pattern",), "is a squat", "hop"


def _run(folder: Path, monkeypatch: pytest.MonkeyPatch, policy: str = "") -> list[str]:
    monkeypatch.setattr(checks, "CHECKS", [no_squats])
    if policy:
        (folder / "catalogue/policy.yml").write_text(policy, encoding="utf-8")
    reading = read_folder(folder / "catalogue", folder)
    return sorted(map(str, checks.run(reading, (), policy=of_document(reading.policy)[0])))


SINGLE = "catalogue/exercises/single-leg-squat.yml:4:10: error no-squats: pattern: is a squat (hop)"


def test_a_finding_is_placed_in_its_file(mini_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(mini_dir, monkeypatch) == [
        SINGLE,
        "catalogue/exercises/squat.yml:5:10: error no-squats: pattern: is a squat (hop)",
        "catalogue/exercises/wall-sit.yml:5:10: error no-squats: pattern: is a squat (hop)",
    ]


def test_an_exception_silences_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = "exceptions: {no-squats: {squat: it is one, wall-sit: it stands still}}"
    assert _run(copy_of_mini(tmp_path), monkeypatch, policy) == [SINGLE]


def test_an_exception_that_is_not_needed_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = "exceptions: {no-squats: {squat: it is, single-leg-squat: it is, wall-sit: it is, skip: it is}}"
    assert _run(copy_of_mini(tmp_path), monkeypatch, policy) == [
        "catalogue/policy.yml:1:82: error policy-exception: exceptions.no-squats.skip: no longer needed (remove it)"
    ]


def test_a_check_that_is_off_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(copy_of_mini(tmp_path), monkeypatch, "checks: {no-squats: off}") == []


def test_a_check_is_skipped_if_its_field_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_of_mini(tmp_path)
    file = folder / "catalogue/exercises/squat.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("pattern: squat", "pattern: [squat]"), encoding="utf-8")
    assert not any("/squat.yml" in line for line in _run(folder, monkeypatch))


def test_a_name_that_many_bear_is_reported_at_each_with_some_of_the_others(tmp_path: Path) -> None:
    folder = copy_of_mini(tmp_path)
    alias = '  aliases: ["The one"]\n'
    muscles = folder / "catalogue/muscles.yml"
    lines = [line for line in muscles.read_text(encoding="utf-8").splitlines(keepends=True) if "aliases" not in line]
    lines += [f"muscle-{i}:\n  name: Muscle {i}\n  group: Group\n{alias}  role: None.\n  region: none\n" for i in range(5)]
    muscles.write_text("".join(lines), encoding="utf-8")
    found = [problem for problem in checks.run(read_folder(folder / "catalogue", folder)) if "The one" in problem.message]
    assert len(found) == 5
    for number, problem in enumerate(found):
        others = [one for one in range(5) if one != number]
        assert all((f"'muscle-{one}' in catalogue/muscles.yml:{found[one].line}" in problem.message) for one in others[:3])
        assert problem.message.endswith(", …") and f"muscle-{others[3]}" not in problem.message


def test_a_rule_of_a_check_is_its_docstring() -> None:
    assert (no_squats.rule.asks, no_squats.rule.why) == ("No exercise is a squat.", "Only for these tests.")


def test_every_check_names_its_kinds_of_entry() -> None:
    for one in checks.CHECKS:
        assert one.kinds and set(one.kinds) <= set(KINDS), one


def test_every_rule_has_a_requirement_and_a_reason() -> None:
    for rule in RULES.values():
        assert rule.asks.endswith(".") and len(rule.asks) >= 20, rule
        assert rule.why.endswith(".") and len(rule.why) >= 20, rule
        assert rule.severity_class in SEVERITY_CLASSES, rule
        assert not rule.fix or rule.fix.endswith("."), rule


def test_no_two_rules_have_one_id() -> None:
    """The page of rules and the policy name a rule by its id alone."""
    from legwork.catalogue import registry

    ids = [rule.id for rule in registry._rules()]
    assert len(ids) == len(set(ids)) == len(RULES)
