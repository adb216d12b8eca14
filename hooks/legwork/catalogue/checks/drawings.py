"""Figures: the poses of an exercise."""

from __future__ import annotations

from collections.abc import Iterator

from legwork import figures
from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext
from legwork.catalogue.models import Exercise


@check("figure-pose", "format", "figure")
def figure_pose(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """The poses of a figure can be reached, stand on their feet and stay above the ground.

    A picture that floats or bends a joint too far shows the exercise wrong.
    """
    if exercise.figure is not None:
        for finding in context.runner.run(figures.lint, exercise.figure, exercise.slug):
            yield ("figure", *finding.path), str(finding), "look at it: scripts/figures.py " + exercise.slug
