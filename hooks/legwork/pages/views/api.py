"""The page that documents the JSON files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legwork.catalogue import urls
from legwork.exports import listing
from legwork.exports.listing import SINGLE, ListedFile
from legwork.exports.schema import FORMAT_VERSION
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
    """The file of one entry, as an example, if every entry of the kind has a file of its own."""
    single_schema_url: str


@dataclass(frozen=True)
class ApiView:
    files: tuple[FileRow, ...]
    index_url: str
    index_schema_url: str
    format_version: str


def api_page(site: Site) -> Iterator[PageSpec]:
    rows = tuple(_row(file) for file in listing.listed_files(site.catalogue, site.routines))
    yield PageSpec(
        kind="api",
        template="api.html.j2",
        url=urls.API,
        title="Data",
        description="The whole catalogue as JSON with JSON Schema: exercises, muscles, equipment, patterns, care, sources.",
        view=ApiView(rows, urls.json_file(listing.NAME), urls.json_schema(listing.NAME), FORMAT_VERSION),
        names=("api", "json", "download"),
        search=("data", "developers"),
        source=None,
    )


def _row(file: ListedFile) -> FileRow:
    kind, slugs = file.kind, file.slugs
    entry = file.schema["items"]
    definitions = file.schema.get("$defs", {})
    fields = tuple(
        FieldRow(field, field in entry["required"], _description(schema, definitions) or _PLAIN_DESCRIPTIONS.get(field, CSL))
        for field, schema in entry["properties"].items()
    )
    return FileRow(
        name=f"{file.name}.json",
        url=urls.json_file(file.name),
        schema_url=urls.json_schema(file.name),
        count=len(slugs),
        what=file.what,
        fields=fields,
        single=Link(urls.json_entry(kind, slugs[0]), urls.json_entry(kind, slugs[0])) if kind in SINGLE and slugs else None,
        single_schema_url=urls.json_schema(kind),
    )


CSL = "CSL variable."
_PLAIN_DESCRIPTIONS = {"name": "As shown on its page.", "aliases": "Other names, as runners type them."}
"""Descriptions of fields that need none in YAML. All other fields without a description are fields of CSL."""


def _description(field: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """Return the description of a field: its own, that of the model it holds, or a list of its allowed words."""
    if "description" in field:
        return str(field["description"]).replace("``", "")
    if "$ref" in field:
        return _description(definitions[field["$ref"].rpartition("/")[2]], definitions)
    if "enum" in field:
        return f"One of {', '.join(map(str, field['enum']))}."
    inner = field.get("items") or next((choice for choice in field.get("anyOf", ()) if choice.get("type") != "null"), None)
    return _description(inner, definitions) if inner else ""
