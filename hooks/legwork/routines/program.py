"""A small integer program whose every constraint carries the id of the rule it holds, solved exactly by HiGHS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import highspy

INFINITY = float("inf")


@dataclass(frozen=True, eq=False, slots=True)
class Variable:
    """A whole number between 0 and `most` that the program chooses. `name` describes it to a reader."""

    index: int
    name: str
    most: int


Terms = Mapping[Variable, float]
"""A sum: each variable with its coefficient."""
Values = Mapping[Variable, int]
"""The chosen value of each variable of a program."""


def count(variables: Iterable[Variable]) -> dict[Variable, float]:
    """Return the sum of these variables: of yes/no variables, how many are chosen."""
    return dict.fromkeys(variables, 1.0)


@dataclass(frozen=True)
class Constraint:
    """``low <= terms <= high``, held because of `rule`."""

    rule: str
    terms: Terms
    low: float
    high: float

    def __str__(self) -> str:
        """Return it in readable form: ``R-P5: a: Pogo jump + a: Line hop <= 2``."""
        total = " + ".join(f"{'' if value == 1 else f'{value:g} * '}{variable.name}" for variable, value in self.terms.items())
        low = f"{self.low:g} <= " if self.low > -INFINITY else ""
        high = f" <= {self.high:g}" if self.high < INFINITY else ""
        return f"{self.rule}: {low}{total or 0}{high}"


@dataclass(frozen=True)
class Wish:
    """Whole-number `terms` to maximize. `weight` is relative to the other wishes of the same round."""

    terms: Terms
    weight: float = 1.0

    def of(self, values: Values) -> float:
        """Return the sum of the terms for these values."""
        return sum(coefficient * values[variable] for variable, coefficient in self.terms.items())


@dataclass
class Program:
    """Variables and constraints. All coefficients are whole numbers, so that optima compare exactly."""

    variables: list[Variable] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)

    def number(self, name: str, most: int) -> Variable:
        """Add a whole number between 0 and `most`, and return it."""
        variable = Variable(len(self.variables), name, most)
        self.variables.append(variable)
        return variable

    def yes_no(self, name: str) -> Variable:
        """Add a variable that is 0 or 1, and return it."""
        return self.number(name, 1)

    def hold(self, rule: str, terms: Terms, *, at_least: float = -INFINITY, at_most: float = INFINITY) -> None:
        """Add a constraint. A constraint without variables is simply true or false."""
        self.constraints.append(Constraint(rule, dict(terms), at_least, at_most))

    def rules(self) -> list[str]:
        """Return the rules that have constraints, in order of first use."""
        return list(dict.fromkeys(constraint.rule for constraint in self.constraints))

    def lexicographic(self, rounds: Iterable[Iterable[Wish]]) -> Values | None:
        """Return the values that satisfy the wishes best, or None if no values satisfy the rules.

        The wishes of one round are weighed together. Then a constraint fixes each wish at the value it reached, which
        narrows the solver's search far more than their sum would, and the next round chooses among the remaining values.
        """
        values: Values | None = None
        before = len(self.constraints)
        for wishes in map(tuple, rounds):
            objective: dict[Variable, float] = defaultdict(float)
            for wish in wishes:
                for variable, coefficient in wish.terms.items():
                    objective[variable] += wish.weight * coefficient
            values = self._solve(self.constraints, objective, start=values)
            if values is None:
                break
            for wish in wishes:
                came_to = wish.of(values)
                self.hold("wish", wish.terms, at_least=came_to, at_most=came_to)
        del self.constraints[before:]
        return values

    def clash(self, helpers: Collection[str] = ()) -> list[str]:
        """Return a smallest set of rules that clash, for a program that no values satisfy.

        If any one of them is dropped, the others can hold. Of several such sets, the result prefers rules that were added
        late. `helpers` are rules that forbid nothing by themselves; they are ignored.
        """
        doubtful = [rule for rule in self.rules() if rule not in helpers]
        needed: list[str] = []
        while doubtful:
            # Going back from the end, find the first rule that makes the set impossible: it is needed, those before it are not.
            at = len(doubtful)
            while at > 0 and self._can_hold([*needed, *doubtful[at:]]):
                at -= 1
            if at == len(doubtful):
                break
            needed.append(doubtful[at])
            doubtful = doubtful[at + 1 :]
        return needed

    def _can_hold(self, rules: Collection[str]) -> bool:
        """Return whether any values satisfy these rules. Minimizing their sum proves much sooner that none do."""
        constraints = [constraint for constraint in self.constraints if constraint.rule in rules]
        return self._solve(constraints, dict.fromkeys(self.variables, -1.0)) is not None

    def _solve(self, constraints: list[Constraint], objective: Terms, start: Values | None = None) -> Values | None:
        """Return the values that maximize `objective`, or None. The search may start at values known to be allowed.

        With one thread, no time limit and no gap, the same program gives the same optimum everywhere.
        """
        if any(not one.terms and not one.low <= 0 <= one.high for one in constraints):
            return None
        import highspy  # takes an eighth of a second, which a catalogue without routines should not pay.

        highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in _OPTIONS.items():
            highs.setOptionValue(option, value)
        highs.passModel(self._model([one for one in constraints if one.terms], objective))
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = [float(start[variable]) for variable in self.variables]
            highs.setSolution(known)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return dict(zip(self.variables, map(round, highs.getSolution().col_value), strict=True))

    def _model(self, constraints: list[Constraint], objective: Terms) -> highspy.HighsLp:
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.variables), len(constraints)
        cost = np.zeros(len(self.variables))
        for variable, coefficient in objective.items():
            cost[variable.index] = -coefficient
        lp.col_cost_ = cost
        lp.col_lower_ = np.zeros(len(self.variables))
        lp.col_upper_ = np.array([variable.most for variable in self.variables], dtype=float)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.variables)
        lp.row_lower_ = np.array([one.low for one in constraints], dtype=float)
        lp.row_upper_ = np.array([one.high for one in constraints], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(one.terms) for one in constraints)])
        lp.a_matrix_.index_ = np.array([variable.index for one in constraints for variable in one.terms], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([value for one in constraints for value in one.terms.values()], dtype=float)
        return lp


_OPTIONS: Mapping[str, bool | int | float] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,
    "primal_feasibility_tolerance": 1e-9,
    "mip_feasibility_tolerance": 1e-9,
}
