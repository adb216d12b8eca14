"""Recipes for routines and plans for weeks: what a runner has, from which sessions are worked out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from legwork.catalogue.models import Entry, Level, SourceKeys, WrittenRow, _Model
from legwork.catalogue.rule_numbers import DELOAD_EVERY_WEEKS, MICRO_MINUTES
from legwork.catalogue.rules import STAGE_FORWARD
from legwork.text.fields import Id, Paragraphs, Summary, Text, wrong
from legwork.text.fields import Name as NameText

RULE_PATTERN = r"^R-[A-Z][0-9]$"
RuleId = Annotated[str, Field(pattern=RULE_PATTERN)]
SessionKind = Literal["main", "micro", "warm-up", "cool-down"]
RunKind = Literal["rest", "easy", "quality", "long", "race"]


class RuleException(_Model):
    """A rule that a fixed session does not keep, and why that is left as it is. Shown on the page."""

    rule: RuleId = Field(description="The rule's id, like R-C4.")
    reason: Text = Field(description="Why the session is left as it is.")


class Recipe(Entry):
    """A runner's kit, time and wishes: `catalogue/routines/<slug>.yml`. A solver chooses the exercises."""

    name: NameText = Field(description="What a runner would ask for, sentence case.")
    summary: Summary = Field(description="One sentence, at most 160 characters: whom it is for.")
    session: SessionKind = Field(
        description=f"main; micro: after an easy run, at most {MICRO_MINUTES} minutes, no jumps; warm-up; cool-down.",
        examples=["main"],
    )
    minutes: int = Field(ge=3, le=90, description="The whole session, warm-up and cool-down included.", examples=[15])
    level: Level = Field(examples=["beginner"])
    equipment: tuple[Id, ...] = Field((), description="Ids of what the runner owns; what everyone has needs no mention.")
    start: Literal["after-run", "cold"] = Field("cold", description="Decides the warm-up.")
    focus: tuple[Id, ...] = Field((), description="Demands (knee, hip, calf, frontal, core, foot) or muscles to favor.")
    leave_out: tuple[Id, ...] = Field(
        (), description="Care ids: only what is fine with them, or changed as they say, is chosen."
    )
    stage: int | None = Field(
        None, ge=1, le=9, description="With one id in leave_out: the step of its way back that the session holds, from 1."
    )
    pair: Id | None = Field(None, description="The other session of the week, written on both sides.")
    exercises: tuple[WrittenRow, ...] = Field((), description="A fixed session: the exercises, in place of a choice.")
    exceptions: tuple[RuleException, ...] = Field((), description="Rules a fixed session does not keep, with the reason.")
    changes: Paragraphs = Field((), description="What was changed against the source of a fixed session.")
    if_possible: bool = Field(False, description="If no honest session can be made, say so on the index instead of failing.")
    sources: SourceKeys = ()

    @property
    def fixed(self) -> bool:
        return bool(self.exercises)


_DAY: Any = Field(description="rest, easy, quality, long or race.")


class Week(_Model):
    """The run of each day."""

    monday: RunKind = _DAY
    tuesday: RunKind = _DAY
    wednesday: RunKind = _DAY
    thursday: RunKind = _DAY
    friday: RunKind = _DAY
    saturday: RunKind = _DAY
    sunday: RunKind = _DAY

    def days(self) -> Iterator[tuple[str, RunKind]]:
        """Names and kinds of the days, Monday first."""
        for name in type(self).model_fields:
            yield name, getattr(self, name)


class PlanStage(_Model):
    """Some weeks of a plan and the routines done in them."""

    weeks: Annotated[tuple[int, ...], Field(min_length=2, max_length=2, description="First and last week.")]
    main: Annotated[tuple[Id, ...], Field(min_length=1, max_length=2, description="The week's main routines, A then B.")]
    micro: Id | None = Field(None, description="A micro routine for weeks with room for one.")

    @model_validator(mode="after")
    def _forwards(self) -> PlanStage:
        if not 1 <= self.weeks[0] <= self.weeks[1] <= 52:
            raise wrong(STAGE_FORWARD, "weeks must run forwards from 1", "write weeks: [1, 4]")
        return self


class Plan(Entry):
    """Strength around a running week: `catalogue/plans/<slug>.yml`."""

    name: NameText = Field(description="What a runner would ask for, sentence case.")
    summary: Summary = Field(description="One sentence, at most 160 characters: whom it is for.")
    level: Level = Field(examples=["beginner"])
    week: Week = Field(description="The running week the strength is placed around.")
    stages: tuple[PlanStage, ...] = Field(
        min_length=1, description="Which routines in which weeks; together weeks 1 to the last."
    )
    deload_every: int = Field(DELOAD_EVERY_WEEKS, ge=3, le=6, description="Every how many weeks the sets are halved (R-D1).")
    taper: bool = Field(False, description="The last week ends in a race.")
    sources: SourceKeys = ()

    @property
    def runs(self) -> int:
        """Runs in the week."""
        return sum(day != "rest" for _, day in self.week.days())
