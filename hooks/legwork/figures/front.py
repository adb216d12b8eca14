"""The solver of the front and back views: in space, then projected straight onto the page.

Each half of the body is solved as if it were on the right of the picture: coordinates are outwards, down and
forwards, and the other half (the figure's right from the front, its left from the back) is drawn mirrored. A
symmetric pose then has the same numbers on both sides and needs its keyframes once. On the page a bone has a
rotation and a length factor, 1 where it lies in the plane. A viewer who looks down from above sees depth as
height on the page; the trunk's own breadth and the head are drawn as from straight ahead.
"""

from __future__ import annotations

import math
from typing import Final

from legwork.figures import body
from legwork.figures.body import FOREARM, HIP_OUT, PALM, SHANK, SHOULDER_OUT, SOLE, THIGH, UPPER_ARM
from legwork.figures.geometry import point, rotation_of, turned, wrap
from legwork.figures.pose import LEFT_OF_PICTURE, Pose
from legwork.figures.rig import BACK_RIG, FRONT_PLACES, FRONT_RIG, SHOULDER_FRONT, SPINE_FRONT, Frame, joints
from legwork.figures.schema import Arm, Leg, Side

Space = tuple[float, float, float]
"""Outwards, down, forwards (from the front: towards the viewer); cm."""

SIDES: Final[tuple[Side, Side]] = ("left", "right")
BALL: Final = body.BALL.real
HEEL: Final = -body.HEEL.real
"""The distances of the ball of the foot ahead of the ankle and of the heel behind it."""
SOLE_SEEN: Final = 10.0
"""From the ankle up to the ball of the foot, where toes point up and the sole looks at the viewer at full length."""
SHORTEST: Final = 0.15
"""Length factor of a limb that points straight at the viewer: never quite nothing."""


def frame(pose: Pose) -> Frame:
    """The pose as the page shows it."""
    if pose.pin is None:
        return _frame(pose, point([value or 0 for value in pose.hip or (0, 0)]))
    joint, to = pose.pin.joint, point(pose.pin.to)
    rig = BACK_RIG if pose.view == "back" else FRONT_RIG
    return _frame(pose, to - joints(rig, FRONT_PLACES, _frame(pose, 0j))[joint])


def _frame(pose: Pose, root: complex) -> Frame:
    look = _Look(pose)
    leant = (_cosine(pose.trunk) * 0.95 + 0.05, math.sin(math.radians(pose.trunk)))
    upright = max(-look.at((0.0, -leant[0], leant[1])).imag, 0.05)
    turns = {"root": pose.tip, "pelvis": pose.roll, "chest": pose.lean - pose.roll}
    turns["head"] = (pose.head if pose.head is not None else pose.lean * 0.3) - pose.lean
    lengths = {"chest": upright}
    misses: dict[str, float] = {}
    for side in SIDES:
        half = _Half(pose, side, -1 if side == LEFT_OF_PICTURE[pose.view] else 1, root)
        leg, misses[f"{side} leg"] = half.leg(pose.legs[side])
        arm, misses[f"{side} arm"] = half.arm(pose.arms[side])
        _project((*leg, *arm), half, look, turns, lengths)
    return Frame(look.at((root.real, root.imag, pose.forward)), turns, lengths, misses, pose.in_front)


class _Look:
    """Return the projection of a direction in space for a viewer who looks level or down from above."""

    def __init__(self, pose: Pose) -> None:
        self.level = _cosine(pose.from_above)
        self.down = math.sin(math.radians(pose.from_above)) * (-1 if pose.view == "back" else 1)

    def at(self, way: Space) -> complex:
        return complex(way[0], way[1] * self.level + way[2] * self.down)


