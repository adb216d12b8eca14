"""The finder and the header search in a real browser: by mouse, by keyboard, by address and without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from browsing import HeaderSearch
from built import BuiltSite, text_of
from legwork.catalogue import urls
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.content import Content
from legwork.catalogue.judgments import Verdict, judgments
from legwork.catalogue.models import BodyPart

pytestmark = pytest.mark.browser

AT_ONCE = 24
"""The number of cards shown at first."""
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
NOTHING = "?level=beginner&impact=3&muscle=toe-extensors"
"""A choice without results."""


class Finder:
    """Return the finder, opened at an address, with its first results."""

    def __init__(self, page: Page, server: str, query: str = "") -> None:
        self.page = page
        page.goto(f"{server}{urls.FINDER}{query}")
        expect(self.status).to_have_text(re.compile(r"^\d+ results?"))

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-finder] [role=status]")

    @property
    def words(self) -> Locator:
        return self.page.get_by_role("searchbox", name="Words")

    @property
    def cards(self) -> Locator:
        return self.page.locator("[data-part=results] > li")

    @property
    def first(self) -> Locator:
        """Return the pages shown above the results."""
        return self.page.locator("[data-part=first] > li")

    @property
    def chips(self) -> Locator:
        return self.page.get_by_role("list", name="Chosen").get_by_role("button")

    @property
    def ways(self) -> Locator:
        return self.page.locator("[data-part=ways] button")

    @property
    def more(self) -> Locator:
        return self.page.locator("[data-part=more]")

    def box(self, facet: str, value: str) -> Locator:
        return self.page.locator(f"input[name={facet}][value='{value}']")

    def count(self, facet: str, value: str) -> int:
        """Return the number beside a box."""
        return int(self.page.locator(f"label:has(input[name={facet}][value='{value}']) [data-count]").text_content() or "")

    def check(self, facet: str, value: str) -> None:
        """Tick a box, in a list that may be folded, and wait until as many results are shown as the box counted."""
        box = self.box(facet, value)
        box.evaluate("box => { box.closest('details').open = true }")
        box.check()
        expect(self.chips.first).to_be_visible()

    def shows(self, number: int) -> None:
        expect(self.status).to_have_text("1 result" if number == 1 else f"{number} results")

    def number(self) -> int:
        return int(self.status.inner_text().split()[0])

    def query(self) -> dict[str, list[str]]:
        """Return the fields of the address: private ones from its fragment, all others from its query."""
        parts = urlsplit(self.page.url)
        told, kept = parse_qs(parts.query), parse_qs(parts.fragment)
        assert not urls.PRIVATE & set(told) and set(kept) <= urls.PRIVATE
        return told | kept

    def found(self) -> list[str]:
        """Return the addresses of all cards."""
        while self.more.is_visible():
            self.more.click()
        links: list[str] = self.cards.locator("h3 a").evaluate_all("links => links.map(link => link.pathname.slice(1))")
        return links


@pytest.fixture
def desktop(open_tab: Callable[..., Page]) -> Page:
    return open_tab(viewport=DESKTOP)


@pytest.fixture
def phone(open_tab: Callable[..., Page]) -> Page:
    return open_tab(viewport=PHONE)


@pytest.fixture(scope="module")
def catalogue(real: Content) -> Catalogue:
    return real.catalogue


# Choosing


def test_without_a_choice_all_pages_are_shown_exercises_first(desktop: Page, server: str, built: BuiltSite) -> None:
    finder = Finder(desktop, server)
    finder.shows(len(built.pages) - 1)
    expect(finder.cards).to_have_count(AT_ONCE)
    expect(finder.chips).to_have_count(0)
    assert finder.cards.first.locator("h3 a").get_attribute("href", timeout=1000)
    assert "/exercises/" in str(finder.cards.first.locator("h3 a").get_attribute("href"))


def test_the_number_beside_a_box_is_the_number_of_its_results(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server)
    for facet, value in (
        ("kind", "exercise"),
        ("muscle", "soleus"),
        ("kit", "step"),
        ("level", "intermediate"),
        ("care", "achilles-pain"),
    ):
        number = finder.count(facet, value)
        finder.check(facet, value)
        finder.shows(number)
        assert finder.count(facet, value) == number
    assert finder.query() == {
        "kind": ["exercise"], "muscle": ["soleus"], "kit": ["step"], "level": ["intermediate"], "care": ["achilles-pain"],
    }  # fmt: skip


def test_every_box_has_a_number(desktop: Page, server: str) -> None:
    Finder(desktop, server)
    counts = desktop.locator("[data-count]").all_text_contents()
    assert len(counts) > 60
    assert [count for count in counts if not count.isdigit()] == []


def test_a_box_without_results_is_dimmed_but_can_be_ticked(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server, "?kind=exercise&muscle=toe-extensors")
    box = finder.box("impact", "3")
    assert finder.count("impact", "3") == 0
    expect(desktop.locator("label:has(input[name=impact][value='3'])")).to_have_class(re.compile("is-empty"))
    box.evaluate("box => { box.closest('details').open = true }")
    box.check()
    finder.shows(0)


def test_no_kit_and_owned_kit_exclude_each_other(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server)
    finder.check("kit", "step")
    finder.check("kit", "dumbbells")
    finder.check("kit", "none")
    expect(finder.box("kit", "step")).not_to_be_checked()
    expect(finder.box("kit", "dumbbells")).not_to_be_checked()
    assert finder.query() == {"kit": ["none"]}
    finder.check("kit", "step")
    expect(finder.box("kit", "none")).not_to_be_checked()
    assert finder.query() == {"kit": ["step"]}


def test_chips_name_the_chosen_facets_and_remove_them(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server, "?kit=step&level=beginner")
    expect(finder.chips).to_have_text(["I have: step", "Beginner", "Clear all"])
    expect(finder.chips.first).to_have_accessible_name("Remove I have: step")
    finder.chips.first.click()
    expect(finder.chips).to_have_text(["Beginner"])
    expect(finder.box("kit", "step")).not_to_be_checked()
    expect(finder.chips.first).to_be_focused()
    finder.chips.first.click()
    expect(finder.chips).to_have_count(0)
    expect(finder.words).to_be_focused()
    assert finder.query() == {}


def test_the_focus_stays_on_the_chips_while_there_are_words(desktop: Page, server: str) -> None:
    """Words are looked up, and chips are made again, only after a moment."""
    finder = Finder(desktop, server, "?kit=step&level=beginner#q=raise")
    finder.chips.nth(1).press("Enter")
    expect(finder.chips).to_have_text(["“raise”", "Beginner", "Clear all"])
    expect(finder.chips.nth(1)).to_be_focused()


def test_clear_all_also_clears_the_words(desktop: Page, server: str, built: BuiltSite) -> None:
    finder = Finder(desktop, server, "?kit=none#q=squat")
    expect(finder.chips).to_have_text(["“squat”", "No equipment", "Clear all"])
    finder.chips.last.click()
    finder.shows(len(built.pages) - 1)
    expect(finder.words).to_have_value("")
    assert finder.query() == {}


def test_words_and_facets_narrow_each_other(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server)
    finder.words.fill("squat")
    expect(finder.chips).to_have_text(["“squat”"])
    by_words = set(finder.found())
    number = finder.count("kit", "none")
    finder.check("kit", "none")
    finder.shows(number)
    both = set(finder.found())
    assert both < by_words
    assert len(both) == number


def test_results_for_words_come_best_first(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server, "#q=wall+sit")
    assert finder.found()[0] == urls.entry("exercise", "wall-sit")


def test_more_cards_come_on_demand_and_get_the_focus(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server, "?kind=exercise")
    finder.more.click()
    expect(finder.cards).to_have_count(2 * AT_ONCE)
    expect(finder.cards.nth(AT_ONCE).locator("a")).to_be_focused()
    links = finder.found()
    assert len(links) == len(set(links)) == finder.number()
    expect(finder.more).to_be_hidden()


def test_a_card_shows_picture_kit_level_and_muscles(desktop: Page, server: str, catalogue: Catalogue) -> None:
    finder = Finder(desktop, server, "?kind=exercise#q=bulgarian+split+squat")
    card = finder.cards.first
    exercise = catalogue.exercises["bulgarian-split-squat"]
    expect(card.get_by_role("link", name=exercise.name)).to_be_visible()
    for text in (
        catalogue.equipment[exercise.equipment.required[0]].name,
        *(catalogue.muscles[m].name for m in exercise.muscles.primary),
    ):
        expect(card).to_contain_text(text)
    expect(card).to_contain_text(re.compile(exercise.level, re.IGNORECASE))
    picture = card.locator("img")
    expect(picture).to_be_visible()
    desktop.wait_for_function("picture => picture.complete", arg=picture.element_handle())
    assert picture.evaluate("picture => picture.naturalWidth") > 0


def test_every_small_picture_loads(desktop: Page, server: str, built: BuiltSite, catalogue: Catalogue) -> None:
    finder = Finder(desktop, server, "?kind=exercise")
    finder.found()
    sources: list[str] = finder.cards.locator("img").evaluate_all(
        "pictures => pictures.map(one => new URL(one.src).pathname.slice(1))"
    )
    assert len(sources) == sum(exercise.figure is not None for exercise in catalogue.exercises.values())
    assert [source for source in sources if not (built.folder / source).is_file()] == []


def test_a_complaint_removes_and_marks_cards_and_links_to_advice(desktop: Page, server: str, catalogue: Catalogue) -> None:
    """Withheld exercises, and queries that name them, are tested in test_said.py."""
    finder = Finder(desktop, server, "?kind=exercise#care=achilles-pain")
    judged = judgments(catalogue)
    of = {
        verdict: {urls.entry("exercise", slug) for slug in judged.with_verdict("achilles-pain", verdict)} for verdict in Verdict
    }
    found = finder.found()
    assert set(found) == of[Verdict.FINE] | of[Verdict.MODIFY]
    marked = finder.cards.filter(has=desktop.locator(".lw-card__mark:visible")).locator("h3 a")
    links = marked.evaluate_all("links => links.map(link => link.pathname)")
    assert {link.removeprefix("/") for link in links} == of[Verdict.MODIFY]
    assert set(found[: len(of[Verdict.FINE])]) == of[Verdict.FINE]
    expect(finder.first.get_by_role("link")).to_have_attribute("href", f"{server}care/achilles-pain/")


def test_complaints_are_listed_from_head_to_foot_and_states_apart(built: BuiltSite, catalogue: Catalogue) -> None:
    groups: dict[str, list[str]] = {}
    for box in built.pages[urls.FINDER].all("input"):
        if box.get("name") == "care":
            care = catalogue.care[str(box.get("value"))]
            groups.setdefault(care.kind, []).append(care.where or "")
    parts = get_args(BodyPart)
    assert groups["complaint"] == sorted(groups["complaint"], key=parts.index)
    assert sum(map(len, groups.values())) == len(catalogue.care)
    titles = [text_of(title) for title in built.pages[urls.FINDER].all("h2", "lw-facet__title")]
    assert titles.index("Your situation") == titles.index("What hurts") + 1


# The address


def test_the_address_restores_everything(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server, "?muscle=soleus&kit=step&kit=dumbbells&level=beginner&role=primary#q=raise")
    expect(finder.words).to_have_value("raise")
    for facet, value in (
        ("muscle", "soleus"),
        ("kit", "step"),
        ("kit", "dumbbells"),
        ("level", "beginner"),
        ("role", "primary"),
    ):
        expect(finder.box(facet, value)).to_be_checked()
    assert desktop.locator("[data-finder] input:checked").count() == 5
    shared = finder.found()
    fresh = Finder(desktop, server, desktop.url.removeprefix(f"{server}{urls.FINDER}"))
    assert fresh.found() == shared


def test_back_and_forward_step_through_the_choices(desktop: Page, server: str, built: BuiltSite) -> None:
    finder = Finder(desktop, server)
    finder.check("level", "beginner")
    first = finder.count("level", "beginner")
    finder.shows(first)
    finder.check("kit", "none")
    expect(finder.chips).to_have_count(3)
    second = finder.number()
    assert second != first
    desktop.go_back()
    finder.shows(first)
    expect(finder.box("kit", "none")).not_to_be_checked()
    desktop.go_back()
    finder.shows(len(built.pages) - 1)
    expect(finder.chips).to_have_count(0)
    desktop.go_forward()
    desktop.go_forward()
    finder.shows(second)
    expect(finder.box("kit", "none")).to_be_checked()


def test_script_and_links_keep_the_same_fields_private(root: Path) -> None:
    script = (root / "hooks/theme/assets/js/search/finder.js").read_text(encoding="utf-8")
    (private,) = re.findall(r"^const PRIVATE = (\[.+\]);$", script, re.MULTILINE)
    assert set(json.loads(private)) == urls.PRIVATE


def test_typing_adds_one_step_to_the_history(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server)
    before = desktop.evaluate("history.length")
    finder.words.press_sequentially("clamshell", delay=5)
    expect(finder.chips).to_have_text(["“clamshell”"])
    assert desktop.evaluate("history.length") == before
    assert finder.query() == {"q": ["clamshell"]}


def test_going_back_from_a_page_shows_the_same_results(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server)
    finder.check("muscle", "soleus")
    number = finder.number()
    finder.cards.first.locator("a").click()
    desktop.wait_for_url("**/exercises/*/")
    desktop.go_back()
    finder.shows(number)
    expect(finder.box("muscle", "soleus")).to_be_checked()


@pytest.mark.parametrize(
    "query",
    [
        "?muscle=no-such-thing",
        "?nonsense=1&level=",
        "?q=",
        "?kit=<script>",
        "?q=%22%3E%3Cb%3E",
        "#q=%22%3E%3Cb%3E&not=x",
        "#care=no-such-thing",
        "#found",
    ],
)
def test_odd_addresses_cause_no_errors(query: str, desktop: Page, server: str) -> None:
    errors: list[str] = []
    desktop.on("pageerror", lambda error: errors.append(str(error)))
    finder = Finder(desktop, server, query)
    expect(finder.status).to_be_visible()
    assert errors == []
    assert desktop.locator("[data-finder] input:checked").count() == 0


# Nothing found


def test_an_empty_result_offers_choices_to_give_up(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server, NOTHING)
    finder.shows(0)
    expect(desktop.get_by_text("Nothing matches all your choices")).to_be_visible()
    labels = finder.ways.all_inner_texts()
    assert 2 <= len(labels) <= 4
    assert labels[-1] == "Clear everything"
    numbers = [int(found[1]) for label in labels[:-1] if (found := re.fullmatch(r"Without .+: (\d+) results?", label))]
    assert len(numbers) == len(labels) - 1
    assert numbers == sorted(numbers, reverse=True)
    finder.ways.first.click()
    finder.shows(numbers[0])
    expect(desktop.get_by_text("Nothing matches all your choices")).to_be_hidden()


def test_after_a_choice_is_given_up_the_first_result_has_the_focus(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server, NOTHING)
    finder.ways.first.press("Enter")
    expect(finder.cards.first.locator("a")).to_be_focused()


def test_words_without_results_can_be_dropped(desktop: Page, server: str, built: BuiltSite) -> None:
    finder = Finder(desktop, server, "#q=xylophone")
    finder.shows(0)
    expect(finder.ways.first).to_have_text(f"Without “xylophone”: {len(built.pages) - 1} results")
    finder.ways.first.click()
    finder.shows(len(built.pages) - 1)


# Keyboard and screen reader


def _tab_to(page: Page, wanted: Locator, most: int = 200) -> None:
    for _ in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {wanted}")


def test_everything_works_by_keyboard(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server)
    desktop.evaluate("document.body.tabIndex = -1; document.body.focus()")
    _tab_to(desktop, finder.words)
    desktop.keyboard.type("raise")
    expect(finder.chips).to_have_text(["“raise”"])
    _tab_to(desktop, finder.box("level", "beginner"))
    desktop.keyboard.press("Space")
    expect(finder.chips).to_have_text(["“raise”", "Beginner", "Clear all"])
    expect(finder.box("level", "beginner")).to_be_focused()
    summary = desktop.locator("summary", has_text="Movement").first
    _tab_to(desktop, summary)
    desktop.keyboard.press("Enter")
    box = finder.box("pattern", "calf")
    _tab_to(desktop, box)
    desktop.keyboard.press("Space")
    expect(finder.chips).to_have_count(4)
    _tab_to(desktop, finder.cards.first.locator("a"))
    href = finder.cards.first.locator("a").get_attribute("href")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(str(href))


def test_the_number_of_results_is_announced(desktop: Page, server: str) -> None:
    """The same element speaks every time, because a new element would be silent."""
    finder = Finder(desktop, server)
    desktop.evaluate("window.status_ = document.querySelector('[data-finder] [role=status]')")
    before = finder.status.inner_text()
    finder.check("level", "beginner")
    expect(finder.status).not_to_have_text(before)
    assert desktop.evaluate("status_.isConnected && status_ === document.querySelector('[data-finder] [role=status]')")
    assert finder.status.count() == 1


def test_every_control_has_a_name(desktop: Page, server: str) -> None:
    Finder(desktop, server, "?muscle=soleus#care=achilles-pain")
    nameless = desktop.evaluate(
        """() => [...document.querySelectorAll("[data-finder] :is(input, button, a, [role=group], summary)")]
            .filter(one => one.checkVisibility())
            .filter(one => !(one.labels?.length || one.textContent.trim() || one.getAttribute("aria-label")
                || document.getElementById(one.getAttribute("aria-labelledby"))?.textContent))
            .map(one => one.outerHTML.slice(0, 100))"""
    )
    assert nameless == []
    for name in ("Muscle", "Equipment you have", "Level", "What hurts"):
        expect(desktop.get_by_role("group", name=name, exact=True)).to_be_visible()
    assert desktop.get_by_role("checkbox", name=re.compile("^Soleus")).is_checked()
    expect(desktop.get_by_role("search", name="Finder")).to_be_visible()


def test_on_a_phone_the_facets_unfold(phone: Page, server: str) -> None:
    finder = Finder(phone, server)
    toggle = phone.get_by_role("button", name=re.compile("^Muscle, kit"))
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(finder.box("level", "beginner")).to_be_hidden()
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(finder.box("level", "beginner")).to_be_visible()
    finder.check("level", "beginner")
    toggle.click()
    expect(finder.box("level", "beginner")).to_be_hidden()
    expect(finder.chips).to_have_text(["Beginner"])


# Layout


_SHIFTS = """() => {
    window.shifts = 0
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value
    }).observe({type: "layout-shift", buffered: true})
}"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("query", ["", "?kit=none#q=squat&care=achilles-pain", NOTHING], ids=["all", "chosen", "nothing"])
def test_the_layout_does_not_shift_while_the_page_loads(
    browser: Browser, server: str, size: dict[str, int], query: str
) -> None:
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]
    context.add_init_script(f"({_SHIFTS})()")
    page = context.new_page()
    finder = Finder(page, server, query)
    page.wait_for_load_state("networkidle")
    finder.words.press_sequentially(" a", delay=200)
    page.wait_for_load_state("networkidle")
    shifts = page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(shifts))))")
    context.close()
    assert shifts < 0.05


