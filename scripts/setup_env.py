#!/usr/bin/env python3
"""Sets up `.venv` from the locks, and Chromium for the tests. Standard library only.

Every script calls `ensure()` first, so that a fresh machine needs Python and one command. Run as a
program it prepares everything the tests need.

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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
EXIT_SETUP = 3
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
    if found := chromium():
        return found
    if not shutil.which("apt-get") or os.geteuid() != 0:
        _fail("The browser tests need Chromium. Install it (Debian: apt-get install chromium) and run this again.")
    print("Installing Chromium from Debian's package ...", file=sys.stderr, flush=True)
    try:
        subprocess.run(["apt-get", "update", "-q"], check=True, stdout=sys.stderr)
        command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]
        subprocess.run(command, check=True, stdout=sys.stderr, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    except (OSError, subprocess.CalledProcessError) as error:
        _fail(f"Chromium could not be installed: {error}")
    return chromium() or _fail("Chromium was installed but cannot be found.")


def _fail(message: str) -> str:
    print(message, file=sys.stderr)
    sys.exit(EXIT_SETUP)


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _stamp(group: str) -> Path:
    return VENV / f".{group}.lock-hash"


def _hash(group: str) -> str:
    digest = hashlib.sha256(sys.version.encode())
    digest.update(LOCKS[group].read_bytes())
    return digest.hexdigest()


def _installed(group: str) -> bool:
    stamp = _stamp(group)
    return _python().is_file() and stamp.is_file() and stamp.read_text() == _hash(group)


def _install(group: str) -> None:
    lock = LOCKS[group]
    print(f"Setting up {VENV.name} from {lock.name} (once, about a minute) ...", file=sys.stderr, flush=True)
    try:
        if not _python().is_file() or not _same_python():
            shutil.rmtree(VENV, ignore_errors=True)
            venv.create(VENV, with_pip=True)
        pip = [str(_python()), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "install", "--require-hashes", "--no-deps", "-r", str(lock)], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        _fail(f"The environment could not be set up: {error}\nDelete {VENV} and try again.")
    _stamp(group).write_text(_hash(group))


def _same_python() -> bool:
    command = [str(_python()), "-c", "import sys; print(sys.version)"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout.strip() == sys.version


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    ensure_chromium()
    ensure("dev")
