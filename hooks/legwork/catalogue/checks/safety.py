"""Cautions: who leaves an exercise out, who changes it, and what to do instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext, texts
from legwork.catalogue.judgments import Verdict, leaves_the_ground
from legwork.catalogue.models import Care, Exercise
from legwork.text import inline
from legwork.text.inline import Reference

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LEFT_OUT = re.compile(r"\b(?:leave out|stay away from|avoid|skip|not|never)\b", re.IGNORECASE)


@check("impact-caution", "safety", "cautions", "impact", "kind")
def impact_caution(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A plyometric, or an exercise of impact 2 or 3, has a caution that says avoid, modify or stop.

    Landing is what most often should be left out when something hurts.
    """
    if leaves_the_ground(exercise) and all(c.action == "note" for c in exercise.cautions):
        yield ("cautions",), "every caution of this jump is only a note", "say who should avoid it, or when to stop"


@check("caution-source", "safety", "cautions")
def caution_source(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """A caution that says avoid or modify has a source.

    Whoever leaves something out may ask why. Coaching custom is a source too: `convention`.
    """
    for i, caution in enumerate(exercise.cautions):
        if caution.action in ("avoid", "modify") and not caution.sources:
            yield ("cautions", i), f"action {caution.action} without a source", "add sources: [key], or sources: [convention]"


@check("caution-once", "safety", "cautions")
def caution_once(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """No exercise tells one complaint to avoid it and to modify it.

    A runner cannot do both, and a session would have to choose.
    """
    avoided = {caution.when for caution in exercise.cautions if caution.action == "avoid" and caution.when}
    for i, caution in enumerate(exercise.cautions):
        if caution.action == "modify" and caution.when in avoided:
            yield ("cautions", i), f"'{caution.when}' has cautions both to avoid and to modify this", "keep one of the two"


@check("instead-safe", "safety", "cautions")
def caution_instead_safe(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """The exercise that a caution offers instead is another one, and is fine with the complaint or can be changed for it.

    Nobody is sent from one exercise that hurts to another.
    """
    for i, caution in enumerate(exercise.cautions):
        path = ("cautions", i, "instead")
        if caution.instead == exercise.slug:
            yield path, "an exercise cannot stand in for itself", "name another"
        elif caution.instead and caution.when:
            yield from ((path, *finding) for finding in _unsafe(caution.instead, caution.when, context))


@check("care-safe", "safety", "advice", kinds=("care",))
def advice_safe(care: Care, context: CheckContext) -> Iterator[Finding]:
    """Advice and relief offer no exercise that the complaint leaves out or that nobody has judged.

    Nobody is told to do what hurts. What comes later is a step of `back`.
    """
    for path, paragraph in texts(context.reading.drafts["care"][care.slug].data):
        if path[0] in ("advice", "relief"):
            for sentence in _SENTENCE.split(paragraph):
                if not _LEFT_OUT.search(sentence):
                    yield from ((path, *finding) for finding in _offered(sentence, care.slug, context))


def _offered(sentence: str, care: str, context: CheckContext) -> Iterator[tuple[str, str]]:
    for href in inline.links(sentence):
        reference = Reference.parse(href, frozenset({"exercise"}))
        if reference:
            yield from _unsafe(reference.slug, care, context)


def _unsafe(exercise: str, care: str, context: CheckContext) -> Iterator[tuple[str, str]]:
    """Return why the exercise must not be offered with the complaint, and a hint."""
    verdict = context.verdict(exercise, care)
    if verdict is Verdict.AVOID:
        hint = "offer one that is safe; in advice, say that it is left out, or make it a step of `back`"
        yield f"offers '{exercise}', which is to be left out with '{care}'", hint
    elif verdict is Verdict.NOT_JUDGED:
        yield f"offers '{exercise}', which nobody has judged for '{care}'", f"add it to `instead` of '{care}', or offer another"
