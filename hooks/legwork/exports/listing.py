"""The JSON files of a site: the content, entries and schema of each, and the file that lists them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS, VOCABULARIES, Catalogue
from legwork.catalogue.judgments import Verdict
from legwork.catalogue.models import Entry, Exercise
from legwork.exports import routine_records
from legwork.exports.schema import FORMAT_VERSION, Record, with_header
from legwork.routines.solve_all import Routines


@dataclass(frozen=True)
class DataFile:
    """A JSON file that lists the entries of one kind."""

    kind: str
    model: type[Entry]
    what: str

    @property
    def name(self) -> str:
        return KINDS[self.kind]

    @cache  # noqa: B019 - there is one for each kind, and it lives as long as the program
    def schema(self) -> Record:
        """Return the JSON Schema of the whole file."""
        entry = self.model.model_json_schema(mode="serialization", by_alias=True)
        definitions = entry.pop("$defs", {})
        entry.pop("additionalProperties", None)
        computed = _COMPUTED.get(self.kind, {})
        entry["properties"] = {**_COMMON, **entry["properties"], **computed}
        entry["required"] = ["slug", "url", *entry.get("required", []), *computed]
        if self.model is Exercise:
            definitions["Dose"]["properties"]["seconds"] = _SECONDS
        return with_header({"title": f"{self.name}.json", "type": "array", "items": entry, "$defs": definitions})


_COMMON: Mapping[str, Any] = {
    "slug": {"type": "string", "description": "The entry's id."},
    "url": {"type": "string", "description": "The entry's page, from the site's root."},
}
_STRINGS: Mapping[str, Any] = {"type": "array", "items": {"type": "string"}}
_VERDICTS: Mapping[str, Any] = {verdict.value.replace(" ", "_"): _STRINGS for verdict in Verdict}


def _judged(description: str) -> Mapping[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(_VERDICTS),
        "properties": dict(_VERDICTS),
        "description": description,
    }


_COMPUTED: Mapping[str, Mapping[str, Any]] = {
    "exercise": {
        "easier": {**_STRINGS, "description": "Computed: slugs of the exercises whose `harder` leads here."},
        "judged": _judged(
            "Computed: ids in care.json by what the exercise is with them: to leave out, to change, fine, or judged by nobody."
        ),
    },
    "care": {
        "judged": _judged(
            "Computed: slugs of exercises by what they are with it: to leave out, to change, fine, or judged by nobody."
        )
    },
}
_SECONDS: Mapping[str, Any] = {
    "type": "array",
    "items": {"type": "integer"},
    "minItems": 2,
    "maxItems": 2,
    "description": "Computed: least and most seconds, both sides, rests and set-up counted.",
}

_WHAT = {
    "muscle": "Muscles with lay names and what they do when running.",
    "equipment": "Equipment with household substitutes.",
    "pattern": "Movement patterns, their place in a session and the demand they cover.",
    "care": "Complaints and states: advice, what is fine, the way back, and when to see someone.",
    "flag": "Red flags: signs that need somebody, and how soon.",
    "source": "Sources in CSL fields, with strength and finding.",
}

FILES: tuple[DataFile, ...] = (
    DataFile("exercise", Exercise, "Exercises, drills and stretches."),
    *(DataFile(kind, model, _WHAT[kind]) for kind, model in VOCABULARIES.items()),
)

SINGLE = ("exercise", "routine")
"""Kinds whose entries also have a file each, because their lists are too large to fetch for a single entry."""


def of_one(kind: str, schema: Record) -> Record:
    """Return the JSON Schema of a single entry, taken from that of the list."""
    definitions = {"$defs": schema["$defs"]} if "$defs" in schema else {}
    return with_header({"title": f"{kind}.json", **schema["items"], **definitions})


@dataclass(frozen=True)
class ListedFile:
    """A JSON file of a site: the kind of its entries, a sentence about it, its schema, and the slugs of its entries."""

    kind: str
    what: str
    schema: Mapping[str, Any]
    slugs: tuple[str, ...]

    @property
    def name(self) -> str:
        return KINDS[self.kind]


def listed_files(catalogue: Catalogue, routines: Routines) -> Iterator[ListedFile]:
    """Yield every file that lists entries, in the order of the page about the data."""
    for file in FILES:
        yield ListedFile(file.kind, file.what, file.schema(), tuple(catalogue.of_kind(file.kind)))
    if routines.by_slug:
        yield ListedFile("routine", "Routines, timed to the second.", routine_records.ROUTINES_SCHEMA, tuple(routines.by_slug))
    if catalogue.plans:
        yield ListedFile("plan", "Plans, week by week and day by day.", routine_records.PLANS_SCHEMA, tuple(catalogue.plans))


NAME = "index"
"""The file that lists all others, without `.json`."""


def listing(files: Iterable[ListedFile]) -> Record:
    """Return the record that a program reads first: the version of the format, and the address of every file."""
    return {"format_version": FORMAT_VERSION, "files": [_file_record(file) for file in files]}


def _file_record(file: ListedFile) -> Record:
    record: Record = {
        "name": file.name,
        "what": file.what,
        "entries": len(file.slugs),
        "url": f"/{urls.json_file(file.name)}",
        "schema_url": f"/{urls.json_schema(file.name)}",
    }
    if file.kind in SINGLE:
        record["entry_url"] = f"/{urls.json_entry(file.kind, '{slug}')}"
        record["entry_schema_url"] = f"/{urls.json_schema(file.kind)}"
    return record


def _text(description: str) -> Record:
    return {"type": "string", "description": description}


_FILE_FIELDS: Record = {
    "name": _text("The file's name, without .json."),
    "what": _text("What it holds, in a sentence."),
    "entries": {"type": "integer", "description": "How many entries it lists."},
    "url": _text("The file, from the site's root."),
    "schema_url": _text("Its JSON Schema, from the site's root."),
    "entry_url": _text("Where one entry alone stands, from the site's root: put its slug in the place of {slug}."),
    "entry_schema_url": _text("The JSON Schema of one entry, from the site's root."),
}

SCHEMA: Record = with_header(
    {
        "title": f"{NAME}.json",
        "type": "object",
        "required": ["format_version", "files"],
        "properties": {
            "format_version": {
                "type": "string",
                "pattern": r"^[0-9]+\.[0-9]+$",
                "description": "The version of the format. Its first number changes when something is removed or means something else.",
            },
            "files": {
                "type": "array",
                "description": "Every file that lists entries.",
                "items": {
                    "type": "object",
                    "required": [name for name in _FILE_FIELDS if not name.startswith("entry_")],
                    "properties": _FILE_FIELDS,
                },
            },
        },
    }
)
