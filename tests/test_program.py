"""The integer program, held against trying everything."""

from __future__ import annotations

import random
from itertools import product

import pytest

from legwork.routines.program import INFINITY, Constraint, Program, Values, Wish, count

SIZE = 5


def _some(chance: random.Random, rules: int) -> Program:
    """Return a small program whose constraints are drawn by lot."""
    program = Program()
    variables = [program.number(f"x{number}", chance.choice((1, 1, 2))) for number in range(SIZE)]
    for _ in range(rules + 2):
        terms = {variable: float(chance.randint(-2, 3)) for variable in variables if chance.random() < 0.7}
        least = chance.randint(-2, 4)
        low, high = chance.choice(((least, INFINITY), (-INFINITY, least), (least, least + 1)))
        program.hold(f"R-{chance.randrange(rules)}", terms, at_least=low, at_most=high)
    return program


def _holds(constraint: Constraint, values: Values) -> bool:
    total = sum(coefficient * values[variable] for variable, coefficient in constraint.terms.items())
    return constraint.low <= total <= constraint.high


def _allowed(program: Program, rules: list[str]) -> list[Values]:
    """Return every choice of values that keeps these rules."""
    held = [constraint for constraint in program.constraints if constraint.rule in rules]
    choices = product(*(range(variable.most + 1) for variable in program.variables))
    every = (dict(zip(program.variables, choice, strict=True)) for choice in choices)
    return [values for values in every if all(_holds(constraint, values) for constraint in held)]


@pytest.mark.parametrize("seed", range(60))
def test_the_best_by_one_wish_after_another(seed: int) -> None:
    chance = random.Random(seed)
    program = _some(chance, 3)
    wishes = [{variable: float(chance.randint(-3, 3)) for variable in program.variables} for _ in range(3)]
    weighed = (Wish(wishes[0], 1000.0), Wish(wishes[1]))
    found = program.lexicographic([weighed, [Wish(wishes[2])]])
    allowed = _allowed(program, program.rules())
    if not allowed:
        assert found is None
        return
    best = max([Wish(wish).of(values) for wish in wishes] for values in allowed)
    assert found is not None
    assert found in allowed
    assert [Wish(wish).of(found) for wish in wishes] == best
    assert all(one.rule.startswith("R-") for one in program.constraints), "wishes are held for as long as the search takes"


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


def test_a_helper_is_in_no_clash() -> None:
    program = Program()
    first, second = program.yes_no("first"), program.yes_no("second")
    program.hold("helper", {first: 1, second: -1}, at_least=0, at_most=0)
    program.hold("R-A", {first: 1}, at_least=1)
    program.hold("R-B", {}, at_least=1)
    program.hold("R-C", {second: 1}, at_least=1)
    assert program.clash(helpers=("helper",)) == ["R-B"]
    assert program.lexicographic([[Wish({first: 1.0})]]) is None


def test_a_constraint_reads_like_its_rule() -> None:
    program = Program()
    hop, lunge, jumps = program.yes_no("hop"), program.yes_no("lunge"), program.number("jumps", most=5)
    program.hold("R-P5", count([hop, lunge]), at_most=2)
    program.hold("R-P4", {hop: 12, lunge: 20, jumps: -1}, at_least=0)
    program.hold("R-C1", {}, at_least=1, at_most=1)
    assert list(map(str, program.constraints)) == [
        "R-P5: hop + lunge <= 2",
        "R-P4: 0 <= 12 * hop + 20 * lunge + -1 * jumps",
        "R-C1: 1 <= 0 <= 1",
    ]
