"""One module names the site generator, its successor builds the same site, and the theme can be taken into the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import material
import pytest

import engine
from built import tree
from project import ROOT, Project, make_project, run, run_script

pytestmark = pytest.mark.slow

SUCCESSOR = "properdocs"
MATERIAL = Path(material.__file__).parent / "templates"
BUILD = """
import sys, warnings
from pathlib import Path
import engine, site_build
assert site_build.build_into(Path(sys.argv[1]), Path(sys.argv[2]))
files = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
print(engine.NAME, *(file for file in files if "/mkdocs/" in file.replace("\\\\", "/")))
"""
"""A build that tells by which engine, and what of MkDocs was loaded for it."""
_IMPORT = re.compile(r"^\s*(?:from|import) (?:mkdocs|properdocs)\b", re.MULTILINE)
_GENERATOR = re.compile(rb'<meta name="generator" content="mkdocs-[^"]*">')


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The miniature, built by the engine that is the default."""
    project = make_project(tmp_path_factory.mktemp("engine"))
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project


def _build_with_successor(config: Path, site: Path) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("scripts", "hooks"))
    command = [sys.executable, "-W", "error", "-c", BUILD, str(config), str(site)]
    done = run(command, cwd=config.parent, PYTHONPATH=paths, **{engine.VARIABLE: SUCCESSOR})
    assert done.returncode == 0, done.stderr
    return done


def _without_generator(site: Path) -> dict[str, bytes]:
    return {path: _GENERATOR.sub(b"", content) for path, content in tree(site).items()}


def test_one_module_names_the_site_generator() -> None:
    """Programs that are kept as text count too."""
    modules = [path for folder in ("hooks", "scripts", "tests") for path in (ROOT / folder).rglob("*.py")]
    found = {path.relative_to(ROOT).as_posix() for path in modules if _IMPORT.search(path.read_text(encoding="utf-8"))}
    assert found == {"hooks/engine.py"}


def test_all_that_is_taken_of_it_is_listed() -> None:
    assert [name for name in engine.__all__ if not hasattr(engine, name)] == []


def test_the_default_is_the_first_of_the_engines() -> None:
    assert engine.NAME == engine.ENGINES[0] == "mkdocs"


def test_its_successor_builds_the_same_site_and_needs_nothing_of_it(project: Project, tmp_path: Path) -> None:
    """Only the tag that names the generator differs, once a page."""
    done = _build_with_successor(project.config, tmp_path / "site")
    assert done.stdout.split() == [SUCCESSOR]
    assert _without_generator(tmp_path / "site") == _without_generator(project.site)
    pages = [content for path, content in tree(tmp_path / "site").items() if b"ProperDocs" in content]
    assert len(pages) > 20 and all(page.count(b"ProperDocs") == 1 for page in pages)


def test_its_successor_is_as_strict(project: Project, tmp_path: Path) -> None:
    """A warning of its own stops the build: they are counted at a logger that bears its name."""
    copy = make_project(tmp_path / "copy")
    copy.write("docs/guides/lost.md", "# Lost\n\n[Nowhere](nowhere.md)\n")
    done = copy.build(**{engine.VARIABLE: SUCCESSOR})
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr and "strict mode" in done.stderr


def test_a_copy_of_the_theme_in_the_project_builds_the_same_site(project: Project, tmp_path: Path) -> None:
    """What would be done if the theme's package could not be had any more: its templates and styles move in beside ours."""
    copy = make_project(tmp_path / "copy")
    theme = copy.file("hooks/theme")
    left_out = shutil.ignore_patterns(".icons", "javascripts", "images")
    shutil.copytree(MATERIAL, theme, ignore=left_out, dirs_exist_ok=True)
    shutil.copytree(ROOT / "hooks/theme", theme, dirs_exist_ok=True)
    (theme / ".icons").symlink_to(MATERIAL / ".icons", target_is_directory=True)
    copy.replace("mkdocs.yml", "  name: material\n", "  name: null\n  static_templates: [404.html]\n")
    done = copy.build()
    assert done.returncode == 0, done.stderr
    assert tree(copy.site) == tree(project.site)


def test_its_own_command_builds_the_same_site(project: Project, tmp_path: Path) -> None:
    command = [sys.executable, "-m", SUCCESSOR, "build", "-q", "-d", str(tmp_path / "site")]
    done = run(command, cwd=project.folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    built = _without_generator(project.site)
    assert {path for path in built if path not in tree(tmp_path / "site")} == {".legwork-site"}
    assert _without_generator(tmp_path / "site").items() <= built.items()


@pytest.mark.parametrize(
    ("command", "wanted", "said"),
    [
        ([str(ROOT / "scripts" / "build.py")], "zensical", "there is no such engine. Choose one of: mkdocs, properdocs."),
        (["-m", "mkdocs", "build"], "properdocs", "mkdocs is running. Use scripts/build.py, or the command properdocs."),
        (["-m", "properdocs", "build"], "mkdocs", "properdocs is running. Use scripts/build.py, or the command mkdocs."),
    ],
)
def test_an_engine_that_cannot_be_had_is_reported(command: list[str], wanted: str, said: str, project: Project) -> None:
    done = run([sys.executable, *command], cwd=project.folder, **{engine.VARIABLE: wanted})
    assert done.returncode == 1
    assert f"{engine.VARIABLE}={wanted}" in done.stderr and said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_preview_is_made_of_its_server_too() -> None:
    done = run_script("serve.py", "--help", **{engine.VARIABLE: SUCCESSOR})
    assert (done.returncode, done.stderr) == (0, "")
