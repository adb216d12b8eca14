"""The published site in a real browser: what it fetches, how wide it is, and that it works by keyboard and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Locator, Page, Route, expect

from built import BuiltSite
from legwork.catalogue import urls
from legwork.catalogue.content import Content

PAGES = {
    "home": urls.HOME,
    "exercises": urls.index("exercise"),
    "exercise": urls.entry("exercise", "jumping-lunge"),
    "plain exercise": urls.entry("exercise", "glute-bridge"),
    "muscles": urls.index("muscle"),
    "muscle": urls.entry("muscle", "gluteus-maximus"),
    "equipment": urls.index("equipment"),
    "tool": urls.entry("equipment", "stability-ball"),
    "no kit": urls.no_kit(),
    "patterns": urls.index("pattern"),
    "pattern": urls.entry("pattern", "plyometric"),
    "complaints": urls.index("care"),
    "complaint": urls.entry("care", "achilles-insertional"),
    "signs": urls.index("flag"),
    "matrix": urls.MATRIX,
    "finder": urls.FINDER,
    "routines": urls.index("routine"),
    "routine": urls.entry("routine", "home-20-beginner-a"),
    "session for a complaint": urls.entry("routine", "sore-outer-hip"),
    "plans": urls.index("plan"),
    "plan": urls.entry("plan", "four-runs-to-a-race"),
    "sources": urls.index("source"),
    "source": urls.entry("source", "running-shop-guide"),
    "unknown": urls.UNKNOWN,
    "data": urls.API,
    "guide": "guides/what-the-sources-say/",
    "guides": "guides/",
    "about": "about/",
    "trust": "trust/",
    "publishing": "publishing/",
    "checks": urls.CHECKS,
    "error": "no/such/page/",
}
"""One address for each kind of page; where there are many, one with long words or much on it."""

WIDTHS_PX = (320, 390, 768, 1280)

pytestmark = pytest.mark.browser


def test_every_kind_of_page_is_among_them(built: BuiltSite) -> None:
    assert set(PAGES.values()) - set(built.pages) == {"no/such/page/"}
    kinds = {url.split("/")[0] for url in built.pages} - {"404.html"}
    assert kinds == {url.split("/")[0] for url in PAGES.values()} - {"no"}


_TOO_WIDE = """() => {
    for (const one of document.getAnimations())  // what slides away when the window grows; pictures go on moving
        if (one.effect.getTiming().iterations !== Infinity) one.finish()
    const width = document.documentElement.clientWidth
    const scrolls = element => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX)
    const found = []
    for (const element of document.querySelectorAll("article, article *:not(svg *)")) {
        const box = element.getBoundingClientRect()
        if (!box.width || !box.height || (box.right <= width + 1 && box.left >= -1)) continue
        let parent = element.parentElement
        while (parent && parent.tagName !== "ARTICLE" && !scrolls(parent)) parent = parent.parentElement
        if (parent && parent.tagName === "ARTICLE") found.push(element.outerHTML.slice(0, 120))
    }
    return [document.scrollingElement.scrollWidth - width, found]
}"""
"""How far the page scrolls sideways, and what of its content sticks out of it other than inside a box that scrolls."""


def _too_wide(page: Page, widths: tuple[int, ...]) -> list[str]:
    """What is wrong with the open page at some widths of the window."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        beyond_px, sticking_out = page.evaluate(_TOO_WIDE)
        if beyond_px > 0 or sticking_out:
            found.append(f"{page.url} at {width} px: {beyond_px} px too wide, {sticking_out[:3]}")
    return found


