"""The choice: which exercises, then how much of each, by integer programming.

Two sessions that are a pair are chosen together, since the week's rules bind both. Hard rules are named
constraints; wishes are a lexicographic objective. First the exercises are chosen, each with the time it
can take at least and at most; then the doses, so that the minutes are used and never exceeded. Whole
numbers throughout, and a last objective that tells any two choices apart, so that the optimum is one
and the same everywhere.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from legwork.catalogue.models import Dose, Exercise, Limit
from legwork.catalogue.recipes import Recipe, SessionKind
from legwork.routines import edges
from legwork.routines.program import Program, Terms, Wish
from legwork.routines.session import Line, line
from legwork.routines.traits import PARTS, Traits, capped
from legwork.routines.written import dose_for, written_line
from legwork.text.fields import LEVELS

LEAST_FILL = 0.85
"""A session uses at least this share of its minutes where the catalogue allows."""
COUNTS = ((40, 6, 8), (30, 6, 7), (20, 5, 6), (15, 4, 5), (0, 3, 4))
"""R-V1: from how many minutes on, how many exercises at least and at most."""
CONTACTS = {"beginner": 0, "intermediate": 60, "advanced": 100}
"""R-P4: most landings a session."""
FEWEST_SORE = 3
"""R-V1 for what hurts: few exercises are a session where few are fine."""
SINGLE_LEG_CONTACTS = 40
HEAVY_LOWERING = {"beginner": 0, "intermediate": 1, "advanced": 2}
"""R-O4: most heavy lowering exercises a session."""
COVERAGE_FROM = 15
"""R-C1 binds main sessions of this many minutes or more."""
DAY_PARTS = ("knee", "hip", "frontal")
WEEK_PARTS = ("straight-calf", "bent-calf", "hamstrings", "adductors", "abductors", "core")
MAIN_SETS = 2
"""Fewest sets of an exercise in a main session (R-V2)."""
JUMPING = "impact"
"""The focus of sessions that may hold jumps (R-P2, R-P3)."""
TIE_BITS = 8
HELPERS = ("symmetry", "coverage", "kit", "balance", "wish")
"""Constraints that hold no rule: they define variables of the wishes, or keep the search short."""
MOST_ITEMS = 12
"""More exercises than any session holds (R-V1)."""
MOST_ALIKE = 16
"""More exercises of one muscle group than two sessions hold."""


@dataclass(frozen=True)
class Candidate:
    """One exercise that one session could hold, with every dose worth considering, shortest first."""

    session: int
    exercise: Exercise
    dose: Dose
    lines: tuple[Line, ...]
    rung: bool = False
    """Whether it is of the step of the way back that the session is made for."""

    @property
    def shortest(self) -> int:
        return self.lines[0].seconds

    @property
    def longest(self) -> int:
        return self.lines[-1].seconds

    @property
    def fewest_contacts(self) -> int:
        return min(one.contacts for one in self.lines)


@dataclass(frozen=True)
class Pick:
    """A chosen exercise at a chosen dose."""

    exercise: Exercise
    dose: Dose
    line: Line


@dataclass(frozen=True)
class Chosen:
    """What was chosen for each session, the rules that bound, and the parts of the week nothing could cover.

    `waived` are those that nothing covers because of what hurts.
    """

    sessions: tuple[tuple[Pick, ...], ...]
    rules: tuple[str, ...]
    uncovered: tuple[str, ...]
    waived: tuple[str, ...]


@dataclass(frozen=True)
class Clash:
    """No choice satisfies these rules together; `lacking` are parts of a session that no allowed exercise covers."""

    rules: tuple[str, ...]
    lacking: tuple[str, ...]


def choose(recipes: tuple[Recipe, ...], traits: Traits, used: Mapping[str, int]) -> Chosen | Clash:
    """A choice for one recipe or for a pair. `used` counts how often sibling routines hold each exercise."""
    task = _Task(recipes, traits)
    wishes = list(task.wishes(used))
    for fill in (True, False):
        program = task.program(fill=fill)
        values = program.lexicographic(wishes)
        if values is not None:
            picked = [candidate for i, candidate in enumerate(task.candidates) if values[i]]
            sessions = tuple(
                _doses(recipe, [c for c in picked if c.session == s], task.time(s, picked), traits)
                for s, recipe in enumerate(recipes)
            )
            rules = tuple(rule for rule in program.rules() if rule not in HELPERS)
            return Chosen(sessions, rules, tuple(task.uncovered()), tuple(task.waived()))
    return Clash(tuple(program.clash(helpers=HELPERS)), tuple(task.lacking()))


class _Task:
    """The program for one recipe or pair: a variable for each candidate, then helpers."""

    def __init__(self, recipes: tuple[Recipe, ...], traits: Traits) -> None:
        self.recipes = recipes
        self.traits = traits
        self.candidates = [c for s, recipe in enumerate(recipes) for c in _candidates(s, recipe, traits)]
        self.cool_down_s = [sum(row.seconds for row in edges.cool_down(recipe, traits)) for recipe in recipes]
        helpers = len(self.candidates)
        self.loaded = [helpers + s for s in range(len(recipes))]
        self.most = helpers + len(recipes)
        self.part = {part: self.most + 1 + i for i, part in enumerate(PARTS)}
        self.kit = [self.most + 1 + len(PARTS) + s for s in range(len(recipes))]

    def program(self, *, fill: bool) -> Program:
        """The hard rules; with `fill`, also that the minutes can be used."""
        program = Program()
        for _ in range(len(self.candidates) + len(self.recipes)):
            program.variable()
        program.variable(most=MOST_ALIKE)
        for _ in (*PARTS, *self.recipes):
            program.variable()
        for s, recipe in enumerate(self.recipes):
            self._hold_session(program, s, recipe)
            self._hold_time(program, s, fill)
        if len(self.recipes) > 1:
            self._hold_week(program)
            self._hold_symmetry(program)
        self._define_helpers(program)
        return program

    # --- Hard rules

    def _hold_session(self, program: Program, s: int, recipe: Recipe) -> None:
        mine = self._where(lambda c: c.session == s)
        self._hold_variety(program, mine)
        if recipe.session in ("main", "micro"):
            _, least, most = next(row for row in COUNTS if recipe.minutes >= row[0])
            rung = sum(self.candidates[i].rung for i in mine)
            program.hold("R-V1", _ones(mine), min(least, FEWEST_SORE) if recipe.leave_out else least, max(most, rung))
        else:
            program.hold("R-T1" if mine else "R-C5", _ones(mine), low=1)
        for i in mine:
            if self.candidates[i].rung:
                program.hold("R-K1", _ones((i,)), low=1)
        if recipe.session != "main":
            return
        self._hold_jumps(program, s, recipe)
        lowering = [i for i in self._in(s, self.traits.heavy_lowering) if not self.candidates[i].rung]
        program.hold("R-O4", _ones(lowering), high=HEAVY_LOWERING[recipe.level])
        if recipe.minutes >= COVERAGE_FROM:
            for covering in self._day(s).values():
                if covering or not recipe.leave_out:
                    program.hold("R-C1", _ones(covering), low=1)

    def _hold_variety(self, program: Program, mine: list[int]) -> None:
        patterns: dict[str, list[int]] = defaultdict(list)
        for i in mine:
            patterns[self.candidates[i].exercise.pattern].append(i)
        for members in patterns.values():
            program.hold("R-C4", _ones(members), high=max(2, sum(self.candidates[i].rung for i in members)))
        for first, second in combinations(mine, 2):
            if self.candidates[first].rung and self.candidates[second].rung:
                continue
            if self.traits.same_ladder(self.candidates[first].exercise.slug, self.candidates[second].exercise.slug):
                program.hold("R-C4", _ones((first, second)), high=1)

    def _hold_jumps(self, program: Program, s: int, recipe: Recipe) -> None:
        jumps = self._in(s, self.traits.jumps)
        contacts = {i: float(self.candidates[i].fewest_contacts) for i in jumps}
        one_leg = {i: contacts[i] for i in jumps if self.candidates[i].exercise.impact >= 3}
        program.hold("R-P5", _ones(jumps), high=2)
        program.hold("R-P4", contacts, high=CONTACTS[recipe.level])
        program.hold("R-P4", one_leg, high=SINGLE_LEG_CONTACTS)
        if recipe.level == LEVELS[0]:
            program.hold("R-P1", _ones(jumps), high=0)
        elif JUMPING not in recipe.focus:
            program.hold("R-P2", _ones(jumps), high=0)

    def _hold_time(self, program: Program, s: int, fill: bool) -> None:
        mine = self._where(lambda c: c.session == s)
        least, most = self._budget(s)
        extra = self._extra(s)
        program.hold("R-T1", {**{i: float(self.candidates[i].shortest) for i in mine}, self.loaded[s]: extra}, high=most)
        if fill:
            program.hold("R-T1", {**{i: float(self.candidates[i].longest) for i in mine}, self.loaded[s]: extra}, low=least)

    def _budget(self, s: int) -> tuple[float, float]:
        """Least and most seconds for a session's exercises, its plain warm-up and its cool-down set aside."""
        recipe = self.recipes[s]
        total = recipe.minutes * 60
        warm_up = edges.warm_up_seconds(recipe, loaded=False)
        # After a run the easy set may turn out shorter than the minute kept for it.
        certain = warm_up if recipe.start == "cold" else 0
        return LEAST_FILL * total - certain - self.cool_down_s[s], total - warm_up - self.cool_down_s[s]

    def _extra(self, s: int) -> float:
        """Seconds that jumps or heavy sets add to the warm-up."""
        recipe = self.recipes[s]
        return float(edges.warm_up_seconds(recipe, loaded=True) - edges.warm_up_seconds(recipe, loaded=False))

    def time(self, s: int, picked: Iterable[Candidate]) -> tuple[float, float]:
        """Least and most seconds for the exercises of a session that holds these."""
        least, most = self._budget(s)
        extra = self._extra(s) if any(self._loads(c) for c in picked if c.session == s) else 0.0
        return least - extra, most - extra

    def _hold_week(self, program: Program) -> None:
        both: dict[str, list[int]] = defaultdict(list)
        for i, candidate in enumerate(self.candidates):
            both[candidate.exercise.slug].append(i)
        for indices in both.values():
            program.hold("R-C2", _ones(indices), high=1)
        for part in WEEK_PARTS:
            if covering := self._week_covering(part):
                program.hold("R-C2", _ones(covering), low=1)

    def _hold_symmetry(self, program: Program) -> None:
        """Two alike sessions may not trade places: half the search, the same choices."""
        first, second = ({**vars(recipe), "slug": "", "name": "", "summary": "", "pair": ""} for recipe in self.recipes)
        if first == second:
            weights = {i: float(_tie_break(c.exercise.slug)) for i, c in enumerate(self.candidates)}
            program.hold("symmetry", {i: w if self.candidates[i].session == 0 else -w for i, w in weights.items()}, low=0)

    def _week_covering(self, part: str) -> list[int]:
        """Candidates for a part of the week; hamstrings fall back to hinges and bridges, always for beginners."""
        strict = self._covering(part)
        beginner = self.recipes[0].level == LEVELS[0]
        return self._covering("hip") if part == "hamstrings" and (beginner or not strict) else strict

    def _define_helpers(self, program: Program) -> None:
        for i, candidate in enumerate(self.candidates):
            if self._loads(candidate):
                program.hold("R-W1", {self.loaded[candidate.session]: 1, i: -1}, low=0)
        for part, variable in self.part.items():
            program.hold("coverage", {**_ones(self._covering(part)), variable: -1}, low=0)
        for s, variable in enumerate(self.kit):
            fetched = self._where(lambda c, s=s: c.session == s and self._is_with_kit(c))  # type: ignore[misc]
            program.hold("kit", {**_ones(fetched), variable: -1}, low=0)
        groups: dict[str, list[int]] = defaultdict(list)
        for i, candidate in enumerate(self.candidates):
            groups[self.traits.catalogue.muscles[candidate.exercise.muscles.primary[0]].group].append(i)
        for members in groups.values():
            program.hold("balance", {**_ones(members), self.most: -1}, high=0)

    def _loads(self, candidate: Candidate) -> bool:
        return self.traits.jumps(candidate.exercise) or edges.is_heavy(candidate.dose)

    # --- Wishes

    def wishes(self, used: Mapping[str, int]) -> Iterator[tuple[Wish, ...]]:
        """The wishes in two goes, in each of which an earlier wish outweighs all later ones together."""
        yield self._weighed(self._sound())
        yield self._weighed(self._various(used))

    def _sound(self) -> list[Terms]:
        """Focus, where there is one, and coverage; fit of level; kit that was asked for; balance; single-leg share."""
        candidates = list(enumerate(self.candidates))
        edge = self.recipes[0].session in ("warm-up", "cool-down")
        return [
            {i: float(c.shortest) if edge else 0.0 for i, c in candidates},
            {i: 1.0 for i, c in candidates if self._in_focus(c)},
            {self.part[part]: 1.0 for part in (*DAY_PARTS, *WEEK_PARTS)},
            {i: -float(self._below(c)) for i, c in candidates},
            dict.fromkeys(self.kit, 1.0),
            {self.most: -1.0},
            {i: 1.0 for i, c in candidates if c.exercise.laterality != "bilateral"},
        ]

    def _various(self, used: Mapping[str, int]) -> list[Terms]:
        """Exercises that sibling routines use less; fewer set-ups; and a tie-break."""
        candidates = list(enumerate(self.candidates))
        return [
            {i: -float(used.get(c.exercise.slug, 0)) for i, c in candidates},
            {i: -float(bool(c.exercise.equipment.required)) for i, c in candidates},
            {i: float(_tie_break(c.session, c.exercise.slug)) for i, c in candidates},
        ]

    def _weighed(self, wishes: list[Terms]) -> tuple[Wish, ...]:
        """Wishes at weights that are each more than all after it can amount to."""
        weighed: list[Wish] = []
        weight = 1.0
        for terms in reversed(wishes):
            weighed.append(Wish({variable: value for variable, value in terms.items() if value}, weight))
            weight *= self._reach(terms) + 1
        return tuple(reversed(weighed))

    def _reach(self, terms: Terms) -> float:
        """How far apart two values of a wish can lie: as many exercises as fit, and every helper at its most."""
        items = sorted((abs(v) for i, v in terms.items() if i < len(self.candidates)), reverse=True)
        helpers = sum(abs(v) * (MOST_ALIKE if i == self.most else 1) for i, v in terms.items() if i >= len(self.candidates))
        return sum(items[: MOST_ITEMS * len(self.recipes)]) + helpers

    def _in_focus(self, candidate: Candidate) -> bool:
        exercise = candidate.exercise
        traits = {self.traits.demand(exercise), *exercise.muscles.primary, *self.traits.parts[exercise.slug]}
        return bool(set(self.recipes[candidate.session].focus) & traits)

    def _is_with_kit(self, candidate: Candidate) -> bool:
        """Whether the exercise uses some of what the session is made for: whoever asks for bands does not want none of them."""
        tools = self.traits.catalogue.equipment
        return any(not tools[slug].given for slug in candidate.exercise.equipment.required)

    def _below(self, candidate: Candidate) -> int:
        """How many levels the exercise lies below the runner's."""
        return LEVELS.index(self.recipes[candidate.session].level) - LEVELS.index(candidate.exercise.level)

    # --- What cannot be had

    def _day(self, session: int | None = None) -> dict[str, list[int]]:
        """The parts of a day (R-C1), each with the candidates that cover it; one calf exercise is as good as the other."""
        calves = {*self._covering("straight-calf", session), *self._covering("bent-calf", session)}
        return {part: self._covering(part, session) for part in DAY_PARTS} | {"straight-calf": sorted(calves)}

    def lacking(self) -> list[str]:
        """Parts of a day that no allowed exercise covers, if a main session is asked for and nothing hurts."""
        if all(recipe.session != "main" or recipe.leave_out for recipe in self.recipes):
            return []
        return [part for part, covering in self._day().items() if not covering]

    def waived(self) -> list[str]:
        """Parts of a day that nothing covers because of what hurts, for the page to say so."""
        return [part for part, covering in self._day().items() if not covering] if self.recipes[0].leave_out else []

    def uncovered(self) -> list[str]:
        """Parts of the week that no allowed exercise covers, for the page to say so."""
        beginner = self.recipes[0].level == LEVELS[0]
        wanted = [part for part in WEEK_PARTS if not (beginner and part == "hamstrings")]
        return [part for part in wanted if len(self.recipes) > 1 and not self._covering(part)]

    def _where(self, test: Callable[[Candidate], bool]) -> list[int]:
        return [i for i, candidate in enumerate(self.candidates) if test(candidate)]

    def _in(self, s: int, test: Callable[[Exercise], bool]) -> list[int]:
        return self._where(lambda c: c.session == s and test(c.exercise))

    def _covering(self, part: str, session: int | None = None) -> list[int]:
        return self._where(lambda c: part in self.traits.parts[c.exercise.slug] and session in (None, c.session))


