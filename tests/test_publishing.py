"""The page on publishing is true: lifetimes are those of `_headers`, and weights are those of the built site."""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from built import BuiltSite
from legwork.catalogue import urls
from legwork.theme import security_policy
from test_weight import _file, _sent

PAGE = Path(__file__).resolve().parent.parent / "docs" / "publishing.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("| ")]
KEPT = {
    pattern: row[1].strip("`") for row in ROWS if len(row) == 3 and "`" in row[0] for pattern in re.findall("`(.+?)`", row[0])
}
COSTS = {row[0]: (int(row[1]), int(row[2])) for row in ROWS if re.fullmatch(r"\d+", row[1])}
JOURNEY = (
    urls.entry("exercise", "jumping-lunge"),
    urls.entry("exercise", "single-leg-deadlift"),
    urls.finder(muscle="soleus"),
    urls.entry("routine", "home-15-beginner-a"),
)
MANIFEST = "search/manifest.json"


def _told(file: str) -> str:
    """What the page says of a file: a name in full counts before a pattern."""
    matching = [pattern for pattern in KEPT if fnmatch.fnmatchcase(file, pattern)]
    return KEPT[min(matching, key=lambda pattern: ("*" in pattern, -len(pattern)))] if matching else "none"


def _sent_with(built: BuiltSite, file: str) -> str:
    """The lifetime that `_headers` gives a file; two for one would be joined by hosts into nonsense."""
    found, rule = [], ""
    for line in (built.folder / security_policy.HEADERS_FILE).read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rule = line[1:]
        elif line.strip().startswith("Cache-Control: ") and fnmatch.fnmatchcase(file, rule):
            found.append(line.strip().removeprefix("Cache-Control: "))
    assert len(found) <= 1, file
    return found[0] if found else "none"


@pytest.mark.slow
def test_lifetimes_are_those_of_the_headers(built: BuiltSite) -> None:
    files = {path.relative_to(built.folder).as_posix() for path in built.folder.rglob("*") if path.is_file()}
    assert {file: _told(file) for file in files} == {file: _sent_with(built, file) for file in files}
    assert len(KEPT) > 7
    assert [pattern for pattern in KEPT if not any(fnmatch.fnmatchcase(file, pattern) for file in files)] == []
    assert f"more than {security_policy.MAX_FILE_RULES} hashed files" in TEXT


@pytest.mark.browser
def test_a_visit_costs_what_the_page_says(browser: Browser, server: str, built: BuiltSite) -> None:
    """Requests to two, for those that come and go with the scroll; bytes to a tenth."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert len(COSTS) == len(JOURNEY)
    for url, (what, (requests, kib)) in zip(JOURNEY, COSTS.items(), strict=True):
        seen = set(asked)
        page.goto(server + url)
        page.mouse.wheel(0, 20000)
        page.wait_for_load_state("networkidle")
        fetched = set(asked) - seen
        sent = sum(_sent(_file(built, server, one)) for one in fetched) / 1024
        assert abs(len(fetched) - requests) <= 2, (what, len(fetched))
        assert sent == pytest.approx(kib, rel=0.1), what
    context.close()


def test_the_sums_are_right() -> None:
    requests, kib = (sum(cost[part] for cost in COSTS.values()) for part in (0, 1))
    assert f"| **together** | **{requests}** | **{kib}** |" in TEXT
    assert f"1,000,000 × {requests} = **{requests} million a month**" in TEXT
    assert f"{requests * 1e6 / (30 * 86400):.0f} a second" in TEXT
    assert f"1,000,000 × {kib} × 1,024 bytes = **{kib * 1024 / 1000:.0f} GB a month**" in TEXT
