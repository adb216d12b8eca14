"""A check: a rule for entries, held by a plain function whose docstring states the requirement and its reason."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from legwork.catalogue.checks.context import CheckContext
from legwork.text.problems import Edit, Path
from legwork.text.rules import Rule, SeverityClass

Finding = tuple[Path, str, str] | tuple[Path, str, str, Edit]
"""Path in the entry, message, hint, and the edit if it is exact."""
CheckFunction = Callable[[Any, CheckContext], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """One rule. `kinds` are the kinds of entry it applies to; `reads` names the fields it uses."""

    rule: Rule
    kinds: tuple[str, ...]
    reads: tuple[str, ...]
    function: CheckFunction
    slow: bool = False
    """True if it takes as long as all others together. In a large catalogue it then runs beside them."""


def check(
    rule: str,
    severity_class: SeverityClass,
    *reads: str,
    kinds: tuple[str, ...] = ("exercise",),
    fix: str = "",
    slow: bool = False,
) -> Callable[[CheckFunction], Check]:
    """Make a check of the function below. The first paragraph of its docstring is the requirement, the rest is the reason."""

    def make(function: CheckFunction) -> Check:
        asks, _, why = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
        return Check(Rule(rule, _line(asks), _line(why), severity_class, fix), kinds, reads, function, slow)

    return make


MOVED = "Writes the new id of an entry that has moved."
TWICE_OR_MOVED = f"Removes the second of two that are the same. {MOVED}"
"""The fix of ids, for the checks of references."""


def _line(text: str) -> str:
    return " ".join(text.split())