@pytest.mark.parametrize("query", ["", "?kit=step#q=plantar&care=achilles-pain&care=achilles-insertional", NOTHING])
def test_nothing_overflows_sideways(desktop: Page, server: str, query: str) -> None:
    Finder(desktop, server, query)
    wide = []
    for width in (320, 390, 1280, 1920):
        desktop.set_viewport_size({"width": width, "height": 800})
        if width < 900:
            desktop.evaluate("document.querySelector('[data-part=facets]').classList.add('is-open')")
        beyond = desktop.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
        if beyond > 0:
            wide.append((width, beyond))
    assert wide == []


# Without scripts, without an index


def test_without_scripts_the_matrix_and_the_indexes_are_shown(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}{urls.FINDER}")
    expect(page.locator("[data-finder]")).to_be_hidden()
    cell = page.locator("td a").first
    expect(cell).to_be_visible()
    article = page.locator("article")
    for kind in ("exercise", "muscle", "equipment", "pattern", "care", "routine"):
        expect(article.locator(f"a[href$='{urls.index(kind)}']").first).to_be_visible()
    cell.click()
    page.wait_for_url("**/matrix/#*")
    expect(page.locator(".lw-choice section:visible")).to_have_count(1)
    page.goto(server)
    page.locator("[data-search]").click()
    page.wait_for_url(f"**/{urls.FINDER}")
    context.close()


