"""What we don't know: claims on which studies conflict, and all that rests on coaching custom alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.lookups import order
from legwork.catalogue.models import CONVENTION, Claim, Dose, Exercise
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.lists import Lists
from legwork.pages.views.parts import Group, Link, Shown
from legwork.pages.views.rules import RuleView, rule_view
from legwork.pages.views.shared import citations, entry_link
from legwork.pages.views.site import Site
from legwork.routines.rules import RULES

MOST_NAMED = 24
"""Exercises named after a claim that many make; each says so on its own page."""


@dataclass(frozen=True)
class Side:
    """One source of a conflict and what it found."""

    source: Link
    finding: str


@dataclass(frozen=True)
class ClaimRow:
    """A claim and the exercises that make it."""

    text: str
    exercises: tuple[Link, ...]
    unseen: int


@dataclass(frozen=True)
class Conflict:
    """Claims that the same studies speak against."""

    id: str
    title: str
    found: tuple[Side, ...]
    otherwise: tuple[Side, ...]
    number: int
    claims: Shown


@dataclass(frozen=True)
class Family:
    """Claims of one movement pattern."""

    pattern: Link
    claims: Shown


@dataclass(frozen=True)
class Share:
    """How many of something rest on custom alone."""

    number: int
    total: int
    what: str


@dataclass(frozen=True)
class UnknownView:
    conflicts: tuple[Conflict, ...]
    families: tuple[Family, ...]
    untested: int
    claims: int
    rules: tuple[RuleView, ...]
    shares: tuple[Share, ...]
    care: tuple[Link, ...]
    articles: str


def unknown_page(site: Site) -> Iterator[PageSpec]:
    made = list(_claims(site))
    lists = Lists(Link("What we don’t know", urls.UNKNOWN), site)
    families = tuple(_families(site, lists, made))
    view = UnknownView(
        conflicts=tuple(_conflicts(site, lists, made)),
        families=families,
        untested=sum(_custom(claim.sources) for _, claim in made),
        claims=len(made),
        rules=tuple(rule_view(site, rule.id) for rule in RULES.values() if _custom(rule.sources)) if site.routines.made else (),
        shares=tuple(share for share in _shares(site) if share.total),
        care=tuple(entry_link(site, "care", care.slug) for care in site.catalogue.care.values() if _custom(care.sources)),
        articles=site.guide(urls.WHAT_THE_SOURCES_SAY),
    )
    yield PageSpec(
        kind="unknown",
        template="unknown.html.j2",
        url=urls.UNKNOWN,
        title="What we don’t know",
        description="Every claim on this site that no study has tested, and every one on which studies conflict, with links.",
        view=view,
        names=("unknowns", "open questions", "conflicting evidence"),
        search=("coaching convention", "untested claims", "studies that disagree"),
        source=None,
    )
    yield from lists.pages()


def _custom(sources: tuple[str, ...]) -> bool:
    """Whether something rests on coaching custom alone."""
    return bool(sources) and set(sources) == {CONVENTION}


def _claims(site: Site) -> Iterator[tuple[Exercise, Claim]]:
    """Every claim with its exercise, patterns in the order of a session and each from easy to hard."""
    patterns = site.catalogue.patterns
    ranked = {slug: (patterns[slug].slot, patterns[slug].name) for slug in patterns}
    for exercise in sorted(site.catalogue.exercises.values(), key=lambda one: (ranked[one.pattern], order(one))):
        for claim in exercise.why:
            yield exercise, claim


def _rows(site: Site, made: list[tuple[Exercise, Claim]], *, most_shared_first: bool = False) -> tuple[ClaimRow, ...]:
    """Claims in the same words once, with the exercises that make them."""
    found: dict[str, list[Link]] = {}
    for exercise, claim in made:
        found.setdefault(claim.claim, []).append(entry_link(site, "exercise", exercise.slug))
    texts = sorted(found, key=lambda text: -len(found[text])) if most_shared_first else list(found)
    return tuple(ClaimRow(text, tuple(found[text][:MOST_NAMED]), max(0, len(found[text]) - MOST_NAMED)) for text in texts)


def _families(site: Site, lists: Lists, made: list[tuple[Exercise, Claim]]) -> Iterator[Family]:
    found: dict[str, list[tuple[Exercise, Claim]]] = {}
    for exercise, claim in made:
        if _custom(claim.sources):
            found.setdefault(exercise.pattern, []).append((exercise, claim))
    links = {pattern: entry_link(site, "pattern", pattern) for pattern in found}
    groups = (Group(p, f"No test that we know of: {links[p].text.lower()}", _rows(site, found[p])) for p in found)
    for pattern, shown in zip(found, lists.cut("claims", groups), strict=True):
        yield Family(links[pattern], shown)


def _conflicts(site: Site, lists: Lists, made: list[tuple[Exercise, Claim]]) -> Iterator[Conflict]:
    found: dict[tuple[str, ...], list[tuple[Exercise, Claim]]] = {}
    for exercise, claim in made:
        if claim.against:
            found.setdefault(tuple(sorted(claim.against)), []).append((exercise, claim))
    conflicts = []
    for against, members in found.items():
        keys = dict.fromkeys(key for _, claim in members for key in claim.sources if key != CONVENTION)
        one, other = tuple(_sides(site, tuple(keys))), tuple(_sides(site, against))
        title = f"{words.join([side.source.text for side in one])}, or {words.join([side.source.text for side in other])}?"
        conflicts.append((title, one, other, _rows(site, members, most_shared_first=True)))
    groups = [Group(f"conflict-{number}", title, rows) for number, (title, _, _, rows) in enumerate(conflicts, 1)]
    for group, (title, one, other, rows), shown in zip(groups, conflicts, lists.cut("claims", groups), strict=True):
        yield Conflict(group.id, title, one, other, len(rows), shown)


def _sides(site: Site, keys: tuple[str, ...]) -> Iterator[Side]:
    for key, link in zip(keys, citations(site, keys), strict=True):
        yield Side(link, site.catalogue.sources[key].finding or "")


def _shares(site: Site) -> Iterator[Share]:
    exercises = site.catalogue.exercises.values()
    doses: list[Dose] = [dose for exercise in exercises for _, dose in exercise.doses.items()]
    cautions = [c for exercise in exercises for c in exercise.cautions if c.action in ("avoid", "modify")]
    yield Share(sum(_custom(dose.sources) for dose in doses), len(doses), "doses")
    yield Share(sum(_custom(one.sources) for one in cautions), len(cautions), "cautions that say to leave out or change")