@dataclass
class Visits:
    """What was seen on a walk over every kind of page."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    cookies: list[object] = field(default_factory=list)


@pytest.fixture(scope="module")
def visits(browser: Browser, server: str) -> Iterator[Visits]:
    """One walk for several tests: each page at every width, and the search used at the end."""
    seen = Visits()

    def note(route: Route) -> None:
        seen.requests.append(route.request.url)
        if urlsplit(route.request.url).netloc == urlsplit(server).netloc:
            route.continue_()
        else:
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            seen.errors.append(f"{message.location.get('url')}: {message.text}")

    def fail(error: Error) -> None:
        seen.errors.append(str(error))

    context = browser.new_context()
    context.route("**/*", note)
    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", fail)
    for url in PAGES.values():
        page.goto(server + url)
        seen.too_wide += _too_wide(page, WIDTHS_PX)
    page.goto(server)
    page.keyboard.press("/")
    page.keyboard.type("squat")
    expect(page.get_by_role("option").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    seen.cookies = [*context.cookies(), *filter(None, [page.evaluate("document.cookie")])]
    yield seen
    context.close()


def test_no_request_leaves_the_host(visits: Visits, server: str) -> None:
    assert len(visits.requests) > 3 * len(PAGES)
    assert sorted({url for url in visits.requests if not url.startswith(server)}) == []


def test_no_error_is_logged(visits: Visits, server: str) -> None:
    missing = f"{server}no/such/page/: Failed to load resource: the server responded with a status of 404 (Not Found)"
    assert [error for error in visits.errors if error != missing] == []


def test_no_cookie_is_set(visits: Visits) -> None:
    assert visits.cookies == []


def test_no_page_scrolls_sideways(visits: Visits) -> None:
    assert visits.too_wide == []


def test_nothing_is_fetched_twice(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server + PAGES["exercise"])
    page.wait_for_load_state("networkidle")
    assert sorted({url for url in asked if asked.count(url) > 1}) == []


def test_pages_can_be_read_without_scripts(browser: Browser, server: str, real: Content) -> None:
    """Every kind of page and every exercise, on the narrowest phone: there, and no wider than the screen."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    wide = []
    for url in [*PAGES.values(), *(urls.entry("exercise", slug) for slug in real.catalogue.exercises)]:
        page.goto(server + url, wait_until="domcontentloaded")
        wide += _too_wide(page, WIDTHS_PX[:1])
        assert page.locator("h1").is_visible(), url
        assert page.evaluate("document.querySelector('article').getBoundingClientRect().height") > 100, url
    context.close()
    assert wide == []


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def reader(open_tab: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    """A page with and without JavaScript."""
    return open_tab(java_script_enabled=request.param)


def test_the_matrix_shows_what_a_cell_counts(reader: Page, server: str) -> None:
    reader.goto(server + urls.MATRIX)
    sections = reader.locator(".lw-choice section")
    assert sections.count() > 50
    for cell in ("hamstrings--stability-ball", "quadriceps--none"):
        link = reader.locator(f'a[href="#{cell}"]')
        number = int(link.inner_text())
        assert number > 0
        link.click()
        shown = reader.locator(f'[id="{cell}"]')
        expect(shown).to_be_visible()
        expect(shown.locator("li")).to_have_count(number)
        expect(reader.locator(".lw-choice section:visible")).to_have_count(1)
    reader.locator('[id="quadriceps--none"] a').first.click()
    reader.wait_for_url("**/exercises/*/")


def _scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


def _paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_light_and_dark_can_be_chosen_and_stay(page: Page, server: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(server + PAGES["plain exercise"])
    assert _scheme(page) == "default"
    light = _paper(page)
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = _paper(page)
    assert dark != light
    page.goto(server + PAGES["matrix"])
    assert (_scheme(page), _paper(page)) == ("slate", dark), "the choice is lost on the next page"
    page.get_by_title("Switch to light mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("Follow the system").click()
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize(("system", "other"), [("light", "slate"), ("dark", "default")])
def test_the_first_press_is_seen(browser: Browser, server: str, system: Literal["light", "dark"], other: str) -> None:
    """By click and by key: from the system's choice the way leads to what it does not show, and the name says so."""
    for press in (Locator.click, lambda sign: sign.page.keyboard.press("Enter")):
        context = browser.new_context(color_scheme=system)
        page = context.new_page()
        page.goto(server)
        word = "dark" if other == "slate" else "light"
        sign = page.get_by_title(f"Switch to {word} mode")
        page.get_by_role("radio", name=f"Switch to {word} mode").focus()
        press(sign)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
        context.close()


def test_the_system_is_followed_until_something_is_chosen(browser: Browser, server: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(server + PAGES["plain exercise"])
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    context.close()


def test_the_skip_link_comes_first_and_leads_to_the_content(page: Page, server: str) -> None:
    for kind in ("plain exercise", "muscle", "guide", "matrix", "home"):
        page.goto(server + PAGES[kind])
        page.keyboard.press("Tab")
        skip = page.locator("a.md-skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        assert float(skip.evaluate("link => getComputedStyle(link).opacity")) >= 0.0
        target = (skip.get_attribute("href") or "").removeprefix("#")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**#{target}")
        assert page.evaluate("id => document.getElementById(id).closest('article') !== null", target), kind


_INDICATOR = """() => {
    const element = document.activeElement
    if (element === document.body) return null
    const properties = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "color",
                        "textDecorationLine", "borderColor", "opacity", "stroke", "strokeWidth", "fill"]
    const one = style => properties.map(name => style[name]).join("|")
    const look = node => [node, ...node.querySelectorAll("*")].map(part => one(getComputedStyle(part))).join()
    const size = element.getBoundingClientRect()
    const shown = size.width > 1 ? element : element.nextElementSibling  // a radio button hidden beside its label
    const box = shown.getBoundingClientRect()
    const focused = look(shown)
    element.blur()
    const blurred = look(shown)
    element.focus()
    const name = element.outerHTML.slice(0, 100)
    return {name, changed: focused !== blurred, width: box.width, height: box.height}
}"""


@pytest.mark.parametrize("kind", ["plain exercise", "matrix", "home", "finder"])
def test_focus_is_always_visible(page: Page, server: str, kind: str) -> None:
    """Every stop of the Tab key is a box that can be seen, and it looks different while it has the focus."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(server + PAGES[kind])
    unseen = []
    for stop in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(_INDICATOR)
        if found and not (found["changed"] and found["width"] > 0 and found["height"] > 0):
            unseen.append((stop, found))
    assert unseen == []
