"""The catalogue's entries. Field names are the format's contract; every model is frozen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from legwork.catalogue import rules
from legwork.figures.schema import Figure
from legwork.text.fields import (
    MEASURES,
    Count,
    Cue,
    Id,
    IsoDate,
    Meters,
    Name,
    Note,
    Paragraphs,
    Rest,
    Seconds,
    Sets,
    Slug,
    Step,
    Summary,
    Tempo,
    Text,
    Url,
    wrong,
)
from legwork.text.rules import FIELD_FORM

Level = Literal["beginner", "intermediate", "advanced"]
Laterality = Literal["bilateral", "unilateral", "alternating"]
Action = Literal["avoid", "modify", "stop", "note"]
Demand = Literal["knee", "hip", "calf", "frontal", "core", "foot", "impact"]
Urgency = Literal["now", "today", "two-days"]
Tissue = Literal["bone", "joint", "muscle", "nerve", "tendon"]
BodyPart = Literal[
    "shoulder", "back", "buttock", "hip", "groin", "thigh", "knee", "leg", "calf", "shin", "ankle", "heel", "foot"
]  # fmt: skip
"""Parts of the body from head to foot, in the order of the page of complaints."""
Evidence = Literal["guideline", "meta-analysis", "trial", "cohort", "lab", "book", "article"]

CONVENTION = "convention"
"""The key in a list of sources for coaching custom, which nobody has tested."""

SourceKeys = Annotated[tuple[Id, ...], Field(description="Keys in sources.yml, or `convention` for coaching custom.")]


Finds = Annotated[
    tuple[Name, ...], Field(description="Words that lead here in a search and are no names of it; shown nowhere.")
]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, serialize_by_alias=True)

    def model_post_init(self, context: object) -> None:
        """Share one set of given fields among all models with the same ones. It saves a third of a large catalogue's memory."""
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))


_GIVEN: dict[frozenset[str], set[str]] = {}


class Entry(_Model):
    """Anything with a page of its own. `slug` is the file's stem or the entry's id, set by the loader."""

    slug: SkipJsonSchema[str] = ""


class Muscles(_Model):
    """Muscles an exercise trains; a muscle stands in one role only."""

    primary: tuple[Id, ...] = Field(min_length=1, description="Ids in muscles.yml: what the exercise is for.")
    secondary: tuple[Id, ...] = Field((), description="Ids in muscles.yml: what works along.")


class Kit(_Model):
    """Equipment an exercise needs and may use."""

    required: tuple[Id, ...] = Field(description="Ids in equipment.yml, ALL of them; [] for none.")
    optional: tuple[Id, ...] = Field((), description="Ids in equipment.yml that make it harder, easier or safer.")


class Setup(_Model):
    """Getting into place before the first set."""

    seconds: int = Field(10, ge=0, le=600, description="Seconds to get ready; counts in the session's time.")
    text: Text | None = Field(None, description="What to prepare, if it is not plain from the first step.")


class Mistake(_Model):
    """A common fault and how to put it right."""

    fault: Text = Field(description="What goes wrong.")
    fix: Text = Field(description="How to put it right.")


class Limit(_Model):
    """The limit of a `modify` in numbers: no session made for the complaint goes beyond it."""

    hold_s: int | None = Field(None, ge=1, le=3600, description="Longest hold, in seconds a set.")
    reps: int | None = Field(None, ge=1, le=200, description="Most repetitions a set.")
    sets: int | None = Field(None, ge=1, le=10, description="Most sets.")
    load: Literal["none"] | None = Field(None, description="none: without added weight.")
    depth: Note | None = Field(None, description="How deep, how high or how far, in a few words; printed in the row.")

    @model_validator(mode="after")
    def _says_something(self) -> Limit:
        if not self.__pydantic_fields_set__:
            raise wrong(rules.CAUTION_LIMIT, "limits nothing", "give hold_s, reps, sets, load or depth, or remove it")
        return self


