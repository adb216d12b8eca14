"""The page of a routine, which prints on a single sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from legwork.catalogue import urls
from legwork.catalogue.models import Exercise
from legwork.catalogue.pain import IN_SHORT, pain_limit
from legwork.catalogue.recipes import Recipe
from legwork.pages import facets, pictures, words
from legwork.pages.page import PageSpec
from legwork.pages.views.flags import FlagGroup, flag_groups
from legwork.pages.views.parts import Link
from legwork.pages.views.rules import RuleView, rule_view
from legwork.pages.views.shared import entry_link, links, source_links
from legwork.pages.views.site import Site
from legwork.routines.routine import Routine, Row
from legwork.routines.traits import COVERAGE_PART_WORDS, COVERAGE_PARTS
from legwork.text.fields import rank

SESSIONS_ON_SHEET = 4
"""The number of sessions that a printed sheet has boxes for."""

SESSION_WORDS = {"main": "Main session", "micro": "Micro session", "warm-up": "Warm-up", "cool-down": "Cool-down"}
START_WORDS = {"after-run": "Straight after an easy run", "cold": "On its own, from cold"}


@dataclass(frozen=True)
class SwapView:
    link: Link
    why: str


@dataclass(frozen=True)
class RowView:
    """A row of the table."""

    name: str
    slug: str
    link: Link | None
    dose: str
    tempo: str
    rest: str
    time: str
    cue: str
    caution: str
    note: str
    limited: bool
    """True if the note is a limit for a complaint. Printed sheets show it too."""
    boxes: int
    still: Markup | None
    pair: Markup | None
    swaps: tuple[SwapView, ...]


@dataclass(frozen=True)
class SessionBlock:
    """The warm-up, the main part or the cool-down."""

    name: str
    time: str
    lines: tuple[RowView, ...]


@dataclass(frozen=True)
class CareNotice:
    """A complaint that the routine is made for, and the warnings at the top of the page."""

    link: Link
    flags: tuple[FlagGroup, ...]
    pain: str
    clinician: str
    stop: tuple[str, ...]


@dataclass(frozen=True)
class ReturnStepView:
    """A step of the way back: the test before it, the test to go on, and the routines of the steps on both sides."""

    number: int
    ready: str
    go_on: str
    easier: Link | None
    harder: Link | None
    back: Link


@dataclass(frozen=True)
class RoutineView:
    recipe: Recipe
    session: str
    level: str
    level_rank: int
    start: str
    minutes: int
    time: str
    kit: tuple[Link, ...]
    kit_words: str
    blocks: tuple[SessionBlock, ...]
    covered: tuple[str, ...]
    uncovered: str
    rules: tuple[RuleView, ...]
    map: Markup | None
    primary: tuple[Link, ...]
    secondary: tuple[Link, ...]
    pair: Link | None
    complaints: tuple[CareNotice, ...]
    pain: str
    """All pain limits in short, for routines without a complaint."""
    stage: ReturnStepView | None
    waived: str
    exceptions: tuple[RuleView, ...]
    sources: tuple[Link, ...]
    landings: int
    jump_tests: str
    sheet: tuple[int, ...]
    address: str
    data: str


def routine_page(site: Site, slug: str) -> Iterator[PageSpec]:
    routine = site.routines.by_slug[slug]
    recipe = routine.recipe
    view = _view(site, routine)
    yield PageSpec(
        kind="routine",
        template="routine.html.j2",
        url=urls.entry("routine", slug),
        title=f"{recipe.name}: routine",
        description=f"{view.level}: {recipe.summary} {_names(site, routine)}.",
        view=view,
        names=(recipe.name, "routine", view.session, f"{recipe.minutes} minutes"),
        search=(recipe.summary, view.level, view.kit_words, _names(site, routine)),
        facets=facets.of_routine(site.catalogue, site.lookups.judged, routine),
        source=f"routines/{slug}.yml",
    )


def _names(site: Site, routine: Routine) -> str:
    return words.join([site.catalogue.exercises[slug].name for slug in routine.exercises])


def _view(site: Site, routine: Routine) -> RoutineView:
    recipe = routine.recipe
    exercises = [site.catalogue.exercises[slug] for slug in routine.exercises]
    primary = list(dict.fromkeys(muscle for e in exercises for muscle in e.muscles.primary))
    secondary = [m for m in dict.fromkeys(m for e in exercises for m in e.muscles.secondary) if m not in primary]
    parts = {part for e in exercises for part in site.traits.parts[e.slug]}
    return RoutineView(
        recipe=recipe,
        session=SESSION_WORDS[recipe.session],
        level=words.LEVEL_WORDS[recipe.level],
        level_rank=rank(recipe.level) + 1,
        start=START_WORDS[recipe.start],
        minutes=recipe.minutes,
        time=words.clock_time(routine.seconds),
        kit=links(site, "equipment", used_kit(site, routine)),
        kit_words=words.join([site.catalogue.equipment[slug].name for slug in used_kit(site, routine)]) or "No kit",
        blocks=tuple(_blocks(site, routine)),
        covered=tuple(COVERAGE_PART_WORDS[part] for part in COVERAGE_PARTS if part in parts),
        uncovered=words.join([COVERAGE_PART_WORDS[part] for part in routine.uncovered]),
        rules=tuple(rule_view(site, rule) for rule in routine.rules),
        map=pictures.muscle_map(primary, secondary, "Muscles of the session", "map"),
        primary=links(site, "muscle", primary),
        secondary=links(site, "muscle", secondary),
        pair=entry_link(site, "routine", recipe.pair) if recipe.pair in site.routines.by_slug and recipe.pair else None,
        complaints=_complaints(site, recipe),
        pain=IN_SHORT,
        stage=_stage(site, recipe),
        waived=_waived(site, routine),
        exceptions=tuple(rule_view(site, exception.rule, exception.reason) for exception in recipe.exceptions),
        sources=source_links(site, recipe.sources),
        landings=sum(row.contacts for row in routine.items),
        jump_tests=site.guide(urls.JUMPS_AND_HILLS),
        sheet=tuple(range(1, SESSIONS_ON_SHEET + 1)),
        address=urls.entry("routine", routine.slug),
        data=urls.json_entry("routine", routine.slug),
    )


def used_kit(site: Site, routine: Routine) -> list[str]:
    """Return the equipment that the exercises require and that a runner must own."""
    needed = {
        piece for row in routine.rows if row.exercise for piece in site.catalogue.exercises[row.exercise].equipment.required
    }
    return sorted(piece for piece in needed if not site.catalogue.equipment[piece].given)


def _blocks(site: Site, routine: Routine) -> Iterable[SessionBlock]:
    for name, lines in (("Warm-up", routine.warm_up), ("Session", routine.items), ("Cool-down", routine.cool_down)):
        if lines:
            time = words.clock_time(sum(row.seconds for row in lines))
            yield SessionBlock(name, time, tuple(_row_view(site, routine.recipe, row, routine.items) for row in lines))


def _pair(site: Site, slug: str) -> Markup | None:
    """Return the start and end of an exercise for the printed sheet."""
    drawn = site.drawings.get(slug)
    return Markup(drawn.pair) if drawn else None  # noqa: S704 - drawn by us


def _row_view(site: Site, recipe: Recipe, row: Row, items: tuple[Row, ...]) -> RowView:
    exercise = site.catalogue.exercises[row.exercise] if row.exercise else None
    return RowView(
        name=exercise.name if exercise else row.movement,
        slug=row.exercise or "",
        link=entry_link(site, "exercise", row.exercise) if row.exercise else None,
        dose=words.row_dose(row),
        tempo=words.tempo_words(row.tempo) if row.tempo else "",
        rest=f"{row.rest_s} s" if row.rest_s else "",
        time=words.clock_time(row.seconds),
        cue=exercise.cues[0] if exercise else "Until you are warm and breathing a little faster",
        caution=_caution(site, exercise, recipe) if exercise else "",
        note=_note(row),
        limited=row.limit is not None and bool(_note(row)),
        boxes=row.sets,
        still=site.still(exercise.slug) if exercise else None,
        pair=_pair(site, exercise.slug) if exercise and row in items else None,
        swaps=tuple(SwapView(entry_link(site, "exercise", swap.exercise), swap.why) for swap in row.swaps),
    )


def _note(row: Row) -> str:
    """Return the note on a row's dose, or the limit that replaces it."""
    if row.limit is None:
        return row.note
    unloaded = row.limit.load and row.note
    parts = ["Without added weight." if unloaded else "", f"{row.limit.depth}." if row.limit.depth else ""]
    return " ".join(part[:1].upper() + part[1:] for part in parts if part)


