"""All pages of the site, made from its content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from legwork.pages.page import Page, PageSpec, ReadyPage
from legwork.pages.render import Templates
from legwork.pages.views.api import api_page
from legwork.pages.views.care import care_page
from legwork.pages.views.care_index import care_index
from legwork.pages.views.checks import checks_page
from legwork.pages.views.equipment import equipment_index, equipment_page, no_kit_page
from legwork.pages.views.exercise import exercise_page
from legwork.pages.views.finder import finder_page
from legwork.pages.views.flags import flag_index
from legwork.pages.views.home import home_page
from legwork.pages.views.matrix import matrix_page
from legwork.pages.views.muscle import muscle_index, muscle_page
from legwork.pages.views.pattern import exercise_index, pattern_index, pattern_page
from legwork.pages.views.plan import plan_index, plan_page
from legwork.pages.views.routine import routine_page
from legwork.pages.views.routine_index import routine_index
from legwork.pages.views.site import Site
from legwork.pages.views.source import source_index, source_page
from legwork.pages.views.unknown import unknown_page
from legwork.search import index
from legwork.search.entry import IndexedPage
from legwork.theme import security_policy
from legwork.work.runner import PUBLISHING, Runner
from legwork.work.shelf import Store

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
    checks_page,
)

_IF_ANY: tuple[Callable[[Site], Iterator[PageSpec]], ...] = (flag_index, routine_index, plan_index)
"""Indexes of kinds that a catalogue may lack."""

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
    """A view, and the slug of its entry if the view shows a single entry."""

    view: Callable[..., Iterator[PageSpec]]
    slug: tuple[str, ...] = ()

    def specs(self, site: Site) -> tuple[PageSpec, ...]:
        """Return all pages of the view: its own page first, then the pages of its long lists."""
        return tuple(self.view(site, *self.slug))


@dataclass(frozen=True)
class _PageInputs:
    """Everything that the pages of one view are made from."""

    templates: Templates
    specs: tuple[PageSpec, ...]


@dataclass(frozen=True)
class _RenderedPage:
    """A page with its Content Security Policy and its entry in the search index."""

    page: Page
    policy: str
    indexed: IndexedPage


def pages(site: Site) -> Iterator[Page]:
    """Yield every generated page: single pages, then the pages of entries by kind and slug. The pages of long lists follow their page."""
    templates = Templates.read()
    return (templates.page(spec) for job in _jobs(site) for spec in job.specs(site))


def ready_pages(site: Site, runner: Runner = PUBLISHING) -> list[ReadyPage]:
    """Return every generated page, ready to be published, in the order of `pages`."""
    templates = Templates.read()
    by_job = runner.map_texts(_render, _jobs(site), lambda job: _PageInputs(templates, job.specs(site)), _store)
    return [page for pages in by_job for page in pages]


def _render(inputs: _PageInputs) -> tuple[_RenderedPage, ...]:
    pages = (inputs.templates.page(spec) for spec in inputs.specs)
    return tuple(_RenderedPage(page, security_policy.of_page(page.body), index.index_record(page.record)) for page in pages)


def _store(pages: tuple[_RenderedPage, ...], store: Store) -> tuple[ReadyPage, ...]:
    return tuple(
        ReadyPage(
            url=rendered.page.url,
            title=rendered.page.title,
            description=rendered.page.description,
            toc=rendered.page.toc,
            source=rendered.page.source,
            kind=rendered.page.kind,
            preview=rendered.page.preview,
            policy=rendered.policy,
            indexed=rendered.indexed,
            text=store(rendered.page.body),
        )
        for rendered in pages
    )


def _jobs(site: Site) -> Iterator[_Job]:
    catalogue, routines = site.catalogue, site.routines.by_slug
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
