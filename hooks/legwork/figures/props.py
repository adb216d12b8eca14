"""Drawings of props and ground, and the numbers of props that move."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from legwork.figures.geometry import number, point, turned
from legwork.figures.rig import Channel, Value
from legwork.figures.schema import Figure
from legwork.figures.schema_props import Anchor, Prop
from legwork.figures.svg import Element, Painter, Raw, group, rotate

FLOOR: Final = 0.8
"""Half the floor line's width: its upper edge is the floor."""
MAT: Final = 2.4
STRETCHED: Final = '<path class="bf" d="M0-1.2H1V1.2H0z"/>'
"""A band of length 1, stretched along itself only, so that it is as wide as a mini-band in every size of the picture. It
is filled, not stroked: printers lose a stroke whose two directions scale by so much more and less."""
HILL: Final = 5.0
"""The height of a hill drawn below its lowest point."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom; y down."""


def _rect(x: float, y: float, width: float, height: float, css: str, radius: float = 0) -> str:
    corners = f' rx="{number(radius)}"' if radius else ""
    sides = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect {sides}{corners} class="{css}"/>'


def _path(data: str, css: str, width: float | None = None) -> str:
    style = f' style="stroke-width:{number(width)}"' if width else ""
    return f'<path class="{css}" d="{data}"{style}/>'


def _wall(prop: Prop) -> str:
    x, high = prop.x or 0, prop.height
    left = x - 6 if prop.faces != "left" else x
    return _rect(left, -high, 6, high, "pr") + _path(f"M{number(x)} 0V{number(-high)}", "ln")


def _mat(prop: Prop) -> str:
    """From the side; or seen from above, where it is paler, so that skin and kit stand out in gray too."""
    if prop.d:
        return _lying(prop, "mt", ' opacity=".45"')
    return _rect(prop.x or 0, -MAT, prop.w or 0, MAT, "mt", 1.1)


def _floor(prop: Prop) -> str:
    return _lying(prop, "pr")


def _lying(prop: Prop, css: str, more: str = "") -> str:
    """A part of the ground that is seen from above."""
    deep = prop.d or 0
    return _rect(prop.x or 0, -deep - (prop.y or 0), prop.w or 0, deep, css, 3).replace("/>", f"{more}/>")


def _bench(prop: Prop) -> str:
    x, wide, high = prop.x or 0, prop.w or 0, prop.height
    legs = f"M{number(x + 9)} {number(6 - high)}V-1.6M{number(x + wide - 9)} {number(6 - high)}V-1.6"
    feet = f"M{number(x + 3)}-1.6h12M{number(x + wide - 15)}-1.6h12"
    return _path(legs + feet, "fr", 3.4) + _rect(x, -high, wide, 8, "pq", 3.4)


def _box(prop: Prop) -> str:
    x, wide, high = prop.x or 0, prop.w or 0, prop.height
    return _rect(x, -high, wide, high, "pr", 1.4) + _rect(x, -high, wide, 4, "pq", 1.4)


def _curb(prop: Prop) -> str:
    """A pavement: a kerbstone at its edge and slabs behind."""
    x, wide, high = prop.x or 0, prop.w or 0, prop.height
    return _rect(x, -high, wide, high, "pr") + _rect(x, -high, 13, high, "pq", 1.6) + _rect(x, -high, wide, 2.6, "pq", 1)


def _chair(prop: Prop) -> str:
    """Its seat begins at x; it faces the way its sitter would."""
    high, deep = prop.height, prop.w or 42
    back = f"M2 -{number(high)}L-5 -{number(high + 44)}"
    legs = f"M{number(deep - 4)} {number(4 - high)}L{number(deep - 1)}-1.8M5 {number(4 - high)}L1-1.8"
    drawn = (
        _path(back + legs, "fr", 3.8)
        + _rect(-1, -high, deep, 5, "pq", 2)
        + _path(f"M-2.6 {number(-high - 26)}L-5 {number(-high - 43)}", "fr", 6.4)
    )
    place = f"translate({number(prop.x or 0)})" + ("scale(-1 1)" if prop.faces == "left" else "")
    return f'<g transform="{place}">{drawn}</g>'


