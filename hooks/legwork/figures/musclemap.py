"""The muscle map: a body from the front and from the back, with the muscles at work lit.

A page carries one `sprite` and the site one `stylesheet`; every `map` then weighs less than 1 KB, because it
says only which muscles are lit: a fill per muscle, in a custom property that reaches into the sprite. Primary
muscles are solid and secondary ones hatched, so that the map reads without color. Deep muscles are drawn
over the others with a dashed outline, and the muscles of the foot in an inset of their own.

Outlines and units are in `musclemap_shapes`, the symbols in `musclemap_sprite`, the rules in `musclemap.css`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Final

from legwork.figures.musclemap_sprite import DEEP, VIEWS, Crop, Fixed, Side, Themed, both, drawing, outline_name, use

MUSCLES: Final[tuple[str, ...]] = (
    "abdominals",
    "obliques",
    "erector-spinae",
    "adductors",
    "quadriceps",
    "hamstrings",
    "gluteus-medius",
    "gluteus-maximus",
    "tensor-fasciae-latae",
    "soleus",
    "peroneals",
    "gastrocnemius",
    "toe-extensors",
    "tibialis-anterior",
    "foot-intrinsics",
    "quadratus-lumborum",
    "hip-flexors",
    "hip-external-rotators",
    "tibialis-posterior",
)
"""Every muscle that the map can draw, in the order of painting: the surface from top to toe, then the deep ones."""

_FOOT: Final = "foot-intrinsics"

_PLACES: Final[Mapping[Crop, Mapping[Side, tuple[int, int]]]] = {
    "body": {"front": (0, 0), "back": (780, 0), "side": (224, 1440), "sole": (224, 1766)},
    "legs": {"front": (0, 0), "back": (460, 0), "side": (-166, 2130), "sole": (294, 2187)},
}
"""The position of each view's origin: the midline of figures, the heel of feet."""
_BOXES: Final[Mapping[Crop, str]] = {"body": "-370 -20 1520 2110", "legs": "-220 560 900 1530"}
_BOX_WITH_FEET: Final = "-220 560 900 1870"
"""The position of the foot's inset on the map of legs, where feet are below. On whole figures it is between the legs."""
_LINK_BOXES: Final[Mapping[Crop, str]] = {"body": "-370 -20 1520 2180", "legs": "-220 560 900 1940"}
_NAME_AT: Final[Mapping[Crop, str]] = {"body": 'x="390" y="2140"', "legs": 'x="230" y="2474"'}
"""The free line below the map of links, for the name of the muscle under the pointer."""
_HIT: Final[Mapping[str, int]] = {
    "obliques": 12,
    "adductors": 12,
    "gluteus-medius": 30,
    "tensor-fasciae-latae": 40,
    "soleus": 40,
    "peroneals": 50,
    "gastrocnemius": 8,
    "toe-extensors": 40,
    "tibialis-anterior": 20,
    "foot-intrinsics": 30,
    "quadratus-lumborum": 16,
    "hip-flexors": 6,
    "tibialis-posterior": 16,
}
"""The width of the rim around a thin muscle that also takes clicks, in units of the drawing."""

# --- public ---


