"""Complete poses from the keys of a figure: inheritance, and presets of the arms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple, TypeVar

from legwork.figures.schema import FOOT_FIELDS, SIDES, Arm, Arms, Figure, Key, Leg, Side, View

STANDING: Final = Leg(hip=0, knee=2)
HANGING: Final = Arm(preset="side")

SIDE_PRESETS: Final[Mapping[str, Arm]] = {
    "hang": Arm(aim=(-2, 10)),
    "side": Arm(shoulder=4, elbow=6),
    "forward": Arm(aim=(84, 92)),
    "overhead": Arm(aim=(172, 178)),
    "hips": Arm(shoulder=-46, elbow=92, flare=0.74),
    "back": Arm(shoulder=-48, elbow=18),
    "crossed": Arm(grip="sternum", flare=0.72),
    "ready": Arm(shoulder=14, elbow=84),
    "clasp": Arm(shoulder=30, elbow=124),
    "goblet": Arm(shoulder=14, elbow=132, wrist=16),
    "temples": Arm(grip="temple", flare=0.66),
    "rack": Arm(grip="yoke", bend=1, flare=0.62),
    "run-front": Arm(shoulder=38, elbow=92),
    "run-back": Arm(shoulder=-38, elbow=88),
}
FRONT_PRESETS: Final[Mapping[str, Arm]] = {
    "hang": Arm(shoulder=2, abd=5, elbow=4),
    "side": Arm(shoulder=2, abd=9, elbow=12),
    "forward": Arm(shoulder=82, abd=-4, elbow=8),
    "overhead": Arm(shoulder=172, abd=8, elbow=6),
    "hips": Arm(reach=(15, 2, 3)),
    "back": Arm(shoulder=-40, abd=8, elbow=14),
    "crossed": Arm(reach=(-8, 40, 14)),
    "ready": Arm(reach=(9, 36, 20), bend=1),
    "clasp": Arm(reach=(1.5, 38, 22)),
    "goblet": Arm(reach=(4, 44, 20)),
    "temples": Arm(reach=(10, 72, 4)),
    "rack": Arm(reach=(24, 52, -6)),
    "run-front": Arm(shoulder=36, abd=4, elbow=92),
    "run-back": Arm(shoulder=-38, abd=8, elbow=88),
}


LEFT_OF_PICTURE: Final[Mapping[View, Side]] = {"front": "right", "back": "left"}
"""The half of the figure that is on the left of the picture."""


class Pin(NamedTuple):
    """A point of the body that is fixed in place; the whole body is moved to fit."""

    joint: str
    to: tuple[float, ...]


@dataclass(frozen=True)
class Pose:
    """A complete key: no field is inherited any more."""

    index: int
    view: View
    sides: tuple[Side, ...]
    legs: Mapping[Side, Leg]
    arms: Mapping[Side, Arm]
    from_above: float = 0
    hip: tuple[float | None, float | None] | None = None
    pin: Pin | None = None
    knee: float = 5
    trunk: float = 0
    spine: float = 0
    head: float | None = None
    lean: float = 0
    roll: float = 0
    tip: float = 0
    forward: float = 0
    in_front: Literal["left", "right"] | None = None
    big_toe: float = 0
    small_toes: float = 0
    arch: float = 0
    heel: float = 0
    move: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    t: float = 1.2
    back: float = 1.2
    hold: float = 0
    ease: Literal["inout", "in", "out", "linear"] = "inout"
    flight: bool = False
    lift: float = 0
    bent: Mapping[Side, float] = field(default_factory=dict)
    """In a step, the extra bend of a knee beyond what the foot's place requires, so that the foot is in the air."""


def poses(figure: Figure) -> tuple[Pose, ...]:
    """The figure's keys, each with what it inherits."""
    sides = SIDES[figure.view]
    limbs = dict.fromkeys(sides, STANDING), dict.fromkeys(sides, HANGING)
    start = Pose(-1, figure.view, sides, *limbs, from_above=figure.from_above)
    found: list[Pose] = []
    for key in figure.keys:
        found.append(_next(found[-1] if found else start, key))
    return tuple(found)


def _next(before: Pose, key: Key) -> Pose:
    said = key.model_fields_set
    plain = {"knee", "trunk", "spine", "head", "lean", "roll", "tip", "forward", "in_front", *FOOT_FIELDS} & said
    pose = replace(
        before,
        index=before.index + 1,
        legs=_sided(before.legs, key, before.view),
        arms=_arms(before.arms, key.arms, before.view),
        move={**before.move, **(key.move or {})},
        t=key.t,
        back=key.back or key.t,
        hold=key.hold,
        ease=key.ease,
        flight=key.flight,
        lift=key.lift,
        **{name: getattr(key, name) for name in plain},
    )
    if key.hip is not None:
        return replace(pose, hip=key.hip, pin=None)
    if key.pin is not None:
        ((joint, to),) = key.pin.items()
        return replace(pose, pin=Pin(joint, to), hip=None)
    return pose


def _sided(before: Mapping[Side, Leg], key: Key, view: View) -> Mapping[Side, Leg]:
    return {side: getattr(key, side) or (key.both and _for_side(key.both, side, view)) or leg for side, leg in before.items()}


def _arms(before: Mapping[Side, Arm], said: Arms | None, view: View) -> Mapping[Side, Arm]:
    presets = SIDE_PRESETS if view == "side" else FRONT_PRESETS
    spoken = said or Arms()
    chosen = {
        side: getattr(spoken, side) or (spoken.both and _for_side(spoken.both, side, view)) or arm
        for side, arm in before.items()
    }
    return {side: presets[arm.preset] if arm.preset else arm for side, arm in chosen.items()}


_Limb = TypeVar("_Limb", Leg, Arm)


def _for_side(limb: _Limb, side: Side, view: View) -> _Limb:
    """Return for one side a value given for both. In the front and back views x counts outwards, and the half on the left
    of the picture mirrors it."""
    if side != LEFT_OF_PICTURE.get(view):
        return limb
    contacts = [name for name in ("foot", "heel_at", "ankle_at", "hand") if getattr(limb, name, None) is not None]
    return limb.model_copy(update={name: _mirrored(getattr(limb, name)) for name in contacts})


def _mirrored(place: tuple[float, ...]) -> tuple[float, ...]:
    return (-place[0], *place[1:])
