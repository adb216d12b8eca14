"""The page of rules: every rule has a section under its id, which is where a printed problem leads."""

from __future__ import annotations

import html
import re

import pytest

from legwork.catalogue import registry, urls
from legwork.catalogue.content import Content
from legwork.editing import explanation
from legwork.pages.page import Page
from legwork.pages.render import Templates
from legwork.pages.views.checks import checks_page
from legwork.pages.views.site import Site
from legwork.routines.solve_all import NO_ROUTINES

_SECTION = re.compile(r'<section class="lw-rule" aria-labelledby="([^"]+)">(.*?)</section>', re.DOTALL)


@pytest.fixture(scope="module")
def page(mini: Content) -> Page:
    (spec,) = checks_page(Site.of(mini, NO_ROUTINES))
    return Templates.read().page(spec)


def _text(fragment: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", fragment)).split())


def test_every_rule_says_what_it_asks_why_and_shows_a_problem(page: Page) -> None:
    sections = dict(_SECTION.findall(page.body))
    assert set(sections) == set(registry.RULES)
    for name, rule in registry.RULES.items():
        text = _text(sections[name])
        assert f'<h3 id="{name}">' in sections[name]
        for said in (rule.asks, rule.why, rule.fix):
            assert said.replace("`", "") in text, name
        assert " ".join(registry.examples()[name].split()) in text, name


def test_a_class_says_how_severe_its_rules_are(page: Page) -> None:
    text = _text(page.body)
    for said in ("Always an error.", "Error, warning in the profile open.", "Error, off in the profile open.", "Off. A policy"):
        assert said in text


def test_a_rule_explained_in_a_terminal_is_that_of_the_page() -> None:
    text = explanation.text(registry.RULES["dose-sides"])
    rule = registry.RULES["dose-sides"]
    for said in (
        rule.asks,
        rule.why,
        rule.fix,
        registry.examples()["dose-sides"],
        urls.rule("dose-sides"),
        "warning in the profile open",
    ):
        assert said in text
    assert "always an error" in explanation.text(registry.RULES["caution-once"])
    assert [line.split()[0] for line in explanation.rule_list().splitlines()] == list(registry.RULES)
