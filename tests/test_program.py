"""The integer program, held against trying everything."""

from __future__ import annotations

import random
from itertools import product

import pytest

from legwork.routines.program import INFINITY, Program, Row, Wish

SIZE = 5


def _some(chance: random.Random, rules: int) -> Program:
    """A small program whose constraints are drawn by lot."""
    program = Program()
    for _ in range(SIZE):
        program.variable(chance.choice((1, 1, 2)))
    for _ in range(rules + 2):
        terms = {variable: float(chance.randint(-2, 3)) for variable in range(SIZE) if chance.random() < 0.7}
        least = chance.randint(-2, 4)
        low, high = chance.choice(((least, INFINITY), (-INFINITY, least), (least, least + 1)))
        program.hold(f"R-{chance.randrange(rules)}", terms, low, high)
    return program


def _holds(row: Row, values: tuple[int, ...]) -> bool:
    return row.low <= sum(coefficient * values[variable] for variable, coefficient in row.terms.items()) <= row.high


def _allowed(program: Program, rules: list[str]) -> list[tuple[int, ...]]:
    """Every choice of values that keeps these rules."""
    rows = [row for row in program.rows if row.rule in rules]
    choices = product(*(range(most + 1) for most in program.upper))
    return [values for values in choices if all(_holds(row, values) for row in rows)]


@pytest.mark.parametrize("seed", range(60))
def test_the_best_by_one_wish_after_another(seed: int) -> None:
    chance = random.Random(seed)
    program = _some(chance, 3)
    wishes = [{variable: float(chance.randint(-3, 3)) for variable in range(SIZE)} for _ in range(3)]
    weighed = (Wish(wishes[0], 1000.0), Wish(wishes[1]))
    found = program.lexicographic([weighed, [Wish(wishes[2])]])
    allowed = _allowed(program, program.rules())
    if not allowed:
        assert found is None
        return
    best = max([Wish(wish).of(values) for wish in wishes] for values in allowed)
    assert found is not None
    assert tuple(found) in allowed
    assert [Wish(wish).of(found) for wish in wishes] == best
    assert all(row.rule.startswith("R-") for row in program.rows), "wishes are held for as long as the search takes"


def test_a_clash_is_a_smallest_set_of_rules() -> None:
    """Without any one of them the rest can hold; of several such sets it is the one of rules held late."""
    clashes = 0
    for seed in range(80):
        program = _some(random.Random(seed), 6)
        rules = program.rules()
        if _allowed(program, rules):
            continue
        clashes += 1
        clash = program.clash()
        assert not _allowed(program, clash)
        assert all(_allowed(program, [other for other in clash if other != rule]) for rule in clash)
        needed = list(rules)
        for rule in rules:
            rest = [other for other in needed if other != rule]
            needed = needed if _allowed(program, rest) else rest
        assert clash == needed
    assert clashes > 20


def test_a_helper_is_never_to_blame() -> None:
    program = Program()
    first, second = program.variable(), program.variable()
    program.hold("helper", {first: 1, second: -1}, low=0, high=0)
    program.hold("R-A", {first: 1}, low=1)
    program.hold("R-B", {}, low=1)
    program.hold("R-C", {second: 1}, low=1)
    assert program.clash(helpers=("helper",)) == ["R-B"]
    assert program.lexicographic([[Wish({first: 1.0})]]) is None
