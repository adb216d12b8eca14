"""Words in the form that the search compares. `hooks/theme/assets/js/search/terms.js` does the same; a test compares both.

A term is a word in lower case without accents and apostrophes, in the singular and in American spelling. So
``Plié squats`` equals ``plie squat``, and ``fibre`` equals ``fiber``. The rules may distort a word (``exercise`` gets a
``z``): it is distorted in the same way on both sides, and nobody sees it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from functools import lru_cache

STOP_WORDS = frozenset((
    "a", "an", "and", "are", "at", "by", "for", "from", "i", "in", "is", "me", "my", "of", "on", "or", "the", "to",
    "when", "with", "you", "your",
))  # fmt: skip
"""Words that nobody looks for. ``no``, ``up``, ``down``, ``one`` and ``two`` are missing: they distinguish exercises."""

_POSSESSIVE = re.compile(r"['’]s\b")
_APOSTROPHE = re.compile(r"['’]")
_MARK = re.compile(r"[^\w]+|_+")

SORE = frozenset(("ache", "aching", "hurt", "hurting", "pain", "painful", "sore"))
"""Words that mean the same to a runner who looks for help: all become ``pain``."""

_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(l|ar)ves$", r"\1f"),
        (r"(\w{2})ies$", r"\1y"),
        (r"(ss|x|z|[^a]ch|sh)es$", r"\1"),
        (r"([^aeious]|[aeio])s$", r"\1"),
        (r"(\w{3})our(ite|ed|ing|al|hood)?$", r"\1or\2"),
        (r"(\w{2}[ct]|[bi]b|gue)re$", r"\1er"),
        (r"(\w{3})is(e|ed|ing|er|ation)$", r"\1iz\2"),
        (r"ys(e|ed|ing)$", r"yz\1"),
        (r"ogramme$", r"ogram"),
        (r"(\w)ll(ed|ing)$", r"\1l\2"),
        (r"paed", r"ped"),
        (r"^grey$", r"gray"),  # codespell:ignore grey
    )
)
"""Plural to singular, then British to American, in this order."""


def terms(text: str) -> list[str]:
    """Return the terms of a text in order, without stop words."""
    return [term for word in tokens(text) if word not in STOP_WORDS for term in (_term(word),) if term]


def count_terms(text: str) -> dict[str, int]:
    """Return the terms of a text in the order of their first occurrence, each with its number of occurrences."""
    counts: dict[str, int] = {}
    for word, times in Counter(tokens(text)).items():
        if word not in STOP_WORDS and (term := _term(word)):
            counts[term] = counts.get(term, 0) + times
    return counts


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents, apostrophes and possessive ``'s``."""
    plain = _APOSTROPHE.sub("", _POSSESSIVE.sub("", text.lower()))
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.category(c).startswith("M"))
    return [word for word in _MARK.split(plain) if word]


@lru_cache(maxsize=65536)
def _term(word: str) -> str:
    if len(word) < 3:
        return word
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return "pain" if word in SORE else sys.intern(word)
