"""A catalogue's `policy.yml`: profiles, severities, the baseline, and a build that goes on with warnings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import check
from legwork.catalogue import content
from legwork.catalogue.policy import PROFILES, Policy, Settings
from legwork.catalogue.registry import RULES
from legwork.text.rules import SEVERITY_CLASSES
from overlays import copy_of_mini
from project import make_project

ARGUMENTS = ["--catalogue", "catalogue", "--docs", "docs"]
ONE_LEG = ("name: Wall sit", "name: One-leg wall sit")
"""A mistake of sense: the exercise is bilateral."""
NO_CLAIM_SOURCE = ("{claim: They usually need no kit., sources: [convention]}", "{claim: They usually need no kit.}")
"""A mistake of house."""
NO_PATTERN = ("pattern: squat", "pattern: sqat")
"""A mistake of format."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature with one mistake of each kind, with the shell standing in it."""
    monkeypatch.chdir(copy_of_mini(tmp_path))
    _replace(tmp_path / "catalogue/exercises/wall-sit.yml", *ONE_LEG)
    _replace(tmp_path / "catalogue/exercises/squat.yml", *NO_CLAIM_SOURCE)
    _replace(tmp_path / "catalogue/exercises/single-leg-squat.yml", *NO_PATTERN)
    return tmp_path


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _policy(folder: Path, text: str) -> None:
    (folder / "catalogue/policy.yml").write_text(text, encoding="utf-8")


def _told(folder: Path) -> dict[str, str]:
    """By rule, how severe its problem is."""
    found = content.read(folder / "catalogue", folder / "docs", root=folder).problems
    return {problem.rule.id: problem.severity for problem in found}


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("profile: legwork", {"laterality": "error", "claim-source": "error", "reference-pattern": "error"}),
        ("profile: open", {"laterality": "warning", "reference-pattern": "error"}),
        (
            "profile: open\nchecks: {laterality: off, claim-source: note}",
            {"claim-source": "note", "reference-pattern": "error"},
        ),
        ("checks: {laterality: false}", {"claim-source": "error", "reference-pattern": "error"}),
    ],
)
def test_a_profile_sets_severities_that_the_policy_may_change(policy: str, told: dict[str, str], folder: Path) -> None:
    _policy(folder, policy)
    assert _told(folder) == told


def test_without_a_policy_every_rule_but_the_optional_is_an_error() -> None:
    for rule in RULES.values():
        assert Policy().setting(rule) == ("off" if rule.severity_class == "optional" else "error")
    assert all(set(classes) == set(SEVERITY_CLASSES) for classes in PROFILES.values())


def test_no_policy_changes_the_fixed_severities() -> None:
    settings = Settings(profile="open", checks={"caution-once": "off"})
    assert Policy(settings).setting(RULES["caution-once"]) == "error"


def test_warnings_are_answered_with_nothing_wrong_unless_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _replace(folder / "catalogue/exercises/single-leg-squat.yml", *NO_PATTERN[::-1])
    _policy(folder, "profile: open")
    assert check.main(ARGUMENTS) == 0
    out, err = capsys.readouterr()
    assert "warning laterality: " in out and err.startswith("1 warning\n")
    assert check.main([*ARGUMENTS, "--fail-on", "warning"]) == 1


def test_many_warnings_of_one_rule_are_cut_and_errors_are_not(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "catalogue/sources.yml"
    more = "".join(f"source-{i}:\n  type: document\n  title: One\n  strength: article\n" for i in range(25))
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    _policy(folder, "checks: {source-cited: warning}")
    assert check.main(ARGUMENTS) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum("warning source-cited" in line for line in lines) == 20
    assert lines[-1] == "and 5 more of source-cited: --all"
    check.main([*ARGUMENTS, "--all"])
    assert sum("warning source-cited" in line for line in capsys.readouterr().out.splitlines()) == 25
    _policy(folder, "profile: legwork")
    check.main(ARGUMENTS)
    assert sum("error source-cited" in line for line in capsys.readouterr().out.splitlines()) == 25


def test_a_baseline_tolerates_known_problems_and_only_shrinks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _policy(folder, "baseline: baseline.yml")
    assert check.main([*ARGUMENTS, "--baseline"]) == 0
    noted = (folder / "catalogue/baseline.yml").read_text(encoding="utf-8").splitlines()
    assert noted[1:] == ["exercises/squat.yml:", "  claim-source: 1", "exercises/wall-sit.yml:", "  laterality: 1"]
    assert _told(folder) == {"reference-pattern": "error"}
    _replace(folder / "catalogue/exercises/wall-sit.yml", *ONE_LEG[::-1])
    assert _told(folder) == {"reference-pattern": "error", "baseline": "error"}
    assert check.main([*ARGUMENTS, "--baseline"]) == 0
    assert _told(folder) == {"reference-pattern": "error"}
    _replace(folder / "catalogue/exercises/wall-sit.yml", *ONE_LEG)
    assert check.main([*ARGUMENTS, "--baseline"]) == 0
    assert _told(folder) == {"reference-pattern": "error", "laterality": "error"}


def test_one_file_or_one_rule_can_be_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def rules(*arguments: str) -> list[str]:
        check.main([*ARGUMENTS, "--format", "json", *arguments])
        return [problem["rule"] for problem in json.loads(capsys.readouterr().out)]

    assert rules() == ["reference-pattern", "claim-source", "laterality"]
    assert rules("catalogue/exercises/squat.yml") == ["claim-source"]
    assert rules("catalogue/exercises") == ["reference-pattern", "claim-source", "laterality"]
    assert rules("--rule", "laterality", "--rule", "claim-source") == ["claim-source", "laterality"]
    assert rules("docs") == []


def test_a_problem_as_data_leads_to_its_rule(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check.main([*ARGUMENTS, "--format", "json", "--rule", "laterality"])
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem == {
        "rule": "laterality",
        "file": "catalogue/exercises/wall-sit.yml",
        "line": 8,
        "column": 13,
        "severity": "error",
        "path": "laterality",
        "message": "'One-leg wall sit' cannot be bilateral",
        "hint": "unilateral, or alternating if sides swap each rep",
        "about": "checks/#laterality",
    }


def test_a_job_summary_lists_the_gravest_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    _policy(folder, "checks: {claim-source: warning, laterality: note}")
    check.main([*ARGUMENTS, "--github"])
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["::error", "::warning", "::notice"]
    rows = (folder / "summary.md").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "1 error, 1 warning, 1 note"
    assert [row.split(" | ")[1] for row in rows[4:]] == ["error", "warning", "note"]


@pytest.mark.slow
def test_a_build_continues_with_warnings_and_counts_them(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.replace("catalogue/exercises/wall-sit.yml", *ONE_LEG)
    project.write("catalogue/policy.yml", "profile: open\n")
    done = project.build()
    assert done.returncode == 0, done.stderr
    assert "1 warning in the content; the build goes on." in done.stderr
    assert "warning laterality: " in done.stderr
    assert (project.site / "exercises/wall-sit/index.html").is_file()
