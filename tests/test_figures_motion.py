"""Figures in motion: what the CSS plays, measured against what the solver says."""

from __future__ import annotations

import pytest

from figure_files import FIGURES, figure_of
from figure_motion import drifts, played
from legwork.figures import props
from legwork.figures.geometry import rotation_of
from legwork.figures.motion import EASE, ease_in_out, simplified
from legwork.figures.scene import Scene
from legwork.figures.side import Contact, center_of_mass


@pytest.mark.parametrize("slug", sorted(FIGURES))
def test_contacts_stay_in_place_between_keyframes(slug: str) -> None:
    """Feet, hands and pinned points stay within 1.5 cm of the solved movement at every instant."""
    assert list(drifts(figure_of(slug))) == []


@pytest.mark.parametrize("slug", sorted(FIGURES))
def test_standing_feet_stay(slug: str) -> None:
    """A foot that both keys of a transition put in the same place does not slide between them."""
    scene, motion = played(figure_of(slug))
    if not scene.side:
        return
    for number, transition in enumerate(motion.transitions):
        first, last = scene.keys[number], scene.keys[(number + 1) % len(scene.keys)]
        for side in scene.poses[0].sides:
            before, after = first.goal.legs[side], last.goal.legs[side]
            if (
                isinstance(before, Contact)
                and isinstance(after, Contact)
                and before.at == after.at
                and before.spot == after.spot != 0
            ):
                name = "foot" if before.ground is not None else "heel"
                assert all(abs(instant.joints[f"{side}.{name}"] - before.at) < 0.7 for instant in transition)


def test_squat_is_a_squat() -> None:
    """Only the knee's 117 degrees are given: hips and ankles follow, and the figure stays in balance."""
    scene = Scene(figure_of("squat"))
    low = scene.keys[1].stance
    assert -low.angle("near.thigh", "near.shank") == pytest.approx(117, abs=0.5)
    assert 110 < low.angle("pelvis", "near.thigh") < 132
    assert 25 < low.angle("near.shank", "near.foot") < 38
    assert center_of_mass(low.joints).real == pytest.approx(5.5, abs=0.2)


def test_wall_sit_is_square() -> None:
    low = Scene(figure_of("wall-sit")).keys[1].stance
    assert low.angle("pelvis", "near.thigh") == pytest.approx(90, abs=2)
    assert -low.angle("near.thigh", "near.shank") == pytest.approx(93, abs=3)
    assert low.joints["back"].real == pytest.approx(low.joints["hip"].real - 10, abs=1.5)


def test_bridge_keeps_its_shoulders() -> None:
    scene, motion = played(figure_of("glute-bridge"))
    for instant in motion.transitions[0]:
        assert abs(instant.joints["back"] - complex(-64, -2.4)) < 0.01
    high = scene.keys[1].stance.joints
    assert abs(rotation_of(high["hip"] - high["shoulder"]) - rotation_of(high["near.knee"] - high["hip"])) < 14


def test_ball_rolls() -> None:
    """A ball turns as far as it travels."""
    scene, motion = played(figure_of("ball-leg-curl"))
    first, last = motion.transitions[0][0].numbers, motion.transitions[0][-1].numbers
    travel = next(last[c][0] - first[c][0] for c in first if c.part == "prop ball")
    turn = next(last[c][0] - first[c][0] for c in first if c.part == "roll ball")
    assert turn * 3.14159 / 180 * 27.5 == pytest.approx(travel, abs=0.1)
    assert props.slope(scene.figure) == 0


def test_knee_does_not_pop() -> None:
    """From a straight knee its speed stays finite: a squat's knee moves in proportion to progress."""
    _, motion = played(figure_of("squat"))
    track = next(track for channel, track in motion.tracks.items() if channel == ("near.shank", "turn"))
    assert track.easing == "ease-in-out"
    assert len({value for _, value in track.keys}) == 2


def test_legs_change_places_in_mid_flight() -> None:
    """The skater's front leg changes with an opacity that steps, never fades."""
    _, motion = played(figure_of("skater-jump"))
    track = next(track for channel, track in motion.tracks.items() if channel.kind == "show")
    assert track.easing == "step-end"
    assert {value for _, value in track.keys} == {(0.0,), (1.0,)}


def test_easings_run_from_start_to_end() -> None:
    for ease in EASE.values():
        assert ease(0) == pytest.approx(0, abs=1e-6)
        assert ease(1) == pytest.approx(1, abs=1e-6)
    assert ease_in_out(0.5) == pytest.approx(0.5, abs=1e-6)


def test_simplified_keeps_corners() -> None:
    points = [(0.0, (0.0,)), (0.25, (0.1,)), (0.5, (10.0,)), (0.75, (5.1,)), (1.0, (0.0,))]
    assert simplified(points, 0.5) == [points[0], points[1], points[2], points[4]]
