"""The page on what could go wrong is true: every line names tests, and they exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).resolve().parent
PAGE = TESTS.parent / "docs" / "trust.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| could try")
]


def _tests(file: str) -> set[str]:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_line_is_held_by_a_test_that_exists() -> None:
    assert len(ROWS) > 15
    for attempt, stop, held in ROWS:
        named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", held)
        assert attempt and stop and named, attempt
        assert [f"{file}::{name}" for file, name in named if name not in _tests(file)] == []


def test_the_page_is_short() -> None:
    assert len(PAGE.read_text(encoding="utf-8").split()) < 1000
