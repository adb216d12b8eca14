"""The header search, asked in a real browser: what runners type finds the page they mean among the first three."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext

from browsing import HeaderSearch, ask_worker
from legwork.content import Content
from legwork.pages import urls

QUESTIONS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("search_questions.yml").read_text(encoding="utf-8"))
FIRST = 3

pytestmark = pytest.mark.browser


def _answers(expected: list[str], found: list[str]) -> bool:
    if not expected:
        return not found
    return any(
        address == wanted or (wanted.endswith("*") and address.startswith(wanted[:-1]))
        for address in found[:FIRST]
        for wanted in expected
    )


def test_there_are_questions_enough() -> None:
    asked = [str(question["ask"]).casefold() for question in QUESTIONS]
    assert len(asked) >= 70
    assert len(asked) == len(set(asked))


def test_questions_expect_pages_that_exist(built: Any) -> None:
    wanted = {address for question in QUESTIONS for address in question["expect"]}
    assert [
        a for a in sorted(wanted) if not any(u == a or (a.endswith("*") and u.startswith(a[:-1])) for u in built.pages)
    ] == []


def test_questions_in_the_header_search(context: BrowserContext, server: str) -> None:
    """Every question is typed into the box; all that fail are told at once, with what came up instead."""
    search = HeaderSearch(context.new_page(), server)
    wrong = []
    for question in QUESTIONS:
        found = [address.removeprefix(server) for address in search.ask(str(question["ask"]))]
        if not _answers(question["expect"], found):
            wrong.append(f"{question['ask']}: {', '.join(found[:5]) or 'nothing'}; wanted {question['expect'] or 'nothing'}")
    assert wrong == []


def test_every_name_finds_its_page(context: BrowserContext, server: str, real: Content) -> None:
    """Every name and alias of the catalogue, asked of Material's search engine without its box."""
    names = [
        (name, urls.entry(kind, slug))
        for kind in ("exercise", "muscle", "equipment", "pattern", "care")
        for slug, entry in real.catalogue.of_kind(kind).items()
        for name in (entry.name, *getattr(entry, "aliases", ()))  # type: ignore[attr-defined]
    ]
    page = context.new_page()
    page.goto(server)
    answers = ask_worker(page, [name for name, _ in names])
    lost = {name: found[:FIRST] for (name, url), found in zip(names, answers, strict=True) if url not in found[:FIRST]}
    assert lost == {}
