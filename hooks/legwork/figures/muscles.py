"""The muscles of the vocabulary on the moving figure: the part of each bone that lights up.

Regions are drawn by eye after surface anatomy, in the frame of their bone like every contour. A muscle that
lies deep is drawn where it lies under the skin. One that this view cannot show (the glutes from the front)
has no region there: the muscle map of the page shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from legwork.figures import foot_shapes
from legwork.figures.geometry import outline
from legwork.figures.shapes import Contour

Regions = Mapping[str, tuple[tuple[str, tuple[Contour, ...]], ...]]
"""Muscles by bone, with the contours on each."""

SIDE: Final[Regions] = {
    "abdominals": (("waist", (((8.9, 4.4), (9, -4), (9.8, -13), (10.3, -20), (7.2, -20), (5.4, -6), (5.6, 3.8)),)),),
    "obliques": (("waist", (((4.2, 3.6), (4, -6), (5.6, -16), (1.4, -17), (-1.6, -7), (-0.6, 4.2)),)),),
    "quadratus-lumborum": (("waist", (((-2.2, 3.8), (-2.6, -5), (-1, -12), (-4, -11), (-5, -3), (-4.6, 3.6)),)),),
    "erector-spinae": (
        ("waist", (((-9.4, 4.8), (-8.9, -2), (-9.8, -13), (-7.4, -15), (-5.8, -6), (-5.8, 3.6)),)),
        ("chest", (((-9.8, -2), (-11.1, -12), (-10.2, -18.4), (-8, -14), (-7, -4), (-7.6, 0)),)),
    ),
    "gluteus-maximus": (
        (
            "pelvis",
            (
                (
                    (-8.8, -12.4),
                    (-11.7, -5),
                    (-11.7, 4.2),
                    (-8.8, 8.4),
                    (-3, 8.6),
                    (2.2, 5.2),
                    (-0.8, 1),
                    (-3.4, -5.4),
                    (-5.4, -11.4),
                ),
            ),
        ),
    ),
    "gluteus-medius": (("pelvis", (((-6.6, -10.8), (-1, -13.2), (3.4, -10.6), (2.4, -4.6), (-0.2, -1), (-2.6, -6)),)),),
    "hip-external-rotators": (("pelvis", (((-8.6, 0.6), (-4, -3), (1, -0.6), (0.4, 3.2), (-4, 2.6), (-8, 4.4)),)),),
    "tensor-fasciae-latae": (("pelvis", (((3.8, -9.6), (6.6, -7.4), (6.2, 0), (4, 6), (2.4, 1), (2.8, -5)),)),),
    "hip-flexors": (("pelvis", (((8.7, -13), (9.2, -4), (7, 4.8), (5, 2.4), (6.4, -6)),)),),
    "quadriceps": (("thigh", (((9.3, 10), (7.8, 26), (5.6, 40.5), (3.6, 41), (1.6, 26), (1.6, 11)),)),),
    "hamstrings": (("thigh", (((-4.6, 42.5), (-5.7, 35), (-8.4, 16), (-8.6, 9), (-1.8, 9), (-1.6, 24), (-3, 38)),)),),
    "adductors": (("thigh", (((1.2, 11), (1.2, 22), (0, 34), (-1.2, 22), (-1.4, 11)),)),),
    "gastrocnemius": (("shank", (((-5.7, 2.6), (-3, 4), (-0.8, 12), (-1.8, 19), (-4.2, 23.6), (-6, 20), (-7.2, 13.6)),)),),
    "soleus": (
        ("shank", (((-0.4, 15), (0, 23), (-1.6, 33), (-3.2, 39), (-3.7, 33), (-5.7, 23.2), (-3.6, 25.4), (-1.4, 20.6)),)),
    ),
    "tibialis-anterior": (("shank", (((5.3, 4), (4.4, 18), (3.5, 33), (2, 31), (1.6, 14), (3.2, 5)),)),),
    "toe-extensors": (
        ("shank", (((3.4, 31), (3.2, 40), (1.6, 42.6), (1, 34), (1.6, 24)),)),
        ("foot", (((3.4, -3.6), (6.6, -0.8), (11.6, 1.4), (10.8, 2.8), (6, 1.6), (2.6, -1.4)),)),
    ),
    "peroneals": (("shank", (((1.2, 6), (1.4, 18), (0.8, 30), (-0.4, 40), (-1.2, 30), (-0.2, 17), (0, 7)),)),),
    "tibialis-posterior": (("shank", (((-0.6, 26), (-0.8, 34), (-1.6, 42), (-3, 41.6), (-2.4, 34), (-1.8, 27)),)),),
    "foot-intrinsics": (("foot", (((-4.4, 3.2), (2, 1.6), (10, 2.6), (11.8, 4.8), (2, 5), (-4.6, 5)),)),),
}

_SHANK_FRONT: Final[Regions] = {
    "tibialis-anterior": (("shank", (((3.4, 6), (4.4, 14), (3.4, 26), (1.6, 36), (0.4, 28), (0.9, 14)),)),),
    "peroneals": (("shank", (((5.6, 6), (6.3, 13), (5, 26), (3.6, 36), (4, 22), (4.8, 12)),)),),
    "gastrocnemius": (("shank", (((-4.8, 5), (-3.6, 13), (-4, 21), (-5.3, 20), (-5.9, 10)),)),),
    "soleus": (("shank", (((-3.8, 20), (-3, 28), (-3.2, 36), (-4, 34), (-5.2, 23)),)),),
    "tibialis-posterior": (("shank", (((-1.6, 33), (-1.4, 40), (-2.7, 42), (-3, 36)),)),),
    "toe-extensors": (("shank", (((1.8, 31), (2.6, 40), (1, 43), (0.2, 37)),)),),
    "foot-intrinsics": (("foot", (((-4, 2), (-2.4, 1), (-2.4, 5.6), (-4.2, 5.6)),)),),
}

FRONT: Final[Regions] = {
    **_SHANK_FRONT,
    "abdominals": (("chest", (((4.8, 3.4), (5, -8), (5.4, -16), (0, -17.4), (-5.4, -16), (-5, -8), (-4.8, 3.4), (0, 5)),)),),
    "obliques": (("chest", (((6.6, 4), (6.8, -6), (8, -15), (12.8, -12), (12, -3), (11.8, 4)),)),),
    "gluteus-medius": (("hips", (((13.4, -11), (16, -5), (16.9, 3), (14.4, 1), (12.6, -5)),)),),
    "tensor-fasciae-latae": (("hips", (((11.4, -6), (13.6, 1), (13.4, 8), (10.8, 7), (10, 0)),)),),
    "hip-flexors": (("hips", (((6, -8), (9.4, -2), (9.2, 6), (6, 9), (4.4, 3)),)),),
    "quadriceps": (("thigh", (((8.6, 19), (8, 28), (6, 39), (3, 42), (-1, 38), (-2, 28), (-1, 19)),)),),
    "adductors": (("thigh", (((-3.6, 18), (-4, 27), (-5.4, 33), (-7.2, 18), (-7.6, 14), (-6, 12)),)),),
}

BACK: Final[Regions] = {
    "erector-spinae": (
        (
            "chest",
            (((0.8, 4), (4.6, 3), (4.8, -8), (3.8, -22), (1, -24), (-1, -24), (-3.8, -22), (-4.8, -8), (-4.6, 3), (-0.8, 4)),),
        ),
    ),
    "quadratus-lumborum": (("chest", (((6, 4), (6.2, -5), (8.6, -9), (9.6, -4), (9.4, 3)),)),),
    "obliques": (("chest", (((10.6, 4), (10.8, -5), (12.6, -9), (12.2, -2), (12, 4)),)),),
    "gluteus-medius": (("hips", (((5, -11), (12, -13), (15.6, -6), (16.6, 1), (12.4, -3), (8, -6)),)),),
    "gluteus-maximus": (("hips", (((1.2, -4), (6, -5), (12.6, -1.4), (16, 5), (15, 10.6), (8.8, 11), (1.6, 9)),)),),
    "hip-external-rotators": (("hips", (((3, -1), (8, -2.6), (14, 1.6), (13, 4.6), (8, 2.4), (3.6, 3)),)),),
    "tensor-fasciae-latae": (("hips", (((15.2, -6), (16.8, -1), (17, 6), (16, 6), (15.6, 0)),)),),
    "hamstrings": (
        ("thigh", (((6.6, 19), (6, 30), (4.6, 42), (2.2, 43), (0.4, 35), (-1.6, 43), (-3.8, 41), (-4.6, 30), (-4.8, 19)),)),
    ),
    "adductors": (("thigh", (((-5.4, 18), (-5, 26), (-5.7, 33), (-7.4, 18), (-7.4, 14)),)),),
    "quadriceps": (("thigh", (((8.9, 19), (8.3, 28), (6.2, 40), (6, 32), (7.2, 19)),)),),
    "gastrocnemius": (
        ("shank", (((5.6, 5), (6.1, 13), (3.6, 22), (0.4, 19), (-3.4, 23.4), (-5.6, 16), (-5.3, 6), (0, 3.6)),)),
    ),
    "soleus": (("shank", (((4.8, 20.4), (3.4, 33), (0, 41), (-3, 33), (-4.8, 23.6), (-2.6, 25), (0, 21.6), (2.6, 24)),)),),
    "peroneals": (("shank", (((6.2, 14), (5.2, 25), (3.6, 36), (3.6, 30), (4.8, 20)),)),),
    "tibialis-posterior": (("shank", (((-1.4, 34), (-1, 41), (-2.6, 42), (-3.2, 35)),)),),
    "foot-intrinsics": (("foot", (((-4, 2), (-2.4, 1), (-2.4, 5.6), (-4.2, 5.6)),)),),
}

VIEWS: Final[Mapping[str, tuple[str, Regions]]] = {
    "side": ("m-", SIDE),
    "front": ("mf-", FRONT),
    "back": ("mb-", BACK),
    "foot": ("mt-", foot_shapes.MUSCLES),
}
"""By view: the prefix of its shapes' names, and its regions."""

