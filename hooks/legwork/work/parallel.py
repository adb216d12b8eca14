"""The same work on thousands of things, in as many processes as there are processors.

A child is forked, so it has all that its parent has read, and sends back no more than its results. Linux alone: elsewhere,
and where threads run that a fork would leave behind, the work is done here, one thing after the other, with the same results.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item], int], Sequence[Result]]
"""What is done with some of the items: a result for each, in order. The number tells one part of all from the others."""


def processes(items: int, fewest: int) -> int:
    """Return the number of processes that do so many items soonest; `fewest` of them take as long as starting a process."""
    alone = sys.platform != "linux" or threading.active_count() > 1
    return 1 if alone else max(1, min(len(os.sched_getaffinity(0)), items // fewest))


def in_parts(work: Work[Item, Result], items: Sequence[Item], count: int) -> list[Result]:
    """The result for each item, in order, worked out in `count` processes. `work` changes nothing that others would see.

    What fails in a child is done again here, so that its error arises here, with all that led to it.
    """
    parts = [items[number::count] for number in range(count)]
    children = [_Child(work, part, number) for number, part in enumerate(parts) if number]
    results: list[Result | None] = [None] * len(items)
    try:
        results[::count] = work(parts[0], 0)
        for child in children:
            results[child.number :: count] = child.results()
    finally:
        for child in children:
            child.end()
    return results  # type: ignore[return-value]


class _Child(Generic[Item, Result]):
    """A process that does one part."""

    def __init__(self, work: Work[Item, Result], part: Sequence[Item], number: int) -> None:
        self.work, self.part, self.number = work, part, number
        context = multiprocessing.get_context("fork")
        self.pipe, sender = context.Pipe(duplex=False)
        self.process = context.Process(target=_send, args=(sender, work, part, number), daemon=True)
        with warnings.catch_warnings():
            # Python from 3.12 on warns of any thread, those of libraries too, which hold no lock that the work needs.
            warnings.filterwarnings("ignore", ".*multi-threaded.*fork", DeprecationWarning)
            self.process.start()
        sender.close()

    def results(self) -> Sequence[Result]:
        try:
            results: Sequence[Result] | None = self.pipe.recv()
        except EOFError:  # it was killed
            results = None
        return self.work(self.part, self.number) if results is None else results

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def _send(sender: Connection, work: Work[Item, Result], part: Sequence[Item], number: int) -> None:
    try:
        results = work(part, number)
    except Exception:
        sender.send(None)
    else:
        sender.send(results)
