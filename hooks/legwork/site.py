"""Every page of the site, from its content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.content import Content
from legwork.catalogue.lookups import lookups
from legwork.pages import pictures, render
from legwork.pages.page import Finished, Page
from legwork.pages.views.api import api_page
from legwork.pages.views.care import care_index, care_page, flag_index
from legwork.pages.views.equipment import equipment_index, equipment_page, no_kit_page
from legwork.pages.views.exercise import exercise_page
from legwork.pages.views.finder import finder_page
from legwork.pages.views.home import home_page
from legwork.pages.views.lists import list_pages
from legwork.pages.views.matrix import matrix_page
from legwork.pages.views.muscle import muscle_index, muscle_page
from legwork.pages.views.pattern import exercise_index, pattern_index, pattern_page
from legwork.pages.views.plan import plan_index, plan_page
from legwork.pages.views.routine import routine_index, routine_page
from legwork.pages.views.shared import Site
from legwork.pages.views.source import source_index, source_page
from legwork.pages.views.unknown import unknown_page
from legwork.routines.traits import Traits
from legwork.routines.work_out import Routines
from legwork.search import index
from legwork.theme import security_policy
from legwork.work import parallel, preview_cache
from legwork.work.shelf import Shelf, Spine

_SINGLE: tuple[Callable[[Site], Page], ...] = (
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

_IF_ANY: tuple[Callable[[Site], Page], ...] = (flag_index, routine_index, plan_index)
"""Indexes of what a catalogue may do without."""

_BY_ENTRY: dict[str, Callable[[Site, str], Page]] = {
    "exercise": exercise_page,
    "muscle": muscle_page,
    "equipment": equipment_page,
    "pattern": pattern_page,
    "care": care_page,
    "source": source_page,
}


Job = tuple[Callable[..., Page], tuple[str, ...]]
"""What makes a page, and the slug it is made for."""


def pages(content: Content, routines: Routines) -> Iterator[Page]:
    """Every generated page: single pages first, then one for each entry, sorted by kind and slug; each with its lists' pages."""
    site = _site(content, routines)
    return (page for job in _jobs(content.catalogue, routines) for page in _made(site, job))


def _made(site: Site, job: Job) -> Iterator[Page]:
    """A page, and those of the lists that are too long for it."""
    make, slug = job
    page = make(site, *slug)
    yield page
    yield from list_pages(site, page.url)


def finished(content: Content, routines: Routines) -> list[Finished]:
    """Every generated page, in the same order, ready to be published, made in all processes at once."""
    site, jobs = _site(content, routines), list(_jobs(content.catalogue, routines))
    pictures.draw(content.catalogue)
    if preview_cache.remembers():  # then they are in memory already
        return [replace(_finished(page), read=partial(str, page.body)) for job in jobs for page in _made(site, job)]
    shelves = [Shelf() for _ in range(parallel.processes(len(jobs)))]

    def made(part: Sequence[Job], number: int) -> list[list[tuple[Finished, Spine]]]:
        return [[(_finished(page), shelves[number].put(page.body)) for page in _made(site, job)] for job in part]

    results = parallel.in_parts(made, jobs, len(shelves))
    return [
        replace(page, read=shelves[place % len(shelves)].reader(spine))
        for place, of_job in enumerate(results)
        for page, spine in of_job
    ]


def _site(content: Content, routines: Routines) -> Site:
    render.look()
    catalogue = content.catalogue
    return Site(catalogue, lookups(catalogue), content.guides, routines, Traits(catalogue))


def _jobs(catalogue: Catalogue, routines: Routines) -> Iterator[Job]:
    for make in _SINGLE:
        yield make, ()
    for make, entries in zip(_IF_ANY, (catalogue.flags, routines.made, catalogue.plans), strict=True):
        if entries:
            yield make, ()
    for slug in routines.made:
        yield routine_page, (slug,)
    for slug in catalogue.plans:
        yield plan_page, (slug,)
    for kind, make_entry in _BY_ENTRY.items():
        for slug in catalogue.of_kind(kind):
            yield make_entry, (slug,)


def _finished(page: Page) -> Finished:
    """A page without its body: what reads that again cannot be sent from one process to another."""
    return Finished(
        url=page.url,
        title=page.title,
        description=page.description,
        toc=page.toc,
        source=page.source,
        kind=page.kind,
        preview=page.preview,
        policy=preview_cache.kept(("policy", page.url), page.body, partial(security_policy.of_page, page.body)),
        found=preview_cache.kept(("found", page.url), (page.kind, page.search), lambda: index.found(page.record)),
        read=str,
    )
