#!/usr/bin/env python3
"""Sets up `.venv` from the locks, and Chromium for the tests. Standard library only.

Every script calls `ensure()` first, so that a fresh machine needs Python and one command. Run as a
program it prepares everything the tests need. As root on Debian it installs the packages that are
missing; elsewhere it says which to install.

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
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
EXIT_SETUP = 3
EXIT_HUNG_UP = 141
"""What a shell reports of a program whose reader went away."""
SHM = Path("/dev/shm")  # noqa: S108 - a file system in memory, not a secret name
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def ensure(group: str = "run") -> None:
    """Returns inside `.venv` with the lock of `group` installed; installs and restarts the script if need be."""
    if sys.version_info < (3, 11):  # noqa: UP036 - a fresh machine may have an older one
        _fail(f"Legwork needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not any(_installed(lock) for lock in {group, "dev"}):
        _install(group)
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(_python(), [str(_python()), *sys.argv])  # noqa: S606 - our own interpreter, our own arguments
    sys.path.insert(0, str(ROOT / "hooks"))


def chromium() -> str | None:
    """The path of an installed Chromium, or None."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def ensure_chromium() -> str:
    """The path of Chromium, from Debian's package where none is installed."""
    if not chromium():
        _install_package("chromium", "The browser tests need Chromium.")
    return chromium() or _fail("Chromium was installed but cannot be found.")


def memory_folder(room: int) -> Path | None:
    """A folder in memory that anybody may write to, if it has more than `room` bytes left. Linux alone has one."""
    return SHM if os.access(SHM, os.W_OK) and shutil.disk_usage(SHM).free > room else None


def lock_hash(lock: Path) -> str:
    """Of a lock and this Python: what was installed from the same two need not be installed again."""
    digest = hashlib.sha256(sys.version.encode())
    digest.update(lock.read_bytes())
    return digest.hexdigest()


def finish(main: Callable[[], int]) -> NoReturn:
    """Ends the program with what `main` answers, quietly if whoever reads its output hangs up: `check.py | head`.

    It ends at once: to free what a large build has made, one object after the other, takes a tenth of its time.
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
    """Installs a package of Debian's, as root; elsewhere says what to install, and ends."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        _fail(f"{why} Install it (Debian and Ubuntu: apt-get install {package}) and run this again.")
    print(f"Installing {package} from Debian's packages ...", file=sys.stderr, flush=True)
    command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", package]
    try:
        subprocess.run(["apt-get", "update", "-q"], check=True, stdout=sys.stderr)
        subprocess.run(command, check=True, stdout=sys.stderr, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    except (OSError, subprocess.CalledProcessError) as error:
        _fail(f"{why} It could not be installed: {error}")


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
        if not _has_ensurepip():
            _install_package("python3-venv", "This Python lacks the part of venv that installs pip.")
    try:
        if fresh:
            _create()
        pip = [str(_python()), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "install", "--require-hashes", "--no-deps", "-r", str(lock)], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        if fresh:
            shutil.rmtree(VENV, ignore_errors=True)
        _fail(f"The environment could not be set up: {error}")
    _stamp(group).write_text(lock_hash(lock))


def _create() -> None:
    """Makes `.venv`. Debian's venv ends the program where it cannot install pip; here that is an error like others."""
    try:
        venv.create(VENV, with_pip=True)
    except SystemExit as error:
        raise OSError("pip is missing; install it (Debian and Ubuntu: apt-get install python3-venv)") from error


def _has_ensurepip() -> bool:
    """Whether venv can install pip: Debian packs that part on its own."""
    command = [sys.executable, "-c", "from ensurepip import version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _usable() -> bool:
    """Whether `.venv` is whole: of this Python, and with pip."""
    command = [str(_python()), "-c", "import sys, pip; print(sys.version)"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return found.stdout.strip() == sys.version


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    ensure_chromium()
    ensure("dev")
