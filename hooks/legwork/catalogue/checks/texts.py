"""Running text, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext, kind_of, marked_texts
from legwork.catalogue.checks.references import resolve
from legwork.catalogue.models import Entry, Exercise
from legwork.text import inline
from legwork.text.inline import Reference
from legwork.text.problems import Path, Swap, nearest, quote, show_path

LINK_KINDS = frozenset(KINDS)


@check("plain-text", "format", kinds=tuple(KINDS), fix="Writes the new address of an entry that has moved.")
def plain_text(entry: Entry, context: CheckContext) -> Iterator[Finding]:
    """Text holds emphasis and links that lead somewhere, and no HTML.

    It is shown on pages, cards, sheets and in data, and read aloud.
    """
    for path, text in marked_texts(context.reading.drafts[kind_of(entry)][entry.slug]):
        if found := inline.forbidden(text):
            hint = "write the character itself" if found.startswith("&") else "use *emphasis* or [text](address)"
            yield path, f"holds HTML: {quote(found)}", hint
        for href in inline.links(text):
            yield from _link(path, href, context)


def _link(path: Path, href: str, context: CheckContext) -> Iterator[Finding]:
    if reference := Reference.parse(href, LINK_KINDS):
        for _, message, hint, *_ in resolve(path, reference.kind, reference.slug, context):
            now = context.moves.get(href)
            yield (path, message, hint, Swap(f"]({href})", f"]({now})")) if now else (path, message, hint)
    elif href.startswith("/guides/"):
        address = href.partition("#")[0]
        if address not in context.pages:
            yield (
                path,
                f"no guide at {quote(address)}",
                context.moved_hint(address) or nearest(address, context.pages, "guides are the files in docs"),
            )
    elif not re.match(r"https?://[^/]", href):
        yield path, f"link to {quote(href)}", "a link is https://..., /guides/.../, or an entry like muscle:soleus"


@check("said-once", "house", "steps", "mistakes", slow=True)
def said_once(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """Two exercises do not share a step, or a mistake with its fix, nearly word for word.

    Two pages that say the same say too little of either. Cautions, tests and claims may: what one complaint asks of two
    calf raises, or one trial found, is better said in the same words than in two ways that seem to differ.
    """
    reported: set[Path] = set()
    for path, slug, other in context.copies.get(exercise.slug, ()):
        if path not in reported:
            reported.add(path)
            place = context.place("exercise", slug, other)
            message = f"says nearly what {show_path(other)} of '{slug}' says, in {place}"
            yield path, message, "say in one of the two what is particular there, or leave it out"
