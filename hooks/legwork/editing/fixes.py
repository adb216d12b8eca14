"""What `check.py --fix` does: the exact edits of problems made in their files, and told line by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from legwork.text import edits
from legwork.text.problems import Problem


def make(problems: Sequence[Problem], root: Path) -> Iterator[str]:
    """Make every edit that follows from a problem alone. Yield what was changed in which file, and for which rules."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.edit:
            by_file.setdefault(problem.file, []).append(problem)
    for file, found in by_file.items():
        yield from _in_file(root / file, file, found)


def _in_file(path: Path, shown: str, found: list[Problem]) -> Iterator[str]:
    raw = path.read_bytes()
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    text = raw.decode("utf-8-sig")
    changed, made = edits.apply(text, found)
    if not made:
        return
    path.write_bytes(mark + changed.encode("utf-8"))
    yield f"{shown}: {', '.join(sorted({problem.rule.id for problem in made}))}"
    lines = difflib.unified_diff(text.splitlines(), changed.splitlines(), lineterm="", n=0)
    yield from (f"  {line}" for line in list(lines)[2:] if not line.startswith("@@"))
