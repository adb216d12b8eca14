"""Why runners do an exercise: every claim has a source, and says no more than it."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.world import World
from legwork.catalogue.models import Exercise


@check("claim-source", "why")
def claim_source(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every claim has a source."""
    for i, claim in enumerate(exercise.why):
        if not claim.sources:
            yield ("why", i), "a claim without a source", "add sources: [key], or sources: [convention]"
