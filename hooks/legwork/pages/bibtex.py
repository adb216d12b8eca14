"""Sources as BibTeX entries, which readers copy from a source's page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legwork.catalogue.models import Person, Source

_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_CONTAINER = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHER = {"techreport": "institution", "phdthesis": "school"}
_SPECIAL = re.compile(r"[&%$#_]")
_BRACES = str.maketrans("", "", "{}\\~^")
"""Characters that are commands in TeX and that no reference needs."""
_RANGE = re.compile(r"(?<=[0-9])[-–](?=[A-Za-z]*[0-9])")
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D"})


def entry(source: Source) -> str:
    """Return the entry of a source under its own key, with one field on each line."""
    kind = _TYPES.get(source.type, "misc")
    fields = [f"  {name} = {{{value}}}" for name, value in _fields(source, kind)]
    return ",\n".join([f"@{kind}{{{source.slug}", *fields]) + "\n}"


def _text(value: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", value.translate(_BRACES))


def _fields(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    """Yield every field of a source, escaped for use between braces."""
    texts = {
        _CONTAINER.get(kind, "howpublished"): source.container_title,
        "edition": source.edition,
        _PUBLISHER.get(kind, "publisher"): source.publisher,
        "address": source.publisher_place,
        "year": str(source.issued.year) if source.issued else None,
        "volume": source.volume,
        "number": source.issue or (source.number if kind != "article" else None),
        "pages": _RANGE.sub("--", source.page or (source.number if kind == "article" else None) or ""),
        "isbn": source.ISBN,
    }
    people = {"author": _people(source.author), "editor": _people(source.editor)}
    addresses = {"doi": source.DOI, "url": source.URL}
    yield from ((name, value) for name, value in people.items() if value)
    yield "title", f"{{{_text(source.title)}}}"
    yield from ((name, _text(value)) for name, value in texts.items() if value)
    yield from ((name, value.translate(_ADDRESS)) for name, value in addresses.items() if value)


def _people(names: tuple[Person, ...]) -> str:
    return " and ".join(_person(name) for name in names)


def _person(name: Person) -> str:
    """Return a name: ``van Dijk, Joost``. An organization is in braces, or BibTeX would split it."""
    if name.literal:
        return f"{{{_text(name.literal)}}}"
    family = " ".join(part for part in (name.particle, name.family) if part)
    return ", ".join(_text(part) for part in (family, name.suffix, name.given) if part)
