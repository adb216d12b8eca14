"""The rules for sessions and weeks in words for runners, with numbers from the table of numbers."""

from __future__ import annotations

from dataclasses import dataclass

from legwork.catalogue.rule_numbers import (
    COVERED_FROM_MINUTES,
    DELOAD_EVERY_WEEKS,
    EXERCISE_COUNTS,
    FAMILY_EXERCISES,
    HEAVY_LOWERING,
    HEAVY_REPS,
    HEAVY_REST_S,
    JUMPING_EXERCISES,
    LANDINGS,
    LIGHT_BEFORE_RACE_DAYS,
    MAIN_SESSIONS_APART_DAYS,
    MICRO_MINUTES,
    SINGLE_LEG_LANDINGS,
    WARM_UP_AFTER_RUN_S,
    WARM_UP_COLD_S,
    WARM_UP_LOADED_S,
)


@dataclass(frozen=True)
class Rule:
    """One rule. `text` is shown to runners. `decision` says how we read the rule where it leaves room."""

    id: str
    text: str
    sources: tuple[str, ...]
    decision: str = ""


_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = {3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}


def _span(low: int, high: int, word: str = "to") -> str:
    return f"{_NUMBERS[low]} {word} {_NUMBERS[high]}"


def _minutes(seconds: tuple[int, int]) -> str:
    return _span(seconds[0] // 60, seconds[1] // 60)


_LONGEST, _SHORTEST = EXERCISE_COUNTS[0], EXERCISE_COUNTS[-1]
_AFTER_RUN = "a minute" if WARM_UP_AFTER_RUN_S == 60 else f"{_NUMBERS[WARM_UP_AFTER_RUN_S // 60]} minutes"
_LIGHT = sorted(LIGHT_BEFORE_RACE_DAYS)

_ALL = (
    Rule(
        "R-V1",
        f"a session has {_span(_SHORTEST.fewest, _SHORTEST.most, 'or')} exercises in {_SHORTEST.minutes} minutes, "
        f"up to {_span(_LONGEST.fewest, _LONGEST.most)} in {_LONGEST.minutes}",
        ("convention",),
        "Limits for minutes between the named ones are those of the next shorter session.",
    ),
    Rule("R-T1", "both sides, rests, set-up, warm-up and cool-down fit into the minutes", ("convention",)),
    Rule(
        "R-C1",
        f"a main session of {COVERED_FROM_MINUTES} minutes or more has a knee, a hip, a calf and a side-to-side hip exercise",
        ("caspero2013", "leppanen2024"),
        "Side-to-side: the pattern's demand is frontal, the adductors are a primary muscle, or the gluteus medius is the "
        "first primary muscle. One exercise may count for two of the four.",
    ),
    Rule(
        "R-C2",
        "the week has straight-knee and bent-knee calf work, hamstrings, inner and outer hip, and core",
        ("caspero2013", "leg-workout-article", "oneill2019"),
        "Holds for a pair of sessions. Hamstrings above beginner: a knee flexion or an eccentric hamstring exercise; where "
        "the kit allows none, a hinge or bridge as for beginners. Core: the pattern's demand, or a trunk muscle as first primary.",
    ),
    Rule(
        "R-C4",
        f"no more than {_NUMBERS[FAMILY_EXERCISES]} exercises of a family, and no two rungs of one ladder",
        ("convention",),
        "Two exercises are rungs of one ladder if one leads up to the other, directly or over rungs between them.",
    ),
    Rule("R-C5", "nothing above your level, beyond your kit or wrong for what hurts", ("convention",)),
    Rule(
        "R-K1",
        "with a complaint, exercises to avoid are left out, exercises to change are changed, nothing lands, and exercises "
        "that nobody has judged are left out",
        ("convention",),
        "An exercise may be used if the complaint's page calls it fine, or changes it with a limit that the row keeps. A part "
        "of the day or week that the complaint forbids is left out, and the page says so. A session for a step of the way back "
        "has the exercises of that step, at that step's dose.",
    ),
    Rule("R-O1", "skill and jumps first, then big lifts, then single joints, calves, core, stretches", ("acsm2009",)),
    Rule("R-O2", "no exercise tires calves or feet before jumps or balance", ("convention",)),
    Rule(
        "R-O4",
        f"at most {_NUMBERS[HEAVY_LOWERING['intermediate']]} heavy lowering exercise, "
        f"{_NUMBERS[HEAVY_LOWERING['advanced']]} when advanced, {_NUMBERS[HEAVY_LOWERING['beginner']]} for beginners",
        ("cuthbert2020", "behan2022", "convention"),
        "Heavy lowering: the exercise's contraction is eccentric. No range is given for beginners; none are chosen.",
    ),
    Rule("R-P1", "beginners do not jump", ("nsca-plyo", "convention")),
    Rule(
        "R-P2",
        "jumps are only in sessions made for them, for runners who have passed the tests",
        ("nsca-plyo", "running-shop-guide", "convention"),
        "The gates of R-P2 and R-P3 are tests that only the runner can take: a recipe asks for jumps with the focus impact.",
    ),
    Rule(
        "R-P4",
        f"landings are capped: {LANDINGS['intermediate']} for intermediate, {LANDINGS['advanced']} for advanced, "
        f"{SINGLE_LEG_LANDINGS} of them on one leg",
        ("nsca-plyo", "convention"),
    ),
    Rule("R-P5", f"at most {_NUMBERS[JUMPING_EXERCISES]} jumping exercises in a session", ("nsca-plyo", "convention")),
    Rule("R-P7", "jumps never come last", ("nsca-plyo",)),
    Rule(
        "R-F2",
        f"a micro session is at most {MICRO_MINUTES} minutes, without jumps and without heavy lowering work",
        ("caspero2013", "rockay-guide", "doma2019"),
        "Sets and reps stay at the low end of each dose, so that effort stays at 6 of 10 or less.",
    ),
    Rule(
        "R-H1",
        "hill repeats replace a hard run and are not mixed into a strength session",
        ("kelly-howstuffworks", "barnes2013"),
        "Only a fixed session may hold them.",
    ),
    Rule(
        "R-W1",
        f"the warm-up fits the start: {_AFTER_RUN} after a run, {_minutes(WARM_UP_COLD_S)} cold, "
        f"{_minutes(WARM_UP_LOADED_S)} before jumps or heavy sets",
        ("behm2016", "convention"),
        f"Heavy: a dose of {_NUMBERS[HEAVY_REPS]} reps or fewer with rests of {HEAVY_REST_S} seconds or more. After a run an easy set of the first exercise is the warm-up.",
    ),
    Rule("R-W2", "no long stretch before jumps or heavy sets", ("behm2016",)),
    Rule(
        "R-F1",
        f"two main sessions a week, at least {24 * MAIN_SESSIONS_APART_DAYS} hours apart",
        ("leg-workout-article", "acsm2009", "blagrovehooper"),
    ),
    Rule("R-L1", "run first, lift later: straight after an easy run for up to 20 minutes, else hours later", ("doma2013",)),
    Rule("R-L3", "no main leg session in the 24 hours before a hard or long run", ("doma2019", "convention")),
    Rule("R-L4", "no legs on the long-run day; only easy work the day after", ("convention",)),
    Rule(
        "R-L5",
        f"the last hard leg session is 7 to 10 days before a race, the last light one {_LIGHT[0]} to {_LIGHT[-1]} days before",
        ("berryman2021", "convention"),
    ),
    Rule("R-P6", "no jumps on the day of a long run or race, or on the day before or after", ("doma2019", "convention")),
    Rule("R-D1", f"every {_ORDINALS[DELOAD_EVERY_WEEKS]} week the sets are halved", ("bell2022", "bell2023", "convention")),
    Rule("R-G1", "change one thing at a time: reps, then load, then the harder exercise", ("acsm2009", "convention")),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}
