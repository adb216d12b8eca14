"""Slugs and names: one entry each, and what a name gives away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Any

from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext, kind_of, names_of
from legwork.catalogue.models import CONVENTION, Entry, Exercise
from legwork.text.fields import SLUG_PATTERN
from legwork.text.problems import Remove, quote
from legwork.text.spelling import name_key

MAX_SLUG = 80
MAX_NAMESAKES = 3
"""The number of other entries with the same name that a message lists."""


@check("slug", "format", kinds=tuple(KINDS))
def slug(entry: Entry, context: CheckContext) -> Iterator[Finding]:
    """A slug is lower-case words joined by single hyphens, at most 80 characters long.

    It becomes part of an address, and an address is a promise.
    """
    if not re.fullmatch(SLUG_PATTERN, entry.slug):
        plain = unicodedata.normalize("NFKD", entry.slug).encode("ascii", "ignore").decode()
        words = "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "front-squat"
        yield (), f"{quote(entry.slug)} is not a slug", f"rename it to '{words}'"
    elif len(entry.slug) > MAX_SLUG:
        yield (), f"slug is {len(entry.slug)} characters long; at most {MAX_SLUG} are allowed", "choose a shorter one"


@check(
    "names-unique",
    "sense",
    "name",
    "aliases",
    "finds",
    kinds=("exercise", "muscle", "equipment", "pattern", "care", "routine", "plan"),
    fix="Removes a name that is written twice in one entry.",
)
def names_unique(entry: Any, context: CheckContext) -> Iterator[Finding]:
    """A name, an alias or a word that finds an entry belongs to one entry of its kind.

    A search for it leads to one page, and two entries of one name are often one exercise written twice.
    """
    kind = kind_of(entry)
    seen: set[str] = set()
    for path, name in names_of(entry):
        if name.casefold() in seen:
            yield path, f"{quote(name)} is written twice in this entry", "remove it", Remove()
        seen.add(name.casefold())
        claims = (claim for claim in context.claims[kind][name_key(name)] if claim[0] != entry.slug)
        if others := list(islice(claims, MAX_NAMESAKES + 1)):
            places = ", ".join(f"'{slug}' in {context.place(kind, slug, there)}" for slug, there in others[:MAX_NAMESAKES])
            hint = "a name leads to one page only: give it to one of them"
            yield path, f"{quote(name)} is also a name of {places}{', …' if others[MAX_NAMESAKES:] else ''}", hint


@check("source-reserved", "format", kinds=("source",))
def source_reserved(entry: Entry, context: CheckContext) -> Iterator[Finding]:
    """No source has the key `convention`.

    That word stands for coaching custom wherever sources are named.
    """
    if entry.slug == CONVENTION:
        yield (), "'convention' is reserved for coaching custom", "choose another key, like 'smith2020'"


@check("laterality", "sense", "name", "laterality")
def laterality(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """An exercise whose name says single-leg or one-leg is not bilateral.

    How its sides are counted follows from the field, and the name says otherwise.
    """
    if exercise.laterality == "bilateral" and re.search(r"\b(single|one)[- ](leg|foot)", exercise.name, re.IGNORECASE):
        yield (
            ("laterality",),
            f"{quote(exercise.name)} cannot be bilateral",
            "unilateral, or alternating if sides swap each rep",
        )
