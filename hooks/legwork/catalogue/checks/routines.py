"""Recipes of routines, and plans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from legwork.catalogue.checks.check import MOVED, TWICE_OR_MOVED, Finding, check
from legwork.catalogue.checks.context import CheckContext
from legwork.catalogue.checks.references import resolve, sources_resolve
from legwork.catalogue.judgments import Judgment, Verdict, judge
from legwork.catalogue.models import Demand, WrittenRow
from legwork.catalogue.recipes import Plan, Recipe
from legwork.catalogue.rule_numbers import MICRO_MINUTES
from legwork.text.problems import did_you_mean
from legwork.text.spelling import guesses

DEMANDS = get_args(Demand)


@check("reference-owned", "format", "equipment", kinds=("routine",), fix=MOVED)
def owned_exists(recipe: Recipe, context: CheckContext) -> Iterator[Finding]:
    """The equipment of a routine is ids in equipment.yml.

    Exercises are chosen that need nothing else.
    """
    for i, slug in enumerate(recipe.equipment):
        yield from resolve(("equipment", i), "equipment", slug, context)


@check("reference-leave-out", "format", "leave_out", kinds=("routine",), fix=MOVED)
def leave_out_exists(recipe: Recipe, context: CheckContext) -> Iterator[Finding]:
    """The complaints that a routine leaves out are ids in care.yml.

    Exercises are judged by them.
    """
    for i, slug in enumerate(recipe.leave_out):
        yield from resolve(("leave_out", i), "care", slug, context)


@check("clearance-first", "safety", "leave_out", kinds=("routine",))
def clearance_first(recipe: Recipe, context: CheckContext) -> Iterator[Finding]:
    """No routine is made for a complaint with `clearance`.

    Somebody has to look at it first, and a session would tell those runners to train.
    """
    for i, slug in enumerate(recipe.leave_out):
        care = context.care(slug, "clearance")
        if care and care.clearance:
            hint = "remove the routine; a line in moved.yml leads its address to the complaint's page"
            yield ("leave_out", i), f"'{slug}' is to be looked at first, before any session", hint


@check("stage-possible", "safety", "leave_out", "stage", kinds=("routine",))
def stage_possible(recipe: Recipe, context: CheckContext) -> Iterator[Finding]:
    """The stage of a routine is a step of the way back of its one complaint, and all its exercises may be done.

    The session holds the exercises of that step.
    """
    if recipe.stage is None:
        return
    if len(recipe.leave_out) != 1:
        yield ("stage",), "a stage belongs to one complaint", "name one id in leave_out, or remove stage"
        return
    care = context.care(recipe.leave_out[0], "back")
    if care is None:
        return
    if recipe.stage > len(care.back) or not care.back[recipe.stage - 1].exercises:
        yield ("stage",), f"step {recipe.stage} of the way back of '{care.slug}' has no exercises", "choose a step that has"
        return
    for item in care.back[recipe.stage - 1].exercises:
        exercise = context.readable(item.exercise, "cautions", "pattern", "kind", "impact")
        demand = context.demand(exercise.pattern) if exercise else None
        if exercise and exercise.impact:
            reason = "which lands"
        else:
            reason = _beyond(item, judge(exercise, demand, care)) if exercise and demand else ""
        if reason:
            hint = "correct that step of `back`, or what is said of the exercise"
            yield ("stage",), f"step {recipe.stage} of '{care.slug}' holds '{item.exercise}', {reason}", hint


def _beyond(item: WrittenRow, judgment: Judgment) -> str:
    """Return why a complaint does not allow a step's exercise, or an empty string if it does."""
    if judgment.verdict in (Verdict.AVOID, Verdict.NOT_JUDGED):
        return "which is left out" if judgment.verdict is Verdict.AVOID else "which nobody has judged"
    limit = judgment.limit
    if judgment.verdict is Verdict.MODIFY and limit is None:
        return "which is to be changed, and its caution sets no limit"
    given = {"sets": item.sets, "reps": item.reps, "hold_s": item.hold or item.duration}
    over = [name for name, value in given.items() if limit and value and value > (getattr(limit, name) or value)]
    return f"beyond the limit of its caution: {over[0]}" if over else ""


@check("reference-focus", "format", "focus", kinds=("routine",))
def focus_known(recipe: Recipe, context: CheckContext) -> Iterator[Finding]:
    """A focus is a demand of the patterns or an id in muscles.yml.

    Sessions favor exercises that have it.
    """
    muscles = context.reading.drafts["muscle"]
    for i, focus in enumerate(recipe.focus):
        if focus not in DEMANDS and focus not in muscles and "muscle" not in context.reading.unread_kinds:
            yield ("focus", i), f"no demand or muscle '{focus[:60]}'", _focus_hint(focus, context)


