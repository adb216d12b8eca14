"""The clock's formulas against worked examples, and the rules that make its times honest."""

from __future__ import annotations

from typing import Any

import pytest

from legwork.catalogue.models import Dose, Exercise
from legwork.routines import clock
from samples import exercise

Range = int | tuple[int, int]

# Copied as numbers from the research dossier's exercises (d.4): laterality, set-up, dose, least and most seconds.
WORKED: dict[str, tuple[str, int, dict[str, Any], tuple[int, int]]] = {
    "chair sit-to-stand": ("bilateral", 15, {"sets": (2, 3), "reps": (8, 15), "tempo": "2-0-1-0", "rest": (45, 60)}, (108, 270)),
    "squat, default tempo": ("bilateral", 10, {"sets": (2, 3), "reps": (10, 15), "rest": (45, 60)}, (115, 265)),
    "squat, slow": ("bilateral", 10, {"sets": (2, 3), "reps": (15, 20), "tempo": "3-1-1-0", "rest": (45, 60)}, (205, 430)),
    "squat, warm-up": ("bilateral", 10, {"sets": (1, 2), "reps": (15, 20), "rest": (30, 45)}, (55, 175)),
    "barbell squat": ("bilateral", 60, {"sets": (3, 4), "reps": (3, 6), "rest": (180, 240)}, (447, 852)),
    "leg press": ("bilateral", 60, {"sets": 3, "reps": (8, 12), "tempo": "3-0-1-0", "rest": (90, 120)}, (336, 444)),
    "squat to hydrant": ("alternating", 10, {"sets": (2, 3), "reps": (6, 10), "tempo": "2-0-1-1", "rest": (45, 60)}, (151, 370)),
    "reverse lunge": ("alternating", 10, {"sets": 2, "reps": (6, 10), "per": "side", "rest": (45, 60)}, (127, 190)),
    "lateral walk": ("alternating", 15, {"sets": 2, "reps": (8, 12), "tempo": "1-0-1-0", "rest": (30, 45)}, (109, 156)),
    "split squat": ("unilateral", 10, {"sets": 2, "reps": (8, 12), "rest": (45, 60)}, (161, 224)),
    "split squat, slow": ("unilateral", 10, {"sets": (2, 3), "reps": (10, 15), "tempo": "3-1-1-0", "rest": (45, 60)}, (265, 595)),
    "pistol squat": ("unilateral", 10, {"sets": (2, 3), "reps": (3, 8), "tempo": "3-0-1-0", "rest": (90, 120)}, (158, 457)),
    "box squat": ("unilateral", 15, {"sets": (2, 3), "reps": (5, 8), "tempo": "3-0-1-0", "rest": (60, 90)}, (165, 402)),
    "Copenhagen plank": ("unilateral", 20, {"sets": (2, 3), "reps": (6, 12), "tempo": "3-0-3-0", "rest": (60, 90)}, (234, 647)),
    "wall sit": ("bilateral", 10, {"sets": (2, 3), "hold": (20, 30), "rest": (45, 60)}, (95, 220)),
    "side plank": ("unilateral", 10, {"sets": (2, 3), "hold": (20, 40), "rest": (30, 45)}, (130, 355)),
    "calf stretch": ("unilateral", 10, {"sets": (1, 2), "hold": (30, 45), "rest": (0, 15)}, (75, 215)),
    "line hop": ("bilateral", 10, {"sets": (2, 3), "reps": (8, 12), "rep_seconds": 0.6, "rest": (60, 90)}, (80, 212)),
    "skipping": ("alternating", 15, {"sets": (3, 4), "reps": (12, 20), "per": "total", "rep_seconds": 0.8, "rest": (60, 120)}, (164, 439)),
    "jumping lunge": ("alternating", 10, {"sets": (2, 3), "reps": (6, 10), "per": "total", "rep_seconds": 1.5, "rest": (60, 120)}, (88, 295)),
    "single-leg hop": ("unilateral", 10, {"sets": (2, 3), "reps": (5, 6), "rep_seconds": 0.6, "rest": (60, 120)}, (92, 287)),
    "leg swings": ("unilateral", 10, {"sets": (1, 2), "reps": (10, 15), "rep_seconds": 1.5, "rest": (0, 10)}, (45, 120)),
    "hill repeats": ("alternating", 120, {"reps": (5, 6), "duration": (20, 40), "per": "total", "rest": (90, 150)}, (580, 1110)),
    "hill repeats, long": ("alternating", 120, {"reps": (6, 8), "duration": (15, 60), "per": "total", "rest": (90, 180)}, (660, 1860)),
}  # fmt: skip