class Caution(_Model):
    """A warning: for whom to leave out or change the exercise, and what to do instead."""

    when: Id | None = Field(None, description="Id in care.yml; leave out for a caution that is for everyone.")
    action: Action = Field(description="avoid: leave it out; modify: do it differently; stop: stop when; note: know this.")
    text: Text = Field(description="What to do, in a sentence or two.")
    limit: Limit | None = Field(
        None, description="With modify: how far the exercise may go. Without it no session for the complaint holds it."
    )
    instead: Id | None = Field(None, description="Exercise to do instead; must be free of this caution itself.")
    sources: SourceKeys = ()

    @model_validator(mode="after")
    def _limits_a_change(self) -> Caution:
        if self.limit and not (self.action == "modify" and self.when):
            raise wrong(
                rules.CAUTION_LIMIT,
                "a limit belongs to what one complaint changes",
                "give it `when` and action modify, or remove limit",
            )
        return self


class _Measured(_Model):
    """Work that one of MEASURES measures. Reps may go with a duration, as its repeats."""

    @property
    def _given(self) -> list[str]:
        return [name for name in MEASURES if getattr(self, name) is not None]

    @property
    def measure(self) -> str:
        """The field that measures it; `duration` when repeats are timed."""
        return self._given[-1]

    @model_validator(mode="after")
    def _measured_once(self) -> Self:
        if self._given not in (["reps"], ["hold"], ["distance"], ["duration"], ["reps", "duration"]):
            said = " and ".join(self._given) or "none of them"
            message = f"needs exactly one of reps, hold, distance, duration; has {said}"
            raise wrong(rules.DOSE_MEASURE, message, "reps may go with duration, as repeats")
        return self


class Dose(_Measured):
    """The dose at one level. Exactly one of reps, hold, distance, duration measures it."""

    sets: Sets = Field((1, 1), description="Sets: a number or [low, high].")
    reps: Count | None = Field(None, description="Repetitions per set; with duration: repeats.")
    hold: Seconds | None = Field(None, description="Seconds held per set.")
    distance: Meters | None = Field(None, description="Meters per set.")
    duration: Seconds | None = Field(None, description="Seconds per repeat.")
    per: Literal["side", "total"] | None = Field(
        None, description="Whether the measure counts each side or both together. Left out: total if bilateral, else side."
    )
    tempo: Tempo | None = Field(None, description="Seconds down-pause-up-pause. Left out for reps: 2-0-1-0.")
    rep_seconds: float | None = Field(None, gt=0, le=60, description="Seconds per rep where a tempo makes no sense (jumps).")
    rest: Rest = Field((0, 0), description="Seconds of rest between sets, or between repeats of a duration.")
    contacts: int | None = Field(None, ge=0, le=20, description="Ground contacts per rep; required where impact >= 2.")
    note: Note | None = Field(None, description="Load, height or depth that belongs to this dose.")
    sources: SourceKeys = ()

    @property
    def amount(self) -> tuple[int, int]:
        """The lowest and highest value of its measure."""
        amount: tuple[int, int] = getattr(self, self.measure)
        return amount

    @property
    def repeats(self) -> tuple[int, int]:
        """The fewest and most repeats of a timed dose; 1 if nothing is repeated."""
        return self.reps if self.measure == "duration" and self.reps else (1, 1)

    @model_validator(mode="after")
    def _paced_by_its_measure(self) -> Self:
        if self.tempo and not any(map(int, self.tempo.split("-"))):
            raise wrong(rules.DOSE_TEMPO, "has a tempo that takes no time", "seconds down-pause-up-pause, like 2-0-1-0")
        if self.tempo and self.rep_seconds is not None:
            raise wrong(rules.DOSE_TEMPO, "has both tempo and rep_seconds", "keep tempo; rep_seconds is for jumps and skips")
        pace = "tempo" if self.tempo else "rep_seconds"
        if getattr(self, pace) is not None and self._given != ["reps"]:
            raise wrong(rules.DOSE_TEMPO, f"{pace} belongs to reps, not to {self.measure}", f"remove {pace}")
        return self


