"""The page of one movement pattern with its ladder, the index of patterns, and the index of exercises."""

from __future__ import annotations

from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.models import Pattern
from legwork.pages import words
from legwork.pages.page import Page
from legwork.pages.views.lists import Group, Leveled, Shown, by_level, cut
from legwork.pages.views.shared import Card, Draft, LevelGroup, Link, Site, card, cards, count, entry_link, finish

FIRST_STRENGTH_SLOT = 3


@dataclass(frozen=True)
class Step:
    """A step up inside the family, or out of it, with its test."""

    lower: Card
    upper: Card
    test: str
    leaves: bool


@dataclass(frozen=True)
class PatternView:
    pattern: Pattern
    demand: str
    count: str
    groups: tuple[LevelGroup, ...]
    steps: tuple[Step, ...]
    all_steps: Link | None
    others: tuple[Link, ...]


@dataclass(frozen=True)
class Family:
    link: Link
    id: str
    demand: str
    summary: tuple[str, ...]
    count: str
    cards: tuple[Card, ...]
    all: Link | None


@dataclass(frozen=True)
class FamiliesView:
    families: tuple[Family, ...]
    exercises: str


def _ordered(site: Site) -> list[Pattern]:
    """Patterns in the order of a session."""
    return sorted(site.catalogue.patterns.values(), key=lambda pattern: (pattern.slot, pattern.name))


def pattern_page(site: Site, slug: str) -> Page:
    pattern = site.catalogue.patterns[slug]
    members = site.lookups.pattern.get(slug, ())
    home = Link(pattern.name, urls.entry("pattern", slug))
    (groups,) = by_level(site, home, (Leveled("", pattern.name, members, {"pattern": slug}),))
    (steps,) = cut(site, home, "steps", (Group("ladder", f"{pattern.name}: when to move up", tuple(_steps(site, slug))),))
    view = PatternView(
        pattern=pattern,
        demand=words.DEMAND_WORDS[pattern.demand],
        count=count(len(members), "exercise"),
        groups=groups,
        steps=steps.entries,
        all_steps=steps.all,
        others=tuple(entry_link(site, "pattern", other.slug) for other in _ordered(site) if other.slug != slug),
    )
    return finish(
        "pattern",
        Draft(
            template="pattern.html.j2",
            url=urls.entry("pattern", slug),
            title=f"{pattern.name} exercises",
            description=f"{count(len(members), 'exercise')} from easiest to hardest. {pattern.summary[0]}",
            view=view,
            names=(pattern.name, *pattern.finds),
            search=(words.DEMAND_WORDS[pattern.demand], *pattern.summary),
            source="patterns.yml",
            strength_of=site.strength_of,
        ),
    )


def _steps(site: Site, slug: str) -> list[Step]:
    found = []
    for member in site.lookups.pattern.get(slug, ()):
        for step in site.catalogue.exercises[member].harder:
            upper = site.catalogue.exercises[step.exercise]
            found.append(Step(card(site, member), card(site, step.exercise), step.when, upper.pattern != slug))
    return found


def pattern_index(site: Site) -> Page:
    return finish(
        "index",
        Draft(
            template="patterns.html.j2",
            url=urls.index("pattern"),
            title="Movement patterns",
            description="Squat, lunge, hinge, calf raise and the rest: each family of leg exercises with its ladder.",
            view=_families(site),
            names=("exercise families",),
            search=tuple(pattern.name for pattern in _ordered(site)),
            source="patterns.yml",
            strength_of=site.strength_of,
        ),
    )


def exercise_index(site: Site) -> Page:
    view = _families(site)
    return finish(
        "index",
        Draft(
            template="exercises.html.j2",
            url=urls.index("exercise"),
            title="Exercises",
            description=f"All {view.exercises} for runners' legs, grouped by movement, from beginner to advanced.",
            view=view,
            names=("all exercises",),
            search=tuple(pattern.name for pattern in _ordered(site)),
            source=None,
            strength_of=site.strength_of,
        ),
    )


def _families(site: Site) -> FamiliesView:
    """Families in the order of a session, but strength first: skill, mobility and jumps are not what one begins with."""
    patterns = sorted(_ordered(site), key=lambda pattern: pattern.slot < FIRST_STRENGTH_SLOT)
    lists = [
        Group(p.slug, p.name, cards(site, site.lookups.pattern.get(p.slug, ())), elsewhere=urls.entry("pattern", p.slug))
        for p in patterns
    ]
    shown = cut(site, Link("Exercises", urls.index("exercise")), "exercises", lists)
    families = tuple(
        _family(site, pattern, part, len(whole.entries)) for pattern, part, whole in zip(patterns, shown, lists, strict=True)
    )
    return FamiliesView(families, count(len(site.catalogue.exercises), "exercise"))


def _family(site: Site, pattern: Pattern, shown: Shown, size: int) -> Family:
    return Family(
        link=entry_link(site, "pattern", pattern.slug),
        id=pattern.slug,
        demand=words.DEMAND_WORDS[pattern.demand],
        summary=pattern.summary,
        count=count(size, "exercise"),
        cards=shown.entries,
        all=shown.all,
    )
