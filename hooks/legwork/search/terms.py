"""Words as the search compares them. `hooks/theme/assets/js/search/terms.js` does the same in the browser; a test holds them equal.

A term is a word in lower case without accents and apostrophes, in the singular and in American spelling, so that
``Plié squats`` and ``plie squat`` are one, and ``fibre`` is ``fiber``. The rules may bend a word out of shape
(``exercise`` gets a ``z``): it is bent alike on both sides, and nobody sees it.
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
"""Words that nobody looks for. ``no``, ``up``, ``down``, ``one`` and ``two`` are not among them: they tell exercises apart."""

_POSSESSIVE = re.compile(r"['’]s\b")
_APOSTROPHE = re.compile(r"['’]")
_MARK = re.compile(r"[^\w]+|_+")

SORE = frozenset(("ache", "aching", "hurt", "hurting", "pain", "painful", "sore"))
"""One word to a runner who looks for help: all become ``pain``."""

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
    """The terms of a text in order, stop words left out."""
    return [term for word in words(text) if word not in STOP_WORDS for term in (_term(word),) if term]


def counted(text: str) -> dict[str, int]:
    """The terms of a text, each once and in the order in which they come, with how often it says them."""
    found: dict[str, int] = {}
    for word, times in Counter(words(text)).items():
        if word not in STOP_WORDS and (term := _term(word)):
            found[term] = found.get(term, 0) + times
    return found


def words(text: str) -> list[str]:
    """The words of a text in lower case, without accents and apostrophes, a possessive ``'s`` dropped."""
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
