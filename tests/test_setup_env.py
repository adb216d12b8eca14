"""Setting up on a fresh machine: what is missing is installed or named, and nothing half-made stays behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import setup_env
from overlays import copy_of_mini, lay_over

ROOT = Path(__file__).resolve().parent.parent


class Machine:
    """A machine that a test describes: what is installed on it, what fails, and what was run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.venv = folder / ".venv"
        self.ensurepip = True
        self.usable = False
        self.failing = ""
        self.run: list[str] = []
        lock = folder / "requirements.lock"
        lock.write_text("", encoding="utf-8")
        monkeypatch.setattr(setup_env, "VENV", self.venv)
        monkeypatch.setattr(setup_env, "LOCKS", {"run": lock, "dev": lock})
        monkeypatch.setattr(setup_env, "_has_ensurepip", lambda: self.ensurepip)
        monkeypatch.setattr(setup_env, "_usable", lambda: self.usable)
        monkeypatch.setattr("venv.create", self._create)
        monkeypatch.setattr("subprocess.run", self._run)
        self.become(root=False, monkeypatch=monkeypatch)

    def become(self, *, root: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        """Debian, as root or not."""
        monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
        monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)

    def _create(self, folder: Path, with_pip: bool) -> None:
        folder.mkdir()
        if self.failing == "venv":
            sys.exit(1)  # So does Debian's, after a line on ensurepip.

    def _run(self, command: list[str], **options: Any) -> None:
        self.run.append(" ".join(command))
        if self.failing and self.failing in command:
            raise subprocess.CalledProcessError(1, command)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def _fails(capsys: pytest.CaptureFixture[str]) -> str:
    """What is said when setting up fails, with exit code 3."""
    with pytest.raises(SystemExit) as stopped:
        setup_env._install("run")
    assert stopped.value.code == 3
    return capsys.readouterr().err


def test_a_fresh_machine(machine: Machine) -> None:
    setup_env._install("run")
    assert machine.venv.is_dir()
    assert [command.split()[1:3] for command in machine.run] == [["-m", "pip"]]
    assert setup_env._stamp("run").is_file()


def test_without_the_package_it_is_named(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.ensurepip = False
    machine.venv.mkdir()  # Half-made, by an earlier version of the script.
    assert "apt-get install python3-venv" in _fails(capsys)
    assert not machine.venv.exists()
    assert machine.run == []


def test_as_root_the_package_is_installed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.ensurepip = False
    machine.become(root=True, monkeypatch=monkeypatch)
    setup_env._install("run")
    assert machine.run[:2] == ["apt-get update -q", "apt-get install -q -y --no-install-recommends python3-venv"]
    assert setup_env._stamp("run").is_file()


def test_chromium_is_installed_the_same_way(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.become(root=True, monkeypatch=monkeypatch)
    found = iter([None, "/usr/bin/chromium"])
    monkeypatch.setattr(setup_env, "chromium", lambda: next(found))
    assert setup_env.ensure_chromium() == "/usr/bin/chromium"
    assert machine.run[1].endswith(" chromium")


@pytest.mark.parametrize("failing", ["venv", "pip"])
def test_nothing_half_made_stays(machine: Machine, failing: str, capsys: pytest.CaptureFixture[str]) -> None:
    machine.failing = failing
    message = _fails(capsys)
    assert not machine.venv.exists()
    assert ("apt-get install python3-venv" in message) == (failing == "venv")


def test_what_was_there_before_stays(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a network an update fails; the environment may be in use by a preview."""
    machine.usable, machine.failing = True, "pip"
    machine.venv.mkdir()
    _fails(capsys)
    assert machine.venv.is_dir()
    assert not setup_env._stamp("run").exists()


def test_this_environment_is_whole() -> None:
    assert setup_env._usable()
    assert setup_env._has_ensurepip()


@pytest.mark.parametrize("python", [None, "", "#!/bin/false\n"])
def test_a_half_made_environment_is_not(python: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_env, "VENV", tmp_path)
    if python is not None:
        setup_env._python().parent.mkdir()
        setup_env._python().write_text(python, encoding="utf-8")
        setup_env._python().chmod(0o755)
    assert not setup_env._usable()


def test_a_reader_that_hangs_up_is_no_error(tmp_path: Path) -> None:
    """`check.py | head` ends without a traceback."""
    lay_over(Path(__file__).parent / "broken" / "kitchen-sink", copy_of_mini(tmp_path))
    script = [sys.executable, str(ROOT / "scripts" / "check.py"), "--catalogue", "catalogue", "--docs", "docs"]
    with subprocess.Popen(script, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout and running.stderr
        running.stdout.close()
        said = running.stderr.read()
    assert "Traceback" not in said and "Exception" not in said
    assert running.returncode == setup_env.EXIT_HUNG_UP
