"""How much: every dose fits its exercise."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.world import World
from legwork.catalogue.models import Exercise
from legwork.text.fields import rank


@check("dose-levels", "doses", "level")
def dose_levels(exercise: Exercise, world: World) -> Iterator[Finding]:
    """There is a dose for the exercise's own level and none for a lower one."""
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


@check("dose-hold", "doses", "contraction")
def dose_hold(exercise: Exercise, world: World) -> Iterator[Finding]:
    """An isometric exercise or a static stretch is dosed as a hold."""
    if exercise.contraction in ("isometric", "stretch"):
        for level, dose in exercise.doses.items():
            if dose.measure != "hold":
                message = f"contraction is {exercise.contraction}, but the dose counts {dose.measure}"
                yield ("doses", level), message, "write hold: [20, 30], in seconds"


@check("dose-sides", "doses", "laterality")
def dose_sides(exercise: Exercise, world: World) -> Iterator[Finding]:
    """An exercise for both legs at once has no sides to count."""
    if exercise.laterality == "bilateral":
        for level, dose in exercise.doses.items():
            if dose.per == "side":
                yield ("doses", level, "per"), "counts each side, though the exercise is bilateral", "write per: total"


@check("dose-rest", "doses")
def dose_rest(exercise: Exercise, world: World) -> Iterator[Finding]:
    """More than one set needs a rest, even if it is zero."""
    for level, dose in exercise.doses.items():
        if dose.sets[1] > 1 and "rest" not in dose.model_fields_set:
            yield ("doses", level), "several sets and no rest", "add rest: [45, 60], in seconds; 0 for none"


@check("impact-contacts", "doses", "impact", "kind")
def impact_contacts(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A plyometric, or impact 2 or 3, says its ground contacts per rep in every dose."""
    if exercise.impact >= 2 or exercise.kind == "plyometric":
        what = f"impact is {exercise.impact}" if exercise.impact >= 2 else "it is a plyometric"
        for level, dose in exercise.doses.items():
            if dose.contacts is None:
                yield (
                    ("doses", level),
                    f"{what}, but the dose has no contacts",
                    "add contacts: 1, or how often a foot lands in one rep",
                )