@functools.cache
def sprite() -> str:
    """The hidden drawing that every `map` and the `links` of a page refer to. Once a page, before the first of them."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="lw-map-sprite" width="0" height="0" style="position:absolute"'
        f' aria-hidden="true" focusable="false"><defs>{drawing(Themed(), ("body", "legs"), DEEP)}</defs></svg>'
    )


def stylesheet() -> str:
    """The rules for all maps: colors in light, dark, print and forced colors, and the states of links."""
    return _CSS


def map(primary: Iterable[str], secondary: Iterable[str], title: str, crop: Crop = "body", *, uid: str) -> str:  # noqa: A001
    """One map of a page that has the `sprite`: the muscles in `primary` solid, those in `secondary` hatched.

    `crop` is the whole figure, or the trunk from the ribs down, without arms. `uid` begins every id and is used once
    a page. A muscle in both lists is primary. An unknown muscle is a ValueError.
    """
    solid, hatched = _checked(primary, secondary)
    fills = [f"--m-{muscle}:var(--mm-p)" for muscle in solid] + [f"--m-{muscle}:url(#mm-hatch)" for muscle in hatched]
    style = f' style="{";".join(fills)}"' if fills else ""
    feet = crop == "legs" and _FOOT in solid + hatched
    return (
        f'<svg class="lw-map lw-map--{crop}" viewBox="{_BOX_WITH_FEET if feet else _BOXES[crop]}" role="img"'
        f' aria-labelledby="{uid}-t" aria-describedby="{uid}-d"{style}><title id="{uid}-t">{escape(title)}</title>'
        f'<desc id="{uid}-d">{_description(solid, hatched)}</desc>{_shown(crop, solid + hatched)}</svg>'
    )


def links(href_of: Callable[[str], str], name_of: Callable[[str], str], crop: Crop = "legs") -> str:
    """The map whose muscles are links, for a page that has the `sprite`. Once a page: its ids are fixed.

    `href_of` and `name_of` give the address and the name of a muscle. Links come in the order of `MUSCLES`.
    """
    keys = "".join(f'<g id="mm-to-{muscle}">{_everywhere(muscle, crop)}</g>' for muscle in MUSCLES)
    under, over = (
        "".join(use(f"{outline_name(side, crop)}-{layer}", at) for side, at in _PLACES[crop].items())
        for layer in ("under", "over")
    )
    anchors = {muscle: _link(muscle, href_of(muscle), name_of(muscle), crop) for muscle in MUSCLES}
    surface = "".join(anchor for muscle, anchor in anchors.items() if muscle not in DEEP)
    return (
        f'<svg class="lw-map lw-map--links" viewBox="{_LINK_BOXES[crop]}" role="group"'
        f' aria-label="Muscles, from the front and from the back"><defs>{keys}<clipPath id="mm-to-clip">{_clip(crop)}</clipPath></defs>'
        f'<g aria-hidden="true">{under}</g>{surface}<g class="lw-map-cover" aria-hidden="true">{over}</g>'
        f"{''.join(anchor for muscle, anchor in anchors.items() if muscle in DEEP)}</svg>"
    )


_BODY_PARTS: Final[Mapping[str, tuple[Side, int, int, int, int]]] = {
    "shoulder": ("front", 160, 400, 90, 80),
    "back": ("back", 0, 800, 130, 120),
    "buttock": ("back", 0, 1010, 150, 85),
    "hip": ("front", 150, 960, 65, 90),
    "groin": ("front", 0, 1040, 80, 60),
    "thigh": ("front", 90, 1250, 90, 130),
    "knee": ("front", 90, 1480, 80, 80),
    "leg": ("back", 95, 1300, 95, 130),
    "calf": ("back", 95, 1660, 80, 120),
    "shin": ("front", 90, 1690, 65, 120),
    "ankle": ("back", 90, 1880, 65, 70),
    "heel": ("back", 90, 2010, 75, 50),
    "foot": ("front", 100, 2000, 85, 60),
}
"""The area of a part of the body: its view, the middle of its right-hand side as drawn, and its radii."""


def parts(named: Iterable[tuple[str, str]]) -> str:
    """The body with its parts as links to `#part`, for a page that has the `sprite`; `named` are parts with their names.

    A part that lies off the midline is marked on both sides, and both marks are one link.
    """
    anchors = "".join(_part(part, escape(name)) for part, name in named)
    places = _PLACES["body"]
    body = "".join(use(outline_name(side, "body"), places[side]) for side in ("front", "back"))
    return (
        f'<svg class="lw-map lw-map--parts" viewBox="{_BOXES["body"]}" role="group" aria-label="Parts of the body">'
        f'<g aria-hidden="true">{body}</g>{anchors}</svg>'
    )


def _part(part: str, name: str) -> str:
    side, x, y, across, along = _BODY_PARTS[part]
    middle = _PLACES["body"][side][0]
    marks = "".join(f'<ellipse cx="{middle + at}" cy="{y}" rx="{across}" ry="{along}"/>' for at in ((x, -x) if x else (0,)))
    return f'<a href="#{part}" aria-label="{name}"><title>{name}</title>{marks}</a>'


def standalone(primary: Iterable[str], secondary: Iterable[str], title: str) -> str:
    """A map as a file of its own: the whole figure on paper, with plain attributes that any renderer understands."""
    solid, hatched = _checked(primary, secondary)
    lit = solid + hatched
    paint = Fixed(frozenset(solid), frozenset(hatched))
    left, top, width, height = _BOXES["body"].split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_BOXES["body"]}" width="{int(width) // 2}" height="{int(height) // 2}"'
        f' role="img" aria-labelledby="t" aria-describedby="d"><title id="t">{escape(title)}</title>'
        f'<desc id="d">{_description(solid, hatched)}</desc><defs>{drawing(paint, ("body",), [m for m in lit if m in DEEP])}</defs>'
        f'<path fill="#faf9f5" d="M{left} {top}h{width}v{height}h-{width}z"/>{_shown("body", lit)}</svg>\n'
    )


# --- maps ---


def _checked(primary: Iterable[str], secondary: Iterable[str]) -> tuple[list[str], list[str]]:
    """Both lists in the order of `MUSCLES`, each muscle once."""
    solid, hatched = set(primary), set(secondary)
    unknown = sorted((solid | hatched) - set(MUSCLES))
    if unknown:
        raise ValueError(f"the muscle map has no '{unknown[0]}'")
    return [m for m in MUSCLES if m in solid], [m for m in MUSCLES if m in hatched - solid]


def _shown(crop: Crop, lit: list[str]) -> str:
    """The figures, with the deep muscles and the foot only where they are lit."""
    places = _PLACES[crop]
    views: list[Side] = ["front", "back", "side", "sole"] if _FOOT in lit else ["front", "back"]
    deep = [use(muscle, places[DEEP[muscle][0]]) for muscle in MUSCLES if muscle in DEEP and muscle in lit]
    return "".join(use(outline_name(side, crop), places[side]) for side in views) + "".join(deep)


def _description(solid: list[str], hatched: list[str]) -> str:
    parts = [
        f"{label}: {_listed(muscles)}." for label, muscles in (("Primary", solid), ("Secondary, hatched", hatched)) if muscles
    ]
    return " ".join(parts) or "No muscle is marked."


def _listed(muscles: list[str]) -> str:
    names = [muscle.replace("-", " ") for muscle in muscles]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


# --- links ---


def _link(muscle: str, href: str, name: str, crop: Crop) -> str:
    """A muscle as a link: a wider area that takes clicks, the drawing, cut at the edge of the body, and the name."""
    width = f' style="--mm-hit:{2 * _HIT[muscle]}"' if muscle in _HIT else ""
    clip = "" if muscle in DEEP else ' clip-path="url(#mm-to-clip)"'
    return (
        f'<a href="{escape(href)}" class="lw-map-to" aria-label="{escape(name)}"><title>{escape(name)}</title>'
        f'<use href="#mm-to-{muscle}" class="lw-map-hit"{width}/><g{clip}><use href="#mm-to-{muscle}"/></g>'
        f'<text {_NAME_AT[crop]} class="lw-map-name" aria-hidden="true">{escape(name)}</text></a>'
    )


def _everywhere(muscle: str, crop: Crop) -> str:
    """A muscle in every view that shows it, uncut."""
    places = _PLACES[crop]
    if muscle in DEEP:
        return use(muscle, places[DEEP[muscle][0]])
    sides = [side for side, view in VIEWS.items() if any(region.muscle == muscle for region in view.regions)]
    return "".join(f"<g{_moved(places[side])}>{both(side, f'{side}-{muscle}')}</g>" for side in sides)


def _clip(crop: Crop) -> str:
    """Every outline of the map of links. A clip path may hold paths, not groups, so each half is placed by itself."""
    clip = ""
    for side, at in _PLACES[crop].items():
        name = f"{outline_name(side, crop)}-edge"
        clip += use(name, at)
        if VIEWS[side].mirrored:
            clip += f'<use href="#mm-{name}" transform="translate({at[0]} {at[1]}) scale(-1 1)"/>'
    return clip


def _moved(at: tuple[int, int]) -> str:
    return f' transform="translate({at[0]} {at[1]})"' if at != (0, 0) else ""


_CSS: Final = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
