"""The baseline: the number of known problems by file and rule, which are tolerated until they are mended.

It may only shrink. If a file has more problems of a rule than noted, all of them are reported. If it has fewer, the
baseline must be written again, so that mended problems do not come back.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from legwork.catalogue import registry, rules
from legwork.catalogue.catalogue import Reading
from legwork.catalogue.loader import read_document
from legwork.catalogue.policy import FIXED
from legwork.text.problems import Problem, quote
from legwork.text.yaml_reader import Data, Document


def apply(problems: Iterable[Problem], folder: Path, name: str, root: Path) -> Iterator[Problem]:
    """Return the problems that the baseline does not note, and a problem for each count in it that is too high."""
    reported = list(problems)
    document, unreadable = read(folder, name, root)
    noted = _noted(document)
    found = Counter((_name(problem.file, folder, root), problem.rule.id) for problem in reported)
    for problem in reported:
        file = _name(problem.file, folder, root)
        known = noted.get(file, {}).get(problem.rule.id, 0)
        if problem.rule.severity_class in FIXED or found[(file, problem.rule.id)] > known:
            yield problem
    yield from unreadable
    for file, counts in noted.items():
        for rule, count in counts.items():
            yield from _wrong(document, file, rule, count, found[(file, rule)])


def read(folder: Path, name: str, root: Path) -> tuple[Document, list[Problem]]:
    """Return the file, empty if it cannot be read, and the reason."""
    alone = Reading()
    document = read_document(alone, folder / name, root) or Document(name, "", None)
    if not alone.problems and not (isinstance(document.data, dict) and all(map(_is_counts, document.data.values()))):
        hint = "run python3 scripts/check.py --baseline"
        alone.problems.append(document.problem(rules.BASELINE, (), "must be numbers of problems by file and rule", hint))
    return document, alone.problems


def _is_counts(data: Data) -> bool:
    return isinstance(data, dict) and all(type(count) is int for count in data.values())


def _wrong(document: Document, file: str, name: str, count: int, found: int) -> Iterator[Problem]:
    path = (file, name)
    rule = registry.RULES.get(name)
    if rule is None:
        yield document.problem(rules.BASELINE, path, f"no rule {quote(name)}", registry.did_you_mean(name), key=True)
    elif rule.severity_class in FIXED:
        yield document.problem(rules.BASELINE, path, f"{quote(name)} holds for every catalogue", "remove it", key=True)
    elif found < count:
        fewer = count - found
        message = f"{fewer} problem{'s' if fewer > 1 else ''} fewer than noted"
        yield document.problem(rules.BASELINE, path, message, "run python3 scripts/check.py --baseline", key=True)


def _noted(document: Document | None) -> dict[str, dict[str, int]]:
    """Return the valid counts of a file."""
    data = document.data if document and isinstance(document.data, dict) else {}
    return {file: dict(counts) for file, counts in data.items() if isinstance(counts, dict) and _is_counts(counts)}  # type: ignore[arg-type]


def text(problems: Iterable[Problem], document: Document | None, folder: Path, root: Path) -> str:
    """Return the file for these problems: the first time all of them, later at most those it noted before."""
    found: dict[str, Counter[str]] = {}
    for problem in problems:
        if problem.rule.severity_class not in FIXED:
            found.setdefault(_name(problem.file, folder, root), Counter())[problem.rule.id] += 1
    if document is not None:
        noted = _noted(document)
        found = {
            file: Counter({rule: min(n, noted.get(file, {}).get(rule, 0)) for rule, n in counts.items()})
            for file, counts in found.items()
        }
    lines = ["# Known problems by file and rule, written by scripts/check.py --baseline. It may only shrink."]
    for file, counts in sorted(found.items()):
        kept = [f"  {rule}: {count}" for rule, count in sorted(counts.items()) if count]
        lines += [f"{file}:", *kept] if kept else []
    return "\n".join(lines if len(lines) > 1 else [*lines, "{}"]) + "\n"


def _name(file: str, folder: Path, root: Path) -> str:
    """Return the path of a file from the catalogue's folder, whatever the current folder."""
    return Path(os.path.relpath(root / file, folder)).as_posix()
