"""Letters that deceive: those that nobody sees, and those that look like others.

A name in which one letter is Cyrillic reads like another name and is not it; a direction sign makes text read as it does
not stand. https://www.unicode.org/reports/tr36/ and https://www.unicode.org/reports/tr39/ describe both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LOOKALIKE_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU"})
"""Scripts with letters in common to the eye. No word of any language mixes two of them."""

_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U0001bca0-\U0001bca3\U000e0100-\U000e01ef]"
)
"""Signs that Python calls printable and that show nothing: fillers and variation selectors (Default_Ignorable_Code_Point)."""
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of what follows (Bidi_Control)."""
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = str.maketrans("", "", "ΔΩμπ")
"""Greek letters that stand for a thing or a unit beside Latin ones, and look like none of them."""
_SET_APART = ("<font>", "<wide>", "<narrow>", "<circle>", "<square>")


def unseen(text: str) -> str:
    """The first character that a reader cannot see, or an empty string. Space is seen."""
    if text.isascii() and text.isprintable():
        return ""
    return next((c for c in text if not c.isprintable() or _BLANK.match(c)), "")


def disguised(text: str) -> str:
    """The first letter that is another one in costume, as bold letters of mathematics are, or an empty string."""
    if text.isascii():
        return ""
    return next((c for c in text if c.isalpha() and unicodedata.decomposition(c).startswith(_SET_APART)), "")


def scripts(text: str) -> list[str]:
    """Those of the scripts that look alike in which `text` is written, each once, in order."""
    if text.isascii():
        return ["LATIN"]
    names = (unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha())
    return list(dict.fromkeys(name for name in names if name in LOOKALIKE_SCRIPTS))


def mixed(text: str) -> tuple[str, list[str]]:
    """The first word that mixes scripts which look alike, and their names; or two times nothing."""
    if not text.isascii():
        for word in _WORD.findall(text):
            if len(found := scripts(word.translate(_SIGNS))) > 1:
                return word, spoken(found)
    return "", []


def spoken(names: Iterable[str]) -> list[str]:
    """Names of scripts as they are written in a sentence."""
    return [name.capitalize() for name in names]


def code(character: str) -> str:
    """A character by its number: ``U+202E``."""
    return f"U+{ord(character):04X}"
