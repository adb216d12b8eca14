"""Plane geometry of the drawings, and numbers written as short as SVG allows.

Points are complex numbers in centimeters, x to the right and y down, as in SVG; multiplying by a unit
number is then the same rotation as SVG's ``rotate()``: degrees, clockwise on the screen. A limb at rest
hangs straight down, so its rotation says where it points: 0 down, -90 to the right, 90 to the left.
The catalogue counts y upwards; `point` converts.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterable, Sequence


def point(written: Sequence[float]) -> complex:
    """A point as written in the catalogue (y up), on the drawing (y down)."""
    return complex(written[0], -written[1])


def turned(vector: complex, degrees: float) -> complex:
    """The vector after a rotation clockwise on the screen."""
    return vector * cmath.rect(1, math.radians(degrees))


def along(rotation: float, length: float) -> complex:
    """The vector from the start to the end of a limb of this rotation and length."""
    return turned(1j, rotation) * length


def rotation_of(vector: complex) -> float:
    """The rotation of a limb that points along the vector."""
    return math.degrees(math.atan2(-vector.real, vector.imag))


def wrap(degrees: float, least: float = -180) -> float:
    """The same rotation, in the full turn that begins at `least`."""
    return (degrees - least) % 360 + least


def blend(start: float, end: float, progress: float) -> float:
    """Between two rotations, the short way round."""
    return start + wrap(end - start) * progress


def two_links(start: complex, end: complex, upper: float, lower: float, side: float) -> tuple[float, float, float]:
    """Return rotations of two limbs that lead from `start` to `end`, and the distance by which they miss it, cm.

    `side` is +1 where the joint between them opens towards +x when the limbs hang (a knee), -1 for an elbow.
    """
    line = end - start
    distance = abs(line) or 1e-6
    reach = min(max(distance, abs(upper - lower) + 0.01), upper + lower - 0.01)
    opening = math.degrees(math.acos((upper**2 + reach**2 - lower**2) / (2 * upper * reach)))
    straight = rotation_of(line)
    first = straight - side * opening
    second = rotation_of(along(straight, reach) - along(first, upper))
    return first, second, abs(distance - reach)


def number(value: float, digits: int = 1) -> str:
    """A number for SVG or CSS without needless zeros: ``-.5``, ``12``."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def numbers(values: Iterable[float], digits: int = 1) -> str:
    """Numbers of a path in a row; a space only where SVG needs one."""
    text, before = "", ""
    for value in values:
        written = number(value, digits)
        joined = not before or written[0] == "-" or (written[0] == "." and "." in before)
        text += written if joined else f" {written}"
        before = written
    return text


def outline(points: Sequence[tuple[float, float]]) -> str:
    """A closed, smooth SVG path through the points (a Catmull-Rom spline as cubic Béziers).

    Tangents are symmetric, so every curve but the first can use the short form ``s``.
    """
    count, curves = len(points), ""
    spots = [complex(x, y) for x, y in points]
    for i, spot in enumerate(spots):
        before, after, beyond = spots[i - 1], spots[(i + 1) % count], spots[(i + 2) % count]
        leave, arrive = (after - before) / 6, (after - spot) - (beyond - spot) / 6
        parts = [arrive, after - spot] if i else [leave, arrive, after - spot]
        curves += ("c", "s")[i] if i < 2 else " "
        curves += numbers(coordinate for part in parts for coordinate in (part.real, part.imag))
    return f"M{numbers(points[0])}{curves}z".replace(" -", "-")
