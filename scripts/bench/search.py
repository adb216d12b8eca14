"""The cost of searching for a reader: our index beside Material's and Pagefind's, on the same made-up sites.

Sites are served from this machine, compressed as a web server compresses them, to a Chromium that is told to behave as
if they came over a slower line. Each question is asked in a fresh browser profile. Counted are the bytes that cross the
line, headers included: `page` until the page stands, `search` what the question adds to it, scripts of the search that
the page had fetched already among them. Requests that a worker makes are not seen, so that Pagefind's bytes are too
few. Seconds run from opening the search, or the finder's address, to the first result on the screen.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import importlib.util
import math
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLongError

import setup_env
from bench.indexing import Index, material_index, our_index, pagefind_index

ROUND_TRIP_MS = 50
BITS_A_SECOND = 10_000_000
PATIENCE_MS = 120_000
RUNS = 3
LONG_S = 30
WORDS = "cough"
"""Words that occur only in steps, so that they need a search of the whole text."""
NAME = "wall sit"
CHOICE = "muscle=soleus&kit=bench"
KIB = 1024

_TEXT = (".html", ".js", ".json", ".css", ".svg", ".xml")
_OUR_SEARCH = ("/search/", "/assets/js/search/")
_MATERIAL_SEARCH = ("/search/", "/assets/javascripts/workers/")
_PAGEFIND = ("/pagefind/",)
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


@dataclass(frozen=True)
class Asked:
    """One question in a fresh profile. `seconds` is endless where no result came in time."""

    seconds: float
    search_bytes: int
    page_bytes: int


class _Compressed(http.server.SimpleHTTPRequestHandler):
    """Files as a web server sends them: text compressed, kept alive, not to be revalidated."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = _body(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in _TEXT:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the browser has seen enough
            self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        pass


@functools.lru_cache(maxsize=256)
def _body(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0) if path.suffix in _TEXT else path.read_bytes()


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Compressed, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
    _body.cache_clear()


class _Line:
    """A page behind a slow line, and the bytes that came over it."""

    def __init__(self, browser: Browser, search: Sequence[str]) -> None:
        self.search = search
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()
        self.of: dict[str, str] = {}
        self.bytes: dict[str, int] = {}
        session = self.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda event: self.of.__setitem__(event["requestId"], event["request"]["url"]))
        session.on("Network.loadingFinished", self._finished)
        per_second = BITS_A_SECOND / 8
        session.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": ROUND_TRIP_MS, "downloadThroughput": per_second, "uploadThroughput": per_second},
        )

    def _finished(self, event: dict[str, Any]) -> None:
        url = self.of.get(event["requestId"], "")
        self.bytes[url] = self.bytes.get(url, 0) + int(event["encodedDataLength"])

    def total(self, *, search: bool) -> int:
        return sum(size for url, size in self.bytes.items() if any(part in url for part in self.search) == search)


def _asked(browser: Browser, search: Sequence[str], ask: Callable[[Page], float]) -> Asked:
    line = _Line(browser, search)
    try:
        try:
            seconds = ask(line.page)
        except TookTooLongError:
            seconds = math.inf
        line.page.wait_for_timeout(100)
        return Asked(seconds, line.total(search=True), line.total(search=False))
    finally:
        line.context.close()


def _typed(url: str, opener: str, box: str, result: str, words: str) -> Callable[[Page], float]:
    """Opens a search box on the home page, writes the words into it, and waits for the first result."""

    def ask(page: Page) -> float:
        page.goto(url, timeout=PATIENCE_MS)
        began = time.perf_counter()
        page.locator(opener).first.click()
        page.locator(box).press_sequentially(words)
        page.locator(result).first.wait_for(timeout=PATIENCE_MS)
        return time.perf_counter() - began

    return ask


def _opened(url: str) -> Callable[[Page], float]:
    """Opens the finder at an address, and waits for the first result."""

    def ask(page: Page) -> float:
        began = time.perf_counter()
        page.goto(url, wait_until="commit", timeout=PATIENCE_MS)
        page.locator(".lw-finder__found .lw-card a[href]").first.wait_for(timeout=PATIENCE_MS)
        return time.perf_counter() - began

    return ask


