"""The pages that cite a source, and the places where they do."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.guides import Guide
from legwork.catalogue.models import Exercise
from legwork.pages import words
from legwork.pages.views.parts import Citation, CitationGroup, Link
from legwork.pages.views.plan import rules_of
from legwork.pages.views.rules import rule_view, sources_of
from legwork.pages.views.shared import entry_link
from legwork.pages.views.site import Site
from legwork.routines.rules import RULES
from legwork.text import inline


def citation_groups(site: Site, key: str) -> tuple[CitationGroup, ...]:
    """Return every page that cites a source, by kind, each page once."""
    routines = list(_routines(site, key))
    groups = [
        CitationGroup("Exercises", tuple(_exercise(site, slug, key) for slug in site.lookups.cited.get(key, ()))),
        CitationGroup("What hurts", _linked(site, "care", site.lookups.cited_by_care.get(key, ()))),
        CitationGroup(
            "Muscles", _linked(site, "muscle", [m.slug for m in site.catalogue.muscles.values() if _in(m.role, key)])
        ),
        CitationGroup("Movement patterns", _linked(site, "pattern", _patterns(site, key))),
        CitationGroup(
            "Guides", tuple(Citation(Link(g.title, g.address.lstrip("/"))) for g in site.guides if _mentions(g, key))
        ),
        CitationGroup("Routines written after it", tuple(citation for citation in routines if not citation.places)),
        CitationGroup(
            "Routines by a rule that rests on it", tuple(citation for citation in routines if citation.places), folded=True
        ),
        CitationGroup("Plans", tuple(_plans(site, key))),
    ]
    return tuple(group for group in groups if group.pages)


def rules(site: Site, key: str) -> tuple[str, ...]:
    """Return the texts of the rules for sessions and weeks that rest on a source."""
    return tuple(rule_view(site, rule).text for rule in RULES if key in sources_of(site, rule))


def _linked(site: Site, kind: str, slugs: list[str] | tuple[str, ...]) -> tuple[Citation, ...]:
    return tuple(Citation(entry_link(site, kind, slug)) for slug in slugs)


def _in(texts: tuple[str, ...], key: str) -> bool:
    return any(key in inline.cited(text) for text in texts)


def _patterns(site: Site, key: str) -> list[str]:
    return [pattern.slug for pattern in site.catalogue.patterns.values() if _in(pattern.summary, key)]


def _mentions(guide: Guide, key: str) -> bool:
    return any(m.reference.kind == "source" and m.reference.slug == key for m in guide.mentions)


def _exercise(site: Site, slug: str, key: str) -> Citation:
    exercise = site.catalogue.exercises[slug]
    claims = tuple(inline.plain(claim.claim) for claim in exercise.why if key in (*claim.sources, *claim.against))
    return Citation(entry_link(site, "exercise", slug), tuple(dict.fromkeys(_places(site, exercise, key))), claims)


def _places(site: Site, exercise: Exercise, key: str) -> Iterator[str]:
    """Yield the places where an exercise cites a source: ``claim``, ``dose, beginner``, ``caution: My knee is sore``."""
    for claim in exercise.why:
        if key in claim.sources:
            yield "claim"
        if key in claim.against:
            yield "found otherwise on a claim"
    levels = [words.LEVEL_WORDS[level].lower() for level, dose in exercise.doses.items() if key in dose.sources]
    if levels:
        yield f"dose, {words.join(levels)}"
    for caution in exercise.cautions:
        if key in caution.sources:
            yield f"caution: {site.catalogue.care[caution.when].name}" if caution.when else "caution for everyone"
    if key in exercise.sources:
        yield "the exercise as a whole"


def _routines(site: Site, key: str) -> Iterator[Citation]:
    """Yield the routines that a source describes, and the routines shaped by a rule that rests on it."""
    resting = {rule for rule in RULES if key in sources_of(site, rule)}
    for routine in site.routines.by_slug.values():
        link = entry_link(site, "routine", routine.slug)
        if routine.recipe.fixed and key in routine.recipe.sources:
            yield Citation(link)
        elif resting.intersection(routine.rules):
            yield Citation(link, ("rule",))


def _plans(site: Site, key: str) -> Iterator[Citation]:
    for plan in site.catalogue.plans.values():
        if key in plan.sources or any(key in sources_of(site, rule) for rule in rules_of(plan)):
            yield Citation(entry_link(site, "plan", plan.slug))
