"""What strangers write is text and stays text: nothing of it runs, leaves, or becomes markup of its own.

Two walls, each tested as if the other were not there. The checks refuse HTML and addresses of other kinds, with file and
line. And where the checks are switched off, what is built from every payload in every field is opened in Chromium, with
the Content Security Policy switched off too: it is a third wall, and has tests of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from playwright.sync_api import Browser, Page, Request

import payloads
from built import served
from legwork import site
from legwork.catalogue import content
from legwork.catalogue.catalogue import FOLDERS, VOCABULARIES
from legwork.catalogue.content import Content
from legwork.exports import data
from legwork.pages import pictures
from legwork.pages.views import lists
from legwork.pages.views.site import Site
from legwork.routines.solve_all import solve_all
from legwork.text import sanitize
from legwork.text.problems import Problem
from overlays import copy_of_mini
from payloads import FAMILIES, PAYLOADS, PLAIN
from project import Project, make_project

pytestmark = pytest.mark.slow

NUMBERED = list(enumerate(PAYLOADS))
REFUSED_WHOLE = ("tags", "events", "svg", "comments and ends")
"""Families of which no payload passes the checks in any text."""
ACCEPTED_WHOLE = ("templates", "yaml")


def test_there_are_at_least_150_different_payloads() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 150


# --- The first wall: the checks


@dataclass
class Told:
    """What is told of the entries made from payloads: by number, the fields that are refused."""

    fields: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    read: Content | None = None


_ABOUT_TEXT = re.compile(r"holds |link to |mixes |no \w+ '")


def _owner(problem: Problem) -> tuple[int, str, str]:
    """The number of the payload, the kind of entry and the field that a problem is about."""
    in_file = re.fullmatch(r"catalogue/(\w+)/p(\d+)\.yml", problem.file)
    if in_file:
        return int(in_file[2]), in_file[1], problem.path
    of_id = re.match(r"p(\d+)\.?", problem.path)
    assert of_id, problem
    return int(of_id[1]), Path(problem.file).stem, problem.path[of_id.end() :]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with every payload in every field of an entry of every kind."""
    made = copy_of_mini(tmp_path_factory.mktemp("payloads"))
    payloads.write(made / "catalogue", NUMBERED)
    return made


@pytest.fixture(scope="module")
def told(folder: Path) -> Told:
    told = Told(read=content.read(folder / "catalogue", folder / "docs", root=folder))
    assert told.read
    for problem in told.read.problems:
        if not _ABOUT_TEXT.match(problem.message):
            continue  # what checks say of an entry's worth, not of its letters
        number, kind, path = _owner(problem)
        told.fields[number].add((kind, path))
    return told


