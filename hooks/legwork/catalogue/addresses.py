"""Slugs that cannot be addresses: a page or picture of another entry has the address, or a file system reserves the name."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.catalogue import Draft, Reading
from legwork.catalogue.lookups import NO_KIT
from legwork.catalogue.rules import ADDRESS_TAKEN
from legwork.text.paths import windows_keeps
from legwork.text.problems import Problem, quote

INDEX = "index"
PICTURES = ("-pair", "-still")
"""Endings of the names of an exercise's further pictures: `squat-pair.svg` beside `squat.svg`."""


def problems(reading: Reading) -> Iterator[Problem]:
    """Yield a problem for every entry whose slug cannot be its address."""
    for kind, drafts in reading.drafts.items():
        for slug, draft in drafts.items():
            for message, hint in _taken(kind, slug, drafts):
                yield draft.place.problem(ADDRESS_TAKEN, (), message, hint)


def _taken(kind: str, slug: str, drafts: dict[str, Draft]) -> Iterator[tuple[str, str]]:
    base = next((slug.removesuffix(end) for end in PICTURES if slug.endswith(end)), "")
    if windows_keeps(slug):
        yield f"{quote(slug)} is a name that Windows keeps for itself", "choose another: the site has a folder of that name"
    elif slug == INDEX:
        yield f"{quote(slug)} is the address of the list of all entries", "choose another"
    elif kind == "equipment" and slug == NO_KIT:
        yield f"{quote(slug)} is the address of what needs no equipment", "choose another"
    elif kind == "exercise" and base in drafts:
        yield f"{quote(slug)} is the name of a picture of '{base}'", "choose another"
