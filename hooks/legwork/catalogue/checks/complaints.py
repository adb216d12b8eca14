"""Complaints: what goes on under them, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.references import resolve
from legwork.catalogue.checks.world import World
from legwork.catalogue.models import Care


@check("references", "instead", kinds=("care",))
def instead_resolves(care: Care, world: World) -> Iterator[Finding]:
    """What goes on under a complaint are exercises that exist."""
    for i, slug in enumerate(care.instead):
        yield from resolve(("instead", i), "exercise", slug, world)
        if slug in care.instead[:i]:
            yield ("instead", i), f"'{slug}' stands twice", "name it once"


@check("care-safe", "instead", kinds=("care",))
def instead_safe(care: Care, world: World) -> Iterator[Finding]:
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
def way_back_tested(care: Care, world: World) -> Iterator[Finding]:
    """Every step of the way back but the last has a test, so that a runner knows when to go on."""
    for i, step in enumerate(care.back):
        if i + 1 < len(care.back) and step.until is None:
            yield ("back", i), "a step without a test", "add until: what must hold before the next step"
        elif i + 1 == len(care.back) and step.until is not None:
            yield ("back", i, "until"), "a test after the last step", "remove it, or say what comes next"
