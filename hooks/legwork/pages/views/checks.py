"""The page of rules for the catalogue and the guides, with their reasons. Printed problems lead to this page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from legwork.catalogue import registry, urls
from legwork.catalogue.policy import FIXED, PROFILES
from legwork.pages.page import PageSpec
from legwork.pages.views.site import Site
from legwork.text.rules import SEVERITY_CLASSES, Rule, SeverityClass

_ABOUT: Mapping[SeverityClass, str] = {
    "format": "Text that breaks them cannot be read, shown or linked.",
    "safety": "Text that breaks them may hurt somebody.",
    "sense": "Text that breaks them is most likely a mistake.",
    "house": "Text that breaks them does not follow the conventions of this catalogue.",
    "optional": "They hold only if the policy of a catalogue turns them on.",
}


@dataclass(frozen=True)
class RuleSection:
    """A rule, with a problem in its printed form."""

    id: str
    asks: Markup
    why: Markup
    example: str
    fix: Markup


@dataclass(frozen=True)
class RuleClass:
    """The rules of the same severity class."""

    id: str
    name: str
    about: str
    severity: str
    rules: tuple[RuleSection, ...]


@dataclass(frozen=True)
class ChecksView:
    classes: tuple[RuleClass, ...]
    number: int


def checks_page(site: Site) -> Iterator[PageSpec]:
    classes = tuple(_class(name) for name in SEVERITY_CLASSES)
    yield PageSpec(
        kind="checks",
        template="checks.html.j2",
        url=urls.CHECKS,
        title="Rules",
        description="The rules that the catalogue and the guides keep, with the reason for each and an example of what breaks it.",
        view=ChecksView(tuple(rule_class for rule_class in classes if rule_class.rules), len(registry.RULES)),
        names=("rules of the checks",),
        search=("rules", "checks", "editors"),
        source=None,
    )


def _class(name: SeverityClass) -> RuleClass:
    rules = tuple(_section(rule) for rule in registry.RULES.values() if rule.severity_class == name)
    return RuleClass(f"class-{name}", name.capitalize(), _ABOUT[name], _severity(name), rules)


def _severity(name: SeverityClass) -> str:
    """Return the severity of the rules of a class."""
    if name in FIXED:
        return "Always an error."
    usual, opened = PROFILES["legwork"][name], PROFILES["open"][name]
    said = usual.capitalize() if usual == opened else f"{usual.capitalize()}, {opened} in the profile open"
    return f"{said}. A policy may set it."


def _section(rule: Rule) -> RuleSection:
    return RuleSection(rule.id, _code(rule.asks), _code(rule.why), registry.examples().get(rule.id, ""), _code(rule.fix))


def _code(text: str) -> Markup:
    """Return a text as HTML, with the parts between backticks as code."""
    code = Markup("<code>{}</code>")
    parts = text.split("`")
    return Markup("").join(code.format(part) if place % 2 else part for place, part in enumerate(parts))