def test_a_missing_index_is_reported(desktop: Page, server: str) -> None:
    desktop.route("**/search/*.json", lambda route: route.abort())
    desktop.goto(f"{server}{urls.FINDER}")
    expect(desktop.locator("[data-finder] [role=status]")).to_contain_text("could not be read")
    search = HeaderSearch(desktop, server)
    search.box.fill("squat")
    expect(search.dialog.get_by_role("status")).to_contain_text("could not be read")
    desktop.unroute("**/search/*.json")
    assert search.ask("wall sit")[0] == f"{server}exercises/wall-sit/"


# Ways into the finder


def _follows(page: Page, server: str, link: Locator, muscle: str) -> None:
    link.press("Enter")
    page.wait_for_url(f"**/{urls.FINDER}?muscle={muscle}")
    finder_status = page.locator("[data-finder] [role=status]")
    expect(finder_status).to_have_text(re.compile(r"^[1-9]\d* results?$"))
    expect(page.locator(f"input[name=muscle][value={muscle}]")).to_be_checked()


@pytest.mark.parametrize("url", [urls.entry("muscle", "gluteus-maximus"), urls.HOME])
def test_muscles_link_to_the_finder(desktop: Page, server: str, url: str) -> None:
    """The links are on its page, on the chips of exercises and routines, and on the muscle map of the home page."""
    desktop.goto(server + url)
    _follows(desktop, server, desktop.locator("article a[href$='finder/?muscle=gluteus-maximus']").first, "gluteus-maximus")


