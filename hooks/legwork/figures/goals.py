"""Goals of the side view's solver: a pose's limbs as contacts to reach, or as angles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from legwork.figures import body
from legwork.figures.geometry import point
from legwork.figures.schema import Arm, Leg, Side


@dataclass(frozen=True)
class Contact:
    """A leg whose `spot` of the foot, seen from the ankle, stays at `at`.

    `foot` is the rotation of the foot, or its angle at the ankle where it `follows` the shank. The toes lie
    on the `ground` of that rotation, or stand at the angle `toe` against the foot.
    """

    spot: complex
    at: complex
    foot: float
    follows: bool = False
    ground: float | None = None
    toe: float = 0


@dataclass(frozen=True)
class FreeLeg:
    """A leg that touches nothing: the angles of its joints."""

    hip: float
    knee: float
    ankle: float
    toe: float


@dataclass(frozen=True)
class LegTurns:
    """Absolute rotations of the parts of a leg."""

    thigh: float
    shank: float
    foot: float
    toes: float


LegGoal = Contact | FreeLeg | LegTurns


@dataclass(frozen=True)
class Reach:
    """An arm whose hand is at a point, or at a named point of the body."""

    at: complex
    grip: str | None
    palm: float | None
    bend: float
    flare: float


@dataclass(frozen=True)
class ArmAngles:
    """An arm by shoulder (against the trunk), elbow and wrist, all flexion; `flare` shortens it."""

    shoulder: float
    elbow: float
    wrist: float
    flare: float


@dataclass(frozen=True)
class ArmTurns:
    """Absolute rotations of the parts of an arm."""

    upper: float
    fore: float
    palm: float
    flare: float


ArmGoal = Reach | ArmAngles | ArmTurns


@dataclass(frozen=True)
class Goal:
    """The goal of a side view."""

    root: complex
    pin: tuple[str, complex] | None
    trunk: float
    spine: float
    head: float
    legs: Mapping[Side, LegGoal]
    arms: Mapping[Side, ArmGoal]


def leg_goal(leg: Leg) -> LegGoal:
    if leg.foot is not None:
        return Contact(body.BALL, point(leg.foot), leg.heel - leg.sole, ground=-leg.sole)
    if leg.hip is not None:
        return FreeLeg(leg.hip, leg.knee, leg.ankle, leg.toe)
    spot, at = (body.HEEL, leg.heel_at) if leg.heel_at is not None else (0j, leg.ankle_at or (0, 0))
    if leg.point is not None:
        return Contact(spot, point(at), leg.point, follows=True, toe=leg.toe)
    return Contact(spot, point(at), 90 - (90 if leg.pitch is None else leg.pitch), toe=leg.toe)


def arm_goal(arm: Arm) -> ArmGoal:
    if arm.aim is not None:
        return ArmTurns(-arm.aim[0], -arm.aim[1], -arm.aim[-1], arm.flare)
    if arm.shoulder is not None:
        return ArmAngles(arm.shoulder, arm.elbow, arm.wrist, arm.flare)
    at = point(arm.hand) if arm.hand is not None else 0j
    return Reach(at, arm.grip, None if arm.palm is None else -arm.palm, arm.bend, arm.flare)
