"""The pictures of a figure: animated, as a printed sequence, small and still; inline or as files of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from legwork.figures import colors, foot_shapes, muscles, props, shapes
from legwork.figures.dolls import PLATE_RADIUS, doll
from legwork.figures.geometry import number, rotation_of, turned
from legwork.figures.keyframes import fade_out, keyframes, when_open, when_playing
from legwork.figures.motion import Motion, Numbering, Numbers, animate
from legwork.figures.props import Box
from legwork.figures.rig import Channel, Frame, channels
from legwork.figures.scene import Scene
from legwork.figures.schema import Figure
from legwork.figures.svg import SPRITE, Element, Group, Painter, Raw, escaped, group, serialize, shapes_in, translate

MARGIN: Final = 6.0
GAP: Final = 20.0
"""Between the pictures of a sequence, cm."""
REACH_CM: Final[Mapping[str, float]] = {"head": 17, "hip": 13, "shoulder": 11, "tip": 2, "hand": 8, "heel": 3, "foot": 5}
"""The reach of the drawing beyond a joint, cm."""
LONG_ARROW: Final = 16.0
"""The length, in cm, at which an arrow gets full barbs and a full stroke; shorter ones are drawn finer."""
SHORTEST_ARROW: Final = 3.0
"""Below this an arrow would be a blob, and is left out."""
HELD: Final[Mapping[str, float]] = {"barbell": PLATE_RADIUS + 2, "kettlebell": 20}
"""The reach of a bar's plate, or of a bell that swings out, beyond the hand that holds it, cm."""
STILL_BOX: Final = (236.0, 190.0)
"""Width and height in cm of every small picture, so that figures in a list share one scale."""
Work = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Drawing:
    """All pictures of one exercise, as SVG.

    The inline ones need `sprite()` on the page and `stylesheet()`; the standalone ones need nothing. `standalone_still`
    has no paper and follows the color scheme of the page that shows it.
    """

    animated: str
    pair: str
    still: str
    standalone: str
    standalone_pair: str
    standalone_still: str
    seconds: float
    """The seconds of one play of the animation; 0 for a figure with one key."""


def drawing(slug: str, figure: Figure, title: str, description: str, work: Work) -> Drawing:
    """Draw an exercise. `work` names the muscles that light up, as `primary` and `secondary`."""
    return _Artist(slug, figure, title, description, work).drawing()


def strip(slug: str, figure: Figure, title: str, work: Work, count: int) -> list[str]:
    """Return still pictures at even intervals from the start to the last key, as the animation plays them."""
    return _Artist(slug, figure, title, "", work).strip(count)


@lru_cache(maxsize=1)
def _paths() -> Mapping[str, str]:
    return shapes.paths() | foot_shapes.paths() | muscles.paths()


def sprite() -> str:
    """Return the shapes that inline figures share: one hidden SVG for the page."""
    symbols = "".join(f'<path id="{SPRITE}{name}" d="{data}"/>' for name, data in sorted(_paths().items()))
    return (
        f'<svg width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false"><defs>{symbols}</defs></svg>'
    )


def class_prefix(slug: str) -> str:
    """Return the prefix, letters and digits, of a figure's animation names, which are global to a page."""
    value, letters = int.from_bytes(hashlib.sha256(slug.encode()).digest()[:8], "big"), ""
    for base in ("ghjkqvwxyz", *["abcdefghijklmnopqrstuvwxyz0123456789"] * 3):
        value, digit = divmod(value, len(base))
        letters += base[digit]
    return letters


def numbering(scene: Scene) -> Numbering:
    """Return the function that gives every number of a figure's picture at an instant."""

    def numbers(frame: Frame, joints: Mapping[str, complex], places: Mapping[str, complex]) -> Numbers:
        found = channels(scene.rig, frame) | props.numbers(scene.figure, joints, places)
        if frame.in_front is not None:
            found[Channel("right leg", "show")] = (1.0 if frame.in_front == "right" else 0.0,)
        return found

    return numbers


