"""Violations of rules in a finished session, in words for runners: the audit of fixed sessions and of swaps.

The audit shares traits and numbers with the solver. The tests' oracle shares nothing with either, and checks both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from legwork.catalogue.judgments import Judgment, Verdict
from legwork.catalogue.models import Exercise
from legwork.catalogue.recipes import Recipe
from legwork.catalogue.rule_numbers import (
    COVERED_FROM_MINUTES,
    FAMILY_EXERCISES,
    HEAVY_LOWERING,
    JUMPING_EXERCISES,
    LANDINGS,
    MICRO_MINUTES,
    MIN_EXERCISES_FOR_COMPLAINT,
    SINGLE_LEG_IMPACT,
    SINGLE_LEG_LANDINGS,
    WARM_UP_AFTER_RUN_S,
    WARM_UP_COLD_S,
    WARM_UP_HILLS_S,
    WARM_UP_LOADED_S,
    exercise_count,
)
from legwork.routines.allowed import keeps
from legwork.routines.coverage import CALF_PARTS
from legwork.routines.routine import Routine, Row
from legwork.routines.session_model import JUMPING
from legwork.routines.traits import Traits, is_heavy
from legwork.text.fields import LEVELS, rank

Violation = tuple[str, str]
"""A rule's id, and what is wrong, in words for runners."""

_MESSAGES_OF_DAY = {
    "knee": "has no squat or lunge",
    "hip": "has no hinge, bridge or leg curl",
    "straight-calf": "has no calf exercise",
    "frontal": "has no side-to-side hip exercise",
}
_LANDS = re.compile(r"jog|run|skip|hop|jump", re.IGNORECASE)
"""Words in the names of easy movements with impact."""


@dataclass(frozen=True)
class _Session:
    """A finished session, with the traits that rules use."""

    routine: Routine
    traits: Traits

    @property
    def recipe(self) -> Recipe:
        return self.routine.recipe

    @cached_property
    def items(self) -> list[tuple[Row, Exercise]]:
        """Its rows between warm-up and cool-down that have an exercise."""
        exercises = self.traits.catalogue.exercises
        return [(row, exercises[row.exercise]) for row in self.routine.items if row.exercise]

    @cached_property
    def exercises(self) -> list[Exercise]:
        return [exercise for _, exercise in self.items]

    @cached_property
    def of_return_step(self) -> frozenset[str]:
        """The exercises of the step of the way back that the session is made for."""
        return frozenset(self.traits.of_return_step(self.recipe))

    @cached_property
    def free(self) -> list[Exercise]:
        """The exercises that do not belong to its step of the way back."""
        return [exercise for exercise in self.exercises if exercise.slug not in self.of_return_step]


def violations(routine: Routine, traits: Traits) -> list[Violation]:
    """Return every rule of a single session that the routine breaks."""
    session = _Session(routine, traits)
    return [violation for check in _CHECKS for violation in check(session)]


def _time(session: _Session) -> Iterator[Violation]:
    if session.routine.seconds > session.recipe.minutes * 60:
        yield "R-T1", f"takes {session.routine.seconds} s, more than its {session.recipe.minutes} minutes"


def _number(session: _Session) -> Iterator[Violation]:
    recipe, number = session.recipe, len(session.routine.items)
    if recipe.session not in ("main", "micro"):
        return
    wanted = exercise_count(recipe.minutes)
    fewest = min(wanted.fewest, MIN_EXERCISES_FOR_COMPLAINT) if recipe.leave_out else wanted.fewest
    most = max(wanted.most, len(session.of_return_step))
    if not fewest <= number <= most:
        yield "R-V1", f"has {number} exercises; {fewest} to {most} belong in {recipe.minutes} minutes"


def _day(session: _Session) -> Iterator[Violation]:
    if session.recipe.session != "main" or session.recipe.minutes < COVERED_FROM_MINUTES:
        return
    covered = {part for exercise in session.exercises for part in session.traits.parts[exercise.slug]}
    for part, message in _MESSAGES_OF_DAY.items():
        parts = CALF_PARTS if part in CALF_PARTS else {part}
        if not covered & parts and part not in session.routine.waived:
            yield "R-C1", message