def _ones(indices: Iterable[int]) -> dict[int, float]:
    return dict.fromkeys(indices, 1.0)


def _tie_break(*name: object) -> int:
    """A number that hardly two choices share in sum: from a name alone, so the same everywhere."""
    digest = hashlib.sha256(" ".join(map(str, name)).encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - TIE_BITS)


def _candidates(session: int, recipe: Recipe, traits: Traits) -> Iterator[Candidate]:
    """Every exercise the runner may do in this session (R-C5, R-K1)."""
    rung = {item.exercise: item for item in traits.rung(recipe)}
    for slug in sorted(traits.catalogue.exercises):
        exercise = traits.catalogue.exercises[slug]
        if slug in rung:
            dose = dose_for(exercise, recipe.level)
            row = edges.limited(written_line(rung[slug], exercise, dose), exercise, recipe, traits)
            if row:
                yield Candidate(session, exercise, dose, (row,), rung=True)
            continue
        dose = getattr(exercise.doses, recipe.level)
        if dose is None or not edges.suits(exercise, recipe, traits) or not belongs(exercise, recipe, traits):
            continue
        if lines := _choices(exercise, dose, recipe, traits):
            yield Candidate(session, exercise, dose, lines)


def _choices(exercise: Exercise, dose: Dose, recipe: Recipe, traits: Traits) -> tuple[Line, ...]:
    """The doses to choose from, shortest first; for what hurts, those within its limit."""
    limit = traits.limit(exercise, recipe.leave_out)
    key = (exercise.slug, recipe.level, recipe.session, limit)
    if key not in traits.choices:
        rows = (edges.limited(one, exercise, recipe, traits) for one in _lines(exercise, dose, recipe.session, limit))
        lines = [one for one in rows if one]
        traits.choices[key] = tuple(sorted(lines, key=lambda one: (one.seconds, one.sets, one.amount)))
    return traits.choices[key]


