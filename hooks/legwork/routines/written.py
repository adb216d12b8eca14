"""Rows that somebody has written down: of a fixed session, or of a step of the way back from what hurts."""

from __future__ import annotations

from legwork.catalogue.models import Dose, Exercise, Level, WrittenRow
from legwork.routines.session import Line, line
from legwork.text.fields import MEASURES


def dose_for(exercise: Exercise, level: Level) -> Dose:
    """Return the dose of a level, or the nearest one there is: tempo and sides come from it."""
    given = dict(exercise.doses.items())
    return given.get(level) or next(iter(given.values()))


def written_line(item: WrittenRow, exercise: Exercise, dose: Dose) -> Line:
    """Return the row for an exercise in the sets and amount that are written down, otherwise as in its dose."""
    measured = dose.model_copy(
        update={name: (value, value) if (value := getattr(item, name)) is not None else None for name in MEASURES}
        | ({} if item.measure == "reps" else {"tempo": None, "rep_seconds": None})
    )
    repeats = item.reps or 1 if item.measure == "duration" else 1
    rest_s = item.rest if item.rest is not None else dose.rest[0]
    return line(exercise, measured, sets=item.sets, amount=item.amount, rest_s=rest_s, repeats=repeats)
