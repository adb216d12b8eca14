"""Muscles and equipment: one role each."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.world import World
from legwork.catalogue.models import Exercise
from legwork.text.problems import Path


@check("muscle-one-role", "muscles")
def muscle_one_role(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A muscle stands in one role, once."""
    yield from _once(exercise.muscles.primary, exercise.muscles.secondary, ("muscles", "primary"), ("muscles", "secondary"))


@check("equipment-one-role", "equipment")
def equipment_one_role(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A piece of equipment is required or optional, and named once."""
    kit = exercise.equipment
    yield from _once(kit.required, kit.optional, ("equipment", "required"), ("equipment", "optional"))


def _once(first: tuple[str, ...], second: tuple[str, ...], first_path: Path, second_path: Path) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, slugs in ((first_path, first), (second_path, second)):
        for i, slug in enumerate(slugs):
            if slug in seen:
                yield (*path, i), f"'{slug}' stands twice", f"keep it in one place, {first_path[-1]} or {second_path[-1]}"
            seen.add(slug)
