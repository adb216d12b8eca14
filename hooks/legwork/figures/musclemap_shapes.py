"""Outlines of the muscle map, as data, and the curve that is drawn through them.

Units: the figure is 2000 high from crown to sole; x = 0 is the midline and grows to the side, y grows
downwards. Only one half of a picture is written down, the other is its mirror image. An outline is a text
of points, ``"x,y x,y! ..."``, joined by a smooth curve; ``!`` makes a point a corner.

Regions are painted in the order in which they stand, so that a later one covers the edge of an earlier one,
as muscles do. They may run over the edge of the body: it is cut there, and a rim is left free.

Heights of ankle (.039 of stature above the floor), knee (.285) and hip (.530) are those of Drillis and
Contini in Winter 2009, Fig. 4.1. Every contour is drawn by eye, with no picture under it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final


@dataclass(frozen=True)
class Region:
    """One muscle seen from one side: closed outlines, and open lines that hint at its heads and fibres."""

    muscle: str
    shapes: tuple[str, ...]
    lines: tuple[str, ...] = ()


# --- the body ---

_HEAD_TO_WAIST = (
    "-4,-2 36,3 64,20 81,52 85,90 85,116! 94,112 97,130 92,154 83,166! 77,190 64,214 56,226! 55,256 64,284 100,304 154,322"
    " 200,338 232,362 252,400 262,446 264,500 270,556 282,616 294,668 303,716 317,762 325,812 328,862 330,908 340,944"
    " 349,988 350,1032 344,1080 336,1122 324,1142 312,1134 306,1100 304,1062 300,1030! 296,1058 288,1072 280,1060"
    " 277,1020 279,980 287,942 291,908 285,860 268,802 252,746 244,694 232,640 218,584 206,534 196,488 187,460! 184,510"
    " 176,560 164,612 153,660 147,706"
)
_CUT = "-4,606 50,604 110,596 150,584 170,574!"
_CUT_TO_WAIST = "164,612 153,660 147,706"
_WAIST_TO_ANKLE = (
    "147,742 152,782 162,828 173,874 183,924 191,976 200,1030 207,1088 210,1146 208,1204 202,1264 193,1320 182,1368"
    " 173,1410 171,1444 176,1478 183,1512 190,1556 192,1606 188,1662 178,1724 167,1782 159,1834 157,1868 162,1896"
)
_FOOT_FRONT = (
    "162,1918 160,1940 171,1958 187,1974 197,1988 195,2000 182,2004 168,2003 152,2007 134,2006 120,2009 98,2010 84,2002"
    " 80,1986 85,1962 91,1940 91,1922"
)
_FOOT_BACK = (
    "161,1918 158,1940 170,1958 187,1976 194,1990 186,2000 160,2001 136,2005 112,2005 96,2000 90,1984 94,1962 97,1940 93,1920"
)
_ANKLE_TO_CROTCH = (
    "86,1904 87,1884 94,1856 93,1818 82,1764 67,1702 57,1644 54,1592 61,1534 72,1484 75,1450 71,1418 62,1384 57,1348"
    " 51,1304 39,1248 27,1190 17,1132 9,1088 2,1068 -4,1066!"
)

_LEGS = f"{_WAIST_TO_ANKLE} {{foot}} {_ANKLE_TO_CROTCH}"
_BODY = f"{_HEAD_TO_WAIST} {_LEGS}"
_CROPPED = f"{_CUT} {_CUT_TO_WAIST} {_LEGS}"
FRONT_BODY: Final = _BODY.format(foot=_FOOT_FRONT)
FRONT_LEGS: Final = _CROPPED.format(foot=_FOOT_FRONT)
"""Without head and arms, cut at the lower ribs."""
BACK_BODY: Final = _BODY.format(foot=_FOOT_BACK)
BACK_LEGS: Final = _CROPPED.format(foot=_FOOT_BACK)

# --- the front ---

FRONT: Final[tuple[Region, ...]] = (
    Region(
        "abdominals",
        (
            "5,566 40,560 74,572 82,600 82,632 44,638 5,632",
            "5,640 44,646 82,641 85,672 84,700 44,706 5,700",
            "5,708 44,714 84,709 86,738 84,768 44,774 5,768",
            "5,776 44,782 84,777 84,820 76,872 58,930 36,980 5,1010",
        ),
    ),
    Region(
        "obliques",
        (
            (
                "92,584 112,598 122,580! 136,612 146,600! 158,630 162,632! 151,699 152,761 167,838 152,842 132,856 114,880"
                " 98,906 86,912 88,880 95,820 96,740 93,660"
            ),
        ),
        (
            "104,640 124,672 148,692",
            "104,704 124,732 148,752",
            "104,768 124,794 150,812",
            "102,832 114,850 130,850",
        ),
    ),
    Region(
        "adductors",
        ("6,1040 22,1010 54,984 84,972 98,1000 104,1060 97,1140 86,1240 70,1340! 45,1289 22,1178 -6,1066!",),
        (
            "26,1014 58,1070 80,1150 84,1220",
            "12,1052 36,1130 56,1220 64,1290",
            "64,986 92,1040 98,1100",
        ),
    ),
    Region(
        "quadriceps",
        (
            "160,1000 196,1020 210,1090 213,1150 206,1260 197,1316 186,1366 166,1398 150,1396 140,1370 130,1280 130,1160 140,1060",
            "102,1150 130,1240 130,1320 120,1376 106,1414 88,1424 70,1408 58,1372 52,1320 70,1250",
            (
                "122,906 144,956 162,1030 170,1120 165,1220 152,1310 138,1376 127,1396 115,1376 104,1300 98,1210 100,1110"
                " 106,1010"
            ),
        ),
        (
            "129,950 134,1060 133,1190 129,1330",
            "184,1090 186,1190 176,1300",
            "92,1290 98,1340 98,1390",
        ),
    ),
    Region(
        "gluteus-medius",
        ("130,858 150,840 167,835 182,903 200,1011! 190,984 172,930 150,884",),
    ),
    Region(
        "tensor-fasciae-latae",
        ("124,880 140,874 162,902 180,950 196,1010 204,1088! 182,1046 160,1000 140,946",),
        ("138,894 158,942 182,1014",),
    ),
    Region(
        "soleus",
        ("86,1640 100,1690 105,1760 102,1820 94,1848 85,1789 63,1697 53,1640",),
    ),
    Region(
        "peroneals",
        (
            (
                "166,1482 179,1478 193,1561 191,1659 175,1758 160,1849 160,1906! 150,1872 147,1820 151,1750 158,1680 162,1610"
                " 163,1540"
            ),
        ),
    ),
    Region(
        "gastrocnemius",
        ("75,1480 88,1524 93,1580 90,1644 80,1706 60,1670 51,1600 58,1532 69,1481",),
    ),
    Region(
        "toe-extensors",
        (
            (
                "153,1482 163,1500 166,1560 164,1630 158,1710 150,1790 144,1850 140,1896 128,1896 124,1840 130,1760 134,1660"
                " 138,1570"
            ),
            (
                "130,1898 139,1898 146,1918 160,1944 178,1972 172,1974 156,1950 149,1940 155,1960 158,1980 152,1980 147,1958"
                " 141,1940 140,1960 137,1984 131,1984 133,1958 132,1940! 124,1962 112,1984 106,1982 118,1958 126,1930"
            ),
        ),
    ),
    Region(
        "tibialis-anterior",
        (
            (
                "139,1476 147,1500 149,1560 145,1640 138,1720 129,1800 119,1858 109,1904 100,1938 91,1940 95,1900 102,1840"
                " 104,1750 104,1660 108,1570 121,1508"
            ),
        ),
        ("133,1514 132,1590 125,1690 115,1800",),
    ),
    Region(
        "foot-intrinsics",
        ("88,1939 98,1946 102,1966 96,1984 84,1990 77,1981 84,1953",),
    ),
)
FRONT_NEUTRAL: Final = (
    "114,866 126,880 119,950 114,1030 107,1110 94,1200 76,1284 56,1350! 40,1300 66,1250 86,1170 96,1090 101,1010 104,930",
    "112,1410 127,1404 142,1410 148,1428 142,1448 128,1462 114,1448 106,1428",
    "118,1466 127,1470 136,1466 133,1500 126,1516 120,1500",
)
FRONT_LINES: Final = (
    "56,226 34,244 0,252",
    "10,330 60,316 120,324 176,342",
    "0,430 0,540",
    "10,506 62,520 120,508 164,470 184,424",
    "188,352 184,400 196,450 222,512",
    "232,560 240,610 246,660",
    "0,742 0,748",
    "322,1060 326,1100",
    "312,1062 315,1104",
    "120,2006 119,1992",
    "136,2004 138,1990",
    "153,2004 156,1990",
    "170,2001 174,1988",
)

# --- the back ---

BACK: Final[tuple[Region, ...]] = (
    Region(
        "obliques",
        ("112,700 150,630! 161,638 152,762 169,843 150,836 122,826 104,806",),
        ("122,736 132,770 152,806",),
    ),
    Region(
        "erector-spinae",
        ("5,440 18,420 32,470 46,540 59,610 67,690 67,770 60,840 38,890 14,934 5,940",),
        ("24,480 34,580 40,690 38,800 20,896",),
    ),
    Region(
        "adductors",
        ("-5,1063! 40,1080 64,1140 70,1230 72,1330! 50,1319 26,1199",),
        ("22,1110 38,1190 56,1280",),
    ),
    Region(
        "quadriceps",
        ("176,1040! 205,1040! 211,1100 213,1150 207,1250 197,1316 175,1420 166,1360 176,1280 180,1180",),
    ),
    Region(
        "hamstrings",
        (
            (
                "100,1070 180,1050 192,1120 186,1210 176,1290 171,1370 172,1430 168,1492! 152,1440 140,1384 128,1324 114,1250"
                " 106,1170"
            ),
            (
                "34,1070 100,1070 107,1170 112,1250 113,1310 104,1370 94,1430 86,1492! 72,1450 66,1400 60,1340 60,1290 52,1200"
                " 42,1130"
            ),
        ),
        (
            "148,1116 154,1216 153,1320 157,1420",
            "72,1116 82,1200 88,1290 84,1400",
        ),
    ),
    Region(
        "gluteus-medius",
        ("56,866 100,832 150,826 171,852 186,922 200,1012 180,1010 140,970 96,912",),
        (
            "84,866 136,904 182,980",
            "126,844 168,892 197,972",
        ),
    ),
    Region(
        "gluteus-maximus",
        (
            (
                "8,934 34,894 64,886 102,906 144,948 180,992 204,1037 204,1064 176,1078 140,1096 100,1108 60,1108 26,1092"
                " 7,1056 5,990"
            ),
        ),
        (
            "40,916 92,964 146,1004 192,1042",
            "18,946 70,1000 124,1038 172,1064",
            "13,996 50,1044 98,1080",
            "14,1040 34,1072 52,1088",
        ),
    ),
    Region(
        "soleus",
        ("53,1640 120,1600 193,1639 185,1699 172,1769 156,1826 142,1858! 124,1836 106,1862! 96,1820 78,1760 63,1699",),
        (
            "84,1720 98,1780 106,1836",
            "160,1716 152,1776 144,1830",
        ),
    ),
    Region(
        "peroneals",
        (
            (
                "182,1491 185,1504 195,1600 189,1678 175,1758 161,1839 160,1908! 149,1880 145,1830 151,1764 161,1700 168,1640"
                " 172,1560"
            ),
        ),
    ),
    Region(
        "gastrocnemius",
        (
            "100,1440 114,1450 122,1484 124,1560 123,1640 117,1706 98,1724 76,1694 54,1640 52,1581 60,1521 76,1472",
            "148,1440 134,1450 125,1484 127,1560 128,1630 134,1680 150,1696 167,1682 178,1640 180,1590 177,1530 164,1474",
        ),
        (
            "96,1476 88,1560 94,1660",
            "152,1476 162,1560 156,1650",
        ),
    ),
    Region(
        "foot-intrinsics",
        ("94,1944 104,1954 106,1976 96,1996 88,1989 92,1958",),
    ),
)
BACK_NEUTRAL: Final = (
    "124,1716! 130,1770 136,1824 132,1884 133,1912 142,1950 127,1970 112,1950 120,1912 119,1884 112,1824 118,1770",
)
BACK_LINES: Final = (
    "0,262 0,430",
    "20,590 60,510 112,430 196,368",
    "90,740 112,630 146,556 188,492",
    "196,368 190,420 200,470 224,520",
    "236,560 244,620 248,664",
    "322,1060 326,1100",
    "312,1062 315,1104",
)

# --- deep muscles, drawn over the others ---

DEEP_FRONT: Final[tuple[Region, ...]] = (
    Region(
        "hip-flexors",
        (
            (
                "20,640 36,646 50,730 66,810 104,846 128,872 126,940 112,1000 94,1050 82,1076 76,1044 82,984 72,920 50,860"
                " 32,780 22,700"
            ),
        ),
        (
            "30,680 48,790 78,890 96,980",
            "98,866 108,920 102,984",
        ),
    ),
)
DEEP_BACK: Final[tuple[Region, ...]] = (
    Region(
        "quadratus-lumborum",
        ("50,690 94,676 100,740 116,820 86,834 58,826 52,760",),
        (
            "64,700 82,816",
            "82,692 100,810",
        ),
    ),
    Region(
        "hip-external-rotators",
        (
            "30,918 60,920 108,952 156,982 186,994! 150,999 108,990 66,974 38,954",
            "78,1002 112,1004 150,1010 188,1008! 150,1026 112,1028 82,1027",
            "98,1045 136,1042 184,1027! 186,1064 146,1076 104,1078",
        ),
    ),
    Region(
        "tibialis-posterior",
        (
            (
                "126,1504! 144,1550 150,1610 146,1680 134,1750 118,1816 109,1866 105,1910 106,1944! 98,1908 101,1862 108,1796 112,1720 110,1640 114,1560"
            ),
        ),
        ("128,1540 131,1640 122,1740 106,1830",),
    ),
)

# --- the foot, 330 long: from its inner side, and its sole ---

SIDE_OUTLINE: Final = (
    "56,0! 53,40 45,78 28,108 12,134 7,166 16,189 42,199 80,197 120,187 160,177 200,179 230,188 256,197 282,200 308,199"
    " 328,192 334,178 327,165 306,157 280,150 254,138 226,117 194,93 164,68 150,40 146,0!"
)
SIDE: Final[tuple[Region, ...]] = (
    Region(
        "foot-intrinsics",
        (
            "20,170 30,150 58,134 100,128 142,134 182,146 218,154 252,166 270,176! 240,190 200,184 160,184 110,194 60,204 26,190",
        ),
        ("44,166 100,154 160,156 224,168", "56,184 110,172 160,170"),
    ),
)
SIDE_LINES: Final = (
    "84,58 98,48 112,58 110,74",
    "318,170 329,172",
    "150,44 166,100 182,140",
)

SOLE_OUTLINE: Final = (
    "0,86 6,56 30,37 66,36 104,48 142,55 180,46 214,29 244,21 266,25! 274,14 296,6 320,10 332,27 324,43 304,49! 316,50"
    " 325,61 318,73 303,75! 312,80 313,92 302,99 289,97! 297,104 294,116 282,120 270,117! 277,124 271,136 256,139 240,135"
    " 200,140 150,143 100,139 50,135 16,120"
)
SOLE: Final[tuple[Region, ...]] = (
    Region(
        "foot-intrinsics",
        (
            "18,82 24,52 60,32 104,46 146,54 184,44 226,26 254,36! 226,56 190,70 146,76 100,74 50,72",
            "18,116 40,112 80,116 120,118 170,122 214,124 256,128! 216,142 160,148 100,144 50,140",
            "20,96 30,78 64,72 110,76 160,78 204,68 248,56! 244,68 212,82 256,80! 254,91 214,95 248,102! 242,112 206,106"
            " 232,120! 224,126 186,116 140,114 90,112 50,110",
        ),
        ("50,52 104,60 150,66 206,48", "56,92 120,95 190,92", "70,128 140,132 206,133"),
    ),
)

# --- the curve ---


@dataclass(frozen=True)
class _Knot:
    """A point of an outline, as x + yi, and the way from it to its control points: none at a corner or an end."""

    at: complex
    arrive: complex | None = None
    leave: complex | None = None


def closed(outline: str) -> str:
    """The path data of a closed outline."""
    return _path(_knots(outline, loop=True)) + "z"


def opened(line: str) -> str:
    """The path data of an open line."""
    return _path(_knots(line, loop=False))


def _knots(text: str, *, loop: bool) -> list[_Knot]:
    words = text.split()
    points = [complex(*(float(value) for value in word.removesuffix("!").split(","))) for word in words]
    knots = [
        _Knot(point) if word.endswith("!") else _smooth(points[index - 1], point, points[(index + 1) % len(points)])
        for index, (word, point) in enumerate(zip(words, points, strict=True))
    ]
    return [*knots, knots[0]] if loop else [_Knot(points[0]), *knots[1:-1], _Knot(points[-1])]


def _smooth(before: complex, at: complex, after: complex) -> _Knot:
    """A knot of a centripetal Catmull-Rom spline.

    Centripetal, because points stand close at an ankle and wide apart on a thigh, and the uniform kind swings
    out between them. Where both neighbors are about as far away, both control points are put equally far, which
    hardly shows and lets SVG leave one of them out.
    """
    back, ahead = math.sqrt(abs(at - before)), math.sqrt(abs(after - at))
    slope = ((at - before) / back - (after - before) / (back + ahead) + (after - at) / ahead) / 3
    if max(back, ahead) < _EVEN * min(back, ahead):
        back = ahead = (back + ahead) / 2
    return _Knot(at, -slope * back, slope * ahead)


_EVEN: Final = 1.3
"""Up to this ratio of the roots of both distances, a knot is made symmetrical."""


def _path(knots: list[_Knot]) -> str:
    """Path data in whole units: one move, then relative cubic curves, as short as SVG allows."""
    here = _whole(knots[0].at)
    text, letter = f"M{_numbers(here)}", ""
    for index, (start, end) in enumerate(pairwise(knots)):
        leave, arrive = start.at + (start.leave or 0), end.at + (end.arrive or 0)
        if start.leave is None:
            leave = (start.at + arrive) / 2
        if end.arrive is None:
            arrive = (end.at + leave) / 2
        mirrored = index > 0 and start.arrive is not None and start.leave == -start.arrive
        controls = (arrive, end.at) if mirrored else (leave, arrive, end.at)
        command = "s" if mirrored else "c"
        numbers = _numbers(*(_whole(point) - here for point in controls))
        text += (command if command != letter else "" if numbers.startswith("-") else " ") + numbers
        here, letter = _whole(end.at), command
    return text


def _whole(point: complex) -> complex:
    return complex(round(point.real), round(point.imag))


def _numbers(*points: complex) -> str:
    values = [int(value) for point in points for value in (point.real, point.imag)]
    return "".join(f" {value}" if value >= 0 else f"{value}" for value in values).lstrip()
