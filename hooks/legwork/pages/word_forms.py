"""The words of names in every spelling, for a search that knows only words and how they begin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SMALL = frozenset((
    "a", "an", "and", "at", "for", "from", "in", "into", "my", "no", "of", "off", "on", "or", "that", "the", "to", "what",
    "when", "where", "with", "you", "your",
))  # fmt: skip
"""Words that nobody looks for: they have no plural and are not run together with others."""


def spellings(names: Iterable[str]) -> list[str]:
    """Every word of the names once, with its plural, and without accents and apostrophes.

    ``plié`` becomes ``plié plie plies``, ``runner's`` becomes ``runners``. A search finds words by their beginning;
    two forms of the word that was meant outweigh one longer word that begins like it.
    """
    return _unique(form for name in names for word in _words(name) for form in _spell(word))


def by_length(names: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """Spellings of the words of names of one word, of two words, and of more; each where its shortest name puts it.

    The shorter the name that a word stands in, the more of that name it is: who types `heel raise` means the
    exercise of that name before the `single-leg heel raise`.
    """
    ordered = sorted(names, key=lambda name: len(_words(name)))
    seen: set[str] = set()
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for name in ordered:
        fresh = [word for word in spellings([name]) if word not in seen]
        seen.update(fresh)
        found[min(len(_words(name)), 3) - 1].extend(fresh)
    return found


def joined(names: Iterable[str]) -> list[str]:
    """Neighboring words run together, as in ``stepup`` and ``warmup``."""
    pairs = (pair for name in names for pair in zip(_words(name), _words(name)[1:], strict=False))
    return spellings(first + second for first, second in pairs if _SMALL.isdisjoint((first, second)))


def plural(word: str) -> str:
    """The regular plural of an English word: ``calf`` gives ``calves``, ``body`` ``bodies``, ``stretch`` ``stretches``."""
    if word.endswith(("lf", "arf")):
        return f"{word[:-1]}ves"
    if word.endswith(("ss", "x", "z", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return f"{word[:-1]}ies"
    return f"{word}s"


def _words(name: str) -> list[str]:
    return _WORD.findall(name.casefold().replace("’", "'"))


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _spell(word: str) -> Iterator[str]:
    plain = _plain(word)
    if "'" not in word:
        yield word
    yield plain
    already_plural = plain.endswith("s") and not plain.endswith("ss")
    if word not in _SMALL and not already_plural and not plain.endswith(("ed", "ing")):
        yield plural(plain)


def _plain(word: str) -> str:
    """The word without accents and apostrophes."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).replace("'", "")