class Doses(_Model):
    """A dose per level: for the exercise's own level, more for higher ones, none for lower ones."""

    beginner: Dose | None = None
    intermediate: Dose | None = None
    advanced: Dose | None = None

    def at(self, level: Level) -> Dose | None:
        """Return the dose of a level, if there is one."""
        dose: Dose | None = getattr(self, level)
        return dose

    def items(self) -> Iterator[tuple[Level, Dose]]:
        """Yield the levels that have a dose, from lowest to highest, each with its dose."""
        for level in get_args(Level):
            if (dose := self.at(level)) is not None:
                yield level, dose


class Harder(_Model):
    """The next step up and the test to pass before taking it."""

    exercise: Id = Field(description="The harder exercise: the name of its file, without .yml.")
    when: Text = Field(description="A test a runner can check alone.")


class Claim(_Model):
    """A reason why runners do this, as strong as its sources and no stronger."""

    claim: Text = Field(description="The reason, in a sentence or two.")
    sources: SourceKeys = ()
    against: tuple[Id, ...] = Field((), description="Keys in sources.yml: studies that tested it and found otherwise.")


FIT_PATTERN = r"^[a-z0-9_]{1,80}$"


class Garmin(_Model):
    """The exercise in the FIT SDK profile, for watches."""

    category: Annotated[str, Field(pattern=FIT_PATTERN)] = Field(examples=["squat"])
    name: Annotated[str, Field(pattern=FIT_PATTERN)] = Field(examples=["body_weight_wall_squat"])
    match: Literal["exact", "close"] = Field(description="exact: the same exercise; close: the nearest that the profile has.")


class Exercise(Entry):
    """One exercise, drill or stretch: `catalogue/exercises/<slug>.yml`."""

    name: Name = Field(description="The standard name, sentence case.", examples=["Kickstand deadlift"])
    aliases: tuple[Name, ...] = Field((), description="Other names runners type; unique across the catalogue.")
    finds: Finds = ()
    summary: Summary = Field(
        description="One sentence, at most 160 characters: what it trains and why a runner would.",
        examples=["A hip hinge with a toe down for balance. Trains hamstrings and glutes one side at a time."],
    )
    pattern: Id = Field(description="Movement pattern: id in patterns.yml.", examples=["hinge"])
    kind: Literal["strength", "plyometric", "drill", "hill", "mobility", "stretch"] = Field(examples=["strength"])
    level: Level = Field(description="The lowest level it suits.", examples=["beginner"])
    laterality: Laterality = Field(
        description="bilateral: both legs; unilateral: finish one side, then the other; alternating: swap each rep.",
        examples=["unilateral"],
    )
    contraction: Literal["dynamic", "eccentric", "isometric", "mixed", "plyometric", "stretch"] = Field(examples=["dynamic"])
    impact: int = Field(
        ge=0, le=3, description="0 planted, 1 step contact, 2 two-foot flight, 3 single-leg landing.", examples=[0]
    )
    phases: tuple[Literal["warm-up", "main", "plyometric", "finisher", "cool-down"], ...] = Field(
        min_length=1, description="Where in a session it fits; the first is its usual place.", examples=[["main"]]
    )
    muscles: Muscles = Field(examples=[{"primary": ["hamstrings"], "secondary": ["erector-spinae"]}])
    equipment: Kit = Field(examples=[{"required": [], "optional": ["dumbbells"]}])
    setup: Setup = Field(default=Setup(seconds=10), examples=[{"seconds": 10}])
    steps: tuple[Step, ...] = Field(
        min_length=3,
        max_length=10,
        description="Imperative sentences, each at most 300 characters.",
        examples=[["Stand tall."]],
    )
    cues: tuple[Cue, ...] = Field(
        min_length=1, max_length=5, description="Short reminders, each at most 60 characters.", examples=[["Hips back"]]
    )
    mistakes: tuple[Mistake, ...] = Field((), examples=[[{"fault": "Back rounds.", "fix": "Stop where it is still flat."}]])
    cautions: tuple[Caution, ...] = Field(
        min_length=1,
        description="What to leave out or change; avoid and modify need a source.",
        examples=[[{"when": "acute-low-back-pain", "action": "avoid", "text": "Rest first.", "sources": ["convention"]}]],
    )
    doses: Doses = Field(examples=[{"beginner": {"sets": [2, 3], "reps": [8, 12], "per": "side", "rest": [45, 60]}}])
    harder: tuple[Harder, ...] = Field((), description="Next steps up. The reverse, easier, is derived and never written.")
    alternatives: tuple[Id, ...] = Field(
        (), description="Same job, other kit or position; symmetric, written in one file only."
    )
    why: tuple[Claim, ...] = Field((), description="Why runners do it, with sources.")
    sources: SourceKeys = ()
    garmin: Garmin | None = Field(None, description="FIT profile names; leave out where nothing fits.")
    figure: Figure | None = Field(None, description="Poses from which the picture is drawn.")
    reviewed: IsoDate = Field(description="The day a person last read the whole entry.", examples=["2026-11-20"])

    def cited(self) -> Iterator[str]:
        """Every source key in this entry, in order, repeats included."""
        parts: list[Claim | Caution | Dose] = [*self.why, *self.cautions, *(dose for _, dose in self.doses.items())]
        yield from self.sources
        for part in parts:
            yield from part.sources
        for claim in self.why:
            yield from claim.against

    def dose_per(self, dose: Dose) -> Literal["side", "total"]:
        """Return whether the dose counts each side or both together."""
        return dose.per or ("total" if self.laterality == "bilateral" else "side")


