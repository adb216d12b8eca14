"""Pictures on the published site in Chromium: when they move, who can stop them, and what is there for those who cannot see them move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from contrast import contrast
from legwork.catalogue import urls
from legwork.catalogue.content import Content
from legwork.figures import musclemap

pytestmark = pytest.mark.browser

SQUAT = urls.entry("exercise", "bodyweight-squat")
LOW_WINDOW = {"width": 390, "height": 300}
"""Too low for the figure at the top of a page to be in view at once."""

_MOVING = """([figure, state]) => document.getAnimations().filter(animation => animation instanceof CSSAnimation
    && figure.contains(animation.effect.target) && animation.playState === state).length"""
_FINISH = "figure => figure.getAnimations({subtree: true}).forEach(animation => animation.finish())"
_PLAYED = """async figure => {
    const animations = figure.getAnimations({subtree: true})
    await Promise.all(animations.map(animation => animation.ready))
    return Math.max(...animations.map(animation => animation.currentTime))
}"""
SLOW = 0.001
"""How fast time passes for animations, so that none ends before a test says so, however slow the machine."""


class Figure:
    """The figure of an exercise page that is open in a browser."""

    def __init__(self, page: Page, url: str) -> None:
        devtools = page.context.new_cdp_session(page)
        devtools.send("Animation.enable")
        devtools.send("Animation.setPlaybackRate", {"playbackRate": SLOW})
        page.goto(url)
        self.page = page
        self.box = page.locator("[data-figure]")
        self.animated = self.box.locator(".fig-animated")
        self.pair = self.box.locator(".fig-pair")
        self.button = self.box.locator("button")

    def count(self, state: str) -> int:
        """How many of its animations are in a state."""
        return int(self.page.evaluate(_MOVING, [self.box.element_handle(), state]))

    def played_ms(self) -> float:
        """How far the animation has come."""
        return float(self.box.evaluate(_PLAYED))

    def finish(self) -> None:
        """Jumps to the end of the animation."""
        self.box.evaluate(_FINISH)

    def expect(self, state: str, label: str) -> None:
        expect(self.box).to_have_attribute("data-state", state)
        expect(self.button).to_have_text(label)

    def expect_pair(self) -> None:
        """The still sequence stands there in place of the animation, and nothing can be played."""
        expect(self.pair).to_be_visible()
        expect(self.animated).to_be_hidden()
        expect(self.button).to_be_hidden()


@pytest.fixture
def figure(page: Page, server: str) -> Figure:
    """The squat, playing."""
    found = Figure(page, server + SQUAT)
    found.expect("playing", "Pause")
    return found


def test_plays_once_when_it_comes_into_view(page: Page, server: str) -> None:
    page.set_viewport_size(LOW_WINDOW)  # type: ignore[arg-type]
    figure = Figure(page, server + SQUAT)
    expect(figure.button).to_be_visible()
    assert figure.box.get_attribute("data-state") is None
    assert figure.box.evaluate("figure => figure.getAnimations({subtree: true}).length") == 0, "time runs before it plays"
    figure.animated.scroll_into_view_if_needed()
    figure.expect("playing", "Pause")
    assert figure.count("running") > 3
    figure.finish()
    figure.expect("ended", "Play again")
    page.locator("footer").last.scroll_into_view_if_needed()
    expect(figure.animated).not_to_be_in_viewport()
    figure.animated.scroll_into_view_if_needed()
    expect(figure.animated).to_be_in_viewport(ratio=0.7)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    figure.expect("ended", "Play again")
    assert figure.count("running") == 0


def test_the_button_pauses_goes_on_and_plays_again(figure: Figure) -> None:
    parts = figure.count("running")
    assert parts > 3
    figure.button.click()
    figure.expect("paused", "Play")
    assert (figure.count("running"), figure.count("paused")) == (0, parts)
    assert figure.played_ms() == figure.played_ms()
    figure.box.evaluate(
        "figure => figure.getAnimations({subtree: true}).forEach(animation => { animation.currentTime = 1234 })"
    )
    figure.button.click()
    figure.expect("playing", "Pause")
    assert (figure.count("running"), figure.count("paused")) == (parts, 0)
    assert figure.played_ms() >= 1234, "it begins anew though it was only paused"
    figure.finish()
    figure.expect("ended", "Play again")
    figure.button.click()
    figure.expect("playing", "Pause")
    assert figure.count("running") == parts
    assert figure.played_ms() < 1234, "it does not begin anew"


def test_a_tap_on_the_drawing_does_the_same(figure: Figure) -> None:
    figure.animated.click()
    figure.expect("paused", "Play")
    figure.animated.click()
    figure.expect("playing", "Pause")


def test_the_button_works_by_keyboard(figure: Figure) -> None:
    focused = "button => button === document.activeElement"
    for _ in range(80):
        if figure.button.evaluate(focused):
            break
        figure.page.keyboard.press("Tab")
    expect(figure.button).to_be_focused()
    figure.page.keyboard.press("Space")
    figure.expect("paused", "Play")
    figure.page.keyboard.press("Enter")
    figure.expect("playing", "Pause")


def test_the_button_is_large_enough_and_covers_nothing(figure: Figure) -> None:
    """24 px each way, WCAG 2.2, 2.5.8; and its place is kept while no script has shown it."""
    for width in (320, 390, 1280):
        figure.page.set_viewport_size({"width": width, "height": 900})
        button, drawing, box = (part.bounding_box() for part in (figure.button, figure.animated, figure.box))
        assert button
        assert drawing
        assert min(button["width"], button["height"]) >= 24
        assert button["y"] >= drawing["y"] + drawing["height"]
        figure.button.evaluate("button => { button.hidden = true }")
        expect(figure.button).to_be_hidden()
        assert figure.box.bounding_box() == box
        figure.button.evaluate("button => { button.hidden = false }")


def test_whoever_wants_no_motion_gets_the_pair(browser: Browser, server: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    figure = Figure(context.new_page(), server + SQUAT)
    figure.page.wait_for_load_state("networkidle")
    figure.expect_pair()
    assert figure.count("running") == 0
    assert figure.box.get_attribute("data-state") is None
    context.close()


def test_motion_follows_a_change_of_mind(figure: Figure) -> None:
    """The setting of the system may change while the page is open."""
    figure.page.emulate_media(reduced_motion="reduce")
    figure.expect_pair()
    assert figure.count("running") == 0
    figure.page.emulate_media(reduced_motion="no-preference")
    figure.expect("playing", "Pause")
    expect(figure.button).to_be_visible()
    assert figure.count("running") > 3


def test_paper_gets_the_pair(figure: Figure) -> None:
    figure.page.emulate_media(media="print")
    figure.expect_pair()
    expect(figure.box.locator("figcaption")).to_be_hidden()
    assert figure.count("running") == 0


def test_without_scripts_the_pair_is_shown(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    figure = Figure(context.new_page(), server + SQUAT)
    figure.expect_pair()
    expect(figure.page.locator(".lw-figure__map svg")).to_be_visible()
    context.close()


def test_the_picture_has_a_name_and_a_description(figure: Figure, real: Content) -> None:
    """As Chromium tells assistive technology: a picture with the exercise's name, of which the steps are told."""
    name = real.catalogue.exercises["bodyweight-squat"].name
    shown = figure.box.get_by_role("img", name=re.compile(rf"^{name} Stand "))
    expect(shown).to_have_count(1)
    expect(shown).to_be_visible()


