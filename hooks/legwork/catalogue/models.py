"""The catalogue's entries. Field names are the format's contract; every model is frozen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from legwork.catalogue.fields import (
    LEVELS,
    Count,
    Cue,
    Day,
    Id,
    Metres,
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
from legwork.figures.schema import Figure

Level = Literal["beginner", "intermediate", "advanced"]
Laterality = Literal["bilateral", "unilateral", "alternating"]
Action = Literal["avoid", "modify", "stop", "note"]
Demand = Literal["knee", "hip", "calf", "frontal", "core", "foot", "impact"]
Strength = Literal["guideline", "meta-analysis", "trial", "cohort", "lab", "book", "article"]

CONVENTION = "convention"
"""Stands in a list of sources for a number that is coaches' custom and that nobody has tested."""

SourceKeys = Annotated[tuple[Id, ...], Field(description="Keys in sources.yml, or `convention` for coaching custom.")]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, serialize_by_alias=True)

    def model_post_init(self, context: object) -> None:
        """Shares the note of which fields were given among all that were given the same: a third of a large catalogue."""
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


class Caution(_Model):
    """What to leave out or change, for whom, and what to do instead."""

    when: Id | None = Field(None, description="Id in care.yml; leave out for a caution that is for everyone.")
    action: Action = Field(description="avoid: leave it out; modify: do it differently; stop: stop when; note: know this.")
    text: Text = Field(description="What to do, in a sentence or two.")
    instead: Id | None = Field(None, description="Exercise to do instead; must be free of this caution itself.")
    sources: SourceKeys = ()


