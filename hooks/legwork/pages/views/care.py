"""The page of a complaint or state: fine exercises, the way back, exercises to change and to leave out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from legwork.catalogue import urls
from legwork.catalogue.judgments import IMPACT, Judgment, Verdict, demands
from legwork.catalogue.models import Care, Caution, ReturnStep
from legwork.catalogue.pain import pain_limit
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.flags import FlagGroup, flag_groups
from legwork.pages.views.lists import Lists
from legwork.pages.views.parts import Card, Link, ListGroup, Shown
from legwork.pages.views.shared import entry_link, links, source_links
from legwork.pages.views.site import Site
from legwork.routines.fixed_rows import dose_for, fixed_row
from legwork.text.slugs import slug_of


@dataclass(frozen=True)
class JudgedExercise:
    """An exercise to change or to leave out under this complaint."""

    card: Card
    text: str
    limit: str
    instead: Link | None
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class JudgedGroup:
    """Exercises that make the same demand and have the same verdict. `demand` is a heading."""

    demand: str
    exercises: tuple[JudgedExercise, ...]
    all: Link | None


@dataclass(frozen=True)
class FineGroup:
    """Fine exercises that make the same demand, by level, easiest first. `demand` is a heading."""

    demand: str
    levels: tuple[tuple[str, tuple[Card, ...]], ...]
    all: Link | None


@dataclass(frozen=True)
class StepExercise:
    """An exercise in a step of the way back, and its dose."""

    link: Link
    dose: str


@dataclass(frozen=True)
class CareStepView:
    """A step of the way back. `session` is a routine made for it."""

    do: str
    exercises: tuple[StepExercise, ...]
    until: str
    session: Link | None


@dataclass(frozen=True)
class CareView:
    care: Care
    flags: tuple[FlagGroup, ...]
    pain: str
    pain_guide: str
    fine: tuple[FineGroup, ...]
    waits: str
    sessions: Shown
    steps: tuple[CareStepView, ...]
    timeline_sources: tuple[Link, ...]
    modify: tuple[JudgedGroup, ...]
    avoid: tuple[JudgedGroup, ...]
    not_judged: tuple[Link, ...]
    counts: dict[str, int]
    watch: Shown
    sources: tuple[Link, ...]
    reviewed: str
    others: tuple[Link, ...]


def care_page(site: Site, slug: str) -> Iterator[PageSpec]:
    care = site.catalogue.care[slug]
    lists = Lists(Link(care.name, urls.entry("care", slug)), site)
    avoid, modify, watch = _judged_groups(site, lists, care)
    made_for = links(site, "routine", [r.slug for r in site.routines.by_slug.values() if slug in r.recipe.leave_out])
    (sessions,) = lists.cut("links", (ListGroup("routines", f"{care.name}: routines", made_for),))
    flags = flag_groups(site, care.red_flags)
    judged = site.lookups.judged
    view = CareView(
        care=care,
        flags=flags,
        pain=_pain(care),
        pain_guide=site.guide(urls.EFFORT_AND_PAIN),
        fine=tuple(_fine_groups(site, lists, care)),
        waits=words.join([words.DEMAND_HEADINGS[demand].lower() for demand in care.not_now]),
        sessions=sessions,
        steps=tuple(_step(site, care, number, step) for number, step in enumerate(care.back, 1)),
        timeline_sources=source_links(site, care.timeline.sources) if care.timeline else (),
        modify=modify,
        avoid=avoid,
        not_judged=links(site, "exercise", judged.with_verdict(slug, Verdict.NOT_JUDGED)),
        counts={verdict.value.replace(" ", "_"): number for verdict, number in judged.count(slug).items()},
        watch=watch,
        sources=source_links(site, care.sources),
        reviewed=care.reviewed.isoformat(),
        others=tuple(
            entry_link(site, "care", other.slug)
            for other in site.catalogue.care.values()
            if other.slug != slug and (other.kind, other.where) == (care.kind, care.where)
        ),
    )
    yield PageSpec(
        kind="care",
        template="care.html.j2",
        url=urls.entry("care", slug),
        title=care.name,
        description=f"{care.name}: signs that need somebody soon, what you can still do, the way back, and what to leave out.",
        view=view,
        names=(*care.aliases, *care.finds),
        search=(*care.texts(), *(site.catalogue.flags[flag].text for flag in care.red_flags)),
        source="care.yml",
        evidence=site.evidence,
    )
    yield from lists.pages()


def _pain(care: Care) -> str:
    """Return the pain limit of a care entry. It is empty before clearance; for a state it says which signs count instead."""
    if care.clearance and not care.back:
        return ""
    rule = pain_limit(care.tissue).rule
    return (
        rule if care.tissue else f"{rule} That is for muscles and joints; for chest, head and belly the signs at the top count."
    )


def _step(site: Site, care: Care, number: int, step: ReturnStep) -> CareStepView:
    recipes = (r.recipe for r in site.routines.by_slug.values() if r.recipe.leave_out == (care.slug,))
    session = next((entry_link(site, "routine", recipe.slug) for recipe in recipes if recipe.stage == number), None)
    exercises = []
    for item in step.exercises:
        exercise = site.catalogue.exercises[item.exercise]
        row = fixed_row(item, exercise, dose_for(exercise, exercise.level))
        exercises.append(StepExercise(entry_link(site, "exercise", item.exercise), words.row_dose(row)))
    return CareStepView(step.do, tuple(exercises), step.until or "", session)


_TITLES = {Verdict.AVOID: "leave out", Verdict.MODIFY: "change"}


def _judged_groups(site: Site, lists: Lists, care: Care) -> tuple[tuple[JudgedGroup, ...], tuple[JudgedGroup, ...], Shown]:
    """Return three lists: exercises to leave out, by demand; exercises to change, by demand; and exercises with a warning."""
    groups: list[tuple[Verdict | None, str, ListGroup]] = []
    judged = site.lookups.judged.by_care[care.slug]
    ordered = [slug for slugs in site.lookups.pattern.values() for slug in slugs]
    for verdict, verb in _TITLES.items():
        for demand, slugs in _by_demand(site, (slug for slug in ordered if judged[slug].verdict is verdict)).items():
            exercises = tuple(_judged_exercise(site, slug, judged[slug]) for slug in slugs)
            groups.append(
                (
                    verdict,
                    demand,
                    ListGroup(f"{verdict.value}-{slug_of(demand)}", f"{care.name}: {verb}, {demand.lower()}", exercises),
                )
            )
    pairs = site.lookups.care.get(care.slug, ())
    watched = tuple(
        _judged_exercise(site, slug, Judgment(Verdict.NOT_JUDGED, caution))
        for slug, caution in pairs
        if caution.action in ("stop", "note")
    )
    if watched:
        groups.append((None, "", ListGroup("watch", f"{care.name}: watch out", watched)))
    shown = lists.cut("judged", (group for _, _, group in groups))
    by_verdict: dict[Verdict, list[JudgedGroup]] = {Verdict.AVOID: [], Verdict.MODIFY: []}
    watch = Shown((), None)
    for (verdict_or_none, demand, _), part in zip(groups, shown, strict=True):
        if verdict_or_none is None:
            watch = part
        else:
            by_verdict[verdict_or_none].append(JudgedGroup(demand, part.entries, part.all))
    return tuple(by_verdict[Verdict.AVOID]), tuple(by_verdict[Verdict.MODIFY]), watch


def _judged_exercise(site: Site, exercise: str, judgment: Judgment) -> JudgedExercise:
    caution: Caution | None = judgment.caution
    if caution is None:
        waits = words.DEMAND_HEADINGS[judgment.waits or "impact"]
        return JudgedExercise(site.cards[exercise], f"{waits}: not for now.", "", None, ())
    return JudgedExercise(
        site.cards[exercise],
        caution.text,
        words.limit_words(caution.limit) if caution.limit else "",
        entry_link(site, "exercise", caution.instead) if caution.instead else None,
        source_links(site, caution.sources),
    )


def _fine_groups(site: Site, lists: Lists, care: Care) -> Iterator[FineGroup]:
    """Yield the exercises that are fine under a complaint, by demand and by level."""
    fine = _by_demand(site, site.lookups.judged.with_verdict(care.slug, Verdict.FINE))
    cards = {demand: sorted((site.cards[slug] for slug in slugs), key=_level_order) for demand, slugs in fine.items()}
    groups = [
        ListGroup(f"instead-{slug_of(demand)}", f"{care.name}: {demand.lower()}", tuple(some)) for demand, some in cards.items()
    ]
    for demand, shown in zip(cards, lists.cut("fine", groups), strict=True):
        levels = tuple((level, tuple(some)) for level, some in groupby(shown.entries, key=lambda card: str(card.level)))
        yield FineGroup(demand, levels, shown.all)


def _level_order(card: Card) -> tuple[int, str]:
    return card.level_rank, card.name


def _by_demand(site: Site, slugs: Iterable[str]) -> dict[str, list[str]]:
    """Return exercises by the heading for their demand, in the order of DEMAND_HEADINGS. Exercises without a demand come last."""
    by_demand: dict[str, list[str]] = {}
    for slug in slugs:
        by_demand.setdefault(_demand_heading(site, slug), []).append(slug)
    return {
        demand: by_demand[demand]
        for demand in (*words.DEMAND_HEADINGS.values(), words.NO_DEMAND_HEADING)
        if demand in by_demand
    }


def _demand_heading(site: Site, slug: str) -> str:
    exercise = site.catalogue.exercises[slug]
    demand = site.catalogue.patterns[exercise.pattern].demand
    asked = demands(exercise, demand)
    if not asked:
        return words.NO_DEMAND_HEADING
    return words.DEMAND_HEADINGS[IMPACT if IMPACT in asked else demand]
