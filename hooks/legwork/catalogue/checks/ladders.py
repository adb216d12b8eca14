"""Ladders: from what a beginner can do at home to what only the advanced should, without a missing rung.

A way down follows `harder` backwards. It never rises (`harder-level`) and never turns in a circle (`harder-acyclic`).
"""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext
from legwork.catalogue.models import Equipment, Exercise
from legwork.text.fields import LEVELS

CLIMBED = ("strength", "plyometric")
"""Kinds that a runner climbs, rung by rung. A stretch or a swing is done as far as it goes, and not left behind for a harder
one; a drill is practiced, and hills are chosen by the slope and the number of repeats."""


@check("ladder-joined", "house", "level")
def ladder_joined(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Every exercise above beginner is the `harder` of an easier one, step by step from a beginner exercise.

    Nobody should be shown a hard exercise without the way to it.
    """
    if exercise.level == LEVELS[0] or not context.ladders_known:
        return
    below = context.below(exercise.slug)
    if not below:
        yield ("level",), f"is {exercise.level}, and no exercise leads up to it", "name it as `harder` in an easier one's file"
    elif all(one.level != LEVELS[0] for one in below):
        first = ", ".join(sorted(one.slug for one in below if not context.below(one.slug)))
        yield ("level",), "no way down from here reaches a beginner exercise", f"name what leads up to {first}"


@check("ladder-start", "house", "level", "kind")
def ladder_start(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A ladder of strength or jumps begins with a beginner exercise that needs nothing but what everyone has.

    A runner can begin today, at home.
    """
    if exercise.kind not in CLIMBED or exercise.level == LEVELS[0] or not context.ladders_known:
        return
    start = [one for one in context.below(exercise.slug) if one.level == LEVELS[0]]
    if start and not any(_free(one, context) for one in start):
        needed = ", ".join(sorted(one.slug for one in start))
        hint = "name one that needs only what everyone has as their easier step, or as this one's"
        yield ("level",), f"the way here begins with kit ({needed})", hint


def _free(exercise: Exercise, context: CheckContext) -> bool:
    """Return whether it needs only what everyone has, such as a wall or the floor, as far as is known."""
    drafts = [context.reading.drafts["equipment"].get(slug) for slug in exercise.equipment.required]
    known = [draft.entry for draft in drafts if draft and draft.has(("given",))]
    return all(kit.given for kit in known if isinstance(kit, Equipment))


@check("ladder-top", "house", "level", "kind", "harder")
def ladder_top(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A strength exercise or jump below advanced has something harder.

    A runner who has outgrown it should not stand still. Where the same exercise goes on getting harder, the policy has an
    exception with the reason.
    """
    if exercise.kind in CLIMBED and exercise.level != LEVELS[-1] and not exercise.harder:
        yield ("level",), f"is {exercise.level}, and nothing harder follows", "add `harder`, or an exception with its reason"
