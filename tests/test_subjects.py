"""Subjects of commits, as `.ci/subjects` looks at them before a pull request is merged."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

LONGEST = "Räumt auf: " + "x" * 61
"""72 characters, and more bytes."""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not shutil.which("git"), reason="needs Git")]


def git(folder: Path, *arguments: str) -> None:
    """Run Git in a folder, as somebody of no name."""
    somebody = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *somebody, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository whose branch `main` has one commit, with a long subject of the past."""
    git(tmp_path, "init", "here")
    commit(tmp_path / "here", "x" * 100)
    git(tmp_path / "here", "switch", "-c", "change")
    return tmp_path / "here"


def commit(folder: Path, subject: str) -> None:
    """Commit nothing."""
    git(folder, "commit", "--allow-empty", "-m", f"{subject}\n\n{'y' * 100}")


@pytest.fixture
def look(root: Path) -> Callable[[Path], subprocess.CompletedProcess[str]]:
    """A function that runs the script in a folder, for what is not in `main`."""
    script = root / ".ci" / "subjects"
    return lambda folder: subprocess.run([script, "main"], cwd=folder, capture_output=True, text=True, encoding="utf-8")


def test_short_subjects_pass(clone: Path, look: Callable[[Path], subprocess.CompletedProcess[str]]) -> None:
    assert look(clone).returncode == 0
    commit(clone, LONGEST)
    done = look(clone)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_long_subject_is_named(clone: Path, look: Callable[[Path], subprocess.CompletedProcess[str]]) -> None:
    commit(clone, f"{LONGEST}!")
    commit(clone, "Short")
    done = look(clone)
    assert done.returncode == 1
    assert done.stdout.split(" ", 1)[1] == f"{LONGEST}!\n"


def test_a_clone_without_its_past_is_refused(
    clone: Path, tmp_path: Path, look: Callable[[Path], subprocess.CompletedProcess[str]]
) -> None:
    commit(clone, "Short")
    git(tmp_path, "clone", "--depth", "1", clone.as_uri(), "shallow")
    done = look(tmp_path / "shallow")
    assert (done.returncode, done.stdout) == (2, "")
    assert "shallow" in done.stderr
