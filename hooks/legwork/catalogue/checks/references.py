"""Every id that stands in a file leads to an entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legwork.catalogue.catalogue import FOLDERS, KINDS
from legwork.catalogue.checks.check import MOVED, TWICE_OR_MOVED, Finding, check
from legwork.catalogue.checks.world import World
from legwork.catalogue.models import CONVENTION, Exercise
from legwork.catalogue.rules import REFERENCE_GUIDE
from legwork.text.problems import Path, Problem, Remove, Write


def resolve(path: Path, kind: str, slug: str, world: World) -> Iterator[Finding]:
    """The entry that an id names exists."""
    known = world.reading.drafts[kind]
    if kind in world.reading.unread_kinds:
        return
    if slug in known or (kind == "source" and slug == CONVENTION):
        return
    where = f"catalogue/{KINDS[kind]}/" if kind in FOLDERS else f"{KINDS[kind]}.yml"
    message = f"no {kind} '{slug[:60]}' in {where}"
    if now := world.moves.get(f"{kind}:{slug}", "").removeprefix(f"{kind}:"):
        hint = world.moved_hint(f"{kind}:{slug}")
        yield (path, message, hint) if ":" in now or "/" in now else (path, message, hint, Write(now))
    else:
        yield path, message, world.hints[kind].hint(slug)


@check("reference-pattern", "format", "pattern", fix=MOVED)
def pattern_exists(exercise: Exercise, world: World) -> Iterator[Finding]:
    """The pattern of an exercise is an id in patterns.yml.

    Pages, ladders and sessions are sorted by it.
    """
    yield from resolve(("pattern",), "pattern", exercise.pattern, world)


@check("reference-muscle", "format", "muscles", fix=MOVED)
def muscles_exist(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every muscle of an exercise is an id in muscles.yml.

    Each muscle has a page that lists what trains it.
    """
    for role in ("primary", "secondary"):
        for i, slug in enumerate(getattr(exercise.muscles, role)):
            yield from resolve(("muscles", role, i), "muscle", slug, world)


@check("reference-equipment", "format", "equipment", fix=MOVED)
def equipment_exists(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every piece of equipment of an exercise is an id in equipment.yml.

    The finder shows what a runner can do with what they own.
    """
    for role in ("required", "optional"):
        for i, slug in enumerate(getattr(exercise.equipment, role)):
            yield from resolve(("equipment", role, i), "equipment", slug, world)


@check("reference-caution", "format", "cautions", fix=TWICE_OR_MOVED)
def cautions_exist(exercise: Exercise, world: World) -> Iterator[Finding]:
    """In a caution `when` is an id in care.yml, `instead` an exercise, and `sources` are keys in sources.yml.

    A caution for a complaint that nobody finds warns nobody.
    """
    for i, caution in enumerate(exercise.cautions):
        if caution.when is not None:
            yield from resolve(("cautions", i, "when"), "care", caution.when, world)
        if caution.instead is not None:
            yield from resolve(("cautions", i, "instead"), "exercise", caution.instead, world)
        yield from sources_resolve(("cautions", i, "sources"), caution.sources, world)


@check("reference-dose-source", "format", "doses", fix=TWICE_OR_MOVED)
def dose_sources_exist(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every source of a dose is a key in sources.yml, or `convention`, and is named once.

    The page says how strong the source of each dose is.
    """
    for level, dose in exercise.doses.items():
        yield from sources_resolve(("doses", level, "sources"), dose.sources, world)


@check("reference-claim-source", "format", "why", fix=TWICE_OR_MOVED)
def claim_sources_exist(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every source of a claim is a key in sources.yml, or `convention`, and is named once.

    The wording of the claim is held against the strongest of them.
    """
    for i, claim in enumerate(exercise.why):
        yield from sources_resolve(("why", i, "sources"), claim.sources, world)


@check("reference-against", "format", "why", fix=TWICE_OR_MOVED)
def against_exists(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every source against a claim is a key in sources.yml, and is named once.

    The page shows it beside the claim.
    """
    for i, claim in enumerate(exercise.why):
        yield from sources_resolve(("why", i, "against"), claim.against, world)


@check("reference-entry-source", "format", "sources", kinds=("exercise", "care"), fix=TWICE_OR_MOVED)
def entry_sources_exist(entry: Any, world: World) -> Iterator[Finding]:
    """Every source of an entry is a key in sources.yml, or `convention`, and is named once.

    The page of a source lists every entry that rests on it.
    """
    yield from sources_resolve(("sources",), entry.sources, world)


def sources_resolve(path: Path, keys: tuple[str, ...], world: World) -> Iterator[Finding]:
    for i, key in enumerate(keys):
        yield from resolve((*path, i), "source", key, world)
        if key in keys[:i]:
            yield (*path, i), f"source '{key}' stands twice", "name it once", Remove()


@check("reference-harder", "format", "harder", fix=MOVED)
def harder_exists(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every harder exercise exists, and is named once.

    A ladder would lead nowhere.
    """
    for i, step in enumerate(exercise.harder):
        path = ("harder", i, "exercise")
        yield from resolve(path, "exercise", step.exercise, world)
        if step.exercise in [other.exercise for other in exercise.harder[:i]]:
            yield path, f"'{step.exercise}' stands twice", "name it once"


@check("reference-alternative", "format", "alternatives", fix=f"Removes the exercise from its own alternatives. {MOVED}")
def alternatives_exist(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every alternative is another exercise that exists.

    The page offers it in place of this one.
    """
    for i, slug in enumerate(exercise.alternatives):
        yield from resolve(("alternatives", i), "exercise", slug, world)
        if slug == exercise.slug:
            yield ("alternatives", i), "an exercise is not its own alternative", "remove it", Remove()


def guide_problems(world: World) -> Iterator[Problem]:
    """Every link from a guide to an entry leads to one."""
    for guide in world.guides:
        if guide.problem:
            yield guide.problem
        for mention in guide.mentions:
            kind, slug = mention.reference.kind, mention.reference.slug
            for _, message, hint, *_ in resolve((), kind, slug, world):
                yield Problem(REFERENCE_GUIDE, guide.shown, mention.line, mention.column, "", message, hint)
