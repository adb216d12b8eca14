"""Weeks: on every possible running week no placed session breaks a rule, or the plan says what could not be met."""

from __future__ import annotations

from itertools import product

import pytest

from legwork.catalogue.content import Content
from legwork.routines.plans import weeks
from legwork.routines.solve_all import Routines
from legwork.routines.week import Placeable, place_sessions
from oracle import broken

EVERY_WEEK = list(product(("rest", "easy", "quality", "long"), repeat=7))
PAIRS = (
    (Placeable("a", 0), Placeable("b", 0)),
    (Placeable("a", 2), Placeable("b", 0)),
    (Placeable("a", 3), Placeable("b", 3)),
)


@pytest.mark.parametrize("sessions", PAIRS)
def test_no_placement_breaks_a_rule(sessions: tuple[Placeable, ...]) -> None:
    placed = 0
    for week in EVERY_WEEK:
        placement = place_sessions(week, sessions, micro=True)
        assert broken(week, placement, sessions) == [], week
        assert len(placement.main) + len(placement.unmet) == len(sessions), week
        placed += len(placement.main) == len(sessions)
    assert placed > 1000


def test_a_placement_is_found_if_there_is_one() -> None:
    """Where some way of placing two sessions keeps every rule, two are placed."""
    sessions = PAIRS[0]
    for week in EVERY_WEEK[::7]:
        placement = place_sessions(week, sessions, micro=False)
        if len(placement.main) == 2:
            continue
        for days in product(range(7), repeat=2):
            tried = type(placement)(((days[0], "a"), (days[1], "b")), (), ())
            assert broken(week, tried, sessions) or days[0] == days[1], (week, days)


def test_broken_finds_violations() -> None:
    week = ("rest", "quality", "easy", "easy", "rest", "easy", "long")
    sessions = PAIRS[2]

    def told(*days: int, micro: tuple[int, ...] = ()) -> str:
        names = tuple(zip(days, ("a", "b"), strict=False))
        return " ".join(broken(week, type(place_sessions(week, sessions, micro=False))(names, micro, ()), sessions))

    assert "R-L4" in told(6)
    assert "R-L4" in told(0)
    assert "R-L3" in told(5)
    assert "R-P6" in told(1)
    assert "R-F1" in told(2, 3)
    assert "R-F2" in told(3, micro=(3,))
    assert "R-F2" in told(3, micro=(1,))


def test_hard_days_are_chosen_first() -> None:
    week = ("rest", "quality", "easy", "easy", "rest", "easy", "long")
    assert dict(place_sessions(week, PAIRS[0], micro=True).main).keys() >= {1}


def test_every_plan_is_whole(real: Content, routines: Routines) -> None:
    plans = real.catalogue.plans
    assert {plan.runs for plan in plans.values()} == {3, 4, 5, 6}
    for plan in plans.values():
        found = weeks(plan, routines.by_slug, real.catalogue)
        assert [week.number for week in found] == list(range(1, 13))
        assert [week.number for week in found if week.deload] == ([4, 8] if plan.taper else [4, 8, 12])
        for week in found:
            runs = tuple(day.run for day in week.days)
            mains = [(i, day.routine) for i, day in enumerate(week.days) if day.kind == "main"]
            assert week.unmet or week.taper or len(mains) == 2
            impact = {
                slug: max(real.catalogue.exercises[e].impact for e in routines.by_slug[slug].exercises)
                for _, slug in mains
                if slug
            }
            sessions = tuple(Placeable(slug, level if level >= 2 else 0) for slug, level in impact.items())
            micro = tuple(i for i, day in enumerate(week.days) if day.kind == "micro")
            placement = type(place_sessions(runs, (), micro=False))(tuple((i, str(slug)) for i, slug in mains), micro, ())
            assert broken(runs, placement, sessions) == [], (plan.slug, week.number)


def test_the_last_hard_legs_are_a_week_before_the_race(real: Content, routines: Routines) -> None:
    plan = next(plan for plan in real.catalogue.plans.values() if plan.taper)
    found = weeks(plan, routines.by_slug, real.catalogue)
    days = [day for week in found for day in week.days]
    race = next(i for i, day in enumerate(days) if day.run == "race")
    last_main = max(i for i, day in enumerate(days) if day.kind == "main")
    last_any = max(i for i, day in enumerate(days) if day.routine)
    assert race - last_main >= 7
    assert 3 <= race - last_any <= 4
