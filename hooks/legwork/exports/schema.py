"""JSON Schema from the models: for editors beside the catalogue, and for readers of the JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from legwork.catalogue.catalogue import FOLDERS, KINDS, MOVED, VOCABULARIES
from legwork.catalogue.moved import ENTRY, MOST_ADDRESS, PAGE
from legwork.text.problems import Problem

Record = dict[str, Any]
"""A JSON object."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"
FORMAT_VERSION = "1.0"
"""The version of the format: of the YAML files and of the JSON made from them. HACKING says when it is raised."""


def headed(schema: Record) -> Record:
    """A whole schema: its dialect and the version of the format before what it describes.

    The version stands in a comment, the one keyword that every validator passes over.
    """
    return {"$schema": DRAFT, "$comment": f"format_version {FORMAT_VERSION}", **schema}


def open_ended(schema: Any) -> Any:
    """Return a schema, or a part of one, that accepts objects with fields it does not know.

    Published schemas are such: whoever keeps a copy can still read data to which a later version has added a field.
    """
    if isinstance(schema, Mapping):
        return {key: open_ended(part) for key, part in schema.items() if (key, part) != ("additionalProperties", False)}
    return [open_ended(part) for part in schema] if isinstance(schema, list | tuple) else schema


def of_model(model: type[BaseModel]) -> Record:
    """The JSON Schema of one model as it is written in YAML."""
    return model.model_json_schema(mode="validation", by_alias=True)


def files() -> dict[str, Record]:
    """Schema files for editors, by name: one for each kind of entry file, one for each vocabulary file,
    and one for what has moved."""
    found = {f"{kind}.schema.json": headed(of_model(model)) for kind, model in FOLDERS.items()}
    for kind, model in VOCABULARIES.items():
        entry = of_model(model)
        definitions = entry.pop("$defs", {})
        found[f"{KINDS[kind]}.schema.json"] = headed(
            {
                "title": f"{KINDS[kind]}.yml",
                "type": "object",
                "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
                "$defs": {**definitions, model.__name__: entry},
            }
        )
    found[f"{Path(MOVED).stem}.schema.json"] = headed(_of_moves())
    return found


def _of_moves() -> Record:
    """The schema of the file that says which pages have moved."""
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
                "maxLength": MOST_ADDRESS,
                "examples": ["exercise:wall-sit", "/guides/form-basics/"],
            }
        },
    }


def text(schema: Record) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write(folder: Path) -> list[Path]:
    """Writes the schema files that are not up to date; returns them."""
    changed = [folder / name for name in files() if _differs(folder / name, text(files()[name]))]
    for path in changed:
        path.write_text(text(files()[path.name]), encoding="utf-8")
    return changed


def stale(folder: Path, root: Path) -> Iterator[Problem]:
    """A problem for each schema file that stands in the folder and is not up to date."""
    for name, schema in files().items():
        path = folder / name
        if path.exists() and _differs(path, text(schema)):
            shown = Path(os.path.relpath(path, root)).as_posix()
            yield Problem(shown, 1, 1, "", "is not up to date with the models", "run python3 scripts/check.py --write-schema")


def _differs(path: Path, wanted: str) -> bool:
    return not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != wanted
