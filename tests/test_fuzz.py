"""Mutants of the real catalogue: some hundred on every run; `python3 tests/fuzz.py` tries as many as there is time for."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies

import fuzz
from fuzz import BrokenError, Lab
from fuzz_mutants import Pool, Sound
from legwork.text.rules import FILE_EMPTY
from project import run

pytestmark = pytest.mark.slow

SEEDED = 600
"""The same in every run, so that a failure can be repeated; new ones are tried every week (`.github/workflows/fuzz.yml`)."""
WHOLE_EVERY = 200
"""The whole catalogue is read, checked and shown as in a build, which takes as long as a thousand alone."""
SHOWN_EVERY = 10
"""Pages and pictures take ten times as long as reading and checking."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return Lab(tmp_path_factory.mktemp("fuzz"))


def test_mutants(lab: Lab) -> None:
    refused = 0
    for number in range(SEEDED):
        name, raw = fuzz.mutant(lab.pool, random.Random(f"suite-{number}"))
        try:
            refused += bool(
                lab.attempt(name, raw, whole=number % WHOLE_EVERY == WHOLE_EVERY - 1, show=number % SHOWN_EVERY == 0)
            )
        except Exception as error:
            raise AssertionError(f"mutant {number}, of {name}: {raw[:100_000]!r}") from error
    assert 0.75 * SEEDED < refused < 0.97 * SEEDED, "mutants are too tame, or too wild, to find anything"
    assert lab.shown > 5


@hypothesis.settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
@hypothesis.given(chance=strategies.randoms(use_true_random=False))
def test_the_smallest_mutant_that_does_harm(lab: Lab, chance: random.Random) -> None:
    """The same mutants by Hypothesis: slower, but a failure is brought down to as little chance as it takes."""
    name, raw = fuzz.mutant(lab.pool, chance)
    hypothesis.note(f"{name}: {raw!r}")
    lab.attempt(name, raw, show=False)


def test_memory_and_the_program(root: Path) -> None:
    """The scripted run counts, ends well, and stays below the limit in a process of its own."""
    done = run([sys.executable, str(root / "tests/fuzz.py"), "--mutants", "150", "--seed", "7"], root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("150 mutants, ")
    assert " 0 failures; " in done.stdout
    assert int(done.stdout.split("memory ")[1].split(" MB")[0]) < fuzz.LIMIT_MB


def test_memory_is_counted_from_the_program_on(root: Path) -> None:
    """Not from whoever started it: a large parent must not fail a small child."""
    ballast = bytearray(300 * 1024 * 1024)
    program = "import fuzz, sys; b = bytearray(120 * 1024 * 1024) if sys.argv[1:] else b''; print(fuzz.memory_mb())"
    path = {"PYTHONPATH": ":".join(str(root / folder) for folder in ("tests", "hooks", "scripts"))}
    small, large = (float(run([sys.executable, "-c", program, *more], root, **path).stdout) for more in ([], ["x"]))
    assert len(ballast) > small * 1024 * 1024
    assert large - small > 100


# The harness sees harm where there is some


EXERCISE = "catalogue/exercises/wall-sit.yml"


def _sound(lab: Lab) -> bytes:
    return next(sound.text.encode() for sound in lab.pool.sounds if sound.name == EXERCISE)


def test_unchanged_files_have_no_problems(lab: Lab) -> None:
    for sound in lab.pool.sounds[::40]:
        assert lab.attempt(sound.name, sound.text.encode()) == ()


def test_every_place_of_a_file_is_known(lab: Lab) -> None:
    sound = Sound.of("x.yml", "a: [1, two]\nb:\n  c: x\n")
    assert {sound.text[start:end] for start, end in sound.keys} == {"a", "b", "c"}
    assert {sound.text[start:end] for start, end in sound.values} == {sound.text.rstrip(), "[1, two]", "1", "two", "c: x", "x"}
    assert isinstance(lab.pool, Pool)


def test_an_error_is_harm(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz.exports, "_exercise", lambda exercise, relations: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        lab.attempt(EXERCISE, _sound(lab).replace(b"\nsummary: ", b"\nsummary: Sit. "))


def test_a_loop_without_end_is_harm(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "LIMIT_S", 0.05)

    def for_ever(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzz.loader, "_entry", for_ever)
    with pytest.raises(BrokenError, match="still at it"):
        lab.attempt(EXERCISE, _sound(lab))


def test_an_entry_that_vanishes_is_harm(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one with a blank text did, while blank text was taken for a list too short only because its items are wrong."""
    blank = _sound(lab).replace(b"\nsummary: ", b'\nsummary: "  "\n# ')
    assert [problem.message for problem in lab.attempt(EXERCISE, blank)] == ["must not be empty"]
    monkeypatch.setattr(fuzz.loader, "findings", lambda *_: (None, []))
    with pytest.raises(BrokenError, match="left out"):
        lab.attempt(EXERCISE, _sound(lab))


def test_a_problem_without_a_place_is_harm() -> None:
    problem = fuzz.Problem(FILE_EMPTY, "catalogue/x.yml", 9, 1, "", "is wrong")
    with pytest.raises(BrokenError, match="beyond the last line"):
        fuzz._assert_told_well([problem], "catalogue/x.yml", b"one\ntwo\n")
    with pytest.raises(BrokenError, match="no place"):
        fuzz._assert_told_well([fuzz.Problem(FILE_EMPTY, "", 0, 0, "", "is wrong")], "", b"")
