"""The generators that are compared: whether they are here, which version, and how each builds its project."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
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
    command: Callable[[Path], list[str]]
    """What builds a project, run inside it."""
    missing: str = ""
    """How to have it."""
    install: Callable[[], None] = lambda: None
    """Gets what can be had without asking, if it is not there yet."""
    slow: bool = False
    """Minutes at ten thousand pages: built once where others are built several times."""


def _mkdocs(project: Path) -> list[str]:
    script = setup_env.ROOT / "scripts/build.py"
    return [sys.executable, str(script), "--config", "mkdocs.yml", "--site", str(project / "site")]


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


def _hugo(project: Path) -> list[str]:
    return ["hugo", "--config", "hugo.toml", "--destination", str(project / "site"), "--panicOnWarning"]


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


def _eleventy(project: Path) -> list[str]:
    script = str(_MODULES / "@11ty/eleventy/cmd.cjs")
    return ["env", f"ELEVENTY_MODULES={_MODULES}", "node", script, "--quiet"]


_MKDOCS_VERSION = _packages("mkdocs", "mkdocs-material")
TOOLS = {
    tool.name: tool
    for tool in (
        Tool("ours", _MKDOCS_VERSION, _mkdocs),
        Tool("plain", _MKDOCS_VERSION, _mkdocs, slow=True),
        Tool("hugo", _hugo_version, _hugo, missing="Debian and Ubuntu: apt-get install hugo"),
        Tool("eleventy", _eleventy_version, _eleventy, missing="npm and a network, once", install=_install_eleventy),
    )
}
"""By name, ours first."""