def _texts(value: Any, payload: str, path: str = "") -> Iterator[str]:
    """Where a payload stands in an entry."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, payload, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _texts(inner, payload, f"{path}[{i}]")
    elif isinstance(value, str) and (payload in value or "".join(payload.split()) in value):
        yield path


_NAMES = {**{kind: f"{kind}s" for kind in FOLDERS}, **dict(payloads._FILES)}


def test_a_payload_is_refused_in_every_field_or_in_none(told: Told) -> None:
    """No field has rules of its own: what is HTML, a link to elsewhere or a hidden letter in one is so in all."""
    for number, payload in NUMBERED:
        everywhere = {
            (_NAMES[kind], path)
            for kind, entry in payloads.entries(number, payload).items()
            for path in _texts(entry, payload)
            if not path.endswith(".DOI") and path != "DOI"
        }
        refused = {one for one in told.fields[number] if one[1] != "DOI"}
        assert refused in (set(), everywhere), (payload, sorted(everywhere ^ refused)[:5])


def test_what_is_refused(told: Told) -> None:
    places = dict(zip(PAYLOADS, told_numbers(told), strict=True))
    for family in REFUSED_WHOLE:
        assert [payload for payload in FAMILIES[family] if not places[payload]] == [], family
    for family in ACCEPTED_WHOLE:
        assert [payload for payload in FAMILIES[family] if places[payload]] == [], family
    holds_html = [payload for payload in PAYLOADS if re.search("<[a-z/!?]", payload, re.IGNORECASE)]
    assert [payload for payload in holds_html if not places[payload]] == []
    scripted = [payload for payload in FAMILIES["markdown"] if re.match(r"!?\[x\]\(\W*(java|data|vbs)", payload, re.IGNORECASE)]
    assert len(scripted) >= 8 and [payload for payload in scripted if not places[payload]] == []


def told_numbers(told: Told) -> list[bool]:
    return [bool(told.fields.get(number)) for number, _ in NUMBERED]


def _string_fields(schema: Mapping[str, Any], definitions: Mapping[str, Any], name: str = "") -> Iterator[str]:
    """Names of the fields that a JSON Schema leaves free: text without a pattern, a list of words or a format."""
    if reference := schema.get("$ref"):
        schema = definitions[reference.rpartition("/")[2]]
    if schema.keys() & {"pattern", "enum", "const", "format"}:
        return
    if schema.get("type") == "string":
        yield name
    for key, inner in schema.get("properties", {}).items():
        if key not in ("figure", "slug"):
            yield from _string_fields(inner, definitions, key)
    for inner in (*schema.get("anyOf", ()), *([schema["items"]] if isinstance(schema.get("items"), dict) else ())):
        yield from _string_fields(inner, definitions, name)


@pytest.mark.parametrize("kind", [*FOLDERS, *VOCABULARIES])
def test_no_free_field_of_the_format_is_left_out(kind: str) -> None:
    schema = {**FOLDERS, **VOCABULARIES}[kind].model_json_schema(by_alias=True)
    free = set(_string_fields(schema, schema.get("$defs", {}))) - {"PMID", "PMCID"}  # a number, and letters with a number
    met = {re.split(r"[.\[]", re.sub(r"\[\d+\]$", "", path))[-1] for path in _texts(payloads.entries(0, "QQ")[kind], "QQ")}
    assert free and free <= met


@pytest.mark.parametrize("address", FAMILIES["addresses"])
def test_a_source_leads_to_http_or_nowhere(address: str, folder: Path, tmp_path: Path) -> None:
    """Of the addresses that somebody may try, none is one for a source."""
    made = copy_of_mini(tmp_path)
    sources = made / "catalogue/sources.yml"
    text = sources.read_text(encoding="utf-8")
    written = payloads.as_yaml({"URL": address}).strip()
    sources.write_text(text.replace("URL: https://example.org/strength?for=runners&page=1", written), encoding="utf-8")
    found = content.read(made / "catalogue", made / "docs", root=made).problems
    line = text[: text.index("URL: ")].count("\n") + 1
    assert {(problem.file, problem.line, problem.path) for problem in found} == {
        ("catalogue/sources.yml", line, "club-page.URL")
    }


# --- The second wall: what is made of them


@dataclass
class Seen:
    """What happened while pages were open."""

    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, Seen]]:
    """A page without any policy, that notes every dialog and every request."""
    context = browser.new_context(bypass_csp=True)
    seen = Seen()
    page = context.new_page()

    def ask(request: Request) -> None:
        seen.requests.append(request.url)

    page.on(
        "dialog", lambda dialog: (seen.dialogs.append(f"{dialog.page and dialog.page.url}: {dialog.message}"), dialog.dismiss())
    )
    page.on("request", ask)
    context.route(lambda url: urlsplit(url).hostname != "127.0.0.1", lambda route: route.abort())
    yield page, seen
    context.close()


_SHAPES = """async urls => {
    const shapes = {}
    for (const url of urls) {
        const text = await (await fetch(url)).text()
        const page = new DOMParser().parseFromString(text, "text/html")
        const found = new Set()
        for (const element of page.querySelectorAll("*")) {
            const names = element.getAttributeNames().sort()
            found.add(`${element.localName} ${names.join(" ")}`)
            for (const name of names) {
                const value = element.getAttribute(name)
                if (name.startsWith("on") || name === "srcdoc") found.add(`RUNS ${name}=${value}`)
                if (!["href", "src", "action", "formaction", "xlink:href", "data", "poster"].includes(name)) continue
                const scheme = /^[\\s\\0-\\x1f]*([a-z][a-z0-9+.-]*):/i.exec(value)
                if (scheme && !["http", "https"].includes(scheme[1].toLowerCase())) found.add(`LEADS ${name}=${value}`)
                if (element.localName !== "a" && /^(https?:)?[\\\\/]{2}/i.test(value.trim())) found.add(`LOADS ${name}=${value}`)
            }
        }
        shapes[url] = [...found]
    }
    return shapes
}"""
"""By address, the kinds of element in a page: name and names of attributes; and whatever runs, or leads or loads from elsewhere."""

_OPEN_ALL = """async ([urls, at_once]) => {
    const left = [...urls]
    const one = async () => {
        const frame = document.createElement("iframe")
        document.body.append(frame)
        while (left.length) {
            const loaded = new Promise(resolve => (frame.onload = resolve))
            frame.src = left.pop()
            await loaded
            await new Promise(resolve => setTimeout(resolve, 5))
        }
        frame.remove()
    }
    await Promise.all(Array.from({length: at_once}, one))
}"""

LINKED = {"a href", "a ", "em ", "strong "}
"""What a payload may become in catalogue text: emphasis, a link to a sound address, or one that lost its address."""


def _assert_quiet(seen: Seen, address: str) -> None:
    assert seen.dialogs == []
    assert sorted({url for url in seen.requests if not url.startswith(address)}) == []


@pytest.fixture(scope="module")
def bodies(folder: Path, told: Told, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page's body, every picture and every data file of a catalogue whose problems nobody minded."""
    out = tmp_path_factory.mktemp("bodies")
    control = copy_of_mini(tmp_path_factory.mktemp("control"))
    payloads.write(control / "catalogue", [(0, PLAIN)])
    assert told.read
    for name, read in (("hostile", told.read), ("plain", content.read(control / "catalogue", control / "docs", root=control))):
        routines = solve_all(read.catalogue)
        assert not routines.findings
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                lists, "MAX_ENTRIES_PER_PAGE", 10**6
            )  # no list has pages of its own, so that each page has its counterpart
            made_from = Site.of(read, routines)
            made = list(site.pages(made_from))
        files = {f"{page.url}index.html": f"<!doctype html><title>x</title>{page.body}" for page in made}
        files |= {**dict(pictures.files(made_from.drawings)), **dict(data.files(read.catalogue, made_from.lookups, routines))}
        for url, text in files.items():
            (out / name / url).parent.mkdir(parents=True, exist_ok=True)
            (out / name / url).write_text(text, encoding="utf-8")
    return out


