"""The contours of the close-up of a foot, and its muscles: drawn by hand, in fifths of a centimeter.

Written as they lie in the flat foot, seen from where its ball touches the floor, y down; `_on` brings them
into the frame of their bone. The toes are in that frame already.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from legwork.figures.body import CLOSE_ANKLE, CLOSE_ARCH, CLOSE_HEEL
from legwork.figures.geometry import outline

Contour = tuple[tuple[float, float], ...]


def _on(origin: complex, contour: Contour) -> Contour:
    return tuple((x - origin.real, y - origin.imag) for x, y in contour)


CONTOURS: Final[Mapping[str, Contour]] = {
    "t-rear": _on(CLOSE_HEEL, (
        (-107, -16), (-104, -5), (-96, -0.2), (-84, 0), (-73, -1.6), (-61, -5.6), (-48, -9.8), (-36, -12), (-29, -21),
        (-30, -33), (-38, -43), (-46, -54), (-60, -64), (-78, -60), (-85, -51), (-95, -40), (-104.6, -28),
    )),
    "t-front": _on(CLOSE_ARCH, (
        (-50, -12), (-38, -11), (-25, -6.4), (-13, -1.2), (-3, 0), (6, -1.2), (11.6, -8), (9.6, -16), (2, -20.6),
        (-12, -26), (-28, -34), (-40, -43), (-49, -42), (-54, -28),
    )),
    "t-leg": _on(CLOSE_ANKLE, (
        (-56, -26), (-46, -44), (-45.4, -60), (-46, -84), (-44, -112), (-43, -138), (-48, -144), (-94, -144), (-99, -138), (-97, -122), (-92, -94),
        (-88.4, -74), (-88.6, -58), (-92, -42), (-82, -26),
    )),
    "t-big-toe": (
        (-8.6, -3), (-4, -10.6), (8, -10.4), (20, -7.6), (31, -7.2), (38.6, -4.6), (41.6, 1), (39, 6.6), (32, 8.8),
        (24, 8.2), (15, 6), (6, 6.6), (-2, 6.6), (-8, 3.4),
    ),
    "t-toe": (
        (-8, -3), (-3, -8.6), (8, -8.8), (17, -9.6), (25, -6.6), (31.6, -2.8), (33.8, 2.4), (30.6, 6.6), (24, 6.6), (17, 3),
        (8, 3.8), (-1, 4.4), (-7, 2.4),
    ),
}  # fmt: skip

DRAWN: Final[Mapping[str, str]] = {"t-hem": "M-39-114H25L22.6-88Q-6-82-35.6-88z"}
"""The end of a trouser leg, in the frame of the leg."""

MUSCLES: Final[Mapping[str, tuple[tuple[str, tuple[Contour, ...]], ...]]] = {
    "tibialis-anterior": (
        ("leg", (_on(CLOSE_ANKLE, ((-46, -56), (-46.6, -80), (-44.6, -104), (-43, -122), (-53, -122), (-54, -100), (-53, -74), (-51, -54))),)),
        ("rear", (_on(CLOSE_HEEL, ((-48, -54), (-40, -44), (-34, -30), (-38, -23), (-43, -32), (-53, -52))),)),
    ),
    "toe-extensors": (
        ("front", (_on(CLOSE_ARCH, ((-44, -42), (-28, -32.4), (-12, -24.6), (2, -19), (0, -15.4), (-14, -20.6), (-31, -28.4), (-46, -37))),)),
        ("big-toe", (((-5, -9), (8, -8.8), (20, -6.2), (25, -5), (20, -3.4), (8, -5.2), (-5, -5)),)),
    ),
    "tibialis-posterior": (
        ("leg", (_on(CLOSE_ANKLE, ((-73, -28), (-76, -44), (-77, -66), (-80, -92), (-85, -92), (-82.4, -66), (-82, -44), (-79, -28))),)),
        ("rear", (_on(CLOSE_HEEL, ((-80, -34), (-68, -28), (-50, -24), (-44, -27), (-58, -31), (-72, -37))),)),
    ),
    "soleus": (("leg", (_on(CLOSE_ANKLE, ((-87.6, -68), (-91.4, -92), (-97, -120), (-97, -124), (-84, -124), (-84, -96), (-84.6, -72))),)),),
    "foot-intrinsics": (
        ("rear", (_on(CLOSE_HEEL, ((-98, -8), (-86, -14), (-68, -17), (-50, -20), (-37, -18.6), (-35, -13.4), (-43, -12.2), (-58, -8.6), (-74, -4.4), (-90, -3))),)),
        ("front", (_on(CLOSE_ARCH, ((-49, -20), (-42, -19.4), (-30, -18), (-14, -13), (-3, -10), (-4, -5), (-14, -4.4), (-27, -9), (-41, -13), (-49, -13))),)),
    ),
}  # fmt: skip
"""Muscles by bone, with the contours on each. The calf muscle's belly and the peroneals are not visible in this view."""


def paths() -> dict[str, str]:
    """Every part's path, by name."""
    return {name: outline(contour) for name, contour in CONTOURS.items()} | dict(DRAWN)
