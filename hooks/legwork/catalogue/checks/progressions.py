"""Steps up and alternatives: an exercise among the others."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext
from legwork.catalogue.models import Exercise
from legwork.text.fields import rank
from legwork.text.problems import Remove


@check("harder-level", "sense", "harder", "level")
def harder_level(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A harder exercise is of the same level or a higher one.

    A ladder climbs, step by step.
    """
    for i, step in enumerate(exercise.harder):
        target = context.readable(step.exercise, "level")
        if target and rank(target.level) < rank(exercise.level):
            message = f"'{step.exercise}' is {target.level}, below this exercise's {exercise.level}"
            yield ("harder", i, "exercise"), message, "turn the step round, or correct a level"


@check("harder-acyclic", "sense", "harder")
def harder_acyclic(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Following `harder` never leads back to the exercise where it began.

    Of two exercises only one can be the harder.
    """
    for i, step in enumerate(exercise.harder):
        way = _way(step.exercise, exercise.slug, context)
        if way is not None and exercise.slug == min(way):  # a circle is reported once, of the first exercise in it
            circle = " > ".join((exercise.slug, *way))
            yield ("harder", i, "exercise"), f"runs in a circle: {circle}", "remove the step that is not harder"


def _way(start: str, goal: str, context: CheckContext) -> list[str] | None:
    """Return the exercises from `start` up to `goal`, if there is a way: depth first, each exercise once."""
    stack, seen = [[start]], {start}
    while stack:
        way = stack.pop()
        if way[-1] == goal:
            return way
        here = context.readable(way[-1], "harder")
        for step in reversed(here.harder if here else ()):
            if step.exercise not in seen or step.exercise == goal:
                seen.add(step.exercise)
                stack.append([*way, step.exercise])
    return None


@check("alternative-related", "sense", "alternatives", "muscles", "pattern")
def alternative_related(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Two alternatives share a primary muscle or the pattern.

    They do the same job: a runner takes one in place of the other.
    """
    for i, slug in enumerate(exercise.alternatives):
        other = context.readable(slug, "muscles", "pattern")
        if other and other.pattern != exercise.pattern and not set(other.muscles.primary) & set(exercise.muscles.primary):
            yield (
                ("alternatives", i),
                f"'{slug}' shares neither a primary muscle nor the pattern",
                "remove it: it does another job",
            )


@check("alternative-once", "sense", "alternatives", fix="Removes an alternative that is written twice in one file.")
def alternative_once(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A pair of alternatives is written once, in one of the two files.

    Both pages show it, and two places would soon say two things.
    """
    for i, slug in enumerate(exercise.alternatives):
        other = context.readable(slug, "alternatives")
        if slug in exercise.alternatives[:i]:
            yield ("alternatives", i), f"'{slug}' is written twice", "name it once", Remove()
        elif other and slug != exercise.slug and exercise.slug in other.alternatives:
            place = context.place("exercise", slug, ("alternatives", other.alternatives.index(exercise.slug)))
            hint = "remove it in one of the two: both pages show the pair"
            yield ("alternatives", i), f"'{slug}' names this exercise too, in {place}", hint
