"""The search in a real browser: a runner's words find the wanted page among the first three results."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page

from browsing import HeaderSearch, answers, ask_index
from built import BuiltSite
from legwork.catalogue import urls
from legwork.catalogue.content import Content
from legwork.search.phrases import phrases
from legwork.search.terms import terms

QUESTIONS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("search_questions.yml").read_text(encoding="utf-8"))
FIRST = 3
LONG_ENOUGH = 5
"""The shortest name in which a letter may be wrong."""
TYPED = 24
"""The number of questions typed into the box. The index behind it answers all of them."""

pytestmark = pytest.mark.browser


def _answers(expected: list[str], found: list[str]) -> bool:
    if not expected:
        return not found
    return any(
        address == wanted or (wanted.endswith("*") and address.startswith(wanted[:-1]))
        for address in found[:FIRST]
        for wanted in expected
    )


def _wrong(questions: list[dict[str, Any]], answers: list[list[str]]) -> list[str]:
    """Return the questions that fail, with the results that came instead."""
    return [
        f"{question['ask']}: {', '.join(found[:5]) or 'nothing'}; wanted {question['expect'] or 'nothing'}"
        for question, found in zip(questions, answers, strict=True)
        if not _answers(question["expect"], found)
    ]


def test_there_are_enough_questions() -> None:
    asked = [str(question["ask"]).casefold() for question in QUESTIONS]
    assert len(asked) >= 150
    assert len(asked) == len(set(asked))
    assert sum(not question["expect"] for question in QUESTIONS) >= 20


def test_questions_expect_pages_that_exist(built: BuiltSite) -> None:
    wanted = {address for question in QUESTIONS for address in question["expect"]}
    assert [
        a for a in sorted(wanted) if not any(u == a or (a.endswith("*") and u.startswith(a[:-1])) for u in built.pages)
    ] == []


def test_the_index_answers_all_questions(page: Page, server: str) -> None:
    page.goto(server)
    found = answers(page, [str(question["ask"]) for question in QUESTIONS])
    assert _wrong(QUESTIONS, [answer.shown for answer in found]) == []
    for field, got in (("without", [answer.missing for answer in found]), ("says", [answer.said for answer in found])):
        wanted = [
            question.get(field, [] if field == "without" else said) for question, said in zip(QUESTIONS, got, strict=True)
        ]
        assert [(q["ask"], w, g) for q, w, g in zip(QUESTIONS, wanted, got, strict=True) if w != g] == [], field


def test_the_box_answers_typed_questions(page: Page, server: str) -> None:
    """Type some questions, spread over all of them, letter by letter. A few of them have no answer."""
    some = QUESTIONS[:: len(QUESTIONS) // TYPED]
    assert any(not question["expect"] for question in some) and len(some) >= TYPED
    search = HeaderSearch(page, server)
    answers = [[url.removeprefix(server) for url in search.ask(str(question["ask"]))] for question in some]
    assert _wrong(some, answers) == []


@pytest.mark.parametrize(("typed", "leads_to"), [("wall sit", "exercises/wall-sit/"), ("sit", "finder/#q=sit")])
def test_enter_opens_the_named_page_or_all_results(page: Page, server: str, typed: str, leads_to: str) -> None:
    search = HeaderSearch(page, server)
    search.ask(typed)
    search.page.keyboard.press("Enter")
    search.page.wait_for_url(f"{server}{leads_to}")


def _names(real: Content, *kinds: str) -> Iterator[tuple[str, str]]:
    """Return every name and alias with its page."""
    for kind in kinds:
        for slug, entry in real.catalogue.of_kind(kind).items():
            for name in (entry.name, *getattr(entry, "aliases", ())):  # type: ignore[attr-defined]
                yield name, urls.entry(kind, slug)


def _lost(page: Page, asked: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the queries that miss their page, with their results."""
    answers = ask_index(page, [query for query, _ in asked])
    return {query: found[:FIRST] for (query, url), found in zip(asked, answers, strict=True) if url not in found[:FIRST]}


