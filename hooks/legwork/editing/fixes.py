"""The work of `check.py --fix`: make the exact edits of problems in their files, and report each changed line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from legwork.text import edits
from legwork.text.problems import Problem


def make(problems: Sequence[Problem], root: Path) -> Iterator[str]:
    """Make every edit that a problem determines by itself. Yield the changes in each file, and their rules."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.edit:
            by_file.setdefault(problem.file, []).append(problem)
    for file, fixable in by_file.items():
        yield from _in_file(root / file, file, fixable)


def _in_file(path: Path, shown: str, problems: list[Problem]) -> Iterator[str]:
    raw = path.read_bytes()
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    text = raw.decode("utf-8-sig")
    changed, made = edits.apply(text, problems)
    if not made:
        return
    path.write_bytes(mark + changed.encode("utf-8"))
    yield f"{shown}: {', '.join(sorted({problem.rule.id for problem in made}))}"
    lines = difflib.unified_diff(text.splitlines(), changed.splitlines(), lineterm="", n=0)
    yield from (f"  {line}" for line in list(lines)[2:] if not line.startswith("@@"))