_FIND = """async ([words, filters]) => {
    const pagefind = await import("/pagefind/pagefind.js")
    const found = await pagefind.search(words, {filters})
    await found.results[0].data()
}"""


def _imported(url: str, words: str | None, filters: dict[str, Any]) -> Callable[[Page], float]:
    """Asks Pagefind's own JavaScript interface on the home page."""

    def ask(page: Page) -> float:
        page.goto(url, timeout=PATIENCE_MS)
        began = time.perf_counter()
        page.evaluate(_FIND, [words, filters])
        return time.perf_counter() - began

    return ask


def readers(sites: dict[str, Path]) -> dict[str, dict[str, Asked]]:
    """By search and question, the median of a few runs; `sites` are built, by the name of their search."""
    results: dict[str, dict[str, Asked]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=setup_env.ensure_chromium(), args=list(_FLAGS))
        for name, folder in sites.items():
            with _served(folder) as url:
                for question, (parts, ask) in _questions(name, url).items():
                    median = _median_of_runs(browser, parts, ask)
                    results.setdefault(name, {})[question] = median
                    print(f"{name}: {question}: {median}", file=sys.stderr, flush=True)
        browser.close()
    return results


def _median_of_runs(browser: Browser, search: Sequence[str], ask: Callable[[Page], float]) -> Asked:
    """Return the median of a few runs. A question that took very long is not asked again."""
    runs = [_asked(browser, search, ask)]
    while len(runs) < RUNS and runs[-1].seconds < LONG_S:
        runs.append(_asked(browser, search, ask))
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def _questions(name: str, url: str) -> dict[str, tuple[Sequence[str], Callable[[Page], float]]]:
    if name == "ours":
        box = ("[data-search]", ".lw-search__input", ".lw-search [role=option]")
        return {
            f"name: {NAME}": (_OUR_SEARCH, _typed(url, *box, NAME)),
            f"text: {WORDS}": (_OUR_SEARCH, _typed(url, *box, WORDS)),
            "facets": (_OUR_SEARCH, _opened(f"{url}finder/?{CHOICE}")),
            "facets and text": (_OUR_SEARCH, _opened(f"{url}finder/?{CHOICE}#q={WORDS}")),
        }
    if name == "material":
        box = (".md-header label[for=__search]:visible, .md-search__input", ".md-search__input", ".md-search-result__item a")
        return {
            f"{kind}: {words}": (_MATERIAL_SEARCH, _typed(url, *box, words))
            for kind, words in (("name", NAME), ("text", WORDS))
        }
    return {
        f"name: {NAME}": (_PAGEFIND, _imported(url, NAME, {})),
        f"text: {WORDS}": (_PAGEFIND, _imported(url, WORDS, {})),
    }


@dataclass(frozen=True)
class Searched:
    """One search on the sites of one size."""

    name: str
    index: Index
    asked: dict[str, Asked]


Searches = list[Searched]


def measure(ours: Path, plain: Path) -> Searches:
    """Indexes both projects, ours built already, and asks every search; Pagefind's only if it is installed."""
    indexes = {"ours": our_index(ours), "material": material_index(plain)}
    sites = {"ours": ours / "site", "material": plain / "site"}
    if importlib.util.find_spec("pagefind"):
        indexes["pagefind"] = pagefind_index(plain)
        sites["pagefind"] = plain / "site"
    asked = readers(sites)
    return [Searched(name, indexes[name], asked[name]) for name in sites]


def table(searches: dict[int, Searches]) -> str:
    """All that was measured, for people."""
    lines = ["exercises  search    index s  index KB  gzip KB"]
    for size, found in searches.items():
        for one in found:
            kb, gzip_kb = one.index.bytes / KIB, one.index.gzip_bytes / KIB
            lines.append(f"{size:9,d}  {one.name:8s}  {one.index.seconds:7.2f}  {kb:8.0f}  {gzip_kb:7.0f}")
    lines += ["", "exercises  search    question         first result s  search KB  page KB"]
    for size, found in searches.items():
        for one in found:
            for question, cost in one.asked.items():
                kb, page_kb = cost.search_bytes / KIB, cost.page_bytes / KIB
                lines.append(f"{size:9,d}  {one.name:8s}  {question:15s}  {cost.seconds:14.2f}  {kb:9.0f}  {page_kb:7.0f}")
    return "\n".join(lines)
