"""Every id that stands in a file leads to an entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legwork.catalogue.catalogue import FOLDERS, KINDS
from legwork.catalogue.checks.check import MOVED, TWICE_OR_MOVED, Finding, check
from legwork.catalogue.checks.context import CheckContext
from legwork.catalogue.models import CONVENTION, Exercise
from legwork.catalogue.rules import REFERENCE_GUIDE
from legwork.text.problems import Path, Problem, Remove, Write


def resolve(path: Path, kind: str, slug: str, context: CheckContext) -> Iterator[Finding]:
    """The entry that an id names exists."""
    known = context.reading.drafts[kind]
    if kind in context.reading.unread_kinds:
        return
    if slug in known or (kind == "source" and slug == CONVENTION):
        return
    where = f"catalogue/{KINDS[kind]}/" if kind in FOLDERS else f"{KINDS[kind]}.yml"
    message = f"no {kind} '{slug[:60]}' in {where}"
    if now := context.moves.get(f"{kind}:{slug}", "").removeprefix(f"{kind}:"):
        hint = context.moved_hint(f"{kind}:{slug}")
        yield (path, message, hint) if ":" in now or "/" in now else (path, message, hint, Write(now))
    else:
        yield path, message, context.hints[kind].hint(slug)


@check("reference-pattern", "format", "pattern", fix=MOVED)
def pattern_exists(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """The pattern of an exercise is an id in patterns.yml.

    Pages, ladders and sessions are sorted by it.
    """
    yield from resolve(("pattern",), "pattern", exercise.pattern, context)


@check("reference-muscle", "format", "muscles", fix=MOVED)
def muscles_exist(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Every muscle of an exercise is an id in muscles.yml.

    Each muscle has a page that lists what trains it.
    """
    for role in ("primary", "secondary"):
        for i, slug in enumerate(getattr(exercise.muscles, role)):
            yield from resolve(("muscles", role, i), "muscle", slug, context)


@check("reference-equipment", "format", "equipment", fix=MOVED)
def equipment_exists(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Every piece of equipment of an exercise is an id in equipment.yml.

    The finder shows what a runner can do with what they own.
    """
    for role in ("required", "optional"):
        for i, slug in enumerate(getattr(exercise.equipment, role)):
            yield from resolve(("equipment", role, i), "equipment", slug, context)


@check("reference-caution", "format", "cautions", fix=TWICE_OR_MOVED)
def cautions_exist(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """In a caution `when` is an id in care.yml, `instead` an exercise, and `sources` are keys in sources.yml.

    A caution for a complaint that nobody finds warns nobody.
    """
    for i, caution in enumerate(exercise.cautions):
        if caution.when is not None:
            yield from resolve(("cautions", i, "when"), "care", caution.when, context)
        if caution.instead is not None:
            yield from resolve(("cautions", i, "instead"), "exercise", caution.instead, context)
        yield from sources_resolve(("cautions", i, "sources"), caution.sources, context)


@check("reference-dose-source", "format", "doses", fix=TWICE_OR_MOVED)
def dose_sources_exist(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Every source of a dose is a key in sources.yml, or `convention`, and is named once.

    The page says how strong the source of each dose is.
    """
    for level, dose in exercise.doses.items():
        yield from sources_resolve(("doses", level, "sources"), dose.sources, context)


@check("reference-claim-source", "format", "why", fix=TWICE_OR_MOVED)
def claim_sources_exist(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Every source of a claim is a key in sources.yml, or `convention`, and is named once.

    The wording of the claim is held against the strongest of them.
    """
    for i, claim in enumerate(exercise.why):
        yield from sources_resolve(("why", i, "sources"), claim.sources, context)


@check("reference-against", "format", "why", fix=TWICE_OR_MOVED)
def against_exists(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Every source against a claim is a key in sources.yml, and is named once.

    The page shows it beside the claim.
    """
    for i, claim in enumerate(exercise.why):
        yield from sources_resolve(("why", i, "against"), claim.against, context)


@check("reference-entry-source", "format", "sources", kinds=("exercise", "care"), fix=TWICE_OR_MOVED)
def entry_sources_exist(entry: Any, context: CheckContext) -> Iterator[Finding]:
    """Every source of an entry is a key in sources.yml, or `convention`, and is named once.

    The page of a source lists every entry that rests on it.
    """
    yield from sources_resolve(("sources",), entry.sources, context)


def sources_resolve(path: Path, keys: tuple[str, ...], context: CheckContext) -> Iterator[Finding]:
    for i, key in enumerate(keys):
        yield from resolve((*path, i), "source", key, context)
        if key in keys[:i]:
            yield (*path, i), f"source '{key}' is written twice", "name it once", Remove()


@check("reference-harder", "format", "harder", fix=MOVED)
def harder_exists(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Every harder exercise exists, and is named once.

    A ladder would lead nowhere.
    """
    for i, step in enumerate(exercise.harder):
        path = ("harder", i, "exercise")
        yield from resolve(path, "exercise", step.exercise, context)
        if step.exercise in [other.exercise for other in exercise.harder[:i]]:
            yield path, f"'{step.exercise}' is written twice", "name it once"


@check("reference-alternative", "format", "alternatives", fix=f"Removes the exercise from its own alternatives. {MOVED}")
def alternatives_exist(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Every alternative is another exercise that exists.

    The page offers it in place of this one.
    """
    for i, slug in enumerate(exercise.alternatives):
        yield from resolve(("alternatives", i), "exercise", slug, context)
        if slug == exercise.slug:
            yield ("alternatives", i), "an exercise is not its own alternative", "remove it", Remove()


def guide_problems(context: CheckContext) -> Iterator[Problem]:
    """Yield a problem for every link from a guide to an entry that does not exist."""
    for guide in context.guides:
        if guide.problem:
            yield guide.problem
        for mention in guide.mentions:
            kind, slug = mention.reference.kind, mention.reference.slug
            for _, message, hint, *_ in resolve((), kind, slug, context):
                yield Problem(REFERENCE_GUIDE, guide.shown, mention.line, mention.column, "", message, hint)
