"""Driving Chromium: how it is started, and how the header search is asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, sync_playwright

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


class HeaderSearch:
    """Material's search box on an open page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.box = page.locator(".md-search__input")
        page.goto(url)
        self.box.focus()
        page.wait_for_function(_ANSWERED, arg=False)

    def ask(self, words: str) -> list[str]:
        """Types the words as a runner does and gives the addresses of the pages found, best first.

        The box is emptied first, and the last letter is typed alone, so that the first answer is the last one.
        """
        self.page.evaluate(_EMPTY)
        self.page.wait_for_function(_ANSWERED, arg=False)
        self.box.fill(words[:-1])
        self.box.press_sequentially(words[-1])
        self.page.wait_for_function(_ANSWERED, arg=True)
        return [str(address) for address in self.page.evaluate(_RESULTS)]


_EMPTY = """() => {
    const box = document.querySelector(".md-search__input")
    box.value = ""
    box.dispatchEvent(new KeyboardEvent("keyup"))
}"""

_ANSWERED = """answered => {
    const line = document.querySelector(".md-search-result__meta")
    return (line.textContent.trim() !== "Type to start searching") === answered
}"""
"""Whether the line above the results speaks of results; it changes together with them."""

_RESULTS = """() => Array.from(
    document.querySelectorAll(".md-search-result__item > a:first-child"),
    link => link.href.split("?")[0].split("#")[0],
)"""

_ASK_WORKER = """async queries => {
    const config = JSON.parse(document.getElementById("__config").textContent)
    const worker = new Worker(config.search)
    const index = await (await fetch(`${config.base}/search/search_index.json`)).json()
    const send = message => new Promise(resolve => {
        worker.onmessage = event => resolve(event.data.data)
        worker.postMessage(message)
    })
    await send({type: 0, data: {...index, options: {suggest: false}}})
    const answers = []
    for (const query of queries) {
        const {items} = await send({type: 2, data: query})
        answers.push(items.map(item => item[0].location.split("#")[0]))
    }
    worker.terminate()
    return answers
}"""


def ask_worker(page: Page, queries: list[str]) -> list[list[str]]:
    """What Material's own search engine answers to many queries, without the box: addresses from the root, best first."""
    answers: list[list[str]] = page.evaluate(_ASK_WORKER, queries)
    return answers
