"""The generators that are compared: whether they are here, which version, and how each builds its project."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import setup_env


@dataclass(frozen=True)
class Tool:
    """A way to build. Its project is the folder named after it; the site goes into that folder's `site`."""

    name: str
    version: Callable[[], str | None]
    """None: it is not installed."""
    command: Callable[[Path, bool], list[str]]
    """Returns the command that builds a project, run inside it; with False, without a search index."""
    missing: str = ""
    """The way to install it."""
    install: Callable[[], None] = lambda: None
    """Gets what can be had without asking, if it is not there yet."""
    slow: bool = False
    """Minutes at ten thousand pages: built once where others are built several times."""


def _mkdocs(project: Path, index: bool) -> list[str]:
    script = setup_env.ROOT / "scripts/build.py"
    config = "mkdocs.yml" if index else "no-index.yml"
    return [sys.executable, str(script), "--config", config, "--site", str(project / "site")]


def _packages(*names: str) -> Callable[[], str | None]:
    def version() -> str | None:
        try:
            return ", ".join(f"{name} {metadata.version(name)}" for name in names)
        except metadata.PackageNotFoundError:
            return None

    return version


def _hugo_version() -> str | None:
    if not shutil.which("hugo"):
        return None
    said = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v([\w.+]+)", said)
    return f"hugo {found[1]}" if found else said.strip()


def _hugo(project: Path, index: bool) -> list[str]:
    config = "hugo.toml" if index else "no-index.toml"
    return ["hugo", "--config", config, "--destination", str(project / "site"), "--panicOnWarning"]


_ZENSICAL = setup_env.ROOT / ".cache" / "bench-zensical"
_ZENSICAL_LOCK = setup_env.ROOT / "requirements-bench.lock"
_ZENSICAL_BIN = _ZENSICAL / ("Scripts" if os.name == "nt" else "bin")
_ZENSICAL_STAMP = _ZENSICAL / ".lock-hash"
"""Tells what is installed there."""


def _zensical_version() -> str | None:
    if not _ZENSICAL_STAMP.is_file() or _ZENSICAL_STAMP.read_text() != setup_env.lock_hash(_ZENSICAL_LOCK):
        return None
    found = re.search(r"^zensical==(\S+)", _ZENSICAL_LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return f"zensical {found[1]}" if found else None


def _install_zensical() -> None:
    """Installs what the lock pins into an environment of its own; without a network nothing is there afterwards."""
    if _zensical_version():
        return
    venv.create(_ZENSICAL, clear=True, with_pip=False)
    with contextlib.suppress(subprocess.CalledProcessError):
        setup_env.install_lock(_ZENSICAL_LOCK, _ZENSICAL_BIN / "python")
        _ZENSICAL_STAMP.write_text(setup_env.lock_hash(_ZENSICAL_LOCK))


def _zensical(project: Path, index: bool) -> list[str]:
    config = "mkdocs.yml" if index else "no-index.yml"
    return [str(_ZENSICAL_BIN / "zensical"), "build", "--strict", "--config-file", config]


_ELEVENTY = Path(__file__).parent / "eleventy"
_MODULES = setup_env.ROOT / ".cache" / "bench-eleventy" / "node_modules"


def _eleventy_version() -> str | None:
    package = _MODULES / "@11ty/eleventy/package.json"
    if not shutil.which("node") or not package.is_file():
        return None
    return f"eleventy {json.loads(package.read_text(encoding='utf-8'))['version']}"


def _install_eleventy() -> None:
    """Installs what the lock pins with npm, outside what is committed; without npm or a network nothing happens."""
    wanted = json.loads((_ELEVENTY / "package.json").read_text(encoding="utf-8"))["dependencies"]["@11ty/eleventy"]
    if not shutil.which("npm") or _eleventy_version() == f"eleventy {wanted}":
        return
    _MODULES.parent.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(_ELEVENTY / name, _MODULES.parent / name)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    subprocess.run(command, cwd=_MODULES.parent, stdout=sys.stderr, check=False)


def _eleventy(project: Path, index: bool) -> list[str]:
    script = str(_MODULES / "@11ty/eleventy/cmd.cjs")
    pages_alone = [] if index else ["--formats=md"]
    return ["env", f"ELEVENTY_MODULES={_MODULES}", "node", script, "--quiet", *pages_alone]


_MKDOCS_VERSION = _packages("mkdocs", "mkdocs-material")
TOOLS = {
    tool.name: tool
    for tool in (
        Tool("ours", _MKDOCS_VERSION, _mkdocs),
        Tool("plain", _MKDOCS_VERSION, _mkdocs, slow=True),
        Tool("zensical", _zensical_version, _zensical, missing="a network, once", install=_install_zensical, slow=True),
        Tool("hugo", _hugo_version, _hugo, missing="Debian and Ubuntu: apt-get install hugo"),
        Tool("eleventy", _eleventy_version, _eleventy, missing="npm and a network, once", install=_install_eleventy),
    )
}
"""By name, ours first."""
