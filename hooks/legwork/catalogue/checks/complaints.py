"""Complaints and states: what waits, what goes on, the way back, and that nothing else says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.references import resolve, sources_resolve
from legwork.catalogue.checks.world import World
from legwork.catalogue.judgements import Verdict, demands
from legwork.catalogue.models import Care, Exercise


@check("references", "instead", kinds=("care",))
def instead_resolves(care: Care, world: World) -> Iterator[Finding]:
    """What goes on under a complaint are exercises that exist."""
    yield from _each_once("instead", "exercise", care.instead, world)


@check("references", "red_flags", kinds=("care",))
def red_flags_resolve(care: Care, world: World) -> Iterator[Finding]:
    """Every red flag is an id in flags.yml."""
    yield from _each_once("red_flags", "flag", care.red_flags, world)


def _each_once(field: str, kind: str, slugs: tuple[str, ...], world: World) -> Iterator[Finding]:
    """Entries that a list names lead somewhere, and each stands there once."""
    for i, slug in enumerate(slugs):
        yield from resolve((field, i), kind, slug, world)
        if slug in slugs[:i]:
            yield (field, i), f"'{slug}' stands twice", "name it once"


@check("references", "back", kinds=("care",))
def way_back_resolves(care: Care, world: World) -> Iterator[Finding]:
    """The exercises of the way back exist."""
    for i, step in enumerate(care.back):
        for j, item in enumerate(step.exercises):
            yield from resolve(("back", i, "exercises", j, "exercise"), "exercise", item.exercise, world)


@check("references", "timeline", kinds=("care",))
def timeline_sources_resolve(care: Care, world: World) -> Iterator[Finding]:
    """Every source of a timeline is a key in sources.yml, or `convention`."""
    if care.timeline:
        yield from sources_resolve(("timeline", "sources"), care.timeline.sources, world)


@check("care-safe", "instead", "not_now", kinds=("care",))
def instead_safe(care: Care, world: World) -> Iterator[Finding]:
    """What is fine under a complaint is not what it leaves out or changes, and makes no demand that waits."""
    for i, slug in enumerate(care.instead):
        exercise = world.readable(slug, "cautions", "pattern", "kind", "impact")
        if exercise is None:
            continue
        actions = {caution.action for caution in exercise.cautions if caution.when == care.slug}
        if "avoid" in actions:
            message, hint = f"'{slug}' is to be avoided with '{care.slug}'", "remove it, or correct the exercise's caution"
            yield ("instead", i), message, hint
        elif waiting := _waiting(exercise, care, world):
            message = f"'{slug}' asks for {waiting}, which waits with '{care.slug}'"
            yield ("instead", i), message, f"remove it, or take {waiting} out of not_now"
        elif "modify" in actions:
            message = f"'{slug}' is to be changed with '{care.slug}', so it is not fine as it is"
            yield ("instead", i), message, "remove it here, or remove the exercise's caution"


@check("care-safe", "cautions", "pattern", "kind", "impact")
def change_can_be_done(exercise: Exercise, world: World) -> Iterator[Finding]:
    """An exercise that makes a demand which waits is left out, so nobody is told to do it differently."""
    for i, caution in enumerate(exercise.cautions):
        care = world.complaint(caution.when, "not_now") if caution.action == "modify" and caution.when else None
        if care and (waiting := _waiting(exercise, care, world)):
            message = f"says how to change it, but {waiting} waits with '{care.slug}'"
            yield ("cautions", i, "action"), message, f"write avoid, or take {waiting} out of not_now in care.yml"


def _waiting(exercise: Exercise, care: Care, world: World) -> str:
    """A demand of the exercise that waits under the complaint, if there is one."""
    demand = world.demand(exercise.pattern)
    return next(iter(sorted(demands(exercise, demand).intersection(care.not_now))), "") if demand else ""


@check("care-return", "back", kinds=("care",))
def way_back_tested(care: Care, world: World) -> Iterator[Finding]:
    """Every step of the way back but the last has a test, so that a runner knows when to go on."""
    for i, step in enumerate(care.back):
        if i + 1 < len(care.back) and step.until is None:
            yield ("back", i), "a step without a test", "add until: what must hold before the next step"
        elif i + 1 == len(care.back) and step.until is not None:
            yield ("back", i, "until"), "a test after the last step", "remove it, or say what comes next"


@check("care-return", "back", kinds=("care",))
def way_back_begins_safely(care: Care, world: World) -> Iterator[Finding]:
    """The first step of the way back holds nothing that the complaint leaves out or that nobody has judged."""
    for step in care.back[:1]:
        for j, item in enumerate(step.exercises):
            verdict = world.verdict(item.exercise, care.slug)
            if verdict in (Verdict.AVOID, Verdict.NOT_JUDGED):
                message = f"'{item.exercise}' is {_TOLD[verdict]} with '{care.slug}'"
                yield ("back", 0, "exercises", j, "exercise"), message, "judge it, or make it a later step"


_TOLD = {Verdict.AVOID: "left out", Verdict.NOT_JUDGED: "not judged"}
