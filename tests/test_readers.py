"""Readers who listen, use keys alone, set their own colors, want no motion or run no scripts.

After a change of pages: `pytest tests/test_readers.py --bless`, and read the difference of `tests/golden/heard/` aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from built import BuiltSite, served
from project import make_project
from test_browser import PAGES

HEARD = Path(__file__).resolve().parent / "golden" / "heard"
PHONE = {"width": 390, "height": 844}
pytestmark = pytest.mark.browser


# What a screen reader reads, in its order


@pytest.fixture(scope="module")
def mini_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the miniature's site."""
    project = make_project(tmp_path_factory.mktemp("heard"))
    done = project.build()
    assert done.returncode == 0, done.stderr
    with served(project.site) as address:
        yield address


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("home", ""),
        ("exercise", "exercises/line-hop/"),
        ("routine", "routines/club-session/"),
        ("complaint", "care/sore-knee/"),
        ("finder", "finder/?level=beginner"),
    ],
)
def test_pages_as_they_are_heard(page: Page, mini_site: str, name: str, url: str, bless: bool) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    answer = page.goto(mini_site + url)
    assert answer and answer.ok, url
    if name == "finder":
        expect(page.locator("[data-part=results] .lw-card").first).to_be_visible()
    heard = page.locator("body").aria_snapshot().replace(mini_site, "/") + "\n"
    golden = HEARD / f"{name}.yml"
    if bless:
        HEARD.mkdir(exist_ok=True)
        golden.write_text(heard, encoding="utf-8")
    assert heard == golden.read_text(encoding="utf-8")


def test_without_style_sheets_the_order_is_the_same(context: BrowserContext, server: str) -> None:
    """The skip link, the header, the navigation, the page from its heading down, the footer."""
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    for kind in ("home", "exercise", "routine", "guide", "finder"):
        page.goto(server + PAGES[kind])
        tops = page.evaluate(
            """() => [".md-skip", ".md-header", "#lw-nav", "article h1", "article .lw-disclaimer", ".md-footer"]
                .map(selector => document.querySelector(selector))
                .filter(element => element.getClientRects().length)  // wide pages keep the navigation hidden
                .map(element => element.getBoundingClientRect().top)"""
        )
        assert len(tops) >= 5 and tops == sorted(tops), kind


# By keyboard


def _tab_to(page: Page, wanted: Locator, most: int = 60) -> None:
    """Presses Tab until the focus is there; where it is can be seen all the way."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            expect(wanted).to_be_in_viewport()
            return
    raise AssertionError(f"not reached by {most} presses of Tab: {wanted}")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, PHONE], ids=["desktop", "phone"])
def test_a_walk_by_keyboard_alone(page: Page, server: str, size: dict[str, int]) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(server)
    _tab_to(page, page.get_by_role("link", name="Find an exercise"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Finder")
    expect(page.locator("[data-part=results] .lw-card").first).to_be_visible()
    _tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("jumping lunge")
    first = page.locator("[data-part=results] .lw-card a").first
    expect(first).to_have_text("Jumping lunge")
    _tab_to(page, first, most=120)
    page.keyboard.press("Enter")
    play = page.locator(".lw-figure__play")
    expect(play).to_be_visible()
    _tab_to(page, play)
    before = play.inner_text()
    page.keyboard.press("Enter")
    expect(play).not_to_have_text(before)
    page.goto(server + PAGES["routine"])
    page.evaluate("window.print = () => { window.printed = true }")
    _tab_to(page, page.get_by_role("link", name="Print the sheet"))
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed")


@pytest.mark.parametrize("kind", ["exercise", "guide", "home", "finder", "routine"])
def test_on_a_phone_the_focus_never_leaves_the_screen(page: Page, server: str, kind: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(server + PAGES[kind])
    lost = []
    for _ in range(30):
        page.keyboard.press("Tab")
        lost += page.evaluate(
            """() => {
                const element = document.activeElement
                const box = (element.matches(".md-option") ? element.nextElementSibling : element).getBoundingClientRect()
                const seen = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight && box.width
                return element === document.body || seen ? [] : [element.outerHTML.slice(0, 100)]
            }"""
        )
    assert lost == []


@pytest.mark.parametrize("kind", ["guide", "home", "error"])
def test_the_navigation_opens_and_closes_by_keyboard(page: Page, server: str, kind: str) -> None:
    page.set_viewport_size({"width": 640, "height": 450})
    page.goto(server + PAGES[kind])
    button = page.get_by_role("button", name="Navigation")
    links = page.locator("#lw-nav a")
    expect(links.first).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    focused = page.locator("#lw-nav a:focus")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(links.first).to_be_hidden()
    page.keyboard.press("Enter")
    links.last.focus()
    page.keyboard.press("Tab")
    expect(button).to_have_attribute("aria-expanded", "false")


def test_the_navigation_tells_which_page_is_open(built: BuiltSite) -> None:
    for url, page in built.pages.items():
        here = [link for link in page.all("a") if link.get("aria-current") == "page"]
        assert len(here) <= 1, url
    current = [url for url, page in built.pages.items() if any(link.get("aria-current") == "page" for link in page.all("a"))]
    assert {"", "finder/", "guides/form-basics/", "about/"} <= set(current)


def test_every_page_can_be_skipped_to(built: BuiltSite) -> None:
    for url, page in built.pages.items():
        (skip,) = page.all("a", "md-skip")
        assert skip.get("href") == "#lw-content", url
        assert "lw-content" in page.anchors, url


# Without scripts, with colors of the reader's own, without motion


def test_without_scripts_the_navigation_opens_by_keyboard(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server + PAGES["exercise"])
    expect(page.locator(".lw-menu")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Navigation")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Finder", exact=True)).to_be_in_viewport()
    context.close()


def _color(place: Locator, name: str = "backgroundColor", pseudo: str = "") -> str:
    return str(place.evaluate("(element, [name, pseudo]) => getComputedStyle(element, pseudo || null)[name]", [name, pseudo]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colors_of_the_system_keep_what_is_drawn(browser: Browser, server: str, scheme: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(server + PAGES["exercise"])
    paper = _color(page.locator("body"))
    ink = _color(page.locator("h1"), "color")
    assert paper != ink
    bars = page.locator(".lw-facts .lw-level__dots i")  # advanced: three of three
    assert [_color(bar) for bar in bars.all()] == [ink] * 3
    easy = page.locator(".lw-rung .lw-level--2 i")
    assert [_color(bar) for bar in easy.all()][:3] == [ink, ink, paper]
    assert _color(page.locator(".lw-key--first")) == ink
    assert _color(page.locator(".lw-rung--here"), pseudo="::before") == ink
    play = page.locator(".lw-figure__play")
    expect(play).to_be_visible()
    assert _color(play, "color") != _color(play)
    assert _color(play, "borderTopStyle") == "solid"
    picture = page.locator(".lw-figure")
    assert _color(picture) not in ("rgba(0, 0, 0, 0)", ink), "the picture has lost its ground"
    context.close()


@pytest.mark.parametrize("kind", ["home", "exercise", "finder", "routine"])
def test_nothing_moves_for_whoever_wants_no_motion(browser: Browser, server: str, kind: str) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server + PAGES[kind])
    page.get_by_role("button", name="Navigation").click()
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()
