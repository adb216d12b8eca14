"""The page of a routine, which prints on a single sheet, and the index of routines."""

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
from legwork.pages.views.care import FlagGroup, flag_groups
from legwork.pages.views.lists import Lists
from legwork.pages.views.parts import Link, ListGroup, Shown
from legwork.pages.views.rules import RuleView, rule_view
from legwork.pages.views.shared import count, entry_link, links, source_links
from legwork.pages.views.site import Site
from legwork.routines.routine import Routine, Row
from legwork.routines.traits import COVERAGE_PART_WORDS, COVERAGE_PARTS
from legwork.text.fields import LEVELS, rank

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


# --- Index


@dataclass(frozen=True)
class RoutineRow:
    link: Link
    summary: str
    time: str
    minutes: int
    level: str
    level_rank: int
    kit: str
    session: str
    focus: str
    demands: str


@dataclass(frozen=True)
class RoutineGroup:
    id: str
    name: str
    number: int
    rows: Shown


@dataclass(frozen=True)
class InfeasibleRow:
    name: str
    reason: str


@dataclass(frozen=True)
class RoutineIndexView:
    groups: tuple[RoutineGroup, ...]
    count: str
    minutes: tuple[int, ...]
    levels: tuple[str, ...]
    kits: tuple[str, ...]
    unfilled: tuple[InfeasibleRow, ...]


GROUPS = (
    ("week", "For the week: A and B"),
    ("focus", "With a focus"),
    ("care", "For what hurts: from the way back of each complaint"),
    ("sources", "From the source articles"),
    ("edges", "Warm-ups and cool-downs"),
)


def routine_index(site: Site) -> Iterator[PageSpec]:
    routines = list(site.routines.by_slug.values())
    lists = Lists(Link("Routines", urls.index("routine")), site)
    list_groups = {
        key: ListGroup(f"{urls.LIST}{key}", name, listed) for key, name in GROUPS if (listed := _rows(site, routines, key))
    }
    shown = lists.cut("routines", list_groups.values())
    groups = tuple(
        RoutineGroup(key, group.title, len(group.entries), part)
        for (key, group), part in zip(list_groups.items(), shown, strict=True)
    )
    rows = [row for group in list_groups.values() for row in group.entries]
    unfilled = tuple(
        InfeasibleRow(site.catalogue.routines[slug].name, reason) for slug, reason in site.routines.infeasible.items()
    )
    view = RoutineIndexView(
        groups=groups,
        count=count(len(rows), "routine"),
        minutes=tuple(sorted({row.minutes for row in rows})),
        levels=tuple(
            words.LEVEL_WORDS[level] for level in LEVELS if any(row.level == words.LEVEL_WORDS[level] for row in rows)
        ),
        kits=tuple(sorted({row.kit for row in rows})),
        unfilled=unfilled,
    )
    yield PageSpec(
        kind="index",
        template="routines.html.j2",
        url=urls.index("routine"),
        title="Routines",
        description=f"{count(len(rows), 'leg routine')} for runners by minutes, level and kit, timed to the second, on one sheet.",
        view=view,
        names=("workouts", "sessions", "print"),
        search=("routine workout session sheet",),
        source=None,
    )
    yield from lists.pages()


def _group(recipe: Recipe) -> str:
    if recipe.session in ("warm-up", "cool-down"):
        return "edges"
    if recipe.leave_out and not recipe.pair:
        return "care"
    if recipe.fixed and recipe.sources:
        return "sources"
    return "week" if recipe.pair else "focus"


def _rows(site: Site, routines: list[Routine], group: str) -> tuple[RoutineRow, ...]:
    """Return the routines of a group by level, shortest first."""
    mine = [routine for routine in routines if _group(routine.recipe) == group]
    mine.sort(key=lambda r: (rank(r.recipe.level), r.recipe.minutes, r.slug))
    return tuple(_row(site, routine) for routine in mine)


def _row(site: Site, routine: Routine) -> RoutineRow:
    recipe = routine.recipe
    return RoutineRow(
        link=entry_link(site, "routine", recipe.slug),
        summary=recipe.summary,
        time=words.clock_time(routine.seconds),
        minutes=recipe.minutes,
        level=words.LEVEL_WORDS[recipe.level],
        level_rank=rank(recipe.level) + 1,
        kit=words.join([site.catalogue.equipment[slug].name for slug in used_kit(site, routine)]) or "No kit",
        session=SESSION_WORDS[recipe.session],
        focus=words.join([_focus(site, focus) for focus in recipe.focus]),
        demands=", ".join(_demands(site, routine)),
    )


def _demands(site: Site, routine: Routine) -> list[str]:
    """Return the demands of a routine in the order of its exercises, each once."""
    patterns = [site.catalogue.exercises[slug].pattern for slug in routine.exercises]
    demands = dict.fromkeys(site.catalogue.patterns[pattern].demand for pattern in patterns)
    return [words.DEMAND_WORDS[demand].lower() for demand in demands]


def _focus(site: Site, focus: str) -> str:
    if focus in site.catalogue.muscles:
        return site.catalogue.muscles[focus].name.lower()
    return words.DEMAND_WORDS.get(focus, COVERAGE_PART_WORDS.get(focus, focus)).lower()