def _exercise(laterality: str, setup_s: int = 10) -> Exercise:
    return exercise(laterality=laterality, setup={"seconds": setup_s})


@pytest.mark.parametrize("name", WORKED)
def test_worked_example(name: str) -> None:
    laterality, setup_s, dose, expected = WORKED[name]
    assert clock.span(_exercise(laterality, setup_s), Dose.model_validate(dose)) == expected


@pytest.mark.parametrize(
    ("dose", "seconds"),
    [
        ({"reps": 1}, 3),
        ({"reps": 1, "tempo": "4-1-2-3"}, 10),
        ({"reps": 1, "tempo": "10-0-10-0"}, 20),
        ({"reps": 1, "rep_seconds": 0.6}, 0.6),
    ],
)
def test_seconds_of_one_rep(dose: dict[str, Any], seconds: float) -> None:
    assert clock.rep_seconds(Dose.model_validate(dose)) == seconds


def test_both_sides_count_unless_the_dose_says_total() -> None:
    one_set = {"sets": 1, "amount": 10, "rest_s": 0}
    both, side, total = Dose(reps=(10, 10)), Dose(reps=(10, 10), per="side"), Dose(reps=(10, 10), per="total")
    assert clock.seconds(_exercise("bilateral"), both, **one_set) == 10 + 30
    assert clock.seconds(_exercise("alternating"), both, **one_set) == 10 + 60
    assert clock.seconds(_exercise("alternating"), side, **one_set) == 10 + 60
    assert clock.seconds(_exercise("alternating"), total, **one_set) == 10 + 30


def test_changing_legs_takes_time_in_every_set() -> None:
    dose = Dose(reps=(10, 10))
    assert clock.seconds(_exercise("unilateral"), dose, sets=1, amount=10, rest_s=0) == 10 + 60 + clock.SIDE_SWITCH_S
    assert clock.seconds(_exercise("unilateral"), dose, sets=3, amount=10, rest_s=0) == 10 + 3 * (60 + clock.SIDE_SWITCH_S)


def test_rests_stand_between_sets_only() -> None:
    dose = Dose(hold=(20, 20))
    times = [clock.seconds(_exercise("bilateral", 0), dose, sets=sets, amount=20, rest_s=45) for sets in (1, 2, 3)]
    assert times == [20, 85, 150]


def test_repeats_of_a_timed_dose_rest_like_sets() -> None:
    dose = Dose(duration=(30, 30), reps=(4, 4))
    walked = _exercise("bilateral", 0)
    assert clock.seconds(walked, dose, sets=1, amount=30, rest_s=60, repeats=4) == 4 * 30 + 3 * 60
    assert clock.seconds(walked, dose, sets=2, amount=30, rest_s=60, repeats=4) == 8 * 30 + 7 * 60


def test_a_timed_dose_without_repeats_is_done_once() -> None:
    assert clock.span(_exercise("bilateral", 0), Dose(duration=(30, 40))) == (30, 40)


def test_a_distance_takes_a_second_a_meter() -> None:
    assert clock.span(_exercise("bilateral", 15), Dose(sets=(2, 2), distance=(10, 20), rest=(45, 60))) == (80, 115)


@pytest.mark.parametrize(
    ("rep_s", "reps", "sets", "expected"), [(2.2, 25, 1, 120), (1.8, 37, 5, 916), (0.1, 3, 1, 11), (0.7, 3, 1, 15)]
)
def test_a_part_of_a_second_is_rounded_up_and_an_error_of_arithmetic_is_not(
    rep_s: float, reps: int, sets: int, expected: int
) -> None:
    """2 x 25 reps of 2.2 s take 110 s, though floating point says 110.00000000000001."""
    dose = Dose(reps=(reps, reps), rep_seconds=rep_s, per="side")
    assert clock.seconds(_exercise("bilateral"), dose, sets=sets, amount=reps, rest_s=60) == expected


def test_contacts_count_both_sides() -> None:
    hop = Dose(reps=(6, 10), contacts=2)
    assert clock.contacts(_exercise("unilateral"), hop, sets=3, amount=10) == 120
    assert clock.contacts(_exercise("bilateral"), hop, sets=3, amount=10) == 60
    assert clock.contacts(_exercise("bilateral"), Dose(reps=(6, 10)), sets=3, amount=10) == 0


def test_every_dose_of_the_catalogue_takes_some_time(real: Any) -> None:
    for one in real.catalogue.exercises.values():
        for level, dose in one.doses.items():
            low, high = clock.span(one, dose)
            assert 0 < low <= high <= 3600, (one.slug, level, low, high)
