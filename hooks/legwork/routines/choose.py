"""The choice of exercises, and then of their doses, by integer programming.

Hard rules are named constraints; wishes are a lexicographic objective. First the exercises are chosen, each with the time
it can take at least and at most; then the doses, so that the minutes are used and never exceeded. All numbers are whole,
and the last objective differs between any two choices, so the optimum is unique and the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from legwork.catalogue.recipes import Recipe
from legwork.routines import coverage, wishes
from legwork.routines.candidates import Candidate, Pick, Task, task
from legwork.routines.dose_model import doses
from legwork.routines.order import ordered
from legwork.routines.session_model import HELPERS, SessionModel
from legwork.routines.traits import Traits


@dataclass(frozen=True)
class Choice:
    """The picks of each session, the rules with constraints, and the coverage parts without an exercise.

    `uncovered` parts lack an exercise because of the kit, `waived` ones because of what hurts.
    """

    sessions: tuple[tuple[Pick, ...], ...]
    rules: tuple[str, ...]
    uncovered: tuple[str, ...]
    waived: tuple[str, ...]


@dataclass(frozen=True)
class Clash:
    """Rules that no choice can keep together. `lacking` are coverage parts without an allowed exercise."""

    rules: tuple[str, ...]
    lacking: tuple[str, ...]


def choose(recipes: tuple[Recipe, ...], traits: Traits, used: Mapping[str, int]) -> Choice | Clash:
    """Return a choice for one recipe or for a pair. `used` counts how often sibling routines hold each exercise."""
    tasks = tuple(task(session, recipe, traits) for session, recipe in enumerate(recipes))
    for fill in (True, False):
        model = SessionModel(tasks, fill=fill)
        values = model.program.lexicographic(wishes.rounds(model, used))
        if values is not None:
            return _chosen(tasks, model, model.picked(values))
    return Clash(tuple(model.program.clash(helpers=HELPERS)), coverage.lacking(tasks))


def _chosen(tasks: tuple[Task, ...], model: SessionModel, picked: list[Candidate]) -> Choice:
    sessions = tuple(
        ordered(doses(one, [candidate for candidate in picked if candidate.session == session]))
        for session, one in enumerate(tasks)
    )
    rules = tuple(rule for rule in model.program.rules() if rule not in HELPERS)
    return Choice(sessions, rules, coverage.uncovered(tasks), coverage.waived(tasks))