def test_every_muscle_chip_is_known_to_the_finder(built: BuiltSite, catalogue: Catalogue) -> None:
    chosen: dict[str, set[str]] = {}
    for page in built.pages.values():
        for link in page.links:
            if link.url == urls.FINDER and "?" in link.href:
                for facet, values in parse_qs(urlsplit(link.href).query).items():
                    chosen.setdefault(facet, set()).update(values)
    boxes = {
        (box.get("name"), box.get("value")) for box in built.pages[urls.FINDER].all("input") if box.get("type") == "checkbox"
    }
    assert chosen["muscle"] == set(catalogue.muscles)
    assert {(facet, value) for facet, values in chosen.items() for value in values} <= boxes


def test_muscle_kit_and_complaint_pages_link_to_the_finder(built: BuiltSite, catalogue: Catalogue) -> None:
    """Only complaints with fine exercises have the link: with the others there is nothing to choose from."""
    judged = judgments(catalogue)
    complaints = [slug for slug in catalogue.care if judged.count(slug)[Verdict.FINE]]
    assert len(complaints) > 20
    for facet, kind, slugs in (
        ("muscle", "muscle", catalogue.muscles),
        ("care", "care", complaints),
        ("pattern", "pattern", catalogue.patterns),
    ):
        for slug in slugs:
            hrefs = [link.href for link in built.pages[urls.entry(kind, slug)].links if link.url == urls.FINDER]
            assert any(href.endswith(urls.finder(**{facet: slug})) for href in hrefs), (facet, slug)


