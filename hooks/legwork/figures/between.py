"""The motion between two keys of a side view.

Contacts that both keys share stay exact. The hips do not go straight: near a straight knee its speed would
be infinite and the knee would pop. Instead the knee's angle changes evenly and the hips swing on the radius
that follows around the standing ankle. Everything else blends directions. Nearly every joint then moves in
proportion to progress, so that two CSS keyframes and an ease draw it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from legwork.figures import body
from legwork.figures.body import SHANK, THIGH
from legwork.figures.geometry import along, blend, turned, wrap
from legwork.figures.goals import ArmAngles, ArmGoal, ArmTurns, Contact, FreeLeg, Goal, LegGoal, LegTurns, Reach
from legwork.figures.pose import Pose
from legwork.figures.schema import Side
from legwork.figures.side import SIDES, Stance, bend_of, goal, hip_line, solve

SHOULDER_FROM = -90.0
"""Shoulders are blended from 90 degrees behind the trunk over the front: an arm never swings the other way round."""


@dataclass(frozen=True)
class Solved:
    """A key with its goal and its solution."""

    pose: Pose
    goal: Goal
    stance: Stance


def solved(pose: Pose) -> Solved:
    wanted = goal(pose)
    return Solved(pose, wanted, solve(wanted))


def between(start: Solved, end: Solved, progress: float, elapsed: float) -> Stance:
    """The figure at a progress of 0 to 1; `elapsed` is the same before easing, for the even speed of a flight."""
    if progress <= 0:
        return start.stance
    if progress >= 1:
        return end.stance
    legs = {side: _leg(start, end, side, progress) for side in SIDES}
    pin = None
    if start.goal.pin and end.goal.pin and start.goal.pin[0] == end.goal.pin[0]:
        pin = (end.goal.pin[0], _mix(start.goal.pin[1], end.goal.pin[1], progress))
    wanted = Goal(
        root=_root(start, end, legs, progress, elapsed),
        pin=pin,
        trunk=_number(start.goal.trunk, end.goal.trunk, progress),
        spine=_number(start.goal.spine, end.goal.spine, progress),
        head=_number(start.goal.head, end.goal.head, progress),
        legs=legs,
        arms={side: _arm(start, end, side, progress) for side in SIDES},
    )
    return solve(wanted)


def _number(start: float, end: float, progress: float) -> float:
    return start + (end - start) * progress


def _mix(start: complex, end: complex, progress: float) -> complex:
    return start + (end - start) * progress


def _root(start: Solved, end: Solved, legs: dict[Side, LegGoal], progress: float, elapsed: float) -> complex:
    straight = _mix(start.stance.root, end.stance.root, progress)
    if end.pose.flight:
        return complex(_mix(start.stance.root, end.stance.root, elapsed).real, straight.imag)
    standing = [side for side in SIDES if _stands(start.goal.legs[side], end.goal.legs[side])]
    if not standing:
        return straight
    side = max(standing, key=lambda s: abs(bend_of(end.stance, s) - bend_of(start.stance, s)))
    knee = _number(bend_of(start.stance, side), bend_of(end.stance, side), progress)
    radius = math.sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * math.cos(math.radians(knee)))
    leg = legs[side]
    assert isinstance(leg, Contact)  # noqa: S101 - what `_stands` says, for the type checker
    ankle = leg.at - turned(leg.spot, leg.foot)
    line = blend(hip_line(start.stance, side), hip_line(end.stance, side), progress)
    return ankle + along(line, radius)


def _stands(start: LegGoal, end: LegGoal) -> bool:
    """Return whether the ball of the foot stays in place."""
    both = isinstance(start, Contact) and isinstance(end, Contact)
    return both and start.spot == end.spot == body.BALL and start.at == end.at  # type: ignore[union-attr]


def _leg(start: Solved, end: Solved, side: Side, progress: float) -> LegGoal:
    before, after = start.goal.legs[side], end.goal.legs[side]
    if isinstance(before, FreeLeg) and isinstance(after, FreeLeg):
        numbers = ((before.hip, after.hip), (before.knee, after.knee), (before.ankle, after.ankle), (before.toe, after.toe))
        return FreeLeg(*(_number(a, b, progress) for a, b in numbers))
    if isinstance(before, Contact) and isinstance(after, Contact) and _alike(before, after):
        steps = end.pose.lift and before.at != after.at
        if not steps:
            ground = None if after.ground is None or before.ground is None else _number(before.ground, after.ground, progress)
            return replace(
                after,
                at=_mix(before.at, after.at, progress),
                foot=_number(before.foot, after.foot, progress),
                ground=ground,
                toe=_number(before.toe, after.toe, progress),
            )
    bent = end.pose.lift * math.sin(math.pi * progress)
    turns = {
        part: blend(start.stance.turns[f"{side}.{part}"], end.stance.turns[f"{side}.{part}"], progress)
        for part in ("thigh", "shank", "foot", "toes")
    }
    return LegTurns(
        turns["thigh"] - 0.6 * bent, turns["shank"] + 0.4 * bent, turns["foot"] + 0.4 * bent, turns["toes"] + 0.4 * bent
    )


def _alike(before: Contact, after: Contact) -> bool:
    return (before.spot, before.follows, before.ground is None) == (after.spot, after.follows, after.ground is None)


def _arm(start: Solved, end: Solved, side: Side, progress: float) -> ArmGoal:
    before, after = start.goal.arms[side], end.goal.arms[side]
    if before == after:
        return after
    if isinstance(before, Reach) and isinstance(after, Reach) and _same_hand(before, after):
        palm = None if after.palm is None or before.palm is None else _number(before.palm, after.palm, progress)
        return replace(
            after, at=_mix(before.at, after.at, progress), palm=palm, flare=_number(before.flare, after.flare, progress)
        )
    if isinstance(before, ArmTurns) and isinstance(after, ArmTurns) and before.upper == after.upper:
        return replace(after, fore=_number(before.fore, after.fore, progress), palm=_number(before.palm, after.palm, progress))
    first, last = _angles(start.stance, side), _angles(end.stance, side)
    return ArmAngles(
        _number(first.shoulder, last.shoulder, progress),
        _number(first.elbow, last.elbow, progress),
        _number(first.wrist, last.wrist, progress),
        _number(first.flare, last.flare, progress),
    )


def _same_hand(before: Reach, after: Reach) -> bool:
    return (before.grip, before.bend, before.palm is None) == (after.grip, after.bend, after.palm is None)


def _angles(stance: Stance, side: Side) -> ArmAngles:
    return ArmAngles(
        wrap(stance.angle("chest", f"{side}.upper"), SHOULDER_FROM),
        wrap(stance.angle(f"{side}.upper", f"{side}.fore"), -40),
        stance.angle(f"{side}.fore", f"{side}.palm"),
        stance.flares[side],
    )
