"""What the finder can choose exercises and routines by."""

from __future__ import annotations

from collections.abc import Iterable

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.models import Exercise
from legwork.pages.page import Facets
from legwork.routines.session import Routine


def of_exercise(catalogue: Catalogue, exercise: Exercise) -> Facets:
    return Facets(
        primary=exercise.muscles.primary,
        secondary=exercise.muscles.secondary,
        kit=_owned(catalogue, exercise.equipment.required),
        level=exercise.level,
        patterns=(exercise.pattern,),
        impact=exercise.impact,
        avoid=_when(exercise, "avoid"),
        modify=_when(exercise, "modify"),
        sort=exercise.kind,
        sides=exercise.laterality,
        picture=exercise.figure is not None,
    )


def of_routine(catalogue: Catalogue, routine: Routine) -> Facets:
    """A routine needs and risks what any of its exercises does, warm-up and cool-down included."""
    slugs = dict.fromkeys(line.exercise for line in routine.lines if line.exercise)
    parts = [of_exercise(catalogue, catalogue.exercises[slug]) for slug in slugs]
    main = [of_exercise(catalogue, catalogue.exercises[slug]) for slug in routine.exercises] or parts
    primary = _unique(muscle for part in main for muscle in part.primary)
    avoid = _unique(care for part in parts for care in part.avoid)
    return Facets(
        primary=primary,
        secondary=tuple(m for m in _unique(m for part in main for m in part.secondary) if m not in primary),
        kit=_unique(tool for part in parts for tool in part.kit),
        level=routine.recipe.level,
        patterns=_unique(pattern for part in main for pattern in part.patterns),
        impact=max((part.impact for part in parts), default=0),
        avoid=avoid,
        modify=tuple(care for care in _unique(care for part in parts for care in part.modify) if care not in avoid),
    )


def _owned(catalogue: Catalogue, required: tuple[str, ...]) -> tuple[str, ...]:
    """Without what everyone has: walls, floors and space."""
    return tuple(slug for slug in required if not catalogue.equipment[slug].given)


def _when(exercise: Exercise, action: str) -> tuple[str, ...]:
    return _unique(caution.when for caution in exercise.cautions if caution.when and caution.action == action)


def _unique(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slugs))
