"""Driving Chromium: how it is started, and how the header search is asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

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


class Profiles:
    """Browser profiles that tests share, one for each way of setting up a window: what a page needs is fetched once.

    A tab begins without anything that an earlier one has stored.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[str, BrowserContext] = {}

    def tab(self, **settings: Any) -> Page:
        """Open a tab in the profile with these settings."""
        key = repr(sorted(settings.items()))
        if key not in self._contexts:
            self._contexts[key] = self._browser.new_context(**settings)
        return self._contexts[key].new_page()

    def close_tabs(self) -> None:
        """Close all tabs, and forget what they stored."""
        for context in self._contexts.values():
            for page in context.pages:
                place = urlsplit(page.url)
                if place.netloc:
                    wanted = {"origin": f"{place.scheme}://{place.netloc}", "storageTypes": "local_storage,indexeddb"}
                    context.new_cdp_session(page).send("Storage.clearDataForOrigin", wanted)
                page.close()
            context.clear_cookies()


_ANSWER = """async ([queries, most]) => {
    const root = new URL(document.querySelector("[data-search]").dataset.search + "/", location.href)
    const load = name => import(new URL(`assets/js/search/${name}.js`, root))
    const [{open}, {answer}] = await Promise.all([load("index"), load("answer")])
    const index = await open(root)
    const address = page => index.pages.url(page).slice(root.href.length).split("#")[0]
    const answers = []
    for (const query of queries) {
        const {said, asks, rest, missing, unmet, first, found: all, verdict} = await answer(index, query)
        const found = all.slice(0, most ?? all.length)
        const marks = Object.fromEntries(found.map(page => [address(page), verdict(page)]).filter(([, mark]) => mark))
        answers.push({
            said: said.map(({facet, values}) => [facet, ...values].join(" ")),
            asks, rest, missing, unmet, first: first.map(address), found: query.trim() ? found.map(address) : [], marks,
        })
    }
    return answers
}"""


@dataclass(frozen=True)
class Answer:
    """What the search makes of a query. Pages are addresses from the root, best first."""

    said: list[str]
    """What the words set: a facet and its values, `care calf-strain`."""
    asks: list[str]
    """Complaints that the words may mean."""
    rest: list[str]
    missing: list[str]
    unmet: list[str]
    first: list[str]
    """Pages to read before all."""
    found: list[str]
    marks: dict[str, str]
    """What is under what hurts, where it is not fine: modify, unjudged, avoid."""

    @property
    def shown(self) -> list[str]:
        return [*self.first, *self.found]


def answers(page: Page, queries: list[str], most: int | None = None) -> list[Answer]:
    """What the search of the open page's site answers to many queries, without its box; of the pages found, so many."""
    return [Answer(**answer) for answer in page.evaluate(_ANSWER, [queries, most])]


def ask_index(page: Page, queries: list[str]) -> list[list[str]]:
    """The first pages that the search finds for many queries."""
    return [answer.shown for answer in answers(page, queries, 50)]


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
