"""The index of routines: groups of sessions with their minutes, level and kit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.recipes import Recipe
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.lists import Lists
from legwork.pages.views.parts import Link, ListGroup, Shown
from legwork.pages.views.routine import SESSION_WORDS, used_kit
from legwork.pages.views.shared import count, entry_link
from legwork.pages.views.site import Site
from legwork.routines.routine import Routine
from legwork.routines.traits import COVERAGE_PART_WORDS
from legwork.text.fields import LEVELS, rank


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