def _bed(prop: Prop) -> str:
    x, wide, high = prop.x or 0, prop.w or 0, prop.height
    feet = _rect(x + 8, -14, 5, 14, "pq", 1) + _rect(x + wide - 13, -14, 5, 14, "pq", 1)
    frame = _rect(x + 2, 18 - high, wide - 4, high - 28, "pq", 2)
    pillow = _rect(prop.pillow, -high - 7, 46, 10, "mt", 5) if prop.pillow is not None else ""
    return feet + frame + _rect(x, -high, wide, 20, "pr", 6) + pillow


def _rail(prop: Prop) -> str:
    """A post with a rail that runs away from the viewer."""
    x, ground = prop.x or 0, prop.y or 0
    top = number(-ground - prop.height)
    return (
        _path(f"M{number(x)} {number(-ground)}V{top}", "fr", 3.2) + f'<circle cx="{number(x)}" cy="{top}" r="3.4" class="ld"/>'
    )


def _line(prop: Prop) -> str:
    if prop.d:  # as dark as an arrow, or it would be lost on the ground
        near = point((prop.x or 0, prop.y or 0))
        far = near + turned(complex(0, -prop.d), prop.angle or 0)
        return _path(f"M{number(near.real)} {number(near.imag)}L{number(far.real)} {number(far.imag)}", "ar", 5)
    return _rect((prop.x or 0) - 2.5, -1, 5, 2.6, "ld", 0.8)


def _machine(prop: Prop, base: tuple[float, float], posts: tuple[float, ...], stack: float) -> str:
    """Base, posts under the pads and a stack of weights, seen from the axle; its lever hangs on the shank."""
    stood = "".join(f"M{number(at)} {number(prop.height)}V16" for at in posts)
    frame = _path(f"M{number(base[0])} {number(prop.height - 2.3)}H{number(base[1])}{stood}", "fr", 4.6)
    top = prop.height - 118
    plates = "".join(f"M{number(stack)} {number(prop.height - up)}h18" for up in range(12, 66, 9))
    weights = _rect(stack, prop.height - 68, 18, 64, "pr", 1.4) + _path(plates, "ln")
    return (
        frame
        + _path(f"M{number(stack)} {number(prop.height - 2)}V{number(top)}h18V{number(prop.height - 2)}", "fr", 3)
        + weights
    )


def _at_axle(prop: Prop, drawn: str) -> str:
    return f'<g transform="translate({number(prop.x or 0)}{number(-prop.height)})">{drawn}</g>'


def _leg_curl(prop: Prop) -> str:
    """A bench to lie on face down, head to the right; x and h are those of its axle, beside the knees."""
    pads = _rect(7, 9, 102, 8, "pq", 3.4)
    handle = _path("M84 17V27h6", "fr", 3)
    return _at_axle(prop, _machine(prop, (-2, 160), (26, 92), 141) + handle + pads)


def _leg_extension(prop: Prop) -> str:
    """A seat with a back-rest, facing right; x and h are those of its axle, beside the knees."""
    seat = _rect(-56, 9, 46, 8, "pq", 3.4)
    rest = '<rect x="-9" y="-58" width="8" height="66" rx="3.4" class="pq" transform="translate(-53 6)rotate(-8)"/>'
    handle = _path("M-24 17V8h5", "fr", 3)
    return _at_axle(prop, _machine(prop, (-92, 12), (-24,), -92) + handle + rest + seat)


STATIC: Final[Mapping[str, Callable[[Prop], str]]] = {
    "wall": _wall,
    "mat": _mat,
    "bench": _bench,
    "box": _box,
    "step": _box,
    "curb": _curb,
    "chair": _chair,
    "bed": _bed,
    "rail": _rail,
    "line": _line,
    "floor": _floor,
    "leg-curl": _leg_curl,
    "leg-extension": _leg_extension,
}


