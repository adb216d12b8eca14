"""How problems are printed: as lines of text, as annotations of GitHub with a summary, or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from legwork.catalogue import urls
from legwork.text.problems import Problem, counted
from legwork.text.rules import SEVERITIES

PER_RULE = 20
"""Warnings and notes of one rule that are printed, unless all are asked for. Errors are always printed, every one."""
TABLE_FROM = 20
"""Problems from which on a table counts them by rule."""


def text(problems: Sequence[Problem], *, whole: bool = False) -> Iterator[str]:
    """A line for each problem, and how many of a rule were left out."""
    seen: Counter[str] = Counter()
    for problem in problems:
        seen[problem.rule.id] += problem.severity != "error"
        if whole or seen[problem.rule.id] <= PER_RULE or problem.severity == "error":
            yield str(problem)
    for rule, count in sorted(seen.items()):
        if count > PER_RULE and not whole:
            yield f"and {count - PER_RULE} more of {rule}: --all"


def summary(problems: Sequence[Problem]) -> Iterator[str]:
    """How many problems there are, by rule if they are many, and where the rules are explained."""
    yield counted(problems)
    if len(problems) > TABLE_FROM:
        yield from (f"{count:6} {rule}" for rule, count in _by_rule(problems))
    yield f"Why a rule is there: python3 scripts/check.py --explain RULE, or {urls.CHECKS} on the site"


def github(problems: Sequence[Problem], *, whole: bool = False) -> Iterator[str]:
    """An annotation for each problem, gravest first: GitHub shows ten of each severity."""
    yield from (problem.github() for problem in _gravest_first(problems))


def job_summary(problems: Sequence[Problem]) -> str:
    """All problems as Markdown, for the page of a run."""
    lines = ["| where | severity | rule | what is wrong |", "|---|---|---|---|"]
    for one in _gravest_first(problems):
        cells = (f"{one.file}:{one.line}:{one.column}", one.severity, one.rule.id, one.text)
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join([f"{counted(problems)}\n", *lines]) + "\n"


def as_json(problems: Sequence[Problem], *, whole: bool = False) -> Iterator[str]:
    """A list of all problems as data, each with the address of its rule from the site's root."""
    records = [{**problem.json(), "about": urls.rule(problem.rule.id)} for problem in problems]
    yield json.dumps(records, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[..., Iterator[str]]] = {"text": text, "github": github, "json": as_json}
"""By name, how the lines are made."""


def _by_rule(problems: Sequence[Problem]) -> list[tuple[str, int]]:
    return Counter(problem.rule.id for problem in problems).most_common()


def _gravest_first(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: SEVERITIES.index(problem.severity))


def _cell(text: str) -> str:
    """A text that no sign of Markdown can break out of its cell."""
    signs = {"\\": "\\\\", "|": "\\|", "<": "&lt;", "`": "\\`", "[": "\\[", "*": "\\*", "_": "\\_"}
    return "".join(signs.get(character, character) for character in text)
