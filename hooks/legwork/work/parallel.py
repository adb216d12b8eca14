"""Do the same work on thousands of items, in one process for each processor.

A child process is forked, so it has everything that its parent has read, and it sends back only its results. This works on
Linux alone. On other systems, and where threads are running that a fork would leave behind, the work is done in this process,
item after item, with the same results.
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
ShareFunction = Callable[[Sequence[Item], int], Sequence[Result]]
"""A function that works on a share of the items: a result for each, in order. Its second argument is the number of the share."""


def processes(items: int, items_per_process: int) -> int:
    """Return the number of processes that finish `items` soonest. `items_per_process` take as long as starting a process."""
    alone = sys.platform != "linux" or threading.active_count() > 1
    return 1 if alone else max(1, min(len(os.sched_getaffinity(0)), items // items_per_process))


def in_processes(work: ShareFunction[Item, Result], items: Sequence[Item], count: int) -> list[Result]:
    """Return the result for each item, in order, worked out in `count` processes.

    `work` must not change anything that other code sees. If a child process fails, its share is done again in this process,
    so that the error is raised here with its whole traceback.
    """
    parts = [items[number::count] for number in range(count)]
    children = [_Child(work, share, number) for number, share in enumerate(parts) if number]
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
    """A process that works on one share."""

    def __init__(self, work: ShareFunction[Item, Result], share: Sequence[Item], number: int) -> None:
        self.work, self.share, self.number = work, share, number
        context = multiprocessing.get_context("fork")
        self.pipe, sender = context.Pipe(duplex=False)
        self.process = context.Process(target=_send, args=(sender, work, share, number), daemon=True)
        with warnings.catch_warnings():
            # Since 3.12 Python warns of every thread, including those of libraries, which hold no lock that the work needs.
            warnings.filterwarnings("ignore", ".*multi-threaded.*fork", DeprecationWarning)
            self.process.start()
        sender.close()

    def results(self) -> Sequence[Result]:
        try:
            results: Sequence[Result] | None = self.pipe.recv()
        except EOFError:  # it was killed
            results = None
        return self.work(self.share, self.number) if results is None else results

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def _send(sender: Connection, work: ShareFunction[Item, Result], share: Sequence[Item], number: int) -> None:
    try:
        results = work(share, number)
    except Exception:
        sender.send(None)
    else:
        sender.send(results)
