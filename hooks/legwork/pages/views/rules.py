"""Rules of sessions and weeks as pages show them: in the runner's words, with what each rests on."""

from __future__ import annotations

from dataclasses import dataclass

from legwork.catalogue.models import CONVENTION
from legwork.pages.views.parts import Link
from legwork.pages.views.shared import citations
from legwork.pages.views.site import Site
from legwork.routines.rules import RULES


@dataclass(frozen=True)
class RuleView:
    id: str
    text: str
    sources: tuple[Link, ...]


def rule_view(site: Site, rule: str, text: str = "") -> RuleView:
    """A rule, or `text` in the place of its words, with those of its sources that this catalogue has."""
    said = text or RULES[rule].text
    return RuleView(rule, said[:1].upper() + said[1:], citations(site, sources_of(site, rule)))


def sources_of(site: Site, rule: str) -> tuple[str, ...]:
    """The keys a rule rests on, as far as the catalogue has them."""
    keys = RULES[rule].sources if rule in RULES else ()
    return tuple(key for key in keys if key == CONVENTION or key in site.catalogue.sources)
