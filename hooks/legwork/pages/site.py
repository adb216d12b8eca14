"""Every page of the site, from its content."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from legwork.catalogue.lookups import lookups
from legwork.content import Content
from legwork.pages.page import Page
from legwork.pages.views.api import api_page
from legwork.pages.views.care import care_index, care_page
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

_SESSIONS: tuple[Callable[[Site], Page], ...] = (routine_index, plan_index)
"""Indexes of what a catalogue may do without."""

_BY_ENTRY: dict[str, Callable[[Site, str], Page]] = {
    "exercise": exercise_page,
    "muscle": muscle_page,
    "equipment": equipment_page,
    "pattern": pattern_page,
    "care": care_page,
    "source": source_page,
}


def pages(content: Content, routines: Routines) -> Iterator[Page]:
    """Every generated page: single pages first, then one for each entry, sorted by kind and slug, then those of long lists."""
    catalogue = content.catalogue
    site = Site(catalogue, lookups(catalogue), content.guides, routines, Traits(catalogue))
    for make in _SINGLE:
        yield make(site)
    for make, entries in zip(_SESSIONS, (routines.made, catalogue.plans), strict=True):
        if entries:
            yield make(site)
    for slug in routines.made:
        yield routine_page(site, slug)
    for slug in catalogue.plans:
        yield plan_page(site, slug)
    for kind, make_entry in _BY_ENTRY.items():
        for slug in content.catalogue.of_kind(kind):
            yield make_entry(site, slug)
    yield from list_pages(site)
