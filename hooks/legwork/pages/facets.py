"""The facets by which the finder selects exercises and routines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.judgments import Judgments, Verdict
from legwork.catalogue.models import Exercise
from legwork.routines.routine import Routine
from legwork.search.entry import Facets


def of_exercise(catalogue: Catalogue, judged: Judgments, exercise: Exercise) -> Facets:
    return Facets(
        primary=exercise.muscles.primary,
        secondary=exercise.muscles.secondary,
        kit=_owned(catalogue, exercise.equipment.required),
        level=exercise.level,
        patterns=(exercise.pattern,),
        impact=exercise.impact,
        avoid=_with_verdict(judged, exercise, Verdict.AVOID),
        modify=_with_verdict(judged, exercise, Verdict.MODIFY),
        fine=_with_verdict(judged, exercise, Verdict.FINE),
        sort=exercise.kind,
        sides=exercise.laterality,
        picture=exercise.figure is not None,
    )


def of_routine(catalogue: Catalogue, judged: Judgments, routine: Routine) -> Facets:
    """Return the facets of a routine.

    Its kit, impact and verdicts are those of all its exercises, warm-up and cool-down included. For a complaint that it was
    made for its verdict is fine, because its rows keep every limit.
    """
    slugs = dict.fromkeys(row.exercise for row in routine.rows if row.exercise)
    parts = [of_exercise(catalogue, judged, catalogue.exercises[slug]) for slug in slugs]
    main = [of_exercise(catalogue, judged, catalogue.exercises[slug]) for slug in routine.exercises] or parts
    primary = _unique(muscle for part in main for muscle in part.primary)
    made_for = routine.recipe.leave_out
    verdicts = {care: Verdict.FINE if care in made_for else judged.all_of(care, slugs) for care in catalogue.care}
    return Facets(
        primary=primary,
        secondary=tuple(m for m in _unique(m for part in main for m in part.secondary) if m not in primary),
        kit=_unique(piece for part in parts for piece in part.kit),
        level=routine.recipe.level,
        patterns=_unique(pattern for part in main for pattern in part.patterns),
        impact=max((part.impact for part in parts), default=0),
        avoid=_of_verdict(verdicts, Verdict.AVOID),
        modify=_of_verdict(verdicts, Verdict.MODIFY),
        fine=_of_verdict(verdicts, Verdict.FINE),
        made_for=made_for,
    )


def _owned(catalogue: Catalogue, required: tuple[str, ...]) -> tuple[str, ...]:
    """Return the equipment that a runner must own, without walls, floors and other things that everyone has."""
    return tuple(slug for slug in required if not catalogue.equipment[slug].given)


def _with_verdict(judged: Judgments, exercise: Exercise, verdict: Verdict) -> tuple[str, ...]:
    return _of_verdict({care: judgment.verdict for care, judgment in judged.under(exercise.slug)}, verdict)


def _of_verdict(verdicts: Mapping[str, Verdict], verdict: Verdict) -> tuple[str, ...]:
    return tuple(care for care, judged in verdicts.items() if judged is verdict)


def _unique(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slugs))
