"""The rules sessions and weeks are built by, in the runner's words. Ids and sources: the programming rules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One rule. `text` is shown to runners; `decision` says how we read it where it leaves room."""

    id: str
    text: str
    sources: tuple[str, ...]
    decision: str = ""


_ALL = (
    Rule(
        "R-V1",
        "a session has three or four exercises in 10 minutes, up to six to eight in 40",
        ("convention",),
        "Limits for minutes between the named ones are those of the next shorter session.",
    ),
    Rule("R-T1", "both sides, rests, set-up, warm-up and cool-down fit into the minutes", ("convention",)),
    Rule(
        "R-C1",
        "a main session of 15 minutes or more has a knee, a hip, a calf and a side-to-side hip exercise",
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
        "no more than two exercises of a family, and no two steps of one ladder",
        ("convention",),
        "Two exercises are on one ladder if steps up lead from one to the other.",
    ),
    Rule("R-C5", "nothing above your level, beyond your kit or wrong for what hurts", ("convention",)),
    Rule(
        "R-K1",
        "what hurts is left out, what is to be changed is changed, nothing lands, and what nobody has judged stays out",
        ("convention",),
        "An exercise is in if the complaint's page calls it fine, or changes it within a limit that the row keeps. A part of "
        "the day or week that the complaint forbids is waived, and the page says so. A stage holds the exercises of its step "
        "of the way back, at that step's dose.",
    ),
    Rule("R-O1", "skill and jumps first, then big lifts, then single joints, calves, core, stretches", ("acsm2009",)),
    Rule("R-O2", "nothing tires calves or feet before jumps or balance", ("convention",)),
    Rule(
        "R-O4",
        "at most one heavy lowering exercise, two when advanced, none for beginners",
        ("cuthbert2020", "behan2022", "convention"),
        "Heavy lowering: the exercise's contraction is eccentric. No range is given for beginners; none are chosen.",
    ),
    Rule("R-P1", "beginners do not jump", ("nsca-plyo", "convention")),
    Rule(
        "R-P2",
        "jumps stand only in sessions made for them, for runners who have passed their tests",
        ("nsca-plyo", "running-shop-guide", "convention"),
        "The gates of R-P2 and R-P3 are tests that only the runner can take: a recipe asks for jumps with the focus impact.",
    ),
    Rule(
        "R-P4",
        "landings are capped: 60 for intermediate, 100 for advanced, 40 of them on one leg",
        ("nsca-plyo", "convention"),
    ),
    Rule("R-P5", "at most two jumping exercises in a session", ("nsca-plyo", "convention")),
    Rule("R-P7", "jumps are never a finisher", ("nsca-plyo",)),
    Rule(
        "R-F2",
        "a micro session is at most 15 minutes, without jumps and without heavy lowering work",
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
        "the warm-up fits the start: a minute after a run, three to five cold, five to eight before jumps or heavy sets",
        ("behm2016", "convention"),
        "Heavy: a dose of six reps or fewer with rests of 90 seconds or more. After a run an easy set of the first exercise is the warm-up.",
    ),
    Rule("R-W2", "no long stretch before jumps or heavy sets", ("behm2016",)),
    Rule("R-F1", "two main sessions a week, at least 48 hours apart", ("leg-workout-article", "acsm2009", "blagrovehooper")),
    Rule("R-L1", "run first, lift later: straight after an easy run for up to 20 minutes, else hours later", ("doma2013",)),
    Rule("R-L3", "no main leg session in the 24 hours before a hard or long run", ("doma2019", "convention")),
    Rule("R-L4", "no legs on the long-run day; only easy work the day after", ("convention",)),
    Rule("R-L5", "the last hard legs 7 to 10 days before a race, the last light ones 3 to 4", ("berryman2021", "convention")),
    Rule("R-P6", "no jumps on the day of a long run or race, or on the day before or after", ("doma2019", "convention")),
    Rule("R-D1", "every fourth week the sets are halved", ("bell2022", "bell2023", "convention")),
    Rule("R-G1", "change one thing at a time: reps, then load, then the harder exercise", ("acsm2009", "convention")),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}
