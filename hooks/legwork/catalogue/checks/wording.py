"""The words of a text: no claim stronger than the strongest of its sources, and one limit for pain.

What each kind of source can carry follows from what it does (Strength in models.py, most to least):

- A guideline or a review of many studies weighs them against each other, so it may say how things are:
  "shows", "improves".
- A trial compares people who were given one thing or another. It may say what that changed, in the past
  tense, because it happened once: "improved", "lowered injuries".
- A cohort follows people to whom nothing was assigned. It may say what went together: "went with".
- A lab study measures muscles or forces on one day: "worked", "reached", "found". What follows in weeks of
  training it has not seen.
- A book or an article is somebody's word, so the claim must say that it is: "suggests", "describes".
- Custom alone has been tested by nobody we know of, so the claim must say that it is custom.

Nothing here proves, guarantees, prevents or cures: those words promise the next runner something.

How much pain is too much depends on what hurts, and stands in one guide. A text with a number of its own would soon
say another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from legwork import inline
from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.world import World, kind_of, prose
from legwork.catalogue.models import CONVENTION, Claim, Entry, Exercise, Source
from legwork.catalogue.strengths import STRENGTHS, strongest

NAMES = {one: f"a {one}" for one in STRENGTHS} | {"lab": "a lab study", "article": "an article", CONVENTION: "custom"}


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reserved:
    """Words that only sources of strength `least`, or stronger, can carry; None is no source at all."""

    words: tuple[str, ...]
    least: str | None
    may_say: str = ""
    """What a claim says that rests on `least`: for hints."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _any_of(self.words)


RESERVED = (
    Reserved(("prov(?:e|es|ed|en|ing)", "proof", "guarantee[sd]?", "prevent(?:s|ed|ing)?", "cure[sd]?", "ensure[sd]?"), None),
    Reserved(("guidelines?", "consensus"), "guideline", "shows, improves, a guideline advises"),
    Reserved(
        (
            *("show(?:s|ed|n|ing)?", "demonstrate[sd]?", "confirm(?:s|ed)?", "establish(?:es|ed)?"),
            *(
                "improves?",
                "reduces?",
                "halves?",
                "lowers (?:the risk|injur)",
                "pooled",
                "meta-analys[ei]s",
                "systematic review",
            ),
        ),
        "meta-analysis",
        "shows, improves, in pooled trials",
    ),
    Reserved(
        ("improved", "reduced", "halved", "lowered (?:the risk|injur)", "trials?"), "trial", "improved, lowered, in one trial"
    ),
    Reserved(("went with", "linked (?:to|with)", "associated with", "predict(?:s|ed)?"), "cohort", "went with, were weaker"),
    Reserved(("found", "measured", "recorded", "lab"), "lab", "found, measured, worked, reached, in a lab test"),
)
"""Strongest first. A kind of study is reserved too: what a lab found was not found in a trial.

`improve` is there and `raise` is not: what rises may be a heel."""

_HEDGE = re.compile(r"\b(?:may|might|could|can)\b", re.IGNORECASE)
"""A possibility may be named by anybody, but for the words that nobody may use."""
_DENIAL = re.compile(
    r"\b(?:not|never|nobody|none|neither|nor|cannot|unknown|unproven|whether)\b|n[’']t\b"
    r"|\bno (?:\w+ )?(?:study|studies|trials?|evidence|proof|benefit|effect)\b",
    re.IGNORECASE,
)
"""What is denied or left open is not claimed: "that it prevents injuries has not been shown"."""
_CLAUSE = re.compile(r"[.,:;!?](?=\s|$)")


@dataclass(frozen=True)
class Owed:
    """What a claim must say that rests on nothing stronger: one of these words."""

    words: tuple[str, ...]
    message: str
    hint: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _any_of(self.words)


_CUSTOM = (
    *("coach(?:es|ing)?", "custom(?:s|ary|arily)?", "convention(?:al|ally)?", "tradition(?:s|al|ally)?", "rule of thumb"),
    *("usual(?:ly)?", "often", "common(?:ly)?", "popular", "many runners", "most runners", "runners like", "the idea"),
    *("thought to", "believed to", "meant to", "intended to", "said to", "untested", "unproven", "nobody"),
    *("not been (?:tested|shown|studied|measured)", "no (?:study|trial)", "none of our sources", "we know of"),
)
_ATTRIBUTED = (
    *("suggest(?:s|ed)?", "describe[sd]?", "sa(?:ys?|id)", "recommend(?:s|ed)?", "advis(?:es?|ed)", "argue[sd]?"),
    *("according to", "concludes?", "writes?", "puts? it", "lists?", "names?", "teach(?:es)?", "explains?"),
)
OWED = {
    CONVENTION: Owed(
        _CUSTOM,
        "rests on custom alone and does not say so",
        "say whose custom or that it is untested: coaches, usually, the idea, is thought to, no study we know of",
    ),
    **dict.fromkeys(
        ("book", "article"),
        Owed(
            (*_ATTRIBUTED, *_CUSTOM),
            "rests on a book or an article alone and does not say whose word it is",
            "attribute it: suggests, describes, says, recommends, advises, according to",
        ),
    ),
}


