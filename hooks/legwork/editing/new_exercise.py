"""The annotated template of a new exercise. Its words come from the models, so it is always up to date."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from typing import Any, get_args

from pydantic.fields import FieldInfo

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.models import Caution, Dose, Exercise, Harder, Kit, Mistake, Muscles

_OPTIONAL_LEFT_OUT = ("garmin", "figure")


def template(name: str, catalogue: Catalogue, today: datetime.date) -> str:
    """Return a file for `name` in which every field is explained. Required fields are empty, so that the checks fail."""
    lines = [
        "# yaml-language-server: $schema=../exercise.schema.json",
        "# Every field is explained above it. Fill in what is empty, remove what you do not need,",
        "# and run `python3 scripts/check.py` until nothing is wrong.",
    ]
    for field, info in Exercise.model_fields.items():
        if field == "slug" or field in _OPTIONAL_LEFT_OUT:
            continue
        lines += ["", *_comment(field, info, catalogue), *_value(field, name, catalogue, today)]
    return "\n".join(lines) + "\n"


def _comment(field: str, info: FieldInfo, catalogue: Catalogue) -> list[str]:
    parts = [info.description] if info.description else []
    if allowed := _literals(info.annotation):
        parts.append("One of: " + ", ".join(allowed) + ".")
    if field == "pattern":
        parts.append("Known: " + ", ".join(catalogue.patterns) + ".")
    return [f"# {line}" for part in parts for line in _wrap(part)]


def _literals(annotation: Any) -> list[str]:
    values = get_args(annotation)
    return [str(value) for value in values] if values and all(isinstance(value, str) for value in values) else []


def _value(field: str, name: str, catalogue: Catalogue, today: datetime.date) -> list[str]:
    match field:
        case "name":
            return [f"name: {json.dumps(name, ensure_ascii=False)}"]
        case "reviewed":
            return [f"reviewed: {today.isoformat()}"]
        case "muscles":
            return ["muscles:", *_nested(Muscles, ("primary", "secondary")), *_known(catalogue.muscles)]
        case "equipment":
            return ["equipment:", *_nested(Kit, ("required", "optional")), *_known(catalogue.equipment)]
        case "setup":
            return ["setup: {seconds: 10}"]
        case "mistakes":
            return ["mistakes:", f"  - {_flow(Mistake)}"]
        case "cautions":
            return ["cautions:", f"  - {_flow(Caution)}", *_known(catalogue.care), *_fields(Caution)]
        case "doses":
            return ["doses:", "  beginner:", *_fields(Dose, indent=4), "    sets:", "    rest:"]
        case "harder":
            return ["harder:", f"  - {_flow(Harder)}"]
        case "why":
            return ["why:", "  - {claim: , sources: [convention]}"]
        case "aliases" | "alternatives" | "sources":
            return [f"{field}: []"]
        case _:
            return [f"{field}:"]


def _nested(model: type[Muscles] | type[Kit], names: tuple[str, ...]) -> list[str]:
    return [line for name in names for line in (f"  # {model.model_fields[name].description}", f"  {name}:")]


def _flow(model: type[Mistake] | type[Caution] | type[Harder]) -> str:
    return "{" + ", ".join(f"{name}: " for name in model.model_fields) + "}"


def _fields(model: type[Caution] | type[Dose], indent: int = 2) -> list[str]:
    described = [(name, info.description) for name, info in model.model_fields.items() if info.description]
    return [f"{' ' * indent}# {name}: {text}" for name, text in described]


def _known(entries: Iterable[str]) -> list[str]:
    return [f"  # {line}" for line in _wrap("Known: " + ", ".join(entries) + ".")]


def _wrap(text: str, width: int = 110) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]
