"""Muscles and equipment: one role each."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext
from legwork.catalogue.models import Exercise
from legwork.text.problems import Path, Remove


@check("muscle-one-role", "sense", "muscles", fix="Removes a muscle that is written twice in one role.")
def muscle_one_role(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A muscle is primary or secondary, and is named once.

    Lists would count the exercise twice.
    """
    yield from _once(exercise.muscles.primary, exercise.muscles.secondary, ("muscles", "primary"), ("muscles", "secondary"))


@check("equipment-one-role", "sense", "equipment", fix="Removes a piece that is written twice in one role.")
def equipment_one_role(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A piece of equipment is required or optional, and is named once.

    What is required is not optional, and lists would count it twice.
    """
    kit = exercise.equipment
    yield from _once(kit.required, kit.optional, ("equipment", "required"), ("equipment", "optional"))


def _once(first: tuple[str, ...], second: tuple[str, ...], first_path: Path, second_path: Path) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, slugs in ((first_path, first), (second_path, second)):
        for i, slug in enumerate(slugs):
            if slug in seen:
                message, hint = f"'{slug}' is written twice", f"keep it in one place, {first_path[-1]} or {second_path[-1]}"
                yield ((*path, i), message, hint, Remove()) if slug in slugs[:i] else ((*path, i), message, hint)
            seen.add(slug)
