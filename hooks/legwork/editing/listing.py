"""Problems in print: as lines of text, as annotations of GitHub with a summary, or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from legwork.catalogue import urls
from legwork.text.problems import Problem, counted
from legwork.text.rules import SEVERITIES

PER_RULE = 20
"""The most warnings and notes of a rule to print, unless all are wanted. Errors are always printed."""
TABLE_FROM = 20
"""The number of problems above which a table counts them by rule."""


def text(problems: Sequence[Problem], *, whole: bool = False) -> Iterator[str]:
    """Yield a line for each problem, and the number of problems left out for each rule."""
    seen: Counter[str] = Counter()
    for problem in problems:
        seen[problem.rule.id] += problem.severity != "error"
        if whole or seen[problem.rule.id] <= PER_RULE or problem.severity == "error":
            yield str(problem)
    for rule, count in sorted(seen.items()):
        if count > PER_RULE and not whole:
            yield f"and {count - PER_RULE} more of {rule}: --all"


def summary(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the number of problems, by rule if they are many, and the place where rules are explained."""
    yield counted(problems)
    if len(problems) > TABLE_FROM:
        yield from (f"{count:6} {rule}" for rule, count in _by_rule(problems))
    yield f"Why a rule is there: python3 scripts/check.py --explain RULE, or {urls.CHECKS} on the site"


def github(problems: Sequence[Problem], *, whole: bool = False) -> Iterator[str]:
    """Yield an annotation for each problem, gravest first, because GitHub shows ten of each severity."""
    yield from (problem.github() for problem in _gravest_first(problems))


def job_summary(problems: Sequence[Problem]) -> str:
    """Return all problems as Markdown, for the page of a run."""
    lines = ["| where | severity | rule | what is wrong |", "|---|---|---|---|"]
    for problem in _gravest_first(problems):
        cells = (f"{problem.file}:{problem.line}:{problem.column}", problem.severity, problem.rule.id, problem.text)
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join([f"{counted(problems)}\n", *lines]) + "\n"


def as_json(problems: Sequence[Problem], *, whole: bool = False) -> Iterator[str]:
    """Yield a JSON list of all problems, each with the address of its rule from the site's root."""
    records = [{**problem.json(), "about": urls.rule(problem.rule.id)} for problem in problems]
    yield json.dumps(records, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[..., Iterator[str]]] = {"text": text, "github": github, "json": as_json}
"""The functions that make the lines, by the name of their format."""


def _by_rule(problems: Sequence[Problem]) -> list[tuple[str, int]]:
    return Counter(problem.rule.id for problem in problems).most_common()


def _gravest_first(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: SEVERITIES.index(problem.severity))


def _cell(text: str) -> str:
    """Return a text in which Markdown is escaped, so that it stays inside its cell."""
    signs = {"\\": "\\\\", "|": "\\|", "<": "&lt;", "`": "\\`", "[": "\\[", "*": "\\*", "_": "\\_"}
    return "".join(signs.get(character, character) for character in text)
