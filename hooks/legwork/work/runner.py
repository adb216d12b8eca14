"""Run one stage of a build on many items: on every processor, or, in a live preview, only on what has changed.

A stage is a function at the top level of a module. Its result depends on its one argument and on nothing else. So the last
result may be returned for an equal argument, and another process may run the stage.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from legwork.work import parallel
from legwork.work.shelf import HeldText, Shelf, Store

Item = TypeVar("Item", bound=Hashable)
Argument = TypeVar("Argument")
Result = TypeVar("Result")
Stored = TypeVar("Stored")

ITEMS_PER_PROCESS = 150
"""The number of items that take as long as starting a process, unless a stage gives its own."""


class Runner:
    """A runner of stages.

    For a live preview it remembers results, because a saved file changes little of a site. For a build that publishes it
    remembers nothing: everything is made once, and ten thousand pages would fill the memory.
    """

    def __init__(self, *, remembers: bool = False) -> None:
        self._memory: _Memory | None = _Memory() if remembers else None

    @property
    def remembers(self) -> bool:
        """True if results are remembered. All work is then done in this process: a child would lose its results when it ends."""
        return self._memory is not None

    def run(self, stage: Callable[[Argument], Result], argument: Argument, name: Hashable = None) -> Result:
        """Return the result of a stage for one argument. `name` is the name under which the result is remembered."""
        return self._memory.result(stage, argument, name) if self._memory else stage(argument)

    def map(
        self,
        stage: Callable[[Argument], Result],
        items: Iterable[Item],
        prepare: Callable[[Item], Argument],
        items_per_process: int = ITEMS_PER_PROCESS,
        *,
        apart: bool = False,
    ) -> list[Result]:
        """Return the result of a stage for each item, in order. `prepare` returns the stage's argument for an item.

        `prepare` runs in the process of the stage. `items_per_process` is the number of items that take as long as starting a process.
        If `apart`, each item gets a process of its own, which suits long tasks of unequal length.
        """
        return self.map_texts(stage, items, prepare, lambda result, _: result, items_per_process, apart=apart)

    def map_texts(
        self,
        stage: Callable[[Argument], Result],
        items: Iterable[Item],
        prepare: Callable[[Item], Argument],
        store_texts: Callable[[Result, Store], Stored],
        items_per_process: int = ITEMS_PER_PROCESS,
        *,
        apart: bool = False,
    ) -> list[Stored]:
        """Do the same as `map` for results with long texts: `store_texts` stores the texts of a result and returns the rest with them."""
        items = tuple(items)
        if memory := self._memory:
            results = [memory.result(stage, prepare(item), item) for item in items]
            memory.forget_all_but(stage, items)
            return [store_texts(result, HeldText) for result in results]
        shelves = [Shelf() for _ in range(len(items) if apart else self.processes(len(items), items_per_process))]

        def work(share: Sequence[Item], number: int) -> list[Stored]:
            return [store_texts(stage(prepare(item)), shelves[number].store) for item in share]

        return parallel.in_processes(work, items, len(shelves))

    def processes(self, items: int, items_per_process: int = ITEMS_PER_PROCESS) -> int:
        """Return the number of processes that finish `items` soonest."""
        return 1 if self.remembers else parallel.processes(items, items_per_process)


class _Memory:
    """The last argument and result of each stage, by name."""

    def __init__(self) -> None:
        self._known: dict[object, dict[Hashable, tuple[Any, Any]]] = {}

    def result(self, stage: Callable[[Argument], Result], argument: Argument, name: Hashable) -> Result:
        of_stage = self._known.setdefault(stage, {})
        known = of_stage.get(name)
        if known is None or known[0] != argument:
            known = of_stage[name] = (argument, stage(argument))
        result: Result = known[1]
        return result

    def forget_all_but(self, stage: Callable[[Argument], Result], names: Iterable[Hashable]) -> None:
        """Forget the results of a stage for all other names."""
        of_stage = self._known.get(stage, {})
        self._known[stage] = {name: of_stage[name] for name in names}


PUBLISHING = Runner()
"""The runner of builds that publish, and of code that reads a catalogue once."""