class _Half:
    """One half of the body, mirrored to the right of the picture, as seen upright: before the whole is tipped over."""

    def __init__(self, pose: Pose, side: Side, mirror: int, root: complex) -> None:
        self.pose, self.side, self.mirror, self.root = pose, side, mirror, root
        self.roll, self.lean = pose.roll * mirror, pose.lean * mirror
        chest = _cosine(pose.trunk) * 0.95 + 0.05
        spine = turned(SPINE_FRONT, self.roll)
        self.hip = _flat(turned(complex(HIP_OUT, 0), self.roll))
        at = spine + turned(complex(SHOULDER_OUT, SHOULDER_FRONT.imag * chest), self.lean)
        self.shoulder: Space = (at.real, at.imag, math.sin(math.radians(pose.trunk)) * -SHOULDER_FRONT.imag)

    def place(self, written: tuple[float, ...]) -> Space:
        """A point of the scene in this half's coordinates, seen from the hips."""
        seen = turned(point(written) - self.root, -self.pose.tip)
        return (seen.real * self.mirror, seen.imag, (written[2] if len(written) > 2 else 0) - self.pose.forward)

    def leaning(self, spot: Space) -> Space:
        """A point of a free arm, carried along by the lean of the trunk."""
        pivot = complex(*self.shoulder[:2])
        seen = pivot + turned(complex(*spot[:2]) - pivot, self.lean)
        return (seen.real, seen.imag, spot[2])

    def leg(self, leg: Leg) -> tuple[tuple[Space, ...], float]:
        """Hip, knee, ankle, ball of the foot and the direction of the toes, and the miss."""
        ahead = (math.sin(math.radians(leg.turn)), 0.0, _cosine(leg.turn))
        if leg.hip is not None:
            knee, ankle = _swung(self.hip, leg.hip, leg.abd, leg.knee, THIGH, SHANK, leg.turn)
            flat = leg.hip - leg.knee + leg.ankle
            ball = _toe_of(ankle, leg, flat)
            return (self.hip, knee, ankle, ball), 0.0
        up = _upwards(self.pose.tip, self.mirror)
        pitch = math.radians(leg.pitch - 90 if leg.pitch is not None else -leg.heel)
        toes = _mixed(ahead, math.cos(pitch), up, math.sin(pitch))
        sole = _mixed(up, math.cos(pitch), ahead, -math.sin(pitch))
        ankle = self.place(leg.foot or leg.ankle_at or leg.heel_at or (0.0, 0.0))
        if leg.foot is not None:  # written for the ankle above it while the foot is flat
            ankle = _mixed(_ahead(_ahead(ankle, ahead, BALL), toes, -BALL), 1, sole, SOLE)
        elif leg.heel_at is not None:
            ankle = _mixed(_ahead(ankle, toes, HEEL), 1, sole, SOLE)
        ankle = self.stepping(ankle, up)
        knee, ankle, miss = _reached(self.hip, ankle, THIGH, SHANK, ahead)
        return (self.hip, knee, ankle, _mixed(_ahead(ankle, toes, BALL), 1, sole, -SOLE)), miss

    def stepping(self, ankle: Space, up: Space) -> Space:
        """Return the ankle, raised by the length that the leg loses when the knee bends more."""
        bent = self.pose.bent.get(self.side, 0)
        if not bent:
            return ankle
        way = _minus(ankle, self.hip)
        far = _dot(way, way)
        folded = math.acos(min(max((far - THIGH**2 - SHANK**2) / (2 * THIGH * SHANK), -1), 1))
        near = THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * math.cos(min(folded + math.radians(bent), math.pi))
        return _ahead(ankle, up, math.sqrt(far) - math.sqrt(near))

    def arm(self, arm: Arm) -> tuple[tuple[Space, ...], float]:
        """Shoulder, elbow and wrist, and the miss."""
        if arm.hand is None and arm.reach is None:
            elbow, wrist = _swung(self.shoulder, arm.shoulder or 0, arm.abd, arm.elbow, UPPER_ARM, FOREARM, 180 - arm.turn)
            return (self.shoulder, self.leaning(elbow), self.leaning(wrist)), 0.0
        hand = self.place(arm.hand) if arm.hand else _reach(arm.reach or (0, 0))
        pole = (1.0, 0.25, -0.4) if arm.bend < 0 else (-0.2, 1.0, 0.4)
        elbow, end, miss = _reached(self.shoulder, hand, UPPER_ARM, FOREARM + PALM / 2, pole)
        return (self.shoulder, elbow, _ahead(elbow, _minus(end, elbow), FOREARM / (FOREARM + PALM / 2))), miss