def _families(session: _Session) -> Iterator[Violation]:
    of_return_step = Counter(exercise.pattern for exercise in session.exercises if exercise.slug in session.of_return_step)
    for pattern, number in Counter(exercise.pattern for exercise in session.free).items():
        number += min(of_return_step[pattern], FAMILY_EXERCISES)
        if number > FAMILY_EXERCISES:
            yield "R-C4", f"has {number} exercises of the family '{pattern}'"


def _ladders(session: _Session) -> Iterator[Violation]:
    slugs = [exercise.slug for exercise in session.exercises]
    for lower, higher in permutations(slugs, 2):
        if higher in session.traits.above[lower] and not {lower, higher} <= session.of_return_step:
            yield "R-C4", f"has '{lower}' and '{higher}', two rungs of one ladder"


def _level_and_kit(session: _Session) -> Iterator[Violation]:
    recipe, traits = session.recipe, session.traits
    for slug in (row.exercise for row in session.routine.rows if row.exercise):
        exercise = traits.catalogue.exercises[slug]
        if rank(exercise.level) > rank(recipe.level) and slug not in session.of_return_step:
            yield "R-C5", f"'{slug}' is for {exercise.level} runners"
        for piece in traits.needed_kit(exercise):
            if piece not in recipe.equipment:
                yield "R-C5", f"'{slug}' needs '{piece}'"


def _complaints(session: _Session) -> Iterator[Violation]:
    """R-K1: every row, also of warm-up and cool-down, keeps to what the complaints allow."""
    if not session.recipe.leave_out:
        return
    present = {row.exercise for row in session.routine.rows}
    for slug in sorted(session.of_return_step - present):
        yield "R-K1", f"lacks '{slug}' of its step of the way back"
    for row in session.routine.rows:
        if row.exercise:
            yield from _complaints_of_row(row, session)
        elif _LANDS.search(row.movement):
            yield "R-K1", f"begins with '{row.movement}'"


def _complaints_of_row(row: Row, session: _Session) -> Iterator[Violation]:
    exercise = session.traits.catalogue.exercises[str(row.exercise)]
    if exercise.impact > 0:
        yield "R-K1", f"'{exercise.slug}' lands"
    for care in session.recipe.leave_out:
        if reason := _against(row, exercise, session.traits.judged.of(care, exercise.slug), session.traits):
            yield "R-K1", f"'{exercise.slug}' {reason} with '{care}'"


def _against(row: Row, exercise: Exercise, judgment: Judgment, traits: Traits) -> str:
    """Return why a complaint does not allow a row, or an empty string if it does."""
    limit = judgment.limit
    match judgment.verdict:
        case Verdict.FINE:
            return ""
        case Verdict.NOT_JUDGED:
            return "is not judged"
        case Verdict.AVOID:
            return f"asks for {judgment.waits}, which waits" if judgment.waits else "is to be left out"
    if limit is None:
        return "is to be changed, but its caution has no limit"
    if not keeps(row, limit):
        return "goes beyond its limit"
    return "adds load" if limit.load and traits.adds_load(exercise) else ""


def _order(session: _Session) -> Iterator[Violation]:
    """R-O1, R-O2, R-P7: exercises are in the order of slots, so calves come after jumps and balance, and jumps are not last."""
    if session.recipe.session in _EDGES or session.recipe.fixed:
        return
    slots = [session.traits.slot(exercise) for exercise in session.exercises]
    if slots != sorted(slots):
        yield "R-O1", "is not in the order of a session"
    tired = False
    for exercise in session.exercises:
        if tired and (session.traits.jumps(exercise) or exercise.pattern == "balance"):
            yield "R-O2", f"'{exercise.slug}' comes after calf or foot work"
        tired = tired or exercise.pattern in ("calf", "dorsiflexion", "foot")
    if len(session.exercises) > 1 and session.exercises[-1].kind == "plyometric":
        yield "R-P7", f"'{session.exercises[-1].slug}' comes last"


