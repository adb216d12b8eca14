"""Every rule, by its id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from legwork.catalogue import rules
from legwork.catalogue.checks import CHECKS
from legwork.figures.schema_props import FIGURE_FIELDS
from legwork.text import rules as text_rules
from legwork.text.problems import nearest
from legwork.text.rules import Rule

_PRINTED = re.compile(r".+?:\d+:\d+: \w+ ([a-z0-9-]+): ")


def _rules() -> Iterator[Rule]:
    for module in (text_rules, rules):
        yield from (value for value in vars(module).values() if isinstance(value, Rule))
    yield FIGURE_FIELDS
    yield from (check.rule for check in CHECKS)


RULES: Mapping[str, Rule] = {rule.id: rule for rule in sorted(_rules(), key=lambda rule: rule.id)}
"""Every rule of the text, the catalogue and the checks, sorted by id."""


@cache
def did_you_mean(word: str) -> str:
    """Return a hint for an unknown id of a rule: the rule that may have been meant."""
    return nearest(word, RULES, "check.py --explain lists the ids")


EXAMPLES = Path(__file__).parent / "examples.txt"
"""A problem for each rule, as printed, from the expected output of the tests with broken catalogues."""


@cache
def examples() -> Mapping[str, str]:
    """Return a problem for each rule, as printed."""
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    return {match[1]: line for line in lines if (match := _PRINTED.match(line))}
