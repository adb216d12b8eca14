"""The page of a plan, with its weeks as tables and its progression, and the index of plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.recipes import Plan
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.parts import Link
from legwork.pages.views.rules import RuleView, rule_view
from legwork.pages.views.shared import count, entry_link, source_links
from legwork.pages.views.site import Site
from legwork.routines.plans import DayPlan, WeekPlan, weeks
from legwork.text.fields import rank

RUN_WORDS = {"rest": "Rest", "easy": "Easy run", "quality": "Hard run", "long": "Long run", "race": "Race"}

_STEPS = {
    "reps": (
        "Begin at the low end of every dose",
        "Add one or two reps to each set",
        "Go on until the top of the range is met in every set, two sessions running",
    ),
    "load": (
        "Add a little load, 2 to 10 percent: cans, then bottles, then a backpack, then dumbbells. Reps go back to the low end",
        "Add one or two reps to each set with the new load",
        "Reach the top of the range again with the new load",
    ),
    "step": (
        "Where you pass a test below, take the harder exercise: two sets at about two thirds of the reps",
        "Add one or two reps to each set of the new exercises",
        "Take the next test, or stay where your form is good",
    ),
}
_DELOAD = "Easy week: half the sets, same load, nothing new, half the landings"
_EASE_IN = "Half the sets at first"
_BEFORE_RACE = "One main session, early in the week; nothing heavy or new from here on"
_RACE = "One light session, then only short, easy runs until the race"


@dataclass(frozen=True)
class DayView:
    day: str
    run: str
    routine: Link | None
    kind: str


@dataclass(frozen=True)
class WeekView:
    """Weeks with the same days, shown as a single table."""

    title: str
    days: tuple[DayView, ...]
    unmet: tuple[str, ...]


@dataclass(frozen=True)
class ProgressRow:
    week: int
    text: str
    deload: bool


@dataclass(frozen=True)
class ProgressTest:
    """The test that leads from an exercise of a plan to a harder one."""

    lower: Link
    upper: Link
    when: str


@dataclass(frozen=True)
class PlanView:
    plan: Plan
    level: str
    level_rank: int
    runs: str
    weeks: tuple[WeekView, ...]
    progress: tuple[ProgressRow, ...]
    tests: tuple[ProgressTest, ...]
    rules: tuple[RuleView, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class PlanRow:
    link: Link
    summary: str
    runs: str
    level: str
    level_rank: int


@dataclass(frozen=True)
class PlanIndexView:
    rows: tuple[PlanRow, ...]


def plan_page(site: Site, slug: str) -> Iterator[PageSpec]:
    plan = site.catalogue.plans[slug]
    plan_weeks = weeks(plan, site.routines.by_slug, site.catalogue)
    view = PlanView(
        plan=plan,
        level=words.LEVEL_WORDS[plan.level],
        level_rank=rank(plan.level) + 1,
        runs=count(plan.runs, "run"),
        weeks=tuple(_week_views(site, plan_weeks)),
        progress=tuple(ProgressRow(week.number, _advice(week), week.deload) for week in plan_weeks),
        tests=tuple(_tests(site, plan)),
        rules=tuple(rule_view(site, rule) for rule in rules_of(plan)),
        sources=source_links(site, plan.sources),
    )
    yield PageSpec(
        kind="plan",
        template="plan.html.j2",
        url=urls.entry("plan", slug),
        title=plan.name,
        description=f"{plan.summary} {len(plan_weeks)} weeks, with an easy week every {plan.deload_every}.",
        view=view,
        names=("plan", "training plan", "schedule"),
        search=(plan.summary, view.level, view.runs),
        source=f"plans/{slug}.yml",
    )


def rules_of(plan: Plan) -> tuple[str, ...]:
    """Return the rules that place sessions in the weeks of a plan and change them from week to week."""
    return ("R-F1", "R-L1", "R-L3", "R-L4", "R-P6", *(("R-L5",) if plan.taper else ()), "R-D1", "R-G1")


def _week_views(site: Site, plan_weeks: tuple[WeekPlan, ...]) -> list[WeekView]:
    views: list[WeekView] = []
    start = 0
    for i, week in enumerate(plan_weeks):
        if i + 1 == len(plan_weeks) or plan_weeks[i + 1].days != week.days:
            numbers = f"Week {week.number}" if start == i else f"Weeks {plan_weeks[start].number}–{week.number}"
            views.append(WeekView(numbers, tuple(_day(site, day) for day in week.days), week.unmet))
            start = i + 1
    return views


def _day(site: Site, day: DayPlan) -> DayView:
    kinds = {"main": "main session", "micro": "micro session", None: ""}
    routine = entry_link(site, "routine", day.routine) if day.routine else None
    return DayView(day.day.capitalize(), RUN_WORDS[day.run], routine, kinds[day.kind])


def _advice(week: WeekPlan) -> str:
    if week.taper:
        return _RACE if any(day.run == "race" for day in week.days) else _BEFORE_RACE
    if week.deload:
        return _DELOAD
    text = _STEPS[week.phase][min(week.week_of_block, 3) - 1]
    return f"{text}. {_EASE_IN}" if week.ease_in else text


def _tests(site: Site, plan: Plan) -> list[ProgressTest]:
    """Return the tests that lead up from the exercises of the last stage, for the block after the plan."""
    tests: dict[tuple[str, str], ProgressTest] = {}
    for slug in plan.stages[-1].main:
        for exercise in site.routines.by_slug[slug].exercises:
            for step in site.catalogue.exercises[exercise].harder:
                lower, upper = entry_link(site, "exercise", exercise), entry_link(site, "exercise", step.exercise)
                tests.setdefault((exercise, step.exercise), ProgressTest(lower, upper, step.when))
    return list(tests.values())


def plan_index(site: Site) -> Iterator[PageSpec]:
    rows = tuple(
        PlanRow(
            link=entry_link(site, "plan", plan.slug),
            summary=plan.summary,
            runs=count(plan.runs, "run"),
            level=words.LEVEL_WORDS[plan.level],
            level_rank=rank(plan.level) + 1,
        )
        for plan in sorted(site.catalogue.plans.values(), key=lambda plan: (plan.runs, plan.slug))
    )
    yield PageSpec(
        kind="index",
        template="plans.html.j2",
        url=urls.index("plan"),
        title="Plans",
        description="Twelve weeks of leg strength around three, four, five or six runs a week, with easy weeks and a taper.",
        view=PlanIndexView(rows),
        names=("training plans", "schedule", "program"),
        search=("weeks",),
        source=None,
    )
