"""The published site, read back from its files: everything that can be said of it without a browser."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import jsonschema
import pytest
import yaml

from built import BuiltPage, BuiltSite, Link, text_of
from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS as ALL_KINDS
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.content import Content
from legwork.catalogue.judgments import Verdict, judgments
from legwork.catalogue.lookups import NO_KIT
from legwork.catalogue.models import CONVENTION, Exercise
from legwork.catalogue.moved import renamed
from legwork.exports import listing
from legwork.exports.listing import SINGLE
from legwork.routines import clock
from legwork.search.index import default_url

pytestmark = pytest.mark.slow

KINDS = {kind: name for kind, name in ALL_KINDS.items() if kind not in ("routine", "plan")}
"""Kinds of entry that stand in the catalogue as they are shown; routines are worked out, and have tests of their own."""

HTML_LIMIT = 40 * 1024
PAGED = [kind for kind in KINDS if kind not in urls.SECTIONS]
"""Kinds whose entries have pages of their own."""
"""Bytes of an exercise page, without its pictures and what it loads."""

MATERIAL = "squidfunk.github.io"
"""The theme's line in the footer links here; its license does not ask for it, courtesy does."""


@pytest.fixture(scope="module")
def catalogue(real: Content) -> Catalogue:
    return real.catalogue


def page_of(built: BuiltSite, kind: str, slug: str) -> BuiltPage:
    return built.pages[urls.entry(kind, slug)]


def exercise_urls(slugs: Iterator[str] | list[str]) -> set[str]:
    return {urls.entry("exercise", slug) for slug in slugs}


# Every address leads somewhere, and nowhere else


def test_links_and_anchors_resolve(built: BuiltSite) -> None:
    inside = [(page, link) for page in built.pages.values() for link in page.links if link.url is not None]
    assert len(inside) > 10 * len(built.pages), "hardly any links: is the reading at fault?"
    dead = {f"{page.url}: {link.href}: {why}" for page, link in inside if page.url != "404.html" and (why := built.dead(link))}
    assert sorted(dead) == []


def test_links_of_the_error_page_start_at_the_root(built: BuiltSite) -> None:
    """It is shown at any depth, so a relative link would lead astray."""
    page = built.pages["404.html"]
    inside = [link for link in page.links if link.url is not None]
    assert [link.href for link in inside if not link.href.startswith(("/", "#"))] == []
    rooted = [Link(link.tag, link.attribute, link.href, (link.url or "").removeprefix("/"), link.anchor) for link in inside]
    assert [link.href for link in rooted if link.href.startswith("/") and built.dead(link)] == []


def test_addresses_in_the_search_index_resolve(built: BuiltSite) -> None:
    """Every page is there once, and of hand-written ones their sections too."""
    manifest = json.loads((built.folder / "search/manifest.json").read_text(encoding="utf-8"))
    pages = manifest["pages"]
    kinds = [kind for kind, _, _ in pages["kinds"]]
    found = [
        pages["url"].get(str(i), default_url(kinds[int(digit)], title))
        for i, (digit, title) in enumerate(zip(pages["kind"], pages["title"], strict=True))
    ]
    assert len(found) == len(set(found))
    dead = []
    for location in found:
        url, _, anchor = location.partition("#")
        if url not in built.pages or (anchor and anchor not in built.pages[url].anchors):
            dead.append(location)
    assert dead == []
    assert set(built.pages) - {location.partition("#")[0] for location in found} == {"404.html"}
    assert any("#" in url for url in found)


def test_every_file_of_the_search_index_is_one_that_the_manifest_names(built: BuiltSite) -> None:
    manifest = json.loads((built.folder / "search/manifest.json").read_text(encoding="utf-8"))
    named = {"search/manifest.json", manifest["phrases"], *manifest["shards"]}
    assert {path.relative_to(built.folder).as_posix() for path in (built.folder / "search").iterdir()} == named


def test_styles_and_pictures_refer_to_files_of_the_site(built: BuiltSite) -> None:
    files = [path for suffix in ("*.css", "*.svg") for path in built.folder.rglob(suffix)]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"@import|\bsrc=|href=[\"']?[^\"'#]", text), path
        for target in re.findall(r"url\(\s*[\"']?([^\"')]+)", text):
            assert target.startswith(("data:", "#")) or (path.parent / target.partition("?")[0]).is_file(), (path, target)


def test_only_links_to_follow_lead_to_other_hosts(built: BuiltSite, catalogue: Catalogue) -> None:
    sources = {urlsplit(source.URL).hostname for source in catalogue.sources.values() if source.URL}
    registries = {"doi.org", "pubmed.ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov", "search.worldcat.org"}
    allowed = sources | registries | {"github.com", "creativecommons.org", "eparmedx.com", MATERIAL}
    for page in built.pages.values():
        for link in page.links:
            if link.url is None and not link.href.startswith("data:"):
                assert (link.tag, link.attribute) == ("a", "href"), (page.url, link)
                assert link.href.startswith("https://") or page.url.startswith("sources/"), (page.url, link)
                assert urlsplit(link.href).hostname in allowed, (page.url, link)
        for element in page.root.iter():
            assert "://" not in (element.get("style") or ""), (page.url, element.attrib)
        for style in page.all("style"):
            assert "//" not in (style.text or "") and "@import" not in (style.text or ""), page.url