CENTRAL: Final = frozenset({"chest", "waist", "pelvis", "head"})
"""Bones without a left and a right."""
BOTH_HALVES: Final = frozenset({"obliques", "quadratus-lumborum"})
"""On the trunk seen from the front or the back, drawn once on each side."""


def paths() -> dict[str, str]:
    """The path of every region, by the name of its shape."""
    found: dict[str, str] = {}
    for view, (prefix, regions) in VIEWS.items():
        for muscle, places in regions.items():
            for index, (bone, contours) in enumerate(places):
                doubled = view != "side" and bone in CENTRAL and muscle in BOTH_HALVES
                mirrored = tuple(tuple((-x, y) for x, y in contour) for contour in contours) if doubled else ()
                found[shape(prefix, muscle, index)] = "".join(outline(c) for c in (*contours, *mirrored))
    return found


def shape(prefix: str, muscle: str, index: int) -> str:
    return f"{prefix}{muscle}" + (f"-{index}" if index else "")


def lit(view: str, work: Mapping[str, Iterable[str]]) -> dict[str, list[tuple[str, str]]]:
    """By bone: the shapes that light up there and the class of each, secondary muscles first.

    `work` names muscles as `primary` and `secondary`. Names without a region in this view are ignored.
    """
    prefix, regions = VIEWS[view]
    found: dict[str, list[tuple[str, str]]] = {}
    for role, css in (("secondary", "m2"), ("primary", "m1")):
        for muscle in work.get(role, ()):
            for index, (bone, _) in enumerate(regions.get(muscle, ())):
                found.setdefault(bone, []).append((shape(prefix, muscle, index), css))
    return found
