"""Traits of exercises that the rules use, derived from their data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.judgments import Judgments, Verdict, judgments, leaves_the_ground
from legwork.catalogue.models import Dose, Exercise, Limit, WrittenRow
from legwork.catalogue.recipes import Recipe
from legwork.catalogue.rule_numbers import HEAVY_REPS, HEAVY_REST_S
from legwork.routines.routine import Row
from legwork.text.fields import rank

TRUNK = frozenset({"abdominals", "obliques", "erector-spinae", "quadratus-lumborum"})

COVERAGE_PARTS = (
    "knee",
    "hip",
    "frontal",
    "straight-calf",
    "bent-calf",
    "hamstrings",
    "adductors",
    "abductors",
    "core",
    "foot",
)
"""The coverage parts: those of R-C1 and R-C2, and `foot`."""

COVERAGE_PART_WORDS: Mapping[str, str] = {
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
"""Coverage parts in words for runners and editors."""


def is_heavy(dose: Dose) -> bool:
    """Return whether a dose has few reps and the long rest of near-maximal loads (R-W1)."""
    few = dose.measure == "reps" and dose.reps is not None and dose.reps[1] <= HEAVY_REPS
    return few and dose.rest[0] >= HEAVY_REST_S


class Traits:
    """Traits of every exercise of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.choices: dict[tuple[str, str, str, Limit | None], tuple[Row, ...]] = {}
        """The rows to choose from, by exercise, level, kind of session and limit. Many recipes share them."""

    def demand(self, exercise: Exercise) -> str:
        """Return the demand of the exercise's pattern."""
        return self.catalogue.patterns[exercise.pattern].demand

    def slot(self, exercise: Exercise) -> int:
        """Return the exercise's slot in the order of a session (R-O1)."""
        return self.catalogue.patterns[exercise.pattern].slot

    def group(self, exercise: Exercise) -> str:
        """Return the muscle group of the exercise's first primary muscle."""
        return self.catalogue.muscles[exercise.muscles.primary[0]].group

    def jumps(self, exercise: Exercise) -> bool:
        """Return whether the exercise leaves the ground."""
        return leaves_the_ground(exercise)

    def loads(self, exercise: Exercise, dose: Dose) -> bool:
        """Return whether the exercise jumps or its sets are heavy: both need a longer warm-up (R-W1)."""
        return self.jumps(exercise) or is_heavy(dose)

    def heavy_lowering(self, exercise: Exercise) -> bool:
        """Return whether the exercise is heavy lowering work: its contraction is eccentric (R-O4)."""
        return exercise.contraction == "eccentric"

    def works(self, exercise: Exercise) -> bool:
        """Return whether the exercise counts toward a session: not a stretch, not mobility, not a hill."""
        return exercise.kind in ("strength", "plyometric", "drill") and bool({"main", "plyometric"} & set(exercise.phases))

    @cached_property
    def easiest_first(self) -> Sequence[Exercise]:
        """The exercises by level, those for calves first."""
        calves_first = {"gastrocnemius": 0, "soleus": 0}
        exercises = self.catalogue.exercises.values()
        return sorted(exercises, key=lambda e: (rank(e.level), calves_first.get(e.muscles.primary[0], 1), e.slug))

    @cached_property
    def parts(self) -> Mapping[str, frozenset[str]]:
        """The coverage parts of each exercise."""
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
        """By exercise, every exercise above it on its ladders."""
        above: dict[str, frozenset[str]] = {}

        def climb(slug: str) -> frozenset[str]:
            if slug not in above:
                steps = [step.exercise for step in self.catalogue.exercises[slug].harder]
                above[slug] = frozenset(steps).union(*(climb(step) for step in steps))
            return above[slug]

        for slug in self.catalogue.exercises:
            climb(slug)
        return above

    @cached_property
    def judged(self) -> Judgments:
        """The judgments of every exercise for every complaint."""
        return judgments(self.catalogue)

    def avoided_by(self, exercise: Exercise) -> frozenset[str]:
        """Return the slugs of the care entries that avoid the exercise."""
        return frozenset(care for care, judged in self.judged.under(exercise.slug) if judged.verdict is Verdict.AVOID)

    def of_return_step(self, recipe: Recipe) -> Mapping[str, WrittenRow]:
        """Return the exercises of the recipe's step of the way back, by slug."""
        if recipe.stage is None:
            return {}
        return {item.exercise: item for item in self.catalogue.care[recipe.leave_out[0]].back[recipe.stage - 1].exercises}

    def adds_load(self, exercise: Exercise) -> bool:
        """Return whether the exercise needs a weight or a machine."""
        equipment = self.catalogue.equipment
        return any(equipment[slug].weight for slug in exercise.equipment.required)

    def needed_kit(self, exercise: Exercise) -> tuple[str, ...]:
        """Return the equipment that the exercise requires, except what everyone has."""
        equipment = self.catalogue.equipment
        return tuple(slug for slug in exercise.equipment.required if not equipment[slug].given)
