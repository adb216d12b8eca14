"""Lint of figures: joints beyond their range, missed contacts, bodies that fall or sink into the ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from legwork.figures import props
from legwork.figures.pose import Pose
from legwork.figures.scene import Scene
from legwork.figures.schema import SIDES, Figure
from legwork.figures.side import Stance, center_of_mass
from legwork.text.problems import Path

RANGES: Final = {"hip": (-30, 135), "knee": (-5, 152), "ankle": (-82, 40)}
"""The range of each joint in degrees. Between the averages of healthy adults (AAOS 1965: hip 30 back to 120, knee 135,
ankle 20 up to 50 down) and what the figure needs: a loaded ankle goes further up, a pointed foot down."""
MISS_CM: Final = 0.6
SUNK_CM: Final = 1.8
SUNK_ON_THE_WAY_CM: Final = 5.0
FLOATING_CM: Final = 1.6
"""A standing foot may be this far above what it stands on."""
SKIN: Final = {"foot": 0, "heel": 0, "tip": 0, "knee": 4.4, "elbow": 3, "hand": 1}
"""Depth of the body around a point, cm, for points that must not sink into the floor."""


class LintFinding(str):
    """One finding as text, with its key and its path in the figure."""

    __slots__ = ("key", "path")
    key: int
    path: Path

    def __new__(cls, key: int, field: str, message: str) -> LintFinding:
        self = super().__new__(cls, f"key {key}: {message}")
        self.key = key
        self.path = ("keys", key, field) if field else ("keys", key)
        return self


def lint(figure: Figure) -> list[LintFinding]:
    """Return all findings, key by key.

    A figure seen from above is judged as seen from straight ahead, where heights can be compared.
    """
    figure = figure.model_copy(update={"from_above": 0.0})
    scene = Scene(figure)
    found = [finding for index in range(len(figure.keys)) for finding in _key(scene, index)]
    return found or [finding for index in range(1, len(figure.keys)) for finding in _on_the_way(scene, index)]


def _key(scene: Scene, index: int) -> Iterator[LintFinding]:
    frame, pose = scene.frame(index), scene.poses[index]
    for limb, miss in frame.misses.items():
        if miss > MISS_CM:
            side = limb.split()[0]
            yield LintFinding(
                index, "arms" if "arm" in limb else side, f"the {limb} cannot reach its target: {miss:.1f} cm short"
            )
    yield from _feet(scene.figure, pose, index)
    yield from _ball_floats(scene.figure, pose, index)
    yield from _sunk(scene.figure, scene.joints(frame), index, SUNK_CM)
    if not scene.side:
        return
    stance = scene.keys[index].stance
    yield from _joint_ranges(stance, index)
    if not pose.flight:
        yield from _falls(scene.figure, stance, index)


def _joint_ranges(stance: Stance, index: int) -> Iterator[LintFinding]:
    for side in ("near", "far"):
        angles = {
            "hip": stance.angle("pelvis", f"{side}.thigh"),
            "knee": -stance.angle(f"{side}.thigh", f"{side}.shank"),
            "ankle": stance.angle(f"{side}.shank", f"{side}.foot"),
        }
        for joint, angle in angles.items():
            low, high = RANGES[joint]
            if not low <= angle <= high:
                yield LintFinding(index, side, f"the {side} {joint} is at {angle:.0f} degrees, beyond {low} to {high}")


def _on_the_way(scene: Scene, index: int) -> Iterator[LintFinding]:
    """Yield findings between two keys without findings: a foot that is dragged through the ground."""
    seen: set[str] = set()
    for part in (0.2, 0.35, 0.5, 0.65, 0.8):
        _, joints = scene.between(index - 1, index, part, part)
        for finding in _sunk(scene.figure, joints, index, SUNK_ON_THE_WAY_CM):
            if finding.path[-1] not in seen:
                seen.add(str(finding.path[-1]))
                yield LintFinding(index, str(finding.path[-1]), f"on the way here, {finding.partition(': ')[2]}")


def _sunk(figure: Figure, joints: Mapping[str, complex], index: int, tolerance: float) -> Iterator[LintFinding]:
    for side in SIDES[figure.view]:
        for joint, skin in SKIN.items():
            spot = joints.get(f"{side}.{joint}")
            if spot is None:
                continue
            surface = props.surface(figure, spot.real, -spot.imag - skin)
            floor = surface if surface is not None else 0
            if -spot.imag - skin < floor - tolerance:
                deep = floor + skin + spot.imag
                yield LintFinding(index, side, f"the {side} {joint} is {deep:.1f} cm under the ground")


def _falls(figure: Figure, stance: Stance, index: int) -> Iterator[LintFinding]:
    spots = [stance.joints[f"{side}.{part}"].real for side in figure.support for part in ("heel", "tip")]
    center = center_of_mass(stance.joints).real
    if spots and not min(spots) <= center <= max(spots):
        feet = " and ".join(figure.support)
        yield LintFinding(
            index,
            "hip",
            f"falls over: the center of mass is at x {center:.0f}, {feet} foot from {min(spots):.0f} to {max(spots):.0f}",
        )


def _feet(figure: Figure, pose: Pose, index: int) -> Iterator[LintFinding]:
    """Yield a finding for a standing foot without anything under it."""
    if pose.flight or figure.view != "side":
        return
    for side in SIDES[figure.view]:
        leg = pose.legs[side]
        if leg.foot is None or leg.sole:
            continue
        x, y = leg.foot[:2]
        surface = props.surface(figure, x, y)
        if surface is not None and abs(y - surface) > FLOATING_CM:
            yield LintFinding(index, side, f"the {side} foot is {y - surface:+.1f} cm from the surface below it")


def _ball_floats(figure: Figure, pose: Pose, index: int) -> Iterator[LintFinding]:
    if props.lies_open(figure):  # there its height on the page is a place on the ground
        return
    for prop in figure.props:
        if prop.type == "ball" and prop.id and prop.id in pose.move and abs(pose.move[prop.id][1] - (prop.r or 0)) > 0.5:
            yield LintFinding(index, "move", f"the ball '{prop.id}' is not on the floor: its center belongs at {prop.r:g}")
