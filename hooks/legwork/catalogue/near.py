"""Texts that are nearly word for word the same, found among many in about linear time."""

from __future__ import annotations

import math
import string
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

ALIKE = 0.8
"""How much of two texts' runs of three words must be common (Jaccard index). One word changed in the middle of ten
leaves 0.45, in the middle of thirty 0.81: what comes out is a copy, not a likeness."""
FEWEST_WORDS = 8
"""Shorter texts are passed over: "Hold the top for one second" has few other ways to be said."""

_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation + "‘’“”–…", " "))


def pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The numbers of texts that are nearly the same, each pair once and the earlier first.

    Two sets that share ALIKE of their runs share at least one of the few rarest of each (prefix filtering;
    Chaudhuri, Ganti and Kaushik 2006), so only texts that meet in a rare run are compared.
    """
    runs = [_runs(text) for text in texts]
    frequency = Counter(chain.from_iterable(runs))
    rarity = {run: rank for rank, run in enumerate(sorted(frequency, key=frequency.__getitem__))}
    lonely = sum(times == 1 for times in frequency.values())
    seen: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(runs):
        met: set[int] = set()
        for rank in sorted(map(rarity.__getitem__, own))[: _deciding(len(own))]:
            if rank >= lonely:
                met.update(seen[rank])
                seen[rank].append(number)
        yield from ((other, number) for other in sorted(met) if _alike(runs[other], own))


def _runs(text: str) -> frozenset[int]:
    """Every run of three words, as its hash: there are hundreds of thousands of them."""
    words = text.lower().translate(_PUNCTUATION).split()
    return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False))) if len(words) >= FEWEST_WORDS else frozenset()


def _deciding(size: int) -> int:
    """How many of the rarest runs decide: one more than may be missing from a text alike."""
    return size - math.ceil(ALIKE * size) + 1


def _alike(first: frozenset[int], second: frozenset[int]) -> bool:
    common = len(first & second)
    return common >= ALIKE * (len(first) + len(second) - common)
