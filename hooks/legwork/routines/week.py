"""Where strength goes in a running week (R-F1, R-L1 to R-L6, R-P5, R-P6).

Days run Monday to Sunday and the week repeats, so Sunday is the day before Monday.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KEY_RUNS = ("quality", "long", "race")
APART = 2
"""Days between main sessions: 48 hours (R-F1)."""
JUMPS_APART = 2
HARD_JUMPS_APART = 3
"""Days between sessions with single-leg landings: 72 hours (R-P5)."""
SCORES = {"quality": 3, "easy": 2, "rest": 1}
"""R-L6: a quality day first, hard days being hard; then an easy day before an easy one; then a rest day."""
MOST_EXPOSURES = 3
"""Leg sessions a week, micro ones included (R-F2)."""


@dataclass(frozen=True)
class Session:
    """A main session to place: how it loads the legs. `impact` is the hardest landing in it, 0 without jumps."""

    name: str
    impact: int


@dataclass(frozen=True)
class Placement:
    """Days by index from Monday. `unmet` says in the runner's words which wish could not be met."""

    main: tuple[tuple[int, str], ...]
    micro: tuple[int, ...]
    unmet: tuple[str, ...]


def place(week: tuple[str, ...], sessions: tuple[Session, ...], *, micro: bool) -> Placement:
    """The best days for the main sessions, and for one micro session if wanted.

    Where not all main sessions fit, as many as possible are placed and micro sessions stand in (R-L6).
    """
    for number in range(len(sessions), -1, -1):
        found = [p for p in _ways(week, sessions[:number]) if _apart(p, sessions)]
        if found:
            days = max(found, key=lambda p: (sum(_score(week, day) for day in p), [-day for day in p]))
            break
    main = tuple(sorted(zip(days, (session.name for session in sessions), strict=False)))
    unmet = tuple(_unmet(week, sessions[len(days) :]))
    wanted = 2 if len(days) < len(sessions) else int(micro)
    return Placement(main, _micro_days(week, days, min(wanted, MOST_EXPOSURES - len(days))), unmet)


def allowed(week: tuple[str, ...], day: int, session: Session) -> bool:
    """Whether a main session may stand on this day, looking at the runs alone."""
    today, tomorrow, yesterday = week[day], week[(day + 1) % 7], week[(day - 1) % 7]
    if today in ("long", "race") or tomorrow in KEY_RUNS or yesterday in ("long", "race"):
        return False
    return not session.impact or today != "quality"


def _ways(week: tuple[str, ...], sessions: tuple[Session, ...]) -> Iterator[tuple[int, ...]]:
    choices = [[day for day in range(7) if allowed(week, day, session)] for session in sessions]
    return product(*choices)


def _apart(days: tuple[int, ...], sessions: tuple[Session, ...]) -> bool:
    """Whether any two sessions are far enough apart, both ways round the week."""
    for i, first in enumerate(days):
        for j in range(i + 1, len(days)):
            gap = abs(first - days[j])
            both_jump = sessions[i].impact and sessions[j].impact
            hard = max(sessions[i].impact, sessions[j].impact) >= 3
            needed = HARD_JUMPS_APART if both_jump and hard else JUMPS_APART if both_jump else APART
            if min(gap, 7 - gap) < needed:
                return False
    return True


def _score(week: tuple[str, ...], day: int) -> int:
    before_easy = week[(day + 1) % 7] in ("easy", "rest")
    return SCORES[week[day]] if week[day] != "easy" or before_easy else 0


def _micro_days(week: tuple[str, ...], main: tuple[int, ...], wanted: int) -> tuple[int, ...]:
    """Easy runs to follow with a micro session: not beside a long run's morning after, not beside a main session."""

    def free(day: int) -> bool:
        rested = all(min(abs(day - other), 7 - abs(day - other)) >= 1 for other in main)
        return week[day] == "easy" and week[(day - 1) % 7] not in ("long", "race") and rested

    return tuple(day for day in range(7) if free(day))[:wanted]


def _unmet(week: tuple[str, ...], left: tuple[Session, ...]) -> Iterator[str]:
    for session in left:
        jumps = " with jumps" if session.impact else ""
        yield f"this week has no day for a main session{jumps} that is clear of hard and long runs and 48 hours from the other"


def broken(week: tuple[str, ...], placement: Placement, sessions: tuple[Session, ...]) -> list[str]:
    """Rules that a placement breaks, read from their text: used to test `place` on every possible week."""
    impact = {session.name: session.impact for session in sessions}
    faults = []
    for day, name in placement.main:
        if week[day] == "long":
            faults.append("R-L4: legs on the long-run day")
        if week[day - 1] == "long":
            faults.append("R-L4: main session on the day after the long run")
        if week[(day + 1) % 7] in ("quality", "long"):
            faults.append("R-L3: main session in the 24 hours before a key run")
        near = {week[day - 1], week[day], week[(day + 1) % 7]}
        if impact[name] and "long" in near:
            faults.append("R-P6: jumps beside the long run")
        if impact[name] and week[day] == "quality":
            faults.append("R-P6: jumps after a hard run")
    days = [day for day, _ in placement.main]
    near_days = [(a, b) for a, b in combinations(days, 2) if (a - b) % 7 < 2 or (b - a) % 7 < 2]
    faults += ["R-F1: main sessions less than 48 hours apart" for _ in near_days]
    for day in placement.micro:
        if week[day] != "easy":
            faults.append("R-F2: micro session without an easy run before it")
        if week[day - 1] == "long":
            faults.append("R-L4: legs on the day after the long run")
        if day in days:
            faults.append("R-F2: micro session on the day of a main one")
    if len(placement.main) + len(placement.micro) > 3:
        faults.append("R-F2: more than three leg sessions")
    return faults
