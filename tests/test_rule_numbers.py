"""The table of the rules' numbers: each says its rule and its sources, and these are the rule's own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from legwork.catalogue import rule_numbers
from legwork.catalogue.content import Content
from legwork.routines.rules import RULES

_DOCUMENTED = re.compile(r"(R-[A-Z][0-9]): .+ Sources?: ([a-z0-9, -]+)\.", re.DOTALL)


def _documented() -> dict[str, str]:
    """Return each number's name with the text below it."""
    body = ast.parse(Path(str(rule_numbers.__file__)).read_text(encoding="utf-8")).body
    found = {}
    for assigned, text in zip(body, [*body[1:], ast.Pass()], strict=True):
        if isinstance(assigned, (ast.Assign, ast.AnnAssign)):
            target = assigned.target if isinstance(assigned, ast.AnnAssign) else assigned.targets[0]
            found[ast.unparse(target)] = str(ast.literal_eval(text.value)) if isinstance(text, ast.Expr) else ""
    return found


@pytest.mark.parametrize(("name", "text"), _documented().items())
def test_a_number_says_its_rule_and_its_sources(name: str, text: str, real: Content) -> None:
    said = _DOCUMENTED.fullmatch(text)
    assert said, name
    rule, sources = said[1], said[2].split(", ")
    assert set(sources) <= {*real.catalogue.sources, "convention"}
    assert rule not in RULES or set(sources) <= set(RULES[rule].sources)
