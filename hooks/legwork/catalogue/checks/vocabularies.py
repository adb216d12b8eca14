"""Nothing is left over: every entry of a vocabulary is used."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext, kind_of
from legwork.catalogue.models import Entry


@check("vocabulary-used", "house", kinds=("muscle", "equipment", "pattern", "care"))
def vocabulary_used(entry: Entry, context: CheckContext) -> Iterator[Finding]:
    """Every muscle, piece of equipment and pattern is used by an exercise; every complaint too, or it has `not_now` or
    `instead`.

    A page of it would be empty.
    """
    if entry.slug not in context.used[kind_of(entry)] and "exercise" not in context.unread:
        yield (), f"no exercise uses {kind_of(entry)} '{entry.slug}'", "remove it until one does"


@check("flag-used", "house", kinds=("flag",))
def flag_used(entry: Entry, context: CheckContext) -> Iterator[Finding]:
    """Every red flag is named by a complaint, or is general.

    Nobody would see the sign.
    """
    if entry.slug not in context.used["flag"] and "care" not in context.unread:
        yield (), f"no complaint names flag '{entry.slug}'", "remove it until one does, or write general: true"


@check("source-cited", "house", kinds=("source",))
def source_cited(entry: Entry, context: CheckContext) -> Iterator[Finding]:
    """Every source is cited by an entry or a guide.

    A list of sources should show what the site rests on, and nothing else.
    """
    if entry.slug not in context.used["source"] and not context.unread - {"source"}:
        yield (), f"nothing cites source '{entry.slug}'", "cite it or remove it"
