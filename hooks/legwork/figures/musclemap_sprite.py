"""The symbols that all muscle maps of a page share: bodies and muscles, painted by a theme or in fixed colors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from legwork.figures import musclemap_shapes as shapes
from legwork.figures.musclemap_shapes import Region

Crop = Literal["body", "legs"]
Side = Literal["front", "back", "side", "sole"]

# --- paint ---


class Themed:
    """Paint for pages: classes and custom properties, resolved by the stylesheet."""

    def __call__(self, part: str) -> str:
        return f'class="mm-{part}"'

    def muscle(self, name: str) -> str:
        return f'class="mm-gap" style="fill:var(--m-{name},var(--mm-m))"'

    def deep(self, name: str) -> str:
        return f'class="mm-deep" style="fill:var(--m-{name},var(--mm-d,none))"'


@dataclass(frozen=True)
class Fixed:
    """Paint for files: attributes with the colors of the light theme."""

    primary: frozenset[str]
    secondary: frozenset[str]

    def __call__(self, part: str) -> str:
        return _FIXED[part]

    def muscle(self, name: str) -> str:
        return f'{_FIXED["gap"]} fill="{self._fill(name)}"'

    def deep(self, name: str) -> str:
        return f'{_FIXED["deep"]} fill="{self._fill(name)}"'

    def _fill(self, name: str) -> str:
        if name in self.primary:
            return "#c8421f"
        return "url(#mm-hatch)" if name in self.secondary else "#d3ccbb"


Paint = Themed | Fixed
_FIXED: Final[Mapping[str, str]] = {
    "body": 'fill="#ebe7dc"',
    "rim": 'fill="none" stroke="#ebe7dc" stroke-width="12"',
    "edge": 'fill="none" stroke="#9d9684" stroke-width="4"',
    "sketch": 'fill="none" stroke="#c4bdab" stroke-width="4" stroke-linecap="round"',
    "gap": 'stroke="#ebe7dc" stroke-width="6" stroke-linejoin="round"',
    "deep": 'stroke="#ebe7dc" stroke-width="15" stroke-linejoin="round"',
    "dash": 'stroke="#16211d" stroke-width="3.5" stroke-dasharray="15 9"',
    "line": 'fill="none" stroke="#ebe7dc" stroke-width="3.5" stroke-linecap="round"',
    "neutral": 'fill="#d3ccbb" stroke="#ebe7dc" stroke-width="6"',
    "base": 'stop-color="#f3d9c6"',
    "stripe": 'stop-color="#c8421f"',
    "text": 'fill="#53605a" font-family="sans-serif" font-size="46" font-weight="600" text-anchor="middle"',
}

# --- drawing ---


@dataclass(frozen=True)
class View:
    """One picture: its outlines, whether they and the regions are one half of it, and what is drawn on the body."""

    outlines: Mapping[str, str]
    mirrored: bool
    regions: tuple[Region, ...]
    neutral: tuple[str, ...]
    sketch: tuple[str, ...]
    label: tuple[str, int, int]


VIEWS: Final[Mapping[Side, View]] = {
    "front": View(
        {"front-body": shapes.FRONT_BODY, "front-legs": shapes.FRONT_LEGS},
        True,
        shapes.FRONT,
        shapes.FRONT_NEUTRAL,
        shapes.FRONT_LINES,
        ("Front", 0, 2072),
    ),
    "back": View(
        {"back-body": shapes.BACK_BODY, "back-legs": shapes.BACK_LEGS},
        True,
        shapes.BACK,
        shapes.BACK_NEUTRAL,
        shapes.BACK_LINES,
        ("Back", 0, 2072),
    ),
    "side": View({"side": shapes.SIDE_OUTLINE}, False, shapes.SIDE, (), shapes.SIDE_LINES, ("Inner side", 166, 262)),
    "sole": View({"sole": shapes.SOLE_OUTLINE}, False, shapes.SOLE, (), (), ("Sole", 166, 205)),
}
DEEP: Final[Mapping[str, tuple[Side, Region]]] = {
    **{region.muscle: ("front", region) for region in shapes.DEEP_FRONT},
    **{region.muscle: ("back", region) for region in shapes.DEEP_BACK},
}


def outline_name(side: Side, crop: Crop) -> str:
    """The name of a view's outline, and of the symbol that draws it: front-legs, sole."""
    return f"{side}-{crop}" if VIEWS[side].mirrored else side


def drawing(paint: Paint, crops: Iterable[Crop], deep: Iterable[str]) -> str:
    """Return every symbol: #mm-front-legs and so on, #mm-side and #mm-sole, #mm-<muscle> for the deep ones."""
    names = dict.fromkeys((side, outline_name(side, crop)) for crop in crops for side in VIEWS)
    return (
        _hatch(paint)
        + "".join(_surface(side, view, paint) for side, view in VIEWS.items())
        + "".join(_layers(side, name, paint) for side, name in names)
        + "".join(_deep(muscle, paint) for muscle in deep)
    )


