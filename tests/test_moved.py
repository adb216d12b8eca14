"""Pages that have moved: their old addresses redirect, and are part of the site in no other way."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from built import BuiltSite, served, text_of, tree
from legwork import site
from legwork.catalogue import content, moved, urls
from legwork.catalogue.content import Content
from legwork.catalogue.moved import Move
from legwork.pages import moved_page as moved_pages
from legwork.pages.moved_page import Owner
from legwork.pages.render import Templates
from legwork.pages.views import lists
from legwork.pages.views.site import Site
from legwork.routines.solve_all import NO_ROUTINES, solve_all
from legwork.text import yaml_reader
from legwork.theme import security_policy
from overlays import copy_of_mini
from project import Project, make_project
from test_documents import blocks

pytestmark = pytest.mark.slow

ADDRESS = "https://example.org/some/path/"
MORE = """
/once/there/: /
/guides/lists/: /exercises/
exercise:calf-drill: care:sore-achilles
"""
"""Lines to add to those of the miniature, so that each kind of address is on both sides."""
LEADS = {
    "exercises/knee-bend/": ("exercises/squat/", "Squat"),
    "routines/quick-session/": ("routines/short/", "Five minutes after a run: routine"),
    "guides/sore-knees/": ("care/sore-knee/", "My knee is sore"),
    "guides/the-guide/": ("guides/one-guide/", "One guide"),
    "once/there/": ("", "Home"),
    "guides/lists/": ("exercises/", "Exercises"),
    "exercises/calf-drill/": ("care/sore-achilles/", "My Achilles is sore"),
}
"""The target of each old address, and the name of the page there."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_project(tmp_path_factory.mktemp("moved"))
    lines = project.file("catalogue/moved.yml").read_text(encoding="utf-8")
    project.write("catalogue/moved.yml", lines + MORE.lstrip())
    done = project.build(LEGWORK_SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stderr
    return project


@pytest.fixture(scope="module")
def published(project: Project) -> BuiltSite:
    return BuiltSite.read(project.site)


# The pages


def test_each_old_address_leads_to_the_page_of_today(published: BuiltSite) -> None:
    assert set(published.moved) == set(LEADS)
    for url, (new, name) in LEADS.items():
        page = published.moved[url]
        (link,) = page.links_to
        (refresh,) = [meta for meta in page.head("meta") if meta.get("http-equiv") == "refresh"]
        (anchor,) = page.all("a")
        assert (link, text_of(anchor)) == (new, name) and new in published.pages, url
        assert refresh.get("content") == f"0; url={anchor.get('href')}", url
        assert [each.get("href") for each in page.head("link") if each.get("rel") == "canonical"] == [ADDRESS + new]


def test_each_page_at_an_old_address_is_small_and_valid(published: BuiltSite) -> None:
    for url, page in published.moved.items():
        assert page.errors == () and page.raw.startswith(b"<!doctype html>"), url
        assert page.root.get("lang") == "en"
        assert [meta.get("charset") for meta in page.head("meta") if meta.get("charset")] == ["utf-8"]
        assert page.meta("viewport") == "width=device-width, initial-scale=1"
        assert page.meta("robots") == "noindex"
        assert [text_of(title) for title in page.head("title")] == [f"Moved: {LEADS[url][1]} - Legwork"]
        assert [text_of(heading) for heading in page.all("h1")] == ["This page has moved"]
        assert page.all("script") == page.all("img") == [] and len(page.raw) < 2048


def test_its_policy_equals_that_of_all_pages_plus_its_style(published: BuiltSite) -> None:
    for page in published.moved.values():
        (written,) = [m.get("content") for m in page.head("meta") if m.get("http-equiv") == "Content-Security-Policy"]
        (style,) = page.all("style")
        assert written == security_policy.of_page(f"<style>{style.text}</style>") != security_policy.of_page()


def test_the_preview_has_no_policy_because_mkdocs_adds_a_script() -> None:
    page = moved_pages.page(
        Move("exercise:old", "exercise:new"), "New", Owner("Legwork", "", "icon.svg"), Templates.read(), guarded=False
    )
    assert "Content-Security-Policy" not in page and 'content="0; url=../../exercises/new/"' in page
    assert '<link rel="canonical" href="../../exercises/new/">' in page  # a site that does not know its address


def test_names_are_escaped() -> None:
    page = moved_pages.page(Move("exercise:old", "exercise:new"), '<b>"&', Owner("<i>", "", "icon.svg"), Templates.read())
    assert "&lt;b&gt;&#34;&amp;</a>" in page and "<b>" not in page and "<i>" not in page


# Nothing else knows of them


def test_only_the_redirects_name_old_addresses(project: Project, published: BuiltSite) -> None:
    """No page, sitemap, list, search index or style sheet does. Readers come there from other sites.

    But for the page of rules, which quotes what is said of broken copies of this very catalogue.
    """
    quoting = (moved_pages.REDIRECTS_FILE, f"{urls.CHECKS}index.html")
    files = {name: data for name, data in tree(project.site).items() if name not in quoting}
    places = {f"{url}index.html" for url in LEADS}
    assert places <= set(files)
    for url in LEADS:
        slug = url.strip("/").encode()
        named = {name for name, data in files.items() if slug in data or slug.rpartition(b"/")[2] + b'"' in data}
        assert named == set(), url
    assert b"<loc>https://example.org/some/path/exercises/squat/</loc>" in files["sitemap.xml"]


def test_redirects_have_the_form_that_hosts_read(project: Project, published: BuiltSite) -> None:
    """Each line has three words. Addresses start at the root, no address has two rules, and no target redirects again."""
    lines = (project.site / moved_pages.REDIRECTS_FILE).read_text(encoding="utf-8").splitlines()
    assert lines == [f"/{url} /{LEADS[url][0]} 301" for url in sorted(LEADS)]


def test_the_old_data_address_has_the_data_of_today(project: Project) -> None:
    """This needs the same kind: an entry that became another kind has no data of the old kind."""
    api = project.site / "api"
    for kind, old, new in (("exercises", "knee-bend", "squat"), ("routines", "quick-session", "short")):
        record = (api / kind / f"{old}.json").read_text(encoding="utf-8")
        assert record == (api / kind / f"{new}.json").read_text(encoding="utf-8")
        assert json.loads(record)["slug"] == new
        slugs = [entry["slug"] for entry in json.loads((api / f"{kind}.json").read_text(encoding="utf-8"))]
        assert new in slugs and old not in slugs
    assert not (api / "exercises/calf-drill.json").exists()


# What stops a build


def _fails(project: Project, said: str) -> None:
    before = tree(project.site)
    done = project.build()
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert tree(project.site) == before


def test_an_infeasible_routine_is_not_a_target(project: Project) -> None:
    lines = project.file("catalogue/moved.yml").read_text(encoding="utf-8")
    project.write("catalogue/moved.yml", f"{lines}routine:week: routine:home-a\n")
    number = len(lines.splitlines()) + 1
    try:
        _fails(
            project,
            f"catalogue/moved.yml:{number}:15: error moved-unmade: routine:week: "
            "no session can be made of 'routine:home-a', so it has no page (lead to another page)",
        )
    finally:
        project.write("catalogue/moved.yml", lines)


def test_a_file_at_an_old_address_is_not_replaced(project: Project) -> None:
    project.write("docs/exercises/knee-bend/index.html", "<p>mine</p>")
    try:
        _fails(project, "docs/exercises/knee-bend/index.html has the address of a generated file; rename it.")
    finally:
        project.file("docs/exercises/knee-bend/index.html").unlink()


def test_a_catalogue_without_moves(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.file("catalogue/moved.yml").unlink()
    assert project.build().returncode == 0
    assert BuiltSite.read(project.site).moved == {}
    assert not (project.site / moved_pages.REDIRECTS_FILE).exists()


# What the checks know


def test_current_addresses_equal_those_of_the_build(project: Project, published: BuiltSite) -> None:
    """Except pages of long lists, which the miniature lacks, and infeasible routines."""
    read = content.read(project.file("catalogue"), project.file("docs"), root=project.folder)
    today = {moved.address(page) for page in moved.CurrentAddresses(read.reading, read.guides).all}
    unmade = {urls.entry("routine", slug) for slug in solve_all(read.catalogue).infeasible}
    assert unmade and today - unmade == set(published.pages) - {"404.html"}
    assert {moved.address(moved.as_reference(url)) for url in today} == today


def test_a_catalogue_without_routines_has_no_index_of_them(tmp_path: Path) -> None:
    folder = copy_of_mini(tmp_path)
    for file in (folder / "catalogue/routines").iterdir():
        file.unlink()
    read = content.read(folder / "catalogue", folder / "docs", root=folder)
    assert {"/plans/", "/exercises/"} <= (pages := moved.CurrentAddresses(read.reading, read.guides).pages)
    assert "/routines/" not in pages


def test_the_addresses_of_long_lists_are_known(mini: Content, real: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MAX_ENTRIES_PER_PAGE", 1)
    monkeypatch.setattr(lists, "ENTRIES_IN_OVERVIEW", 1)
    without = replace(real, catalogue=replace(real.catalogue, plans={}))  # plans need routines, which take their time
    for read, routines in ((mini, solve_all(mini.catalogue)), (without, NO_ROUTINES)):
        made = list(site.pages(Site.of(read, routines)))
        assert len([page for page in made if page.kind == "list"]) > 20
        assert [page.url for page in made if urls.of_list(page.url) != (page.kind == "list")] == []


def test_a_file_of_many_lines_is_read_quickly(tmp_path: Path) -> None:
    """Chains and circles are followed once, and the number of reported problems is limited."""
    folder = copy_of_mini(tmp_path)
    lines = [f"/old-{i}/: /old-{i + 1}/" for i in range(20_000)]
    (folder / "catalogue/moved.yml").write_text("\n".join([*lines, "/old-20000/: /old-5/"]), encoding="utf-8")
    begun = time.process_time()
    read = content.read(folder / "catalogue", folder / "docs", root=folder)
    assert len(read.problems) == moved.MAX_PROBLEMS_PER_FILE
    assert {problem.message for problem in read.problems} == {"leads in a circle"}
    assert time.process_time() - begun < 20


def test_the_example_for_editors_is_valid(real: Content, root: Path) -> None:
    (example,) = [text for text in blocks(root / ".github" / "format.md", "yaml") if "moved.schema.json" in text]
    document, wrong = yaml_reader.read("moved.yml", example.encode())
    assert wrong == [] and isinstance(document.data, dict) and len(document.data) == 3
    assert list(moved.problems(replace(real.reading, moved=document), real.guides)) == []


# In a browser


@pytest.fixture(scope="module")
def address(project: Project) -> Iterator[str]:
    """Serve the project's site with its own headers."""
    with served(project.site) as address:
        yield address


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_old_address_leads_to_the_new_page(browser: Browser, address: str, scripts: bool) -> None:
    """It redirects at once, without errors, and the back button does not return to it."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(f"{address}muscles/")
    for old, (new, _) in LEADS.items():
        page.goto(address + old)
        page.wait_for_url(address + new)
        expect(page.locator("h1")).to_have_count(1)
        page.go_back()
        page.wait_for_url(f"{address}muscles/")
    assert said == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_that_does_not_redirect_shows_a_link(
    browser: Browser, published: BuiltSite, address: str, scheme: str
) -> None:
    """Also on a narrow phone, and in the reader's colors."""
    context = browser.new_context(viewport={"width": 320, "height": 480}, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    raw = published.moved["exercises/knee-bend/"].raw.decode()
    still = re.sub(r'<meta http-equiv="refresh"[^>]*>', "", raw)
    assert still != raw
    page.route("**/exercises/knee-bend/", lambda route: route.fulfill(body=still, content_type="text/html"))
    page.goto(f"{address}exercises/knee-bend/")
    link = page.get_by_role("link", name="Squat")
    expect(link).to_be_in_viewport()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert page.evaluate("() => getComputedStyle(document.body).maxWidth") == "648px"  # its style is let through
    shown = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    assert shown == (scheme == "dark")
    white = "rgb(255, 255, 255)"
    assert (page.evaluate("() => getComputedStyle(document.body).color") == white) == (scheme == "dark")
    link.click()
    page.wait_for_url(f"{address}exercises/squat/")
    context.close()