class Muscle(Entry):
    """One muscle in `muscles.yml`."""

    name: Name = Field(description="Anatomical name.")
    group: Name = Field(description="Search facet: Glutes, Quads, Calves ...")
    aliases: tuple[Name, ...] = Field((), description="Lay names a runner types.")
    finds: Finds = ()
    role: Paragraphs = Field(description="What it does when running.")
    region: Slug = Field(description="Region of the muscle map.")


class Equipment(Entry):
    """One piece of equipment in `equipment.yml`."""

    name: Name = Field(examples=["Stability ball"])
    setup: int = Field(10, ge=0, le=600, description="Seconds to set up.")
    where: Literal["home", "outdoors", "gym"] = Field(description="home, outdoors or gym: where most people find it.")
    given: bool = Field(False, description="True for what everyone has: a wall, the floor.")
    weight: bool = Field(False, description="True for what adds load: dumbbells, a barbell, a machine.")
    substitutes: tuple[Text, ...] = Field((), description="What can stand in for it; free text.")
    aliases: tuple[Name, ...] = ()
    finds: Finds = ()


class Pattern(Entry):
    """One movement pattern in `patterns.yml`."""

    name: Name = Field(examples=["Hinge"])
    finds: Finds = ()
    slot: int = Field(ge=0, le=9, description="Order inside a session.")
    demand: Demand = Field(description="What it asks most of: knee, hip, calf, frontal, core, foot or impact.")
    summary: Paragraphs = Field(description="What you do, and what it trains.")


class Flag(Entry):
    """A red flag in `flags.yml`: a sign that needs somebody soon, and how soon."""

    urgency: Urgency = Field(description="now: emergency number or emergency department; today; two-days.", examples=["today"])
    text: Text = Field(description="The sign; how soon and where to turn follow from its urgency.")
    general: bool = Field(False, description="True for what counts whatever hurts: it stands on top of the index.")
    finds: Finds = ()


