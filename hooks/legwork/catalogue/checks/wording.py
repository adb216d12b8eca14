"""The words of a text: none stronger than the strongest of its sources, and one limit for pain.

What each kind of source can carry follows from what it does (Evidence in models.py, most to least):

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

Claims, which are nothing but evidence, are held word by word. Every other text is also about rails, pictures and knees,
so there a word counts only beside others that make it one about evidence. A text's sources are those that it links to
or that stand nearest to it.

How much pain is too much depends on what hurts, and stands in one guide. A text with a number of its own would soon
say another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from legwork.catalogue.checks.check import Finding, check
from legwork.catalogue.checks.context import CheckContext, kind_of, prose
from legwork.catalogue.evidence import EVIDENCE_ORDER, strongest
from legwork.catalogue.guides import Guide, passages
from legwork.catalogue.models import CONVENTION, Entry, Exercise, Source
from legwork.catalogue.rules import GUIDE_PAIN_LIMIT, GUIDE_WORDING
from legwork.text import inline
from legwork.text.problems import Path, Problem
from legwork.text.yaml_reader import Data

NAMES = {one: f"a {one}" for one in EVIDENCE_ORDER} | {"lab": "a lab study", "article": "an article", CONVENTION: "custom"}


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of these as whole words. A space stands for anything between two words."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b".replace(" ", r"\s+"), re.IGNORECASE)


@dataclass(frozen=True)
class ReservedWords:
    """Words that need evidence of at least `least`. With None, no source can carry them."""

    words: tuple[str, ...]
    least: str | None
    may_say: str = ""
    """Words for a claim that rests on `least`, for hints."""
    elsewhere: tuple[str, ...] = ()
    """The same where a text is about other things too: a rail prevents a fall and a page shows a list, but not injuries less."""

    signs: tuple[str, ...] = ()
    """Pieces of words of which one is in whatever `elsewhere` finds: most texts hold none, and are done with."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _any_of((*self.words, *self.elsewhere))

    @cached_property
    def pattern_elsewhere(self) -> re.Pattern[str]:
        return _any_of(self.elsewhere)


def _within(words: int) -> str:
    """Return a pattern for a gap of at most so many words."""
    return rf"(?: [\w’'-]+){{0,{words}}}? "


_STUDY = r"(?:stud(?:y|ies)|trials?|reviews?|research(?:ers)?|scien(?:ce|tists?)|evidence|experiments?)"
_HARM = (
    r"(?:(?:re-?)?injur\w+|pains?|hurt|sprains?|strains?|splints|fractures?|soreness|cramps?|tendin\w+|overuse"
    r"|(?:knee|shin|calf|hip|back|foot|heel|ankle|achilles|tendon) (?:problems?|trouble))"
)
_FEWER_INJURIES = r"(?: (?:the|your|their))?(?: (?:risk|rate|number|chance|odds)s? of)?(?: [\w-]+){0,2} (?:injur\w+|hurt)"
_GAIN = r"(?:(?:running )?(?:economy|performance|speed)|endurance|recovery|vo2\s?max|race times?|injur\w+)"
_STUDY_SIGNS = ("stud", "trial", "review", "research", "scien", "evidence", "experiment")