def lies_open(figure: Figure) -> bool:
    """Return whether the ground is seen from above and therefore reaches below the line at 0."""
    return bool(figure.from_above) or any(prop.d for prop in figure.props)


def slope(figure: Figure) -> float:
    """Degrees by which the ground rises to the right."""
    return next((prop.angle or 0 for prop in figure.props if prop.type == "hill"), 0)


def depth(figure: Figure, left: float) -> float:
    """Return the lowest y of the ground at its left end, y down."""
    rise = math.tan(math.radians(slope(figure)))
    return FLOOR - rise * (left - 4) + HILL if rise else 0.0


def ground(figure: Figure, left: float, right: float) -> str:
    """The floor line, or the hill, from left to right."""
    if not figure.floor or figure.from_above:
        return ""
    rise = math.tan(math.radians(slope(figure)))
    if not rise:
        return _path(f"M{number(left)} {number(FLOOR)}H{number(right)}", "ln")
    low, high = number(FLOOR - rise * left), number(FLOOR - rise * right)
    bottom = number(max(FLOOR - rise * left, FLOOR - rise * right) + HILL)
    body_ = f"M{number(left)} {low}L{number(right)} {high}V{bottom}H{number(left)}z"
    return _path(body_, "pr") + _path(f"M{number(left)} {low}L{number(right)} {high}", "ln")


def draw(figure: Figure, painter: Painter, layer: str) -> Iterator[Element | None]:
    """The props of a layer, back or front."""
    for index, prop in enumerate(figure.props):
        if prop.layer != layer:
            continue
        if prop.type in STATIC:
            yield Raw(STATIC[prop.type](prop))
        elif prop.type == "ball":
            yield _ball(prop, painter)
        elif prop.type == "slider":
            yield painter.on(Channel(f"prop {prop.id}", "move"), [Raw(_rect(-9, -1.6, 18, 2.2, "ld", 1))])
        elif prop.type == "band":
            yield _band(f"band{index}", painter)
        elif prop.type == "leg-press":
            yield from _leg_press(prop, painter)


def _ball(prop: Prop, painter: Painter) -> Element | None:
    r = prop.r or 0
    wide, flat = number(r), number(r * 0.42)
    seams = f"M{number(-r)} 0A{wide} {flat} 0 0 0 {wide} 0M0 {number(-r)}A{flat} {wide} 0 0 1 0 {wide}"
    art = Raw(f'<circle r="{wide}" class="pr"/>{_path(seams, "ln")}<circle r="{number(r - 0.6)}" class="ln"/>')
    rolled = painter.on(Channel(f"roll {prop.id}", "turn"), [art])
    return painter.on(Channel(f"prop {prop.id}", "move"), [rolled])


def _band(name: str, painter: Painter) -> Element | None:
    line = Raw(STRETCHED)
    stretched = painter.on(Channel(name, "width"), [line])
    return painter.on(Channel(name, "move"), [painter.on(Channel(name, "turn"), [stretched])])


def _leg_press(prop: Prop, painter: Painter) -> Iterator[Element | None]:
    """An inclined leg press for a figure whose hips are about [0, 42]: frame, seat and sled."""
    angle = prop.angle if prop.angle is not None else 40
    slide = math.tan(math.radians(angle))
    rails = f"M-58-6L92 {number(-6 - 150 * slide)}"
    frame = f"M-62-2H78M-40-4V-30M72-4V{number(-6 - 130 * slide)}"
    seat = "M-6-27L22-36A4 4 0 0 1 24-28L-4-19zM-12-30L-58-84A5 5 0 0 1-50-90L-4-36A5 5 0 0 1-12-30z"
    yield Raw(_path(rails, "fr", 3) + _path(frame, "fr", 4.6) + _path(seat, "pq"))
    plate = _rect(0, -34, 6, 66, "pq", 2.6) + _rect(6, -9, 15, 18, "pr", 2.6)
    yield painter.on(Channel(f"prop {prop.id}", "move"), [group([Raw(plate)], rotate(-angle))])


