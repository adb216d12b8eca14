"""JSON Schema made from the models: for editors of the catalogue, and for readers of the JSON."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from legwork.catalogue.catalogue import FOLDERS, KINDS, MOVED, POLICY, VOCABULARIES
from legwork.catalogue.moved import ENTRY, MAX_ADDRESS_LENGTH, PAGE
from legwork.catalogue.policy import Settings
from legwork.catalogue.rules import SCHEMA_STALE
from legwork.text.problems import Problem

Record = dict[str, Any]
"""A JSON object."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMAT_VERSION = "1.0"
"""The version of the format: of the YAML files and of the JSON made from them. HACKING says when it is raised."""


def with_header(schema: Record) -> Record:
    """Return a whole schema: its dialect and the version of the format, then the given keywords.

    The version is in `$comment`, the one keyword that every validator ignores.
    """
    return {"$schema": DIALECT, "$comment": f"format_version {FORMAT_VERSION}", **schema}


def open_ended(schema: Any) -> Any:
    """Return a schema, or a part of one, that accepts objects with fields it does not know.

    Published schemas do, so that an old copy of a schema still accepts data to which a later version has added a field.
    """
    if isinstance(schema, Mapping):
        return {key: open_ended(part) for key, part in schema.items() if (key, part) != ("additionalProperties", False)}
    return [open_ended(part) for part in schema] if isinstance(schema, list | tuple) else schema


def of_model(model: type[BaseModel]) -> Record:
    """Return the JSON Schema of a model as editors write it in YAML."""
    return model.model_json_schema(mode="validation", by_alias=True)


def files() -> dict[str, Record]:
    """Return the schema files for editors, by name.

    There is one for each kind of entry file, one for each vocabulary file, one for moved addresses and one for the policy.
    """
    schemas = {f"{kind}.schema.json": with_header(of_model(model)) for kind, model in FOLDERS.items()}
    for kind, model in VOCABULARIES.items():
        entry = of_model(model)
        definitions = entry.pop("$defs", {})
        schemas[f"{KINDS[kind]}.schema.json"] = with_header(
            {
                "title": f"{KINDS[kind]}.yml",
                "type": "object",
                "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
                "$defs": {**definitions, model.__name__: entry},
            }
        )
    schemas[f"{Path(MOVED).stem}.schema.json"] = with_header(_of_moves())
    schemas[f"{Path(POLICY).stem}.schema.json"] = with_header(of_model(Settings))
    return schemas


def _of_moves() -> Record:
    """Return the schema of the file of moved addresses."""
    return {
        "title": MOVED,
        "description": "Addresses that were published once, each with the page of today. Both are written as links are: "
        "an entry like exercise:wall-sit, any other page like /guides/form-basics/.",
        "type": "object",
        "propertyNames": {"$ref": "#/$defs/Address"},
        "additionalProperties": {"$ref": "#/$defs/Address"},
        "$defs": {
            "Address": {
                "type": "string",
                "pattern": f"^(?:{ENTRY}|{PAGE})$",
                "maxLength": MAX_ADDRESS_LENGTH,
                "examples": ["exercise:wall-sit", "/guides/form-basics/"],
            }
        },
    }


def text(schema: Record) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


@functools.cache
def _texts() -> Mapping[str, str]:
    """Return the text of each schema file, by name. The models, and so the texts, are the same as long as the process runs."""
    return {name: text(schema) for name, schema in files().items()}


def write(folder: Path) -> list[Path]:
    """Write the schema files that are not up to date, and return their paths."""
    changed = [folder / name for name, wanted in _texts().items() if _differs(folder / name, wanted)]
    for path in changed:
        path.write_text(_texts()[path.name], encoding="utf-8")
    return changed


def stale(folder: Path, root: Path) -> Iterator[Problem]:
    """Yield a problem for each schema file in the folder that is not up to date."""
    for name, wanted in _texts().items():
        path = folder / name
        if path.exists() and _differs(path, wanted):
            shown = Path(os.path.relpath(path, root)).as_posix()
            hint = "run python3 scripts/check.py --write-schema"
            yield Problem(SCHEMA_STALE, shown, 1, 1, "", "is not up to date with the models", hint)


def _differs(path: Path, wanted: str) -> bool:
    return not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != wanted
