"""Relations derived from the catalogue, most of them reversed, sorted for pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.judgments import Judgments, judgments
from legwork.catalogue.models import Care, Caution, Exercise, Harder
from legwork.text import inline
from legwork.text.fields import rank
from legwork.work.runner import PUBLISHING, Runner

Slugs = tuple[str, ...]
NO_KIT = "none"
"""The slug for "no equipment": `/equipment/none/`."""


@dataclass(frozen=True)
class Lookups:
    """Relations between entries. Every tuple of exercise slugs is sorted by level, then name."""

    primary: Mapping[str, Slugs]
    """Muscle to the exercises in which it is primary."""
    secondary: Mapping[str, Slugs]
    """Muscle to the exercises in which it is secondary."""
    kit: Mapping[str, Slugs]
    """Exercise to the equipment that lists it: everything it requires, and NO_KIT if the runner need not own anything."""
    required: Mapping[str, Slugs]
    """Equipment, or NO_KIT, to the exercises that need it."""
    optional: Mapping[str, Slugs]
    """Equipment to the exercises for which it is optional."""
    pattern: Mapping[str, Slugs]
    easier: Mapping[str, tuple[tuple[str, Harder], ...]]
    """Exercise to the exercises one rung below it, each with its `harder` step."""
    alternatives: Mapping[str, Slugs]
    """Exercise to its alternatives, in whichever of the two files they are written."""
    care: Mapping[str, tuple[tuple[str, Caution], ...]]
    """Care id to the exercises whose cautions name it."""
    cited: Mapping[str, Slugs]
    """Source key to the exercises that cite it."""
    cited_by_care: Mapping[str, Slugs]
    judged: Judgments
    """The judgment of every exercise for every complaint."""


def order(exercise: Exercise) -> tuple[int, str, str]:
    """Return the sort key of an exercise: by level from the lowest, then by name."""
    return rank(exercise.level), exercise.name.casefold(), exercise.slug


def lookups(catalogue: Catalogue, runner: Runner = PUBLISHING) -> Lookups:
    """Return every relation of a catalogue."""
    exercises = sorted(catalogue.exercises.values(), key=order)
    kit = {exercise.slug: _kit(exercise, catalogue) for exercise in exercises}

    def by(keys: Callable[[Exercise], Iterable[str]]) -> dict[str, Slugs]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for exercise in exercises:
            for key in keys(exercise):
                found[key][exercise.slug] = None
        return {key: tuple(slugs) for key, slugs in found.items()}

    cited = {exercise.slug: runner.run(_cited, exercise, exercise.slug) for exercise in exercises}
    return Lookups(
        primary=by(lambda e: e.muscles.primary),
        secondary=by(lambda e: e.muscles.secondary),
        kit=kit,
        required=by(lambda e: kit[e.slug]),
        optional=by(lambda e: e.equipment.optional),
        pattern=by(lambda e: (e.pattern,)),
        easier=_easier(exercises),
        alternatives=_alternatives(exercises),
        care=_care(exercises),
        cited=by(lambda e: cited[e.slug]),
        cited_by_care={key: tuple(slugs) for key, slugs in _care_citing(catalogue.care).items()},
        judged=judgments(catalogue),
    )


def _kit(exercise: Exercise, catalogue: Catalogue) -> Slugs:
    required = exercise.equipment.required
    free = all(catalogue.equipment[slug].given for slug in required)
    return (*required, NO_KIT) if free else required


def _easier(exercises: list[Exercise]) -> dict[str, tuple[tuple[str, Harder], ...]]:
    found: dict[str, list[tuple[str, Harder]]] = defaultdict(list)
    for exercise in exercises:
        for step in exercise.harder:
            found[step.exercise].append((exercise.slug, step))
    return {slug: tuple(steps) for slug, steps in found.items()}


def _alternatives(exercises: list[Exercise]) -> dict[str, Slugs]:
    position = {exercise.slug: i for i, exercise in enumerate(exercises)}
    pairs: dict[str, set[str]] = defaultdict(set)
    for exercise in exercises:
        for other in exercise.alternatives:
            pairs[exercise.slug].add(other)
            pairs[other].add(exercise.slug)
    return {slug: tuple(sorted(others, key=position.__getitem__)) for slug, others in pairs.items()}


def _care(exercises: list[Exercise]) -> dict[str, tuple[tuple[str, Caution], ...]]:
    found: dict[str, list[tuple[str, Caution]]] = defaultdict(list)
    for exercise in exercises:
        for caution in exercise.cautions:
            if caution.when:
                found[caution.when].append((exercise.slug, caution))
    return {care: tuple(pairs) for care, pairs in found.items()}


def _cited(exercise: Exercise) -> Slugs:
    """Return the sources that the fields of an entry name or its texts link to."""
    return (*exercise.cited(), *(key for text in _prose(exercise) for key in inline.cited(text)))


def _prose(exercise: Exercise) -> Iterable[str]:
    yield exercise.summary
    yield exercise.setup.text or ""
    yield from exercise.steps
    yield from exercise.cues
    yield from (text for mistake in exercise.mistakes for text in (mistake.fault, mistake.fix))
    yield from (caution.text for caution in exercise.cautions)
    yield from (dose.note or "" for _, dose in exercise.doses.items())
    yield from (step.when for step in exercise.harder)
    yield from (claim.claim for claim in exercise.why)


def _care_citing(care: Mapping[str, Care]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry in care.values():
        linked = [key for text in entry.texts() for key in inline.cited(text)]
        for key in dict.fromkeys((*entry.sources, *linked)):
            found[key].append(entry.slug)
    return found
