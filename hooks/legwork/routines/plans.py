"""Plans: twelve weeks around a running week, with progression, deload weeks and, before a race, a taper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.judgments import LEAVES_THE_GROUND
from legwork.catalogue.recipes import Plan, PlanStage
from legwork.catalogue.rule_numbers import EASE_IN_WEEKS, LIGHT_BEFORE_RACE_DAYS
from legwork.routines.routine import Routine
from legwork.routines.week import DAYS, Placeable, Placement, place_sessions

Progression = Literal["reps", "load", "step"]
PROGRESSIONS: tuple[Progression, ...] = ("reps", "load", "step")
"""The one thing that each block changes, in order (R-G1)."""


@dataclass(frozen=True)
class DayPlan:
    """One day: the run, and the routine after it if there is one."""

    day: str
    run: str
    routine: str | None
    kind: Literal["main", "micro"] | None


@dataclass(frozen=True)
class WeekPlan:
    """One week. `unmet` are the wishes that the running week has no day for."""

    number: int
    phase: Progression
    week_of_block: int
    """The number of the week in its block, from 1. A block is the weeks up to the next deload."""
    deload: bool
    ease_in: bool
    taper: bool
    days: tuple[DayPlan, ...]
    unmet: tuple[str, ...]


def weeks(plan: Plan, routines: Mapping[str, Routine], catalogue: Catalogue) -> tuple[WeekPlan, ...]:
    """Return every week of a plan, its routines placed on days by the rules of the week."""
    last = plan.stages[-1].weeks[1]
    return tuple(
        _week(plan, stage, number, last, routines, catalogue)
        for stage in plan.stages
        for number in range(stage.weeks[0], stage.weeks[1] + 1)
    )


def _week(
    plan: Plan, stage: PlanStage, number: int, last: int, routines: Mapping[str, Routine], catalogue: Catalogue
) -> WeekPlan:
    runs = [run for _, run in plan.week.days()]
    block, week = divmod(number - 1, plan.deload_every)
    race_week = plan.taper and number == last
    before_race = plan.taper and number == last - 1
    if race_week:
        runs[-1] = "race"
        placement = _light_week(tuple(runs))
    else:
        sessions = tuple(_placeable(routines[slug], catalogue) for slug in stage.main[: 1 if before_race else None])
        placement = place_sessions(tuple(runs), sessions, micro=stage.micro is not None)
    return WeekPlan(
        number=number,
        phase=PROGRESSIONS[block % len(PROGRESSIONS)],
        week_of_block=week + 1,
        deload=week + 1 == plan.deload_every and not race_week,
        ease_in=number <= EASE_IN_WEEKS,
        taper=race_week or before_race,
        days=tuple(_day(day, runs[i], i, placement, stage.micro) for i, day in enumerate(DAYS)),
        unmet=placement.unmet,
    )


def _placeable(routine: Routine, catalogue: Catalogue) -> Placeable:
    impact = max((catalogue.exercises[slug].impact for slug in routine.exercises), default=0)
    return Placeable(routine.slug, impact if impact >= LEAVES_THE_GROUND else 0)


def _light_week(runs: tuple[str, ...]) -> Placement:
    """Return the days of race week: one light session before the race, after an easy run if there is one (R-L5)."""
    race = runs.index("race")
    candidates = [race - days for days in LIGHT_BEFORE_RACE_DAYS]
    easy = [day for day in candidates if runs[day] == "easy"] or [day for day in candidates if runs[day] == "rest"]
    return Placement((), tuple(easy[:1]), ())


def _day(name: str, run: str, index: int, placement: Placement, micro: str | None) -> DayPlan:
    main = dict(placement.main)
    if index in main:
        return DayPlan(name, run, main[index], "main")
    if index in placement.micro and micro:
        return DayPlan(name, run, micro, "micro")
    return DayPlan(name, run, None, None)