def _focus_hint(focus: str, context: CheckContext) -> str:
    """Return a hint: the demand or muscle that may have been meant."""
    if demands := guesses(focus, DEMANDS):
        return did_you_mean(demands)
    hint = context.hints["muscle"].hint(focus)
    return hint if hint.startswith("did") else f"a demand is one of {', '.join(DEMANDS)}; ids of muscles are in muscles.yml"


@check("reference-session-exercise", "format", "exercises", kinds=("routine",), fix=MOVED)
def listed_exercises_exist(recipe: Recipe, context: CheckContext) -> Iterator[Finding]:
    """Every exercise of a fixed session exists.

    The session is printed as it is written.
    """
    for i, item in enumerate(recipe.exercises):
        yield from resolve(("exercises", i, "exercise"), "exercise", item.exercise, context)


@check("reference-session-source", "format", "sources", kinds=("routine", "plan"), fix=TWICE_OR_MOVED)
def session_sources_exist(entry: Any, context: CheckContext) -> Iterator[Finding]:
    """Every source of a routine or plan is a key in sources.yml, or `convention`, and is named once.

    The page of a source lists every session that rests on it.
    """
    yield from sources_resolve(("sources",), entry.sources, context)


@check("pair-mutual", "sense", "pair", kinds=("routine",))
def pair_mutual(recipe: Recipe, context: CheckContext) -> Iterator[Finding]:
    """The pair of a routine is another routine that names it in turn, and neither is a fixed session.

    The two sessions of a week are chosen together.
    """
    if recipe.pair is None:
        return
    yield from resolve(("pair",), "routine", recipe.pair, context)
    draft = context.reading.drafts["routine"].get(recipe.pair)
    if recipe.pair == recipe.slug:
        yield ("pair",), "a routine is not its own pair", "name the other session of the week"
    elif draft and draft.has(("pair", "exercises")) and isinstance(draft.entry, Recipe):
        if draft.entry.pair != recipe.slug:
            yield ("pair",), f"'{recipe.pair}' does not name this routine as its pair", f"write pair: {recipe.slug} there"
        elif recipe.fixed or draft.entry.fixed:
            yield ("pair",), "a fixed session has no pair", "remove pair, or the list of exercises"


@check("pair-alike", "sense", "pair", "session", "level", "exercises", kinds=("routine",))
def pair_alike(recipe: Recipe, context: CheckContext) -> Iterator[Finding]:
    """The two sessions of a pair are for one level, and neither is a warm-up or a cool-down.

    One runner does both of them in one week.
    """
    if recipe.pair in (None, recipe.slug) or recipe.fixed:
        return
    draft = context.reading.drafts["routine"].get(recipe.pair or "")
    if recipe.session in ("warm-up", "cool-down"):
        yield ("pair",), f"a {recipe.session} has no pair", "remove pair"
    elif not draft or not draft.has(("level", "exercises")) or not isinstance(other := draft.entry, Recipe) or other.fixed:
        return
    elif other.level != recipe.level:
        hint = f"write level: {recipe.level} there, or another here"
        yield ("pair",), f"'{recipe.pair}' is for {other.level} runners", hint


@check("micro-short", "sense", "session", "minutes", kinds=("routine",))
def micro_short(recipe: Recipe, context: CheckContext) -> Iterator[Finding]:
    """A micro session takes no longer than R-F2 allows.

    It is done after an easy run.
    """
    if recipe.session == "micro" and recipe.minutes > MICRO_MINUTES:
        yield ("minutes",), f"a micro session of {recipe.minutes} minutes", f"{MICRO_MINUTES} at most, or session: main"


@check("reference-plan-routine", "format", "stages", kinds=("plan",), fix=MOVED)
def plan_routines_exist(plan: Plan, context: CheckContext) -> Iterator[Finding]:
    """Every routine of a plan exists.

    Otherwise some weeks of the plan would have no session.
    """
    for i, stage in enumerate(plan.stages):
        for j, slug in enumerate(stage.main):
            yield from resolve(("stages", i, "main", j), "routine", slug, context)
        if stage.micro:
            yield from resolve(("stages", i, "micro"), "routine", stage.micro, context)


@check("plan-weeks", "sense", "stages", kinds=("plan",))
def plan_weeks(plan: Plan, context: CheckContext) -> Iterator[Finding]:
    """The stages of a plan follow each other from week 1 without gap or overlap.

    Each week has one set of sessions.
    """
    expected = 1
    for i, stage in enumerate(plan.stages):
        if stage.weeks[0] != expected:
            yield ("stages", i, "weeks"), f"begins with week {stage.weeks[0]}, not {expected}", f"write [{expected}, ...]"
        expected = stage.weeks[1] + 1