class _Artist:
    def __init__(self, slug: str, figure: Figure, title: str, description: str, work: Work) -> None:
        self.slug, self.figure, self.title, self.description = slug, figure, title, description
        self.work = {role: tuple(names) for role, names in work.items()}
        self.prefix = class_prefix(slug)
        self.scene = Scene(figure)
        self.numbering = numbering(self.scene)
        self.sequence = figure.frames or tuple(range(min(2, len(figure.keys))))

    def drawing(self) -> Drawing:
        motion = animate(self.scene, self.numbering) if len(self.figure.keys) > 1 else None
        body, box, style = self.animation(motion)
        row, row_box = self.row()
        still_index = self.figure.still if self.figure.still is not None else self.sequence[min(1, len(self.sequence) - 1)]
        seconds = motion.seconds if motion else 0.0
        return Drawing(
            animated=self.inline("animated", body, box, when_playing(style), f' data-seconds="{number(seconds, 2)}"'),
            pair=self.inline("pair", row, row_box),
            still=self.small(still_index),
            standalone=self.file("animated", body, box, when_open(style)),
            standalone_pair=self.file("pair", row, row_box),
            standalone_still=self.small_file(still_index),
            seconds=seconds,
        )

    def elements(self, painter: Painter) -> list[Element | None]:
        man = doll(self.figure, painter, self.work)
        return [*props.draw(self.figure, painter, "back"), man, *props.draw(self.figure, painter, "front")]

    # --- The animation

    def animation(self, motion: Motion | None) -> tuple[Element | None, Box, str]:
        base, joints = self.key(0)
        tracks = motion.tracks if motion else {}
        painter = Painter(self.scene.rig, base, tracks, self.prefix)
        parts = self.elements(painter)
        style = ""
        if motion:
            style = keyframes(self.prefix, painter.classes, motion)
            if self.figure.loop == "cut":
                parts = [Group(tuple(part for part in parts if part), css=f"{self.prefix}cut")]
                style += fade_out(f"{self.prefix}cut", motion.seconds)
        instants = [(i.numbers, i.joints) for t in motion.transitions for i in t] if motion else [(base, joints)]
        box = self.around(instants)
        parts.append(Raw(props.ground(self.figure, box[0] - 4, box[2] + 4)))
        return group(parts), box, style

    def key(self, index: int) -> tuple[Numbers, Mapping[str, complex]]:
        frame = self.scene.frame(index)
        joints = self.scene.joints(frame)
        return self.numbering(frame, joints, self.scene.props_at(index, index, 1)), joints

    def around(self, instants: Iterable[tuple[Numbers, Mapping[str, complex]]], extra: Sequence[complex] = ()) -> Box:
        """Return the box around the figure at these instants, with its props."""
        boxes: list[Box] = [(p.real - 5, p.imag - 5, p.real + 5, p.imag + 5) for p in extra]
        radii = {prop.id: prop.r or {"slider": 9}.get(prop.type, 30) for prop in self.figure.props if prop.id}
        held = [p.type for p in self.figure.props if p.swings or (p.type == "barbell" and p.at == "hands")]
        hand = max((HELD[name] for name in held), default=0)
        for numbers, joints in instants:
            for name, spot in joints.items():
                joint = name.split(".")[-1]
                reach = max(REACH_CM.get(joint, 7), hand if joint == "hand" else 0)
                boxes.append((spot.real - reach, spot.imag - reach, spot.real + reach, spot.imag + reach))
            for (part, kind), value in numbers.items():
                if kind == "move" and part.startswith("prop "):
                    radius = radii[part[5:]]
                    boxes.append((value[0] - radius, value[1] - radius, value[0] + radius, value[1] + radius))
        boxes += props.extents(self.figure)
        left, top, right = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes)
        low = max(box[3] for box in boxes) if props.lies_open(self.figure) else 0.0
        return (left, top, right, max(props.depth(self.figure, left), low, 2.4))

    # --- Still pictures

    def row(self) -> tuple[Element | None, Box]:
        """Return the sequence side by side, numbered, with an arrow along the motion."""
        parts: list[Element | None] = []
        x, top, bottom = 0.0, 0.0, 2.4
        for place, index in enumerate(self.sequence):
            base, joints = self.key(index)
            arrow, spots = self.arrow() if place == 0 else (None, [])
            box = self.around([(base, joints)], spots)
            scene = [
                *self.elements(Painter(self.scene.rig, base)),
                arrow,
                Raw(props.ground(self.figure, box[0] - 3, box[2] + 3)),
            ]
            parts.append(group(scene, translate(x - box[0], 0)))
            wide = box[2] - box[0]
            top, bottom = min(top, box[1]), max(bottom, box[3])
            x += wide + GAP
            if len(self.sequence) > 1:
                parts.append(Raw(f'<text x="{number(x - GAP - wide / 2)}" y="LABEL" class="nr">{place + 1}</text>'))
        if len(self.sequence) > 1:
            bottom += 13
        labeled = [Raw(p.text.replace("LABEL", number(bottom - 1))) if isinstance(p, Raw) else p for p in parts]
        return group(labeled), (0, top, x - GAP, bottom)

    def arrow(self) -> tuple[Element | None, list[complex]]:
        """Return a bent arrow along the path of a joint from the first picture of the sequence to the second."""
        spec = self.figure.arrow
        if spec is None or len(self.sequence) < 2:
            return None, []
        start, end = self.sequence[:2]
        shift = complex(spec.shift[0], -spec.shift[1])
        spots = [self.along(start, end, part)[spec.of] + shift for part in (0.08, 0.5, 0.9)]
        first, middle, last = spots
        if abs(last - middle) < abs(last - first) / 4:  # it arrives long before the body does
            middle = (first + last) / 2
        straighter = min(1.0, abs(last - first) / LONG_ARROW)  # a short one with the whole bend is a hook
        bend = (first + last) / 2 + (2 * middle - (first + last)) * straighter
        length = (abs(last - first) + abs(bend - first) + abs(last - bend)) / 2
        if length < SHORTEST_ARROW:
            return None, []
        size = min(1.0, length / LONG_ARROW)
        heading = rotation_of(last - bend)
        barbs = [last + turned(1j, heading + side) * max(7 * size, 2.4) for side in (152, -152)]
        xy = [f"{number(p.real)} {number(p.imag)}" for p in (first, bend, last, barbs[0], last, barbs[1])]
        finer = f' style="stroke-width:{number(2.6 * max(size, 0.45))}"' if size < 1 else ""
        return Raw(f'<path class="ar" d="M{xy[0]}Q{xy[1]} {xy[2]}M{xy[3]}L{xy[4]} {xy[5]}"{finer}/>'), spots

    def along(self, start: int, end: int, part: float) -> Mapping[str, complex]:
        """Return the joints at a fraction of the way from one key to a later one, over the keys between."""
        steps = max(end - start, 1)
        index = min(start + int(part * steps), end - 1) if end > start else start
        return self.scene.between(index, index + 1 if end > start else end, part * steps - (index - start), part)[1]

    def small(self, index: int) -> str:
        """Return one pose in a box of one size for all exercises, as decoration beside the exercise's name."""
        body, view = self.pose(index)
        label = f'role="img" aria-label="{escaped(self.title)}"'
        return f'<svg class="fig fig-still" viewBox="{_view(view)}" {label}>{serialize(body)}</svg>'

    def small_file(self, index: int) -> str:
        """Return the same as a file without paper, in the colors of the page that shows it, light or dark."""
        body, view = self.pose(index)
        text = serialize(body)
        classes = _classes(text)
        sheet = f"{colors.rules(classes)}@media(prefers-color-scheme:dark){{{colors.rules(classes, dark=True)}}}"
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_view(view)}"><style>{sheet}</style>{_shapes(body)}{text}</svg>\n'

    def pose(self, index: int) -> tuple[Element | None, Box]:
        """Return one key on its ground, and the box around it in STILL_BOX's proportions."""
        base, joints = self.key(index)
        box = self.around([(base, joints)])
        wide, high = STILL_BOX
        scale = max(1.0, (box[2] - box[0] + 2 * MARGIN) / wide, (box[3] - box[1] + 2 * MARGIN) / high)
        middle, bottom = (box[0] + box[2]) / 2, box[3] + MARGIN
        view = (middle - wide * scale / 2, bottom - high * scale, middle + wide * scale / 2, bottom)
        parts = [*self.elements(Painter(self.scene.rig, base)), Raw(props.ground(self.figure, box[0] - 3, box[2] + 3))]
        return group(parts), view

    def strip(self, count: int) -> list[str]:
        if len(self.figure.keys) < 2:
            return []
        motion = animate(self.scene, self.numbering)
        instants = [(i.numbers, i.joints) for t in motion.transitions for i in t]
        box = self.around(instants)
        last = max(leg.end for leg in motion.legs if leg.forward)
        return [self.moment(motion.numbers(last * i / (count - 1)), box) for i in range(count)]

    def moment(self, numbers: Numbers, box: Box) -> str:
        parts = [*self.elements(Painter(self.scene.rig, numbers)), Raw(props.ground(self.figure, box[0] - 3, box[2] + 3))]
        view = _padded(box)
        size = f'viewBox="{_view(view)}" style="--fig-cm:{number(view[2] - view[0], 0)}"'
        return f'<svg class="fig" {size} aria-hidden="true">{serialize(group(parts))}</svg>'

    # --- Wrapping up

    def inline(self, kind: str, body: Element | None, box: Box, style: str = "", data: str = "") -> str:
        view = _padded(box)
        head = f'<svg class="fig fig-{kind}" viewBox="{_view(view)}" style="--fig-cm:{number(view[2] - view[0], 0)}"{data}'
        return head + self.words(kind, kind) + (f"<style>{style}</style>" if style else "") + serialize(body) + "</svg>"

    def words(self, kind: str, key: str) -> str:
        """Return role, title and description, for people who cannot see the picture."""
        name = f"fig-{self.slug}-{key[0]}"
        title = f'<title id="{name}t">{escaped(self.title)}</title><desc id="{name}d">{escaped(self.description)}</desc>'
        return f' role="img" aria-labelledby="{name}t {name}d">{title}'

    def file(self, kind: str, body: Element | None, box: Box, style: str = "") -> str:
        """Return a standalone file: with its own shapes and colors, on white paper."""
        view = _padded(box)
        text = serialize(body)
        classes = _classes(text) | {"pg"}
        x, y, right, bottom = view
        paper = f'<rect class="pg" x="{number(x, 0)}" y="{number(y, 0)}" width="{number(right - x, 0)}" height="{number(bottom - y, 0)}"/>'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_view(view)}"'
        sheet = colors.rules(classes) + style
        return f"{head}{self.words(kind, kind)}<style>{sheet}</style>{_shapes(body)}{paper}{text}</svg>\n"


def _shapes(body: Element | None) -> str:
    """Return the shapes that a standalone file needs."""
    used = sorted(shapes_in(body))
    return "<defs>" + "".join(f'<path id="{SPRITE}{name}" d="{_paths()[name]}"/>' for name in used) + "</defs>"


def _classes(text: str) -> set[str]:
    return {css for css in colors.RULES if f'class="{css}"' in text}


def _padded(box: Box) -> Box:
    return (box[0] - MARGIN, box[1] - MARGIN, box[2] + MARGIN, box[3] + MARGIN)


def _view(box: Box) -> str:
    return " ".join(number(v, 0) for v in (box[0], box[1], box[2] - box[0], box[3] - box[1]))
