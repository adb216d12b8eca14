"""Barriers that a program can find: axe-core, offline, on an open page of every kind, as readers with different screens have it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from test_browser import PAGES

pytestmark = pytest.mark.browser

KINDS = (
    "home", "exercise", "exercises", "muscle", "tool", "pattern", "complaint", "matrix", "finder", "routines", "routine",
    "plan", "guide", "source", "unknown", "data", "error",
)  # fmt: skip

Scheme = Literal["light", "dark"]


class View(NamedTuple):
    """A screen, and the colors its reader wants. At 200 % zoom a page has half as many pixels as the window."""

    width: int
    height: int
    scheme: Scheme


VIEWS = {
    "desktop": View(1280, 900, "light"),
    "desktop, dark": View(1280, 900, "dark"),
    "phone": View(390, 844, "light"),
    "phone, dark": View(390, 844, "dark"),
    "200 %": View(640, 450, "light"),
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_WITHOUT_HIDDEN_PICTURES = """() => {
    for (const part of document.querySelectorAll(".lw-card [aria-hidden=true] svg > *")) part.remove()
}"""
"""The pictures of cards are hidden from readers who listen; looking into a hundred of them takes most of axe's time."""

_RUN = """async ([tags, colors]) => {
    const options = {resultTypes: ["violations"], runOnly: colors ? {type: "rule", values: ["color-contrast"]} : tags}
    const {violations} = await axe.run(options)
    return violations.flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) => `${id}: ${html.slice(0, 120)} ${failureSummary}`))
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Without motion: a color in transition has no contrast of its own."""
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


def _violations(page: Page, views: dict[str, View] = VIEWS) -> list[str]:
    """What axe finds on the open page in every view. Dark differs from light in colors alone."""
    found = []
    page.evaluate(_WITHOUT_HIDDEN_PICTURES)
    for name, view in views.items():
        page.set_viewport_size({"width": view.width, "height": view.height})
        page.emulate_media(color_scheme=view.scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if view.scheme == "dark" else "default")
        result: Any = page.evaluate(_RUN, [TAGS, view.scheme == "dark"])
        found += [f"{page.url} ({name}): {one}" for one in result]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_barrier_on_any_kind_of_page(page: Page, server: str, axe: str, kind: str) -> None:
    page.goto(server + PAGES[kind] + ("?level=beginner#care=kneecap" if kind == "finder" else ""))
    if kind == "finder":
        expect(page.locator("[data-part=results] .lw-card").first).to_be_visible()
    page.evaluate(axe)
    assert _violations(page) == []


def test_no_barrier_while_the_search_is_open(page: Page, server: str, axe: str) -> None:
    page.goto(server + PAGES["routine"])
    page.evaluate(axe)
    page.keyboard.press("/")
    page.keyboard.type("squat")
    expect(page.get_by_role("option").first).to_be_attached()
    page.keyboard.press("ArrowDown")
    assert _violations(page) == []


def test_no_barrier_while_the_navigation_is_open(page: Page, server: str, axe: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server + PAGES["guide"])
    page.evaluate(axe)
    page.get_by_role("button", name="Navigation").click()
    expect(page.get_by_role("navigation", name="Navigation")).to_be_visible()
    assert _violations(page, {name: view for name, view in VIEWS.items() if view.width < 1000}) == []


def test_a_barrier_is_found(page: Page, server: str, axe: str) -> None:
    """A test that nothing can fail is none."""
    page.goto(server + PAGES["about"])
    page.evaluate(axe)
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', '<p style=\"color:#999\">Gray</p><input>')"
    )
    found = _violations(page, {"phone": VIEWS["phone"]})
    assert sorted(one.split("): ")[1].split(":")[0] for one in found) == ["color-contrast", "label"]
