"""The clock: the seconds that a dose takes. Both sides, side switches, rests and set-up always count.

The formulas are the dossier's time model (d.4); tempo sums and a 5 s side switch are coaching custom.
"""

from __future__ import annotations

import math

from legwork.catalogue.models import Dose, Exercise

SIDE_SWITCH_S = 5
"""Seconds to change legs once per set of a unilateral exercise (d.4)."""
DEFAULT_TEMPO = "2-0-1-0"
"""The tempo of doses that give none: two seconds down, one up (R-T1)."""
METER_S = 1.0
"""Seconds that a meter of a drill takes, the walk back included: a brisk walking pace. Coaching custom."""


def rep_seconds(dose: Dose) -> float:
    """Return the seconds that one repetition takes."""
    if dose.rep_seconds is not None:
        return dose.rep_seconds
    return float(sum(map(int, (dose.tempo or DEFAULT_TEMPO).split("-"))))


def contacts(exercise: Exercise, dose: Dose, sets: int, amount: int) -> int:
    """Return the ground contacts of `sets` sets of `amount` repetitions (R-P4: one foot or both together count as one)."""
    return sets * amount * _sides(exercise, dose) * (dose.contacts or 0)


def seconds(exercise: Exercise, dose: Dose, *, sets: int, amount: int, rest_s: int, repeats: int = 1) -> int:
    """Return the seconds that the exercise takes from set-up to the last rep, rounded up to a whole second.

    `amount` is in the dose's measure: reps, seconds held, meters, or seconds per repeat; `repeats` counts
    the repeats of a timed dose, with `rest_s` between them as between sets.
    """
    measure = dose.measure
    work_s = {"reps": rep_seconds(dose), "hold": 1.0, "distance": METER_S, "duration": 1.0}[measure] * amount
    switch_s = SIDE_SWITCH_S if exercise.laterality == "unilateral" else 0
    bouts = sets * repeats if measure == "duration" else sets
    set_s = work_s * _sides(exercise, dose) + switch_s
    total_s = bouts * set_s + (bouts - 1) * rest_s + exercise.setup.seconds
    return math.ceil(round(total_s, 6))  # 2 x 25 reps of 2.2 s is 110.00000000000001 in floating point


def span(exercise: Exercise, dose: Dose) -> tuple[int, int]:
    """Return the fewest and most seconds: with sets, amount and rest at their low ends, and at their high ends."""
    low, high = (
        seconds(exercise, dose, sets=dose.sets[end], amount=dose.amount[end], rest_s=dose.rest[end], repeats=dose.repeats[end])
        for end in (0, 1)
    )
    return low, high


def _sides(exercise: Exercise, dose: Dose) -> int:
    return 2 if exercise.dose_per(dose) == "side" else 1
