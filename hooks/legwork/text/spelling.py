"""Words that were misspelled: which of the known ones was meant, if that can be told.

A guess that is wrong is worse than none, because it is written down unread. So a guess is only made where few letters
differ for the length of the word, never across words that mean opposite things, and never where numbers differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

MAX_WORD_LENGTH = 80
"""Characters of a word that are looked at."""
MAX_REMEMBERED = 20_000
"""Words of which is remembered how they are compared. One that is no id is compared with all that are."""
MAX_GUESSES = 4
"""Guesses that are told. More are no help."""
OPPOSITES = (
    ("abduct", "adduct"),
    ("anterior", "posterior"),
    ("bilateral", "unilateral"),
    ("concentric", "eccentric"),
    ("dorsi", "plantar"),
    ("downhill", "uphill"),
    ("evers", "invers"),  # codespell:ignore invers
    ("evert", "invert"),
    ("exten", "flex"),  # codespell:ignore exten
    ("external", "internal"),
    ("front", "back"),
    ("hyper", "hypo"),
    ("inner", "outer"),
    ("inside", "outside"),
    ("lateral", "medial"),
    ("left", "right"),
    ("lower", "upper"),
    ("maxim", "minim"),
    ("pronat", "supinat"),
    ("prone", "supine"),
    ("proximal", "distal"),
)
"""Parts of words that mean the opposite of each other. Some pairs are two letters apart."""

_WORD = re.compile(r"[^\W_]+")


def name_key(name: str) -> str:
    """A name as a searcher compares it: case, hyphens and spaces do not tell two names apart."""
    return "".join(character for character in name.casefold() if character.isalnum())


@lru_cache(maxsize=MAX_REMEMBERED)
def loose_key(name: str) -> str:
    """The same for one and for several, with accents or without: who misspells a name leaves such things out first."""
    key = _letters(name)
    return key[:-1] if len(key) > 3 and key.endswith("s") else key


@lru_cache(maxsize=MAX_REMEMBERED)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, without regard to case and accents."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return tuple(_WORD.findall("".join(character for character in apart if not unicodedata.combining(character))))


@lru_cache(maxsize=MAX_REMEMBERED)
def _letters(name: str) -> str:
    return "".join(words(name))


def guesses(word: str, known: Iterable[str]) -> list[str]:
    """The known words that `word` may be a misspelling of: the nearest, sorted, or none if too many are as near."""
    found: dict[int, list[str]] = {}
    for other in sorted(known):
        off = letters_off(word, other)
        if off is not None:
            found.setdefault(off, []).append(other)
    nearest = found[min(found)] if found else []
    return nearest if len(nearest) <= MAX_GUESSES else []


def letters_off(word: str, other: str) -> int | None:
    """How many letters a word is off another, if it may be a misspelling of it; else None.

    A third of the letters of each word may differ, as in the hints of the Rust compiler (rustc_span::edit_distance).
    Word by word, so that `gluteus-medius` is none of `gluteus-maximus`.
    """
    word = word[:MAX_WORD_LENGTH]
    if loose_key(word) == loose_key(other):
        return 0
    mine, yours, most = words(word), words(other), MAX_WORD_LENGTH
    if len(mine) != len(yours):  # written together, or apart
        if set(mine) <= set(yours) or set(yours) <= set(mine):
            return None  # one word more is no slip: skipping, and A-skipping
        mine, yours, most = (_letters(word),), (_letters(other),), 1
        if _far_apart(*mine, *yours):
            return None
    off = 0
    for one, two in zip(mine, yours, strict=True):
        letters = _off(one, two, most)
        if letters is None:
            return None
        off += letters
    return None if _opposite(word, other) else off


def slip(word: str, other: str) -> bool:
    """Whether a word is another but for one slip of the fingers: a letter too many, too few or wrong, or two swapped."""
    if _far_apart(_letters(word[:MAX_WORD_LENGTH]), _letters(other)):
        return False
    off = letters_off(word, other)
    return off is not None and off <= 1


def _far_apart(one: str, two: str) -> bool:
    """Whether two words differ in both halves, as no single slip makes them."""
    half = (min(len(one), len(two)) - 1) // 2
    return half > 0 and one[:half] != two[:half] and one[-half:] != two[-half:]


def _off(one: str, two: str, most: int) -> int | None:
    """How many letters one word is off another, if it may be a misspelling of it."""
    longer = max(len(one), len(two))
    if longer <= 3 and len(one) == len(two) and sorted(one) != sorted(two):
        return None  # hip and hop
    return None if _numbers(one) != _numbers(two) else _distance(one, two, min(most, longer // 3))


def _numbers(word: str) -> list[str]:
    """The digits of a word, sorted: another year is another paper, but two digits may be swapped."""
    return sorted(filter(str.isdigit, word))


def _opposite(word: str, other: str) -> bool:
    """Whether a word is nearer, or as near, to the opposite of another word than to that one."""
    one, two = _letters(word), _letters(other)
    for first, second in (*OPPOSITES, *(pair[::-1] for pair in OPPOSITES)):
        if second in two:
            turned = two.replace(second, first)
            most = max(len(one), len(two), len(turned))
            if (_distance(one, turned, most) or 0) <= (_distance(one, two, most) or 0):
                return one != two
    return False


def _distance(one: str, two: str, most: int) -> int | None:
    """Letters to put in, leave out, replace or swap with their neighbor to make one word of the other; None past `most`.

    The optimal string alignment distance, row by row; what is further than `most` from the diagonal is left out.
    """
    if abs(len(one) - len(two)) > most:
        return None
    far = most + 1
    earlier: list[int] = []
    before = [min(j, far) for j in range(len(two) + 1)]
    for i, letter in enumerate(one, 1):
        row = [far] * (len(two) + 1)
        row[0] = min(i, far)
        for j in range(max(1, i - most), min(len(two), i + most) + 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != two[j - 1]))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == two[j - 1]:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = min(cost, far)
        if min(row) > most and min(before) > most:
            return None
        earlier, before = before, row
    return before[-1] if before[-1] <= most else None
