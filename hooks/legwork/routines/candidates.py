"""Candidates: what a session could hold, with all that the rules ask of it. The solver reads nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legwork.catalogue.models import Dose, Exercise, Limit
from legwork.catalogue.recipes import Recipe, SessionKind
from legwork.catalogue.rule_numbers import FEWEST_MAIN_SETS, LEAST_FILL, SINGLE_LEG_IMPACT
from legwork.routines.allowed import belongs, capped, limit_of, limited, suits
from legwork.routines.edges import cool_down, warm_up
from legwork.routines.session import Line, line
from legwork.routines.traits import Traits
from legwork.routines.written import dose_for, written_line
from legwork.text.fields import rank


@dataclass(frozen=True, eq=False)
class Candidate:
    """An exercise that a session could hold, with every dose worth considering and the traits that rules ask about."""

    session: int
    """Which session of the week it is for, from 0."""
    exercise: Exercise
    dose: Dose
    lines: tuple[Line, ...]
    """Its rows at the doses to choose from, shortest first."""
    of_stage: bool
    """Whether it is of the step of the way back that the session is made for."""
    slot: int
    group: str
    parts: frozenset[str]
    """The parts of a day or week that it covers."""
    above: frozenset[str]
    """The exercises that steps up lead to from it."""
    jumps: bool
    loads: bool
    lowers: bool
    """Whether it is heavy lowering work (R-O4)."""
    in_focus: bool
    has_kit: bool
    """Whether it uses some of what the session is made for: whoever asks for bands does not want none of them."""
    levels_below: int
    """How many levels it lies below the runner's."""

    @property
    def slug(self) -> str:
        return self.exercise.slug

    @property
    def shortest(self) -> int:
        return self.lines[0].seconds

    @property
    def longest(self) -> int:
        return self.lines[-1].seconds

    @property
    def fewest_landings(self) -> int:
        return min(one.contacts for one in self.lines)

    @property
    def lands_on_one_leg(self) -> bool:
        return self.exercise.impact >= SINGLE_LEG_IMPACT

    def shares_ladder(self, other: Candidate) -> bool:
        """Return whether steps up lead from one to the other (R-C4)."""
        return other.slug in self.above or self.slug in other.above


@dataclass(frozen=True, eq=False)
class Pick:
    """A candidate at one of its doses."""

    candidate: Candidate
    line: Line


@dataclass(frozen=True, eq=False)
class Task:
    """A session to fill: its recipe, its candidates, and the time there is."""

    recipe: Recipe
    candidates: tuple[Candidate, ...]
    cool_down_s: int

    def seconds(self, *, loaded: bool) -> tuple[float, float]:
        """Return the least and the most seconds of its exercises, warm-up and cool-down set aside (R-T1)."""
        total = self.recipe.minutes * 60
        least_warm_up, most_warm_up = warm_up(self.recipe, loaded=loaded).span
        return LEAST_FILL * total - least_warm_up - self.cool_down_s, total - most_warm_up - self.cool_down_s


def task(session: int, recipe: Recipe, traits: Traits) -> Task:
    """Return the task of filling the session of this number of a week."""
    cool_down_s = sum(row.seconds for row in cool_down(recipe, traits))
    return Task(recipe, tuple(_candidates(session, recipe, traits)), cool_down_s)


def _candidates(session: int, recipe: Recipe, traits: Traits) -> Iterator[Candidate]:
    """Yield every exercise the runner may do in this session (R-C5, R-K1)."""
    of_stage = traits.of_stage(recipe)
    for slug in sorted(traits.catalogue.exercises):
        exercise = traits.catalogue.exercises[slug]
        if slug in of_stage:
            dose = dose_for(exercise, recipe.level)
            row = limited(written_line(of_stage[slug], exercise, dose), exercise, recipe, traits)
            lines: tuple[Line, ...] = (row,) if row else ()
        else:
            found = exercise.doses.at(recipe.level)
            if found is None or not suits(exercise, recipe, traits) or not belongs(exercise, recipe, traits):
                continue
            dose, lines = found, _choices(exercise, found, recipe, traits)
        if lines:
            yield _candidate(session, recipe, exercise, dose, lines, traits)


def _candidate(
    session: int, recipe: Recipe, exercise: Exercise, dose: Dose, lines: tuple[Line, ...], traits: Traits
) -> Candidate:
    parts = traits.parts[exercise.slug]
    return Candidate(
        session=session,
        exercise=exercise,
        dose=dose,
        lines=lines,
        of_stage=exercise.slug in traits.of_stage(recipe),
        slot=traits.slot(exercise),
        group=traits.group(exercise),
        parts=parts,
        above=traits.above[exercise.slug],
        jumps=traits.jumps(exercise),
        loads=traits.loads(exercise, dose),
        lowers=traits.heavy_lowering(exercise),
        in_focus=not {traits.demand(exercise), *exercise.muscles.primary, *parts}.isdisjoint(recipe.focus),
        has_kit=bool(traits.needed_kit(exercise)),
        levels_below=rank(recipe.level) - rank(exercise.level),
    )


# --- Doses to choose from


def _choices(exercise: Exercise, dose: Dose, recipe: Recipe, traits: Traits) -> tuple[Line, ...]:
    """Return the rows to choose from, shortest first; for what hurts, those within its limit."""
    limit = limit_of(exercise, recipe.leave_out, traits)
    key = (exercise.slug, recipe.level, recipe.session, limit)
    if key not in traits.choices:
        rows = (limited(one, exercise, recipe, traits) for one in _lines(exercise, dose, recipe.session, limit))
        lines = [one for one in rows if one]
        traits.choices[key] = tuple(sorted(lines, key=lambda one: (one.seconds, one.sets, one.amount)))
    return traits.choices[key]


def _lines(exercise: Exercise, dose: Dose, session: SessionKind, limit: Limit | None) -> Iterator[Line]:
    """Yield sets, amount and rest at both ends of the dose; the low end alone where effort stays low.

    A limit below the low end takes its place: less than usual is what it asks for.
    """
    amounts = capped(dose.amount, dose.measure, limit)
    at_both_ends = session in ("main", "cool-down")
    for sets in _sets(dose, session):
        for amount in sorted(set(amounts) if at_both_ends else {amounts[0]}):
            for rest_s in sorted(set(dose.rest) if at_both_ends and sets > 1 else {dose.rest[0]}):
                yield line(exercise, dose, sets=sets, amount=amount, rest_s=rest_s, repeats=dose.repeats[0])


def _sets(dose: Dose, session: SessionKind) -> range:
    """Return the numbers of sets to choose from (R-V2, R-F2)."""
    low, high = dose.sets
    if session == "warm-up":
        low = high = 1
    elif session == "micro":
        high = low
    elif session == "main":
        low = max(FEWEST_MAIN_SETS, low)
    return range(low, high + 1)