def numbers(figure: Figure, joints: Mapping[str, complex], places: Mapping[str, complex]) -> dict[Channel, Value]:
    """The channels of props that move or follow the body."""
    found: dict[Channel, Value] = {}
    for index, prop in enumerate(figure.props):
        if prop.id is not None:
            at = places.get(prop.id, complex(prop.x or 0, -(prop.r or 0)))
            found[Channel(f"prop {prop.id}", "move")] = (at.real, at.imag)
            if prop.r:
                found[Channel(f"roll {prop.id}", "turn")] = (math.degrees(at.real / prop.r),)
        if prop.type == "band":
            found |= _stretched(f"band{index}", _anchor(prop.from_, joints), _anchor(prop.to, joints))
        if prop.type == "mini-band" and figure.view != "side":
            found |= _stretched("mini-band", *_band_ends(prop, joints))
    return found


def _anchor(anchor: Anchor | None, joints: Mapping[str, complex]) -> complex:
    return joints[anchor] if isinstance(anchor, str) else point(anchor or (0, 0))


def _band_ends(prop: Prop, joints: Mapping[str, complex]) -> tuple[complex, complex]:
    """Return the ends of a mini-band seen from the front, from limb to limb, in the frame of the hips."""
    where = {
        "foot": ("ankle", "foot", 0.7),
        "ankle": ("knee", "ankle", 0.86),
        "knee": ("hip", "knee", 0.94),
        "thigh": ("hip", "knee", 0.7),
    }[prop.at or "knee"]
    ends = []
    for side in ("left", "right"):
        start, end = joints[f"{side}.{where[0]}"], joints[f"{side}.{where[1]}"]
        ends.append(start + (end - start) * where[2] - joints["hip"])
    left, right = ends
    out = 5 * (left - right) / (abs(left - right) or 1)
    return right - out, left + out


def _stretched(name: str, start: complex, end: complex) -> dict[Channel, Value]:
    length, direction = cmath.polar(end - start)
    return {
        Channel(name, "move"): (start.real, start.imag),
        Channel(name, "turn"): (math.degrees(direction),),
        Channel(name, "width"): (max(length, 1),),
    }


def extents(figure: Figure) -> Iterator[Box]:
    """Yield the boxes of static props."""
    for prop in figure.props:
        x, wide, high = prop.x or 0, prop.w or 0, prop.height
        if prop.d:
            low = -(prop.y or 0)
            yield (x, low - prop.d, x + (wide or 3), low)
        elif prop.type in ("mat", "bench", "box", "step", "curb", "bed"):
            yield (x, -high - (8 if prop.pillow is not None else 0), x + wide, 0)
        elif prop.type == "wall":
            yield (x - 6, -high, x + 6, 0)
        elif prop.type == "chair":
            deep = prop.w or 42
            yield (x - 8, -high - 48, x + deep, 0) if prop.faces != "left" else (x - deep, -high - 48, x + 8, 0)
        elif prop.type == "rail":
            yield (x - 4, -high - (prop.y or 0), x + 4, 0)
        elif prop.type == "leg-curl":
            yield (x - 6, -118, x + 162, 0)
        elif prop.type == "leg-extension":
            yield (x - 94, -118, x + 14, 0)
        elif prop.type == "leg-press":
            yield (-62, -128, 92, 0)
        elif prop.type == "line":
            yield (x - 3, -1, x + 3, 1)


def surface(figure: Figure, x: float, y: float) -> float | None:
    """Height of the nearest surface at or below a point (y up): floor, mat, box, bench, bed, chair, ball."""
    tops = [x * math.tan(math.radians(slope(figure)))]
    for prop in figure.props:
        left = prop.x or 0
        wide = prop.w or (42 if prop.type == "chair" else 0)
        if prop.type == "chair" and prop.faces == "left":
            left -= wide
        if prop.d:
            continue
        if prop.type in ("mat", "bench", "box", "step", "curb", "bed", "chair") and left - 3 <= x <= left + wide + 3:
            tops.append(prop.height)
    below = [top for top in tops if top <= y + 3]
    return max(below) if below else None