def _caution(site: Site, exercise: Exercise, recipe: Recipe) -> str:
    """Return the most important caution of an exercise: the change for a complaint of the routine, or else when to stop."""
    judged = (site.lookups.judged.of(care, exercise.slug).caution for care in recipe.leave_out)
    general = (caution for caution in exercise.cautions if caution.when is None and caution.action == "stop")
    return next((caution.text for caution in (*judged, *general) if caution), "")


def _waived(site: Site, routine: Routine) -> str:
    """Return the coverage parts that a complaint forbids. Both calf parts are called calves."""
    return words.join(["calves" if part == "straight-calf" else COVERAGE_PART_WORDS[part] for part in routine.waived])


def _stage(site: Site, recipe: Recipe) -> ReturnStepView | None:
    """Return the step of the way back that a routine is made for, with its neighbors."""
    if recipe.stage is None:
        return None
    care = site.catalogue.care[recipe.leave_out[0]]
    others = {
        other.stage: other
        for routine in site.routines.by_slug.values()
        if (other := routine.recipe).leave_out == recipe.leave_out and other.stage
    }

    def near(step: int) -> Link | None:
        return entry_link(site, "routine", others[step].slug) if step in others else None

    before = care.back[recipe.stage - 2].until if recipe.stage > 1 else None
    return ReturnStepView(
        number=recipe.stage,
        ready=before or "",
        go_on=care.back[recipe.stage - 1].until or "",
        easier=near(recipe.stage - 1),
        harder=near(recipe.stage + 1),
        back=Link("the way back", f"{urls.entry('care', care.slug)}#back"),
    )


def _complaints(site: Site, recipe: Recipe) -> tuple[CareNotice, ...]:
    """Return the warnings of each complaint: red flags, the pain limit, and when to stop."""
    return tuple(
        CareNotice(
            link=entry_link(site, "care", slug),
            flags=flag_groups(site, care.red_flags, words.URGENCY_SHORT),
            pain=pain_limit(care.tissue).rule,
            clinician=care.clinician,
            stop=care.stop,
        )
        for slug in recipe.leave_out
        for care in (site.catalogue.care[slug],)
    )