def belongs(exercise: Exercise, recipe: Recipe, traits: Traits) -> bool:
    """Whether this sort of session holds this sort of exercise (R-F2, R-H1)."""
    if recipe.session == "warm-up":
        calm = exercise.kind == "stretch" or traits.demand(exercise) == "foot"
        return "warm-up" in exercise.phases and not traits.jumps(exercise) and not calm
    if recipe.session == "cool-down":
        return "cool-down" in exercise.phases
    if recipe.session == "micro" and (traits.jumps(exercise) or traits.heavy_lowering(exercise)):
        return False
    return traits.works(exercise)


def _lines(exercise: Exercise, dose: Dose, session: SessionKind, limit: Limit | None) -> Iterator[Line]:
    """The doses to choose from: sets, amount and rest at both ends; the low end alone where effort stays low.

    A limit below the low end takes its place: less than usual is what it asks for.
    """
    repeats = dose.reps[0] if dose.measure == "duration" and dose.reps else 1
    amounts: tuple[int, int] = capped(getattr(dose, dose.measure), dose.measure, limit)
    main = session in ("main", "cool-down")
    if session == "warm-up":
        set_choices: Iterable[int] = (1,)
    elif main:
        least = MAIN_SETS if session == "main" else 1
        set_choices = range(max(least, dose.sets[0]), dose.sets[1] + 1)
    else:
        set_choices = (dose.sets[0],)
    for sets in set_choices:
        for amount in sorted(set(amounts) if main else {amounts[0]}):
            for rest_s in sorted(set(dose.rest) if main and sets > 1 else {dose.rest[0]}):
                yield line(exercise, dose, sets=sets, amount=amount, rest_s=rest_s, repeats=repeats)


