"""How problems are shown: sorted, on one line, with nothing that data could forge."""

from __future__ import annotations

import pytest

from legwork.text.problems import Problem, counted, line_and_column, nearest, quote, show_path
from legwork.text.rules import Rule

RULE = Rule("some-rule", "Nothing is wrong.", "These tests need a rule.")


def test_severities_are_counted_gravest_first() -> None:
    found = [Problem(RULE, "a", line, 1, "", "m", severity=one) for line, one in enumerate(("note", "error", "error"))]
    assert counted(found) == "2 errors, 1 note"
    assert [problem.github().split()[0] for problem in found] == ["::notice", "::error", "::error"]


def test_a_problem_is_one_line() -> None:
    assert (
        str(Problem(RULE, "a.yml", 14, 5, "steps[2]", "is wrong", "do this"))
        == "a.yml:14:5: error some-rule: steps[2]: is wrong (do this)"
    )
    assert str(Problem(RULE, "a.yml", 14, 5, "", "is wrong")) == "a.yml:14:5: error some-rule: is wrong"


def test_invisible_characters_are_spelled_out() -> None:
    shown = str(Problem(RULE, "a\nb.yml", 1, 1, "\x1b[31m", "\u202e\u200b\r é 🏃", "\x00"))
    assert shown == "a\\nb.yml:1:1: error some-rule: \\x1b[31m: \\u202e\\u200b\\r é 🏃 (\\x00)"


def test_problems_sort_by_file_line_and_column() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 2), ("a", 9, 10), ("a", 9, 1)]
    ordered = sorted(Problem(RULE, *place, "", "m") for place in places)
    assert [(p.file, p.line, p.column) for p in ordered] == [("a", 9, 1), ("a", 9, 2), ("a", 9, 10), ("a", 10, 1), ("b", 1, 1)]


def test_a_problem_found_twice_is_reported_once() -> None:
    assert len({Problem(RULE, "a", 1, 1, "x", "m", "h"), Problem(RULE, "a", 1, 1, "x[0]", "m", "h")}) == 1


@pytest.mark.parametrize(
    ("problem", "annotation"),
    [
        (
            Problem(RULE, "a.yml", 14, 5, "steps[2]", "is wrong", "do this"),
            "::error file=a.yml,line=14,col=5,title=some-rule::steps[2]: is wrong (do this)",
        ),
        (
            Problem(RULE, "a,b:c%.yml", 1, 2, "", "100 % wrong: a, b"),
            "::error file=a%2Cb%3Ac%25.yml,line=1,col=2,title=some-rule::100 %25 wrong: a, b",
        ),
        (
            Problem(RULE, "a\n.yml", 1, 2, "", "one\ntwo\r::error::"),
            "::error file=a\\n.yml,line=1,col=2,title=some-rule::one\\ntwo\\r::error::",
        ),
    ],
)
def test_github_annotations(problem: Problem, annotation: str) -> None:
    assert problem.github() == annotation


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ((), ""),
        (("steps", 2), "steps[2]"),
        (("doses", "beginner", "reps", 0), "doses.beginner.reps[0]"),
        ((0, 1, "a"), "[0][1].a"),
        (("k" * 100, "x"), "k" * 39 + "….x"),
    ],
)
def test_paths(path: tuple[str | int, ...], shown: str) -> None:
    assert show_path(path) == shown


def test_long_values_are_shortened() -> None:
    assert quote("a" * 40) == f"'{'a' * 40}'"
    assert quote("a" * 41) == f"'{'a' * 39}…'"
    assert quote(12.5) == "'12.5'"


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("solues", ["soleus", "gastrocnemius"], "did you mean 'soleus'?"),
        ("Soleus", ["soleus", "gastrocnemius"], "did you mean 'soleus'?"),
        ("steps", ["stepx", "stop", "stepy"], "did you mean 'stepx' or 'stepy'?"),
        ("stepz", ["stepd", "stepc", "stepb", "stepa"], "did you mean 'stepa', 'stepb', 'stepc' or 'stepd'?"),
        ("stepz", [f"step{letter}" for letter in "abcde"], "known: stepa, stepb, stepc, stepd, stepe"),
        ("xyz", ["b", "a"], "known: a, b"),
        ("xyz", list("abcdefgh"), "known: a, b, c, d, e, f, g, h"),
        ("xyz", list("abcdefghi"), "see the list"),
        ("xyz", [], ""),
        ("xyz", ["a" * 100], f"known: {'a' * 39}…"),
    ],
)
def test_nearest(word: str, known: list[str], hint: str) -> None:
    """The nearest, if any is near; else all, if they are few; else where they are. Never some of many."""
    assert nearest(word, known, "see the list") == hint


@pytest.mark.parametrize(
    ("before", "place"), [("", (1, 1)), ("ab", (1, 3)), ("a\nb", (2, 2)), ("a\r\nb\r", (3, 1)), ("é🏃", (1, 3))]
)
def test_line_and_column(before: str, place: tuple[int, int]) -> None:
    assert line_and_column(before) == place
