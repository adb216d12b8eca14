"""Texts put aside in a file without a name: ten thousand pages would not leave memory for anything else."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable


class Shelf:
    """Keeps texts until nobody holds it or one of them. A process forked later reads and writes the same file."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed when nobody holds a text on it any more
        weakref.finalize(self, self._file.close)
        self._end = 0

    def put(self, text: str) -> Spine:
        """Keeps a text; may raise OSError if the disk is full."""
        raw = text.encode()
        begun, self._end = self._end, self._end + len(raw)
        while raw:
            raw = raw[self._file.write(raw) :]
        return begun, self._end

    def reader(self, spine: Spine) -> Callable[[], str]:
        """What gives the text again."""
        begun, end = spine
        return lambda: os.pread(self._file.fileno(), end - begun, begun).decode()


Spine = tuple[int, int]
"""Where a text stands on its shelf: where it begins and ends, in bytes."""
