"""All routines of a catalogue: recipes solved, fixed sessions timed, and what could not be made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.recipes import Recipe
from legwork.routines.candidates import Pick
from legwork.routines.choose import Chosen, Clash, choose
from legwork.routines.edges import cool_down, warm_up_rows
from legwork.routines.faults import Fault, contradictions, explain, impossible, plan_faults
from legwork.routines.fixed import fixed_faults, fixed_session
from legwork.routines.rules import RULES
from legwork.routines.session import Routine
from legwork.routines.swaps import with_swaps
from legwork.routines.traits import Traits
from legwork.routines.without_prose import without_prose
from legwork.work.runner import PUBLISHING, Runner

RECIPES_PER_PROCESS = 10
"""Recipes that take as long to solve as starting a process."""


@dataclass(frozen=True)
class Routines:
    """Every routine by slug, recipes that cannot be filled honestly with the reason, and faults of the recipes."""

    made: Mapping[str, Routine]
    unfilled: Mapping[str, str]
    faults: tuple[Fault, ...]


NO_ROUTINES = Routines({}, {}, ())


@dataclass(frozen=True)
class _LevelInput:
    """All that the routines of a level are made from."""

    level: str
    catalogue: Catalogue


def work_out(catalogue: Catalogue, runner: Runner = PUBLISHING) -> Routines:
    """Return the routines of all recipes. Levels do not look at each other, so each may have a process of its own."""
    bare = without_prose(catalogue)
    levels = tuple(dict.fromkeys(recipe.level for recipe in catalogue.routines.values()))
    spread = runner.processes(len(catalogue.routines), RECIPES_PER_PROCESS) > 1
    made = runner.map(_of_one_level, levels, lambda level: _LevelInput(level, bare), apart=spread)
    return _together(made, catalogue)


def _together(levels: Sequence[Routines], catalogue: Catalogue) -> Routines:
    made = {slug: routine for one in levels for slug, routine in one.made.items()}
    unfilled = {slug: reason for one in levels for slug, reason in one.unfilled.items()}
    faults = sorted((fault for one in levels for fault in one.faults), key=lambda fault: fault.slug)
    return Routines(
        {slug: made[slug] for slug in sorted(made)},
        {slug: unfilled[slug] for slug in sorted(unfilled)},
        (*faults, *plan_faults(catalogue, unfilled)),
    )


def _of_one_level(given: _LevelInput) -> Routines:
    """Return the routines of all recipes of a level, made in the order of slugs."""
    level = _Level(Traits(given.catalogue))
    for recipe in given.catalogue.routines.values():
        if recipe.level == given.level:
            level.make(recipe)
    return Routines(level.made, level.unfilled, tuple(level.faults))


@dataclass
class _Level:
    """The routines of a level as they are made: what one uses, the next uses a little less gladly."""

    traits: Traits
    made: dict[str, Routine] = field(default_factory=dict)
    unfilled: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    def make(self, recipe: Recipe) -> None:
        """Make the routine of a recipe, and that of its pair; a pair is solved once, with its first slug."""
        if recipe.slug in self.seen:
            return
        pair = with_pair(recipe, self.traits.catalogue)
        self.seen.update(one.slug for one in pair)
        if recipe.fixed:
            self._time(recipe)
            return
        chosen = choose(pair, self.traits, self.used)
        if isinstance(chosen, Clash):
            self._give_up(pair, chosen)
        else:
            for one, picks in zip(pair, chosen.sessions, strict=True):
                self._fill(one, picks, chosen)

    def _time(self, recipe: Recipe) -> None:
        routine = fixed_session(recipe, self.traits)
        self.made[recipe.slug] = with_swaps(routine, self.traits)
        self.faults += fixed_faults(routine, self.traits)

    def _give_up(self, pair: Sequence[Recipe], clash: Clash) -> None:
        for recipe in pair:
            if recipe.if_possible:
                self.unfilled[recipe.slug] = explain(clash)
            else:
                self.faults.append(impossible(recipe.slug, clash))

    def _fill(self, recipe: Recipe, picks: Sequence[Pick], chosen: Chosen) -> None:
        routine = _routine(recipe, picks, chosen, self.traits)
        self.made[recipe.slug] = with_swaps(routine, self.traits)
        self.faults += contradictions(routine, self.traits)
        self.used.update(pick.candidate.slug for pick in picks)


def with_pair(recipe: Recipe, catalogue: Catalogue) -> tuple[Recipe, ...]:
    """Return the recipe, and that of the other session of its week if it has one."""
    return (recipe, catalogue.routines[recipe.pair]) if recipe.pair else (recipe,)


def _routine(recipe: Recipe, picks: Sequence[Pick], chosen: Chosen, traits: Traits) -> Routine:
    return Routine(
        recipe=recipe,
        warm_up=warm_up_rows(recipe, [(pick.candidate.exercise, pick.candidate.dose) for pick in picks], traits),
        items=tuple(pick.line for pick in picks),
        cool_down=cool_down(recipe, traits),
        rules=tuple(rule for rule in RULES if rule in {*chosen.rules, *_always(recipe)}),
        uncovered=chosen.uncovered,
        waived=chosen.waived,
    )


def _always(recipe: Recipe) -> tuple[str, ...]:
    """Return the rules that shape a session without a constraint of their own."""
    return ("R-O1", "R-O2", "R-C5", "R-W1", *(("R-K1",) if recipe.leave_out else ()))
