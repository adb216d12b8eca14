"""What must hold across the catalogue. A check is a named value with a scope and a plain function.

The rule is the function's docstring. A check yields ``(path, message, hint)`` for the entry it is given;
the runner adds file, line and column. `reads` names the fields it looks at: a check is passed over for
an entry in which one of them could not be read, so that one mistake is reported once.

An exception stands beside its check with the reason, and one that is no longer needed is a problem too.
"""

from __future__ import annotations

from legwork.catalogue.catalogue import Draft, Reading
from legwork.catalogue.checks import (
    claims,
    complaints,
    doses,
    drawings,
    ladders,
    names,
    progressions,
    references,
    roles,
    routines,
    safety,
    texts,
    vocabularies,
    wording,
)
from legwork.catalogue.checks.check import Check, Finding
from legwork.catalogue.checks.world import World
from legwork.catalogue.guides import Guide
from legwork.text.problems import Problem
from legwork.work import parallel
from legwork.work.runner import PUBLISHING, Runner

__all__ = ["CHECKS", "Check", "Finding", "World", "run"]

SUBJECTS = (
    names,
    references,
    routines,
    roles,
    progressions,
    ladders,
    doses,
    drawings,
    safety,
    complaints,
    claims,
    wording,
    texts,
    vocabularies,
)
"""The modules that hold checks, in the order in which `.github/format.md` lists them."""

CHECKS = [value for subject in SUBJECTS for value in vars(subject).values() if isinstance(value, Check)]
"""Every check, each module's in the order in which they stand there."""


FEWEST = 500
"""Entries that take as long to check as starting a process."""


def run(reading: Reading, guides: tuple[Guide, ...] = (), runner: Runner = PUBLISHING) -> list[Problem]:
    """Every problem that the checks find, unsorted. Of a large catalogue each process asks some of the checks."""
    world = World(reading, guides, runner)
    count = runner.processes(sum(map(len, reading.drafts.values())), FEWEST)
    found = parallel.in_processes(lambda parts, _: [_ask_all(part, world) for part in parts], _parts(count), count)
    told = [*references.guide_problems(world), *wording.guide_problems(world)]
    return [*told, *(problem for problems in found for problem in problems)]


def _parts(count: int) -> list[list[Check]]:
    """All checks in so many parts that take about as long as each other."""
    if count == 1:
        return [CHECKS]
    quick = [one for one in CHECKS if not one.slow]
    return [*(quick[number :: count - 1] for number in range(count - 1)), [one for one in CHECKS if one.slow]]


def _ask_all(part: list[Check], world: World) -> list[Problem]:
    """What these checks find in every entry that they look at."""
    return [
        problem
        for one in part
        for kind in one.kinds
        for draft in world.reading.drafts[kind].values()
        if draft.has(one.reads)
        for problem in _ask(one, draft, world)
    ]


def _ask(one: Check, draft: Draft, world: World) -> list[Problem]:
    found = [draft.place.problem(path, message, hint) for path, message, hint in one.function(draft.entry, world)]
    reason = one.exceptions.get(draft.slug)
    if reason is None:
        return found
    if found:
        return []
    hint = f"remove '{draft.slug}' from the exceptions of check '{one.name}'"
    return [draft.place.problem((), f"an exception for this entry is no longer needed: {reason}", hint)]