class WrittenRow(_Measured):
    """One exercise with so many sets of one measure, as somebody has written it down."""

    exercise: Id = Field(description="The exercise: the name of its file, without .yml.")
    sets: int = Field(ge=1, le=10, examples=[2])
    reps: int | None = Field(None, ge=1, le=200, description="Repetitions per set, or repeats of a duration.")
    hold: int | None = Field(None, ge=1, le=3600, description="Seconds held per set.")
    distance: int | None = Field(None, ge=1, le=2000, description="Meters per set.")
    duration: int | None = Field(None, ge=1, le=3600, description="Seconds per repeat.")
    rest: int | None = Field(None, ge=0, le=900, description="Seconds between sets; left out: the low end of the dose.")

    @property
    def amount(self) -> int:
        """The value of its measure."""
        amount: int = getattr(self, self.measure)
        return amount


class ReturnStep(_Model):
    """One step of the way back to full training."""

    do: Text = Field(description="What to do at this step; how much of which exercise stands in `exercises`.")
    exercises: tuple[WrittenRow, ...] = Field((), description="The exercises of this step. A session of this stage holds them.")
    until: Text | None = Field(None, description="The test to pass before the next step; the last step has none.")


class Timeline(_Model):
    """The usual duration of a complaint."""

    text: Text = Field(description="How long, or that it is not known.")
    sources: SourceKeys = ()


class Care(Entry):
    """A complaint (what hurts) or a state (such as pregnant) in `care.yml`, in the runner's words."""

    kind: Literal["complaint", "state"] = Field(
        description="complaint: something hurts; state: what a person is, such as pregnant.", examples=["complaint"]
    )
    where: BodyPart | None = Field(None, description="Of a complaint: the part of the body; the index goes from head to foot.")
    tissue: Tissue | None = Field(None, description="Of a complaint: what hurts. It decides the pain limit.")
    clearance: Text | None = Field(
        None, description="Who looks at it before any training, and how soon. No session is made for it then."
    )
    clinician: Literal["doctor or physical therapist", "doctor", "doctor or midwife"] = Field(
        "doctor or physical therapist", description="Whom to see with the signs in `stop`."
    )
    name: Name = Field(examples=["My Achilles is sore"])
    aliases: tuple[Name, ...] = Field((), description="Names that are true of it, shown as `Also called`.")
    finds: Finds = ()
    advice: Paragraphs = Field(description="What to do about it.")
    not_now: tuple[Demand, ...] = Field((), description="Demands that wait: every exercise that makes one is left out.")
    instead: tuple[Id, ...] = Field((), description="Exercises that are fine; the page sorts them by demand and level.")
    back: tuple[ReturnStep, ...] = Field(
        (), description="How to come back, step by step; each with a test a runner can do alone."
    )
    timeline: Timeline | None = Field(None, description="How long it usually takes.")
    relief: Paragraphs = Field((), description="What may help meanwhile, within what public guidelines say.")
    red_flags: tuple[Id, ...] = Field((), description="Ids in flags.yml: signs to act on, with how soon.")
    stop: Paragraphs = Field(description="When to stop and see someone, where it can wait longer than a red flag.")
    sources: SourceKeys = ()
    reviewed: IsoDate = Field(description="The day an editor last read the whole entry.", examples=["2026-11-20"])

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Care:
        for field in ("where", "tissue"):
            given = getattr(self, field) is not None
            if self.kind == "complaint" and not given:
                raise wrong(rules.CARE_KIND, f"a complaint needs `{field}`", _care_hint(field))
            if self.kind == "state" and given:
                raise wrong(rules.CARE_KIND, f"a state has no `{field}`", f"remove {field}, or write kind: complaint")
        return self

    def texts(self) -> Iterator[str]:
        """Yield every text of the entry that may link to a source."""
        yield from (*self.advice, *self.relief, *self.stop)
        yield from (text for step in self.back for text in (step.do, step.until or ""))
        yield self.timeline.text if self.timeline else ""


def _care_hint(field: str) -> str:
    return f"one of {', '.join(get_args(BodyPart if field == 'where' else Tissue))}"


