"""The phrases by which a query names a complaint or a state. They are recognized before anything is searched.

A phrase is a name, an alias or a word of `finds`, as terms. Each belongs to one care entry.
`hooks/theme/assets/js/search/said.js` looks for phrases in the text that a runner types.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legwork.catalogue.catalogue import Catalogue
from legwork.search.terms import terms, tokens

Phrases = dict[str, list[str]]
"""The phrases of each care entry: terms separated by spaces."""

SHORT = 3
"""The length up to which a word may be an abbreviation, whose final `s` is not a plural."""

_NAMED = ("exercise", "muscle", "equipment", "pattern")
"""Kinds whose names also have a meaning without any complaint."""


def phrases(catalogue: Catalogue) -> tuple[Phrases, Phrases]:
    """Return the phrases that select a care entry, and those that only ask whether it is meant.

    A phrase of the second kind is also the name of something else: a runner who types `soleus` wants the muscle, though the word also
    finds a pulled calf. Names of care entries come first, then names of muscles and the like, then words that only find a
    care entry. Words of a red flag belong to the red flag alone.
    """
    owners: dict[str, str] = {}
    asking: dict[str, str] = {}
    urgent = set(emergencies(catalogue))
    for slug, care in catalogue.care.items():
        for name in (care.name, *care.aliases):
            owners.setdefault(_phrase(name), slug)
    named = set(_names(catalogue))
    for slug, care in catalogue.care.items():
        for name in care.finds:
            phrase = _phrase(name)
            if phrase not in owners and phrase not in urgent:
                (asking if phrase in named else owners).setdefault(phrase, slug)
    return _by_complaint(owners), _by_complaint(asking)


def emergencies(catalogue: Catalogue) -> list[str]:
    """Return the phrases of red flags. A query with one of them shows no exercise."""
    return sorted({_phrase(name) for flag in catalogue.flags.values() for name in flag.finds} - {""})


def _names(catalogue: Catalogue) -> Iterator[str]:
    for kind in _NAMED:
        entries: Any = catalogue.of_kind(kind).values()
        for entry in entries:
            for name in (entry.name, *getattr(entry, "aliases", ())):
                yield _phrase(name)


def _phrase(name: str) -> str:
    """Return the terms of a name. A single short word keeps its final `s`, because it may be an abbreviation: `reds` is not `red`."""
    said = terms(name)
    return tokens(name)[-1] if len(said) == 1 and len(said[0]) <= SHORT else " ".join(said)


def _by_complaint(owners: dict[str, str]) -> Phrases:
    by_slug: Phrases = {}
    for phrase, slug in owners.items():
        if phrase:
            by_slug.setdefault(slug, []).append(phrase)
    return {slug: sorted(by_slug[slug]) for slug in sorted(by_slug)}
