"""Driving Chromium: how it is started, and how the header search is asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

import setup_env

_QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; Playwright's own download is never used."""
    path = setup_env.chromium()
    assert path, "Chromium is missing: run python3 scripts/setup_env.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        try:
            yield browser
        finally:
            browser.close()


_ASK = """async queries => {
    const root = new URL(document.querySelector("[data-search]").dataset.search + "/", location.href)
    const {open} = await import(new URL("assets/js/search/index.js", root))
    const index = await open(root)
    const answers = []
    for (const query of queries) {
        const found = await index.ask(query)
        answers.push(found.map(({page}) => index.pages.url(page).slice(root.href.length).split("#")[0]))
    }
    return answers
}"""


def ask_index(page: Page, queries: list[str]) -> list[list[str]]:
    """What the search of the open page's site answers to many queries, without its box: addresses from the root, best first."""
    answers: list[list[str]] = page.evaluate(_ASK, queries)
    return answers


class HeaderSearch:
    """The search box at the top of an open page, used as a runner does."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(url)
        self.open()

    @property
    def dialog(self) -> Locator:
        return self.page.locator("dialog.lw-search")

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("combobox", name="Search")

    @property
    def options(self) -> Locator:
        return self.dialog.get_by_role("option")

    def open(self) -> None:
        self.page.keyboard.press("/")
        expect(self.box).to_be_focused()

    def ask(self, words: str) -> list[str]:
        """Types the words and gives the addresses suggested, in the order in which they stand there."""
        self.box.press("ControlOrMeta+a")
        self.page.keyboard.type(words)
        expect(self.dialog).to_have_attribute("data-answered", words)
        addresses: list[str] = self.options.evaluate_all("options => options.map(option => option.href.split('#')[0])")
        return addresses
