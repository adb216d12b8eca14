"""One way to do the same work on many things: a stage, run in all processors, and in a live preview on what has changed.

A stage is a function at the top of a module. It makes its result from its one argument and from nothing else, so an equal
argument may be given the result of last time, and another process may run it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from legwork.work import parallel
from legwork.work.shelf import HeldText, Put, Shelf

Item = TypeVar("Item", bound=Hashable)
Given = TypeVar("Given")
Made = TypeVar("Made")
Kept = TypeVar("Kept")

FEWEST = 150
"""Items that take as long as starting a process, where a stage says nothing else."""


class Runner:
    """Runs stages. One that remembers is for a live preview, where most of a site does not change with a saved file.

    A build that publishes remembers nothing: it makes everything once, and ten thousand pages would fill the memory.
    """

    def __init__(self, *, remembers: bool = False) -> None:
        self._memory: _Memory | None = _Memory() if remembers else None

    @property
    def remembers(self) -> bool:
        """Whether results are kept: then everything is made in this process, since others would take theirs with them."""
        return self._memory is not None

    def one(self, stage: Callable[[Given], Made], given: Given, name: Hashable = None) -> Made:
        """Return the stage's result; `name` tells apart what the same stage is asked for."""
        return self._memory.result(stage, given, name) if self._memory else stage(given)

    def map(
        self,
        stage: Callable[[Given], Made],
        items: Iterable[Item],
        prepare: Callable[[Item], Given],
        fewest: int = FEWEST,
        *,
        apart: bool = False,
    ) -> list[Made]:
        """Return, in order, the stage's result for what `prepare` makes of each item.

        `prepare` runs in the same process as the stage. `fewest` items take as long as starting a process. Items that take
        long, and unequally long, may stand `apart`, each in a process of its own.
        """
        return self.map_texts(stage, items, prepare, lambda made, _: made, fewest, apart=apart)

    def map_texts(
        self,
        stage: Callable[[Given], Made],
        items: Iterable[Item],
        prepare: Callable[[Item], Given],
        keep: Callable[[Made, Put], Kept],
        fewest: int = FEWEST,
        *,
        apart: bool = False,
    ) -> list[Kept]:
        """Do the same for results with long texts: `keep` returns a result with its texts put where there is room for them."""
        items = tuple(items)
        if memory := self._memory:
            made = [memory.result(stage, prepare(item), item) for item in items]
            memory.forget_all_but(stage, items)
            return [keep(one, HeldText) for one in made]
        shelves = [Shelf() for _ in range(len(items) if apart else self.processes(len(items), fewest))]

        def work(part: Sequence[Item], number: int) -> list[Kept]:
            return [keep(stage(prepare(item)), shelves[number].put) for item in part]

        return parallel.in_parts(work, items, len(shelves))

    def processes(self, items: int, fewest: int = FEWEST) -> int:
        """Return the number of processes that do so many items soonest."""
        return 1 if self.remembers else parallel.processes(items, fewest)


class _Memory:
    """The last argument and result of each stage, by the name of what it was asked for."""

    def __init__(self) -> None:
        self._known: dict[object, dict[Hashable, tuple[Any, Any]]] = {}

    def result(self, stage: Callable[[Given], Made], given: Given, name: Hashable) -> Made:
        of_stage = self._known.setdefault(stage, {})
        known = of_stage.get(name)
        if known is None or known[0] != given:
            known = of_stage[name] = (given, stage(given))
        made: Made = known[1]
        return made

    def forget_all_but(self, stage: Callable[[Given], Made], names: Iterable[Hashable]) -> None:
        """Forget what the stage made of things that are gone."""
        of_stage = self._known.get(stage, {})
        self._known[stage] = {name: of_stage[name] for name in names}


PUBLISHING = Runner()
"""A runner for builds that publish, and for whoever reads a catalogue once."""
