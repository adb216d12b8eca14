"""What the rules need to know of an exercise, read off its data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.judgements import Judgements, Verdict, judgements
from legwork.catalogue.models import Exercise, Limit, SetItem
from legwork.catalogue.recipes import Recipe
from legwork.routines.session import Line

TRUNK = frozenset({"abdominals", "obliques", "erector-spinae", "quadratus-lumborum"})

PARTS = ("knee", "hip", "frontal", "straight-calf", "bent-calf", "hamstrings", "adductors", "abductors", "core", "foot")
"""What a week may cover, in the words of R-C1 and R-C2."""

PART_WORDS: Mapping[str, str] = {
    "knee": "a squat or lunge",
    "hip": "a hinge, bridge or leg curl",
    "frontal": "side-to-side hip work",
    "straight-calf": "calves with straight knees",
    "bent-calf": "calves with bent knees",
    "hamstrings": "hamstrings",
    "adductors": "inner thigh",
    "abductors": "outer hip",
    "core": "core",
    "foot": "feet and shins",
}


class Traits:
    """Traits of every exercise of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.choices: dict[tuple[str, str, str, Limit | None], tuple[Line, ...]] = {}
        """The doses to choose from, by exercise, level, kind of session and limit: many recipes ask for the same ones."""

    def demand(self, exercise: Exercise) -> str:
        """The demand of the exercise's pattern."""
        return self.catalogue.patterns[exercise.pattern].demand

    def slot(self, exercise: Exercise) -> int:
        """Place inside a session (R-O1)."""
        return self.catalogue.patterns[exercise.pattern].slot

    def jumps(self, exercise: Exercise) -> bool:
        """Whether it leaves the ground: a plyometric, or impact 2 and more."""
        return exercise.kind == "plyometric" or exercise.impact >= 2

    def heavy_lowering(self, exercise: Exercise) -> bool:
        """Whether R-O4 counts it: eccentric by nature."""
        return exercise.contraction == "eccentric"

    def works(self, exercise: Exercise) -> bool:
        """Whether it counts as an exercise of a session: not a stretch, not mobility, not a hill."""
        return exercise.kind in ("strength", "plyometric", "drill") and bool({"main", "plyometric"} & set(exercise.phases))

    @cached_property
    def parts(self) -> Mapping[str, frozenset[str]]:
        """Exercise to the parts of a week it covers."""
        return {exercise.slug: frozenset(self._parts(exercise)) for exercise in self.catalogue.exercises.values()}

    def _parts(self, exercise: Exercise) -> set[str]:
        primary, demand = exercise.muscles.primary, self.demand(exercise)
        soleus_only = "soleus" in primary and "gastrocnemius" not in primary
        strict_hamstrings = exercise.pattern == "knee-flexion" or (
            "hamstrings" in primary and exercise.contraction == "eccentric"
        )
        covered = {
            "knee": demand == "knee" and exercise.pattern != "knee-extension",
            "hip": demand == "hip" and bool({"hamstrings", "gluteus-maximus"} & set(primary)),
            "frontal": demand == "frontal" or "adductors" in primary or primary[0] == "gluteus-medius",
            "straight-calf": demand == "calf" and "gastrocnemius" in primary,
            "bent-calf": demand == "calf" and soleus_only,
            "hamstrings": strict_hamstrings,
            "adductors": "adductors" in primary,
            "abductors": exercise.pattern == "hip-abduction" or primary[0] in ("gluteus-medius", "tensor-fasciae-latae"),
            "core": demand == "core" or primary[0] in TRUNK,
            "foot": demand == "foot",
        }
        return {part for part, is_covered in covered.items() if is_covered and exercise.kind not in ("stretch", "mobility")}

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """Exercise to every exercise that steps up lead to from it."""
        found: dict[str, frozenset[str]] = {}

        def climb(slug: str) -> frozenset[str]:
            if slug not in found:
                steps = [step.exercise for step in self.catalogue.exercises[slug].harder]
                found[slug] = frozenset(steps).union(*(climb(step) for step in steps))
            return found[slug]

        for slug in self.catalogue.exercises:
            climb(slug)
        return found

    def same_ladder(self, first: str, second: str) -> bool:
        """Whether steps up lead from one to the other (R-C4)."""
        return second in self.above[first] or first in self.above[second]

    @cached_property
    def judged(self) -> Judgements:
        """What every exercise is under every complaint."""
        return judgements(self.catalogue)

    def avoided_by(self, exercise: Exercise) -> frozenset[str]:
        """Care ids that leave the exercise out."""
        return frozenset(care for care, judged in self.judged.under(exercise.slug) if judged.verdict is Verdict.AVOID)

    def stays_in(self, exercise: Exercise, leave_out: tuple[str, ...]) -> bool:
        """Whether the exercise may be done with what hurts (R-K1).

        It stays out if it lands, if it is left out or not judged, or if it is to be changed in a way no number says.
        """
        judged = [self.judged.of(care, exercise.slug) for care in leave_out]
        if any(one.verdict is not Verdict.FINE and not one.limit for one in judged):
            return False
        unloaded = any(one.limit.load for one in judged if one.limit)
        return not (judged and exercise.impact) and not (unloaded and self.adds_load(exercise))

    def limit(self, exercise: Exercise, leave_out: tuple[str, ...]) -> Limit | None:
        """How far the exercise may go with what hurts; None where nothing binds it."""
        limits = [limit for care in leave_out if (limit := self.judged.of(care, exercise.slug).limit)]
        return _tightest(limits) if limits else None

    def rung(self, recipe: Recipe) -> tuple[SetItem, ...]:
        """What the session's stage holds: the exercises of that step of the way back."""
        if recipe.stage is None:
            return ()
        return self.catalogue.care[recipe.leave_out[0]].back[recipe.stage - 1].exercises

    def adds_load(self, exercise: Exercise) -> bool:
        """Whether it cannot be done without a weight or a machine."""
        tools = self.catalogue.equipment
        return any(tools[slug].weight for slug in exercise.equipment.required)

    def missing_kit(self, exercise: Exercise, owned: tuple[str, ...]) -> tuple[str, ...]:
        """Required equipment the runner does not have; what everyone has is never missing."""
        tools = self.catalogue.equipment
        return tuple(slug for slug in exercise.equipment.required if slug not in owned and not tools[slug].given)


def _tightest(limits: list[Limit]) -> Limit:
    """One limit that keeps all of these."""

    def least(numbers: Iterable[int | None]) -> int | None:
        return min((number for number in numbers if number is not None), default=None)

    return Limit(
        hold_s=least(limit.hold_s for limit in limits),
        reps=least(limit.reps for limit in limits),
        sets=least(limit.sets for limit in limits),
        load=next((limit.load for limit in limits if limit.load), None),
        depth="; ".join(dict.fromkeys(limit.depth for limit in limits if limit.depth)) or None,
    )


def _most(measure: str, limit: Limit) -> int | None:
    """The most of a measure that the limit allows; what is timed counts as held."""
    return {"reps": limit.reps, "hold": limit.hold_s, "duration": limit.hold_s}.get(measure)


def within(row: Line, limit: Limit | None) -> bool:
    """Whether a row goes no further than the limit."""
    most = _most(row.measure, limit) if limit else None
    sets = limit.sets if limit else None
    return (most is None or row.amount <= most) and (sets is None or row.sets <= sets)


def capped(amounts: tuple[int, int], measure: str, limit: Limit | None) -> tuple[int, int]:
    """A dose's least and most, neither beyond the limit."""
    most = _most(measure, limit) if limit else None
    return amounts if most is None else (min(amounts[0], most), min(amounts[1], most))
