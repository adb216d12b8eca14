"""A check: a rule that is asked of entries, by a plain function whose docstring says what it asks and why."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from legwork.catalogue.checks.context import CheckContext
from legwork.text.problems import Edit, Path
from legwork.text.rules import Rule, SeverityClass

Finding = tuple[Path, str, str] | tuple[Path, str, str, Edit]
"""Where in the entry, what is wrong, what to do about it, and the edit where that is exact."""
CheckFunction = Callable[[Any, CheckContext], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """One rule. `kinds` are the kinds of entry it is asked about; `reads` names the fields it looks at."""

    rule: Rule
    kinds: tuple[str, ...]
    reads: tuple[str, ...]
    function: CheckFunction
    slow: bool = False
    """Takes as long as all others together: in a large catalogue it is asked beside them."""


def check(
    rule: str,
    severity_class: SeverityClass,
    *reads: str,
    kinds: tuple[str, ...] = ("exercise",),
    fix: str = "",
    slow: bool = False,
) -> Callable[[CheckFunction], Check]:
    """Make a check of the function below: the first paragraph of its docstring is what the rule asks, the rest is why."""

    def make(function: CheckFunction) -> Check:
        asks, _, why = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
        return Check(Rule(rule, _line(asks), _line(why), severity_class, fix), kinds, reads, function, slow)

    return make


MOVED = "Writes the new id of an entry that has moved."
TWICE_OR_MOVED = f"Removes the second of two that are the same. {MOVED}"
"""What is done about ids, for the checks of references."""


def _line(text: str) -> str:
    return " ".join(text.split())
