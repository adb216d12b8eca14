"""With CI set a skipped test fails the run, side by side or not; and no test does more than its tier may."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from project import run

pytestmark = pytest.mark.slow

TESTS = Path(__file__).resolve().parent
PATHS = ":".join(str(folder) for folder in (TESTS, TESTS.parent / "hooks", TESTS.parent / "scripts"))
CASES = {
    "passed": "import pytest\ndef test_one(): pass",
    "skipped": "import pytest\ndef test_one(): pass\n@pytest.mark.skip\ndef test_two(): pass",
    "module": "import pytest\npytest.skip('not here', allow_module_level=True)",
    "failed": "import pytest\ndef test_one(): assert 0\n@pytest.mark.skip\ndef test_two(): pass",
}


def _run(folder: Path, test: str, *arguments: str, ci: str = "") -> subprocess.CompletedProcess[str]:
    """Runs pytest on one file with our conftest."""
    (folder / "test_case.py").write_text(test, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n  slow\n  browser\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "-p", "no:cacheprovider", *arguments, str(folder)]
    return run(command, folder, CI=ci, PYTHONPATH=PATHS)


@pytest.mark.parametrize(
    ("case", "ci", "code"),
    [
        ("passed", "true", 0),
        ("skipped", "", 0),
        ("skipped", "true", 1),
        ("module", "true", 5),  # No test ran: that is an error by itself.
        ("failed", "true", 1),
    ],
)
def test_skipping(case: str, ci: str, code: int, tmp_path: Path) -> None:
    done = _run(tmp_path, CASES[case], ci=ci)
    assert done.returncode == code, done.stdout + done.stderr
    assert ("skipped; with CI set" in done.stdout) == (ci == "true" and case != "passed")


def test_skipping_side_by_side(tmp_path: Path) -> None:
    done = _run(tmp_path, CASES["skipped"], "-n", "2", ci="true")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 skipped; with CI set" in done.stdout


PROGRAM = "import pytest, subprocess, sys\n{mark}def test_one(): subprocess.run([sys.executable, '-V'], check=True)\n"
BROWSER = "import pytest\n{mark}def test_one(browser): pass\n"
SITE = "import pytest\n{mark}def test_one(built): pass\n"


def test_a_fast_test_starts_no_program(tmp_path: Path) -> None:
    done = _run(tmp_path, PROGRAM.format(mark=""))
    assert done.returncode == 1 and "a fast test starts" in done.stdout
    assert _run(tmp_path, PROGRAM.format(mark="@pytest.mark.slow\n")).returncode == 0


@pytest.mark.parametrize(("test", "asked"), [(BROWSER, "browser"), (SITE, "site_folder")])
def test_a_fast_test_asks_for_no_browser_and_no_published_site(test: str, asked: str, tmp_path: Path) -> None:
    done = _run(tmp_path, test.format(mark=""))
    assert done.returncode == 4 and f"test_one asks for {asked}; mark it" in done.stderr
    assert _run(tmp_path, test.format(mark="@pytest.mark.slow\n"), "--collect-only").returncode == 0


def test_no_test_is_in_two_tiers(tmp_path: Path) -> None:
    done = _run(tmp_path, BROWSER.format(mark="@pytest.mark.slow\n@pytest.mark.browser\n"))
    assert done.returncode == 4 and "is marked both slow and browser" in done.stderr
