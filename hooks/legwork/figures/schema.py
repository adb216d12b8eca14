"""The `figure:` field of an exercise: the poses from which its picture is drawn.

Lengths are centimeters for a figure of 175 cm, x to the right, y up from the floor; angles are degrees.
Seen from the side the figure faces right and has a `near` and a `far` side; from the front or the back
it has a `left` and a `right`. The foot view is a close-up of one foot with keys of its own. A key inherits whatever it does not say from the key before it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from legwork.figures.rig import RIGS
from legwork.figures.schema_props import FIGURE_FIELDS, GUIDE, Prop, Spot, side_names
from legwork.text.fields import Slug, wrong
from legwork.text.problems import nearest, quote

View = Literal["side", "front", "back", "foot"]
Side = Literal["near", "far", "left", "right"]
SIDES: dict[View, tuple[Side, ...]] = {
    "side": ("near", "far"),
    "front": ("left", "right"),
    "back": ("left", "right"),
    "foot": (),
}
FOOT_FIELDS = ("big_toe", "small_toes", "arch", "heel")
TIMING = ("t", "back", "hold", "ease")

Angle = Annotated[float, Field(ge=-360, le=360)]
Centimeters = Annotated[float, Field(ge=-400, le=400)]
Point = Annotated[tuple[Centimeters, ...], Field(min_length=2, max_length=3)]
"""``[x, y]``; seen from the front also ``[x, y, depth]``, depth towards the viewer."""
Seconds = Annotated[float, Field(ge=0, le=20)]
Preset = Literal[
    "hang", "side", "forward", "overhead", "hips", "crossed", "clasp", "ready", "goblet", "temples", "rack", "run-front", "run-back", "back"
]  # fmt: skip
Grip = Literal["ear", "temple", "yoke", "hip", "crease", "belly", "shoulder", "sternum", "knee", "other-knee"]
PINS = (
    "hip", "seat", "belly", "crease", "back", "shoulder", "sternum", "head",
    *side_names("knee", "ankle", "foot", "heel", "elbow", "hand"),
)  # fmt: skip


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, serialize_by_alias=True)


def _auto(value: Any) -> Any:
    if value == "auto":
        return None
    if isinstance(value, str) or value is None:
        message = f"must be a number or auto, not {quote(value)}"
        raise wrong(FIGURE_FIELDS, message, "auto puts the center of mass over the feet")
    return value


def _written(value: float | None) -> float | Literal["auto"]:
    return "auto" if value is None else value


Auto = Annotated[
    Centimeters | None,
    BeforeValidator(_auto, json_schema_input_type=Centimeters | Literal["auto"]),
    PlainSerializer(_written),
]


def _pin(value: Any) -> Any:
    if not isinstance(value, dict) or len(value) != 1:
        raise wrong(FIGURE_FIELDS, "must name one point of the body", "write {back: [-64, 2.4]}")
    (joint,) = value
    if joint not in PINS:
        raise wrong(FIGURE_FIELDS, f"{quote(joint)} cannot be pinned", nearest(str(joint), PINS, f"{GUIDE} names what can"))
    return value


class Leg(_Model):
    """The position of a leg: a contact of the foot, or the joints of a free leg. Exactly one of them."""

    foot: Point | None = Field(None, description="The ball of the foot stays here.")
    heel_at: Point | None = Field(None, description="The heel stays here.")
    ankle_at: Point | None = Field(None, description="The ankle stays here: an instep on a bench, a calf on a ball.")
    hip: Angle | None = Field(None, description="Free leg: flexion of the hip, + forwards.")
    heel: Angle = Field(0, description="With foot: degrees the heel is lifted, about the ball of the foot.")
    sole: Angle = Field(0, description="With foot: slope of the surface, + rising to the right.")
    pitch: Angle | None = Field(
        None, description="With heel_at, ankle_at: direction of the foot; 90 level, 0 toes down, 180 up."
    )
    point: Angle | None = Field(None, description="With ankle_at: angle of the ankle instead of pitch; + toes up.")
    knee: Angle = Field(0, description="Free leg: flexion of the knee.")
    ankle: Angle = Field(0, description="Free leg: ankle, + toes up.")
    toe: Angle = Field(0, description="Toes against the foot, + up.")
    abd: Angle = Field(4, description="Front view, free leg: how far it is spread.")
    turn: Angle = Field(8, description="Front view: toes and knee turned out; free leg: 90 lets the shank hang inwards.")

    @model_validator(mode="after")
    def _one_way(self) -> Leg:
        ways = {
            "foot": ("heel", "sole", "turn"),
            "heel_at": ("pitch", "toe", "turn"),
            "ankle_at": ("pitch", "point", "toe", "turn"),
            "hip": ("knee", "ankle", "toe", "abd", "turn"),
        }
        chosen = [way for way in ways if getattr(self, way) is not None]
        if len(chosen) != 1:
            said = " and ".join(chosen) or "none of them"
            raise wrong(
                FIGURE_FIELDS,
                f"needs exactly one of foot, heel_at, ankle_at, hip; has {said}",
                "a free leg says its hip, even if it is 0",
            )
        stray = sorted(self.model_fields_set - {chosen[0], *ways[chosen[0]]})
        if stray:
            raise wrong(
                FIGURE_FIELDS, f"'{stray[0]}' does not go with '{chosen[0]}'", f"with it go {', '.join(ways[chosen[0]])}"
            )
        if self.pitch is not None and self.point is not None:
            raise wrong(
                FIGURE_FIELDS, "has both pitch and point", "pitch is absolute, point is the angle of the ankle: keep one"
            )
        return self


class Arm(_Model):
    """The position of an arm: a preset, a contact of the hand, directions, or the joints. Exactly one of them."""

    preset: Preset | None = None
    hand: Point | None = Field(None, description="The hand is here.")
    grip: Grip | None = Field(None, description="The hand holds this point of the own body.")
    reach: Point | None = Field(None, description="Front view: the hand from the hips, [out, up, forwards].")
    aim: Annotated[tuple[Angle, ...], Field(min_length=2, max_length=3)] | None = Field(
        None, description="Directions of upper arm, forearm (and hand): 0 down, 90 forwards, 180 up."
    )
    shoulder: Angle | None = Field(None, description="Flexion of the shoulder, + forwards.")
    elbow: Angle = 0
    wrist: Angle = 0
    abd: Angle = Field(6, description="Front view: how far the upper arm is spread.")
    turn: Angle = Field(0, description="Front view: the forearm turned about the upper arm; 90 inwards, -90 outwards.")
    palm: Angle | None = Field(None, description="With hand, grip: direction of the hand; 90 flat on a floor in front.")
    bend: Literal[-1, 1] = Field(-1, description="With hand, grip: the elbow points back (-1) or forwards (1).")
    flare: float = Field(
        1, ge=0.3, le=1, description="Side view: below 1 the arm points partly at the viewer and looks shorter."
    )

    @model_validator(mode="after")
    def _one_way(self) -> Arm:
        ways = ("preset", "hand", "grip", "reach", "aim", "shoulder")
        chosen = [way for way in ways if getattr(self, way) is not None]
        if len(chosen) != 1:
            said = " and ".join(chosen) or "none of them"
            raise wrong(
                FIGURE_FIELDS, f"needs exactly one of {', '.join(ways)}; has {said}", "for example {hand: [-26, 6], palm: 90}"
            )
        return self


def _arm(value: Any) -> Any:
    if isinstance(value, str):
        if value not in get_args(Preset):
            raise wrong(
                FIGURE_FIELDS,
                f"{quote(value)} is no way to hold an arm",
                nearest(value, get_args(Preset), f"{GUIDE} names them"),
            )
        return {"preset": value}
    return value


def _arms(value: Any) -> Any:
    by_side = isinstance(value, dict) and bool({"near", "far", "left", "right", "both"} & set(value))
    return value if by_side else {"both": _arm(value)}


ArmField = Annotated[Arm, BeforeValidator(_arm, json_schema_input_type=Preset | Arm)]


class Arms(_Model):
    """One way for both arms, or one for each."""

    both: ArmField | None = None
    near: ArmField | None = None
    far: ArmField | None = None
    left: ArmField | None = None
    right: ArmField | None = None


class Key(_Model):
    """One pose, what moves on the way to it, and how long that takes."""

    hip: tuple[Auto, Auto] | None = Field(
        None, description="Where the hips are; auto: over the feet, as high as `knee` allows."
    )
    knee: Angle | None = Field(None, description="With an automatic height: flexion of the standing knee.")
    pin: Annotated[dict[str, Point], BeforeValidator(_pin)] | None = Field(
        None, description="Instead of hip: a point of the body and where it is, {back: [-64, 2.4]}."
    )
    trunk: Angle | None = Field(None, description="Lean forwards: 0 upright, 90 face down, -90 on the back.")
    spine: Angle | None = Field(None, description="The spine rounded (+) or arched (-), over its whole length.")
    head: Angle | None = Field(None, description="Direction of the head as of the trunk; left out, it follows the trunk.")
    lean: Angle | None = Field(None, description="Front, back view: lean to the right (+) or left (-) of the picture.")
    roll: Angle | None = Field(
        None, description="Front, back view: the pelvis tilted; + lowers it on the right of the picture."
    )
    tip: Angle | None = Field(None, description="Front, back view: the whole body turned on the page; -90: head at the left.")
    forward: Centimeters | None = Field(
        None, description="Front, back view: how far ahead of depth 0 the hips are, for who walks while seen from above."
    )
    in_front: Literal["left", "right"] | None = Field(None, description="Front view: the leg that is drawn over the other.")
    near: Leg | None = None
    far: Leg | None = None
    left: Leg | None = None
    right: Leg | None = None
    both: Leg | None = Field(None, description="Both legs; seen from the front x counts outwards.")
    arms: Annotated[Arms, BeforeValidator(_arms, json_schema_input_type=Preset | Arm | Arms)] | None = Field(
        None, description="A preset, one arm for both sides, or {near: ..., far: ...}."
    )
    move: dict[Slug, Point] | None = Field(None, description="Where props with an id are: {ball: [31, 27.5]}.")
    big_toe: float | None = Field(None, ge=0, le=80, description="Foot view: degrees the big toe is lifted off the floor.")
    small_toes: float | None = Field(None, ge=0, le=80, description="Foot view: degrees the small toes are lifted.")
    arch: float | None = Field(None, ge=0, le=1, description="Foot view: 0 at rest, 1 drawn up and the foot short.")
    heel: float | None = Field(None, ge=0, le=60, description="Foot view: degrees the heel is lifted, about the ball.")
    t: Seconds = Field(1.2, gt=0, description="Seconds to get here from the key before.")
    back: Seconds | None = Field(None, gt=0, description="Seconds on the way back; left out: as long as t.")
    hold: Seconds = Field(0, description="Seconds to stay.")
    ease: Literal["inout", "in", "out", "linear"] = "inout"
    flight: bool = Field(False, description="The body flies here: sideways speed is even.")
    lift: Angle = Field(0, description="The foot steps here through the air, its knee bent this much more on the way.")


class Arrow(_Model):
    """The arrow of the still pair: along the path of a joint."""

    of: Spot
    shift: tuple[Centimeters, Centimeters] = Field((0, 0), description="Moved aside by this much, y up.")


class Figure(_Model):
    """The picture of an exercise: props and poses. How to write one: docs of the figures package."""

    view: View = "side"
    hair: Literal["short", "bun"] = "short"
    props: tuple[Prop, ...] = ()
    support: tuple[Side, ...] = Field((), description="The center of mass must be over these feet in every key on the ground.")
    loop: Literal["back", "cycle", "cut"] = Field(
        "back", description="After the last key: return the same way, go to the first key, or fade out."
    )
    frames: tuple[Annotated[int, Field(ge=0)], ...] = Field(
        (), max_length=5, description="The keys of the printed sequence, counted from 0; left out: the first two."
    )
    still: int | None = Field(None, ge=0, description="The key of the small picture; left out: the second of the sequence.")
    arrow: Arrow | None = None
    floor: bool = Field(True, description="Whether the floor line is drawn.")
    from_above: float = Field(
        0, ge=0, le=60, description="Front, back view: by how many degrees the viewer looks down; depth then shows."
    )
    keys: tuple[Key, ...] = Field(min_length=1, max_length=9)

    @model_validator(mode="after")
    def _holds_together(self) -> Figure:
        for index, key in enumerate(self.keys):
            self._check_key(index, key)
        for index in (*self.frames, self.still or 0):
            if index >= len(self.keys):
                raise wrong(FIGURE_FIELDS, f"there is no key {index} to draw", f"keys count from 0 to {len(self.keys) - 1}")
        sides = SIDES[self.view]
        strange = [side for side in (*self.support, *(p.hand for p in self.props if p.hand)) if side not in (*sides, "both")]
        if strange:
            raise wrong(FIGURE_FIELDS, f"'{strange[0]}' does not exist in the {self.view} view", _sides_of(self.view))
        if self.from_above and (self.view not in ("front", "back") or any(key.tip or key.pin for key in self.keys)):
            raise wrong(
                FIGURE_FIELDS, "from_above is for the front and back views, without tip and pin", "say where the hips are"
            )
        if self.view == "foot" and self.props:
            raise wrong(FIGURE_FIELDS, "the foot view has no props", "it is a close-up: the foot and the floor")
        places = RIGS[self.view][1]
        ends = (end for prop in self.props for end in (prop.from_, prop.to) if isinstance(end, str))
        for spot in (*ends, *([self.arrow.of] if self.arrow else ())):
            if spot not in places:
                raise wrong(FIGURE_FIELDS, f"'{spot}' is no point of the {self.view} view", f"its points: {', '.join(places)}")
        return self

    def _check_key(self, index: int, key: Key) -> None:
        sides = SIDES[self.view]
        arms = key.arms.model_fields_set if key.arms else set()
        for name in ("near", "far", "left", "right"):
            if name not in sides and (name in arms or getattr(key, name) is not None):
                raise wrong(FIGURE_FIELDS, f"key {index} speaks of '{name}' in the {self.view} view", _sides_of(self.view))
        self._check_fields(index, key)
        known = {prop.id for prop in self.props if prop.id}
        for name in key.move or {}:
            if name not in known:
                raise wrong(
                    FIGURE_FIELDS, f"key {index} moves {quote(name)}, which is no prop's id", nearest(name, sorted(known))
                )
        if self.view == "foot":
            return
        if index == 0 and key.hip is None and key.pin is None:
            raise wrong(FIGURE_FIELDS, "key 0 does not say where the body is", "write hip: [auto, auto], or pin a point")
        if self._is_automatic(index) and (self.view != "side" or not self._stands(index)):
            raise wrong(
                FIGURE_FIELDS,
                f"key {index} has an automatic hip without a foot to stand on",
                "give near or far a foot, or write numbers",
            )

    def _is_automatic(self, index: int) -> bool:
        """Return whether the hips of a key, its own or inherited, are solved."""
        placed = next((key for key in reversed(self.keys[: index + 1]) if key.hip or key.pin), None)
        return placed is not None and placed.hip is not None and None in placed.hip

    def _stands(self, index: int) -> bool:
        """Return whether a leg of a key, its own or inherited, has a foot on something."""
        said = [(getattr(key, side) or key.both, side) for key in self.keys[: index + 1] for side in SIDES[self.view]]
        last = {side: leg for leg, side in said if leg}
        return any(leg.foot for leg in last.values())

    def _check_fields(self, index: int, key: Key) -> None:
        """Refuse fields of the foot view in other views, and the reverse."""
        said = key.model_fields_set - set(TIMING)
        stray = sorted(said - set(FOOT_FIELDS) if self.view == "foot" else said & set(FOOT_FIELDS))
        if stray:
            names = ", ".join(FOOT_FIELDS)
            hint = f"its keys take {names}" if self.view == "foot" else f"{names} belong to `view: foot`"
            raise wrong(FIGURE_FIELDS, f"key {index} speaks of '{stray[0]}' in the {self.view} view", hint)


def _sides_of(view: View) -> str:
    return f"its sides are {' and '.join(SIDES[view])}" if SIDES[view] else "it shows one foot and has no sides"
