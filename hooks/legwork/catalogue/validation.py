"""Models from plain data, with pydantic's errors reworded for editors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from legwork.catalogue.models import DOI_PATTERN, FIT_PATTERN, PMCID_PATTERN, PMID_PATTERN
from legwork.catalogue.recipes import RULE_PATTERN
from legwork.text import rules
from legwork.text.fields import FILE_PATTERN, SLUG_PATTERN, TEMPO_PATTERN, URL_PATTERN
from legwork.text.problems import Edit, Path, Remove, Write, nearest, quote
from legwork.text.rules import Rule
from legwork.text.yaml_reader import Data

_KINDS = {
    str: "text",
    int: "a number",
    bool: "true or false",
    tuple: "a list",
    dict: "a mapping",
    type(None): "empty",
}


@dataclass(frozen=True)
class ModelFinding:
    """One error of the model at a path of the data. `key` is true if it concerns the key, not the value."""

    rule: Rule
    path: Path
    message: str
    hint: str = ""
    key: bool = False
    edit: Edit | None = None


def findings(model: type[BaseModel], data: Data, extra: Mapping[str, Any]) -> tuple[BaseModel | None, list[ModelFinding]]:
    """Return the data as `model` with `extra` set on it, or every reason why it does not fit."""
    if not isinstance(data, dict):
        message = f"must be a mapping of fields, not {_kind(data)}"
        return None, [ModelFinding(rules.FIELD_TYPE, (), message, "write `field: value` lines")]
    given = {key: value for key, value in data.items() if key not in extra}
    hint = "remove it: the name of the file, or the id above, says it"
    found = [
        ModelFinding(rules.FIELD_UNKNOWN, (key,), f"unknown field {quote(key)}", hint, key=True, edit=Remove())
        for key in extra
        if key in data
    ]
    entry: BaseModel | None = None
    try:
        entry = model.model_validate({**given, **extra})
    except ValidationError as error:
        found += [_finding(model, data, detail) for detail in error.errors(include_url=False) if not _echo(detail)]
    reported = {finding.path for finding in found}
    empty = (path for path in _empty(given) if path not in reported)
    found += [ModelFinding(rules.FIELD_EMPTY, path, "must not be empty", "fill it in, or remove it") for path in empty]
    return (None if found else entry), found


def _empty(data: Data, path: Path = ()) -> Iterator[Path]:
    """Yield the paths of empty values. An empty `when:` would turn a caution for one complaint into one for everyone."""
    if data is None:
        yield path
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _empty(value, (*path, key))
    elif isinstance(data, tuple):
        for i, value in enumerate(data):
            yield from _empty(value, (*path, i))


def _echo(detail: ErrorDetails) -> bool:
    """Return whether a list is too short only because some items are wrong, which is already reported."""
    written = detail["input"]  # blank text is as long as it was before it was stripped
    return detail["type"] == "too_short" and isinstance(written, tuple) and len(written) >= detail["ctx"]["min_length"]


def _kind(value: object) -> str:
    return str(value) if isinstance(value, float) else _KINDS[type(value)]


def _finding(model: type[BaseModel], data: Data, detail: ErrorDetails) -> ModelFinding:
    path = _existing(data, detail["loc"])
    field = detail["loc"][-1] if detail["loc"] else ""
    describe = _DESCRIBE.get(detail["type"])
    if describe is None:
        return ModelFinding(rules.FIELD_FORM, path, detail["msg"][:1].lower() + detail["msg"][1:])
    rule, message, hint = describe(detail)
    if detail["type"] == "missing":
        hint = _example(_owner(model, path[:-1]), str(field))
        return ModelFinding(rule, path[:-1], f"required field '{field}' is missing", hint, key=True)
    if detail["type"] == "extra_forbidden":
        hint = _field_hint(str(field), _names(_owner(model, path[:-1])))
        edit = Remove() if str(field) in _DERIVED else None
        return ModelFinding(rule, path, message, hint, key=True, edit=edit)
    if detail["type"] == "model_type":
        hint = "write {" + ", ".join(f"{name}: ..." for name in _names(_owner(model, path))[:3]) + "}"
    return ModelFinding(rule, path, message, hint, edit=_edit(detail))


def _edit(detail: ErrorDetails) -> Edit | None:
    """Return the edit that mends a value, if it follows from what is written."""
    if detail["type"] == "string_type" and type(detail["input"]) is int:
        return Write(f'"{detail["input"]}"')
    edit: Edit | None = detail["ctx"]["edit"] if detail["type"] == "legwork" else None
    return edit


_SCHEMA = "the schema named in the first line of the file lists"
"""The document in which editors find the format."""


def _field_hint(field: str, names: list[str]) -> str:
    """Return a hint for an unknown field."""
    before, colon, _ = field.partition(":")
    if colon and before in names:
        return "write a space behind the colon"
    return _DERIVED.get(field) or nearest(field, names, f"{_SCHEMA} the fields")


_DERIVED = {"easier": "remove it: it follows from `harder` in the easier exercise's file"}
"""Fields that an editor may expect but that are never written, because they are derived."""


def _existing(data: Data, loc: tuple[str | int, ...]) -> Path:
    """Return pydantic's location as a path in the file, without pydantic's own markers.

    The path goes one part beyond the data, so that a missing field keeps its name.
    """
    path: list[str | int] = []
    value: Any = data
    for part in loc:
        in_mapping = isinstance(value, dict) and part in value
        in_list = isinstance(value, tuple) and isinstance(part, int) and part < len(value)
        if in_mapping or in_list:
            value = value[part]
        elif part == loc[-1]:
            path.append(part)
            break
        else:
            continue
        path.append(part)
    return tuple(path)


def _owner(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """Return the model at `path` below `model`."""
    for part in path:
        if isinstance(part, str):
            by_alias = {field.alias or name: field for name, field in model.model_fields.items()}
            inner = next(_models_in(by_alias[part].annotation), None) if part in by_alias else None
            model = inner or model
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items() if name != "slug"]


def _example(model: type[BaseModel], field: str) -> str:
    info = next((f for name, f in model.model_fields.items() if (f.alias or name) == field), None)
    if info is None:
        return ""
    if info.examples:
        return f"for example {field}: {_yaml(info.examples[0])}"
    return info.description or ""


def _yaml(value: Any) -> str:
    """Return a value in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return f'"{value}"' if ": " in str(value) else str(value)


