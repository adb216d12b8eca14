"""Claims about why runners do an exercise: each has a source, and says no more than it."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext
from legwork.catalogue.models import CONVENTION, Exercise
from legwork.text.problems import Remove


@check("claim-source", "house", "why")
def claim_source(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Every claim has a source.

    A claim without one is an opinion. Coaching custom is a source too: `convention`.
    """
    for i, claim in enumerate(exercise.why):
        if not claim.sources:
            yield ("why", i), "a claim without a source", "add sources: [key], or sources: [convention]"


@check("against-tested", "sense", "why", fix="Removes `convention` from `against`.")
def against_tested(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A source against a claim is a study, and not one that the claim rests on.

    Custom has tested nothing, and a study cannot say yes and no.
    """
    for i, claim in enumerate(exercise.why):
        for j, key in enumerate(claim.against):
            path = ("why", i, "against", j)
            if key == CONVENTION:
                yield path, "coaching custom has tested nothing", "remove it", Remove()
            elif key in claim.sources:
                yield path, f"the claim rests on '{key}' as well", "keep it in sources or in against"