# --- Doses


def _doses(recipe: Recipe, picked: list[Candidate], time_s: tuple[float, float], traits: Traits) -> tuple[Pick, ...]:
    """The doses of a session's exercises: as many sets as fit, then as much in each, then the longer rests."""
    options = [(candidate, one) for candidate in picked for one in candidate.lines]
    for least in (time_s[0], 0.0):
        program = _dose_program(recipe, picked, options, (least, time_s[1]), traits)
        values = program.lexicographic((wish,) for wish in _dose_wishes(options))
        if values is not None:
            break
    else:
        raise AssertionError("the shortest doses fit: the choice of exercises made sure of it")
    picks = (Pick(c.exercise, c.dose, one) for i, (c, one) in enumerate(options) if values[i])
    return ordered(picks, traits)


def _dose_program(
    recipe: Recipe,
    picked: list[Candidate],
    options: list[tuple[Candidate, Line]],
    time_s: tuple[float, float],
    traits: Traits,
) -> Program:
    program = Program()
    for _ in options:
        program.variable()
    for candidate in picked:
        program.hold("one dose", _ones(i for i, (c, _) in enumerate(options) if c is candidate), 1, 1)
    program.hold("R-T1", {i: float(one.seconds) for i, (_, one) in enumerate(options)}, *time_s)
    contacts = {i: float(one.contacts) for i, (_, one) in enumerate(options)}
    one_leg = {i: contacts[i] for i, (c, _) in enumerate(options) if c.exercise.impact >= 3}
    if recipe.session == "main":
        program.hold("R-P4", contacts, high=CONTACTS[recipe.level])
        program.hold("R-P4", one_leg, high=SINGLE_LEG_CONTACTS)
    return program