_Description = tuple[Rule, str, str]


def _type(expected: str, hint: str = "") -> Callable[[ErrorDetails], _Description]:
    def describe(detail: ErrorDetails) -> _Description:
        value = detail["input"]
        if value is None:
            return rules.FIELD_EMPTY, "must not be empty", hint or "fill it in, or remove the line"
        wanted = hint
        if expected == "text" and isinstance(value, (int, float)):
            wanted = "put it in quotes"
        elif expected == "text" and isinstance(value, dict):
            wanted = "put text that contains ': ' in quotes"
        return rules.FIELD_TYPE, f"must be {expected}, not {_kind(value)}", wanted

    return describe


def _allowed(detail: ErrorDetails) -> _Description:
    allowed = [part.strip().strip("'") for part in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]
    options = "allowed: " + ", ".join(allowed) if len(allowed) <= 8 else ""
    value = detail["input"]
    if value is None:
        return rules.FIELD_EMPTY, "must not be empty", options
    if not isinstance(value, str):
        return rules.FIELD_TYPE, f"must be a word, not {_kind(value)}", options
    hint = nearest(value, allowed, f"{_SCHEMA} the words")
    hint = f"{hint} {options}".strip() if hint.startswith("did") else options or hint
    return rules.FIELD_WORD, f"{quote(value)} is not allowed here", hint


def _length(detail: ErrorDetails) -> _Description:
    context = detail["ctx"]
    limit: int = context.get("max_length") or context["min_length"]
    if "max_length" in context:
        actual = context.get("actual_length") or len(detail["input"])
        unit = "characters" if isinstance(detail["input"], str) else "items"
        return rules.FIELD_LENGTH, f"has {actual} {unit}; at most {limit} are allowed", "shorten it"
    if isinstance(detail["input"], str):
        return rules.FIELD_EMPTY, "must not be empty", "fill it in, or remove the line"
    message = f"needs at least {limit} item{'s' if limit > 1 else ''}; has {len(detail['input'])}"
    return rules.FIELD_LENGTH, message, "add what is missing"


def _pattern(detail: ErrorDetails) -> _Description:
    value, pattern = detail["input"], detail["ctx"]["pattern"]
    return rules.FIELD_FORM, f"{quote(value)} is not written as it must be", _PATTERNS.get(pattern, f"must match {pattern}")


def _bound(detail: ErrorDetails) -> _Description:
    words = {"ge": "at least", "gt": "more than", "le": "at most"}
    (name, limit), *_ = detail["ctx"].items()
    return rules.FIELD_RANGE, f"{detail['input']} is out of range", f"must be {words[name]} {limit:g}"


def _own(detail: ErrorDetails) -> _Description:
    return detail["ctx"]["rule"], detail["ctx"]["message"], detail["ctx"]["hint"]


_PATTERNS = {
    SLUG_PATTERN: "an id is lower-case words joined by single hyphens, like hip-flexors",
    FILE_PATTERN: "a file in the catalogue's folder, like baseline.yml",
    TEMPO_PATTERN: "a tempo is four numbers of seconds, down-pause-up-pause, like 3-0-1-0",
    URL_PATTERN: "an address starts with https:// or http://",
    DOI_PATTERN: "a DOI looks like 10.1007/s40279-017-0835-7, without https://doi.org/",
    PMID_PATTERN: "a PMID is a number",
    PMCID_PATTERN: "a PMCID looks like PMC5889786",
    RULE_PATTERN: "a rule is a letter and a digit after R-, like R-C4",
    FIT_PATTERN: "FIT names are lower case with underscores, like leg_curl",
}

_DESCRIBE: dict[str, Callable[[ErrorDetails], _Description]] = {
    "missing": lambda detail: (rules.FIELD_MISSING, "", ""),
    "extra_forbidden": lambda detail: (rules.FIELD_UNKNOWN, f"unknown field {quote(detail['loc'][-1])}", ""),
    "string_type": _type("text"),
    "int_type": _type("a whole number"),
    "float_type": _type("a number"),
    "finite_number": _type("a finite number"),
    "bool_type": _type("true or false", "write true or false, without quotes"),
    "tuple_type": _type("a list", "write [one, two], or a line each starting with '- '"),
    "model_type": _type("a mapping", "write {field: value}"),
    "dict_type": _type("a mapping", "write {field: value}"),
    "literal_error": _allowed,
    "too_short": _length,
    "too_long": _length,
    "string_too_long": _length,
    "string_pattern_mismatch": _pattern,
    "greater_than": _bound,
    "greater_than_equal": _bound,
    "less_than_equal": _bound,
    "legwork": _own,
}
