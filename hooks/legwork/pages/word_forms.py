"""Other ways to write a name, for a search that only knows words and how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset("a an and at for from in into it my of off on or the to what when where with you your".split())


def word_forms(names: Iterable[str]) -> list[str]:
    """Plurals, words run together and words without their apostrophe: ``step-up`` gives ``steps``, ``ups`` and ``stepup``.

    Singulars need none of this: a search for ``lunge`` finds every word that begins so.
    """
    forms = dict.fromkeys(form for name in names for form in _forms(_WORD.findall(name.casefold())))
    return list(forms)


def _forms(words: list[str]) -> Iterator[str]:
    for word in words:
        if "'" in word or "’" in word:
            yield word.replace("'", "").replace("’", "")
        elif len(word) > 1 and word not in _SMALL and not word.endswith("s"):
            yield plural(word)
    for first, second in zip(words, words[1:], strict=False):
        if _SMALL.isdisjoint((first, second)):
            yield first + second


def plural(word: str) -> str:
    """The regular plural of an English word: ``calf`` gives ``calves``, ``body`` ``bodies``, ``stretch`` ``stretches``."""
    if word.endswith(("lf", "arf")):
        return f"{word[:-1]}ves"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"