def _hatch(paint: Paint) -> str:
    """Stripes at 45 degrees. A gradient, since a pattern becomes a coarse bitmap in a PDF; its slopes stand for antialiasing."""
    stops = ((0, "base"), (0.5, "base"), (0.6, "stripe"), (0.9, "stripe"), (1, "base"))
    return (
        '<linearGradient id="mm-hatch" gradientUnits="userSpaceOnUse" x2="13" y2="13" spreadMethod="repeat">'
        + "".join(f'<stop offset="{offset}" {paint(part)}/>' for offset, part in stops)
        + "</linearGradient>"
    )


def _surface(side: Side, view: View, paint: Paint) -> str:
    """Return the parts drawn on a body, each with an id: the sketch, the muscles, tendons and bones."""
    muscles = "".join(f'<g id="mm-{side}-{r.muscle}" {paint.muscle(r.muscle)}>{_region(r, paint)}</g>' for r in view.regions)
    return (
        _path(shapes.opened, view.sketch, f'id="mm-{side}-sketch" {paint("sketch")}')
        + f'<g id="mm-{side}-muscles">{muscles}</g>'
        + _path(shapes.closed, view.neutral, f'id="mm-{side}-neutral" {paint("neutral")}')
    )


def _region(region: Region, paint: Paint) -> str:
    """A path for each head, so that every one has its gap, and one for the inner lines."""
    heads = "".join(_path(shapes.closed, (text,)) for text in region.shapes)
    return heads + _path(shapes.opened, region.lines, paint("line"))


def _path(curve: Callable[[str], str], texts: tuple[str, ...], attributes: str = "") -> str:
    if not texts:
        return ""
    return f'<path {attributes}{" " if attributes else ""}d="{"".join(curve(text) for text in texts)}"/>'


def _layers(side: Side, name: str, paint: Paint) -> str:
    """The symbols #mm-<name>-under (body), #mm-<name>-over (tendons, rim and edge), and #mm-<name>, with the muscles between.

    Half a body is an open outline that overlaps the midline: its fill closes there without a seam, its edge leaves it free.
    """
    view = VIEWS[side]
    outline = (shapes.opened if view.mirrored else shapes.closed)(view.outlines[name])
    edge = both(side, f"{name}-edge")
    clip = f'clip-path="url(#mm-{name}-clip)"'
    text, x, y = view.label
    sketch = f"<g {clip}>{both(side, f'{side}-sketch')}</g>" if view.sketch else ""
    tendons = both(side, f"{side}-neutral") if view.neutral else ""
    under = f'<g {paint("body")}>{edge}</g>{sketch}<text x="{x}" y="{y}" {paint("text")}>{text}</text>'
    over = f"<g {clip}>{tendons}<g {paint('rim')}>{edge}</g></g><g {paint('edge')}>{edge}</g>"
    between = f"<g {clip}>{both(side, f'{side}-muscles')}</g>"
    return (
        f'<path id="mm-{name}-edge" d="{outline}"/><clipPath id="mm-{name}-clip">{edge}</clipPath>'
        + _symbol(f"{name}-under", under)
        + _symbol(f"{name}-over", over)
        + _symbol(name, f"{use(f'{name}-under')}{between}{use(f'{name}-over')}")
    )


def _deep(muscle: str, paint: Paint) -> str:
    """The symbol #mm-<muscle>: a deep muscle on both sides of its figure, held off from what it covers, and dashed."""
    side, region = DEEP[muscle]
    heads = "".join(_path(shapes.closed, (text,)) + _path(shapes.closed, (text,), paint("dash")) for text in region.shapes)
    lines = _path(shapes.opened, region.lines, paint("line"))
    half = f'<g id="mm-{side}-{muscle}" {paint.deep(muscle)}>{heads}{lines}</g>'
    return half + _symbol(muscle, both(side, f"{side}-{muscle}"))


def _symbol(name: str, content: str) -> str:
    return f'<symbol id="mm-{name}" overflow="visible">{content}</symbol>'


def both(side: Side, name: str) -> str:
    """A part of a view; of a figure, both halves."""
    return use(name) + (f'<use href="#mm-{name}" transform="scale(-1 1)"/>' if VIEWS[side].mirrored else "")


def use(name: str, at: tuple[int, int] = (0, 0)) -> str:
    x, y = at
    return f'<use href="#mm-{name}"' + (f' x="{x}"' if x else "") + (f' y="{y}"' if y else "") + "/>"
