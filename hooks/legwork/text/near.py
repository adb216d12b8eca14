"""Search for texts that are nearly the same word for word, in about linear time."""

from __future__ import annotations

import math
import string
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

MIN_OVERLAP = 0.8
"""The share of runs of three words that two texts must have in common (Jaccard index). One word changed in the middle of
ten leaves 0.45, in the middle of thirty 0.81: only copies are found, not texts that are merely similar."""
MEETINGS = 3
"""The fewest runs that two similar texts share. The shortest texts have six runs and must share five."""
MIN_WORDS = 8
"""The fewest words of a text that is compared. Shorter ones, such as "Hold the top for one second", are bound to be alike."""

_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation + "‘’“”–…", " "))


def pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the numbers of texts that are nearly the same, each pair once and the earlier first."""
    return list(_pairs(texts))


def _pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs.

    Two sets that share MIN_OVERLAP of their runs share at least MEETINGS of the few rarest of each (prefix filtering; Chaudhuri,
    Ganti and Kaushik 2006; with more than one meeting: Wang, Li and Feng 2012), so only texts that meet so often are compared.
    """
    runs = [_runs(text) for text in texts]
    frequency = Counter(chain.from_iterable(runs))
    shared = {run: (times, run) for run, times in frequency.items() if times > 1}
    seen: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(map(frozenset, runs)):
        met: Counter[int] = Counter()
        common = own & shared.keys()
        lonely = len(own) - len(common)
        rarest = sorted(map(shared.__getitem__, common)) if lonely < _deciding(len(own)) else []
        for _, run in rarest[: _deciding(len(own)) - lonely]:
            met.update(seen[run])
            seen[run].append(number)
        often = sorted(other for other, times in met.items() if times >= MEETINGS)
        yield from ((other, number) for other in often if _alike(frozenset(runs[other]), own))


def _runs(text: str) -> array[int]:
    """Return the hash of every run of three words, each once. There are millions, so they are stored as plain numbers."""
    words = text.lower().translate(_PUNCTUATION).split()
    runs = zip(words, words[1:], words[2:], strict=False) if len(words) >= MIN_WORDS else ()
    return array("q", set(map(hash, runs)))


def _deciding(size: int) -> int:
    """Return the number of rarest runs to compare: MEETINGS more than a similar text may lack."""
    return size - math.ceil(MIN_OVERLAP * size) + MEETINGS


def _alike(first: frozenset[int], second: frozenset[int]) -> bool:
    common = len(first & second)
    return common >= MIN_OVERLAP * (len(first) + len(second) - common)
