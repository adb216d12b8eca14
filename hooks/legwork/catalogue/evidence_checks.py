"""Checks on evidence that conflicts, and on what a complaint offers instead. Importing this module registers them."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks import Finding, World, _resolve, _sources_resolve, check
from legwork.catalogue.models import CONVENTION, Care, Exercise


@check("references", "why")
def _against_resolves(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every source that found otherwise is a key in sources.yml."""
    for i, claim in enumerate(exercise.why):
        yield from _sources_resolve(("why", i, "against"), claim.against, world)


@check("against-tested", "why")
def _against_tested(exercise: Exercise, world: World) -> Iterator[Finding]:
    """What found otherwise is a study, and not one that the claim rests on."""
    for i, claim in enumerate(exercise.why):
        for j, key in enumerate(claim.against):
            path = ("why", i, "against", j)
            if key == CONVENTION:
                yield path, "coaching custom has tested nothing", "remove it"
            elif key in claim.sources:
                yield path, f"the claim rests on '{key}' as well", "keep it in sources or in against"


@check("references", "instead", kinds=("care",))
def _care_instead_resolves(care: Care, world: World) -> Iterator[Finding]:
    """What goes on under a complaint are exercises that exist."""
    for i, slug in enumerate(care.instead):
        yield from _resolve(("instead", i), "exercise", slug, world)
        if slug in care.instead[:i]:
            yield ("instead", i), f"'{slug}' stands twice", "name it once"


@check("care-safe", "instead", kinds=("care",))
def _care_safe(care: Care, world: World) -> Iterator[Finding]:
    """What goes on under a complaint is not what the complaint should avoid."""
    for i, slug in enumerate(care.instead):
        exercise = world.readable(slug, "cautions")
        if exercise and any(caution.when == care.slug and caution.action == "avoid" for caution in exercise.cautions):
            yield (
                ("instead", i),
                f"'{slug}' is to be avoided with '{care.slug}'",
                "remove it, or correct the exercise's caution",
            )


@check("care-return", "back", kinds=("care",))
def _care_return(care: Care, world: World) -> Iterator[Finding]:
    """Every step of the way back but the last has a test, so that a runner knows when to go on."""
    for i, step in enumerate(care.back):
        if i + 1 < len(care.back) and step.until is None:
            yield ("back", i), "a step without a test", "add until: what must hold before the next step"
        elif i + 1 == len(care.back) and step.until is not None:
            yield ("back", i, "until"), "a test after the last step", "remove it, or say what comes next"
