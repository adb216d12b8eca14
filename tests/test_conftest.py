"""With CI set a skipped test fails the run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from project import run

TESTS = Path(__file__).resolve().parent
PATHS = ":".join(str(folder) for folder in (TESTS, TESTS.parent / "hooks", TESTS.parent / "scripts"))
CASES = {
    "passed": "def test_one(): pass",
    "skipped": "import pytest\ndef test_one(): pass\n@pytest.mark.skip\ndef test_two(): pass",
    "module": "import pytest\npytest.skip('not here', allow_module_level=True)",
    "failed": "import pytest\ndef test_one(): assert 0\n@pytest.mark.skip\ndef test_two(): pass",
}


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
@pytest.mark.slow
def test_skipping(case: str, ci: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "test_case.py").write_text(CASES[case], encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "-p", "no:cacheprovider", str(tmp_path)]
    done = run(command, tmp_path, CI=ci, PYTHONPATH=PATHS)
    assert done.returncode == code, done.stdout + done.stderr
    assert ("skipped; with CI set" in done.stdout) == (ci == "true" and case != "passed")
