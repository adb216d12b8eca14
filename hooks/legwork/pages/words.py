"""Values in words: levels, sides, doses, seconds, citations."""

from __future__ import annotations

from collections.abc import Mapping

from legwork.catalogue.models import BodyPart, Demand, Dose, Exercise, Limit, Person, Source, Urgency
from legwork.routines.routine import Row

LEVEL_WORDS = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}

LATERALITY_WORDS = {
    "bilateral": "Both legs together",
    "unilateral": "One side, then the other",
    "alternating": "Sides swap each rep",
}

IMPACT_WORDS = (
    "No impact: feet stay planted",
    "Low: step contact",
    "Medium: two-foot jumps or uphill running",
    "High: single-leg landings",
)

IMPACT_SHORT = ("No impact", "Low impact", "Medium impact", "High impact")

SORT_WORDS = {
    "strength": "Strength",
    "plyometric": "Jumps and hops",
    "drill": "Running drill",
    "hill": "Hills",
    "mobility": "Mobility",
    "stretch": "Stretch",
}

PAGE_WORDS = {
    "exercise": "Exercises",
    "routine": "Routines",
    "plan": "Plans",
    "guide": "Guides",
    "muscle": "Muscles",
    "equipment": "Equipment",
    "pattern": "Movement patterns",
    "care": "What hurts",
    "page": "Overviews",
    "source": "Sources",
}

ACTION_WORDS = {"avoid": "Leave it out", "modify": "Change it", "stop": "Stop", "note": "Good to know"}

EVIDENCE_WORDS = {
    "guideline": "Guideline or consensus",
    "meta-analysis": "Systematic review",
    "trial": "Controlled trial",
    "cohort": "Cohort or case series",
    "lab": "Laboratory study",
    "book": "Book",
    "article": "Article",
}

EVIDENCE_TAGS = {
    "guideline": "guideline",
    "meta-analysis": "systematic review",
    "trial": "one trial",
    "cohort": "observed only",
    "lab": "lab test",
    "book": "textbook",
    "article": "article",
}
"""The evidence of a source in a word or two, shown beside a citation."""

EVIDENCE_MEANING = {
    "guideline": "Experts weighed the evidence, or pooled their experience, and agreed on advice. It is as good as what they had "
    "to go on, and it is usually written for professionals.",
    "meta-analysis": "Researchers searched for every study on a question and read them together, sometimes adding up the numbers. "
    "That is the widest view there is. It inherits the weaknesses of the studies it gathers.",
    "trial": "People were given one thing or another and compared. Done well, that can show what causes what. A single trial is "
    "often small, and others may find otherwise.",
    "cohort": "People were watched or compared, but nobody decided by lot who did what. It shows what goes together, not "
    "what causes what.",
    "lab": "Muscles or forces were measured once, or worked out in a model. It shows how hard something works, not whether "
    "anybody gets stronger, faster or hurt less often.",
    "book": "A textbook or a chapter of one: what teachers of the field hold to be sound. It may rest on studies or on custom.",
    "article": "A magazine piece, a blog or an expert's overview. Somebody's reading or opinion, not a test.",
}
"""The meaning of each kind of evidence for a runner, and its limits."""

KIND_WORDS = {
    "article-journal": "Journal article",
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "chapter": "Book chapter",
    "entry-encyclopedia": "Encyclopedia entry",
    "motion_picture": "Film",
    "paper-conference": "Conference paper",
    "personal_communication": "Personal communication",
    "post-weblog": "Blog post",
    "review-book": "Book review",
    "webpage": "Web page",
}
"""Words for CSL types whose name is not an English word."""

WHERE_WORDS = {"home": "Home", "outdoors": "Outdoors", "gym": "Gym"}

DEMAND_WORDS = {
    "knee": "Knee-dominant",
    "hip": "Hip-dominant",
    "calf": "Calf",
    "frontal": "Side-to-side hip",
    "core": "Core",
    "foot": "Foot and shin",
    "impact": "Impact",
}


URGENCY_WORDS: Mapping[Urgency, str] = {
    "now": "Call the emergency number (911, 112, 999 or your local one) or go to an emergency department, now",
    "today": "Be seen today: call your doctor, an urgent care center or a health advice line; failing that, an emergency department",
    "two-days": "Be seen within two days, weekends included",
}
"""How soon a red flag needs help, and where to find it."""

URGENCY_SHORT: Mapping[Urgency, str] = {
    "now": "Emergency, now",
    "today": "Be seen today",
    "two-days": "Be seen within two days",
}
"""Short words for routines. The page of the complaint has the full text."""

BODY_WORDS: Mapping[BodyPart, str] = {
    "shoulder": "Shoulder",
    "back": "Lower back",
    "buttock": "Buttock",
    "hip": "Hip",
    "groin": "Groin",
    "thigh": "Thigh",
    "knee": "Knee",
    "leg": "Anywhere in the leg",
    "calf": "Calf",
    "shin": "Shin",
    "ankle": "Ankle and Achilles",
    "heel": "Heel",
    "foot": "Foot and toes",
}


DEMAND_HEADINGS: Mapping[Demand, str] = {
    "knee": "Squats, lunges and knee work",
    "hip": "Bridges, hinges and curls",
    "calf": "Calf work",
    "frontal": "Side-of-the-hip work",
    "core": "Trunk work",
    "foot": "Foot and shin work",
    "impact": "Jumps, hops and fast hills",
}
"""The heading over exercises that make a demand."""
NO_DEMAND_HEADING = "Stretches, mobility and walking uphill"
"""The heading over exercises that make no demand."""


