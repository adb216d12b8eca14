"""What pages cost a runner's phone, and that nothing is published which no page asks for."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from built import BuiltSite
from legwork.catalogue import urls
from legwork.catalogue.content import Content
from legwork.catalogue.moved import renamed
from legwork.exports.listing import SINGLE

FIRST_VISIT_BYTES = 350 * 1024
NEXT_PAGE_BYTES = 150 * 1024
ALREADY_COMPRESSED = (".woff2", ".png", ".gz")
FOR_PROGRAMS = re.compile(
    r"sitemap\.xml(\.gz)?|404\.html|_headers|_redirects|\.legwork-site|assets/fonts/OFL\.txt|assets/previews/.*\.png"
)
"""Read by hosts and search engines, or published because a license asks for it."""


def _sent(path: Path) -> int:
    """Bytes that a host sends for a file, compressed as most do."""
    data = path.read_bytes()
    return len(data if path.suffix in ALREADY_COMPRESSED else gzip.compress(data, 6))


def _file(built: BuiltSite, server: str, url: str) -> Path:
    path = built.folder / unquote(urlsplit(url.removeprefix(server)).path)
    return path / "index.html" if path.is_dir() else path


@pytest.mark.browser
def test_two_exercise_pages_load_few_bytes(browser: Browser, server: str, built: BuiltSite) -> None:
    """All that is loaded, by a phone of its own, down to the end of the page."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    costs = []
    for slug in ("jumping-lunge", "single-leg-deadlift"):
        seen = set(asked)
        page.goto(server + urls.entry("exercise", slug))
        page.mouse.wheel(0, 20000)
        page.wait_for_load_state("networkidle")
        costs.append(sum(_sent(_file(built, server, url)) for url in set(asked) - seen))
    context.close()
    first, following = costs
    assert 20 * 1024 < following < NEXT_PAGE_BYTES
    assert following < first < FIRST_VISIT_BYTES


@pytest.mark.slow
def test_the_heaviest_pages_are_known(built: BuiltSite) -> None:
    """Every exercise page alone stays below what the next page may cost."""
    pages = {url: len(gzip.compress(page.raw, 6)) for url, page in built.pages.items() if url.startswith("exercises/")}
    assert max(pages.values()) < NEXT_PAGE_BYTES, max(pages, key=lambda url: pages[url])


def _references(built: BuiltSite) -> set[str]:
    """Every file that a page, a style sheet, a script or data names."""
    found = {link.url for page in built.pages.values() for link in page.links if link.url is not None}
    found |= {urlsplit(content).path.lstrip("/") for page in built.pages.values() for content in [page.meta("og:image") or ""]}
    for path in built.folder.rglob("*"):
        name = path.relative_to(built.folder).as_posix()
        if path.suffix == ".css":
            found |= {
                urljoin(name, url.strip("\"'")) for url in re.findall(r"url\(([^)]+)\)", path.read_text(encoding="utf-8"))
            }
        elif path.suffix == ".js":
            text = path.read_text(encoding="utf-8")
            found |= {urljoin(name, url) for url in re.findall(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""", text)}
    manifest = json.loads((built.folder / "search/manifest.json").read_text(encoding="utf-8"))
    found |= {"search/manifest.json", *re.findall(r"search/[\w.-]+", json.dumps(manifest))}
    return found


@pytest.mark.slow
def test_every_file_is_one_that_something_asks_for(built: BuiltSite, real: Content) -> None:
    named = _references(built) | {urls.json_entry(kind, slug) for kind in SINGLE for slug in renamed(real.moves, kind)}
    pages = {url + "index.html" if url.endswith("/") or not url else url for url in (*built.pages, *built.moved)}
    files = {path.relative_to(built.folder).as_posix() for path in built.folder.rglob("*") if path.is_file()} - pages
    stills = {urls.still(slug.split("/")[1]) for slug in built.pages if slug.startswith("exercises/") and slug != "exercises/"}
    assert sorted(file for file in files - named - stills if not FOR_PROGRAMS.fullmatch(file)) == []
