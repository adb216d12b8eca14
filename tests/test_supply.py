"""What we build with: every package and action is pinned, its license is known and fits ours, and a build needs no secret."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-dev.lock", ROOT / "requirements-bench.lock")
NPM = "scripts/javascript"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LICENSES: dict[str, str] = {
    package: license_ for license_, packages in SETTINGS["tool"]["legwork"]["licenses"].items() for package in packages
}

PERMISSIVE = {
    "0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "PSF-2.0", "Zlib",
}  # fmt: skip
BY_FILE = {"MPL-2.0"}
"""Bind changes to the files that they stand over. We change none."""
PROGRAMS = {"codespell": "GPL-2.0-only"}
"""Packages with a license that would not fit ours, run as programs beside our code."""
_CLASSIFIERS = {
    "MIT License": {"MIT"},
    "BSD License": {"BSD-2-Clause", "BSD-3-Clause"},
    "Apache Software License": {"Apache-2.0"},
    "Mozilla Public License 2.0 (MPL 2.0)": {"MPL-2.0"},
}


def _pinned(lock: Path) -> dict[str, tuple[str, ...]]:
    """The versions of each package; more than one where they depend on the Python."""
    found: dict[str, tuple[str, ...]] = {}
    for package, version in re.findall(r"^([A-Za-z0-9_.-]+)==(.+?) \\$", lock.read_text(encoding="utf-8"), re.MULTILINE):
        found[package] = (*found.get(package, ()), version)
    return found


def test_every_locked_package_has_hashes_and_one_version() -> None:
    for lock in LOCKS:
        entries = re.split(r"\n(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8").strip())
        assert len(entries) > 9
        assert [
            entry.splitlines()[0]
            for entry in entries
            if not re.match(r"[\w.-]+==[\w.]+ ", entry) or "--hash=sha256:" not in entry
        ] == []
        assert not re.search(r"https?://|git\+|--index", lock.read_text(encoding="utf-8"))


def test_the_license_of_every_locked_package_is_listed() -> None:
    assert sorted(LICENSES) == sorted({package for lock in LOCKS for package in _pinned(lock)})


def test_licenses_fit() -> None:
    linked = {package: license_ for package, license_ in LICENSES.items() if package not in PROGRAMS}
    used = {part for license_ in linked.values() for part in re.split(r" (?:AND|OR) ", license_)}
    assert used <= PERMISSIVE | BY_FILE


def test_programs_with_a_license_of_their_own_are_run_and_never_imported() -> None:
    for package, license_ in PROGRAMS.items():
        assert LICENSES[package] == license_
        for path in (path for folder in ("hooks", "scripts", "tests") for path in (ROOT / folder).rglob("*.py")):
            assert not re.search(rf"^\s*(import|from) {package}", path.read_text(encoding="utf-8"), re.MULTILINE), path


@pytest.mark.parametrize("package", sorted(LICENSES))
def test_a_package_says_of_its_license_what_we_say(package: str) -> None:
    """As far as it says anything: newer ones in a word for machines, older ones in a classifier or in prose."""
    try:
        said: Any = metadata(package)
    except PackageNotFoundError:
        return  # locked for another system or Python
    ours = set(re.split(r" (?:AND|OR) ", LICENSES[package]))
    if expression := said.get("License-Expression"):
        assert set(re.split(r" (?:AND|OR) ", expression)) == ours
    for classifier in said.get_all("Classifier") or ():
        if name := re.fullmatch(r"License :: OSI Approved :: (.+)", classifier):
            assert ours & _CLASSIFIERS[name[1]], name[1]


def test_direct_dependencies_name_their_license() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    groups = SETTINGS["dependency-groups"].values()
    wanted = [*SETTINGS["project"]["dependencies"], *(requirement for group in groups for requirement in group)]
    for requirement in wanted:
        line = next(line for line in text.splitlines() if line.strip().startswith(f'"{requirement}"'))
        package = re.split(r"[^\w-]", requirement)[0]
        said = re.search(r"\(([\w.-]+)\)$", line)
        assert said and said[1] in LICENSES[package], line


def test_packages_of_the_benchmark_are_in_no_environment() -> None:
    """Nobody who builds or tests the site installs it; what it shares with a build is the same version."""
    _, all_of_ours, to_measure = map(_pinned, LOCKS)
    wanted = {re.split(r"[^\w-]", requirement)[0] for requirement in SETTINGS["dependency-groups"]["bench"]}
    assert wanted and wanted <= to_measure.keys() - all_of_ours.keys()
    shared = to_measure.keys() & all_of_ours.keys()
    assert {package: to_measure[package] for package in shared} == {package: all_of_ours[package] for package in shared}


def test_what_checks_javascript_is_pinned_and_its_licenses_fit() -> None:
    """A lock of npm says of each package its hash and its license, and names no registry."""
    folder = ROOT / NPM
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert wanted and [version for version in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert packages.pop("")["dependencies"] == wanted
    assert [name for name, package in packages.items() if "sha512-" not in package["integrity"] or "resolved" in package] == []
    licenses = SETTINGS["tool"]["legwork"]["npm-licenses"]
    assert sorted({package["license"] for package in packages.values()}) == licenses
    assert set(licenses) <= PERMISSIVE


def test_every_lock_is_looked_through_for_known_holes() -> None:
    """By a check that every change of a lock starts."""
    audit = yaml.safe_load((ROOT / ".github/workflows/audit.yml").read_text(encoding="utf-8"))
    started_by = audit[True]["pull_request"]["paths"]  # YAML 1.1 reads `on` as a truth
    assert {lock.name for lock in LOCKS} | {f"{NPM}/package-lock.json"} <= set(started_by)
    assert [step["run"] for step in audit["jobs"]["audit"]["steps"] if step.get("working-directory") == NPM] == [
        "npm audit --package-lock-only"
    ]
    commands = " ".join(step.get("run", "") for step in audit["jobs"]["audit"]["steps"])
    read = [ROOT / name for name in re.findall(r"--requirement (\S+)", commands)]
    assert {package for lock in LOCKS for package in _pinned(lock).items()} <= {
        package for lock in read for package in _pinned(lock).items()
    }


def test_every_lock_of_npm_is_kept_up_to_date() -> None:
    """Dependabot looks for newer versions in each folder that has one."""
    bot = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    watched = {folder for update in bot["updates"] if update["package-ecosystem"] == "npm" for folder in update["directories"]}
    locks = {f"/{path.parent.relative_to(ROOT).as_posix()}" for path in (ROOT / "scripts").rglob("package-lock.json")}
    assert locks and {folder for folder in locks if "node_modules" not in folder} <= watched


def test_every_lock_of_python_is_written_by_one_command() -> None:
    """And a workflow runs it each month, so that newer versions do not wait until somebody thinks of them."""
    written = re.findall(r"--output-file (\S+)", (ROOT / ".ci/lock").read_text(encoding="utf-8"))
    assert sorted(written) == sorted(lock.name for lock in LOCKS)
    month = yaml.safe_load((ROOT / ".github/workflows/packages.yml").read_text(encoding="utf-8"))
    steps = [step.get("run", "") for step in month["jobs"]["packages"]["steps"]]
    assert month[True]["schedule"]
    assert steps.index(".ci/lock --upgrade") < steps.index(".ci/run") < len(steps) - 1
    assert steps[-1].startswith("git diff --exit-code")


def test_every_bundled_file_has_its_license_beside_it() -> None:
    assert (ROOT / "hooks/theme/assets/fonts/OFL.txt").is_file()


# --- Workflows


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    """A tag can be moved to other code by whoever holds the action's repository; a commit cannot."""
    used = re.findall(r"uses: *(\S+)(.*)", path.read_text(encoding="utf-8"))
    assert used
    assert [
        action
        for action, note in used
        if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action) or not re.match(r" # v\d", note)
    ] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_do_the_least(path: Path) -> None:
    """Only the job that publishes may write, it runs no code of ours, and nothing of a pull request reaches a secret."""
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert "secrets." not in text and "pull_request_target" not in text and "workflow_run" not in text
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 30
        writes = [right for right, level in job.get("permissions", {}).items() if level == "write"]
        steps = job["steps"]
        if writes:
            assert (name, sorted(writes)) == ("deploy", ["id-token", "pages"])
            assert [step for step in steps if "run" in step or "checkout" in step.get("uses", "")] == []
        for step in steps:
            assert "github.event." not in str(step.get("run", "")) and "${{" not in str(step.get("run", "")), (
                "text of strangers in a shell"
            )
            if "actions/checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
