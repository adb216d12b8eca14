"""Rules of sessions and weeks on pages: in the runner's words, with their sources."""

from __future__ import annotations

from dataclasses import dataclass

from legwork.catalogue.models import CONVENTION
from legwork.pages.views.parts import Link
from legwork.pages.views.shared import source_links
from legwork.pages.views.site import Site
from legwork.routines.rules import RULES


@dataclass(frozen=True)
class RuleView:
    id: str
    text: str
    sources: tuple[Link, ...]


def rule_view(site: Site, rule: str, text: str = "") -> RuleView:
    """Return a rule with those of its sources that the catalogue has. `text` replaces the text of the rule."""
    words = text or RULES[rule].text
    return RuleView(rule, words[:1].upper() + words[1:], source_links(site, sources_of(site, rule)))


def sources_of(site: Site, rule: str) -> tuple[str, ...]:
    """Return the sources of a rule that the catalogue has."""
    keys = RULES[rule].sources if rule in RULES else ()
    return tuple(key for key in keys if key == CONVENTION or key in site.catalogue.sources)
