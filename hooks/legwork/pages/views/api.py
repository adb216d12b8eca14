"""The page that documents the JSON files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS
from legwork.exports import sessions
from legwork.exports.data import FILES, SINGLE
from legwork.pages.page import PageSpec
from legwork.pages.views.parts import Link
from legwork.pages.views.site import Site


@dataclass(frozen=True)
class FieldRow:
    name: str
    required: bool
    description: str


@dataclass(frozen=True)
class FileRow:
    name: str
    url: str
    schema_url: str
    count: int
    what: str
    fields: tuple[FieldRow, ...]
    single: Link | None
    """An entry that is a file of its own too, as all of its kind are."""
    single_schema_url: str


@dataclass(frozen=True)
class ApiView:
    files: tuple[FileRow, ...]


def api_page(site: Site) -> Iterator[PageSpec]:
    rows = [_row(file.kind, file.schema(), tuple(site.catalogue.of_kind(file.kind)), file.what) for file in FILES]
    if site.routines.made:
        rows.append(_row("routine", sessions.ROUTINES_SCHEMA, tuple(site.routines.made), "Routines, timed to the second."))
    if site.catalogue.plans:
        rows.append(_row("plan", sessions.PLANS_SCHEMA, tuple(site.catalogue.plans), "Plans, week by week and day by day."))
    yield PageSpec(
        kind="api",
        template="api.html.j2",
        url=urls.API,
        title="Data",
        description="The whole catalogue as JSON with JSON Schema: exercises, muscles, equipment, patterns, care, sources.",
        view=ApiView(tuple(rows)),
        names=("api", "json", "download"),
        search=("data", "developers"),
        source=None,
    )


def _row(kind: str, schema: Mapping[str, Any], slugs: tuple[str, ...], what: str) -> FileRow:
    name = KINDS[kind]
    entry = schema["items"]
    definitions = schema.get("$defs", {})
    fields = tuple(
        FieldRow(field, field in entry["required"], _described(described, definitions) or _UNDESCRIBED.get(field, CSL))
        for field, described in entry["properties"].items()
    )
    return FileRow(
        name=f"{name}.json",
        url=urls.json_file(name),
        schema_url=urls.json_schema(name),
        count=len(slugs),
        what=what,
        fields=fields,
        single=Link(urls.json_entry(kind, slugs[0]), urls.json_entry(kind, slugs[0])) if kind in SINGLE and slugs else None,
        single_schema_url=urls.json_schema(kind),
    )


CSL = "CSL variable."
_UNDESCRIBED = {"name": "As shown on its page.", "aliases": "Other names, as runners type them."}
"""Fields that speak for themselves in YAML. What else has no description is one of the many fields of CSL."""


def _described(field: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """What a schema says of a field: its description, that of the model it holds, or the words it may be."""
    if "description" in field:
        return str(field["description"]).replace("``", "")
    if "$ref" in field:
        return _described(definitions[field["$ref"].rpartition("/")[2]], definitions)
    if "enum" in field:
        return f"One of {', '.join(map(str, field['enum']))}."
    inner = field.get("items") or next((one for one in field.get("anyOf", ()) if one.get("type") != "null"), None)
    return _described(inner, definitions) if inner else ""
