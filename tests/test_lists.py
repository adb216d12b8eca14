"""Lists that grow with the catalogue. Above a limit they get pages of their own, so that no page grows.

The limits are lowered for a made-up catalogue of a hundred exercises and one of three hundred, so that the test is quick.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import urljoin

import pytest

import bench.catalogue
from legwork import site
from legwork.catalogue import content, urls
from legwork.catalogue.content import Content
from legwork.catalogue.lookups import lookups
from legwork.pages.page import Page
from legwork.pages.views import lists, matrix
from legwork.pages.views.parts import Link, ListGroup, Shown
from legwork.pages.views.site import Site
from legwork.routines.solve_all import NO_ROUTINES

LIMIT = 20
OVERVIEW = 12
MOST_BYTES = 90_000
"""The largest body at these limits. The lists of muscles and facets, which do not grow, take most of it."""
_HREF = re.compile(r'href="([^"#?]+)[^"]*"')


def _read(folder: Path, size: int, root: Path) -> Content:
    bench.catalogue.write(folder / "catalogue", size, root / "catalogue")
    (folder / "docs").mkdir()
    found = content.read(folder / "catalogue", folder / "docs", root=folder)
    assert not found.problems
    return found


def _pages(found: Content) -> dict[str, Page]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "MAX_ENTRIES_PER_PAGE", LIMIT)
        patch.setattr(lists, "ENTRIES_IN_OVERVIEW", OVERVIEW)
        patch.setattr(matrix, "MAX_NAMES_BEHIND_CELLS", LIMIT)
        made = list(site.pages(Site.of(found, NO_ROUTINES)))
    pages = {page.url: page for page in made}
    assert len(pages) == len(made), "two pages at one address"
    return pages


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, Page]:
    return _pages(_read(tmp_path_factory.mktemp("small"), 100, root))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Content:
    return _read(tmp_path_factory.mktemp("large"), 300, root)


@pytest.fixture(scope="module")
def pages(large: Content) -> dict[str, Page]:
    return _pages(large)


def _linked(page: Page) -> set[str]:
    """Return the addresses, from the site's root, to which the plain links of a page lead."""
    return {urljoin(f"/{page.url}", href).removeprefix("/") for href in _HREF.findall(page.body)}


def _below(pages: dict[str, Page], home: str) -> set[str]:
    """Return every address that plain links reach from a page and the lists below it."""
    found: set[str] = set()
    open_, seen = [home], {home}
    while open_:
        linked = _linked(pages[open_.pop()])
        found |= linked
        further = {url for url in linked - seen if url in pages and pages[url].kind == "list" and url.startswith(home)}
        seen |= further
        open_ += further
    return found


def test_no_page_grows_with_the_catalogue(small: dict[str, Page], pages: dict[str, Page]) -> None:
    """With three times as many exercises, pages in both sites are about as long, and none is large."""
    grown = {url: (len(small[url].body), len(pages[url].body)) for url in small.keys() & pages.keys()}
    assert len(grown) > 200
    assert {url: sizes for url, sizes in grown.items() if sizes[1] > 1.5 * sizes[0] + 12_000} == {}
    assert {url: len(page.body) for url, page in pages.items() if len(page.body) > MOST_BYTES and url != urls.FINDER} == {}


def test_a_list_has_no_more_than_its_limit(pages: dict[str, Page]) -> None:
    long = [page for page in pages.values() if page.kind == "list"]
    assert len(long) > 50
    for page in long:
        rows = page.body.count('<li><p class="lw-r') + page.body.count("<li><a") + page.body.count('<li class="lw-also"')
        chips = page.body.partition('<ul class="lw-chips">')[2].partition("</ul>")[0].count("<li>")
        assert rows - chips - page.body.count('<nav class="lw-crumbs"') <= LIMIT, page.url


def test_plain_links_reach_every_entry(large: Content, pages: dict[str, Page]) -> None:
    """Links lead from the page of a muscle, a piece, a pattern, a complaint and a source to every exercise of it."""
    relations = lookups(large.catalogue)
    kinds = {
        "muscle": [relations.primary, relations.secondary],
        "equipment": [relations.required, relations.optional],
        "pattern": [relations.pattern],
        "source": [relations.cited],
        "care": [{slug: tuple(exercise for exercise, _ in pairs) for slug, pairs in relations.care.items()}],
    }
    checked = 0
    for kind, relation in kinds.items():
        expected: dict[str, set[str]] = defaultdict(set)
        for one in relation:
            for slug, exercises in one.items():
                expected[slug] |= {urls.entry("exercise", exercise) for exercise in exercises}
        for slug, exercises_of in expected.items():
            home = urls.entry(kind, slug) if slug != "convention" else urls.index("source")
            assert exercises_of <= _below(pages, home), home
            checked += len(exercises_of)
    assert checked > 3000
    every = {urls.entry("exercise", slug) for slug in large.catalogue.exercises}
    assert every <= _below(pages, urls.MATRIX)
    families = {url for url in _linked(pages[urls.index("exercise")]) if url.startswith("patterns/")}
    assert every <= set().union(*(_below(pages, url) for url in families))


def test_the_pages_of_a_list_link_to_each_other(pages: dict[str, Page]) -> None:
    following = {
        page.url: urljoin(f"/{page.url}", match[1]).removeprefix("/")
        for page in pages.values()
        if page.kind == "list" and (match := re.search(r'rel="next" href="([^"]+)"', page.body))
    }
    previous = {
        page.url: urljoin(f"/{page.url}", match[1]).removeprefix("/")
        for page in pages.values()
        if page.kind == "list" and (match := re.search(r'rel="prev" href="([^"]+)"', page.body))
    }
    assert len(following) > 5
    assert previous == {after: before for before, after in following.items()}
    numbered = {url for url, page in pages.items() if page.kind == "list" and re.search(r"/\d+/$", url)}
    assert numbered == set(previous)


def test_counts_match_the_entries(large: Content, pages: dict[str, Page]) -> None:
    """The number on a page equals the numbers on the list's pages and the entries there."""
    told = 0
    for page in pages.values():
        for href, number in re.findall(r'<a href="([^"]+)">All (\d+)</a></p>', page.body):
            url = urljoin(f"/{page.url}", href).removeprefix("/")
            assert f'<p class="lw-lead">{number} in all' in pages[url].body, (page.url, url)
            told += 1
    assert told > 50


def test_a_short_list_stays_on_its_page(large: Content) -> None:
    view = Site.of(large, NO_ROUTINES)
    short, long = (lists.Lists(Link("Here", "here/"), view) for _ in range(2))
    entries = tuple(Link(f"Entry {number}", f"{number}/") for number in range(lists.MAX_ENTRIES_PER_PAGE // 2))
    groups = [ListGroup("one", "One", entries), ListGroup("two", "Two", entries)]
    assert short.cut("links", groups) == [Shown(entries, None)] * 2
    assert short.cut("links", []) == []
    assert list(short.pages()) == []
    longer = ListGroup("three", "Three", entries[:1])
    shown = long.cut("links", [*groups, longer])
    assert [len(part.entries) for part in shown] == [lists.ENTRIES_IN_OVERVIEW // 3] * 2 + [1]
    assert [part.all for part in shown] == [Link("All 100", "here/one/"), Link("All 100", "here/two/"), None]
    assert [page.url for page in long.pages()] == ["here/one/", "here/two/"]