class Dose(_Model):
    """How much at one level. Exactly one of reps, hold, distance, duration measures it."""

    MEASURES: ClassVar = ("reps", "hold", "distance", "duration")

    sets: Sets = Field((1, 1), description="Sets: a number or [low, high].")
    reps: Count | None = Field(None, description="Repetitions per set; with duration: repeats.")
    hold: Seconds | None = Field(None, description="Seconds held per set.")
    distance: Metres | None = Field(None, description="Metres per set.")
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
    def measure(self) -> str:
        """The field that measures this dose; `duration` when repeats are timed."""
        return next(name for name in reversed(self.MEASURES) if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _one_measure(self) -> Dose:
        given = [name for name in self.MEASURES if getattr(self, name) is not None]
        if given not in (["reps"], ["hold"], ["distance"], ["duration"], ["reps", "duration"]):
            said = " and ".join(given) or "none of them"
            raise wrong(
                f"needs exactly one of reps, hold, distance, duration; has {said}", "reps may go with duration, as repeats"
            )
        if self.tempo and not any(map(int, self.tempo.split("-"))):
            raise wrong("has a tempo that takes no time", "seconds down-pause-up-pause, like 2-0-1-0")
        if self.tempo and self.rep_seconds is not None:
            raise wrong("has both tempo and rep_seconds", "keep tempo; rep_seconds is for jumps and skips")
        pace = "tempo" if self.tempo else "rep_seconds"
        if getattr(self, pace) is not None and given != ["reps"]:
            raise wrong(f"{pace} belongs to reps, not to {given[-1]}", f"remove {pace}")
        return self


class Doses(_Model):
    """A dose per level: for the exercise's own level, more for higher ones, none for lower ones."""

    beginner: Dose | None = None
    intermediate: Dose | None = None
    advanced: Dose | None = None

    def items(self) -> Iterator[tuple[Level, Dose]]:
        """Levels that have a dose, from lowest to highest."""
        for level in LEVELS:
            if (dose := getattr(self, level)) is not None:
                yield level, dose  # type: ignore[misc]


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
    reviewed: Day = Field(description="The day a person last read the whole entry.", examples=["2026-11-20"])

    def cited(self) -> Iterator[str]:
        """Every source key in this entry, in order, repeats included."""
        parts: list[Claim | Caution | Dose] = [*self.why, *self.cautions, *(dose for _, dose in self.doses.items())]
        yield from self.sources
        for part in parts:
            yield from part.sources
        for claim in self.why:
            yield from claim.against

    def dose_per(self, dose: Dose) -> Literal["side", "total"]:
        """Whether the dose counts each side or both together."""
        return dose.per or ("total" if self.laterality == "bilateral" else "side")


class Muscle(Entry):
    """One muscle in `muscles.yml`."""

    name: Name = Field(description="Anatomical name.")
    group: Name = Field(description="Search facet: Glutes, Quads, Calves ...")
    aliases: tuple[Name, ...] = Field((), description="Lay names a runner types.")
    role: Paragraphs = Field(description="What it does when running.")
    region: Slug = Field(description="Region of the muscle map.")


class Equipment(Entry):
    """One piece of equipment in `equipment.yml`."""

    name: Name = Field(examples=["Stability ball"])
    setup: int = Field(10, ge=0, le=600, description="Seconds to set up.")
    where: Literal["home", "outdoors", "gym"] = Field(description="home, outdoors or gym: where most people find it.")
    given: bool = Field(False, description="True for what everyone has: a wall, the floor.")
    substitutes: tuple[Text, ...] = Field((), description="What can stand in for it; free text.")
    aliases: tuple[Name, ...] = ()


class Pattern(Entry):
    """One movement pattern in `patterns.yml`."""

    name: Name = Field(examples=["Hinge"])
    slot: int = Field(ge=0, le=9, description="Order inside a session.")
    demand: Demand = Field(description="What it asks most of: knee, hip, calf, frontal, core, foot or impact.")
    summary: Paragraphs = Field(description="What you do, and what it trains.")


class Return(_Model):
    """One step of the way back to full training."""

    do: Text = Field(description="What to do at this step.")
    until: Text | None = Field(None, description="The test to pass before the next step; the last step has none.")


class Care(Entry):
    """One complaint in `care.yml`, in the runner's words."""

    name: Name = Field(examples=["My Achilles is sore"])
    aliases: tuple[Name, ...] = ()
    advice: Paragraphs = Field(description="What to do about it.")
    instead: tuple[Id, ...] = Field((), description="Exercises that usually go on; the page sorts them by demand and level.")
    back: tuple[Return, ...] = Field((), description="How to come back, step by step; each with a test a runner can do alone.")
    red_flags: Paragraphs = Field((), description="Signs to act on at once, with where to turn: the same day, or an emergency.")
    stop: Paragraphs = Field(description="When to stop and see someone.")
    sources: SourceKeys = ()

    def texts(self) -> Iterator[str]:
        """Every text of the entry in which a source may be linked."""
        yield from (*self.advice, *self.red_flags, *self.stop)
        yield from (text for step in self.back for text in (step.do, step.until or ""))


class Person(_Model):
    """A CSL name: https://docs.citationstyles.org/en/stable/specification.html#name"""

    family: Name | None = None
    given: Name | None = None
    suffix: Name | None = None
    particle: Name | None = Field(None, alias="non-dropping-particle")
    literal: Annotated[Text, Field(max_length=200)] | None = Field(
        None, description="An organisation, or a name that has no parts."
    )

    @model_validator(mode="after")
    def _named(self) -> Person:
        if not (self.family or self.literal):
            raise wrong("needs a family name, or a literal for an organisation", "write {family: Blagrove, given: R. C.}")
        return self


Year = Annotated[int, Field(ge=1000, le=2999)]


def _date_parts(value: Any) -> Any:
    if type(value) is int:
        return {"date-parts": ((value,),)}
    if not isinstance(value, dict):
        raise wrong("must be a year or a date", "write 2018, or {date-parts: [[2018, 5]]}")
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
                raise wrong("is not a calendar date", "write {date-parts: [[2018, 5]]}: year, month, day")
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
    strength: Strength = Field(description="guideline, meta-analysis, trial, cohort, lab, book or article.")
    finding: Text | None = Field(None, description="What it found, in one sentence of our own.")
    limits: Text | None = Field(None, description="Who or what was studied, and why to be careful.")