def _project(spots: tuple[Space, ...], half: _Half, look: _Look, turns: dict[str, float], lengths: dict[str, float]) -> None:
    """Return the rotations and length factors of a half's bones from the positions of its joints."""
    side = half.side
    hip, knee, ankle, ball, shoulder, elbow, wrist = spots
    absolute = {"pelvis": half.roll, "chest": half.lean}
    bones = (
        ("thigh", "pelvis", hip, knee, THIGH),
        ("shank", "thigh", knee, ankle, SHANK),
        ("foot", "shank", ankle, ball, SOLE),
        ("upper", "chest", shoulder, elbow, UPPER_ARM),
        ("fore", "upper", elbow, wrist, FOREARM),
    )
    for name, parent, start, end, full in bones:
        seen = look.at(_minus(end, start))
        absolute[name] = rotation_of(seen) if abs(seen) > 3 else absolute[parent]
        turns[f"{side}.{name}"] = wrap(absolute[name] - absolute[parent])
        lengths[f"{side}.{name}"] = max(abs(seen) / full, SHORTEST)
    leg = half.pose.legs[half.side]
    stands = leg.foot is not None or leg.heel_at is not None
    level = wrap(-half.pose.tip * half.mirror - absolute["foot"]) if stands else 0
    turns[f"{side}.heel"] = turns[f"{side}.toes"] = turns[f"{side}.sole"] = level
    rise = _dot(_minus(ball, ankle), _upwards(half.pose.tip, half.mirror)) if leg.heel_at is not None else 0
    lengths[f"{side}.sole"] = max(rise / SOLE_SEEN, 0.05)
    turns[f"{side}.load"] = wrap(-half.pose.tip * half.mirror - absolute["fore"])
    lengths[f"{side}.palm"] = max(0.62, lengths[f"{side}.fore"])


def _toe_of(ankle: Space, leg: Leg, pitch: float) -> Space:
    """The ball of a free foot: the foot in the leg's own plane, `pitch` degrees up from level."""
    ahead, up = _cosine(pitch), math.sin(math.radians(pitch))
    outwards = math.sin(math.radians(leg.turn))
    level = 12.5 * ahead + SOLE * up
    return (ankle[0] + level * outwards, ankle[1] + SOLE * ahead - 12.5 * up, ankle[2] + level * _cosine(leg.turn))


def _upwards(tip: float, mirror: int) -> Space:
    """The direction away from the floor in the coordinates of a half."""
    seen = turned(-1j, -tip)
    return (seen.real * mirror, seen.imag, 0.0)


def _cosine(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def _flat(place: complex) -> Space:
    return (place.real, place.imag, 0.0)


def _minus(a: Space, b: Space) -> Space:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _ahead(start: Space, way: Space, factor: float) -> Space:
    return (start[0] + way[0] * factor, start[1] + way[1] * factor, start[2] + way[2] * factor)


def _mixed(one: Space, part: float, other: Space, other_part: float) -> Space:
    return _ahead(_ahead((0, 0, 0), one, part), other, other_part)


def _dot(a: Space, b: Space) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def _reached(start: Space, end: Space, upper: float, lower: float, pole: Space) -> tuple[Space, Space, float]:
    """Two limbs from `start` to `end` with the joint between them towards `pole`: joint, end and miss."""
    way = _minus(end, start)
    distance = math.sqrt(_dot(way, way)) or 1e-6
    line = _ahead((0, 0, 0), way, 1 / distance)
    reach = min(max(distance, abs(upper - lower) + 0.01), upper + lower - 0.01)
    foot = (upper**2 - lower**2 + reach**2) / (2 * reach)
    aside = _ahead(pole, line, -_dot(pole, line))
    size = math.sqrt(_dot(aside, aside)) or 1
    height = math.sqrt(max(upper**2 - foot**2, 0))
    return _ahead(_ahead(start, line, foot), aside, height / size), _ahead(start, line, reach), abs(distance - reach)


def _swung(
    start: Space, flexion: float, spread: float, bend: float, upper: float, lower: float, turn: float
) -> tuple[Space, Space]:
    """Two free limbs: flexed forwards and spread outwards; the second bends backwards, turned inwards about the first."""
    sf, cf = math.sin(math.radians(flexion)), _cosine(flexion)
    sa, ca = math.sin(math.radians(spread)), _cosine(spread)
    line, normal = (sa * cf, ca * cf, sf), (-sa * sf, -ca * sf, cf)
    middle = _ahead(start, line, upper)
    sb, cb = math.sin(math.radians(bend)), _cosine(bend)
    inwards, st, ct = (-ca, sa, 0.0), math.sin(math.radians(turn)), _cosine(turn)
    aside = _ahead(_ahead((0, 0, 0), normal, -ct), inwards, st)
    return middle, _ahead(middle, _ahead(_ahead((0, 0, 0), line, cb), aside, sb), lower)


def _reach(written: tuple[float, ...]) -> Space:
    """Return the position of a hand relative to the hips. A missing depth is 0."""
    out, up, *depth = written
    return (out, -up, depth[0] if depth else 0)