def _pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def _kind_of(url: str) -> str:
    """The page with which one is compared: that of the plain entry for one made from a payload, otherwise itself."""
    return re.sub(r"\bp\d+\b", "p0", url)


def test_no_payload_becomes_markup_in_any_field(bodies: Path, watched: tuple[Page, Seen]) -> None:
    """Each page has the kinds of element that the same page has with plain words, and nothing of a payload runs in it."""
    page, seen = watched
    hostile, plain = _pages(bodies / "hostile"), _pages(bodies / "plain")
    assert {_kind_of(url) for url in hostile} == set(plain) and len(hostile) > 1900
    with served(bodies) as address:
        page.goto(f"{address}plain/api/exercises.json")
        usual = page.evaluate(_SHAPES, [f"{address}plain/{url}" for url in plain])
        found = page.evaluate(_SHAPES, [f"{address}hostile/{url}" for url in hostile])
        new = {
            url: extra
            for url in hostile
            if (extra := {*found[f"{address}hostile/{url}"]} - {*usual[f"{address}plain/{_kind_of(url)}"]} - LINKED)
        }
        assert new == {}
        page.goto(address)
        page.evaluate(_OPEN_ALL, [[f"{address}hostile/{url}" for url in hostile[::25]], 8])
        _assert_quiet(seen, address)


def test_pictures_and_data_are_what_they_seem(bodies: Path, watched: tuple[Page, Seen]) -> None:
    """Opened as documents of their own: pictures are well-formed and made of drawing alone, data is text."""
    page, seen = watched
    drawn = sorted((bodies / "hostile").rglob("*.svg"))
    assert len(drawn) > 3 * 200
    plain = {element.tag for path in (bodies / "plain").rglob("*.svg") for element in fromstring(path.read_text()).iter()}
    for path in drawn:
        root = fromstring(path.read_text(encoding="utf-8"))
        assert {element.tag for element in root.iter()} <= plain, path
        assert not [
            name
            for element in root.iter()
            for name in element.attrib
            if name.startswith("on") or ("href" in name and not element.attrib[name].startswith("#"))
        ]
    with served(bodies) as address:
        page.goto(address)
        urls = [path.relative_to(bodies).as_posix() for path in (*drawn[::7], *(bodies / "hostile/api").rglob("*.json"))]
        page.evaluate(_OPEN_ALL, [[address + url for url in urls], 4])
        _assert_quiet(seen, address)


