"""Every mistake an editor can make is told with file, line, column, rule and a hint, and in one run.

Each folder of `broken/` lays files over the miniature; `expected.txt` is the complete output. After a
change of wording: `pytest tests/test_broken.py --bless`, and read the difference as an editor would.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from legwork.catalogue import checks, content, moved, validation
from legwork.catalogue.content import Content
from legwork.catalogue.registry import EXAMPLES, RULES
from legwork.editing import published
from legwork.exports import schema
from legwork.routines.solve_all import solve_all
from legwork.text.problems import Problem
from overlays import copy_of_mini, lay_over

BROKEN = Path(__file__).resolve().parent / "broken"
CASES = sorted(path.name for path in BROKEN.iterdir())
SITEMAP = "sitemap.xml"
"""In a case: what was published before."""

model_errors: set[str] = set()
"""Kinds of error that the models raised so far."""


class _Noting(dict[str, Any]):
    def get(self, key: str, default: Any = None) -> Any:
        model_errors.add(key)
        return super().get(key, default)


def _problems(folder: Path) -> list[Problem]:
    """All that check and build tell of a folder."""
    read = content.read(folder / "catalogue", folder / "docs", root=folder)
    problems = [*read.problems, *schema.stale(folder / "catalogue", root=folder)]
    if (folder / SITEMAP).exists():
        problems += published.unanswered(published.read(folder / SITEMAP, folder), read, folder / "docs")
    if not read.errors:
        routines = solve_all(read.catalogue)
        problems += [read.locate(*fault) for fault in routines.findings]
        problems += moved.unmade(read.reading, routines.by_slug)
    return sorted(problems)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], list[Problem]]]:
    """What is told of a case, worked out once."""

    @functools.cache
    def read(case: str) -> list[Problem]:
        folder = copy_of_mini(tmp_path_factory.mktemp(case))
        lay_over(BROKEN / case, folder)
        return _problems(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validation, "_DESCRIBE", _Noting(validation._DESCRIBE))
        yield read


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, told: Callable[[str], list[Problem]], bless: bool) -> None:
    """The complete output for a broken catalogue is the one that was read and approved."""
    output = "".join(f"{problem}\n" for problem in told(case))
    expected = BROKEN / case / "expected.txt"
    if bless:
        expected.write_text(output, encoding="utf-8")
    assert output, "nothing was found wrong"
    assert output == expected.read_text(encoding="utf-8")


def _examples() -> dict[str, str]:
    """By rule, the shortest problem of it in the expected output of all cases."""
    lines = [line for case in CASES for line in (BROKEN / case / "expected.txt").read_text(encoding="utf-8").splitlines()]
    found: dict[str, str] = {}
    for line in sorted(lines, key=lambda line: (len(line), line)):
        if match := re.match(r".+?:\d+:\d+: \w+ ([a-z0-9.-]+): ", line):
            found.setdefault(match[1], line)
    return found


def test_every_rule_has_a_case(bless: bool) -> None:
    """And the page of rules shows one line of it. A rule that no case breaks is untested: add a folder to `broken/`."""
    found = _examples()
    if bless:
        EXAMPLES.write_text("".join(f"{found[rule]}\n" for rule in sorted(found)), encoding="utf-8")
    assert set(found) == set(RULES)
    assert EXAMPLES.read_text(encoding="utf-8").splitlines() == [found[rule] for rule in sorted(found)]


def test_no_check_fires_on_the_miniature(mini: Content) -> None:
    assert checks.run(mini.reading, mini.guides) == []


def test_every_kind_of_model_error_has_a_case(told: Callable[[str], list[Problem]]) -> None:
    """The models raise exactly the errors that are put in an editor's words: none missing, none left over."""
    for case in CASES:
        told(case)
    assert model_errors == set(validation._DESCRIBE)
