"""Coverage parts of a day and a week (R-C1, R-C2), the candidates that cover each, and the parts without any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from legwork.routines.candidates import Candidate, Task
from legwork.text.fields import LEVELS

CALF_PARTS = frozenset({"straight-calf", "bent-calf"})
DAY_PARTS = ("knee", "hip", "frontal", "straight-calf")
"""The parts that R-C1 requires of a session. Its calf exercise has straight or bent knees; `straight-calf` means either."""
WEEK_PARTS = ("straight-calf", "bent-calf", "hamstrings", "adductors", "abductors", "core")
"""The parts that R-C2 requires of a week."""


def covering(part: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that cover a part."""
    return [candidate for candidate in candidates if part in candidate.parts]


def of_day(candidates: Sequence[Candidate]) -> Mapping[str, list[Candidate]]:
    """Return the parts of a day, each with the candidates that cover it. Any calf exercise covers the calf part."""
    calves = [candidate for candidate in candidates if candidate.parts & CALF_PARTS]
    return {part: calves if part in CALF_PARTS else covering(part, candidates) for part in DAY_PARTS}


def of_week(tasks: Sequence[Task]) -> Mapping[str, list[Candidate]]:
    """Return the parts of a week, each with the candidates that cover it.

    Hinges and bridges count as hamstring exercises for beginners, and where there are no others.
    """
    candidates = _all(tasks)
    covered = {part: covering(part, candidates) for part in WEEK_PARTS}
    if _are_for_beginners(tasks) or not covered["hamstrings"]:
        covered["hamstrings"] = covering("hip", candidates)
    return covered


def lacking(tasks: Sequence[Task]) -> tuple[str, ...]:
    """Return the parts of a day that no allowed exercise covers, for a main session without complaints."""
    complete = any(task.recipe.session == "main" and not task.recipe.leave_out for task in tasks)
    return _nothing_covers(of_day(_all(tasks))) if complete else ()


def waived(tasks: Sequence[Task]) -> tuple[str, ...]:
    """Return the parts of a day that no exercise covers because of a complaint. The page names them."""
    return _nothing_covers(of_day(_all(tasks))) if tasks[0].recipe.leave_out else ()


def uncovered(tasks: Sequence[Task]) -> tuple[str, ...]:
    """Return the parts of the week that no allowed exercise covers. The page names them."""
    if len(tasks) == 1:
        return ()
    wanted = [part for part in WEEK_PARTS if not (part == "hamstrings" and _are_for_beginners(tasks))]
    return _nothing_covers({part: covering(part, _all(tasks)) for part in wanted})


def _nothing_covers(parts: Mapping[str, list[Candidate]]) -> tuple[str, ...]:
    return tuple(part for part, candidates in parts.items() if not candidates)


def _all(tasks: Sequence[Task]) -> list[Candidate]:
    return [candidate for task in tasks for candidate in task.candidates]


def _are_for_beginners(tasks: Sequence[Task]) -> bool:
    return tasks[0].recipe.level == LEVELS[0]
