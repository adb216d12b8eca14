"""Every number of the rules for sessions and weeks, in one table: the rule, the unit, and the source.

The solver, the audit, the checks and the words that runners read are filled from here; the tests' oracle has numbers of
its own. Sources are keys in sources.yml, or `convention` for coaching custom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from legwork.catalogue.models import Level


@dataclass(frozen=True)
class ExerciseCount:
    """The number of exercises in a session of so many minutes or more."""

    minutes: int
    fewest: int
    most: int


# --- How much a session holds

EXERCISE_COUNTS = (
    ExerciseCount(40, 6, 8),
    ExerciseCount(30, 6, 7),
    ExerciseCount(20, 5, 6),
    ExerciseCount(15, 4, 5),
    ExerciseCount(10, 3, 4),
)
"""R-V1: longest sessions first; shorter ones than the last are counted like it. Source: convention."""
MIN_EXERCISES_FOR_COMPLAINT = 3
"""R-V1: fewest exercises where something hurts; few are a session where few are fine. Source: convention."""
MIN_MAIN_SETS = 2
"""R-V2: fewest sets of an exercise in a main session. Source: convention."""
MIN_FILL = 0.85
"""R-T1: least share of its minutes that a session uses, where the catalogue allows. Source: convention."""
FAMILY_EXERCISES = 2
"""R-C4: most exercises of one pattern in a session. Source: convention."""
COVERED_FROM_MINUTES = 15
"""R-C1: minutes from which on a main session has every part of the day. Sources: caspero2013, leppanen2024."""
MICRO_MINUTES = 15
"""R-F2: most minutes of a micro session. Sources: caspero2013, rockay-guide."""

# --- Heavy lowering and landings

HEAVY_LOWERING: Mapping[Level, int] = {"beginner": 0, "intermediate": 1, "advanced": 2}
"""R-O4: most heavy lowering exercises in a session. Sources: cuthbert2020, behan2022, convention."""
LANDINGS: Mapping[Level, int] = {"beginner": 0, "intermediate": 60, "advanced": 100}
"""R-P4: most landings in a session. Sources: nsca-plyo, convention."""
SINGLE_LEG_LANDINGS = 40
"""R-P4: most of these on one leg. Sources: nsca-plyo, convention."""
SINGLE_LEG_IMPACT = 3
"""R-P4: the impact of an exercise that lands on one leg. Source: convention."""
JUMPING_EXERCISES = 2
"""R-P5: most jumping exercises in a session. Sources: nsca-plyo, convention."""

# --- Warm-up and cool-down

HEAVY_REPS = 6
"""R-W1: most reps of a heavy set. Source: convention."""
HEAVY_REST_S = 90
"""R-W1: seconds that a heavy set rests at least. Source: convention."""
WARM_UP_AFTER_RUN_S = 60
"""R-W1: most seconds of warm-up after a run, an easy set of the first exercise. Sources: behm2016, convention."""
WARM_UP_COLD_S = (180, 300)
"""R-W1: least and most seconds of a warm-up from cold. Sources: behm2016, convention."""
WARM_UP_LOADED_S = (300, 480)
"""R-W1: least and most seconds before jumps or heavy sets, the easy first set included. Sources: behm2016, convention."""
WARM_UP_HILLS_S = 600
"""R-H1: least seconds of easy running before hill repeats. Sources: kelly-howstuffworks, barnes2013."""
SHORT_SESSION_MINUTES = 15
"""R-W1: most minutes of a session that warms up for as short as it may. Source: convention."""
STRETCHES = ((40, 2), (30, 1))
"""R-W3: minutes from which on a main session ends with so many stretches, which are optional. Source: convention."""

# --- Weeks and plans

MAIN_SESSIONS_APART_DAYS = 2
"""R-F1: fewest days from one main session to the next. Sources: leg-workout-article, acsm2009, blagrovehooper."""
HARD_JUMPS_APART_DAYS = 3
"""R-P5: fewest days between sessions with jumps, where one has landings on one leg. Sources: nsca-plyo, convention."""
LEG_SESSIONS_A_WEEK = 3
"""R-F2: most leg sessions in a week, micro sessions included. Sources: rockay-guide, doma2019."""
LIGHT_BEFORE_RACE_DAYS = (4, 3)
"""R-L5: days before a race for the last light session, best first. Sources: berryman2021, convention."""
DELOAD_EVERY_WEEKS = 4
"""R-D1: the week of a block with half the sets, where a plan says nothing else. Sources: bell2022, bell2023, convention."""
EASE_IN_WEEKS = 2
"""R-D2: weeks with half the sets at the start of a plan. Source: convention."""


def exercise_count(minutes: int) -> ExerciseCount:
    """Return how many exercises a session of these minutes has (R-V1)."""
    return next((count for count in EXERCISE_COUNTS if minutes >= count.minutes), EXERCISE_COUNTS[-1])
