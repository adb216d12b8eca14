"""The page that documents the JSON files."""

from __future__ import annotations

from dataclasses import dataclass

from legwork.exports.data import FILES
from legwork.pages import urls
from legwork.pages.page import Page
from legwork.pages.views.shared import Draft, Site, finish


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


@dataclass(frozen=True)
class ApiView:
    files: tuple[FileRow, ...]


def api_page(site: Site) -> Page:
    rows = []
    for file in FILES:
        schema = file.schema()["items"]
        required = set(schema.get("required", ()))
        fields = tuple(
            FieldRow(name, name in required, field.get("description", "")) for name, field in schema["properties"].items()
        )
        rows.append(
            FileRow(
                name=f"{file.name}.json",
                url=urls.json_file(file.name),
                schema_url=urls.json_schema(file.name),
                count=len(site.catalogue.of_kind(file.kind)),
                what=file.what,
                fields=fields,
            )
        )
    return finish(
        "api",
        Draft(
            template="api.html.j2",
            url=urls.API,
            title="Data",
            description="The whole catalogue as JSON with JSON Schema: exercises, muscles, equipment, patterns, care, sources.",
            view=ApiView(tuple(rows)),
            names=("api", "json", "download"),
            search=("data", "developers"),
            source=None,
        ),
    )
