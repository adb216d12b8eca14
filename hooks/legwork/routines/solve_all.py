"""All routines of a catalogue: recipes solved, fixed sessions timed, and infeasible recipes with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.recipes import Recipe
from legwork.routines.candidates import Pick
from legwork.routines.choose import Choice, Clash, choose
from legwork.routines.edges import cool_down, warm_up_rows
from legwork.routines.findings import RecipeFinding, contradictions, explain, impossible, plan_findings
from legwork.routines.fixed import fixed_findings, fixed_session
from legwork.routines.routine import Routine
from legwork.routines.rules import RULES
from legwork.routines.swaps import with_swaps
from legwork.routines.traits import Traits
from legwork.routines.without_prose import without_prose
from legwork.work.runner import PUBLISHING, Runner

RECIPES_PER_PROCESS = 10
"""The number of recipes whose solving takes about as long as starting a process."""


@dataclass(frozen=True)
class Routines:
    """Every routine by slug, the reason for every infeasible recipe, and findings about recipes and plans."""

    by_slug: Mapping[str, Routine]
    infeasible: Mapping[str, str]
    findings: tuple[RecipeFinding, ...]


NO_ROUTINES = Routines({}, {}, ())


@dataclass(frozen=True)
class _LevelInput:
    """Everything that the routines of a level are made from."""

    level: str
    catalogue: Catalogue


def solve_all(catalogue: Catalogue, runner: Runner = PUBLISHING) -> Routines:
    """Return the routines of all recipes. Levels do not depend on each other, so each may have a process of its own."""
    bare = without_prose(catalogue)
    levels = tuple(dict.fromkeys(recipe.level for recipe in catalogue.routines.values()))
    spread = runner.processes(len(catalogue.routines), RECIPES_PER_PROCESS) > 1
    solved = runner.map(_of_one_level, levels, lambda level: _LevelInput(level, bare), apart=spread)
    return _together(solved, catalogue)


def _together(levels: Sequence[Routines], catalogue: Catalogue) -> Routines:
    by_slug = {slug: routine for one in levels for slug, routine in one.by_slug.items()}
    infeasible = {slug: reason for one in levels for slug, reason in one.infeasible.items()}
    findings = sorted((finding for one in levels for finding in one.findings), key=lambda finding: finding.slug)
    return Routines(
        {slug: by_slug[slug] for slug in sorted(by_slug)},
        {slug: infeasible[slug] for slug in sorted(infeasible)},
        (*findings, *plan_findings(catalogue, infeasible)),
    )


def _of_one_level(given: _LevelInput) -> Routines:
    """Return the routines of all recipes of a level, made in the order of slugs."""
    level = _Level(Traits(given.catalogue))
    for recipe in given.catalogue.routines.values():
        if recipe.level == given.level:
            level.make(recipe)
    return Routines(level.by_slug, level.infeasible, tuple(level.findings))


@dataclass
class _Level:
    """The routines of a level as they are made: each prefers exercises that those before it did not use."""

    traits: Traits
    by_slug: dict[str, Routine] = field(default_factory=dict)
    infeasible: dict[str, str] = field(default_factory=dict)
    findings: list[RecipeFinding] = field(default_factory=list)
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
        self.by_slug[recipe.slug] = with_swaps(routine, self.traits)
        self.findings += fixed_findings(routine, self.traits)

    def _give_up(self, pair: Sequence[Recipe], clash: Clash) -> None:
        for recipe in pair:
            if recipe.if_possible:
                self.infeasible[recipe.slug] = explain(clash)
            else:
                self.findings.append(impossible(recipe.slug, clash))

    def _fill(self, recipe: Recipe, picks: Sequence[Pick], chosen: Choice) -> None:
        routine = _routine(recipe, picks, chosen, self.traits)
        self.by_slug[recipe.slug] = with_swaps(routine, self.traits)
        self.findings += contradictions(routine, self.traits)
        self.used.update(pick.candidate.slug for pick in picks)


def with_pair(recipe: Recipe, catalogue: Catalogue) -> tuple[Recipe, ...]:
    """Return the recipe, and that of the other session of its week if it has one."""
    return (recipe, catalogue.routines[recipe.pair]) if recipe.pair else (recipe,)


def _routine(recipe: Recipe, picks: Sequence[Pick], chosen: Choice, traits: Traits) -> Routine:
    return Routine(
        recipe=recipe,
        warm_up=warm_up_rows(recipe, [(pick.candidate.exercise, pick.candidate.dose) for pick in picks], traits),
        items=tuple(pick.row for pick in picks),
        cool_down=cool_down(recipe, traits),
        rules=tuple(rule for rule in RULES if rule in {*chosen.rules, *_always(recipe)}),
        uncovered=chosen.uncovered,
        waived=chosen.waived,
    )


def _always(recipe: Recipe) -> tuple[str, ...]:
    """Return the rules that shape a session without a constraint of their own."""
    return ("R-O1", "R-O2", "R-C5", "R-W1", *(("R-K1",) if recipe.leave_out else ()))
