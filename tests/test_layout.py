"""How things stand on the pages of the published site, where a rule of a style sheet that loses to another would show."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from legwork.catalogue import urls
from legwork.catalogue.content import Content

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
ROUTINE = urls.entry("routine", "home-20-beginner-a")
ROUTINES = urls.index("routine")

pytestmark = pytest.mark.browser


def left_and_right(element: Locator) -> tuple[float, float]:
    """Where its words begin and end, in pixels from the left of the window."""
    left, right = element.evaluate(
        """element => {
            const range = document.createRange()
            range.selectNodeContents(element)
            const {left, right} = range.getBoundingClientRect()
            return [left, right]
        }"""
    )
    return left, right


_COVERED = """() => [...document.querySelectorAll(".lw-session tr")].flatMap(row => {
    const words = [...row.querySelectorAll("a, span, strong")].filter(one => !one.closest("[aria-hidden]") && one.checkVisibility())
    const pictures = [...row.querySelectorAll(".lw-session__still")]
    const leaves = [...words.filter(one => !one.querySelector("a, span, strong")), ...pictures]
    const boxes = leaves.map(one => [one, one.getBoundingClientRect()])
    return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
        .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
        .map(([other]) => one.outerHTML.slice(0, 60) + other.outerHTML.slice(0, 60)))
})"""


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_overlaps_on_a_routine_page(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(server + ROUTINE)
    assert page.evaluate(_COVERED) == []
    for word in page.locator(".lw-session tbody th a").all():
        assert float(word.evaluate("link => link.getBoundingClientRect().width")) > 60


def test_words_of_a_session_stand_beside_its_picture(page: Page, server: str) -> None:
    """None of them flows on below it."""
    page.set_viewport_size(PHONE)
    page.goto(server + ROUTINE)
    cautions = page.locator(".lw-session__caution").all()
    assert cautions
    for caution in cautions:
        name = caution.locator("xpath=../a")
        assert left_and_right(caution)[0] >= left_and_right(name)[0] - 1


def test_numbers_of_the_matrix_stand_in_the_middle_and_names_are_whole(page: Page, server: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(server + urls.MATRIX)
    for cell in page.locator(".lw-matrix tbody tr:first-child td:has(a)").all():
        box = cell.bounding_box()
        left, right = left_and_right(cell)
        assert box and abs((left + right) / 2 - (box["x"] + box["width"] / 2)) < 2
    name = page.locator(".lw-matrix tbody th a", has_text="Gastrocnemius")
    assert name.evaluate("link => link.getClientRects().length") == 1


def test_on_a_phone_the_picture_of_a_card_stands_beside_its_words(page: Page, server: str) -> None:
    """So that some cards are seen at once: a list of all exercises is long enough."""
    page.set_viewport_size(PHONE)
    for url in (urls.FINDER, urls.entry("muscle", "quadriceps")):
        page.goto(server + url)
        card = page.locator(".lw-card:has(.lw-card__still)").first
        still, name = card.locator(".lw-card__still").bounding_box(), card.locator(".lw-card__name").bounding_box()
        assert still and name and still["x"] + still["width"] <= name["x"], url
        assert name["x"] + name["width"] <= PHONE["width"], url


def test_whether_a_tool_is_needed_stands_apart_from_its_name(page: Page, server: str) -> None:
    page.goto(server + urls.entry("exercise", "bulgarian-split-squat"))
    tool = page.locator(".lw-kit > div").first
    assert left_and_right(tool.locator("dt"))[1] + 3 < left_and_right(tool.locator(".lw-kit__need"))[0]


def test_the_last_line_of_facts_is_full(page: Page, server: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(server + urls.entry("plan", "four-runs"))
    facts, last = page.locator(".lw-facts").bounding_box(), page.locator(".lw-facts > div").last.bounding_box()
    assert facts and last and abs(facts["x"] + facts["width"] - last["x"] - last["width"]) < 3


def test_the_navigation_marks_the_index_that_a_page_stands_under(page: Page, server: str) -> None:
    page.set_viewport_size(DESKTOP)
    for url, name, how in (
        (urls.entry("exercise", "wall-sit"), "Exercises", "true"),
        (ROUTINE, "Routines", "true"),
        (ROUTINES, "Routines", "page"),
        (urls.UNKNOWN, "What we don’t know", "page"),
        ("", "Home", "page"),
    ):
        page.goto(server + url)
        marked = page.locator(".lw-nav [aria-current]")
        expect(marked).to_have_text([re.compile(name.replace("’", "[’']"))])
        expect(marked).to_have_attribute("aria-current", how)


# The choice above the routines


def choose(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f".lw-filter select[name={name}]").select_option(value)


def test_headings_count_the_routines_that_are_left(page: Page, server: str) -> None:
    page.goto(server + ROUTINES)
    before = page.locator(".lw-index tbody tr").count()
    choose(page, minutes="40", level="Advanced")
    left = page.locator(".lw-index tbody tr:visible").count()
    assert 0 < left < before
    expect(page.locator(".lw-filter output")).to_have_text(f"{left} routines")
    counts = page.locator("article h2:visible .lw-count").all_inner_texts()
    assert sum(map(int, counts)) == left and "0" not in counts
    choose(page, level="Beginner")
    expect(page.locator(".lw-filter output")).to_have_text("0 routines")
    expect(page.locator(".lw-index:visible")).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".lw-index tbody tr:visible")).to_have_count(before)
    expect(page.locator(".lw-filter select").first).to_be_focused()
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()


def test_the_choice_is_there_again_when_one_comes_back(page: Page, server: str) -> None:
    page.goto(server + ROUTINES)
    choose(page, minutes="20", level="Beginner")
    shown = page.locator(".lw-index tbody tr:visible").all_inner_texts()
    page.locator(".lw-index tbody tr:visible a").first.click()
    page.wait_for_url(re.compile(r"/routines/[\w-]+/$"))
    page.go_back()
    expect(page.locator(".lw-filter select[name=minutes]")).to_have_value("20")
    assert page.locator(".lw-index tbody tr:visible").all_inner_texts() == shown
    page.goto(server + ROUTINES + "?minutes=20&level=Beginner&kit=%3Cb%3E&nobody=1")
    assert page.locator(".lw-index tbody tr:visible").all_inner_texts() == shown


# Pictures

_CUT = """async urls => {
    const host = document.createElement("div"), cut = []
    document.body.append(host)
    for (const url of urls) {
        host.innerHTML = await (await fetch(url)).text()
        const picture = host.querySelector("svg"), {width, height} = picture.viewBox.baseVal
        Object.assign(picture.style, {width: `${width}px`, height: `${height}px`, overflow: "visible"})
        const frame = picture.getBoundingClientRect()
        const beyond = [...picture.querySelectorAll("use, path, rect, circle, text")]
            .filter(one => !one.closest("defs") && !one.matches(".pg"))
            .map(one => one.getBoundingClientRect()).filter(({width, height}) => width || height)
            .map(box => Math.max(frame.left - box.left, frame.top - box.top, box.right - frame.right, box.bottom - frame.bottom))
        if (Math.max(...beyond) > 4) cut.push(url)
    }
    return cut
}"""
"""Pictures of which something stands out of the frame by more than 4 cm; of round things, boxes that turn do by less."""


def test_no_picture_is_cut_off(browser: Browser, server: str, real: Content) -> None:
    """Neither a plate nor a bell that swings out is larger than the room that is left for it."""
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(server)
    files = [f"{server}figures/{slug}{part}.svg" for slug in real.catalogue.exercises for part in ("", "-pair", "-still")]
    assert page.evaluate(_CUT, files) == []
    context.close()


def test_a_table_too_wide_for_a_phone_has_its_cells_below_each_other(page: Page, server: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{server}trust/")
    for cell in page.locator("tbody tr").first.locator("td").all():
        assert cell.evaluate("cell => cell.getBoundingClientRect().width") > 300
