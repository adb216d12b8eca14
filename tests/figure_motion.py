"""What the CSS of a figure plays, measured against what the solver says."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.figures import Figure
from legwork.figures.draw import numbering
from legwork.figures.motion import Motion, animate
from legwork.figures.pose import Pose
from legwork.figures.rig import from_channels
from legwork.figures.scene import Scene
from legwork.figures.schema import Leg

CONTACT_DRIFT_CM = 1.5
SWING_DRIFT_CM = 3.0
"""For free hands and feet: what no one can see, since they touch nothing."""


def played(figure: Figure) -> tuple[Scene, Motion]:
    scene = Scene(figure)
    return scene, animate(scene, numbering(scene))


def drifts(figure: Figure) -> Iterator[str]:
    """Where a joint is further from the solved movement than may be seen, at any instant."""
    scene, motion = played(figure)
    for leg in motion.legs:
        held = _held(scene.poses[leg.transition], scene.poses[(leg.transition + 1) % len(scene.poses)])
        for instant in motion.transitions[leg.transition]:
            part = instant.elapsed if leg.forward else 1 - instant.elapsed
            shown = scene.joints(from_channels(scene.rig, motion.numbers(leg.begin + (leg.end - leg.begin) * part)))
            for joint, spot in instant.joints.items():
                drift = abs(shown[joint] - spot)
                if drift >= (CONTACT_DRIFT_CM if joint in held else SWING_DRIFT_CM):
                    yield f"{joint} drifts by {drift:.1f} cm at {part:.2f} of transition {leg.transition}"


def _held(start: Pose, end: Pose) -> set[str]:
    """Points of the body that touch something all the way from one key to the next."""
    if end.flight:
        return set()
    found = {end.pin.joint} if start.pin and end.pin and start.pin.joint == end.pin.joint else set()
    for side in end.sides:
        if _stands(start.legs[side], end.legs[side]):
            found |= {f"{side}.ankle", f"{side}.foot"}
        if start.arms[side].hand is not None and end.arms[side].hand is not None:
            found.add(f"{side}.hand")
    return found


def _stands(before: Leg, after: Leg) -> bool:
    """Whether a foot has a contact in both keys and does not step to it through the air."""
    if before.hip is not None or after.hip is not None:
        return False
    return before.foot == after.foot and before.heel_at == after.heel_at
