"""A project of its own around the miniature catalogue: the code of the repository, and files that a test may change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import engine

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "mini"

_NAV = """
nav:
  - Home: index.md
  - Exercises: exercises/index.md
  - Muscles: muscles/index.md
  - Equipment: equipment/index.md
  - Movement patterns: patterns/index.md
  - Muscle by equipment: matrix/index.md
  - What hurts: care/index.md
  - guides/one-guide.md
  - Sources: sources/index.md
  - Data: api/index.md
"""


@dataclass(frozen=True)
class Project:
    """A folder with everything that a build reads."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "mkdocs.yml"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def file(self, path: str) -> Path:
        return self.folder / path

    def write(self, path: str, text: str) -> None:
        self.file(path).parent.mkdir(parents=True, exist_ok=True)
        self.file(path).write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Changes a file; what is to be changed must stand in it once."""
        text = self.file(path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path}: {old!r} stands there {text.count(old)} times"
        self.file(path).write_text(text.replace(old, new), encoding="utf-8")

    def build(self, **changes: str) -> subprocess.CompletedProcess[str]:
        """Runs scripts/build.py on this project."""
        return run_script("build.py", "--config", str(self.config), "--site", str(self.site), cwd=self.folder, **changes)

    def mkdocs(self, site: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Runs the plain command of the site generator on this project."""
        return run([sys.executable, "-m", engine.NAME, "build", "-q", "-d", str(site or self.site)], cwd=self.folder)


def make_project(folder: Path) -> Project:
    """The miniature with the repository's code, theme and settings; its own navigation, for its own guide."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=ignore)
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    shutil.copytree(MINI / "docs", folder / "docs", dirs_exist_ok=True)
    shutil.copytree(MINI / "catalogue", folder / "catalogue")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.partition("\nnav:\n")[0] + _NAV, encoding="utf-8")
    return Project(folder)


def run(command: list[str], cwd: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end, with changes to the environment; output is text."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **changes}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, encoding="utf-8")


def run_script(name: str, *arguments: str, cwd: Path = ROOT, **changes: str) -> subprocess.CompletedProcess[str]:
    """Runs one of the scripts, with Python's warnings as errors."""
    return run([sys.executable, "-W", "error", str(ROOT / "scripts" / name), *arguments], cwd, **changes)