RESERVED = (
    ReservedWords(
        ("prov(?:e|es|ed|en|ing)", "proof", "guarantee[sd]?", "prevent(?:s|ed|ing)?", "cure[sd]?", "ensure[sd]?"),
        None,
        elsewhere=(
            *("proven", "proves", "proof (?:that|of)", "guarantee[sd]?", "cure[sd]?", "ensures", "(?:injury|bullet)-?proof"),
            rf"(?:prevent(?:s|ed|ing)?|protect(?:s|ed|ing)?|eliminates?|heals){_within(4)}{_HARM}",
            rf"(?:keep|stay|make)s?{_within(2)}(?:injury-free|uninjured)",
        ),
        signs=(
            *("proven", "proves", "proof", "guarantee", "cure", "ensures", "prevent", "protect", "eliminate", "heals"),
            *("injury-free", "uninjured"),
        ),
    ),
    ReservedWords(
        ("guidelines?", "consensus"),
        "guideline",
        "shows, improves, a guideline advises",
        (rf"guidelines?{_within(2)}(?:say|advise|recommend|agree)s?",),
        ("guideline",),
    ),
    ReservedWords(
        (
            *("show(?:s|ed|n|ing)?", "demonstrate[sd]?", "confirm(?:s|ed)?", "establish(?:es|ed)?"),
            *("improves?", "reduces?", "halves?", "lowers (?:the risk|injur)"),
            *("pooled", "meta-analys[ei]s", "systematic review"),
        ),
        "meta-analysis",
        "shows, improves, in pooled trials",
        (
            rf"{_STUDY}{_within(5)}(?:show(?:s|ed|n)?|demonstrate[sd]?|confirm(?:s|ed)?)",
            "(?:shown|demonstrated) to (?:be|cut|have|help|improve|increase|lower|make|prevent|protect|raise|reduce|work)",
            rf"improves?{_within(3)}{_GAIN}",
            rf"(?:reduces?|lowers|cuts?|halves?){_FEWER_INJURIES}",
            *("makes? you (?:run )?faster", "pooled (?:trials|studies)", "meta-analys[ei]s", "systematic reviews?"),
        ),
        (*_STUDY_SIGNS, "shown", "demonstrated", "improve", "reduce", "lowers", "cut", "halve", "faster", "meta-"),
    ),
    ReservedWords(
        ("improved", "reduced", "halved", "lowered (?:the risk|injur)", "trials?"),
        "trial",
        "improved, lowered, in one trial",
        (
            rf"improved{_within(3)}{_GAIN}",
            rf"(?:reduced|lowered|halved){_FEWER_INJURIES}",
            r"in (?:(?:a|one|two|three|several|some|many|most) )?(?:[\w-]+ )?trials?(?! (?:and|run|session|set|week)\b)",
        ),
        ("improved", "reduced", "lowered", "halved", "trial"),
    ),
    ReservedWords(
        ("went with", "linked (?:to|with)", "associated with", "predict(?:s|ed)?"),
        "cohort",
        "went with, were weaker",
        (rf"(?:went|linked|associated) (?:to|with){_within(4)}{_HARM}", rf"predict(?:s|ed)?{_within(4)}{_HARM}"),
        ("went", "linked", "associated", "predict"),
    ),
    ReservedWords(
        ("found", "measured", "recorded", "lab"),
        "lab",
        "found, measured, worked, reached, in a lab test",
        (
            rf"{_STUDY}{_within(4)}(?:found|finds?|measured)",
            *("in (?:a|one|the) lab", "lab (?:tests?|stud(?:y|ies)|models?)", "scientifically"),
            r"(?:science|research|evidence|clinically)[\s-](?:backed|based|tested)",
        ),
        (*_STUDY_SIGNS, "lab", "clinically"),
    ),
    ReservedWords((), "article", elsewhere=(rf"{_STUDY}{_within(4)}(?:suggest|indicate|say)s?",), signs=_STUDY_SIGNS),
)
"""Strongest first. A kind of study is reserved too: what a lab found was not found in a trial.

`improve` is there and `raise` is not: what rises may be a heel."""

_SIGNS = frozenset(sign for reserved in RESERVED for sign in reserved.signs)

_HEDGE = re.compile(r"\b(?:may|might|could|can)\b", re.IGNORECASE)
"""Words of possibility, which any source can carry, except for words that nobody may use."""
_DENIAL = re.compile(
    r"\b(?:not(?! only| just)|never|nobody|none|neither|nor|cannot|unknown|unproven|whether)\b|n[’']t\b"
    r"|\bno (?:single )?(?:\w+ )?(?:study|studies|trials?|evidence|proof|guarantee|cure|method|benefit|effect)\b|\bno $",
    re.IGNORECASE,
)
"""Words before it that deny or leave open, so that nothing is claimed: "that it prevents injuries has not been shown"."""
_LEFT_OPEN = re.compile(
    r"\b(?:has|have|had|was|were|did)(?: (?:not|never|yet to)\b|n[’']t\b)|\b(?:is|are) not (?:clear|known|shown|supported|tested)\b"
    r"|\b(?:unknown|unproven|untested|unclear)\b",
    re.IGNORECASE,
)
"""The same behind the word. There "and never fails" denies nothing."""
_QUOTED = re.compile(r"“[^“”]{1,200}”|(?<!\w)\"[^\"]{1,200}\"(?!\w)")
"""Quoted words: what somebody else says, or might say."""
_CLAUSE = re.compile(r"[.,:;!?|](?=\s|$)|\bbecause\b")
_REACH = 300
"""The characters of a clause that are searched on either side of a word."""
NO_SOURCE = ""
"""The evidence of a text without a source."""
MAX_PROBLEMS_PER_GUIDE = 100
"""The number of problems reported for one guide."""


