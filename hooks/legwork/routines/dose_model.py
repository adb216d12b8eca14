"""The doses of the chosen exercises: a second integer program for each session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from legwork.catalogue.rule_numbers import LANDINGS, SINGLE_LEG_LANDINGS
from legwork.routines.candidates import Candidate, Pick, Task
from legwork.routines.program import Program, Variable, Wish, count
from legwork.routines.tie_break import tie_break


def doses(task: Task, candidates: Sequence[Candidate]) -> list[Pick]:
    """Return the doses of a session's exercises: as many sets as fit, then as much in each, then the longer rests.

    The minutes are used where that is possible, and never exceeded.
    """
    least, most = task.seconds(loaded=any(one.loads for one in candidates))
    for least_s in (least, 0.0):
        program = Program()
        taken = {
            Pick(candidate, row): program.yes_no(f"{candidate.exercise.name}: {row.sets} x {row.amount}, {row.rest_s} s")
            for candidate in candidates
            for row in candidate.rows
        }
        _hold_rules(program, task, taken, (least_s, most))
        values = program.lexicographic((wish,) for wish in _wishes(taken))
        if values is not None:
            return [pick for pick, variable in taken.items() if values[variable]]
    raise AssertionError("the shortest doses fit: the choice of exercises made sure of it")


def _hold_rules(program: Program, task: Task, taken: Mapping[Pick, Variable], seconds: tuple[float, float]) -> None:
    """Hold one dose for each exercise, within the minutes (R-T1) and the cap on landings (R-P4)."""
    of_each: dict[Candidate, list[Variable]] = {}
    for pick, variable in taken.items():
        of_each.setdefault(pick.candidate, []).append(variable)
    for variables in of_each.values():
        program.hold("one dose", count(variables), at_least=1, at_most=1)
    least, most = seconds
    program.hold("R-T1", {variable: float(pick.row.seconds) for pick, variable in taken.items()}, at_least=least, at_most=most)
    if task.recipe.session == "main":
        landings = {variable: float(pick.row.contacts) for pick, variable in taken.items()}
        on_one_leg = {taken[pick]: landings[taken[pick]] for pick in taken if pick.candidate.lands_on_one_leg}
        program.hold("R-P4", landings, at_most=LANDINGS[task.recipe.level])
        program.hold("R-P4", on_one_leg, at_most=SINGLE_LEG_LANDINGS)


def _wishes(taken: Mapping[Pick, Variable]) -> Iterator[Wish]:
    """Yield the wishes in order: more sets, greater amounts, longer rests, a tie-break."""
    yield Wish({variable: float(pick.row.sets) for pick, variable in taken.items()})
    yield Wish({variable: float(_is_more(pick)) for pick, variable in taken.items()})
    yield Wish({variable: float(pick.row.rest_s) for pick, variable in taken.items()})
    yield Wish({variable: float(_tie_break(pick)) for pick, variable in taken.items()})


def _is_more(pick: Pick) -> bool:
    return pick.row.amount > pick.candidate.rows[0].amount


def _tie_break(pick: Pick) -> int:
    return tie_break(pick.candidate.slug, pick.row.sets, pick.row.amount, pick.row.rest_s)
