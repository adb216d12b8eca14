"""The choice of exercises for one session, or for the two of a week, as an integer program.

Two sessions that are a pair are one program, since the week's rules bind both. Each constraint carries the id of its
rule; the words of the rules are in `rules.py`, their numbers in `catalogue/rule_numbers.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from legwork.catalogue.rule_numbers import (
    COVERED_FROM_MINUTES,
    FAMILY_EXERCISES,
    HEAVY_LOWERING,
    JUMPING_EXERCISES,
    LANDINGS,
    MIN_EXERCISES_FOR_COMPLAINT,
    SINGLE_LEG_LANDINGS,
    exercise_count,
)
from legwork.routines import coverage
from legwork.routines.candidates import Candidate, Task
from legwork.routines.program import Program, Terms, Values, Variable, count
from legwork.routines.tie_break import tie_break
from legwork.routines.traits import COVERAGE_PARTS
from legwork.text.fields import LEVELS

JUMPING = "impact"
"""The focus of sessions that may hold jumps (R-P2, R-P3)."""
HELPERS = ("symmetry", "coverage", "kit", "balance", "wish")
"""Constraints that are no rules: they define variables for the wishes, or shorten the search."""
MAX_PER_MUSCLE_GROUP = 16
"""An upper bound for the exercises of one muscle group in two sessions."""


class SessionModel:
    """A yes/no variable for each candidate, the rules as constraints, and helpers for the wishes."""

    def __init__(self, tasks: Sequence[Task], *, fill: bool) -> None:
        """Set the program up. With `fill`, sessions must also use their minutes."""
        self.tasks = tasks
        self.candidates = [candidate for task in tasks for candidate in task.candidates]
        self.program = program = Program()
        self.chosen = {one: program.yes_no(f"{'AB'[one.session]}: {one.exercise.name}") for one in self.candidates}
        self.loaded = [program.yes_no(f"{task.recipe.name} is loaded") for task in tasks]
        self.largest_group = program.number("most exercises of one muscle group", most=MAX_PER_MUSCLE_GROUP)
        self.covers = {part: program.yes_no(f"covers {part}") for part in COVERAGE_PARTS}
        self.uses_kit = [program.yes_no(f"{task.recipe.name} uses kit") for task in tasks]
        for session, task in enumerate(tasks):
            self._hold_session(task)
            self._hold_time(session, task, fill=fill)
        if len(tasks) > 1:
            self._hold_week()
            self._hold_symmetry()
        self._define_helpers()

    def picked(self, values: Values) -> list[Candidate]:
        """Return the candidates that these values choose."""
        return [candidate for candidate, variable in self.chosen.items() if values[variable]]

    def count(self, candidates: Iterable[Candidate]) -> dict[Variable, float]:
        """Return how many of these candidates are chosen, as a sum of their variables."""
        return count(self.chosen[candidate] for candidate in candidates)

    def total(self, candidates: Iterable[Candidate], number: Callable[[Candidate], float]) -> dict[Variable, float]:
        """Return the sum of a number over the chosen ones of these candidates."""
        return {self.chosen[candidate]: float(number(candidate)) for candidate in candidates}

    # --- A session

    def _hold_session(self, task: Task) -> None:
        self._hold_families(task)
        self._hold_ladders(task)
        self._hold_number(task)
        self._hold_return_step(task)
        if task.recipe.session == "main":
            self._hold_jumps(task)
            self._hold_lowering(task)
            self._hold_day(task)

    def _hold_families(self, task: Task) -> None:
        """R-C4: at most two exercises of a family, unless the session's step of the way back has more."""
        for members in _grouped(task.candidates, lambda one: one.exercise.pattern).values():
            of_return_step = sum(one.of_return_step for one in members)
            self._hold("R-C4", self.count(members), at_most=max(FAMILY_EXERCISES, of_return_step))

    def _hold_ladders(self, task: Task) -> None:
        """R-C4: no two rungs of one ladder, unless both belong to the session's step of the way back."""
        for first, second in combinations(task.candidates, 2):
            if first.shares_ladder(second) and not (first.of_return_step and second.of_return_step):
                self._hold("R-C4", self.count((first, second)), at_most=1)

    def _hold_number(self, task: Task) -> None:
        """R-V1: as many exercises as the minutes ask for; a warm-up and a cool-down have one at least."""
        recipe, exercises = task.recipe, self.count(task.candidates)
        if recipe.session in ("warm-up", "cool-down"):
            self._hold("R-T1" if exercises else "R-C5", exercises, at_least=1)
            return
        wanted = exercise_count(recipe.minutes)
        fewest = min(wanted.fewest, MIN_EXERCISES_FOR_COMPLAINT) if recipe.leave_out else wanted.fewest
        of_return_step = sum(one.of_return_step for one in task.candidates)
        self._hold("R-V1", exercises, at_least=fewest, at_most=max(wanted.most, of_return_step))

    def _hold_return_step(self, task: Task) -> None:
        """R-K1: the session has every exercise of its step of the way back."""
        for candidate in task.candidates:
            if candidate.of_return_step:
                self._hold("R-K1", self.count((candidate,)), at_least=1)

    def _hold_jumps(self, task: Task) -> None:
        """R-P5, R-P4: few jumping exercises, few landings. R-P1, R-P2: none for beginners or without the focus `impact`."""
        level = task.recipe.level
        jumps = [one for one in task.candidates if one.jumps]
        on_one_leg = [one for one in jumps if one.lands_on_one_leg]
        self._hold("R-P5", self.count(jumps), at_most=JUMPING_EXERCISES)
        self._hold("R-P4", self.total(jumps, lambda one: one.fewest_landings), at_most=LANDINGS[level])
        self._hold("R-P4", self.total(on_one_leg, lambda one: one.fewest_landings), at_most=SINGLE_LEG_LANDINGS)
        if level == LEVELS[0]:
            self._hold("R-P1", self.count(jumps), at_most=0)
        elif JUMPING not in task.recipe.focus:
            self._hold("R-P2", self.count(jumps), at_most=0)

    def _hold_lowering(self, task: Task) -> None:
        """R-O4: few heavy lowering exercises, not counting those of the session's step of the way back."""
        lowering = [one for one in task.candidates if one.lowers and not one.of_return_step]
        self._hold("R-O4", self.count(lowering), at_most=HEAVY_LOWERING[task.recipe.level])

    def _hold_day(self, task: Task) -> None:
        """R-C1: a knee, a hip, a calf and a side-to-side hip exercise, unless a complaint forbids one."""
        if task.recipe.minutes < COVERED_FROM_MINUTES:
            return
        for candidates in coverage.of_day(task.candidates).values():
            if candidates or not task.recipe.leave_out:
                self._hold("R-C1", self.count(candidates), at_least=1)

    def _hold_time(self, session: int, task: Task, *, fill: bool) -> None:
        """R-T1: the shortest doses fit into the minutes. With `fill`, the longest doses use them.

        Jumps and heavy sets (`loaded`) need a longer warm-up, which leaves less time for exercises.
        """
        least, most = task.seconds(loaded=False)
        least_loaded, most_loaded = task.seconds(loaded=True)
        shortest = self.total(task.candidates, lambda one: one.shortest)
        longest = self.total(task.candidates, lambda one: one.longest)
        self._hold("R-T1", {**shortest, self.loaded[session]: most - most_loaded}, at_most=most)
        if fill:
            self._hold("R-T1", {**longest, self.loaded[session]: least - least_loaded}, at_least=least)

    # --- A week

    def _hold_week(self) -> None:
        """R-C2: the two sessions share no exercise, and cover every part of the week for which the kit has an exercise."""
        for same in _grouped(self.candidates, lambda one: one.slug).values():
            self._hold("R-C2", self.count(same), at_most=1)
        for candidates in coverage.of_week(self.tasks).values():
            if candidates:
                self._hold("R-C2", self.count(candidates), at_least=1)

    def _hold_symmetry(self) -> None:
        """Fix the order of two sessions with equal recipes. This halves the search and keeps the same choices."""
        own = {"slug": "", "name": "", "summary": "", "pair": ""}
        first, second = ({**vars(task.recipe), **own} for task in self.tasks)
        if first == second:
            sides = self.total(self.candidates, lambda one: tie_break(one.slug) * (1 if one.session == 0 else -1))
            self._hold("symmetry", sides, at_least=0)

    # --- Helpers

    def _define_helpers(self) -> None:
        """Tie the helper variables to the candidates: loaded sessions, covered parts, used kit, largest muscle group."""
        for candidate in self.candidates:
            if candidate.loads:
                loaded = self.loaded[candidate.session]
                self._hold("R-W1", {loaded: 1, self.chosen[candidate]: -1}, at_least=0)
        for part, covers in self.covers.items():
            covering = coverage.covering(part, self.candidates)
            self._hold("coverage", {**self.count(covering), covers: -1}, at_least=0)
        for task, uses_kit in zip(self.tasks, self.uses_kit, strict=True):
            with_kit = [one for one in task.candidates if one.has_kit]
            self._hold("kit", {**self.count(with_kit), uses_kit: -1}, at_least=0)
        for members in _grouped(self.candidates, lambda one: one.group).values():
            self._hold("balance", {**self.count(members), self.largest_group: -1}, at_most=0)

    def _hold(self, rule: str, terms: Terms, *, at_least: float = float("-inf"), at_most: float = float("inf")) -> None:
        self.program.hold(rule, terms, at_least=at_least, at_most=at_most)


def _grouped(candidates: Iterable[Candidate], key: Callable[[Candidate], str]) -> Mapping[str, list[Candidate]]:
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[key(candidate)].append(candidate)
    return groups
