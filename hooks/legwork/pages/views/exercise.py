"""The page of an exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from legwork.catalogue import urls
from legwork.catalogue.judgments import Verdict
from legwork.catalogue.models import CONVENTION, Caution, Claim, Exercise, Mistake
from legwork.catalogue.pain import IN_SHORT
from legwork.pages import facets, pictures, words
from legwork.pages.page import PageSpec
from legwork.pages.views.parts import Card, Link
from legwork.pages.views.shared import cards, entry_link, links, source_links
from legwork.pages.views.site import Site, kit_words
from legwork.routines import clock
from legwork.text.fields import rank

MAX_ROUTINES_LISTED = 12
"""The most routines to list on the page of an exercise. The index of routines has the rest."""


@dataclass(frozen=True)
class KitItem:
    """A piece of equipment and its substitutes."""

    link: Link
    given: bool
    substitutes: str


@dataclass(frozen=True)
class DoseRow:
    """A row of the dose table."""

    level: str
    level_rank: int
    sets: str
    amount: str
    tempo: str
    tempo_words: str
    rest: str
    time: str
    note: str
    contacts: str
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class CautionView:
    """A caution, with links to its complaint and to the exercise to do instead."""

    action: str
    label: str
    care: Link | None
    limit: str
    text: str
    instead: Link | None
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Rung:
    """A neighbor on the ladder, and the test between the two exercises."""

    card: Card
    test: str


@dataclass(frozen=True)
class ClaimView:
    text: str
    sources: tuple[Link, ...]
    against: tuple[Link, ...]


@dataclass(frozen=True)
class Picture:
    """The moving picture, the still pair that replaces it, and the addresses for downloading both."""

    animated: Markup
    pair: Markup
    moves: bool
    download: str
    download_pair: str


@dataclass(frozen=True)
class ExerciseView:
    """The values that `exercise.html.j2` prints."""

    exercise: Exercise
    picture: Picture | None
    map: Markup | None
    level: str
    level_rank: int
    pattern: Link
    kit: str
    laterality: str
    impact: str
    primary: tuple[Link, ...]
    secondary: tuple[Link, ...]
    required: tuple[KitItem, ...]
    optional: tuple[KitItem, ...]
    doses: tuple[DoseRow, ...]
    has_tempo: bool
    mistakes: tuple[Mistake, ...]
    avoid: tuple[Link, ...]
    avoid_states: tuple[Link, ...]
    everyone: tuple[CautionView, ...]
    cautions: tuple[tuple[str, tuple[CautionView, ...]], ...]
    fine: tuple[Link, ...]
    not_judged: int
    easier: tuple[Rung, ...]
    harder: tuple[Rung, ...]
    alternatives: tuple[Card, ...]
    why: tuple[ClaimView, ...]
    routines: tuple[Link, ...]
    more_routines: int
    sources: tuple[Link, ...]
    previous: Link | None
    following: Link | None
    effort: str
    pain: str
    reviewed: str
    data: str


def exercise_page(site: Site, slug: str) -> Iterator[PageSpec]:
    exercise = site.catalogue.exercises[slug]
    view = _view(site, exercise)
    yield PageSpec(
        kind="exercise",
        template="exercise.html.j2",
        url=urls.entry("exercise", slug),
        title=exercise.name,
        description=exercise.summary,
        view=view,
        names=(*exercise.aliases, *exercise.finds),
        also=tuple(_works_and_needs(site, exercise)),
        search=tuple(_search(site, exercise)),
        facets=facets.of_exercise(site.catalogue, site.lookups.judged, exercise),
        source=f"exercises/{slug}.yml",
        preview=urls.preview(slug) if exercise.figure else None,
    )


def _view(site: Site, exercise: Exercise) -> ExerciseView:
    slug = exercise.slug
    previous, following = _neighbors(site, exercise)
    used = [routine.slug for routine in site.routines.by_slug.values() if slug in routine.exercises]
    return ExerciseView(
        exercise=exercise,
        picture=_picture(site, exercise.slug),
        map=pictures.muscle_map(
            exercise.muscles.primary, exercise.muscles.secondary, f"Muscles of the {exercise.name.lower()}", "map"
        ),
        level=words.LEVEL_WORDS[exercise.level],
        level_rank=rank(exercise.level) + 1,
        pattern=entry_link(site, "pattern", exercise.pattern),
        kit=kit_words(site.catalogue, exercise),
        laterality=words.LATERALITY_WORDS[exercise.laterality],
        impact=words.IMPACT_WORDS[exercise.impact],
        primary=links(site, "muscle", exercise.muscles.primary),
        secondary=links(site, "muscle", exercise.muscles.secondary),
        required=_kit(site, exercise.equipment.required),
        optional=_kit(site, exercise.equipment.optional),
        doses=tuple(_doses(site, exercise)),
        has_tempo=any(dose.tempo for _, dose in exercise.doses.items()),
        mistakes=exercise.mistakes,
        avoid=_complaints(site, slug, Verdict.AVOID, "complaint"),
        avoid_states=_complaints(site, slug, Verdict.AVOID, "state"),
        everyone=tuple(_caution(site, caution) for caution in _gravest_first(exercise) if caution.when is None),
        cautions=tuple(_by_verdict(site, exercise)),
        fine=(*_complaints(site, slug, Verdict.FINE, "complaint"), *_complaints(site, slug, Verdict.FINE, "state")),
        not_judged=sum(judged.verdict is Verdict.NOT_JUDGED for _, judged in site.lookups.judged.under(slug)),
        easier=tuple(Rung(site.cards[other], step.when) for other, step in site.lookups.easier.get(slug, ())),
        harder=tuple(Rung(site.cards[step.exercise], step.when) for step in exercise.harder),
        alternatives=cards(site, site.lookups.alternatives.get(slug, ())),
        why=_claims(site, exercise.why),
        routines=links(site, "routine", used[:MAX_ROUTINES_LISTED]),
        more_routines=max(0, len(used) - MAX_ROUTINES_LISTED),
        sources=source_links(site, (*exercise.sources, *exercise.cited())),
        previous=previous,
        following=following,
        effort=site.guide(urls.EFFORT_AND_PAIN),
        pain=IN_SHORT,
        reviewed=exercise.reviewed.isoformat(),
        data=urls.json_entry("exercise", slug),
    )


def _picture(site: Site, slug: str) -> Picture | None:
    drawn = site.drawings.get(slug)
    if drawn is None:
        return None
    return Picture(
        animated=Markup(drawn.animated),  # noqa: S704 - drawn by us
        pair=Markup(drawn.pair),  # noqa: S704 - drawn by us
        moves=drawn.seconds > 0,
        download=urls.figure(slug),
        download_pair=urls.figure(slug, pair=True),
    )


def _kit(site: Site, slugs: Iterable[str]) -> tuple[KitItem, ...]:
    entries = [site.catalogue.equipment[slug] for slug in slugs]
    return tuple(
        KitItem(entry_link(site, "equipment", entry.slug), entry.given, "; ".join(entry.substitutes)) for entry in entries
    )


def _doses(site: Site, exercise: Exercise) -> Iterator[DoseRow]:
    for level, dose in exercise.doses.items():
        landings = f"{words.span(_contacts(exercise, level))} landings" if dose.contacts and dose.measure == "reps" else ""
        yield DoseRow(
            level=words.LEVEL_WORDS[level],
            level_rank=rank(level) + 1,
            sets=words.span(dose.sets),
            amount=words.amount(exercise, dose),
            tempo=dose.tempo or "",
            tempo_words=words.tempo(dose),
            rest=f"{words.span(dose.rest)} s" if dose.rest[1] else "none",
            time=words.minutes(clock.span(exercise, dose)),
            note=dose.note or "",
            contacts=landings,
            sources=source_links(site, dose.sources),
        )


def _contacts(exercise: Exercise, level: str) -> tuple[int, int]:
    dose = dict(exercise.doses.items())[level]  # type: ignore[index]
    reps = dose.reps or (0, 0)
    low, high = (clock.contacts(exercise, dose, dose.sets[end], reps[end]) for end in (0, 1))
    return low, high


def _complaints(site: Site, exercise: str, verdict: Verdict, kind: str) -> tuple[Link, ...]:
    """Return the care entries of a kind (complaint or state) under which the exercise has this verdict."""
    slugs = (slug for slug, judged in site.lookups.judged.under(exercise) if judged.verdict is verdict)
    return tuple(entry_link(site, "care", slug) for slug in slugs if site.catalogue.care[slug].kind == kind)


def _gravest_first(exercise: Exercise) -> list[Caution]:
    return sorted(exercise.cautions, key=lambda caution: ("stop", "avoid", "modify", "note").index(caution.action))


def _by_verdict(site: Site, exercise: Exercise) -> Iterator[tuple[str, tuple[CautionView, ...]]]:
    """Yield the cautions for complaints in three groups: leave out, change, and the rest. A verdict from `not_now` has no caution."""
    for action, title in (("avoid", "Leave it out with these"), ("modify", "Change it with these"), ("", "Also, with these")):
        cautions = tuple(
            _caution(site, caution)
            for caution in _gravest_first(exercise)
            if caution.when and (caution.action == action or (not action and caution.action in ("stop", "note")))
        )
        if cautions:
            yield title, cautions


def _caution(site: Site, caution: Caution) -> CautionView:
    return CautionView(
        action=caution.action,
        label=words.ACTION_WORDS[caution.action],
        care=entry_link(site, "care", caution.when) if caution.when else None,
        limit=words.limit_words(caution.limit) if caution.limit else "",
        text=caution.text,
        instead=entry_link(site, "exercise", caution.instead) if caution.instead else None,
        sources=source_links(site, () if caution.sources == (CONVENTION,) else caution.sources),
    )


def _claims(site: Site, claims: tuple[Claim, ...]) -> tuple[ClaimView, ...]:
    return tuple(
        ClaimView(claim.claim, source_links(site, claim.sources), source_links(site, claim.against)) for claim in claims
    )


def _neighbors(site: Site, exercise: Exercise) -> tuple[Link | None, Link | None]:
    """Return the exercises before and after this one in its pattern, which goes from easiest to hardest."""
    slugs = site.lookups.pattern[exercise.pattern]
    here = slugs.index(exercise.slug)
    before = entry_link(site, "exercise", slugs[here - 1]) if here else None
    after = entry_link(site, "exercise", slugs[here + 1]) if here + 1 < len(slugs) else None
    return before, after


def _works_and_needs(site: Site, exercise: Exercise) -> Iterator[str]:
    """Yield muscles and equipment, which find an exercise but count less than its names."""
    for slug in exercise.muscles.primary:
        muscle = site.catalogue.muscles[slug]
        yield from (muscle.name, muscle.group)
    for slug in site.lookups.kit[exercise.slug]:
        yield site.catalogue.equipment[slug].name if slug in site.catalogue.equipment else "No equipment, bodyweight"


def _search(site: Site, exercise: Exercise) -> Iterator[str]:
    """Yield the searchable texts of an exercise.

    Cautions are not searchable: a runner who types a complaint would find the exercises to leave out.
    """
    yield exercise.summary
    yield site.catalogue.patterns[exercise.pattern].name
    yield from (words.LEVEL_WORDS[exercise.level], exercise.kind, exercise.contraction)
    for slug in exercise.muscles.primary:
        yield from site.catalogue.muscles[slug].aliases
    for slug in exercise.muscles.secondary:
        yield site.catalogue.muscles[slug].name
    for slug in (*exercise.equipment.required, *exercise.equipment.optional):
        piece = site.catalogue.equipment[slug]
        yield from (piece.name, *piece.aliases, *piece.substitutes)
    yield from exercise.steps
    yield from exercise.cues
    yield from (text for mistake in exercise.mistakes for text in (mistake.fault, mistake.fix))
    yield from (claim.claim for claim in exercise.why)
