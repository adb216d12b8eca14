"""The catalogue without prose, from which routines are made: an edit to a text solves no routine again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.models import Care, Entry, Equipment, Exercise, Muscle, Pattern

_Entry = TypeVar("_Entry", bound=Entry)

_READ_ON = datetime.date(2000, 1, 1)
_NAMES: dict[str, Any] = {"aliases": (), "finds": ()}
_PROSE: Mapping[type[Entry], Mapping[str, Any]] = {
    Exercise: _NAMES
    | {"summary": "", "steps": (), "cues": (), "mistakes": (), "why": (), "sources": ()}
    | {"figure": None, "garmin": None, "reviewed": _READ_ON},
    Muscle: _NAMES | {"role": ()},
    Equipment: _NAMES | {"substitutes": ()},
    Pattern: _NAMES | {"summary": ()},
    Care: _NAMES
    | {"advice": (), "relief": (), "stop": (), "red_flags": (), "sources": ()}
    | {"timeline": None, "reviewed": _READ_ON},
}
"""By model: the fields that no routine depends on, with the values that replace them."""


def without_prose(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with its prose blanked, and without sources, flags and plans.

    Routines depend on the result alone. If a field of prose is not blanked, an edit to it solves a routine needlessly,
    but no routine is ever stale.
    """
    return replace(
        catalogue,
        exercises={slug: _bare_exercise(exercise) for slug, exercise in catalogue.exercises.items()},
        muscles=_bare(catalogue.muscles),
        equipment=_bare(catalogue.equipment),
        patterns=_bare(catalogue.patterns),
        care={slug: _bare_care(care) for slug, care in catalogue.care.items()},
        flags={},
        sources={},
        plans={},
    )


def _bare(entries: Mapping[str, _Entry]) -> dict[str, _Entry]:
    return {slug: entry.model_copy(update=_PROSE[type(entry)]) for slug, entry in entries.items()}


def _bare_exercise(exercise: Exercise) -> Exercise:
    cautions = tuple(caution.model_copy(update={"text": "", "sources": ()}) for caution in exercise.cautions)
    harder = tuple(step.model_copy(update={"when": ""}) for step in exercise.harder)
    return exercise.model_copy(update={**_PROSE[Exercise], "cautions": cautions, "harder": harder})


def _bare_care(care: Care) -> Care:
    back = tuple(step.model_copy(update={"do": "", "until": None}) for step in care.back)
    return care.model_copy(update={**_PROSE[Care], "back": back})