class Person(_Model):
    """A CSL name: https://docs.citationstyles.org/en/stable/specification.html#name"""

    family: Name | None = None
    given: Name | None = None
    suffix: Name | None = None
    particle: Name | None = Field(None, alias="non-dropping-particle")
    literal: Annotated[Text, Field(max_length=200)] | None = Field(
        None, description="An organization, or a name that has no parts."
    )

    @model_validator(mode="after")
    def _named(self) -> Person:
        if not (self.family or self.literal):
            message = "needs a family name, or a literal for an organization"
            raise wrong(rules.PERSON_NAME, message, "write {family: Blagrove, given: R. C.}")
        return self


Year = Annotated[int, Field(ge=1000, le=2999)]


def _date_parts(value: Any) -> Any:
    if type(value) is int:
        return {"date-parts": ((value,),)}
    if not isinstance(value, dict):
        raise wrong(FIELD_FORM, "must be a year or a date", "write 2018, or {date-parts: [[2018, 5]]}")
    return value


class CslDate(_Model):
    """A CSL date: ``{date-parts: [[2018, 5, 1]]}``; month and day may be left out."""

    date_parts: Annotated[
        tuple[Annotated[tuple[int, ...], Field(min_length=1, max_length=3)], ...], Field(min_length=1, max_length=2)
    ] = Field(alias="date-parts")

    @property
    def year(self) -> int:
        return self.date_parts[0][0]

    @model_validator(mode="after")
    def _calendar(self) -> CslDate:
        for parts in self.date_parts:
            limits = ((1000, 2999), (1, 12), (1, 31))
            if not all(low <= part <= high for part, (low, high) in zip(parts, limits, strict=False)):
                raise wrong(FIELD_FORM, "is not a calendar date", "write {date-parts: [[2018, 5]]}: year, month, day")
        return self


def _as_text(value: Any) -> Any:
    return str(value) if type(value) is int else value


Number = Annotated[Name, BeforeValidator(_as_text, json_schema_input_type=str | int)]
"""A volume, issue, page or identifier: text, though it may look like a number."""

CslType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "book", "broadcast", "chapter", "dataset",
    "document", "entry", "entry-encyclopedia", "interview", "manuscript", "motion_picture", "pamphlet", "paper-conference",
    "patent", "personal_communication", "post", "post-weblog", "report", "review", "review-book", "software", "song",
    "speech", "standard", "thesis", "webpage",
]  # fmt: skip


DOI_PATTERN = r"^10\.[0-9]{4,9}/\S+$"
PMID_PATTERN = r"^[0-9]{1,9}$"
PMCID_PATTERN = r"^PMC[0-9]{1,9}$"


class Source(Entry):
    """One source in `sources.yml`: CSL fields, how strong it is, and what it says in our words."""

    type: CslType = Field(examples=["article-journal"])
    title: Annotated[Text, Field(max_length=400)] = Field(description="As printed on the source.")
    author: tuple[Person, ...] = ()
    editor: tuple[Person, ...] = ()
    issued: Annotated[CslDate, BeforeValidator(_date_parts, json_schema_input_type=CslDate | Year)] | None = None
    accessed: Annotated[CslDate, BeforeValidator(_date_parts, json_schema_input_type=CslDate | Year)] | None = None
    container_title: Annotated[Text, Field(max_length=300)] | None = Field(None, alias="container-title")
    edition: Number | None = None
    volume: Number | None = None
    issue: Number | None = None
    number: Number | None = None
    page: Number | None = None
    publisher: Annotated[Text, Field(max_length=200)] | None = None
    publisher_place: Name | None = Field(None, alias="publisher-place")
    DOI: Annotated[Number, Field(pattern=DOI_PATTERN)] | None = None
    PMID: Annotated[Number, Field(pattern=PMID_PATTERN)] | None = None
    PMCID: Annotated[Number, Field(pattern=PMCID_PATTERN)] | None = None
    ISBN: Number | None = None
    URL: Url | None = None
    note: Text | None = None
    strength: Evidence = Field(description="guideline, meta-analysis, trial, cohort, lab, book or article.")
    finding: Text | None = Field(None, description="What it found, in one sentence of our own.")
    limits: Text | None = Field(None, description="Who or what was studied, and why to be careful.")
