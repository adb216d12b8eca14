"""A small integer program whose every constraint carries the id of the rule it holds, solved exactly by HiGHS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import highspy

INFINITY = float("inf")
Terms = Mapping[int, float]
"""Variable to coefficient."""


@dataclass(frozen=True)
class Row:
    """``low <= terms <= high``, held because of `rule`."""

    rule: str
    terms: Terms
    low: float
    high: float


@dataclass
class Program:
    """Variables and constraints. All coefficients are whole numbers, so that optima compare exactly."""

    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def variable(self, most: int = 1) -> int:
        """A new whole-number variable between 0 and `most`."""
        self.upper.append(most)
        return len(self.upper) - 1

    def hold(self, rule: str, terms: Terms, low: float = -INFINITY, high: float = INFINITY) -> None:
        """Adds a constraint. One without variables holds or clashes by itself."""
        self.rows.append(Row(rule, dict(terms), low, high))

    def rules(self) -> list[str]:
        """The rules that have constraints, in order of first use."""
        return list(dict.fromkeys(row.rule for row in self.rows))

    def solve(self, objective: Terms, without: Iterable[str] = ()) -> list[int] | None:
        """Values of the variables that make `objective` greatest, or None if nothing satisfies the rules.

        One thread, no time limit, no gap: the same program gives the same optimum everywhere.
        """
        left_out = set(without)
        rows = [row for row in self.rows if row.rule not in left_out]
        if any(not row.terms and not row.low <= 0 <= row.high for row in rows):
            return None
        rows = [row for row in rows if row.terms]
        import highspy  # takes an eighth of a second, which a catalogue without routines should not pay.

        highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in _OPTIONS.items():
            highs.setOptionValue(option, value)
        highs.passModel(self._model(rows, objective))
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return [round(value) for value in highs.getSolution().col_value]

    def lexicographic(self, objectives: Iterable[Terms]) -> list[int] | None:
        """The optimum of the first objective, among those of the second, and so on."""
        values: list[int] | None = None
        kept = len(self.rows)
        for objective in objectives:
            values = self.solve(objective)
            if values is None:
                break
            best = sum(coefficient * values[variable] for variable, coefficient in objective.items())
            self.hold("optimum", objective, low=best)
        del self.rows[kept:]
        return values

    def clash(self) -> list[str]:
        """A smallest set of rules that cannot hold together: without any one of them the rest can."""
        needed = self.rules()
        for rule in list(needed):
            rest = [other for other in needed if other != rule]
            dropped = [other for other in self.rules() if other not in rest]
            if self.solve({}, without=dropped) is None:
                needed = rest
        return needed

    def _model(self, rows: list[Row], objective: Terms) -> highspy.HighsLp:
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.upper), len(rows)
        cost = np.zeros(len(self.upper))
        for variable, coefficient in objective.items():
            cost[variable] = -coefficient
        lp.col_cost_ = cost
        lp.col_lower_ = np.zeros(len(self.upper))
        lp.col_upper_ = np.array(self.upper, dtype=float)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.upper)
        lp.row_lower_ = np.array([row.low for row in rows], dtype=float)
        lp.row_upper_ = np.array([row.high for row in rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in rows)])
        lp.a_matrix_.index_ = np.array([variable for row in rows for variable in row.terms], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([value for row in rows for value in row.terms.values()], dtype=float)
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
