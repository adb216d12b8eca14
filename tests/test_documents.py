"""What is written about the project holds: tables, commands, forms, links and examples."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from legwork import figures
from legwork.catalogue import models, recipes
from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.models import Exercise
from legwork.exports import listing
from legwork.figures.schema import Arm, Figure, Grip, Key, Leg, Preset
from legwork.figures.schema_props import RULES
from legwork.routines.rules import RULES as SESSION_RULES
from legwork.text import yaml_reader
from project import run_script
from test_rooms import FLOORS

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
CHANGELOG = ROOT / "CHANGELOG.md"
FORMAT = ROOT / ".github" / "format.md"
HACKING = ROOT / ".github" / "HACKING.md"
FIGURES = ROOT / "hooks" / "legwork" / "figures" / "README.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / ".github").glob("*.md"), *(ROOT / "hooks").rglob("*.md")])
"""What is written for people who change Legwork. What its readers read is in `docs/`, where the build checks it."""
SCRIPTS = sorted(
    [path.name for path in (ROOT / "scripts").glob("*.py") if "__main__" in path.read_text(encoding="utf-8")]
    + [path.parent.name for path in (ROOT / "scripts").glob("*/__main__.py")]
)
"""Commands of one file, and folders that are commands."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def prose(path: Path) -> str:
    """A document without its blocks of code."""
    return _FENCE.sub("", path.read_text(encoding="utf-8"))


def blocks(path: Path, language: str) -> list[str]:
    return [text for name, text in _FENCE.findall(path.read_text(encoding="utf-8")) if name == language]


def table(path: Path, first_header: str) -> list[list[str]]:
    """The cells of the table whose first column is headed so, row by row."""
    lines = prose(path).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {first_header} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


# Tables and commands