def limit_words(limit: Limit) -> str:
    """Return a limit in words: ``at most 2 sets, at most 10 reps a set, no added weight``."""
    parts = [
        f"at most {limit.sets} {'set' if limit.sets == 1 else 'sets'}" if limit.sets else "",
        f"at most {limit.reps} reps a set" if limit.reps else "",
        f"holds of {limit.hold_s} s at most" if limit.hold_s else "",
        "no added weight" if limit.load else "",
        limit.depth or "",
    ]
    return ", ".join(part for part in parts if part)


def span(pair: tuple[int, int]) -> str:
    """Return a range in print: ``8–12``, or ``10`` if it is a single number."""
    low, high = pair
    return str(low) if low == high else f"{low}–{high}"


def amount(exercise: Exercise, dose: Dose) -> str:
    """Return the amount of a set: ``8–12 reps``, ``20–30 s hold``, ``5–6 × 20–40 s``, with ``per side`` if sides count."""
    value = dose.amount
    if dose.measure == "reps":
        text = f"{span(value)} {'rep' if value == (1, 1) else 'reps'}"
    elif dose.measure == "hold":
        text = f"{span(value)} s hold"
    elif dose.measure == "distance":
        text = f"{span(value)} m"
    else:
        text = f"{span(dose.reps)} × {span(value)} s" if dose.reps else f"{span(value)} s"
    return f"{text} per side" if exercise.dose_per(dose) == "side" else text


def row_dose(row: Row) -> str:
    """Return the dose of a row: ``2 × 8 reps per side``, ``1 × 30 s hold``, ``5 × 20 s``, ``2 × 5 × 20 s`` for sets of repeats."""
    repeated = row.repeats > 1 and row.measure == "duration"
    number = f"{row.sets} × {row.repeats}" if repeated and row.sets > 1 else str(row.repeats if repeated else row.sets)
    unit = {"reps": "rep" if row.amount == 1 else "reps", "hold": "s hold", "distance": "m", "duration": "s"}[row.measure]
    if row.exercise is None:
        return clock_time(row.amount)
    return f"{number} × {row.amount} {unit}" + (" per side" if row.per == "side" else "")


def clock_time(seconds: int) -> str:
    """Return minutes and seconds: ``14:28``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def minutes(pair: tuple[int, int]) -> str:
    """Return a span of seconds in minutes, below ten rounded to half a minute: ``2–4½ min``."""
    low, high = (_half(seconds) for seconds in pair)
    return f"{low} min" if low == high else f"{low}–{high} min"


def _half(seconds: int) -> str:
    halves = max(1, round(seconds / 30))
    if halves >= 20:
        return str(round(seconds / 60))
    whole, half = divmod(halves, 2)
    return f"{whole or ''}{'½' if half else ''}" or "0"


def tempo(dose: Dose) -> str:
    """Return the tempo of a dose in words: ``3 s down, 1 s up``. Empty for holds and jumps."""
    return tempo_words(dose.tempo) if dose.tempo else ""


def tempo_words(numbers: str) -> str:
    """Return a tempo in words: ``3 s down, 1 s up`` for ``3-0-1-0``."""
    down, bottom, up, top = numbers.split("-")
    parts = [f"{down} s down" if down != "0" else "", f"{bottom} s pause" if bottom != "0" else ""]
    parts += [f"{up} s up" if up != "0" else "", f"{top} s hold" if top != "0" else ""]
    return ", ".join(part for part in parts if part)


def join(words: list[str], last: str = "and") -> str:
    """Return a list in words: ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def short_citation(source: Source) -> str:
    """Return a short citation, ``Blagrove 2018``, with the title if no author is known."""
    who = source.author[0].family or source.author[0].literal or "" if source.author else source.title
    if len(who) > 40:
        who = who[:39].rsplit(" ", 1)[0] + " …"
    return f"{who} {source.issued.year}" if source.issued else who


def people(names: tuple[Person, ...]) -> str:
    """Return authors in the form of a reference list: ``Blagrove RC, Howatson G``."""
    return ", ".join(_person(name) for name in names)


def _person(name: Person) -> str:
    if name.literal:
        return name.literal
    initials = "".join(part[0] for part in (name.given or "").replace(".", " ").replace("-", " ").split())
    family = f"{name.particle} {name.family}" if name.particle else name.family
    return " ".join(part for part in (family, initials, name.suffix) if part)


def kind(source: Source) -> str:
    """Return the kind of a publication: ``Journal article``."""
    return KIND_WORDS.get(source.type, source.type.capitalize())


def reference(source: Source) -> str:
    """Return the part of a reference after its title: ``Sports Medicine. 2018;48(5):1117-1149.``"""
    parts = []
    if source.editor:
        parts.append(f"In: {people(source.editor)}, {'ed' if len(source.editor) == 1 else 'eds'}.")
    if source.container_title:
        parts.append(f"{source.container_title}.")
    if source.edition:
        parts.append(f"{_ordinal(source.edition)} ed.")
    if source.publisher:
        parts.append(f"{source.publisher};" if source.issued else f"{source.publisher}.")
    parts.append(_when_and_where(source))
    return " ".join(part for part in parts if part)


def _ordinal(number: str) -> str:
    """Return ``4th`` for ``4``. A word such as ``revised`` stays as it is."""
    if not number.isdecimal():
        return number
    endings = {"1": "st", "2": "nd", "3": "rd"}  # codespell:ignore nd
    ending = "th" if number[-2:] in ("11", "12", "13") else endings.get(number[-1], "th")
    return number + ending


def _when_and_where(source: Source) -> str:
    text = str(source.issued.year) if source.issued else ""
    if source.volume:
        text += f";{source.volume}" + (f"({source.issue})" if source.issue else "")
    elif source.issue:
        text += f";({source.issue})"
    if source.page or source.number:
        text += f":{source.page or source.number}"
    return f"{text.lstrip(';:')}." if text else ""