@check("claim-wording", "why")
def wording(exercise: Exercise, world: World) -> Iterator[Finding]:
    """The wording of a claim is no stronger than the strongest of its sources."""
    for i, claim in enumerate(exercise.why):
        strength = _strongest(claim, world)
        if strength is None:
            continue
        path, text = ("why", i, "claim"), inline.plain(claim.claim)
        for word, least in _too_strong(text, strength):
            if least is None:
                yield path, f"'{word}' promises what no source can", "say what was seen, or deny it: has not been shown"
            else:
                message = f"'{word}' needs {NAMES[least]} or stronger; the strongest source here is {NAMES[strength]}"
                yield path, message, _may_say(strength)
        if strength in OWED and not OWED[strength].pattern.search(text):
            yield path, OWED[strength].message, OWED[strength].hint


def _strongest(claim: Claim, world: World) -> str | None:
    """The strength of the strongest source, or None where there is none, or one of which nobody knows."""
    found = []
    for key in claim.sources:
        draft = world.reading.drafts["source"].get(key)
        if key == CONVENTION:
            found.append(CONVENTION)
        elif draft and draft.has(("strength",)) and isinstance(draft.entry, Source):
            found.append(draft.entry.strength)
        else:
            return None
    return strongest(found) if found else None


def _too_strong(text: str, strength: str) -> Iterator[tuple[str, str | None]]:
    """Words that sources of this strength cannot carry, each with the least that could."""
    for reserved in RESERVED:
        if reserved.least is None or not _carries(strength, reserved.least):
            for match in reserved.pattern.finditer(text):
                clause = _clause(text, match.start())
                if not _DENIAL.search(clause) and (reserved.least is None or not _HEDGE.search(clause)):
                    yield match[0], reserved.least


def _clause(text: str, position: int) -> str:
    """The piece of `text` between two marks in which `position` lies."""
    ends = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    return next(text[start:end] for start, end in pairwise(ends) if start <= position < end)


def _carries(strength: str, least: str) -> bool:
    return STRENGTHS.index(strength) <= STRENGTHS.index(least)


def _may_say(strength: str) -> str:
    own = next((reserved.may_say for reserved in RESERVED if reserved.least == strength), "")
    return f"allowed: {own or OWED[strength].hint.partition(': ')[2]}, may, has not been shown"


PAIN_LIMIT_KINDS = ("exercise", "muscle", "equipment", "pattern", "routine", "plan")
"""Kinds of entry that name no number for pain. A source may: it tells what a study allowed."""
_NUMBER = r"(?:\d{1,2}|zero|one|two|three|four|five|six|seven|eight|nine|ten)"
_COUNTED = r"(?:people|men|women|children|adults|runners|athletes|players|patients|studies|trials|reps|times)"
_OUT_OF_TEN = re.compile(
    rf"\b(?:{_NUMBER} ?[–-] ?)?{_NUMBER}(?: ?/ ?10\b| (?:out |(?P<share>))of (?:10|ten)\b(?! (?:\w+ )?{_COUNTED}\b))",
    re.IGNORECASE,
)
"""A mark out of ten. "Nine of ten" is one where pain is spoken of, else more often a share of something."""
_EFFORT = re.compile(r"\befforts?\b", re.IGNORECASE)
_PAIN = re.compile(r"\b(?:pain|painful|hurts?|sore|soreness|aches?|discomfort)\b", re.IGNORECASE)


@check("pain-limit", kinds=PAIN_LIMIT_KINDS)
def pain_limit(entry: Entry, world: World) -> Iterator[Finding]:
    """How much pain is too much is the pain limit: a number out of ten is called effort."""
    for path, text in prose(world.reading.drafts[kind_of(entry)][entry.slug]):
        for mark in pain_marks(text):
            yield path, f"'{mark}' is a pain limit of its own", "say 'within the pain limit'; for effort, 'effort 6 of 10'"


def pain_marks(text: str) -> Iterator[str]:
    """Every mark out of ten in `text` that is for pain, or for nothing that is named."""
    for match in _OUT_OF_TEN.finditer(text):
        clause = _clause(text, match.start())
        if _PAIN.search(clause) or not (_EFFORT.search(clause) or match["share"] is not None):
            yield match[0]
