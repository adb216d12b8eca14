"""What people call a complaint or a state: the phrases by which a query says one, before anything is searched.

A phrase is a name, an alias or a word of `finds`, as terms. Each belongs to one complaint. `hooks/theme/assets/js/search/said.js`
looks for them in what is typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legwork.catalogue.catalogue import Catalogue
from legwork.search.terms import terms, words

Phrases = dict[str, list[str]]
"""By complaint, its phrases: terms with a space between them."""

SHORT = 3
"""Letters of a word that may be an abbreviation, in which an `s` at the end is no plural."""

_NAMED = ("exercise", "muscle", "equipment", "pattern")
"""Kinds whose names are words for what is sound, too."""


def phrases(catalogue: Catalogue) -> tuple[Phrases, Phrases]:
    """The phrases that set a complaint, and those that are the name of something else and only ask whether it is meant.

    Who types `soleus` wants the muscle, though that word also leads to a pulled calf. What a complaint is called counts
    before what a muscle is called, and this before words that only find the complaint. Words that say a red flag belong to that alone.
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
    """The phrases that say a red flag: no exercise is shown with them."""
    return sorted({_phrase(name) for flag in catalogue.flags.values() for name in flag.finds} - {""})


def _names(catalogue: Catalogue) -> Iterator[str]:
    for kind in _NAMED:
        entries: Any = catalogue.of_kind(kind).values()
        for entry in entries:
            for name in (entry.name, *getattr(entry, "aliases", ())):
                yield _phrase(name)


def _phrase(name: str) -> str:
    """A name as terms; a short one of a single word stays as it is written: `reds` is not `red`."""
    found = terms(name)
    return words(name)[-1] if len(found) == 1 and len(found[0]) <= SHORT else " ".join(found)


def _by_complaint(owners: dict[str, str]) -> Phrases:
    found: Phrases = {}
    for phrase, slug in owners.items():
        if phrase:
            found.setdefault(slug, []).append(phrase)
    return {slug: sorted(found[slug]) for slug in sorted(found)}