def test_every_script_is_in_the_readme() -> None:
    assert sorted(row[0].strip("`") for row in table(README, "script")) == [f"scripts/{name}" for name in SCRIPTS]


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.slow
def test_every_script_answers_help(name: str) -> None:
    done = run_script(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Exit codes: " in done.stdout


def test_the_readme_names_every_data_file() -> None:
    names = {f"{name}.json" for name in (*KINDS.values(), listing.NAME)}
    assert names == set(re.findall(r"`([a-z]+\.json)`", prose(README)))


def test_commands_name_scripts_that_exist() -> None:
    for path in DOCUMENTS:
        named = re.findall(r"scripts/(\w+\.py)", path.read_text(encoding="utf-8"))
        assert [name for name in named if not (ROOT / "scripts" / name).is_file()] == [], path


_PATH = re.compile(r"`((?:[\w.-]+/)*(?:[\w-]+\.(?:py|js|yml|j2|html|toml|lock|md)|[\w.-]+/))`")
"""A name that can only be that of a file or a folder of ours."""
MADE = {"catalogue/exercises/front-squat.yml", "site/", ".cache/", "contact-sheet.html"}
"""Files and folders that are made later."""


def test_files_in_backticks_exist() -> None:
    """By their path from the root, the core's folder, that of the catalogue or their document; a bare name, anywhere."""
    names = {path.name for path in _files()}
    for path in DOCUMENTS:
        bases = (ROOT, ROOT / "hooks" / "legwork", ROOT / "hooks" / "legwork" / "pages", ROOT / "catalogue", path.parent)
        for name in set(_PATH.findall(prose(path))) - MADE:
            assert any((base / name).exists() for base in bases) or name in names, (path.name, name)


def test_rules_that_are_named_exist() -> None:
    """In what editors read; elsewhere a name may stand for one of the rules behind them."""
    editors = "".join(path.read_text(encoding="utf-8") for path in (CONTRIBUTING, FORMAT))
    named = set(re.findall(r"\bR-[A-Z][0-9]\b", editors))
    assert named and named <= set(SESSION_RULES)


def test_contributing_is_two_screens() -> None:
    assert len(CONTRIBUTING.read_text(encoding="utf-8").split()) <= 900


def test_the_table_of_packages_is_that_of_the_floors() -> None:
    written = [(int(row[0]), row[1].strip("`").removesuffix("/").removesuffix(".py")) for row in table(HACKING, "floor")]
    assert written == sorted(written, key=lambda row: -row[0])
    assert sorted(written) == sorted((number, name) for number, names in enumerate(FLOORS, 1) for name in names)


def test_a_word_of_the_glossary_stands_for_one_idea() -> None:
    """No word is explained twice or refused for itself, and the fields are those of the format."""
    rows = table(HACKING, "word")
    words = [word for row in rows for word in row[0].split(", ")]
    assert len(words) == len(set(words)) >= 30
    assert not [row[0] for row in rows if set(row[0].split(", ")) & set(row[3].split(", "))]
    fields = {field for row in rows for field in re.findall(r"`(\w+)`", row[1])}
    assert fields <= {name for model in _models() for name in model.model_fields}


def _models() -> Iterator[type[BaseModel]]:
    """Every model of the format."""
    for value in {**vars(models), **vars(recipes)}.values():
        if isinstance(value, type) and issubclass(value, BaseModel):
            yield value


# The changelog

_KINDS_OF_CHANGE = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
"""Headings of https://keepachangelog.com/en/1.1.0/."""


def test_the_changelog_has_the_form_that_it_names() -> None:
    """What is not released stands first, then versions from newest to oldest, the newest that of `pyproject.toml`."""
    sections = re.split(r"^## ", CHANGELOG.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    titles = [section.partition("\n")[0] for section in sections]
    assert titles[0] == "[Unreleased]"
    released = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)", title) for title in titles[1:]]
    assert all(released), titles
    versions = [tuple(map(int, match.groups()[:3])) for match in released if match]
    assert versions == sorted(versions, reverse=True)
    if versions:
        version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
        assert ".".join(map(str, versions[0])) == version
    for section in sections:
        kinds = re.findall(r"^### (.+)$", section, re.MULTILINE)
        assert kinds and len(kinds) == len(set(kinds)) and set(kinds) <= _KINDS_OF_CHANGE


# Issue forms


def _dropdowns(form: str) -> dict[str, list[str]]:
    """By id, the values of a form's drop-down lists; what follows a colon explains."""
    text = (ROOT / ".github" / "ISSUE_TEMPLATE" / form).read_text(encoding="utf-8")
    fields = [field for field in yaml.safe_load(text)["body"] if field["type"] == "dropdown"]
    return {field["id"]: [option.partition(":")[0] for option in field["attributes"]["options"]] for field in fields}


def _allowed(info: FieldInfo) -> list[str]:
    """What a field may be: the words of its Literal, one or many, or the numbers between its bounds."""
    bounds = {name: getattr(one, name) for one in info.metadata for name in ("ge", "le") if hasattr(one, name)}
    if bounds:
        return [str(number) for number in range(bounds["ge"], bounds["le"] + 1)]
    arguments: tuple[Any, ...] = get_args(info.annotation)
    return list(get_args(arguments[0]) or arguments)


def test_the_form_for_exercises_offers_what_the_format_allows() -> None:
    offered = _dropdowns("new-exercise.yml")
    assert set(offered) == {"kind", "level", "laterality", "contraction", "impact", "phases"}
    assert offered == {name: _allowed(Exercise.model_fields[name]) for name in offered}


# Links


def _anchors(path: Path) -> set[str]:
    """As GitHub makes them: lower case, no punctuation, hyphens for spaces."""
    headings = re.findall(r"^#+ +(.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", prose(path))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://", target):
            continue
        file, _, anchor = target.partition("#")
        place = path.parent / file if file else path
        assert place.exists(), target
        assert not anchor or anchor in _anchors(place), target


def test_pages_outside_the_navigation_are_reached_from_about() -> None:
    left_out = re.search(r"^not_in_nav: \|\n((?:  .+\n)+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert left_out
    linked = re.findall(r"\]\(([^)#]+)\)", (ROOT / "docs" / "about.md").read_text(encoding="utf-8"))
    assert {line.strip().removeprefix("/") for line in left_out[1].splitlines()} <= set(linked)


# How to draw a figure


def _figures() -> Iterator[Figure]:
    for text in blocks(FIGURES, "yaml"):
        document, problems = yaml_reader.read("README.md", text.encode())
        assert problems == [] and isinstance(document.data, dict)
        yield figures.parse(document.data["figure"])


def test_examples_of_figures_are_sound() -> None:
    found = list(_figures())
    assert len(found) >= 3
    assert [figures.lint(figure) for figure in found] == [[] for _ in found]


def _words(path: Path) -> set[str]:
    """Every word within backticks or code."""
    text = path.read_text(encoding="utf-8")
    code = [part for _, part in _FENCE.findall(text)] + re.findall(r"`([^`\n]+)`", prose(path))
    return set(re.findall(r"[a-z][a-z_-]*", " ".join(code)))


@pytest.mark.parametrize("model", [Figure, Key, Leg, Arm], ids=lambda model: model.__name__)
def test_every_field_of_a_figure_is_explained(model: type[BaseModel]) -> None:
    words = [word for field in model.model_fields.values() for word in _literals(field.annotation)]
    assert {*model.model_fields, *words} - _words(FIGURES) == set()


def _literals(annotation: Any) -> Iterator[str]:
    for argument in get_args(annotation):
        if isinstance(argument, str):
            yield argument
        else:
            yield from _literals(argument)


def test_every_way_to_hold_an_arm_is_named() -> None:
    assert {*get_args(Preset), *get_args(Grip)} - _words(FIGURES) == set()


def test_the_table_of_props_is_the_list_of_props() -> None:
    def names(cell: str) -> tuple[str, ...]:
        return tuple(re.findall(r"`([^`]+)`", cell))

    written = {names(row[0])[0]: (names(row[1]), names(row[2])) for row in table(FIGURES, "type")}
    assert written == RULES


# What no file says

_NOT_OURS = re.compile(
    r"pypi\.org/simple|files\.pythonhosted\.org|registry\.npmjs\.org|--(?:extra-)?index-url|--find[-]links"
    r"|(?<![\w.~*-])/(?:work|tmp|root|home|Users)/"
)
"""Addresses of package registries, and paths of one machine."""
_HIDDEN = {".ci", ".github"}


def _files() -> Iterator[Path]:
    """Every file of the project: what Git would track, without asking Git, which may not be there."""
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    for folder, inside, names in os.walk(ROOT):
        here = Path(folder)
        inside[:] = [name for name in inside if name not in ignored and (name[0] != "." or name in _HIDDEN)]
        yield from (here / name for name in names if name != ".git" and not any((here / name).match(i) for i in ignored))


def test_no_file_names_a_registry_or_a_local_path() -> None:
    files = list(_files())
    assert {README, CONTRIBUTING, ROOT / ".ci" / "run", ROOT / "requirements.lock"} <= set(files)
    found = []
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in _NOT_OURS.finditer(text)]
    assert found == []
