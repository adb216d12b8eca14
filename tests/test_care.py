"""Pages of complaints send nobody to what the complaint should leave out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from built import classes
from legwork import content
from legwork.catalogue.lookups import lookups
from legwork.content import Content
from legwork.pages import urls
from legwork.pages.views.care import care_page
from legwork.pages.views.shared import Site
from legwork.routines.traits import Traits
from legwork.routines.work_out import NO_ROUTINES
from overlays import copy_of_mini, lay_over


def _offers(found: Content) -> Iterator[tuple[str, str]]:
    """Each complaint with the address of everything that its page offers: cards, and "Instead:" beside an exercise."""
    catalogue = found.catalogue
    site = Site(catalogue, lookups(catalogue), (), NO_ROUTINES, Traits(catalogue))
    for care in catalogue.care:
        body = html5lib.parseFragment(care_page(site, care).body, namespaceHTMLElements=False)
        offering = False
        for element in body.iter():
            if element.tag == "h2":
                offering = element.get("id") == "instead"
            if offering or "lw-rulings__instead" in classes(element):
                yield from (
                    (care, address) for link in element.iter("a") if not (address := _address(link.get("href"))).startswith("#")
                )


def _address(href: str | None) -> str:
    return str(href).removeprefix("../../")


def _avoided(found: Content) -> set[tuple[str, str]]:
    return {
        (caution.when, urls.entry("exercise", exercise.slug))
        for exercise in found.catalogue.exercises.values()
        for caution in exercise.cautions
        if caution.when and caution.action == "avoid"
    }


@pytest.mark.parametrize("which", ["mini", "real"])
def test_no_page_offers_what_its_complaint_avoids(which: str, request: pytest.FixtureRequest) -> None:
    found: Content = request.getfixturevalue(which)
    offers = set(_offers(found))
    assert {address for _, address in offers} <= {urls.entry("exercise", slug) for slug in found.catalogue.exercises}
    assert offers and offers & _avoided(found) == set()


def test_the_test_above_is_not_blind(tmp_path: Path) -> None:
    folder = copy_of_mini(tmp_path)
    lay_over(Path(__file__).parent / "broken" / "instead-unsafe", folder)
    found = content.read(folder / "catalogue", folder / "docs", root=folder)
    assert set(_offers(found)) & _avoided(found)