@dataclass(frozen=True)
class RequiredWords:
    """Words of which a claim must have one if it rests on nothing stronger."""

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
    CONVENTION: RequiredWords(
        _CUSTOM,
        "rests on custom alone and does not say so",
        "say whose custom or that it is untested: coaches, usually, the idea, is thought to, no study we know of",
    ),
    **dict.fromkeys(
        ("book", "article"),
        RequiredWords(
            (*_ATTRIBUTED, *_CUSTOM),
            "rests on a book or an article alone and does not say whose word it is",
            "attribute it: suggests, describes, says, recommends, advises, according to",
        ),
    ),
}


@check("claim-wording", "house", "why")
def claim_wording(exercise: Exercise, context: CheckContext) -> Iterator[Finding]:
    """The wording of a claim is no stronger than the strongest of its sources.

    A lab test does not show what happens to runners, and no study proves.
    """
    for i, claim in enumerate(exercise.why):
        strength = _strength(claim.sources, context)
        if not strength:
            continue
        path, text = ("why", i, "claim"), inline.plain(claim.claim)
        for word, least, _ in too_strong(text, strength):
            yield path, *_message(word, least, strength)
        if strength in OWED and not OWED[strength].pattern.search(text):
            yield path, OWED[strength].message, OWED[strength].hint


TEXT_KINDS = ("exercise", "muscle", "equipment", "pattern", "care", "flag", "source", "routine", "plan")
"""Kinds of entry whose texts are all checked."""


@check("text-wording", "house", kinds=TEXT_KINDS)
def text_wording(entry: Entry, context: CheckContext) -> Iterator[Finding]:
    """A text says what studies show only beside a source that carries it, and promises nothing.

    The sources are those that the text links to or that stand nearest to it.
    """
    kind = kind_of(entry)
    draft = context.reading.drafts[kind][entry.slug]
    for path, text in prose(draft):
        if path[0] != "why" and _may_be_strong(text):  # claims are held more strictly, above
            near = (entry.slug,) if kind == "source" else _near(draft.data, path)
            strength = _strength((*inline.cited(text), *near), context)
            for word, least, _ in too_strong(unquoted(inline.plain(text)), strength, elsewhere=True):
                yield path, *_message(word, least, strength)


def _near(data: Data, path: Path) -> tuple[str, ...]:
    """Return the sources named nearest to a text: in its own part of the entry, or else in one around it."""
    near: tuple[str, ...] = ()
    for part in path:
        if isinstance(data, dict) and isinstance(sources := data.get("sources"), tuple):
            near = tuple(source for source in sources if isinstance(source, str)) or near
        data = data[part]  # type: ignore[index]
    return near


def guide_problems(context: CheckContext) -> Iterator[Problem]:
    """Yield a problem for words in guides that the sources linked in the same paragraph cannot carry."""
    for guide in context.guides:
        yield from islice(_guide_problems(guide, context), MAX_PROBLEMS_PER_GUIDE)


_PAIN_SECTION = re.compile(r"^#{2,3} Pain limit\s*$", re.MULTILINE)


def guide_pain_problems(context: CheckContext) -> Iterator[Problem]:
    """Yield a problem for numbers for pain in guides other than the one on pain."""
    for guide in context.guides:
        if not _PAIN_SECTION.search(guide.text):
            for passage in passages(guide):
                for mark in islice(pain_marks(passage.text), MAX_PROBLEMS_PER_GUIDE):
                    place = passage.place(passage.text.index(mark))
                    message, hint = f"'{mark}' is a pain limit of its own", "link to the guide with the section Pain limit"
                    yield Problem(GUIDE_PAIN_LIMIT, guide.shown, *place, "", message, hint)


def _guide_problems(guide: Guide, context: CheckContext) -> Iterator[Problem]:
    for passage in passages(guide):
        strength = _strength(passage.sources, context)
        for word, least, position in too_strong(unquoted(passage.text), strength, elsewhere=True):
            yield Problem(GUIDE_WORDING, guide.shown, *passage.place(position), "", *_message(word, least, strength))


def _strength(keys: Iterable[str], context: CheckContext) -> str | None:
    """Return the strongest evidence of the sources, NO_SOURCE if there are none, or None if one is unknown."""
    found = []
    for key in keys:
        draft = context.reading.drafts["source"].get(key)
        if key == CONVENTION:
            found.append(CONVENTION)
        elif draft and draft.has(("strength",)) and isinstance(draft.entry, Source):
            found.append(draft.entry.strength)
        else:
            return None
    return strongest(found) if found else NO_SOURCE