def _lowering(session: _Session) -> Iterator[Violation]:
    number = sum(map(session.traits.heavy_lowering, session.free))
    most = HEAVY_LOWERING[session.recipe.level]
    if number > most:
        yield "R-O4", f"has {number} heavy lowering exercises; at most {most} at this level"


def _jumps(session: _Session) -> Iterator[Violation]:
    jumps = [exercise for _, exercise in _jumping(session)]
    if session.recipe.level == LEVELS[0] and jumps:
        yield "R-P1", "has jumps for beginners"
    if jumps and JUMPING not in session.recipe.focus:
        yield "R-P2", "has jumps, but the recipe has no focus on impact"
    if len(jumps) > JUMPING_EXERCISES:
        yield "R-P5", f"has {len(jumps)} jumping exercises"


def _landings(session: _Session) -> Iterator[Violation]:
    jumping = _jumping(session)
    number = sum(row.contacts for row, _ in jumping)
    on_one_leg = sum(row.contacts for row, exercise in jumping if exercise.impact >= SINGLE_LEG_IMPACT)
    most = LANDINGS[session.recipe.level]
    if number > most:
        yield "R-P4", f"has {number} landings; at most {most} at this level"
    if on_one_leg > SINGLE_LEG_LANDINGS:
        yield "R-P4", f"has {on_one_leg} hard landings; at most {SINGLE_LEG_LANDINGS}"


def _jumping(session: _Session) -> list[tuple[Row, Exercise]]:
    """Return the rows that jump. A hill may have impact but is not a jump."""
    return [row for row in session.items if session.traits.jumps(row[1]) and row[1].kind != "hill"]


def _micro(session: _Session) -> Iterator[Violation]:
    if session.recipe.session != "micro":
        return
    if session.recipe.minutes > MICRO_MINUTES:
        yield "R-F2", f"is a micro session of more than {MICRO_MINUTES} minutes"
    for exercise in session.exercises:
        if session.traits.jumps(exercise) or session.traits.heavy_lowering(exercise):
            yield "R-F2", f"'{exercise.slug}' is too hard for a micro session"


def _hills(session: _Session) -> Iterator[Violation]:
    if len(session.routine.items) > 1 and any(exercise.kind == "hill" for exercise in session.exercises):
        yield "R-H1", "mixes hill repeats with other leg work"


def _warm_up(session: _Session) -> Iterator[Violation]:
    if session.recipe.session in _EDGES:
        return
    doses = [(exercise, exercise.doses.at(session.recipe.level)) for exercise in session.exercises]
    loaded = any(session.traits.jumps(exercise) or (dose and is_heavy(dose)) for exercise, dose in doses)
    seconds = sum(row.seconds for row in session.routine.warm_up)
    if any(exercise.kind == "hill" for exercise in session.exercises):
        if seconds < WARM_UP_HILLS_S:
            yield "R-H1", f"warms up for {seconds} s before hills; {WARM_UP_HILLS_S // 60} minutes belong there"
    elif loaded:
        yield from _outside(seconds, WARM_UP_LOADED_S, "before jumps or heavy sets")
    elif session.recipe.start == "cold":
        yield from _outside(seconds, WARM_UP_COLD_S, "from cold")
    elif seconds > WARM_UP_AFTER_RUN_S:
        yield "R-W1", f"warms up for {seconds} s after a run; {WARM_UP_AFTER_RUN_S} s are enough"


def _outside(seconds: int, span: tuple[int, int], start: str) -> Iterator[Violation]:
    if not span[0] <= seconds <= span[1]:
        yield "R-W1", f"warms up for {seconds} s {start}; {span[0] // 60} to {span[1] // 60} minutes belong there"


_EDGES = ("warm-up", "cool-down")
_CHECKS: tuple[Callable[[_Session], Iterator[Violation]], ...] = (
    _time,
    _number,
    _day,
    _families,
    _ladders,
    _level_and_kit,
    _complaints,
    _order,
    _lowering,
    _jumps,
    _landings,
    _micro,
    _hills,
    _warm_up,
)
