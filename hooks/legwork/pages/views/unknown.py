"""The page about open questions: claims on which studies conflict, and everything that rests on coaching custom alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.lookups import order
from legwork.catalogue.models import CONVENTION, Claim, Dose, Exercise
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.lists import Lists
from legwork.pages.views.parts import Link, ListGroup, Shown
from legwork.pages.views.rules import RuleView, rule_view
from legwork.pages.views.shared import entry_link, source_links
from legwork.pages.views.site import Site
from legwork.routines.rules import RULES

MAX_EXERCISES_NAMED = 24
"""The most exercises to name after a claim. The others make the claim on their own pages."""


@dataclass(frozen=True)
class ConflictSide:
    """A source in a conflict, and its finding."""

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
    """Claims that the same studies contradict."""

    id: str
    title: str
    found: tuple[ConflictSide, ...]
    otherwise: tuple[ConflictSide, ...]
    number: int
    claims: Shown


@dataclass(frozen=True)
class ClaimGroup:
    """Untested claims of the same movement pattern."""

    pattern: Link
    claims: Shown


@dataclass(frozen=True)
class CustomShare:
    """The number of things of a kind that rest on custom alone, and the total."""

    number: int
    total: int
    what: str


@dataclass(frozen=True)
class UnknownView:
    conflicts: tuple[Conflict, ...]
    families: tuple[ClaimGroup, ...]
    untested: int
    claims: int
    rules: tuple[RuleView, ...]
    shares: tuple[CustomShare, ...]
    care: tuple[Link, ...]
    articles: str


def unknown_page(site: Site) -> Iterator[PageSpec]:
    claims = list(_claims(site))
    lists = Lists(Link("What we don’t know", urls.UNKNOWN), site)
    families = tuple(_claim_groups(site, lists, claims))
    view = UnknownView(
        conflicts=tuple(_conflicts(site, lists, claims)),
        families=families,
        untested=sum(_is_custom(claim.sources) for _, claim in claims),
        claims=len(claims),
        rules=tuple(rule_view(site, rule.id) for rule in RULES.values() if _is_custom(rule.sources))
        if site.routines.by_slug
        else (),
        shares=tuple(share for share in _shares(site) if share.total),
        care=tuple(entry_link(site, "care", care.slug) for care in site.catalogue.care.values() if _is_custom(care.sources)),
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


def _is_custom(sources: tuple[str, ...]) -> bool:
    """Return true if these sources are coaching custom alone."""
    return bool(sources) and set(sources) == {CONVENTION}


def _claims(site: Site) -> Iterator[tuple[Exercise, Claim]]:
    """Yield every claim with its exercise: patterns in the order of a session, and each pattern from easy to hard."""
    patterns = site.catalogue.patterns
    ranked = {slug: (patterns[slug].slot, patterns[slug].name) for slug in patterns}
    for exercise in sorted(site.catalogue.exercises.values(), key=lambda exercise: (ranked[exercise.pattern], order(exercise))):
        for claim in exercise.why:
            yield exercise, claim


def _rows(site: Site, claims: list[tuple[Exercise, Claim]], *, most_shared_first: bool = False) -> tuple[ClaimRow, ...]:
    """Return each claim once, with the exercises that make it in the same words."""
    by_text: dict[str, list[Link]] = {}
    for exercise, claim in claims:
        by_text.setdefault(claim.claim, []).append(entry_link(site, "exercise", exercise.slug))
    texts = sorted(by_text, key=lambda text: -len(by_text[text])) if most_shared_first else list(by_text)
    return tuple(
        ClaimRow(text, tuple(by_text[text][:MAX_EXERCISES_NAMED]), max(0, len(by_text[text]) - MAX_EXERCISES_NAMED))
        for text in texts
    )


def _claim_groups(site: Site, lists: Lists, claims: list[tuple[Exercise, Claim]]) -> Iterator[ClaimGroup]:
    untested: dict[str, list[tuple[Exercise, Claim]]] = {}
    for exercise, claim in claims:
        if _is_custom(claim.sources):
            untested.setdefault(exercise.pattern, []).append((exercise, claim))
    links = {pattern: entry_link(site, "pattern", pattern) for pattern in untested}
    groups = (ListGroup(p, f"No test that we know of: {links[p].text.lower()}", _rows(site, untested[p])) for p in untested)
    for pattern, shown in zip(untested, lists.cut("claims", groups), strict=True):
        yield ClaimGroup(links[pattern], shown)


def _conflicts(site: Site, lists: Lists, claims: list[tuple[Exercise, Claim]]) -> Iterator[Conflict]:
    by_sources: dict[tuple[str, ...], list[tuple[Exercise, Claim]]] = {}
    for exercise, claim in claims:
        if claim.against:
            by_sources.setdefault(tuple(sorted(claim.against)), []).append((exercise, claim))
    conflicts = []
    for against, members in by_sources.items():
        keys = dict.fromkeys(key for _, claim in members for key in claim.sources if key != CONVENTION)
        supporting, opposing = tuple(_sides(site, tuple(keys))), tuple(_sides(site, against))
        title = f"{words.join([side.source.text for side in supporting])}, or {words.join([side.source.text for side in opposing])}?"
        conflicts.append((title, supporting, opposing, _rows(site, members, most_shared_first=True)))
    groups = [ListGroup(f"conflict-{number}", title, rows) for number, (title, _, _, rows) in enumerate(conflicts, 1)]
    for group, (title, supporting, opposing, rows), shown in zip(groups, conflicts, lists.cut("claims", groups), strict=True):
        yield Conflict(group.id, title, supporting, opposing, len(rows), shown)


def _sides(site: Site, keys: tuple[str, ...]) -> Iterator[ConflictSide]:
    for key, link in zip(keys, source_links(site, keys), strict=True):
        yield ConflictSide(link, site.catalogue.sources[key].finding or "")


def _shares(site: Site) -> Iterator[CustomShare]:
    exercises = site.catalogue.exercises.values()
    doses: list[Dose] = [dose for exercise in exercises for _, dose in exercise.doses.items()]
    cautions = [c for exercise in exercises for c in exercise.cautions if c.action in ("avoid", "modify")]
    yield CustomShare(sum(_is_custom(dose.sources) for dose in doses), len(doses), "doses")
    yield CustomShare(
        sum(_is_custom(caution.sources) for caution in cautions), len(cautions), "cautions that say to leave out or change"
    )