def test_every_name_finds_its_page(page: Page, server: str, real: Content, built: BuiltSite) -> None:
    names = list(_names(real, "exercise", "muscle", "equipment", "pattern", "care", "routine", "plan"))
    page.goto(server)
    assert _lost(page, [(name, url) for name, url in names if url in built.pages]) == {}


def test_search_words_of_an_entry_find_it(page: Page, server: str, real: Content) -> None:
    """Words of a complaint are left out, because its page comes first."""
    said, _ = phrases(real.catalogue)
    complaints = {phrase for found in said.values() for phrase in found}
    words = [
        (word, urls.entry(kind, slug))
        for kind in ("exercise", "muscle", "equipment", "pattern")
        for slug, entry in real.catalogue.of_kind(kind).items()
        for word in entry.finds  # type: ignore[attr-defined]
    ]
    page.goto(server)
    assert words
    assert _lost(page, [(word, url) for word, url in words if " ".join(terms(word)) not in complaints]) == {}


def _slip(name: str, slip: Callable[[str, int], str], known: frozenset[str]) -> str | None:
    """The name with a slip of the finger in the middle of its longest word.

    None if that is too short to be forgiven, or if the slip makes another word of a name: `boxes` of `bones`.
    """
    word = max(re.findall(r"[^\W\d_]+", name), key=len, default="")
    slipped = slip(word, len(word) // 2)
    return name.replace(word, slipped, 1) if len(word) >= LONG_ENOUGH and not known.intersection(terms(slipped)) else None


SLIPS: dict[str, Callable[[str, int], str]] = {
    "too few": lambda word, i: word[:i] + word[i + 1 :],
    "too many": lambda word, i: word[:i] + word[i] + word[i:],
    "wrong": lambda word, i: word[:i] + "x" + word[i + 1 :],
    "swapped": lambda word, i: word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :],
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_name_with_one_wrong_letter_finds_its_page(
    page: Page, server: str, real: Content, built: BuiltSite, slip: str
) -> None:
    known = frozenset(json.loads((built.folder / "search/manifest.json").read_text(encoding="utf-8"))["names"].split())
    names = _names(real, "exercise", "muscle", "equipment", "pattern", "care")
    asked = [(typed, url) for name, url in names if (typed := _slip(name, SLIPS[slip], known)) and typed != name]
    assert len(asked) > 500
    page.goto(server)
    assert _lost(page, asked) == {}


def test_plural_and_singular_find_the_same(page: Page, server: str) -> None:
    pairs = [("lunge", "lunges"), ("calf raise", "calf raises"), ("stretch", "stretches"), ("box jump", "box jumps")]
    page.goto(server)
    answers = ask_index(page, [f"{word} " for pair in pairs for word in pair])  # ended by a space, so that none is completed
    assert answers[0::2] == answers[1::2]
    assert all(answers)


def test_only_the_last_word_may_be_unfinished(page: Page, server: str) -> None:
    page.goto(server)
    begun, ended, first, stretch = answers(page, ["quadri", "quadri ", "quadri stretch", "stretch"])
    assert "muscles/quadriceps/" in begun.shown[:FIRST]
    assert ended.shown == []
    assert (first.missing, first.shown) == (["quadri"], stretch.shown)


def test_case_accents_and_order_do_not_matter(page: Page, server: str) -> None:
    page.goto(server)
    one, *others = ask_index(page, ["plié squat ", "PLIE SQUAT ", "  plie,  squat! ", "plie-squat "])
    assert one and all(other == one for other in others)
    forward, backward = ask_index(page, ["band long ", "long band "])
    assert set(forward) == set(backward)


def test_odd_queries_find_nothing_without_errors(page: Page, server: str) -> None:
    queries = ["", " ", "the of", "?!", "<>", '"', "\\", "constructor", "__proto__", "a" * 2000]
    page.goto(server)
    assert ask_index(page, queries) == [[] for _ in queries]


def test_a_query_fetches_only_the_shards_of_its_words(context: BrowserContext, server: str, built: BuiltSite) -> None:
    files = len(list((built.folder / "search").iterdir()))
    page = context.new_page()
    page.goto(server)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask_index(page, ["wall sit"])
    parts = [url for url in asked if "/search/" in url and url.endswith(".json")]
    assert len(parts) == len(set(parts)) < files
