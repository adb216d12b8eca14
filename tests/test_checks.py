"""The machinery around the checks: exceptions, scopes and rules. What each check finds is in `broken/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from legwork.catalogue import checks
from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.checks import Check, Finding
from legwork.catalogue.loader import read_folder
from overlays import copy_of_mini


def _no_squats(exercise: Any, world: checks.World) -> Iterator[Finding]:
    """No exercise is a squat.

    Only for these tests.
    """
    if exercise.pattern == "squat":
        yield ("pattern",), "is a squat", "hop"


def _run(folder: Path, monkeypatch: pytest.MonkeyPatch, **options: Any) -> list[str]:
    monkeypatch.setattr(checks, "CHECKS", [Check("no-squats", ("exercise",), ("pattern",), _no_squats, **options)])
    return sorted(map(str, checks.run(read_folder(folder / "catalogue", folder))))


def test_a_finding_is_placed_in_its_file(mini_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(mini_dir, monkeypatch) == [
        "catalogue/exercises/single-leg-squat.yml:4:10: pattern: is a squat (hop)",
        "catalogue/exercises/squat.yml:5:10: pattern: is a squat (hop)",
        "catalogue/exercises/wall-sit.yml:5:10: pattern: is a squat (hop)",
    ]


def test_an_exception_silences_one_entry(mini_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _run(mini_dir, monkeypatch, exceptions={"squat": "it is one", "wall-sit": "it stands still"})
    assert found == ["catalogue/exercises/single-leg-squat.yml:4:10: pattern: is a squat (hop)"]


def test_an_exception_that_is_not_needed_is_a_problem(mini_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reasons = dict.fromkeys(("squat", "single-leg-squat", "wall-sit", "skip"), "it is one")
    assert _run(mini_dir, monkeypatch, exceptions=reasons) == [
        "catalogue/exercises/skip.yml:2:1: an exception for this entry is no longer needed: it is one "
        "(remove 'skip' from the exceptions of check 'no-squats')"
    ]


def test_a_check_is_passed_over_where_its_field_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_of_mini(tmp_path)
    file = folder / "catalogue/exercises/squat.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("pattern: squat", "pattern: [squat]"), encoding="utf-8")
    assert not any("/squat.yml" in line for line in _run(folder, monkeypatch))


def test_a_name_that_many_bear_is_told_at_each_with_some_of_the_others(tmp_path: Path) -> None:
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


def test_every_check_states_its_rule_and_scope() -> None:
    for check in checks.CHECKS:
        assert check.rule.endswith(".") and len(check.rule) > 20, check
        assert check.kinds and set(check.kinds) <= set(KINDS), check


def test_every_exception_has_a_reason() -> None:
    assert all(reason for check in checks.CHECKS for reason in check.exceptions.values())
