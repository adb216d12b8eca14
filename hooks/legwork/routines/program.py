"""A small integer program whose every constraint carries the id of the rule it holds, solved exactly by HiGHS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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


@dataclass(frozen=True)
class Wish:
    """Whole-number `terms` to make as great as possible, at a weight beside the other wishes of one go."""

    terms: Terms
    weight: float = 1.0

    def of(self, values: Sequence[int]) -> float:
        """What it comes to with these values of the variables."""
        return sum(coefficient * values[variable] for variable, coefficient in self.terms.items())


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

    def lexicographic(self, goes: Iterable[Iterable[Wish]]) -> list[int] | None:
        """Values of the variables that are best by the wishes, or None if nothing satisfies the rules.

        The wishes of one go are weighed together. Then each is held at what it came to, which tells the solver
        far more than their sum would, and the next go chooses among what is left.
        """
        values: list[int] | None = None
        kept = len(self.rows)
        for go in map(tuple, goes):
            objective: dict[int, float] = defaultdict(float)
            for wish in go:
                for variable, coefficient in wish.terms.items():
                    objective[variable] += wish.weight * coefficient
            values = self._solve(self.rows, objective, start=values)
            if values is None:
                break
            for wish in go:
                came_to = wish.of(values)
                self.hold("wish", wish.terms, came_to, came_to)
        del self.rows[kept:]
        return values

    def clash(self, helpers: Iterable[str] = ()) -> list[str]:
        """Of a program that nothing satisfies, a smallest set of rules that clash: without any one of them the rest can hold.

        Where there are several such sets, rules that were held late are in it rather than early ones. `helpers` are
        rules that forbid nothing by themselves, and are left out of account.
        """
        doubtful = [rule for rule in self.rules() if rule not in helpers]
        needed: list[str] = []
        while doubtful:
            # The first rule, counted from the end, with which nothing holds any more: it is needed, all before it are not.
            at = len(doubtful)
            while at > 0 and self._can_hold([*needed, *doubtful[at:]]):
                at -= 1
            if at == len(doubtful):
                break
            needed.append(doubtful[at])
            doubtful = doubtful[at + 1 :]
        return needed

    def _can_hold(self, rules: Collection[str]) -> bool:
        """Whether something satisfies these rules. To look for the least of it makes a proof that nothing does much shorter."""
        rows = [row for row in self.rows if row.rule in rules]
        return self._solve(rows, dict.fromkeys(range(len(self.upper)), -1.0)) is not None

    def _solve(self, rows: list[Row], objective: Terms, start: list[int] | None = None) -> list[int] | None:
        """Values of the variables that make `objective` greatest, or None. The search may start at values known to be allowed.

        One thread, no time limit, no gap: the same program gives the same optimum everywhere.
        """
        if any(not row.terms and not row.low <= 0 <= row.high for row in rows):
            return None
        import highspy  # takes an eighth of a second, which a catalogue without routines should not pay.

        highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in _OPTIONS.items():
            highs.setOptionValue(option, value)
        highs.passModel(self._model([row for row in rows if row.terms], objective))
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = [float(value) for value in start]
            highs.setSolution(known)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return [round(value) for value in highs.getSolution().col_value]

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
