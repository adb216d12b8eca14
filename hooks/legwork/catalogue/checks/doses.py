"""Doses: every dose fits its exercise."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext
from legwork.catalogue.judgments import leaves_the_ground
from legwork.catalogue.models import Exercise
from legwork.text.fields import rank
from legwork.text.problems import Write


@check("dose-levels", "sense", "doses", "level")
def dose_levels(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """An exercise has a dose for its own level and none for a lower one.

    Sessions for a level take the dose of that level.
    """
    given = [level for level, _ in exercise.doses.items()]
    if exercise.level not in given:
        yield ("doses",), f"no dose for the exercise's own level, {exercise.level}", f"add `{exercise.level}:` below doses"
    for level in given:
        if rank(level) < rank(exercise.level):
            yield (
                ("doses", level),
                f"a dose for {level}, though the exercise is {exercise.level}",
                "remove it, or lower `level`",
            )


@check("dose-hold", "sense", "doses", "contraction")
def dose_hold(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """An isometric exercise or a static stretch is dosed as a hold.

    Nothing in it repeats.
    """
    if exercise.contraction in ("isometric", "stretch"):
        for level, dose in exercise.doses.items():
            if dose.measure != "hold":
                message = f"contraction is {exercise.contraction}, but the dose counts {dose.measure}"
                yield ("doses", level), message, "write hold: [20, 30], in seconds"


@check("dose-sides", "sense", "doses", "laterality", fix="Writes `per: total`.")
def dose_sides(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """The dose of a bilateral exercise has no `per: side`.

    Both legs work at once, and the time would be counted twice.
    """
    if exercise.laterality == "bilateral":
        for level, dose in exercise.doses.items():
            if dose.per == "side":
                message = "counts each side, though the exercise is bilateral"
                yield ("doses", level, "per"), message, "write per: total", Write("total")


@check("dose-rest", "sense", "doses")
def dose_rest(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A dose of more than one set says the rest between them, even if it is zero.

    Left out it may have been forgotten, and the session would be too short.
    """
    for level, dose in exercise.doses.items():
        if dose.sets[1] > 1 and "rest" not in dose.model_fields_set:
            yield ("doses", level), "several sets and no rest", "add rest: [45, 60], in seconds; 0 for none"


@check("impact-contacts", "safety", "doses", "impact", "kind")
def impact_contacts(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A plyometric, or an exercise of impact 2 or 3, says its ground contacts per rep in every dose.

    Sessions keep to a number of landings.
    """
    if leaves_the_ground(exercise):
        what = f"impact is {exercise.impact}" if exercise.impact >= 2 else "it is a plyometric"
        for level, dose in exercise.doses.items():
            if dose.contacts is None:
                yield (
                    ("doses", level),
                    f"{what}, but the dose has no contacts",
                    "add contacts: 1, or how often a foot lands in one rep",
                )
