"""The `props` of a figure: the things beside it or in its hands."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from legwork.text.fields import Slug, wrong
from legwork.text.problems import nearest, quote
from legwork.text.rules import Rule


def side_names(*joints: str) -> tuple[str, ...]:
    """Names of joints that come in pairs, for all views: ``near.knee``, ``left.knee``."""
    return tuple(f"{side}.{joint}" for side in ("near", "far", "left", "right") for joint in joints)


JOINTS: Final = (
    "hip", "lumbar", "ribs", "shoulder", "neck", "head", "ear", "temple", "back", "yoke", "sternum", "belly", "crease", "seat",
    *side_names("knee", "ankle", "foot", "heel", "tip", "elbow", "wrist", "hand", "shoulder", "hip"),
    "heel", "arch", "ball", "ankle", "shin", "big-toe", "small-toes",
)  # fmt: skip
"""The last line: points of the foot view."""


GUIDE = "hooks/legwork/figures/README.md"
"""The document that explains the pose language."""
FIGURE_FIELDS = Rule(
    "figure-fields",
    "The poses, props and pins of a figure name points and sides that its view has, and fields that go together.",
    f"A picture is drawn from nothing else. {GUIDE} explains the pose language.",
)


def _joint(name: str) -> str:
    if name not in JOINTS:
        raise wrong(FIGURE_FIELDS, f"{quote(name)} is no point of the body", nearest(name, JOINTS, f"{GUIDE} names them"))
    return name


Spot = Annotated[str, AfterValidator(_joint)]
"""A named point of the body."""


def _anchor(value: Any) -> str | tuple[float, float]:
    if isinstance(value, str):
        return _joint(value)
    if isinstance(value, tuple) and len(value) == 2 and all(type(v) in (int, float) for v in value):
        return (float(value[0]), float(value[1]))
    raise wrong(FIGURE_FIELDS, "must be a point or a point of the body", "write [-76, 16] or near.ankle")


PropPlace = tuple[float, float]
Anchor = Annotated[str | PropPlace, BeforeValidator(_anchor, json_schema_input_type=str | PropPlace)]
"""A point of the scene, or a named point of the body."""

PropType = Literal[
    "wall", "mat", "bench", "box", "step", "curb", "chair", "bed", "ball", "rail", "hill", "line",
    "floor", "slider", "barbell", "dowel", "dumbbell", "kettlebell", "mini-band", "band",
    "leg-press", "leg-curl", "leg-extension",
]  # fmt: skip

RULES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "wall": (("x",), ("h", "faces")),
    "mat": (("x", "w"), ("y", "d")),
    "bench": (("x", "w"), ("h",)),
    "box": (("x", "w", "h"), ()),
    "step": (("x", "w", "h"), ()),
    "curb": (("x", "w"), ("h",)),
    "chair": (("x",), ("h", "w", "faces")),
    "bed": (("x", "w"), ("h", "pillow")),
    "ball": (("id", "r"), ("x",)),
    "rail": (("x",), ("h", "y")),
    "hill": (("angle",), ()),
    "line": (("x",), ("y", "d", "angle")),
    "floor": (("x", "w", "d"), ("y",)),
    "slider": (("id",), ()),
    "barbell": (("at",), ()),
    "dowel": (("at",), ()),
    "dumbbell": (("hand",), ()),
    "kettlebell": (("hand",), ("swings",)),
    "mini-band": (("at",), ()),
    "band": (("from", "to"), ()),
    "leg-press": (("id",), ("angle",)),
    "leg-curl": (("x", "h"), ()),
    "leg-extension": (("x", "h"), ()),
}
"""Fields that each kind of prop must have, and those it may have, besides `type` and `layer`."""

HEIGHTS: Final[dict[str, float]] = {"wall": 190, "bench": 42, "chair": 45, "bed": 50, "rail": 95, "curb": 12}
"""Default heights of props in cm."""


class Prop(BaseModel):
    """One thing in the picture. Which fields it takes depends on its type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, serialize_by_alias=True)

    type: PropType
    id: Slug | None = Field(None, description="A name, for props that `move` in a key.")
    x: float | None = Field(
        None, description="Left edge; face of a wall; post of a rail; rear edge of a chair's seat; axle of a machine."
    )
    y: float | None = Field(None, description="rail: height of the ground it stands on; mat, line, floor: lower edge, with d.")
    w: float | None = Field(None, gt=0, le=400, description="Width in cm.")
    h: float | None = Field(None, gt=0, le=300, description="Height in cm; of a machine's axle.")
    d: float | None = Field(None, gt=0, le=400, description="mat, line, floor, seen from above: depth as it looks on the page.")
    r: float | None = Field(None, gt=0, le=60, description="ball: radius; 27.5 for a ball of 55 cm.")
    angle: float | None = Field(
        None,
        ge=-180,
        le=180,
        description="hill: its slope; leg-press: slope of the rails; line with d: turned clockwise from straight away.",
    )
    pillow: float | None = Field(None, description="bed: left edge of a pillow.")
    faces: Literal["left", "right"] | None = Field(None, description="wall, chair: the way it looks.")
    hand: Literal["near", "far", "left", "right", "both"] | None = Field(None, description="The hand that holds it.")
    swings: bool = Field(False, description="kettlebell: it lies in line with the forearm, as in a swing; else it hangs.")
    at: Literal["yoke", "hands", "crease", "thigh", "knee", "ankle", "foot"] | None = Field(
        None, description="barbell, dowel: yoke, hands (or crease); mini-band: thigh, knee, ankle or foot."
    )
    from_: Anchor | None = Field(None, alias="from", description="band: a point, or a point of the body.")
    to: Anchor | None = Field(None, description="band: its other end.")
    layer: Literal["back", "front"] = Field("back", description="Behind the figure or before it.")

    @model_validator(mode="after")
    def _fits_type(self) -> Prop:
        required, optional = RULES[self.type]
        given = {("from" if name == "from_" else name) for name in self.model_fields_set} - {"type", "layer"}
        missing = [name for name in required if name not in given]
        if missing:
            raise wrong(
                FIGURE_FIELDS, f"a {self.type} needs '{missing[0]}'", f"a {self.type} takes {', '.join((*required, *optional))}"
            )
        stray = sorted(given - {*required, *optional})
        if stray:
            raise wrong(
                FIGURE_FIELDS, f"a {self.type} has no '{stray[0]}'", f"a {self.type} takes {', '.join((*required, *optional))}"
            )
        places = {
            "barbell": ("yoke", "hands", "crease"),
            "dowel": ("yoke", "hands"),
            "mini-band": ("thigh", "knee", "ankle", "foot"),
        }.get(self.type)
        if places and self.at not in places:
            raise wrong(FIGURE_FIELDS, f"a {self.type} cannot be at '{self.at}'", f"allowed: {', '.join(places)}")
        return self

    @property
    def height(self) -> float:
        """Height of the top above the floor in cm, or 0 if the prop has no top."""
        return self.h if self.h is not None else HEIGHTS.get(self.type, 2.4 if self.type == "mat" else 0.0)
