"""The days for strength in a running week (R-F1, R-L1 to R-L6, R-P5, R-P6).

Days run Monday to Sunday and the week repeats, so Sunday is the day before Monday.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from legwork.catalogue.rule_numbers import (
    HARD_JUMPS_APART_DAYS,
    LEG_SESSIONS_A_WEEK,
    MAIN_SESSIONS_APART_DAYS,
    SINGLE_LEG_IMPACT,
)

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KEY_RUNS = ("quality", "long", "race")
DAY_SCORES = {"quality": 3, "easy": 2, "rest": 1}
"""R-L6: a quality day first, hard days being hard; then an easy day before an easy one; then a rest day."""


@dataclass(frozen=True)
class Placeable:
    """A main session to place. `impact` is its hardest landing, 0 without jumps."""

    name: str
    impact: int


@dataclass(frozen=True)
class Placement:
    """Days by index from Monday. `unmet` names, in words for runners, each wish that could not be met."""

    main: tuple[tuple[int, str], ...]
    micro: tuple[int, ...]
    unmet: tuple[str, ...]


def place_sessions(week: tuple[str, ...], sessions: tuple[Placeable, ...], *, micro: bool) -> Placement:
    """Return the best days for the main sessions, and for one micro session if wanted.

    If not all main sessions fit, as many as possible are placed, and micro sessions replace the others (R-L6).
    """
    for number in range(len(sessions), -1, -1):
        placements = [p for p in _ways(week, sessions[:number]) if _apart(p, sessions)]
        if placements:
            days = max(placements, key=lambda p: (sum(_score(week, day) for day in p), [-day for day in p]))
            break
    main = tuple(sorted(zip(days, (session.name for session in sessions), strict=False)))
    unmet = tuple(_unmet(week, sessions[len(days) :]))
    wanted = 2 if len(days) < len(sessions) else int(micro)
    return Placement(main, _micro_days(week, days, min(wanted, LEG_SESSIONS_A_WEEK - len(days))), unmet)


def allowed(week: tuple[str, ...], day: int, session: Placeable) -> bool:
    """Return whether the runs allow a main session on this day."""
    today, tomorrow, yesterday = week[day], week[(day + 1) % 7], week[(day - 1) % 7]
    if today in ("long", "race") or tomorrow in KEY_RUNS or yesterday in ("long", "race"):
        return False
    return not session.impact or today != "quality"


def _ways(week: tuple[str, ...], sessions: tuple[Placeable, ...]) -> Iterator[tuple[int, ...]]:
    choices = [[day for day in range(7) if allowed(week, day, session)] for session in sessions]
    return product(*choices)


def _apart(days: tuple[int, ...], sessions: tuple[Placeable, ...]) -> bool:
    """Return whether all sessions are far enough apart, also from the end of the week to its start."""
    for i, first in enumerate(days):
        for j in range(i + 1, len(days)):
            gap = abs(first - days[j])
            impacts = (sessions[i].impact, sessions[j].impact)
            hard = all(impacts) and max(impacts) >= SINGLE_LEG_IMPACT
            needed = HARD_JUMPS_APART_DAYS if hard else MAIN_SESSIONS_APART_DAYS
            if min(gap, 7 - gap) < needed:
                return False
    return True


def _score(week: tuple[str, ...], day: int) -> int:
    before_easy = week[(day + 1) % 7] in ("easy", "rest")
    return DAY_SCORES[week[day]] if week[day] != "easy" or before_easy else 0


def _micro_days(week: tuple[str, ...], main: tuple[int, ...], wanted: int) -> tuple[int, ...]:
    """Return the days of easy runs that a micro session may follow: none after a long run, none with a main session."""

    def free(day: int) -> bool:
        rested = all(min(abs(day - other), 7 - abs(day - other)) >= 1 for other in main)
        return week[day] == "easy" and week[(day - 1) % 7] not in ("long", "race") and rested

    return tuple(day for day in range(7) if free(day))[:wanted]


def _unmet(week: tuple[str, ...], left: tuple[Placeable, ...]) -> Iterator[str]:
    for session in left:
        jumps = " with jumps" if session.impact else ""
        yield (
            f"this week has no day for a main session{jumps} that is clear of hard and long runs "
            f"and {24 * MAIN_SESSIONS_APART_DAYS} hours from the other"
        )