def test_nothing_moves_in_lists(page: Page, server: str) -> None:
    page.goto(server + urls.entry("muscle", "quadriceps"))
    assert page.locator(".fig-still").count() > 5
    assert page.locator(".fig-animated").count() == 0
    expect(page.locator(".fig-still").first).to_be_visible()


# The map on the home page

_LOOK = """link => {
    const style = getComputedStyle(link), ring = getComputedStyle(link.querySelector(".lw-map-hit"))
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
    return {ring: parseFloat(ring.opacity), outlined, named: getComputedStyle(link.querySelector("text")).display !== "none"}
}"""


@pytest.fixture
def home(page: Page, server: str) -> Page:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(server)
    return page


def test_every_muscle_of_the_map_is_reached_by_keyboard(home: Page, real: Content) -> None:
    """In the order of the map, each with its name, and with a focus that can be seen."""
    names = [real.catalogue.muscles[slug].name for slug in musclemap.MUSCLES]
    links = home.locator(".lw-map--links a")
    assert links.count() == len(names)
    for name in names:
        expect(home.locator(".lw-map--links").get_by_role("link", name=name, exact=True)).to_have_count(1)
    home.locator(".lw-hero__go a").last.focus()
    for index, name in enumerate(names):
        link = links.nth(index)
        assert not _visible_focus(link), name
        home.keyboard.press("Tab")
        expect(link).to_be_focused()
        assert _visible_focus(link), name
        assert link.evaluate(_LOOK)["named"], name


def _visible_focus(link: Locator) -> bool:
    look: dict[str, Any] = link.evaluate(_LOOK)
    return bool(look["ring"] == 1 or look["outlined"])


def test_the_map_leads_to_the_finder_with_the_muscle(home: Page, real: Content) -> None:
    name = real.catalogue.muscles["gluteus-maximus"].name
    home.get_by_role("group", name="Muscles").get_by_role("link", name=name, exact=True).focus()
    home.keyboard.press("Enter")
    home.wait_for_url(f"**/{urls.finder(muscle='gluteus-maximus')}")


# Colors

COLORS = ("sk", "xs", "tp", "ct", "xc", "hr", "sh", "xo", "m1")
"""Classes of skin, far limb, shirt, shorts, far shorts, hair, shoe, far shoe and the muscle that works first."""

_COLORS = """(figure, classes) => {
    const opaque = element => {
        const color = getComputedStyle(element).backgroundColor
        return color.startsWith("rgba") && element.parentElement ? opaque(element.parentElement) : color
    }
    const probe = document.body.appendChild(document.createElement("i"))
    probe.style.color = getComputedStyle(document.querySelector(".lw-map")).getPropertyValue("--mm-p")
    const fills = classes.map(name => [name, getComputedStyle(figure.querySelector(`.fig-animated .${name}`)).fill])
    const colors = Object.fromEntries([...fills, ["muscle on the map", getComputedStyle(probe).color]])
    const line = getComputedStyle(figure.querySelector(".fig-animated .ln")).stroke
    probe.remove()
    return [opaque(figure), {...colors, line}]
}"""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Iterator[str]:
    yield request.param


def test_key_colors_stand_out(browser: Browser, server: str, scheme: Any) -> None:
    """At least 3:1 against what the figure stands on, in the colors that the site's style sheets come to: WCAG 2.2, 1.4.11."""
    context = browser.new_context(color_scheme=scheme)
    figure = Figure(context.new_page(), server + SQUAT)
    expect(figure.page.locator("body")).to_have_attribute("data-md-color-scheme", {"light": "default", "dark": "slate"}[scheme])
    paper, colors = figure.box.evaluate(_COLORS, list(COLORS))
    found = {name: round(contrast(color, paper), 2) for name, color in colors.items()}
    context.close()
    assert {name: ratio for name, ratio in found.items() if ratio < 3} == {}, f"on {paper}"
    assert len(found) == len(COLORS) + 2
