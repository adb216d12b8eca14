"""The page of rules: what the checks ask of the catalogue and the guides, and why. Problems that are printed lead here."""

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
    "format": "What breaks them cannot be read, shown or linked.",
    "safety": "What breaks them may hurt somebody.",
    "sense": "What breaks them is most likely a mistake.",
    "house": "What breaks them is not how this catalogue does it.",
    "optional": "They are asked where a catalogue’s policy turns them on.",
}


@dataclass(frozen=True)
class RuleSection:
    """One rule, with a problem as it is printed."""

    id: str
    asks: Markup
    why: Markup
    example: str
    fix: Markup


@dataclass(frozen=True)
class RuleClass:
    """The rules of one severity class."""

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
    classes = tuple(_class(one) for one in SEVERITY_CLASSES)
    yield PageSpec(
        kind="checks",
        template="checks.html.j2",
        url=urls.CHECKS,
        title="Rules",
        description="The rules that the catalogue and the guides keep, with the reason for each and an example of what breaks it.",
        view=ChecksView(tuple(one for one in classes if one.rules), len(registry.RULES)),
        names=("rules of the checks",),
        search=("rules", "checks", "editors"),
        source=None,
    )


def _class(name: SeverityClass) -> RuleClass:
    rules = tuple(_section(rule) for rule in registry.RULES.values() if rule.severity_class == name)
    return RuleClass(f"class-{name}", name.capitalize(), _ABOUT[name], _severity(name), rules)


def _severity(name: SeverityClass) -> str:
    """How severe the rules of a class are."""
    if name in FIXED:
        return "Always an error."
    usual, opened = PROFILES["legwork"][name], PROFILES["open"][name]
    said = usual.capitalize() if usual == opened else f"{usual.capitalize()}, {opened} in the profile open"
    return f"{said}. A policy may set it."


def _section(rule: Rule) -> RuleSection:
    return RuleSection(rule.id, _code(rule.asks), _code(rule.why), registry.examples()[rule.id], _code(rule.fix))


def _code(text: str) -> Markup:
    """A text whose pieces between backticks are code."""
    code = Markup("<code>{}</code>")
    parts = text.split("`")
    return Markup("").join(code.format(part) if place % 2 else part for place, part in enumerate(parts))