def too_strong(text: str, strength: str | None, *, elsewhere: bool = False) -> Iterator[tuple[str, str | None, int]]:
    """Yield the words that this evidence cannot carry, each with the least that could and its position."""
    lower = text.lower()
    for reserved in RESERVED:
        if _carries(strength, reserved.least) or (elsewhere and not any(sign in lower for sign in reserved.signs)):
            continue
        for match in (reserved.pattern_elsewhere if elsewhere else reserved.pattern).finditer(text):
            before, after = _clause(text, match.start())
            denied = _DENIAL.search(before) or _LEFT_OPEN.search(after) or after.endswith("?")
            if not denied and (reserved.least is None or not _HEDGE.search(before + after)):
                yield " ".join(match[0].split()), reserved.least, match.start()


def _may_be_strong(text: str) -> bool:
    """Return whether a text holds a sign of any word that is searched for outside claims."""
    lower = text.lower()
    return any(sign in lower for sign in _SIGNS)


def unquoted(text: str) -> str:
    """Return `text` with blanks in place of quotations."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def _carries(strength: str | None, least: str | None) -> bool:
    """Return whether words that need `least` are allowed. Unknown evidence allows everything."""
    if least is None or strength == NO_SOURCE:
        return False
    return strength is None or EVIDENCE_ORDER.index(strength) <= EVIDENCE_ORDER.index(least)


def _clause(text: str, position: int) -> tuple[str, str]:
    """Return the clause around `position`, split there into two parts."""
    before, after = text[max(0, position - _REACH) : position], text[position : position + _REACH]
    start = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    end = _CLAUSE.search(after)
    return before[start:], after[: end.end()] if end else after


def _message(word: str, least: str | None, strength: str | None) -> tuple[str, str]:
    """Return a message and a hint for a word."""
    if least is None:
        return f"'{word}' promises what no source can", "say what was seen, or deny it: has not been shown"
    if not strength:
        return (
            f"'{word}' needs {NAMES[least]} or stronger, and no source is near",
            "link one, or say less: may, has not been shown",
        )
    message = f"'{word}' needs {NAMES[least]} or stronger; the strongest source here is {NAMES[strength]}"
    return message, _may_say(strength)


def _may_say(strength: str) -> str:
    own = next((reserved.may_say for reserved in RESERVED if reserved.least == strength), "")
    return f"allowed: {own or OWED[strength].hint.partition(': ')[2]}, may, has not been shown"


PAIN_LIMIT_KINDS = ("exercise", "muscle", "equipment", "pattern", "care", "flag", "routine", "plan")
"""Kinds of entry that give no number for pain. A source may, since it reports what a study allowed."""
_NUMBER = r"(?:\d{1,2}|zero|one|two|three|four|five|six|seven|eight|nine|ten)"
_COUNTED = r"(?:people|men|women|children|adults|runners|athletes|players|patients|studies|trials|reps|times)"
_OUT_OF_TEN = re.compile(
    rf"\b(?:{_NUMBER} ?[–-] ?)?{_NUMBER}(?: ?/ ?10\b| (?:out |(?P<share>))of (?:10|ten)\b(?! (?:\w+ )?{_COUNTED}\b))",
    re.IGNORECASE,
)
"""A mark out of ten. "Nine of ten" is one where pain is spoken of, else more often a share of something."""
_EFFORT = re.compile(r"\befforts?\b", re.IGNORECASE)
_PAIN = re.compile(r"\b(?:pain|painful|hurts?|sore|soreness|aches?|discomfort)\b", re.IGNORECASE)


@check("pain-limit", "safety", kinds=PAIN_LIMIT_KINDS)
def pain_limit_unsaid(entry: Entry, context: CheckContext) -> Iterator[Finding]:
    """No text but the guide to pain names a number for it; a number out of ten is called effort.

    How much pain is too much depends on what hurts. Pages print the limit from `tissue`, and a second number would soon
    be another one.
    """
    for path, text in prose(context.reading.drafts[kind_of(entry)][entry.slug]):
        for mark in pain_marks(text):
            yield path, f"'{mark}' is a pain limit of its own", "say 'within the pain limit'; for effort, 'effort 6 of 10'"


def pain_marks(text: str) -> Iterator[str]:
    """Yield every mark out of ten in `text` that is for pain, or for nothing named."""
    if "10" not in text and "ten" not in text.lower():
        return
    for match in _OUT_OF_TEN.finditer(text):
        clause = "".join(_clause(text, match.start()))
        if _PAIN.search(clause) or not (_EFFORT.search(clause) or match["share"] is not None):
            yield match[0]
