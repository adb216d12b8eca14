"""Guesses for misspelled words: the known word that was meant, if it is clear enough.

A wrong guess is worse than none, because editors copy it unread. So a guess is made only if few letters differ for the
length of the word, never between words of opposite meaning, and never if numbers differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

MAX_WORD_LENGTH = 80
"""The number of characters of a word that are compared."""
MAX_REMEMBERED = 20_000
"""The number of words whose comparable forms are remembered, because an unknown id is compared with all known ones."""
MAX_GUESSES = 4
"""The highest number of guesses. More do not help."""
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
"""Pairs of word parts with opposite meanings. Some differ by two letters."""

_WORD = re.compile(r"[^\W_]+")


def name_key(name: str) -> str:
    """Return a name in comparable form: without case, hyphens and spaces."""
    return "".join(character for character in name.casefold() if character.isalnum())


@lru_cache(maxsize=MAX_REMEMBERED)
def loose_key(name: str) -> str:
    """Return a name without plural endings and accents, which are the first to be left out in misspellings."""
    key = _letters(name)
    return key[:-1] if len(key) > 3 and key.endswith("s") else key


@lru_cache(maxsize=MAX_REMEMBERED)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, without case and accents."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return tuple(_WORD.findall("".join(character for character in apart if not unicodedata.combining(character))))


@lru_cache(maxsize=MAX_REMEMBERED)
def _letters(name: str) -> str:
    return "".join(words(name))


def guesses(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that `word` may misspell: the nearest, sorted, or none if too many are equally near."""
    found: dict[int, list[str]] = {}
    for other in sorted(known):
        off = letters_off(word, other)
        if off is not None:
            found.setdefault(off, []).append(other)
    nearest = found[min(found)] if found else []
    return nearest if len(nearest) <= MAX_GUESSES else []


def letters_off(word: str, other: str) -> int | None:
    """Return the number of letters by which a word differs from another that it may misspell, or None if it cannot.

    A third of the letters of each word may differ, as in the hints of the Rust compiler (rustc_span::edit_distance).
    Words are compared one by one, so that `gluteus-medius` is no misspelling of `gluteus-maximus`.
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
    """Return whether a word differs from another by one typing slip: a letter too many, too few or wrong, or two swapped."""
    if _far_apart(_letters(word[:MAX_WORD_LENGTH]), _letters(other)):
        return False
    off = letters_off(word, other)
    return off is not None and off <= 1


def _far_apart(one: str, two: str) -> bool:
    """Return whether two words differ in both halves, which no single slip causes."""
    half = (min(len(one), len(two)) - 1) // 2
    return half > 0 and one[:half] != two[:half] and one[-half:] != two[-half:]


def _off(one: str, two: str, most: int) -> int | None:
    """Return the number of letters by which one word differs from another that it may misspell, or None."""
    longer = max(len(one), len(two))
    if longer <= 3 and len(one) == len(two) and sorted(one) != sorted(two):
        return None  # hip and hop
    return None if _numbers(one) != _numbers(two) else _distance(one, two, min(most, longer // 3))


def _numbers(word: str) -> list[str]:
    """Return the digits of a word, sorted: another year is another paper, but two digits may be swapped."""
    return sorted(filter(str.isdigit, word))


def _opposite(word: str, other: str) -> bool:
    """Return whether a word is as near to the opposite of another word as to that word, or nearer."""
    one, two = _letters(word), _letters(other)
    for first, second in (*OPPOSITES, *(pair[::-1] for pair in OPPOSITES)):
        if second in two:
            turned = two.replace(second, first)
            most = max(len(one), len(two), len(turned))
            if (_distance(one, turned, most) or 0) <= (_distance(one, two, most) or 0):
                return one != two
    return False


def _distance(one: str, two: str, most: int) -> int | None:
    """Return the number of letters to insert, remove, replace or swap to turn one word into the other, or None above `most`.

    This is the optimal string alignment distance, row by row, without cells further than `most` from the diagonal.
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
