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
        page.goto(url)
        page.locator(".md-search__input").focus()

    def ask(self, words: str) -> list[str]:
        """Types the words as a runner does and gives the addresses of the pages found, best first.

        The box is emptied first, and only the last letter is typed, so that the first answer is the last one.
        """
        self.page.evaluate(_PREPARE, words[:-1])
        self.page.keyboard.type(words[-1])
        results = self.page.wait_for_function(_RESULTS)
        return [str(address) for address in results.json_value()]


_PREPARE = """async words => {
    const box = document.querySelector(".md-search__input")
    const line = document.querySelector(".md-search-result__meta")
    box.value = ""
    box.dispatchEvent(new KeyboardEvent("keyup"))
    while (line.textContent.trim() !== "Type to start searching") await new Promise(requestAnimationFrame)
    box.value = words
}"""

_RESULTS = """() => {
    const line = document.querySelector(".md-search-result__meta")
    if (line.textContent.trim() === "Type to start searching") return null
    const found = document.querySelectorAll(".md-search-result__item > a:first-child")
    return Array.from(found, link => link.href.split("?")[0].split("#")[0])
}"""
"""What is found, once the line above the results speaks of it; both change together."""

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