def test_no_script_or_style_is_loaded_twice(built: BuiltSite) -> None:
    for page in built.pages.values():
        loaded = Counter(script.get("src") for script in page.all("script"))
        loaded += Counter(link.get("href") for link in page.all("link") if "preload" not in (link.get("rel") or ""))
        assert [url for url, times in loaded.items() if times > 1] == [], page.url


# Every page is sound


def test_pages_hold_to_the_html_standard(built: BuiltSite) -> None:
    """No parse error, by the standard's own algorithm; Material's chrome is no exception."""
    assert [error for page in built.pages.values() for error in page.errors] == []


def test_one_heading_and_unique_ids(built: BuiltSite) -> None:
    for page in built.pages.values():
        assert len(page.all("h1")) == 1, page.url
        assert text_of(page.all("h1")[0]), page.url
        assert [i for i, times in Counter(page.ids).items() if times > 1] == [], page.url


def test_headings_go_down_one_level_at_a_time(built: BuiltSite) -> None:
    for page in built.pages.values():
        (article,) = page.all("article") or page.all("main")
        levels = [int(e.tag[1]) for e in article.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
        assert levels[0] == 1, page.url
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (page.url, levels)


def test_titles_and_descriptions_are_each_pages_own(built: BuiltSite) -> None:
    titles = {page.url: " ".join(map(text_of, page.head("title"))) for page in built.pages.values()}
    descriptions = {page.url: page.meta("description") or "" for page in built.pages.values()}
    for values in (titles, descriptions):
        shared = [value for value, times in Counter(values.values()).items() if times > 1]
        assert {url: value for url, value in values.items() if value in shared} == {}
    assert {url: text for url, text in descriptions.items() if not 50 <= len(text) <= 160} == {}
    assert {url: title for url, title in titles.items() if url != "404.html" and "Legwork" not in title} == {}
    for page in built.pages.values():
        assert len(page.head("title")) == len([m for m in page.head("meta") if m.get("name") == "description"]) == 1, page.url


def test_exercise_pages_are_light(built: BuiltSite, catalogue: Catalogue) -> None:
    pages = {slug: page_of(built, "exercise", slug).raw for slug in catalogue.exercises}
    sizes = {slug: len(re.sub(rb"<svg\b.*?</svg>", b"", raw, flags=re.DOTALL)) for slug, raw in pages.items()}
    assert {slug: size for slug, size in sizes.items() if size > HTML_LIMIT} == {}


def test_every_entry_has_its_page_and_nothing_else_does(built: BuiltSite, catalogue: Catalogue, root: Path) -> None:
    wanted = {urls.entry(kind, slug) for kind in PAGED for slug in catalogue.of_kind(kind)}
    wanted |= {urls.index(kind) for kind in KINDS} | {
        urls.HOME,
        urls.MATRIX,
        urls.FINDER,
        urls.API,
        urls.CHECKS,
        urls.UNKNOWN,
        urls.no_kit(),
        "about/",
        "404.html",
    }
    assert wanted <= set(built.pages)
    written = {path.relative_to(root / "docs").with_suffix("").as_posix() for path in (root / "docs").rglob("*.md")}
    written = {"" if stem == "index" else f"{stem.removesuffix('/index')}/" for stem in written}
    assert written <= set(built.pages)
    assert {url for url in set(built.pages) - wanted - written if not url.startswith(("routines/", "plans/"))} == set()


def test_headings_are_the_entries_names(built: BuiltSite, catalogue: Catalogue) -> None:
    for kind in ("exercise", "muscle", "equipment", "care", "pattern"):
        for slug, entry in catalogue.of_kind(kind).items():
            assert text_of(page_of(built, kind, slug).all("h1")[0]) == entry.name, slug  # type: ignore[attr-defined]


# Ways through the site


def test_edit_links_lead_to_the_yaml(built: BuiltSite, catalogue: Catalogue) -> None:
    for kind in PAGED:
        for slug in catalogue.of_kind(kind):
            (link,) = [a for a in page_of(built, kind, slug).all("a") if a.get("rel") == "edit"]
            file = f"catalogue/exercises/{slug}.yml" if kind == "exercise" else f"catalogue/{KINDS[kind]}.yml"
            assert (link.get("href") or "").endswith(f"/edit/main/{file}"), slug
    guide = built.pages["guides/why-strength/"]
    assert [(a.get("href") or "")[-30:] for a in guide.all("a") if a.get("rel") == "edit"] == [
        "main/docs/guides/why-strength.md"[-30:]
    ]


def _crumbs(page: BuiltPage) -> list[str]:
    (nav,) = [nav for nav in page.all("nav") if nav.get("aria-label") == "Breadcrumb"]
    return page.targets([nav])


def test_breadcrumbs_lead_up(built: BuiltSite, catalogue: Catalogue) -> None:
    for slug, exercise in catalogue.exercises.items():
        assert _crumbs(page_of(built, "exercise", slug)) == ["exercises/", urls.entry("pattern", exercise.pattern)]
    for kind in ("muscle", "equipment", "pattern", "care", "source"):
        for slug in catalogue.of_kind(kind):
            assert _crumbs(page_of(built, kind, slug)) == [urls.index(kind)]
    assert _crumbs(built.pages[urls.no_kit()]) == ["equipment/"]


def test_navigation_holds_guides_and_indexes_only(built: BuiltSite) -> None:
    page = built.pages["exercises/wall-sit/"]
    nav = next(nav for nav in page.all("nav") if "lw-nav" in (nav.get("class") or "").split())
    listed = set(page.targets([nav])) - {""}
    assert {url for url in listed if url.count("/") > 1 and not url.startswith("guides/")} == set()
    assert {url for url in built.pages if url.startswith("guides/")} <= listed
    assert {urls.index(kind) for kind in KINDS} | {urls.MATRIX, urls.API, urls.UNKNOWN} <= listed


def test_neighbors_in_a_pattern_form_one_line(built: BuiltSite, catalogue: Catalogue) -> None:
    """From the easiest to the hardest of each pattern by `next`, and back by `prev`."""
    for pattern in catalogue.patterns:
        members = exercise_urls([s for s, e in catalogue.exercises.items() if e.pattern == pattern])
        following = {url: _rel(built.pages[url], "next") for url in members}
        before = {url: _rel(built.pages[url], "prev") for url in members}
        assert {after: url for url, after in following.items() if after} == {url: b for url, b in before.items() if b}
        walked, here = [], next((url for url, b in before.items() if not b), None)
        while here:
            walked.append(here)
            here = following[here]
        assert set(walked) == members


def _rel(page: BuiltPage, rel: str) -> str | None:
    """Where the exercise's own pager leads; the theme's footer has links of the same kind for guides."""
    pagers = [nav for nav in page.all("nav") if "lw-pager" in (nav.get("class") or "").split()]
    found = page.targets([a for pager in pagers for a in pager.iter("a") if a.get("rel") == rel])
    assert len(found) <= 1
    return found[0] if found else None


# Links both ways. What is expected is worked out here from the catalogue, relation by relation.


def _each(catalogue: Catalogue) -> list[tuple[str, str, Exercise]]:
    return [(slug, urls.entry("exercise", slug), exercise) for slug, exercise in catalogue.exercises.items()]


def _entries(kind: str, slugs: Any) -> list[str]:
    return [urls.entry(kind, slug) for slug in slugs]


def test_exercises_and_muscles(built: BuiltSite, catalogue: Catalogue) -> None:
    for slug, _, exercise in _each(catalogue):
        page = page_of(built, "exercise", slug)
        assert page.fact("Works first") == _entries("muscle", exercise.muscles.primary), slug
        assert page.fact("Also works") == _entries("muscle", exercise.muscles.secondary), slug
    for muscle in catalogue.muscles:
        page = page_of(built, "muscle", muscle)
        first = {url for _, url, exercise in _each(catalogue) if muscle in exercise.muscles.primary}
        also = {url for _, url, exercise in _each(catalogue) if muscle in exercise.muscles.secondary}
        assert (set(page.listed("first")), set(page.listed("also"))) == (first, also), muscle
        assert _count_in_heading(page, "first") == len(first), muscle
        assert _count_in_heading(page, "also") == len(also), muscle


def test_exercises_and_equipment(built: BuiltSite, catalogue: Catalogue) -> None:
    for slug, _, exercise in _each(catalogue):
        page = page_of(built, "exercise", slug)
        required = exercise.equipment.required
        assert page.fact("Equipment") == _entries("equipment", required or [NO_KIT]), slug
        both = _entries("equipment", (*required, *exercise.equipment.optional))
        assert [url for url in page.listed("equipment") if url.startswith("equipment/")] == both, slug
    for tool in catalogue.equipment:
        page = page_of(built, "equipment", tool)
        needing = {url for _, url, exercise in _each(catalogue) if tool in exercise.equipment.required}
        using = {url for _, url, exercise in _each(catalogue) if tool in exercise.equipment.optional}
        assert (set(page.listed("needed")), set(page.listed("optional"))) == (needing, using), tool
        assert (_count_in_heading(page, "needed"), _count_in_heading(page, "optional")) == (len(needing), len(using)), tool


def test_the_page_without_equipment(built: BuiltSite, catalogue: Catalogue) -> None:
    """Nothing, or nothing but what everyone has: one thing to be owned, and the exercise is not on it."""
    given = {slug for slug, tool in catalogue.equipment.items() if tool.given}
    free = {url for _, url, exercise in _each(catalogue) if set(exercise.equipment.required) <= given}
    page = built.pages[urls.no_kit()]
    assert set(page.listed("exercises")) == free
    assert _count_in_heading(page, "exercises") == len(free)


def test_exercises_and_patterns(built: BuiltSite, catalogue: Catalogue) -> None:
    index = built.pages[urls.index("exercise")]
    for pattern in catalogue.patterns:
        page = page_of(built, "pattern", pattern)
        members = {url for _, url, exercise in _each(catalogue) if exercise.pattern == pattern}
        assert set(page.listed("exercises")) == members, pattern
        assert _count_in_heading(page, "exercises") == len(members), pattern
        assert {url for url in index.listed(pattern) if url.startswith("exercises/")} == members, pattern
        assert _count_in_heading(index, pattern) == len(members), pattern
        ladder = {end for _, url, e in _each(catalogue) if e.pattern == pattern and e.harder
                  for end in (url, *_entries("exercise", [step.exercise for step in e.harder]))}  # fmt: skip
        assert set(page.listed("ladder")) == ladder, pattern


def test_lists_go_from_easy_to_hard(built: BuiltSite, catalogue: Catalogue) -> None:
    rank = {url: ("beginner", "intermediate", "advanced").index(exercise.level) for _, url, exercise in _each(catalogue)}
    lists = [
        ("muscle", "first"),
        ("muscle", "also"),
        ("equipment", "needed"),
        ("equipment", "optional"),
        ("pattern", "exercises"),
    ]
    for kind, section in lists:
        for slug in catalogue.of_kind(kind):
            levels = [rank[url] for url in page_of(built, kind, slug).listed(section)]
            assert levels == sorted(levels), (slug, section)


def test_exercises_and_complaints(built: BuiltSite, catalogue: Catalogue) -> None:
    for slug, _, exercise in _each(catalogue):
        listed = page_of(built, "exercise", slug).listed("cautions")
        for caution in exercise.cautions:
            assert not caution.when or urls.entry("care", caution.when) in listed, slug
            assert not caution.instead or urls.entry("exercise", caution.instead) in listed, slug
    judged = judgments(catalogue)
    for care in catalogue.care:
        page = page_of(built, "care", care)
        for section, verdict in (("avoid", Verdict.AVOID), ("modify", Verdict.MODIFY)):
            told = exercise_urls(list(judged.with_verdict(care, verdict)))
            assert {_first_link(page, item) for item in _items(page.section(section))} == told, (care, section)
        watched = {
            url for _, url, one in _each(catalogue) for c in one.cautions if c.when == care and c.action in ("stop", "note")
        }
        assert {_first_link(page, item) for item in _items(page.section("watch"))} == watched, care


def test_what_goes_on_under_a_complaint(built: BuiltSite, catalogue: Catalogue) -> None:
    """What is fine, by the work it is, easiest first."""
    levels = ("Beginner", "Intermediate", "Advanced")
    judged = judgments(catalogue)
    for slug in catalogue.care:
        page = page_of(built, "care", slug)
        fine = exercise_urls(list(judged.with_verdict(slug, Verdict.FINE)))
        offers = page.all("dl", "lw-offers")
        assert {url for one in offers for url in page.targets([one])} == fine, slug
        for group in (group for one in offers for group in one):
            said = [text_of(p).partition(":")[0] for p in group.iter("p")]
            assert [levels.index(level) for level in said] == sorted({levels.index(level) for level in said}), slug
            for level, p in zip(said, group.iter("p"), strict=True):
                assert {catalogue.exercises[url.split("/")[1]].level for url in page.targets([p])} == {level.lower()}, slug


def test_every_complaint_says_all(built: BuiltSite, catalogue: Catalogue) -> None:
    """The page shows everything that our policy requires, and each step of the way back with its test."""
    for slug, care in catalogue.care.items():
        page = page_of(built, "care", slug)
        assert {"red-flags", "stop", "advice", "instead", "how-long", "relief"} <= page.anchors, slug
        assert ("avoid" in page.anchors) == bool(judgments(catalogue).count(slug)[Verdict.AVOID]), slug
        if not care.back:
            continue
        (steps,) = page.all("ol", "lw-return")
        assert len(list(steps)) == len(care.back), slug
        assert [("Go on when:" in text_of(step)) for step in steps] == [step.until is not None for step in care.back], slug


def test_sessions_made_for_a_complaint(built: BuiltSite, catalogue: Catalogue) -> None:
    for slug in catalogue.care:
        made = {urls.entry("routine", r) for r, recipe in catalogue.routines.items() if slug in recipe.leave_out}
        listed = page_of(built, "care", slug).listed("instead")
        assert {url for url in listed if url.startswith("routines/")} == made & set(built.pages), slug


def _items(section: list[Element]) -> list[Element]:
    return [item for element in section if element.tag in ("ul", "ol") for item in element if item.tag == "li"]


def _first_link(page: BuiltPage, item: Element) -> str:
    return page.targets([item])[0]


def test_ladders_lead_both_ways(built: BuiltSite, catalogue: Catalogue) -> None:
    steps = {(slug, step.exercise) for slug, exercise in catalogue.exercises.items() for step in exercise.harder}
    assert steps
    found = set()
    for slug in catalogue.exercises:
        page = page_of(built, "exercise", slug)
        for item in _items(page.section("ladder")):
            others = [url.split("/")[1] for url in page.targets([item])]
            if "lw-rung--harder" in (item.get("class") or ""):
                found.add((slug, others[0], "up"))
            elif "lw-rung--easier" in (item.get("class") or ""):
                found.add((others[0], slug, "down"))
            else:
                assert item.get("aria-current") == "true" and not others, slug
    assert found == {(low, high, way) for low, high in steps for way in ("up", "down")}


def test_alternatives_lead_both_ways(built: BuiltSite, catalogue: Catalogue) -> None:
    written = {(slug, other) for slug, exercise in catalogue.exercises.items() for other in exercise.alternatives}
    both = written | {(b, a) for a, b in written}
    for slug in catalogue.exercises:
        listed = page_of(built, "exercise", slug).listed("alternatives")
        assert set(listed) == exercise_urls([b for a, b in both if a == slug]), slug


def _guide_files(root: Path) -> dict[str, str]:
    """The text of each guide by its address."""
    paths = sorted((root / "docs/guides").glob("*.md"))
    found = {f"guides/{path.stem}/" if path.stem != "index" else "guides/": path.read_text(encoding="utf-8") for path in paths}
    assert found
    return found


def test_a_source_page_lists_everything_that_cites_it(built: BuiltSite, catalogue: Catalogue, root: Path) -> None:
    guides = _guide_files(root)
    for key in catalogue.sources:
        mention = re.compile(rf"\(source:{key}\)")
        leaning = {urls.entry("exercise", s) for s, e in catalogue.exercises.items() if _leans(e, key)}
        leaning |= {urls.entry("care", s) for s, care in catalogue.care.items() if _leans(care, key)}
        leaning |= {url for url, text in guides.items() if mention.search(text)}
        for kind in ("muscle", "pattern"):
            leaning |= {urls.entry(kind, s) for s, entry in catalogue.of_kind(kind).items() if _leans(entry, key)}
        own = urls.entry("source", key)
        leaning |= {url for url, page in built.pages.items() if url.startswith(_SESSIONS) and own in page.links_to}
        listed = page_of(built, "source", key).listed("used")
        assert len(listed) == len(set(listed)), key
        assert set(listed) == leaning, key
        for url in leaning:
            assert urls.entry("source", key) in built.pages[url].links_to, (key, url)


_SESSIONS = ("routines/", "plans/")


def _leans(entry: Any, key: str) -> bool:
    """Whether any list of sources in an entry, or any link in its text, names the source."""
    data = json.dumps(entry.model_dump(mode="json", by_alias=True))
    return f'"{key}"' in data or f"(source:{key})" in data


def test_coaching_custom_is_marked_and_explained(built: BuiltSite, catalogue: Catalogue) -> None:
    resting = {url for _, url, exercise in _each(catalogue) if CONVENTION in set(exercise.cited())}
    section = built.pages[urls.index("source")].listed("convention")
    assert {url for url in section if url.startswith("exercises/")} == resting
    for url in resting:
        assert "sources/#convention" in built.pages[url].links_to, url


def test_everything_that_a_source_page_lists_cites_it(built: BuiltSite, catalogue: Catalogue) -> None:
    """The pages a source names do link to it."""
    for key in catalogue.sources:
        own = urls.entry("source", key)
        for url in page_of(built, "source", key).listed("used"):
            assert own in built.pages[url.partition("#")[0]].links_to, (key, url)


def _tags(catalogue: Catalogue) -> dict[str, str]:
    """What must stand beside a link to each source, by its address."""
    words = {
        "guideline": "guideline", "meta-analysis": "systematic review", "trial": "one trial", "cohort": "observed only",
        "lab": "lab test", "book": "textbook", "article": "article",
    }  # fmt: skip
    return {urls.entry("source", key): words[source.strength] for key, source in catalogue.sources.items()}


def test_citations_say_how_strong_they_are(built: BuiltSite, catalogue: Catalogue) -> None:
    """Behind each link to a source, on every generated page but those of sources themselves."""
    tags, seen = _tags(catalogue), 0
    kinds = ("exercises/", "care/", "muscles/", "patterns/", "routines/", "plans/")
    for page in (page for url, page in built.pages.items() if url.startswith(kinds)):
        (article,) = page.all("article")
        for parent in article.iter():
            children = list(parent)
            for child, after in itertools.zip_longest(children, children[1:]):
                (target,) = page.targets([child]) if child.tag == "a" and page.targets([child]) else ("",)
                if target in tags and page.url.startswith("exercises/") and "lw-cite" not in (parent.get("class") or ""):
                    continue  # a link in a text of an exercise, whose claim cites the source as well
                if target in tags:
                    seen += 1
                    assert after is not None and "lw-tag" in (after.get("class") or ""), (page.url, target)
                    assert text_of(after) == tags[target], (page.url, target)
    assert seen > 500


def test_guides_say_how_strong_their_sources_are(built: BuiltSite, catalogue: Catalogue) -> None:
    """Behind the first link to each source in every section of a guide, and behind no later one."""
    tags, seen, again = _tags(catalogue), 0, 0
    for page in (page for url, page in built.pages.items() if url.startswith("guides/")):
        (article,) = page.all("article")
        after = {child: next_one for parent in article.iter() for child, next_one in itertools.pairwise([*parent, None])}
        told: set[str] = set()
        for element in article.iter():
            if element.tag == "h2":
                told.clear()
            (target,) = page.targets([element]) if element.tag == "a" and page.targets([element]) else ("",)
            if target not in tags:
                continue
            tag = after[element]
            said = text_of(tag) if tag is not None and tag.get("class") == "lw-tag" else ""
            assert said == ("" if target in told else tags[target]), (page.url, target)
            seen, again = seen + 1, again + (target in told)
            told.add(target)
    assert seen > 200
    assert again > 50


def test_what_we_do_not_know(built: BuiltSite, catalogue: Catalogue) -> None:
    """Every claim by custom alone, and every one with a study against it, with links to where it stands."""
    page = built.pages[urls.UNKNOWN]
    claims = [(url, claim) for _, url, exercise in _each(catalogue) for claim in exercise.why]
    custom = [(url, claim) for url, claim in claims if set(claim.sources) == {CONVENTION}]
    listed = [url for url in page.listed("untested") if url.startswith("exercises/")]
    assert Counter(listed) == Counter(url for url, _ in custom)
    assert _count_in_heading(page, "untested") == len(custom)
    conflicting = [(url, claim) for url, claim in claims if claim.against]
    shown = page.listed("conflicts") if conflicting else []
    assert {url for url in shown if url.startswith("exercises/")} == {url for url, _ in conflicting}
    cited = {urls.entry("source", key) for _, claim in conflicting for key in (*claim.sources, *claim.against)}
    assert cited - {urls.entry("source", CONVENTION)} <= set(shown)
    text = " ".join(map(text_of, page.section("numbers")))
    doses = [dose for exercise in catalogue.exercises.values() for _, dose in exercise.doses.items()]
    assert f"{sum(set(dose.sources) == {CONVENTION} for dose in doses)} of {len(doses)} doses" in text
    for url in ("", "sources/", "about/"):
        assert urls.UNKNOWN in built.pages[url].links_to, url


def test_sources_say_what_they_found_and_how_far_it_reaches(built: BuiltSite, catalogue: Catalogue) -> None:
    for key in catalogue.sources:
        page = page_of(built, "source", key)
        assert {"finding", "limits", "strength", "used", "cite"} <= page.anchors, key
        (entry,) = page.all("pre", "lw-bibtex")
        assert text_of(entry).startswith("@") and f"{{{key}," in text_of(entry), key


# Counts on index pages, and the matrix


def _count_in_heading(page: BuiltPage, identifier: str) -> int:
    """The number in a heading; 0 if the section is left out."""
    headings = [h for h in page.all("h2") if h.get("id") == identifier]
    if not headings:
        return 0
    (number,) = re.findall(r"\d+", text_of(headings[0]))
    return int(number)


def _rows(page: BuiltPage) -> dict[str, list[int]]:
    """The numbers in each row of an index, by where the row's first link leads."""
    found = {}
    for item in page.all("li"):
        counts = [element for element in item.iter() if "lw-rows__count" in (element.get("class") or "").split()]
        if counts:
            found[_first_link(page, item)] = [int(number) for number in re.findall(r"\d+", text_of(counts[0]))]
    return found


def test_counts_on_indexes_are_true(built: BuiltSite, catalogue: Catalogue) -> None:
    exercises = list(catalogue.exercises.values())
    assert _rows(built.pages["muscles/"]) == {
        urls.entry("muscle", m): [
            sum(m in e.muscles.primary for e in exercises),
            sum(m in e.muscles.secondary for e in exercises),
        ]
        for m in catalogue.muscles
    }
    assert _rows(built.pages["equipment/"]) == {
        urls.entry("equipment", t): [
            sum(t in e.equipment.required for e in exercises),
            sum(t in e.equipment.optional for e in exercises),
        ]
        for t in catalogue.equipment
    }
    assert _rows(built.pages["patterns/"]) == {
        urls.entry("pattern", p): [sum(e.pattern == p for e in exercises)] for p in catalogue.patterns
    }
    judged = judgments(catalogue)
    assert _rows(built.pages["care/"]) == {
        urls.entry("care", slug): []
        if care.clearance
        else [n for verdict in (Verdict.FINE, Verdict.MODIFY, Verdict.AVOID) if (n := judged.count(slug)[verdict])]
        for slug, care in catalogue.care.items()
    }
    used = {key: len(page_of(built, "source", key).listed("used")) for key in catalogue.sources}
    assert _rows(built.pages["sources/"]) == {urls.entry("source", key): [number] for key, number in used.items()}


def test_headings_of_the_index_pages_count_all(built: BuiltSite, catalogue: Catalogue) -> None:
    leads = {
        "exercises/": catalogue.exercises,
        "muscles/": catalogue.muscles,
        "sources/": catalogue.sources,
        "": catalogue.exercises,
    }
    for url, entries in leads.items():
        (article,) = built.pages[url].all("article")
        lead = next(p for p in article.iter("p") if {"lw-lead", "lw-hero__lead"} & set((p.get("class") or "").split()))
        assert re.findall(r"\d+", text_of(lead))[0] == str(len(entries)), url


def test_matrix_counts_every_exercise_under_all_it_needs(built: BuiltSite, catalogue: Catalogue) -> None:
    """Under each thing it needs or can use, and under no kit if it needs nothing; each cell links to its list."""
    page = built.pages[urls.MATRIX]
    given = {slug for slug, tool in catalogue.equipment.items() if tool.given}
    expected: dict[str, tuple[set[str], set[str]]] = {}
    for _, url, exercise in _each(catalogue):
        kits = {*exercise.equipment.required, *exercise.equipment.optional} - given
        kits |= {NO_KIT} if set(exercise.equipment.required) <= given else set()
        for role, muscles in ((0, exercise.muscles.primary), (1, exercise.muscles.secondary)):
            for muscle in muscles:
                for kit in kits:
                    expected.setdefault(f"{muscle}--{kit}", (set(), set()))[role].add(url)
    sections = {section.get("id"): section for section in page.all("section")}
    cells = {link.get("href", "").removeprefix("#"): link for td in page.all("td") for link in td.iter("a")}
    assert set(cells) == set(expected)
    assert set(sections) >= set(expected)
    for cell, (first, also) in expected.items():
        assert text_of(cells[cell]) == str(len(first | also)), cell
        items = [(item, page.targets([item])[0]) for item in sections[cell].iter("li")]
        listed_also = {url for item, url in items if "lw-also" in (item.get("class") or "")}
        listed_first = {url for _, url in items} - listed_also
        assert (listed_first, listed_also) == (first, also), cell
        assert len(items) == len(first | also), cell


# Data


def _json(built: BuiltSite, name: str) -> Any:
    return json.loads((built.folder / "api" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ALL_KINDS.values())
def test_data_holds_to_its_schema(built: BuiltSite, name: str) -> None:
    schema = _json(built, f"schema/{name}.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(_json(built, f"{name}.json"))


@pytest.mark.parametrize("name", KINDS.values())
def test_the_schema_of_the_data_describes_every_field(built: BuiltSite, name: str) -> None:
    """Unknown fields are allowed, so that a later version can add some; the ones there are must all be described."""
    schema, records = _json(built, f"schema/{name}.schema.json"), _json(built, f"{name}.json")
    described = schema["items"]["properties"]
    assert {field for record in records for field in record} <= set(described)
    validator = jsonschema.Draft202012Validator(schema)
    for field in schema["items"]["required"]:
        assert not validator.is_valid([{key: value for key, value in records[0].items() if key != field}]), field
        assert not validator.is_valid([{**records[0], field: None}]), field


def test_all_data_has_a_schema(built: BuiltSite) -> None:
    api = built.folder / "api"
    assert {path.stem for path in api.glob("*.json")} == {*ALL_KINDS.values(), listing.NAME}
    assert {path.name for path in (api / "schema").iterdir()} == {
        f"{name}.schema.json" for name in (*ALL_KINDS.values(), *SINGLE, listing.NAME)
    }


def test_fields_may_be_added_to_the_data(built: BuiltSite) -> None:
    """A schema that somebody has kept accepts them, at any depth."""
    schemas = sorted((built.folder / "api/schema").iterdir())
    assert [path.name for path in schemas if '"additionalProperties": false' in path.read_text(encoding="utf-8")] == []
    first = _json(built, "exercises.json")[0]
    longer = {**first, "later": 1, "muscles": {**first["muscles"], "later": []}}
    validator = jsonschema.Draft202012Validator(_json(built, "schema/exercises.schema.json"))
    assert validator.is_valid([longer])
    assert not validator.is_valid([{**longer, "muscles": {"later": []}}])


def test_the_index_of_the_data_lists_all_of_it(built: BuiltSite, real: Content) -> None:
    """A program that reads the index alone finds every file, every entry and every schema, and what version they are of."""
    index = _json(built, "index.json")
    jsonschema.Draft202012Validator(_json(built, "schema/index.schema.json")).validate(index)
    named = {"/api/index.json", "/api/schema/index.schema.json"}
    for file in index["files"]:
        records = json.loads((built.folder / file["url"][1:]).read_text(encoding="utf-8"))
        assert file["entries"] == len(records)
        named |= {file["url"], file["schema_url"]}
        if "entry_url" in file:
            named |= {file["entry_url"].replace("{slug}", record["slug"]) for record in records} | {file["entry_schema_url"]}
    there = {f"/{path.relative_to(built.folder).as_posix()}" for path in (built.folder / "api").rglob("*.json")}
    past = {f"/{urls.json_entry(kind, old)}" for kind in SINGLE for old in renamed(real.moves, kind)}
    assert there - past == named
    comments = {
        json.loads((built.folder / url[1:]).read_text(encoding="utf-8"))["$comment"] for url in named if "schema" in url
    }
    assert comments == {f"format_version {index['format_version']}"}
    assert f"now {index['format_version']}" in text_of(built.pages[urls.API].root)


@pytest.mark.parametrize("kind", SINGLE)
def test_the_file_of_an_entry_equals_its_record_in_the_list(built: BuiltSite, real: Content, kind: str) -> None:
    """And its page leads to it, so that nobody who wants one exercise fetches them all."""
    listed = {record["slug"]: record for record in _json(built, f"{ALL_KINDS[kind]}.json")}
    past = renamed(real.moves, kind)
    assert {path.stem for path in (built.folder / "api" / ALL_KINDS[kind]).iterdir()} == {*listed, *past}
    assert {slug: _json(built, f"{ALL_KINDS[kind]}/{slug}.json") for slug in past} == {
        old: listed[new] for old, new in past.items()
    }
    schema = _json(built, f"schema/{kind}.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for slug, record in listed.items():
        assert _json(built, f"{ALL_KINDS[kind]}/{slug}.json") == record
        assert urls.json_entry(kind, slug) in built.pages[urls.entry(kind, slug)].links_to
    validator.validate(record)
    assert not validator.is_valid({**record, "name": None})


def test_urls_in_the_data_resolve(built: BuiltSite) -> None:
    for name in ALL_KINDS.values():
        for record in _json(built, f"{name}.json"):
            assert record["url"].startswith("/"), record["slug"]
            page, _, anchor = record["url"].removeprefix("/").partition("#")
            assert page in built.pages and (not anchor or anchor in built.pages[page].anchors), record["slug"]


DEFAULTS: dict[str, Any] = {
    "aliases": [], "secondary": [], "optional": [], "mistakes": [], "harder": [], "alternatives": [], "why": [], "sources": [],
    "substitutes": [], "against": [], "instead": [], "back": [], "red_flags": [], "author": [], "editor": [], "given": False, "sets": 1, "rest": 0,
    "finds": [], "weight": False, "general": False, "not_now": [], "relief": [], "clinician": "doctor or physical therapist",
    "exercises": [],
}  # fmt: skip
"""What stands in the data for a field that the YAML leaves out; a field that is not named here is left out too."""
SETUP_S = 10


def test_data_equals_the_yaml(built: BuiltSite, root: Path) -> None:
    """Field by field, from a plain reading of the files; beside them nothing but defaults and computed fields."""
    for name in KINDS.values():
        records = {record["slug"]: record for record in _json(built, f"{name}.json")}
        written = _yaml(root / "catalogue", name)
        assert list(records) == sorted(written)
        for slug, fields in written.items():
            record = dict(records[slug])
            assert record.pop("slug") == slug
            assert record.pop("url") == (f"/{name}/#{slug}" if name == "flags" else f"/{name}/{slug}/")
            assert not record.pop("easier", None) or name == "exercises"
            assert not record.pop("judged", None) or name in ("exercises", "care")
            assert ("figure" in fields) == (record.pop("figure", None) is not None)  # its data has tests of its own
            fields = {key: value for key, value in fields.items() if key != "figure"}
            differences = list(_differences(fields, record, slug))
            assert differences == []


def _yaml(folder: Path, name: str) -> dict[str, Any]:
    """Entries as YAML has them, every scalar as its text: how to type it is what is under test."""
    if name == "exercises":
        return {path.stem: yaml.load(path.read_bytes(), yaml.BaseLoader) for path in (folder / name).glob("*.yml")}
    return dict(yaml.load((folder / f"{name}.yml").read_bytes(), yaml.BaseLoader))


def _differences(written: Any, found: Any, path: str) -> Iterator[str]:
    if isinstance(written, dict) and isinstance(found, dict):
        for key in written.keys() - found.keys():
            yield f"{path}.{key}: not in the data"
        for key in found.keys() - written.keys():
            if not _may_be_added(path, key, found[key]):
                yield f"{path}.{key}: only in the data: {found[key]!r}"
        for key in written.keys() & found.keys():
            yield from _differences(written[key], found[key], f"{path}.{key}")
    elif isinstance(written, list) and isinstance(found, list) and len(written) == len(found):
        for i, (one, other) in enumerate(zip(written, found, strict=True)):
            yield from _differences(one, other, f"{path}[{i}]")
    elif not any(_plain(form) == _plain(found) for form in _forms(written)):
        yield f"{path}: {written!r} became {found!r}"


def _may_be_added(path: str, key: str, value: Any) -> bool:
    computed = ".doses." in path and key in ("per", "seconds")
    set_up = (key, value) in (("setup", {"seconds": SETUP_S}), ("seconds", SETUP_S), ("setup", SETUP_S))
    return computed or set_up or (key in DEFAULTS and DEFAULTS[key] == value)


def _forms(written: Any) -> Iterator[Any]:
    """Ways to write a value in the data: as it stands, a lone paragraph as a list, a year as a CSL date, 5–5 as 5."""
    yield written
    yield [written]
    yield {"date-parts": [[written]]}
    if isinstance(written, list) and len(written) == 2 and written[0] == written[1]:
        yield written[0]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else " ".join(str(value).split())


def test_computed_fields(built: BuiltSite, catalogue: Catalogue) -> None:
    records = {record["slug"]: record for record in _json(built, "exercises.json")}
    for slug, exercise in catalogue.exercises.items():
        below = {other for other, e in catalogue.exercises.items() for step in e.harder if step.exercise == slug}
        assert set(records[slug]["easier"]) == below, slug
        for level, dose in exercise.doses.items():
            found = records[slug]["doses"][level]
            assert found["seconds"] == list(clock.span(exercise, dose)), (slug, level)
            assert 0 < found["seconds"][0] <= found["seconds"][1], (slug, level)
            assert found["per"] == (dose.per or ("total" if exercise.laterality == "bilateral" else "side")), (slug, level)


def test_the_data_page_documents_every_field(built: BuiltSite) -> None:
    page = built.pages[urls.API]
    for name in KINDS.values():
        used = {field for record in _json(built, f"{name}.json") for field in record}
        section = page.section(f"{name}-json")
        described = {text_of(code) for element in section for dt in element.iter("dt") for code in dt.iter("code")}
        assert used <= described, name
        assert f"{len(_json(built, f'{name}.json'))} entr" in " ".join(map(text_of, section)), name
    assert {f"api/{name}.json" for name in KINDS.values()} <= page.links_to
    assert {f"api/schema/{name}.schema.json" for name in KINDS.values()} <= page.links_to


# Guides


def test_links_from_guides_lead_to_entries(built: BuiltSite, root: Path, catalogue: Catalogue) -> None:
    pattern = re.compile(rf"\[([^\]]*)\]\(({'|'.join(KINDS)}):([a-z0-9-]+)\)")
    mentions = 0
    for url, text in _guide_files(root).items():
        targets = built.pages[url].links_to
        for shown, kind, slug in pattern.findall(text):
            mentions += 1
            assert urls.entry(kind, slug) in targets, (url, shown, slug)
        assert not [link for link in built.pages[url].links if re.match(rf"({'|'.join(KINDS)}):", link.href)], url
    assert mentions > 100
