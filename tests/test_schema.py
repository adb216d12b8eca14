"""The JSON Schema files beside the catalogue: up to date, true to the reader, and named by every YAML file."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from legwork.catalogue import models, recipes
from legwork.catalogue.catalogue import FOLDERS, KINDS, VOCABULARIES
from legwork.exports import schema
from legwork.text import yaml_reader
from overlays import copy_of_mini

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = {"real": ROOT / "catalogue", "mini": ROOT / "tests/mini/catalogue"}
FILES = [file for folder in CATALOGUES.values() for file in sorted(folder.rglob("*.yml"))]


SCHEMAS = schema.files()


@functools.cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name], format_checker=FormatChecker())


def _schema_of(file: Path) -> str:
    """The schema file that the first line of a YAML file names for editors."""
    line = file.read_text(encoding="utf-8").split("\n")[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
    assert match, f"{file} does not begin with its schema"
    return match[1]


def _data(file: Path) -> Any:
    document, problems = yaml_reader.read(file.name, file.read_bytes())
    assert problems == []
    return json.loads(json.dumps(document.data))  # JSON has lists where our data has tuples


def _relative(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_schema_files_are_up_to_date(root: Path) -> None:
    """If this fails: python3 scripts/check.py --write-schema"""
    assert [str(problem) for problem in schema.stale(root / "catalogue", root)] == []
    assert {path.name for path in (root / "catalogue").glob("*.schema.json")} >= set(SCHEMAS)


def test_every_kind_of_file_has_a_schema() -> None:
    entries, vocabularies = set(FOLDERS), {KINDS[kind] for kind in VOCABULARIES}
    assert set(SCHEMAS) == {f"{name}.schema.json" for name in {*entries, *vocabularies, "moved", "policy"}}


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_is_a_valid_schema(name: str) -> None:
    written = SCHEMAS[name]
    assert written["$schema"] == schema.DIALECT
    assert written["$comment"] == f"format_version {schema.FORMAT_VERSION}"
    Draft202012Validator.check_schema(written)


@pytest.mark.parametrize("file", FILES, ids=_relative)
def test_the_modeline_names_its_schema(file: Path) -> None:
    named = (file.parent / _schema_of(file)).resolve()
    kind = next((kind for kind in FOLDERS if KINDS[kind] == file.parent.name), file.stem)
    assert named == ROOT / "catalogue" / f"{kind}.schema.json"
    assert named.is_file()


@pytest.mark.parametrize("file", FILES, ids=_relative)
def test_every_file_of_the_catalogue_is_valid(file: Path) -> None:
    errors = _validator(Path(_schema_of(file)).name).iter_errors(_data(file))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


SQUAT = CATALOGUES["mini"] / "exercises/squat.yml"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"color": "red"}, "$"),
        ({"slug": "squat"}, "$"),
        ({"name": 90}, "$.name"),
        ({"name": ""}, "$.name"),
        ({"summary": "x" * 161}, "$.summary"),
        ({"kind": "strengtn"}, "$.kind"),
        ({"impact": 4}, "$.impact"),
        ({"impact": 0.5}, "$.impact"),
        ({"pattern": "Squat"}, "$.pattern"),
        ({"phases": []}, "$.phases"),
        ({"steps": ["One.", "Two."]}, "$.steps"),
        ({"muscles": {"secondary": ["soleus"]}}, "$.muscles"),
        ({"doses": {"expert": {"reps": 1}}}, "$.doses"),
        ({"doses": {"beginner": {"reps": [8, 12, 15]}}}, "$.doses.beginner"),
        ({"doses": {"beginner": {"reps": 0}}}, "$.doses.beginner"),
        ({"doses": {"beginner": {"reps": 8, "tempo": "3-1"}}}, "$.doses.beginner"),
        ({"reviewed": "20.11.2026"}, "$.reviewed"),
        ({"figure": "squat.svg"}, "$.figure"),
    ],
    ids=str,
)
def test_a_broken_exercise_is_not_valid(change: dict[str, Any], place: str) -> None:
    errors = list(_validator("exercise.schema.json").iter_errors({**_data(SQUAT), **change}))
    assert {error.json_path for error in errors} == {place}


@pytest.mark.parametrize("field", sorted(name for name, info in models.Exercise.model_fields.items() if info.is_required()))
def test_an_exercise_without_a_required_field_is_not_valid(field: str) -> None:
    data = _data(SQUAT)
    del data[field]
    (error,) = _validator("exercise.schema.json").iter_errors(data)
    assert error.message == f"'{field}' is a required property"


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_a_broken_vocabulary_is_not_valid(kind: str) -> None:
    name = KINDS[kind]
    data = _data(CATALOGUES["mini"] / f"{name}.yml")
    validator = _validator(f"{name}.schema.json")
    first = next(iter(data))
    assert not validator.is_valid([data])
    assert not validator.is_valid({**data, first: {**data[first], "color": "red"}})
    assert not validator.is_valid({**data, first: {}})


@pytest.mark.parametrize(
    "line",
    [
        {"exercise:old": "/exercises/wall-sit"},
        {"exercise:old": "https://example.org/"},
        {"exercise:old": "exercise:Wall sit"},
        {"exercise:old": "/guides/../x/"},
        {"exercise:old": None},
        {"guide:old": "exercise:wall-sit"},
        {"/guides/old.md": "exercise:wall-sit"},
        ["exercise:old", "exercise:wall-sit"],
    ],
    ids=str,
)
def test_a_broken_line_of_moves_is_not_valid(line: Any) -> None:
    validator = _validator("moved.schema.json")
    assert validator.is_valid({"exercise:old": "/guides/form-basics/", "/": "care:sore-knee"})
    assert not validator.is_valid(line)


def test_a_required_field_is_explained_to_an_editor() -> None:
    """By a description or an example: both the schema and the message for a missing field show it."""
    silent = [
        f"{model.__name__}.{name}"
        for model in {**vars(models), **vars(recipes)}.values()
        if isinstance(model, type) and issubclass(model, models._Model)
        for name, info in model.model_fields.items()
        if info.is_required() and not info.description and not info.examples and model is not models.CslDate
    ]
    assert silent == []


def test_examples_are_valid_themselves() -> None:
    for field, info in models.Exercise.model_fields.items():
        for example in info.examples or ():
            data = {**_data(SQUAT), field: example}
            lacking = {"steps": "needs three", "doses": "needs a dose for the level"}
            assert field in lacking or _validator("exercise.schema.json").is_valid(data), field


def test_a_stale_file_is_reported_and_written_anew(tmp_path: Path) -> None:
    folder = copy_of_mini(tmp_path) / "catalogue"
    assert list(schema.stale(folder, tmp_path)) == []
    assert {path.name for path in schema.write(folder)} == set(SCHEMAS)
    assert schema.write(folder) == []
    (folder / "muscles.schema.json").write_text("{}", encoding="utf-8")
    (problem,) = schema.stale(folder, tmp_path)
    assert str(problem) == (
        "catalogue/muscles.schema.json:1:1: error schema-stale: is not up to date with the models (run python3 scripts/check.py --write-schema)"
    )
    assert [path.name for path in schema.write(folder)] == ["muscles.schema.json"]
    assert json.loads((folder / "muscles.schema.json").read_text(encoding="utf-8")) == SCHEMAS["muscles.schema.json"]
