"""What the rules need to know of an exercise, read off its data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.models import Exercise
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
        self.choices: dict[tuple[str, str, str], tuple[Line, ...]] = {}
        """The doses to choose from, by exercise, level and kind of session: many recipes ask for the same ones."""

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

    def avoided_by(self, exercise: Exercise) -> frozenset[str]:
        """Care ids that should leave the exercise out."""
        return frozenset(c.when for c in exercise.cautions if c.action == "avoid" and c.when)

    def missing_kit(self, exercise: Exercise, owned: tuple[str, ...]) -> tuple[str, ...]:
        """Required equipment the runner does not have; what everyone has is never missing."""
        tools = self.catalogue.equipment
        return tuple(slug for slug in exercise.equipment.required if slug not in owned and not tools[slug].given)
