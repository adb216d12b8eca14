"""Rows for exercises with written sets: those of a fixed session or of a step of the way back."""

from __future__ import annotations

from legwork.catalogue.models import Dose, Exercise, Level, WrittenRow
from legwork.routines.routine import Row, timed_row
from legwork.text.fields import MEASURES


def dose_for(exercise: Exercise, level: Level) -> Dose:
    """Return the dose of a level, or the exercise's first dose. Tempo and sides come from it."""
    given = dict(exercise.doses.items())
    return given.get(level) or next(iter(given.values()))


def fixed_row(item: WrittenRow, exercise: Exercise, dose: Dose) -> Row:
    """Return the row for an exercise with the written sets and amount, and everything else as in its dose."""
    measured = dose.model_copy(
        update={name: (value, value) if (value := getattr(item, name)) is not None else None for name in MEASURES}
        | ({} if item.measure == "reps" else {"tempo": None, "rep_seconds": None})
    )
    repeats = item.reps or 1 if item.measure == "duration" else 1
    rest_s = item.rest if item.rest is not None else dose.rest[0]
    return timed_row(exercise, measured, sets=item.sets, amount=item.amount, rest_s=rest_s, repeats=repeats)
