"""Deceptive letters: invisible ones, and ones that look like others.

A name with one Cyrillic letter reads like another name but is not equal to it. A direction sign makes text appear in an
order that is not its own. https://www.unicode.org/reports/tr36/ and https://www.unicode.org/reports/tr39/ describe both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LOOKALIKE_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU"})
"""Scripts that share letters of the same look. No word of any language mixes two of them."""

_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U0001bca0-\U0001bca3\U000e0100-\U000e01ef]"
)
"""Invisible signs that Python calls printable: fillers and variation selectors (Default_Ignorable_Code_Point)."""
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that change the direction of the following text (Bidi_Control)."""
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = str.maketrans("", "", "ΔΩμπ")
"""Greek letters used as symbols or units among Latin letters, and unlike any of those."""
_SET_APART = ("<font>", "<wide>", "<narrow>", "<circle>", "<square>")


def unseen(text: str) -> str:
    """Return the first invisible character, or an empty string. A space counts as visible."""
    if text.isascii() and text.isprintable():
        return ""
    return next((c for c in text if not c.isprintable() or _BLANK.match(c)), "")


def disguised(text: str) -> str:
    """Return the first letter that is a styled form of another, such as a bold letter of mathematics, or an empty string."""
    if text.isascii():
        return ""
    return next((c for c in text if c.isalpha() and unicodedata.decomposition(c).startswith(_SET_APART)), "")


def scripts(text: str) -> list[str]:
    """Return the lookalike scripts of `text`, each once, in order."""
    if text.isascii():
        return ["LATIN"]
    names = (unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha())
    return list(dict.fromkeys(name for name in names if name in LOOKALIKE_SCRIPTS))


def mixed(text: str) -> tuple[str, list[str]]:
    """Return the first word that mixes lookalike scripts and the names of the scripts, or two empty values."""
    if not text.isascii():
        for word in _WORD.findall(text):
            if len(found := scripts(word.translate(_SIGNS))) > 1:
                return word, spoken(found)
    return "", []


def spoken(names: Iterable[str]) -> list[str]:
    """Return names of scripts joined for a sentence."""
    return [name.capitalize() for name in names]


def code(character: str) -> str:
    """Return a character by its number: ``U+202E``."""
    return f"U+{ord(character):04X}"
