"""Every page of the site, made from its content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from legwork.pages.page import Page, PageSpec, ReadyPage
from legwork.pages.render import Templates
from legwork.pages.views.api import api_page
from legwork.pages.views.care import care_index, care_page, flag_index
from legwork.pages.views.equipment import equipment_index, equipment_page, no_kit_page
from legwork.pages.views.exercise import exercise_page
from legwork.pages.views.finder import finder_page
from legwork.pages.views.home import home_page
from legwork.pages.views.matrix import matrix_page
from legwork.pages.views.muscle import muscle_index, muscle_page
from legwork.pages.views.pattern import exercise_index, pattern_index, pattern_page
from legwork.pages.views.plan import plan_index, plan_page
from legwork.pages.views.routine import routine_index, routine_page
from legwork.pages.views.site import Site
from legwork.pages.views.source import source_index, source_page
from legwork.pages.views.unknown import unknown_page
from legwork.search import index
from legwork.search.entry import Found
from legwork.theme import security_policy
from legwork.work.runner import PUBLISHING, Runner
from legwork.work.shelf import Put

_SINGLE: tuple[Callable[[Site], Iterator[PageSpec]], ...] = (
    home_page,
    exercise_index,
    muscle_index,
    equipment_index,
    no_kit_page,
    pattern_index,
    care_index,
    source_index,
    unknown_page,
    matrix_page,
    finder_page,
    api_page,
)

_IF_ANY: tuple[Callable[[Site], Iterator[PageSpec]], ...] = (flag_index, routine_index, plan_index)
"""Indexes of what a catalogue may do without."""

_BY_ENTRY: dict[str, Callable[[Site, str], Iterator[PageSpec]]] = {
    "exercise": exercise_page,
    "muscle": muscle_page,
    "equipment": equipment_page,
    "pattern": pattern_page,
    "care": care_page,
    "source": source_page,
}


@dataclass(frozen=True)
class _Job:
    """A view, and the slug of the entry that it is asked for, if it has one."""

    view: Callable[..., Iterator[PageSpec]]
    slug: tuple[str, ...] = ()

    def specs(self, site: Site) -> tuple[PageSpec, ...]:
        """Return all pages that the view makes, those of its long lists behind it."""
        return tuple(self.view(site, *self.slug))


@dataclass(frozen=True)
class _Given:
    """All that the pages of one view are made from."""

    templates: Templates
    specs: tuple[PageSpec, ...]


@dataclass(frozen=True)
class _Made:
    """A page with its Content Security Policy and what the search holds of it."""

    page: Page
    policy: str
    found: Found


def pages(site: Site) -> Iterator[Page]:
    """Yield every generated page: single pages, then one for each entry, sorted by kind and slug; each before its lists' pages."""
    templates = Templates.read()
    return (templates.page(spec) for job in _jobs(site) for spec in job.specs(site))


def ready_pages(site: Site, runner: Runner = PUBLISHING) -> list[ReadyPage]:
    """Return every generated page, in the same order, ready to be published."""
    templates = Templates.read()
    made = runner.map_texts(_make, _jobs(site), lambda job: _Given(templates, job.specs(site)), _keep)
    return [page for of_job in made for page in of_job]


def _make(given: _Given) -> tuple[_Made, ...]:
    found = (given.templates.page(spec) for spec in given.specs)
    return tuple(_Made(page, security_policy.of_page(page.body), index.found(page.record)) for page in found)


def _keep(made: tuple[_Made, ...], put: Put) -> tuple[ReadyPage, ...]:
    return tuple(
        ReadyPage(
            url=one.page.url,
            title=one.page.title,
            description=one.page.description,
            toc=one.page.toc,
            source=one.page.source,
            kind=one.page.kind,
            preview=one.page.preview,
            policy=one.policy,
            found=one.found,
            text=put(one.page.body),
        )
        for one in made
    )


def _jobs(site: Site) -> Iterator[_Job]:
    catalogue, routines = site.catalogue, site.routines.made
    for view in _SINGLE:
        yield _Job(view)
    for view, entries in zip(_IF_ANY, (catalogue.flags, routines, catalogue.plans), strict=True):
        if entries:
            yield _Job(view)
    for slug in routines:
        yield _Job(routine_page, (slug,))
    for slug in catalogue.plans:
        yield _Job(plan_page, (slug,))
    for kind, view_entry in _BY_ENTRY.items():
        for slug in catalogue.of_kind(kind):
            yield _Job(view_entry, (slug,))
