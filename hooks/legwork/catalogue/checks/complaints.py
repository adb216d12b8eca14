"""Complaints and states: what waits, what goes on, the way back, and that nothing else says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legwork.catalogue.checks.check import MOVED, TWICE_OR_MOVED, Finding, check
from legwork.catalogue.checks.context import CheckContext
from legwork.catalogue.checks.references import resolve, sources_resolve
from legwork.catalogue.judgments import Verdict, demands
from legwork.catalogue.models import Care, Exercise
from legwork.text.problems import Remove


@check("reference-instead", "format", "instead", kinds=("care",), fix=TWICE_OR_MOVED)
def instead_exists(care: Care, context: CheckContext) -> Iterator[Finding]:
    """The exercises in `instead` of a complaint exist, each named once.

    The page of the complaint links to it.
    """
    yield from _each_once("instead", "exercise", care.instead, context)


@check("reference-red-flag", "format", "red_flags", kinds=("care",), fix=TWICE_OR_MOVED)
def red_flags_exist(care: Care, context: CheckContext) -> Iterator[Finding]:
    """Every red flag of a complaint is an id in flags.yml, and is named once.

    The page shows the sign with how soon to be seen.
    """
    yield from _each_once("red_flags", "flag", care.red_flags, context)


def _each_once(field: str, kind: str, slugs: tuple[str, ...], context: CheckContext) -> Iterator[Finding]:
    """Yield findings for entries of a list that do not exist or are named twice."""
    for i, slug in enumerate(slugs):
        yield from resolve((field, i), kind, slug, context)
        if slug in slugs[:i]:
            yield (field, i), f"'{slug}' is written twice", "name it once", Remove()


@check("reference-way-back", "format", "back", kinds=("care",), fix=MOVED)
def way_back_exists(care: Care, context: CheckContext) -> Iterator[Finding]:
    """Every exercise of the way back exists.

    Sessions are made of these steps.
    """
    for i, step in enumerate(care.back):
        for j, item in enumerate(step.exercises):
            yield from resolve(("back", i, "exercises", j, "exercise"), "exercise", item.exercise, context)


@check("reference-timeline-source", "format", "timeline", kinds=("care",), fix=TWICE_OR_MOVED)
def timeline_sources_exist(care: Care, context: CheckContext) -> Iterator[Finding]:
    """Every source of a timeline is a key in sources.yml, or `convention`, and is named once.

    The page says how strong it is.
    """
    if care.timeline:
        yield from sources_resolve(("timeline", "sources"), care.timeline.sources, context)


@check("fine-safe", "safety", "instead", "not_now", kinds=("care",))
def fine_is_safe(care: Care, context: CheckContext) -> Iterator[Finding]:
    """An exercise that is fine under a complaint is not one that it leaves out or changes, and makes no demand that waits.

    Pages, search and sessions offer it as it is.
    """
    for i, slug in enumerate(care.instead):
        exercise = context.readable(slug, "cautions", "pattern", "kind", "impact")
        if exercise is None:
            continue
        actions = {caution.action for caution in exercise.cautions if caution.when == care.slug}
        if "avoid" in actions:
            message, hint = f"'{slug}' is to be avoided with '{care.slug}'", "remove it, or correct the exercise's caution"
            yield ("instead", i), message, hint
        elif waiting := _waiting(exercise, care, context):
            message = f"'{slug}' asks for {waiting}, which waits with '{care.slug}'"
            yield ("instead", i), message, f"remove it, or take {waiting} out of not_now"
        elif "modify" in actions:
            message = f"'{slug}' is to be changed with '{care.slug}', so it is not fine as it is"
            yield ("instead", i), message, "remove it here, or remove the exercise's caution"


@check("change-possible", "safety", "cautions", "pattern", "kind", "impact")
def change_possible(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A `modify` caution is not for an exercise whose demand is in `not_now` of the complaint.

    That exercise is left out, so there is nothing to change about it.
    """
    for i, caution in enumerate(exercise.cautions):
        care = context.care(caution.when, "not_now") if caution.action == "modify" and caution.when else None
        if care and (waiting := _waiting(exercise, care, context)):
            message = f"says how to change it, but {waiting} waits with '{care.slug}'"
            yield ("cautions", i, "action"), message, f"write avoid, or take {waiting} out of not_now in care.yml"


def _waiting(exercise: Exercise, care: Care, context: CheckContext) -> str:
    """Return a demand of the exercise that waits for the complaint, if there is one."""
    demand = context.demand(exercise.pattern)
    return next(iter(sorted(demands(exercise, demand).intersection(care.not_now))), "") if demand else ""


@check("way-back-tested", "safety", "back", kinds=("care",))
def way_back_tested(care: Care, context: CheckContext) -> Iterator[Finding]:
    """Every step of the way back but the last has a test.

    A runner has to know when to go on.
    """
    for i, step in enumerate(care.back):
        if i + 1 < len(care.back) and step.until is None:
            yield ("back", i), "a step without a test", "add until: what must hold before the next step"
        elif i + 1 == len(care.back) and step.until is not None:
            yield ("back", i, "until"), "a test after the last step", "remove it, or say what comes next"


@check("way-back-safe", "safety", "back", kinds=("care",))
def way_back_safe(care: Care, context: CheckContext) -> Iterator[Finding]:
    """The first step of the way back has no exercise that the complaint leaves out or that nobody has judged.

    It is done while it still hurts.
    """
    for step in care.back[:1]:
        for j, item in enumerate(step.exercises):
            verdict = context.verdict(item.exercise, care.slug)
            if verdict in (Verdict.AVOID, Verdict.NOT_JUDGED):
                message = f"'{item.exercise}' is {_TOLD[verdict]} with '{care.slug}'"
                yield ("back", 0, "exercises", j, "exercise"), message, "judge it, or make it a later step"


_TOLD = {Verdict.AVOID: "left out", Verdict.NOT_JUDGED: "not judged"}


_MEASURABLE = re.compile(r"[0-9]|\b(?:without|agrees?|controlled|one|two|three|four|twice|weeks?)\b", re.IGNORECASE)
"""Signs of a test that a runner can decide: a number, a time, something that does not happen, or a clinician's word."""


@check("way-back-measurable", "optional", "back", kinds=("care",))
def way_back_measurable(care: Care, context: CheckContext) -> Iterator[Finding]:
    """A test of the way back has a number, a time, something that does not happen, or a clinician's word.

    "When it feels better" is no test: a runner in a hurry passes it every day.
    """
    for i, step in enumerate(care.back):
        if step.until and not _MEASURABLE.search(step.until):
            yield ("back", i, "until"), "a test that nobody can decide", "say how many, how long, or without what"


STAGES_WITH_SESSIONS = (1, 2)
"""The steps of a way back that have a session. Later ones are full training."""


@check("way-back-sessions", "optional", "back", "clearance", kinds=("care",))
def way_back_sessions(care: Care, context: CheckContext) -> Iterator[Finding]:
    """The first two steps of a way back have a routine each, unless somebody must look at the complaint first.

    Whoever reads the page wants to begin, and should not have to put a session together.
    """
    if not care.back or care.clearance or not context.stages_known:
        return
    for stage in STAGES_WITH_SESSIONS:
        if (care.slug, stage) not in context.stages:
            hint = f"add a routine with leave_out: [{care.slug}] and stage: {stage}"
            yield ("back",), f"step {stage} has no routine", hint
