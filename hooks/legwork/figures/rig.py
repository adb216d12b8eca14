"""The joints between bones, for all views, and the positions of the named points of the body.

A `Frame` is one instant as the picture shows it: a place for the hips, a rotation for each bone against
its parent, and an apparent length for bones that point partly at the viewer. The drawing, the animation
and the tests all start from frames, so that what is tested is what moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from legwork.figures import body
from legwork.figures.geometry import turned

Kind = Literal["move", "turn", "length", "width", "show"]


class Channel(NamedTuple):
    """One thing about one part that can move: its place, rotation, length or width factor, visibility."""

    part: str
    kind: Kind


Value = tuple[float, ...]


@dataclass(frozen=True)
class Bone:
    """A rigid part. `offset` is its start, seen from the start of its parent; `flip` mirrors it left to right."""

    parent: str | None
    offset: complex = 0
    flip: bool = False


@dataclass(frozen=True)
class Frame:
    """One instant. `turns` are degrees against the parent, `lengths` factors of bones that are not seen at full length."""

    root: complex
    turns: Mapping[str, float]
    lengths: Mapping[str, float] = field(default_factory=dict)
    misses: Mapping[str, float] = field(default_factory=dict)
    """Contacts that a limb cannot reach, with the distance in cm."""
    in_front: Literal["left", "right"] | None = None
    """The leg that is drawn over the other."""


Rig = Mapping[str, Bone]
Places = Mapping[str, tuple[str, complex]]


def _side_limbs(side: str) -> dict[str, Bone]:
    return {
        f"{side}.thigh": Bone("root"),
        f"{side}.shank": Bone(f"{side}.thigh", body.THIGH * 1j),
        f"{side}.foot": Bone(f"{side}.shank", body.SHANK * 1j),
        f"{side}.toes": Bone(f"{side}.foot", body.HINGE),
        f"{side}.upper": Bone("chest", body.SHOULDER),
        f"{side}.fore": Bone(f"{side}.upper", body.UPPER_ARM * 1j),
        f"{side}.palm": Bone(f"{side}.fore", body.FOREARM * 1j),
        f"{side}.load": Bone(f"{side}.palm", body.PALM * 1j),
    }


SIDE_RIG: Final[Rig] = {
    "root": Bone(None),
    "pelvis": Bone("root"),
    "waist": Bone("pelvis", body.LUMBAR),
    "chest": Bone("waist", body.RIBS),
    "head": Bone("chest", body.NECK),
    **_side_limbs("near"),
    **_side_limbs("far"),
}
SPINE_FRONT: Final = complex(0, body.LUMBAR.imag)
SHOULDER_FRONT: Final = complex(body.SHOULDER_OUT, body.RIBS.imag + body.SHOULDER.imag)
NECK_FRONT: Final = complex(0, body.RIBS.imag + body.NECK.imag)


def _front_limbs(side: str, flip: bool) -> dict[str, Bone]:
    return {
        f"{side}.hips": Bone("pelvis", flip=flip),
        f"{side}.thigh": Bone(f"{side}.hips", complex(body.HIP_OUT, 0)),
        f"{side}.shank": Bone(f"{side}.thigh", body.THIGH * 1j),
        f"{side}.foot": Bone(f"{side}.shank", body.SHANK * 1j),
        f"{side}.heel": Bone(f"{side}.foot"),
        f"{side}.sole": Bone(f"{side}.foot"),
        f"{side}.toes": Bone(f"{side}.foot", body.SOLE * 1j),
        f"{side}.shoulders": Bone("chest", flip=flip),
        f"{side}.upper": Bone(f"{side}.shoulders", SHOULDER_FRONT),
        f"{side}.fore": Bone(f"{side}.upper", body.UPPER_ARM * 1j),
        f"{side}.palm": Bone(f"{side}.fore", body.FOREARM * 1j),
        f"{side}.load": Bone(f"{side}.palm", body.PALM * 1j),
    }


def _front_rig(flipped: str) -> Rig:
    """Return the bones of the front and back views. The half on the left of the picture is `flipped`: drawn mirrored."""
    return {
        "root": Bone(None),
        "pelvis": Bone("root"),
        "chest": Bone("pelvis", SPINE_FRONT),
        "head": Bone("chest", NECK_FRONT),
        **_front_limbs("left", flip=flipped == "left"),
        **_front_limbs("right", flip=flipped == "right"),
    }


FRONT_RIG: Final[Rig] = _front_rig(flipped="right")
BACK_RIG: Final[Rig] = _front_rig(flipped="left")
FOOT_RIG: Final[Rig] = {
    "root": Bone(None),
    "foot": Bone("root"),
    "leg": Bone("foot", body.CLOSE_ANKLE),
    "rear": Bone("foot", body.CLOSE_HEEL),
    "front": Bone("rear", body.CLOSE_ARCH - body.CLOSE_HEEL),
    "big-toe": Bone("front", body.CLOSE_BIG_TOE - body.CLOSE_ARCH),
    "small-toes": Bone("front", body.CLOSE_SMALL_TOES - body.CLOSE_ARCH),
}
"""A foot from its inner side. It hinges at the arch: the heel stays, and the ball is drawn towards it."""


def _limb_places(side: str) -> dict[str, tuple[str, complex]]:
    return {
        f"{side}.hip": (f"{side}.thigh", 0j),
        f"{side}.knee": (f"{side}.shank", 0j),
        f"{side}.ankle": (f"{side}.foot", 0j),
        f"{side}.shoulder": (f"{side}.upper", 0j),
        f"{side}.elbow": (f"{side}.fore", 0j),
        f"{side}.wrist": (f"{side}.palm", 0j),
        f"{side}.hand": (f"{side}.palm", body.PALM * 1j),
    }


def _side_feet(side: str) -> dict[str, tuple[str, complex]]:
    return {
        f"{side}.foot": (f"{side}.foot", body.BALL),
        f"{side}.heel": (f"{side}.foot", body.HEEL),
        f"{side}.tip": (f"{side}.toes", body.TOE_TIP),
    }


SIDE_PLACES: Final[Places] = {
    "hip": ("root", 0j),
    "lumbar": ("waist", 0j),
    "ribs": ("chest", 0j),
    "neck": ("head", 0j),
    "shoulder": ("chest", body.SHOULDER),
    "back": ("chest", body.BACK),
    "yoke": ("chest", body.YOKE),
    "sternum": ("chest", body.STERNUM),
    "head": ("head", body.HEAD),
    "ear": ("head", body.EAR),
    "temple": ("head", body.TEMPLE),
    "belly": ("pelvis", body.BELLY),
    "crease": ("pelvis", body.CREASE),
    "seat": ("pelvis", body.SEAT),
    **_limb_places("near"),
    **_limb_places("far"),
    **_side_feet("near"),
    **_side_feet("far"),
}
FRONT_PLACES: Final[Places] = {
    "hip": ("root", 0j),
    "lumbar": ("chest", 0j),
    "neck": ("head", 0j),
    "head": ("head", complex(0, body.HEAD.imag)),
    "sternum": ("chest", complex(0, -24)),
    **_limb_places("left"),
    **_limb_places("right"),
    **{f"{side}.foot": (f"{side}.toes", 0j) for side in ("left", "right")},
}
FOOT_PLACES: Final[Places] = {
    "heel": ("rear", complex(-19, -3)),
    "arch": ("front", 0j),
    "ball": ("front", -body.CLOSE_ARCH),
    "ankle": ("leg", 0j),
    "shin": ("leg", complex(-6, -108)),
    "big-toe": ("big-toe", complex(40, 0)),
    "small-toes": ("small-toes", complex(33, 0)),
}
RIGS: Final[Mapping[str, tuple[Rig, Places]]] = {
    "side": (SIDE_RIG, SIDE_PLACES),
    "front": (FRONT_RIG, FRONT_PLACES),
    "back": (BACK_RIG, FRONT_PLACES),
    "foot": (FOOT_RIG, FOOT_PLACES),
}
"""By view."""


def joints(rig: Rig, places: Places, frame: Frame) -> dict[str, complex]:
    """Every named point of the body on the drawing."""
    placed: dict[str, tuple[complex, float, bool]] = {}
    for name, bone in rig.items():
        if bone.parent is None:
            placed[name] = (frame.root, frame.turns.get(name, 0), bone.flip)
            continue
        _, rotation, flipped = placed[bone.parent]
        start = (
            _spot(placed[bone.parent], stretched(frame, bone.parent, bone.offset)) if bone.offset else placed[bone.parent][0]
        )
        own = frame.turns.get(name, 0)
        placed[name] = (start, rotation + (-own if flipped else own), flipped != bone.flip)
    return {name: _spot(placed[bone], stretched(frame, bone, offset)) for name, (bone, offset) in places.items()}


def stretched(frame: Frame, bone: str, offset: complex) -> complex:
    """A place on a bone, nearer to its start where the bone points partly at the viewer."""
    factor = frame.lengths.get(bone)
    return offset if factor is None else complex(offset.real, offset.imag * factor)


def _mirrored(vector: complex, flipped: bool) -> complex:
    return complex(-vector.real, vector.imag) if flipped else vector


def _spot(placed: tuple[complex, float, bool], offset: complex) -> complex:
    origin, rotation, flipped = placed
    return origin + turned(_mirrored(offset, flipped), rotation)


def channels(rig: Rig, frame: Frame) -> dict[Channel, Value]:
    """The frame as numbers to animate. Parts that hang on a foreshortened bone move along it."""
    found: dict[Channel, Value] = {Channel("root", "move"): (frame.root.real, frame.root.imag)}
    for name, rotation in frame.turns.items():
        found[Channel(name, "turn")] = (rotation,)
    for name, factor in frame.lengths.items():
        found[Channel(name, "length")] = (factor,)
    for name, bone in rig.items():
        if bone.parent is not None and bone.parent in frame.lengths and bone.offset:
            place = stretched(frame, bone.parent, bone.offset)
            found[Channel(name, "move")] = (place.real, place.imag)
    return found


def from_channels(rig: Rig, values: Mapping[Channel, Value]) -> Frame:
    """Return the frame that these numbers draw. Places of parts follow from lengths."""
    turns = {name: value[0] for (name, kind), value in values.items() if kind == "turn" and name in rig}
    lengths = {name: value[0] for (name, kind), value in values.items() if kind == "length" and name in rig}
    x, y = values[Channel("root", "move")]
    return Frame(complex(x, y), turns, lengths)