def _dose_wishes(options: list[tuple[Candidate, Line]]) -> Iterator[Wish]:
    yield Wish({i: float(one.sets) for i, (_, one) in enumerate(options)})
    yield Wish({i: float(one.amount > candidate.lines[0].amount) for i, (candidate, one) in enumerate(options)})
    yield Wish({i: float(one.rest_s) for i, (_, one) in enumerate(options)})
    yield Wish({i: float(_tie_break(c.exercise.slug, one.sets, one.amount, one.rest_s)) for i, (c, one) in enumerate(options)})


# --- Order


def ordered(picks: Iterable[Pick], traits: Traits) -> tuple[Pick, ...]:
    """In the order of R-O1; inside a slot so that neighbors share few primary muscles (R-O3)."""
    waiting = sorted(picks, key=lambda pick: (traits.slot(pick.exercise), pick.exercise.slug))
    placed: list[Pick] = []
    while waiting:
        slot = traits.slot(waiting[0].exercise)
        last = set(placed[-1].exercise.muscles.primary) if placed else set()
        same = [pick for pick in waiting if traits.slot(pick.exercise) == slot]
        best = min(same, key=lambda pick: (len(last & set(pick.exercise.muscles.primary)), pick.exercise.slug))
        placed.append(best)
        waiting.remove(best)
    return tuple(placed)
