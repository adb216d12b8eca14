"""Every id that stands in a file leads to an entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legwork.catalogue.catalogue import FOLDERS, KINDS
from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.world import World
from legwork.catalogue.models import CONVENTION, Exercise
from legwork.text.problems import Path, Problem


def resolve(path: Path, kind: str, slug: str, world: World) -> Iterator[Finding]:
    known = world.reading.drafts[kind]
    if kind in world.reading.unread_kinds:
        return
    if slug not in known and not (kind == "source" and slug == CONVENTION):
        where = f"catalogue/{KINDS[kind]}/" if kind in FOLDERS else f"{KINDS[kind]}.yml"
        yield path, f"no {kind} '{slug[:60]}' in {where}", world.moved_hint(f"{kind}:{slug}") or world.hints[kind].hint(slug)


@check("references", "pattern")
def pattern_resolves(exercise: Exercise, world: World) -> Iterator[Finding]:
    """The pattern is an id in patterns.yml."""
    yield from resolve(("pattern",), "pattern", exercise.pattern, world)


@check("references", "muscles")
def muscles_resolve(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every muscle is an id in muscles.yml."""
    for role in ("primary", "secondary"):
        for i, slug in enumerate(getattr(exercise.muscles, role)):
            yield from resolve(("muscles", role, i), "muscle", slug, world)


@check("references", "equipment")
def equipment_resolves(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every piece of equipment is an id in equipment.yml."""
    for role in ("required", "optional"):
        for i, slug in enumerate(getattr(exercise.equipment, role)):
            yield from resolve(("equipment", role, i), "equipment", slug, world)


@check("references", "cautions")
def cautions_resolve(exercise: Exercise, world: World) -> Iterator[Finding]:
    """`when` is an id in care.yml, `instead` an exercise, `sources` keys in sources.yml."""
    for i, caution in enumerate(exercise.cautions):
        if caution.when is not None:
            yield from resolve(("cautions", i, "when"), "care", caution.when, world)
        if caution.instead is not None:
            yield from resolve(("cautions", i, "instead"), "exercise", caution.instead, world)
        yield from sources_resolve(("cautions", i, "sources"), caution.sources, world)


@check("references", "doses")
def dose_sources_resolve(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every source of a dose is a key in sources.yml, or `convention`."""
    for level, dose in exercise.doses.items():
        yield from sources_resolve(("doses", level, "sources"), dose.sources, world)


@check("references", "why")
def claim_sources_resolve(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every source of a claim is a key in sources.yml, or `convention`."""
    for i, claim in enumerate(exercise.why):
        yield from sources_resolve(("why", i, "sources"), claim.sources, world)


@check("references", "why")
def against_resolves(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every source that found otherwise is a key in sources.yml."""
    for i, claim in enumerate(exercise.why):
        yield from sources_resolve(("why", i, "against"), claim.against, world)


@check("references", "sources", kinds=("exercise", "care"))
def entry_sources_resolve(entry: Any, world: World) -> Iterator[Finding]:
    """Every source of an entry is a key in sources.yml, or `convention`."""
    yield from sources_resolve(("sources",), entry.sources, world)


def sources_resolve(path: Path, keys: tuple[str, ...], world: World) -> Iterator[Finding]:
    for i, key in enumerate(keys):
        yield from resolve((*path, i), "source", key, world)
        if key in keys[:i]:
            yield (*path, i), f"source '{key}' stands twice", "name it once"


@check("references", "harder")
def harder_resolves(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every harder exercise exists and is another one."""
    for i, step in enumerate(exercise.harder):
        path = ("harder", i, "exercise")
        yield from resolve(path, "exercise", step.exercise, world)
        if step.exercise in [other.exercise for other in exercise.harder[:i]]:
            yield path, f"'{step.exercise}' stands twice", "name it once"


@check("references", "alternatives")
def alternatives_resolve(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every alternative exists and is another exercise."""
    for i, slug in enumerate(exercise.alternatives):
        yield from resolve(("alternatives", i), "exercise", slug, world)
        if slug == exercise.slug:
            yield ("alternatives", i), "an exercise is not its own alternative", "remove it"


def guide_problems(world: World) -> Iterator[Problem]:
    """Every link from a guide to an entry leads to one."""
    for guide in world.guides:
        if guide.problem:
            yield guide.problem
        for mention in guide.mentions:
            kind, slug = mention.reference.kind, mention.reference.slug
            for _, message, hint in resolve((), kind, slug, world):
                yield Problem(guide.shown, mention.line, mention.column, "", message, hint)