# The header search


@pytest.mark.parametrize(
    "url", [urls.HOME, urls.entry("exercise", "wall-sit"), "guides/form-basics/", "no/such/page/", urls.FINDER]
)
def test_the_search_works_at_any_depth(desktop: Page, server: str, url: str) -> None:
    search = HeaderSearch(desktop, server + url)
    assert search.ask("wall sit")[0] == f"{server}exercises/wall-sit/"


def test_arrow_keys_choose_and_enter_opens(desktop: Page, server: str) -> None:
    search = HeaderSearch(desktop, server + urls.entry("muscle", "soleus"))
    search.ask("squat")
    expect(search.box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    desktop.keyboard.press("ArrowDown")
    expect(search.options.nth(0)).to_have_attribute("aria-selected", "true")
    desktop.keyboard.press("ArrowDown")
    second = search.options.nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(search.options.nth(0)).to_have_attribute("aria-selected", "false")
    expect(search.box).to_have_attribute("aria-activedescendant", str(second.get_attribute("id")))
    expect(search.box).to_be_focused()
    href = str(second.get_attribute("href"))
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(href)


def test_arrow_keys_wrap_around(desktop: Page, server: str) -> None:
    search = HeaderSearch(desktop, server)
    search.ask("squat")
    desktop.keyboard.press("ArrowUp")
    expect(search.options.last).to_have_attribute("aria-selected", "true")
    expect(search.options.last).to_be_in_viewport()
    desktop.keyboard.press("ArrowDown")
    expect(search.dialog.locator("[aria-selected=true]")).to_have_count(0)


def test_enter_without_a_choice_opens_the_finder_with_the_words(desktop: Page, server: str) -> None:
    search = HeaderSearch(desktop, server + urls.entry("exercise", "wall-sit"))
    search.ask("hip & thigh")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(f"{server}{urls.FINDER}#q=hip+%26+thigh")
    expect(desktop.get_by_role("searchbox", name="Words")).to_have_value("hip & thigh")


@pytest.mark.parametrize("way", ["Escape", "Close", "outside"])
def test_closing_restores_the_focus(way: str, desktop: Page, server: str) -> None:
    desktop.goto(server)
    opener = desktop.get_by_role("link", name="Search")
    opener.focus()
    desktop.keyboard.press("Enter")
    box = desktop.get_by_role("combobox", name="Search")
    expect(box).to_be_focused()
    if way == "Escape":
        desktop.keyboard.press("Escape")
    elif way == "Close":
        desktop.get_by_role("button", name="Close").click()
    else:
        desktop.mouse.click(5, 600)
    expect(box).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_click_opens_the_box_with_its_words(desktop: Page, server: str) -> None:
    search = HeaderSearch(desktop, server)
    search.ask("clamshell")
    desktop.keyboard.press("Escape")
    desktop.locator("[data-search]").click()
    expect(search.box).to_be_focused()
    expect(search.box).to_have_value("clamshell")
    assert desktop.evaluate("getSelection().toString()") == "clamshell"


def test_in_a_text_field_the_slash_key_types_a_slash(desktop: Page, server: str) -> None:
    finder = Finder(desktop, server)
    finder.words.focus()
    desktop.keyboard.press("/")
    expect(finder.words).to_have_value("/")
    expect(desktop.locator("dialog.lw-search")).to_have_count(0)


def test_suggestions_are_grouped_by_kind(desktop: Page, server: str) -> None:
    search = HeaderSearch(desktop, server)
    search.ask("calf")
    groups = search.dialog.get_by_role("group")
    names = groups.evaluate_all(
        "groups => groups.map(group => group.getAttribute('aria-label') ?? document.getElementById(group.getAttribute('aria-labelledby')).textContent)"
    )
    assert names[0] == "Best"
    assert len(names) == len(set(names)) > 3
    assert {"Exercises", "Routines"} <= set(names)
    folders = {"Exercises": "/exercises/", "Routines": "/routines/", "Muscles": "/muscles/", "What hurts": "/care/"}
    for name, folder in folders.items():
        if name in names:
            hrefs = (
                search.dialog.get_by_role("group", name=name, exact=True)
                .get_by_role("option")
                .evaluate_all("options => options.map(option => option.pathname)")
            )
            assert hrefs and all(str(href).startswith(folder) for href in hrefs), name


def test_suggestions_appear_while_typing_and_are_announced(desktop: Page, server: str) -> None:
    search = HeaderSearch(desktop, server)
    status = search.dialog.get_by_role("status")
    expect(search.box).to_have_attribute("aria-expanded", "false")
    assert f"{server}exercises/wall-sit/" in search.ask("wall s")
    expect(status).to_have_text(re.compile(r"^\d+ pages?$"))
    expect(search.box).to_have_attribute("aria-expanded", "true")
    assert search.ask("xylophone") == []
    expect(status).to_contain_text("Nothing found")
    expect(search.box).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_box_fits_the_screen(width: int, desktop: Page, server: str) -> None:
    desktop.set_viewport_size({"width": width, "height": 600})
    search = HeaderSearch(desktop, server)
    search.ask("a")
    search.ask("squat")
    box = search.dialog.bounding_box()
    assert box and box["x"] >= 0 and box["y"] >= 0
    assert box["x"] + box["width"] <= width and box["y"] + box["height"] <= 600
    assert search.dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")


# What all of it leaves alone


@pytest.fixture
def errors(context: BrowserContext) -> Callable[[], list[str]]:
    """Return the errors of the browser on a page under a strict policy."""
    seen: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            seen.append(message.text)

    context.on("console", listen)
    context.on("weberror", lambda error: seen.append(str(error.error)))
    return lambda: seen


def test_pages_work_under_a_policy_without_eval_and_foreign_code(
    context: BrowserContext, server: str, errors: Callable[[], list[str]]
) -> None:
    """Scripts are files of this host."""
    policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"

    def serve(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})  # type: ignore[attr-defined]

    context.route("**/*", serve)
    page = context.new_page()
    finder = Finder(page, server, "#q=squat")
    finder.check("kit", "none")
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("hamies")
    expect(page.locator("dialog.lw-search")).to_have_attribute("data-answered", "hamies")
    assert errors() == []


def test_the_console_stays_empty(context: BrowserContext, server: str, errors: Callable[[], list[str]]) -> None:
    page = context.new_page()
    finder = Finder(page, server, "#q=squat")
    finder.check("care", "achilles-pain")
    finder.chips.last.click()
    search = HeaderSearch(page, server)
    search.ask("hammies")
    page.wait_for_load_state("networkidle")
    assert errors() == []


def test_no_page_has_an_inline_script(built: BuiltSite) -> None:
    """Neither ours nor the theme's. Inline elements hold only data."""
    assert built.pages
    for page in built.pages.values():
        inline = [script for script in page.all("script") if not script.get("src")]
        assert {script.get("type") for script in inline} <= {"application/json"}, page.url
        assert [name for element in page.root.iter() for name in element.attrib if name.startswith("on")] == [], page.url
