"""Texts stored in a temporary file: ten thousand pages in memory would leave no room for anything else."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from itertools import count
from typing import Protocol


class Text(Protocol):
    """A text that can be read as often as needed."""

    def read(self) -> str: ...


Store = Callable[[str], Text]
"""A function that stores a text and returns it as something that can be read."""


@dataclass(frozen=True)
class HeldText:
    """A text in memory."""

    text: str

    def read(self) -> str:
        return self.text


@dataclass(frozen=True)
class ShelvedText:
    """A text on a shelf, from byte `begin` to byte `end`."""

    shelf: Shelf
    begin: int
    end: int

    def read(self) -> str:
        return self.shelf.read(self.begin, self.end)


class Shelf:
    """A file of texts, open as long as anything refers to it or to one of its texts.

    A process forked later writes to the same file. A shelf that a child sends back arrives as the shelf of the parent.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed when nothing refers to a text on it
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._number = next(_numbers)
        _shelves[self._number] = self

    def store(self, text: str) -> ShelvedText:
        """Store a text. Raise OSError if the disk is full."""
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
