"""Paper: every routine on one sheet, exercises on two, nothing of the screen's furniture."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from built import BuiltSite
from legwork.catalogue.content import Content
from legwork.routines.solve_all import Routines

FORMATS = ("A4", "Letter")
FURNITURE = ("Table of contents", "Back to top", "Print the sheet", "Swap an exercise", "Made with")
pytestmark = pytest.mark.browser

LEAST_TEXT_PX = 12
"""Nine points on paper."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    fresh = browser.new_page()
    yield fresh
    fresh.close()


def printed(page: Page, paper: str) -> PdfReader:
    """The open page as it prints, without backgrounds."""
    return PdfReader(io.BytesIO(page.pdf(format=paper, print_background=False)))


def words(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in reader.pages))


def squeezed(text: str) -> str:
    """Text without white space and ligatures: a PDF breaks lines, kerns and joins letters where it likes."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_every_routine_is_one_sheet(page: Page, server: str, routines: Routines, real: Content) -> None:
    exercises = real.catalogue.exercises
    for slug, routine in routines.by_slug.items():
        page.goto(f"{server}routines/{slug}/")
        sheets = {paper: printed(page, paper) for paper in FORMATS}
        assert {paper: len(sheet.pages) for paper, sheet in sheets.items()} == dict.fromkeys(FORMATS, 1), slug
        text = words(sheets["A4"])  # reading a sheet takes longer than printing it, and both formats say the same
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
        for paper in FORMATS:
            assert len(printed(page, paper).pages) <= 2, (slug, paper)


_LAYOUT = """() => {
  const rows = [...document.querySelectorAll('.lw-session tr')].map(row => row.getBoundingClientRect());
  const overlapping = rows.filter((row, i) => i && row.top < rows[i - 1].bottom - 1).length;
  const shown = [...document.querySelectorAll('.lw-routine *')].filter(e => e.checkVisibility() && !e.closest('svg')
      && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  const small = shown.filter(e => parseFloat(getComputedStyle(e).fontSize) < LEAST - 0.1).map(e => e.outerHTML.slice(0, 80));
  const clipped = [...document.querySelectorAll('.lw-session :is(th, td)')].filter(e => e.scrollWidth > e.clientWidth + 1);
  return {overlapping, small, clipped: clipped.map(e => e.textContent.trim().slice(0, 60)), wide: document.documentElement.scrollWidth};
}""".replace("LEAST", str(LEAST_TEXT_PX))


def test_no_row_is_clipped_or_small(browser: Browser, server: str, routines: Routines) -> None:
    page = browser.new_page(viewport={"width": 695, "height": 1000})  # A4 within its margins, at 96 px to the inch.
    page.emulate_media(media="print")
    for slug in routines.by_slug:
        page.goto(f"{server}routines/{slug}/")
        layout = page.evaluate(_LAYOUT)
        assert layout["overlapping"] == 0, slug
        assert layout["small"] == [], slug
        assert layout["clipped"] == [], slug
        assert layout["wide"] <= 695, slug
    page.close()


def test_every_exercise_is_two_sheets_at_most(page: Page, server: str, real: Content) -> None:
    for slug, exercise in real.catalogue.exercises.items():
        page.goto(f"{server}exercises/{slug}/")
        for paper in FORMATS:
            sheets = printed(page, paper)
            assert len(sheets.pages) <= 2, (slug, paper)
            text = squeezed(words(sheets))
            assert squeezed(exercise.cues[0]) in text, slug
            assert "Tableofcontents" not in text


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
        page.emulate_media(media="print")
        tests = [step for step in real.catalogue.care[slug].back if step.until]
        assert page.locator(".lw-return__box:visible").count() == len(tests)
        page.emulate_media(media="null")


def test_guides_print_without_navigation(page: Page, server: str, built: BuiltSite) -> None:
    page.goto(f"{server}guides/effort-and-pain/")
    text = words(printed(page, "A4"))
    assert "reps in reserve" in text
    for word in (*FURNITURE, "Movement patterns"):
        assert word not in text


def test_the_button_opens_the_dialog(page: Page, server: str, routines: Routines) -> None:
    slug = next(iter(routines.by_slug))
    page.goto(f"{server}routines/{slug}/")
    page.evaluate("window.print = () => { window.printed = document.documentElement.className }")
    page.click("[data-print='large']")
    assert "lw-large" in page.evaluate("window.printed")
    page.click("[data-print='']")
    assert "lw-large" not in page.evaluate("window.printed")
    assert page.locator("[data-print='']").get_attribute("href") == "#sheet"
