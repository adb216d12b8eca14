"""The judgment of every exercise for every complaint and state: to leave out, to change, fine, or not judged.

This is the only place that decides it. Pages, search, sessions, swaps and data all ask here, so they cannot contradict
each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.models import Care, Caution, Demand, Exercise, Limit

IMPACT: Demand = "impact"
LEAVES_THE_GROUND = 2
"""The lowest impact that makes the demand `impact`: both feet leave the ground, as they do not in stepping."""
AT_EASE = ("stretch", "mobility")
"""Kinds of exercise without a demand: they load nothing."""


class Verdict(StrEnum):
    """The verdict on an exercise for a complaint. An exercise that nobody has judged is never shown as fine."""

    AVOID = "avoid"
    MODIFY = "modify"
    FINE = "fine"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True)
class Judgment:
    """A verdict and its reason: a caution of the exercise, or the demand that waits."""

    verdict: Verdict
    caution: Caution | None = None
    waits: Demand | None = None

    @property
    def limit(self) -> Limit | None:
        """The limit for the exercise, if it is to be changed and the change is given in numbers."""
        return self.caution.limit if self.caution else None


NOT_JUDGED = Judgment(Verdict.NOT_JUDGED)
FINE = Judgment(Verdict.FINE)


def demands(exercise: Exercise, pattern_demand: Demand) -> frozenset[Demand]:
    """Return the demands of an exercise: its pattern's demand, and impact if it leaves the ground.

    Stretches and mobility load nothing. Hill walking belongs to a pattern whose demand is impact, but both feet stay near
    the ground.
    """
    if exercise.kind in AT_EASE:
        return frozenset()
    own = frozenset({pattern_demand}) - {IMPACT}
    return own | {IMPACT} if leaves_the_ground(exercise) else own


def leaves_the_ground(exercise: Exercise) -> bool:
    """Return whether both feet leave the ground: a jump, by kind or by impact."""
    return exercise.kind == "plyometric" or exercise.impact >= LEAVES_THE_GROUND


def judge(exercise: Exercise, pattern_demand: Demand, care: Care) -> Judgment:
    """Return the judgment of one exercise for one complaint."""
    return _judge(exercise.slug, demands(exercise, pattern_demand), _cautions(exercise).get(care.slug), care)


def _judge(exercise: str, asked: frozenset[Demand], caution: Caution | None, care: Care) -> Judgment:
    """Return the first that applies: a caution to avoid, a demand that waits, a caution to modify, fine, not judged."""
    if caution and caution.action == "avoid":
        return Judgment(Verdict.AVOID, caution)
    if waiting := asked.intersection(care.not_now):
        return Judgment(Verdict.AVOID, waits=min(waiting, key=care.not_now.index))
    if caution:
        return Judgment(Verdict.MODIFY, caution)
    return FINE if exercise in care.instead else NOT_JUDGED


def _cautions(exercise: Exercise) -> Mapping[str, Caution]:
    """Return, by complaint, the exercise's first caution to avoid it, or else its first caution to modify it."""
    found: dict[str, Caution] = {}
    for action in ("avoid", "modify"):
        for caution in exercise.cautions:
            if caution.when and caution.action == action:
                found.setdefault(caution.when, caution)
    return found


@dataclass(frozen=True)
class Judgments:
    """The judgments of a catalogue, by complaint and exercise, for every pair."""

    by_care: Mapping[str, Mapping[str, Judgment]] = field(default_factory=dict)

    def of(self, care: str, exercise: str) -> Judgment:
        """Return the judgment of the exercise for the complaint."""
        return self.by_care[care][exercise]

    def with_verdict(self, care: str, verdict: Verdict) -> Iterator[str]:
        """Return the slugs of the exercises with this verdict, in the order of the catalogue."""
        return (slug for slug, judgment in self.by_care[care].items() if judgment.verdict is verdict)

    def count(self, care: str) -> Mapping[Verdict, int]:
        """Return the number of exercises with each verdict."""
        counted = Counter(judgment.verdict for judgment in self.by_care[care].values())
        return {verdict: counted[verdict] for verdict in Verdict}

    def under(self, exercise: str) -> Iterator[tuple[str, Judgment]]:
        """Return the judgment of one exercise for each complaint."""
        return ((care, judged[exercise]) for care, judged in self.by_care.items())

    def all_of(self, care: str, exercises: Iterable[str]) -> Verdict:
        """Return the verdict on several exercises together, which is the worst of theirs."""
        found = {self.of(care, exercise).verdict for exercise in exercises}
        return next((verdict for verdict in _WORST_FIRST if verdict in found), Verdict.FINE)


_WORST_FIRST = (Verdict.AVOID, Verdict.NOT_JUDGED, Verdict.MODIFY, Verdict.FINE)


def judgments(catalogue: Catalogue) -> Judgments:
    """Return the judgments of every exercise for every complaint and state."""
    judged: dict[str, dict[str, Judgment]] = {slug: {} for slug in catalogue.care}
    for exercise in catalogue.exercises.values() if judged else ():
        asked = demands(exercise, catalogue.patterns[exercise.pattern].demand)
        cautions = _cautions(exercise)
        for slug, care in catalogue.care.items():
            judged[slug][exercise.slug] = _judge(exercise.slug, asked, cautions.get(slug), care)
    return Judgments(judged)
