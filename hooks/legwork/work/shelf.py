"""Texts put aside in a file without a name: ten thousand pages would not leave memory for anything else."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from itertools import count
from typing import Protocol


class Text(Protocol):
    """A text that can be read again and again."""

    def read(self) -> str: ...


Put = Callable[[str], Text]
"""Puts a text where there is room for it."""


@dataclass(frozen=True)
class HeldText:
    """A text in memory."""

    text: str

    def read(self) -> str:
        return self.text


@dataclass(frozen=True)
class ShelvedText:
    """A text on a shelf: where it begins and ends, in bytes."""

    shelf: Shelf
    begin: int
    end: int

    def read(self) -> str:
        return self.shelf.read(self.begin, self.end)


class Shelf:
    """A file of texts, open as long as somebody holds it or one of them.

    A process forked later writes to the same file. What it sends back of the shelf arrives as the shelf of its parent.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed when nobody holds a text on it any more
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._number = next(_numbers)
        _shelves[self._number] = self

    def put(self, text: str) -> ShelvedText:
        """Keep a text. Raises OSError if the disk is full."""
        raw = text.encode()
        begin, self._end = self._end, self._end + len(raw)
        while raw:
            raw = raw[self._file.write(raw) :]
        return ShelvedText(self, begin, self._end)

    def read(self, begin: int, end: int) -> str:
        return os.pread(self._file.fileno(), end - begin, begin).decode()

    def __reduce__(self) -> tuple[Callable[[int], Shelf], tuple[int]]:
        return _shelf, (self._number,)


_numbers = count()
_shelves: MutableMapping[int, Shelf] = weakref.WeakValueDictionary()


def _shelf(number: int) -> Shelf:
    return _shelves[number]
