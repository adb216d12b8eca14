"""A check: a named value with a scope and a plain function, whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from legwork.catalogue.checks.world import World
from legwork.text.problems import Path

Finding = tuple[Path, str, str]
"""Where in the entry, what is wrong, and what to do about it."""
CheckFunction = Callable[[Any, World], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """One rule. `kinds` are the kinds of entry it is asked about; `reads` names the fields it looks at."""

    name: str
    kinds: tuple[str, ...]
    reads: tuple[str, ...]
    function: CheckFunction
    exceptions: Mapping[str, str] = field(default_factory=dict)
    """Slugs that are let off, each with the reason."""
    slow: bool = False
    """Takes as long as all others together: in a large catalogue it is asked beside them."""

    @property
    def rule(self) -> str:
        return (self.function.__doc__ or "").split("\n")[0]


def check(
    name: str,
    *reads: str,
    kinds: tuple[str, ...] = ("exercise",),
    exceptions: Mapping[str, str] | None = None,
    slow: bool = False,
) -> Callable[[CheckFunction], Check]:
    """Makes a check of the function below it."""

    def make(function: CheckFunction) -> Check:
        return Check(name, kinds, reads, function, exceptions or {}, slow)

    return make
