"""Candidates: the exercises that a session could hold, with every trait that rules use. The solver reads nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legwork.catalogue.models import Dose, Exercise, Limit
from legwork.catalogue.recipes import Recipe, SessionKind
from legwork.catalogue.rule_numbers import MIN_FILL, MIN_MAIN_SETS, SINGLE_LEG_IMPACT
from legwork.routines.allowed import belongs, capped, limit_of, limited, suits
from legwork.routines.edges import cool_down, warm_up
from legwork.routines.fixed_rows import dose_for, fixed_row
from legwork.routines.routine import Row, timed_row
from legwork.routines.traits import Traits
from legwork.text.fields import rank


@dataclass(frozen=True, eq=False)
class Candidate:
    """An exercise that a session could hold, with every dose worth considering and the traits that rules use."""

    session: int
    """The number of its session in the week, from 0."""
    exercise: Exercise
    dose: Dose
    rows: tuple[Row, ...]
    """Its rows at the doses to choose from, shortest first."""
    of_return_step: bool
    """True if it belongs to the step of the way back that the session is made for."""
    slot: int
    group: str
    parts: frozenset[str]
    """The coverage parts that it counts for."""
    above: frozenset[str]
    """The exercises above it on its ladders."""
    jumps: bool
    loads: bool
    lowers: bool
    """True for heavy lowering work (R-O4)."""
    in_focus: bool
    has_kit: bool
    """True if it uses some of the recipe's kit: a runner who asks for bands wants exercises with bands."""
    levels_below: int
    """The number of levels between it and the runner's level."""

    @property
    def slug(self) -> str:
        return self.exercise.slug

    @property
    def shortest(self) -> int:
        return self.rows[0].seconds

    @property
    def longest(self) -> int:
        return self.rows[-1].seconds

    @property
    def fewest_landings(self) -> int:
        return min(one.contacts for one in self.rows)

    @property
    def lands_on_one_leg(self) -> bool:
        return self.exercise.impact >= SINGLE_LEG_IMPACT

    def shares_ladder(self, other: Candidate) -> bool:
        """Return whether one is above the other on a ladder (R-C4)."""
        return other.slug in self.above or self.slug in other.above


@dataclass(frozen=True, eq=False)
class Pick:
    """A candidate at one of its doses."""

    candidate: Candidate
    row: Row


@dataclass(frozen=True, eq=False)
class Task:
    """A session to fill: its recipe, its candidates, and the seconds that the cool-down takes."""

    recipe: Recipe
    candidates: tuple[Candidate, ...]
    cool_down_s: int

    def seconds(self, *, loaded: bool) -> tuple[float, float]:
        """Return the fewest and most seconds for its exercises, without warm-up and cool-down (R-T1)."""
        total = self.recipe.minutes * 60
        least_warm_up, most_warm_up = warm_up(self.recipe, loaded=loaded).span
        return MIN_FILL * total - least_warm_up - self.cool_down_s, total - most_warm_up - self.cool_down_s


def task(session: int, recipe: Recipe, traits: Traits) -> Task:
    """Return the task of filling the session of this number of a week."""
    cool_down_s = sum(row.seconds for row in cool_down(recipe, traits))
    return Task(recipe, tuple(_candidates(session, recipe, traits)), cool_down_s)


def _candidates(session: int, recipe: Recipe, traits: Traits) -> Iterator[Candidate]:
    """Yield every exercise the runner may do in this session (R-C5, R-K1)."""
    of_return_step = traits.of_return_step(recipe)
    for slug in sorted(traits.catalogue.exercises):
        exercise = traits.catalogue.exercises[slug]
        if slug in of_return_step:
            dose = dose_for(exercise, recipe.level)
            row = limited(fixed_row(of_return_step[slug], exercise, dose), exercise, recipe, traits)
            rows: tuple[Row, ...] = (row,) if row else ()
        else:
            dose_at_level = exercise.doses.at(recipe.level)
            if dose_at_level is None or not suits(exercise, recipe, traits) or not belongs(exercise, recipe, traits):
                continue
            dose, rows = dose_at_level, _choices(exercise, dose_at_level, recipe, traits)
        if rows:
            yield _candidate(session, recipe, exercise, dose, rows, traits)


def _candidate(
    session: int, recipe: Recipe, exercise: Exercise, dose: Dose, rows: tuple[Row, ...], traits: Traits
) -> Candidate:
    parts = traits.parts[exercise.slug]
    return Candidate(
        session=session,
        exercise=exercise,
        dose=dose,
        rows=rows,
        of_return_step=exercise.slug in traits.of_return_step(recipe),
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


def _choices(exercise: Exercise, dose: Dose, recipe: Recipe, traits: Traits) -> tuple[Row, ...]:
    """Return the rows to choose from, shortest first. For a complaint these are the rows within its limit."""
    limit = limit_of(exercise, recipe.leave_out, traits)
    key = (exercise.slug, recipe.level, recipe.session, limit)
    if key not in traits.choices:
        rows = (limited(row, exercise, recipe, traits) for row in _rows(exercise, dose, recipe.session, limit))
        traits.choices[key] = tuple(sorted(filter(None, rows), key=lambda row: (row.seconds, row.sets, row.amount)))
    return traits.choices[key]


def _rows(exercise: Exercise, dose: Dose, session: SessionKind, limit: Limit | None) -> Iterator[Row]:
    """Yield rows with sets, amount and rest at both ends of the dose, or at the low end alone where effort stays low.

    A limit below the low end replaces it.
    """
    amounts = capped(dose.amount, dose.measure, limit)
    at_both_ends = session in ("main", "cool-down")
    for sets in _sets(dose, session):
        for amount in sorted(set(amounts) if at_both_ends else {amounts[0]}):
            for rest_s in sorted(set(dose.rest) if at_both_ends and sets > 1 else {dose.rest[0]}):
                yield timed_row(exercise, dose, sets=sets, amount=amount, rest_s=rest_s, repeats=dose.repeats[0])


def _sets(dose: Dose, session: SessionKind) -> range:
    """Return the numbers of sets to choose from (R-V2, R-F2)."""
    low, high = dose.sets
    if session == "warm-up":
        low = high = 1
    elif session == "micro":
        high = low
    elif session == "main":
        low = max(MIN_MAIN_SETS, low)
    return range(low, high + 1)
