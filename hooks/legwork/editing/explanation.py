"""Explanations of rules, for editors who met a rule in a problem."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from legwork.catalogue import registry, urls
from legwork.catalogue.policy import FIXED, PROFILES
from legwork.text.rules import Rule

WIDTH = 100


def text(rule: Rule) -> str:
    """Return the explanation of a rule: its text, reason and severity, an example, and the edit of `--fix`."""
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    yield rule.id
    for paragraph in (rule.asks, rule.why, f"Severity: {severity(rule)}."):
        yield textwrap.fill(paragraph, WIDTH, initial_indent="  ", subsequent_indent="  ")
    if rule.fix:
        yield textwrap.fill(f"--fix: {rule.fix}", WIDTH, initial_indent="  ", subsequent_indent="  ")
    if example := registry.examples().get(rule.id):  # a new rule has none until its case is blessed
        yield f"  Example: {example}"
    yield f"  On the site: {urls.rule(rule.id)}"


def severity(rule: Rule) -> str:
    """Return the severity of a rule in each profile: ``sense; error, warning in the profile open``."""
    if rule.severity_class in FIXED:
        return f"{rule.severity_class}; always an error"
    usual, opened = (PROFILES[profile][rule.severity_class] for profile in ("legwork", "open"))
    if usual == opened:
        return f"{rule.severity_class}; {usual}, unless the policy sets it"
    return f"{rule.severity_class}; {usual}, {opened} in the profile open"


def rule_list() -> str:
    """Return every rule on a line of its own: its id and its text."""
    width = max(map(len, registry.RULES))
    lines = (f"{rule.id:{width}}  {rule.asks}" for rule in registry.RULES.values())
    return "\n".join(lines) + "\n"