EVERY = 8


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A whole site that no check watched over: an exercise and a guide for each payload, some of the guides in the navigation."""
    project = make_project(tmp_path_factory.mktemp("hostile"))
    payloads.write(project.file("catalogue"), NUMBERED, every=EVERY)
    for number, text in NUMBERED:
        project.write(f"docs/guides/g{number}.md", payloads.guide(number, text))
        if not number % EVERY:
            project.write(f"docs/guides/u{number}.md", payloads.untitled(number, text))
    nav = "".join(f"  - guides/u{number}.md\n" for number, _ in NUMBERED[::EVERY])
    project.write("mkdocs.yml", project.config.read_text(encoding="utf-8") + nav)
    project.replace("hooks/legwork/catalogue/content.py", "tuple(sorted(set(settled)))", "()")
    done = project.mkdocs()
    assert done.returncode == 0, done.stderr[-2000:]
    return project


def test_a_site_of_payloads_is_quiet(hostile_site: Project, watched: tuple[Page, Seen]) -> None:
    """With the theme around it: titles, descriptions, navigation, tables of contents, guides and their front matter."""
    page, seen = watched
    pages = _pages(hostile_site.site)
    assert len([url for url in pages if re.match(r"exercises/p\d", url)]) > 200
    assert len([url for url in pages if re.match(r"guides/[gu]\d", url)]) > 280
    with served(hostile_site.site) as address:
        page.goto(f"{address}api/exercises.json")
        found = page.evaluate(_SHAPES, [address + url for url in pages])
        usual = {*found[f"{address}exercises/squat/index.html"]}
        usual |= {*found[f"{address}guides/one-guide/index.html"]}
        usual |= {*found[f"{address}exercises/knee-bend/index.html"]}  # has moved: a page without the theme
        ours = re.compile(r"exercises/p\d+/index.html|guides/.*")
        new = {
            url: extra
            for url in pages
            if ours.fullmatch(url)
            and (
                extra := {one for one in {*found[address + url]} - usual - LINKED if not (url[0] == "g" and _of_markdown(one))}
            )
        }
        assert new == {}
        bad = {url: [one for one in found[address + url] if one.split(" ")[0].isupper()] for url in pages}
        assert {url: list_ for url, list_ in bad.items() if list_} == {}
        page.goto(address)
        page.evaluate(_OPEN_ALL, [[address + url for url in pages], 6])
        _assert_quiet(seen, address)


_MARKDOWN = {
    "a", "abbr", "blockquote", "br", "code", "dd", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "img", "li", "ol", "p", "pre", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_HARMLESS = {"id", "class", "href", "title", "src", "alt", "style", "start", "open"}


def _of_markdown(shape: str) -> bool:
    """Whether Markdown may make such an element of a payload in a guide."""
    tag, *names = shape.split()
    return tag in _MARKDOWN and set(names) <= _HARMLESS


def test_finding_payloads_is_quiet(hostile_site: Project, watched: tuple[Page, Seen]) -> None:
    """The finder and the box at the top build their lists by script, from the index."""
    page, seen = watched
    with served(hostile_site.site) as address:
        page.goto(f"{address}finder/#q=alert")
        page.wait_for_function("() => document.querySelector('[data-finder]').dataset.found > 50")
        page.goto(address)
        page.keyboard.press("/")
        for words in ("alert", "script", "onerror", "{{7*7}}", '"><img src=x onerror=alert(1)>'):
            page.locator(".lw-search__input").fill(words)
            page.wait_for_function("words => document.querySelector('.lw-search').dataset.answered === words", arg=words)
        _assert_quiet(seen, address)


# --- The sanitizer by itself


@pytest.mark.parametrize("clean", [sanitize.text, sanitize.guide])
@pytest.mark.parametrize("family", FAMILIES)
def test_the_sanitizer_leaves_nothing_that_runs(family: str, clean: Any) -> None:
    for payload in FAMILIES[family]:
        made = clean(payload)
        assert not re.search(r"<[^>]*(\son\w+\s*=|srcdoc|formaction)", made, re.IGNORECASE), (payload, made)
        assert not re.search(r"<(script|iframe|object|embed|svg|math|style|base|meta|link|form|input)\b", made, re.IGNORECASE)
        assert not re.search(r"(href|src)=\"\s*(?!https?:)[a-z]+:", made, re.IGNORECASE), (payload, made)
        assert clean(made) == made


def test_an_id_of_the_theme_cannot_be_taken() -> None:
    """Material reads its settings from the first element with the id `__config`."""
    assert sanitize.guide('<h2 id="__config">x</h2><h2 id="squat">y</h2>') == '<h2>x</h2><h2 id="squat">y</h2>'


def test_a_picture_of_a_guide_is_ours() -> None:
    html = '<img src="https://evil.test/p"><img src="//evil.test/p"><img src="../a.png" alt="x"><img src="data:image/png,x">'
    assert sanitize.guide(html) == '<img><img><img src="../a.png" alt="x"><img>'
