"""Paper: every routine on one sheet, exercises on two, nothing of the screen's furniture."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import TypedDict

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

from built import BuiltSite
from legwork.catalogue.content import Content
from legwork.routines.solve_all import Routines


class Paper(TypedDict, total=False):
    format: str
    width: str
    height: str


PAPERS: dict[str, Paper] = {
    "smallest": {"width": "210mm", "height": "279.4mm"},
    "A4": {"format": "A4"},
    "Letter": {"format": "Letter"},
}
"""The smallest is as narrow as A4 and as short as Letter: what has room there has room on both."""
FURNITURE = ("Table of contents", "Back to top", "Print the sheet", "Swap an exercise", "Made with")
pytestmark = pytest.mark.slow

A4_PX = 695
"""A4 within its margins, at 96 px to the inch."""
LEAST_TEXT_PX = 12
"""Nine points on paper."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A window as wide as paper, with the styles of paper."""
    fresh = browser.new_page(viewport={"width": A4_PX, "height": 1000})
    fresh.emulate_media(media="print")
    yield fresh
    fresh.close()


def printed(page: Page, paper: str) -> PdfReader:
    """The open page as it prints, without backgrounds."""
    return PdfReader(io.BytesIO(page.pdf(**PAPERS[paper], print_background=False)))


def sheets(page: Page, most: int) -> PdfReader:
    """Print the open page once, where that shows that it has room; otherwise on A4 and on Letter, and return A4."""
    smallest = printed(page, "smallest")
    if len(smallest.pages) <= most:
        return smallest
    both = [printed(page, paper) for paper in ("A4", "Letter")]
    assert [paper for paper in both if len(paper.pages) > most] == [], page.url
    return both[0]


def empty_pictures(page: Page) -> None:
    """Pictures keep their place and are not drawn: reading a sheet back takes four times as long with them."""
    page.evaluate("() => document.querySelectorAll('svg').forEach(svg => { svg.style.visibility = 'hidden' })")


def words(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in reader.pages))


def squeezed(text: str) -> str:
    """Text without white space and ligatures: a PDF breaks lines, kerns and joins letters where it likes."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


_LAYOUT = """() => {
  const rows = [...document.querySelectorAll('.lw-session tr')].map(row => row.getBoundingClientRect());
  const overlapping = rows.filter((row, i) => i && row.top < rows[i - 1].bottom - 1).length;
  const shown = [...document.querySelectorAll('.lw-routine *')].filter(e => e.checkVisibility() && !e.closest('svg')
      && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  const small = shown.filter(e => parseFloat(getComputedStyle(e).fontSize) < LEAST - 0.1).map(e => e.outerHTML.slice(0, 80));
  const clipped = [...document.querySelectorAll('.lw-session :is(th, td)')].filter(e => e.scrollWidth > e.clientWidth + 1);
  return {rows: rows.length, overlapping, small, clipped: clipped.map(e => e.textContent.trim().slice(0, 60)),
      wide: document.documentElement.scrollWidth};
}""".replace("LEAST", str(LEAST_TEXT_PX))


def test_every_routine_is_one_sheet_on_which_nothing_is_clipped_or_small(
    page: Page, server: str, routines: Routines, real: Content
) -> None:
    exercises = real.catalogue.exercises
    for slug, routine in routines.by_slug.items():
        page.goto(f"{server}routines/{slug}/")
        layout = page.evaluate(_LAYOUT)
        assert layout.pop("rows") > 0 and layout.pop("wide") <= A4_PX, slug
        assert layout == {"overlapping": 0, "small": [], "clipped": []}, slug
        empty_pictures(page)
        text = words(sheets(page, most=1))
        for line in routine.rows:
            if line.exercise:
                assert squeezed(exercises[line.exercise].name) in squeezed(text), (slug, line.exercise)
        assert "Stop for today" in text
        assert squeezed(f"routines/{slug}/") in squeezed(text)
        for word in FURNITURE:
            assert word not in text, (slug, word)


def test_large_type_takes_two_sheets_at_most(page: Page, server: str, routines: Routines) -> None:
    for slug in list(routines.by_slug)[::6]:
        page.goto(f"{server}routines/{slug}/?print=large")
        empty_pictures(page)
        sheets(page, most=2)


def test_every_exercise_is_two_sheets_at_most(page: Page, server: str, real: Content) -> None:
    for slug, exercise in real.catalogue.exercises.items():
        page.goto(f"{server}exercises/{slug}/")
        empty_pictures(page)
        text = squeezed(words(sheets(page, most=2)))
        assert squeezed(exercise.cues[0]) in text, slug
        assert "Tableofcontents" not in text


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_what_fits_the_smallest_paper_fits_each(page: Page, server: str, routines: Routines, real: Content, paper: str) -> None:
    """With the pictures drawn."""
    for slug in list(routines.by_slug)[::20]:
        page.goto(f"{server}routines/{slug}/")
        assert len(printed(page, paper).pages) == 1, slug
        page.goto(f"{server}routines/{slug}/?print=large")
        assert len(printed(page, paper).pages) <= 2, slug
    for slug in list(real.catalogue.exercises)[::20]:
        page.goto(f"{server}exercises/{slug}/")
        assert len(printed(page, paper).pages) <= 2, slug


def test_complaints_print_with_strengths_and_boxes_to_tick(page: Page, server: str, real: Content) -> None:
    """On paper a citation still says how strong it is, and each test on the way back has a box."""
    for slug in ("achilles-pain", "knee-front-pain"):
        page.goto(f"{server}care/{slug}/")
        text = squeezed(words(printed(page, "A4")))
        for step in real.catalogue.care[slug].back:
            assert squeezed(step.until or "") in text, (slug, step.until)
        for said in ("Silbernagel 2007 one trial", "Chimenti 2024 guideline") if slug == "achilles-pain" else ("guideline",):
            assert squeezed(said) in text, said
        assert "Somethingelsehurts" not in text
        tests = [step for step in real.catalogue.care[slug].back if step.until]
        assert page.locator(".lw-return__box:visible").count() == len(tests)


def test_guides_print_without_navigation(page: Page, server: str, built: BuiltSite) -> None:
    page.goto(f"{server}guides/effort-and-pain/")
    text = words(printed(page, "A4"))
    assert "reps in reserve" in text
    for word in (*FURNITURE, "Movement patterns"):
        assert word not in text


def test_the_button_opens_the_dialog(context: BrowserContext, server: str, routines: Routines) -> None:
    page = context.new_page()
    slug = next(iter(routines.by_slug))
    page.goto(f"{server}routines/{slug}/")
    page.evaluate("window.print = () => { window.printed = document.documentElement.className }")
    page.click("[data-print='large']")
    assert "lw-large" in page.evaluate("window.printed")
    page.click("[data-print='']")
    assert "lw-large" not in page.evaluate("window.printed")
    assert page.locator("[data-print='']").get_attribute("href") == "#sheet"
