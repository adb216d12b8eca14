"""The solver of the side view: from a pose to the rotation of every bone, in the plane.

Feet, hands and pinned points are contacts and stay exactly where the pose puts them: legs and arms reach
for them with two links. Free limbs follow the angles of their joints. Angles in poses are anatomical
(flexion positive); rotations in here are absolute and as in `geometry`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from legwork.figures import body
from legwork.figures.body import FOREARM, PALM, SHANK, THIGH, UPPER_ARM
from legwork.figures.geometry import along, point, rotation_of, turned, two_links, wrap
from legwork.figures.goals import (
    ArmAngles,
    ArmGoal,
    ArmTurns,
    Contact,
    FreeLeg,
    Goal,
    LegGoal,
    LegTurns,
    Reach,
    arm_goal,
    leg_goal,
)
from legwork.figures.pose import Pose
from legwork.figures.rig import SIDE_PLACES, SIDE_RIG, Frame, joints
from legwork.figures.schema import Side

SIDES: Final[tuple[Side, Side]] = ("near", "far")


@dataclass(frozen=True)
class Stance:
    """A solved side view. `turns` are absolute rotations, by bone."""

    root: complex
    turns: Mapping[str, float]
    flares: Mapping[Side, float]
    misses: Mapping[str, float]
    joints: Mapping[str, complex]

    def angle(self, upper: str, lower: str) -> float:
        """Return the angle by which one bone is bent forwards against another."""
        return wrap(self.turns[upper] - self.turns[lower])

    def frame(self) -> Frame:
        """The stance as the picture shows it."""
        return _frame(self.root, self.turns, self.flares, self.misses)


def _frame(root: complex, turns: Mapping[str, float], flares: Mapping[Side, float], misses: Mapping[str, float]) -> Frame:
    relative = {name: wrap(turn - turns.get(SIDE_RIG[name].parent or "", 0)) for name, turn in turns.items()}
    lengths = {}
    if any(flare != 1 for flare in flares.values()):
        lengths = {f"{side}.{part}": flare for side, flare in flares.items() for part in ("upper", "fore")}
    return Frame(root, relative, lengths, misses)


def goal(pose: Pose) -> Goal:
    """Return the goal of the pose, with an automatic root solved."""
    head = pose.head if pose.head is not None else _level_head(pose.trunk + pose.spine / 2)
    found = Goal(
        root=point([value if value is not None else 0 for value in pose.hip]) if pose.hip else 0j,
        pin=(pose.pin.joint, point(pose.pin.to)) if pose.pin else None,
        trunk=pose.trunk,
        spine=pose.spine,
        head=head,
        legs={side: leg_goal(pose.legs[side]) for side in SIDES},
        arms={side: arm_goal(pose.arms[side]) for side in SIDES},
    )
    if pose.hip and None in pose.hip:
        return replace(found, root=_balanced(found, pose))
    return found


def _level_head(chest: float) -> float:
    """Return the natural direction of the head: ahead while the trunk leans a little, along it beyond 60 degrees."""
    return chest * 0.45 if abs(chest) < 60 else chest


def stance(pose: Pose) -> Stance:
    """The pose, solved."""
    return solve(goal(pose))


def solve(wanted: Goal) -> Stance:
    """Return rotations and points for a goal. Contacts out of reach are missed, and the distance is noted."""
    if wanted.pin is None:
        return _solve_at(wanted, wanted.root)
    name, to = wanted.pin
    return _solve_at(wanted, to - _solve_at(wanted, 0j).joints[name])


def _solve_at(wanted: Goal, root: complex) -> Stance:
    turns = {
        "pelvis": wanted.trunk - wanted.spine / 2,
        "waist": wanted.trunk,
        "chest": wanted.trunk + wanted.spine / 2,
        "head": wanted.head,
    }
    misses: dict[str, float] = {}
    for side in SIDES:
        leg, misses[f"{side} leg"] = _leg(wanted.legs[side], root, turns["pelvis"])
        turns |= {f"{side}.thigh": leg.thigh, f"{side}.shank": leg.shank, f"{side}.foot": leg.foot, f"{side}.toes": leg.toes}
    reaching = any(isinstance(arm, Reach) for arm in wanted.arms.values())
    held = joints(SIDE_RIG, SIDE_PLACES, _frame(root, turns, {}, {})) if reaching else {}
    flares: dict[Side, float] = {}
    for side in SIDES:
        arm, misses[f"{side} arm"] = _arm(wanted.arms[side], side, turns["chest"], held)
        turns |= {f"{side}.upper": arm.upper, f"{side}.fore": arm.fore, f"{side}.palm": arm.palm, f"{side}.load": 0}
        flares[side] = arm.flare
    return Stance(root, turns, flares, misses, joints(SIDE_RIG, SIDE_PLACES, _frame(root, turns, flares, {})))


def _leg(wanted: LegGoal, hip: complex, pelvis: float) -> tuple[LegTurns, float]:
    if isinstance(wanted, LegTurns):
        return wanted, 0.0
    if isinstance(wanted, FreeLeg):
        thigh = pelvis - wanted.hip
        shank = thigh + wanted.knee
        foot = shank - wanted.ankle
        return LegTurns(thigh, shank, foot, foot - wanted.toe), 0.0
    ankle = wanted.at - (0j if wanted.follows else turned(wanted.spot, wanted.foot))
    thigh, shank, miss = two_links(hip, ankle, THIGH, SHANK, 1)
    foot = shank - wanted.foot if wanted.follows else wanted.foot
    toes = wanted.ground if wanted.ground is not None else foot - wanted.toe
    return LegTurns(thigh, shank, foot, toes), miss


def _arm(wanted: ArmGoal, side: Side, chest: float, held: Mapping[str, complex]) -> tuple[ArmTurns, float]:
    if isinstance(wanted, ArmTurns):
        return wanted, 0.0
    if isinstance(wanted, ArmAngles):
        upper = chest - wanted.shoulder
        fore = upper - wanted.elbow
        return ArmTurns(upper, fore, fore - wanted.wrist, wanted.flare), 0.0
    hand = held[_grip(wanted.grip, side)] if wanted.grip else wanted.at
    flare = wanted.flare
    if wanted.palm is not None:
        hand -= along(wanted.palm, PALM)
    fore_length = FOREARM * flare + (PALM if wanted.palm is None else 0)
    upper, fore, miss = two_links(held["shoulder"], hand, UPPER_ARM * flare, fore_length, wanted.bend)
    return ArmTurns(upper, fore, fore if wanted.palm is None else wanted.palm, flare), miss


def _grip(name: str, side: Side) -> str:
    if name == "knee":
        return f"{side}.knee"
    if name == "other-knee":
        return f"{SIDES[side == 'near']}.knee"
    return name


def _balanced(wanted: Goal, pose: Pose) -> complex:
    """Return the place of the hips that puts the center of mass over the standing feet, at the height that `knee` allows."""
    x, y = pose.hip or (None, None)
    feet = [leg for leg in wanted.legs.values() if isinstance(leg, Contact) and leg.ground is not None]
    flat = [leg for leg in feet if leg.foot - (leg.ground or 0) < 12] or feet
    standing = flat[0]
    ankle = standing.at - turned(body.BALL, standing.foot)
    reach = math.sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * math.cos(math.radians(pose.knee)))

    def hips(at: float) -> complex:
        high = -y if y is not None else ankle.imag - math.sqrt(max(reach**2 - (at - ankle.real) ** 2, 0))
        return complex(at, high)

    if x is not None:
        return hips(x)
    over = sum(_support(leg) for leg in flat) / len(flat)
    low, high = over - 70, over + 70
    for _ in range(18):
        middle = (low + high) / 2
        behind = center_of_mass(_solve_at(wanted, hips(middle)).joints).real < over
        low, high = (middle, high) if behind else (low, middle)
    return hips((low + high) / 2)


def _support(leg: Contact) -> float:
    """Return the point where a foot carries the body: 7 cm behind the ball of a flat foot (between heel and ball), nearer to it as the heel lifts."""
    lifted = min(max(leg.foot - (leg.ground or 0), 0), 30)
    return leg.at.real - 7 + 6 * lifted / 30


def center_of_mass(spots: Mapping[str, complex]) -> complex:
    """Return the center of mass of the whole body, from the points of a side view."""
    total = 0j
    for segment in body.TRUNK_SEGMENTS:
        total += segment.mass * _center(segment, spots[segment.start], spots[segment.end])
    for side in SIDES:
        for segment in body.LIMB_SEGMENTS:
            start = spots.get(f"{side}.{segment.start}", spots["hip"])
            total += segment.mass * _center(segment, start, spots[f"{side}.{segment.end}"])
    return total


def _center(segment: body.Segment, start: complex, end: complex) -> complex:
    return start + (end - start) * segment.center


def bend_of(stance: Stance, side: Side) -> float:
    """Flexion of a knee."""
    return -stance.angle(f"{side}.thigh", f"{side}.shank")


def hip_line(stance: Stance, side: Side) -> float:
    """Rotation of the line from the ankle up to the hips."""
    return rotation_of(stance.root - stance.joints[f"{side}.ankle"])
