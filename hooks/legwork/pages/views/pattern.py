"""The page of a movement pattern with its ladder, the index of patterns, and the index of exercises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.models import Pattern
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.lists import Leveled, Lists
from legwork.pages.views.parts import Card, LevelGroup, Link, ListGroup, Shown
from legwork.pages.views.shared import cards, count, entry_link
from legwork.pages.views.site import Site

FIRST_STRENGTH_SLOT = 3


@dataclass(frozen=True)
class NextRung:
    """A step up to the next rung, with its test. `leaves` is true if that rung is in another pattern."""

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
    steps: tuple[NextRung, ...]
    all_steps: Link | None
    others: tuple[Link, ...]


@dataclass(frozen=True)
class PatternGroup:
    link: Link
    id: str
    demand: str
    summary: tuple[str, ...]
    count: str
    cards: tuple[Card, ...]
    all: Link | None


@dataclass(frozen=True)
class PatternGroupsView:
    families: tuple[PatternGroup, ...]
    exercises: str


def _in_session_order(site: Site) -> list[Pattern]:
    """Return the patterns in the order of a session."""
    return sorted(site.catalogue.patterns.values(), key=lambda pattern: (pattern.slot, pattern.name))


def pattern_page(site: Site, slug: str) -> Iterator[PageSpec]:
    pattern = site.catalogue.patterns[slug]
    members = site.lookups.pattern.get(slug, ())
    lists = Lists(Link(pattern.name, urls.entry("pattern", slug)), site)
    (groups,) = lists.by_level((Leveled("", pattern.name, members, {"pattern": slug}),))
    (steps,) = lists.cut("steps", (ListGroup("ladder", f"{pattern.name}: when to move up", tuple(_next_rungs(site, slug))),))
    view = PatternView(
        pattern=pattern,
        demand=words.DEMAND_WORDS[pattern.demand],
        count=count(len(members), "exercise"),
        groups=groups,
        steps=steps.entries,
        all_steps=steps.all,
        others=tuple(entry_link(site, "pattern", other.slug) for other in _in_session_order(site) if other.slug != slug),
    )
    yield PageSpec(
        kind="pattern",
        template="pattern.html.j2",
        url=urls.entry("pattern", slug),
        title=f"{pattern.name} exercises",
        description=f"{count(len(members), 'exercise')} from easiest to hardest. {pattern.summary[0]}",
        view=view,
        names=(pattern.name, *pattern.finds),
        search=(words.DEMAND_WORDS[pattern.demand], *pattern.summary),
        source="patterns.yml",
        evidence=site.evidence,
    )
    yield from lists.pages()


def _next_rungs(site: Site, slug: str) -> list[NextRung]:
    rungs = []
    for member in site.lookups.pattern.get(slug, ()):
        for step in site.catalogue.exercises[member].harder:
            upper = site.catalogue.exercises[step.exercise]
            rungs.append(NextRung(site.cards[member], site.cards[step.exercise], step.when, upper.pattern != slug))
    return rungs


def pattern_index(site: Site) -> Iterator[PageSpec]:
    yield PageSpec(
        kind="index",
        template="patterns.html.j2",
        url=urls.index("pattern"),
        title="Movement patterns",
        description="Squat, lunge, hinge, calf raise and the rest: each family of leg exercises with its ladder.",
        view=_group_by_pattern(site, Lists(EXERCISES, site)),
        names=("exercise families",),
        search=tuple(pattern.name for pattern in _in_session_order(site)),
        source="patterns.yml",
        evidence=site.evidence,
    )


def exercise_index(site: Site) -> Iterator[PageSpec]:
    lists = Lists(EXERCISES, site)
    view = _group_by_pattern(site, lists)
    yield PageSpec(
        kind="index",
        template="exercises.html.j2",
        url=urls.index("exercise"),
        title="Exercises",
        description=f"All {view.exercises} for runners' legs, grouped by movement, from beginner to advanced.",
        view=view,
        names=("all exercises",),
        search=tuple(pattern.name for pattern in _in_session_order(site)),
        source=None,
        evidence=site.evidence,
    )
    yield from lists.pages()


EXERCISES = Link("Exercises", urls.index("exercise"))


def _group_by_pattern(site: Site, lists: Lists) -> PatternGroupsView:
    """Return exercises by pattern in the order of a session, but strength first: nobody begins with skill, mobility or jumps."""
    patterns = sorted(_in_session_order(site), key=lambda pattern: pattern.slot < FIRST_STRENGTH_SLOT)
    groups = [
        ListGroup(p.slug, p.name, cards(site, site.lookups.pattern.get(p.slug, ())), elsewhere=urls.entry("pattern", p.slug))
        for p in patterns
    ]
    shown = lists.cut("exercises", groups)
    families = tuple(
        _pattern_group(site, pattern, part, len(whole.entries))
        for pattern, part, whole in zip(patterns, shown, groups, strict=True)
    )
    return PatternGroupsView(families, count(len(site.catalogue.exercises), "exercise"))


def _pattern_group(site: Site, pattern: Pattern, shown: Shown, size: int) -> PatternGroup:
    return PatternGroup(
        link=entry_link(site, "pattern", pattern.slug),
        id=pattern.slug,
        demand=words.DEMAND_WORDS[pattern.demand],
        summary=pattern.summary,
        count=count(size, "exercise"),
        cards=shown.entries,
        all=shown.all,
    )
