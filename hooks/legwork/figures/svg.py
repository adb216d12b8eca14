"""Serialization of SVG: a small tree of groups, merged where possible and written as short as possible."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from legwork.figures.geometry import number
from legwork.figures.rig import Channel, Rig, Value

SPRITE: Final = "f-"
"""The prefix of the ids of shared shapes."""
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
"""Lower case only: a page in quirks mode folds the case of classes."""


@dataclass(frozen=True)
class Use:
    """A shape by name, with the class that paints it. Without one, the group's class does."""

    shape: str
    css: str = ""


@dataclass(frozen=True)
class Raw:
    """Markup that is already written."""

    text: str


@dataclass(frozen=True)
class Group:
    """Things moved, painted or animated together."""

    parts: tuple[Element, ...]
    transform: str = ""
    css: str = ""
    hidden: bool = False


Element = Use | Raw | Group


def group(parts: Iterable[Element | None], transform: str = "", css: str = "") -> Element | None:
    """The parts as one element, or None if there are none. A group that does nothing is left out."""
    there = tuple(part for part in parts if part is not None)
    if not there:
        return None
    if len(there) == 1:
        (only,) = there
        if not transform and not css:
            return only
        if isinstance(only, Group) and not only.css:
            return Group(only.parts, transform + only.transform, css)
    return Group(there, transform, css)


def serialize(element: Element | None) -> str:
    """The element as markup."""
    if element is None:
        return ""
    if isinstance(element, Raw):
        return element.text
    if isinstance(element, Use):
        return f'<use href="#{SPRITE}{element.shape}"{_attribute("class", element.css)}/>'
    if not element.css and len(element.parts) == 1 and isinstance(element.parts[0], Use):
        use = element.parts[0]
        return f'<use href="#{SPRITE}{use.shape}"{_attribute("class", use.css)}{_attribute("transform", element.transform)}/>'
    inner = "".join(serialize(part) for part in element.parts)
    if not element.css and not element.transform:
        return inner
    unseen = ' opacity="0"' if element.hidden else ""
    return f"<g{_attribute('class', element.css)}{_attribute('transform', element.transform)}{unseen}>{inner}</g>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""


def shapes_in(element: Element | None) -> set[str]:
    """Names of all shapes that are used."""
    if isinstance(element, Use):
        return {element.shape}
    if isinstance(element, Group):
        return set().union(*(shapes_in(part) for part in element.parts))
    return set()


def translate(x: float, y: float) -> str:
    if abs(x) < 0.04 and abs(y) < 0.04:
        return ""
    return f"translate({number(x)}{f' {number(y)}' if abs(y) >= 0.04 else ''})".replace(" -", "-")


def rotate(degrees: float) -> str:
    return f"rotate({number(degrees)})" if abs(degrees) > 0.04 else ""


def escaped(text: str) -> str:
    return html.escape(text)


class Painter:
    """The parts on their bones: static ones placed by a transform, moving ones in a group with a class of their own."""

    def __init__(self, rig: Rig, base: Mapping[Channel, Value], moving: Iterable[Channel] = (), prefix: str = "") -> None:
        self.rig, self.base, self.prefix = rig, base, prefix
        self._moving = set(moving)
        self.classes: dict[Channel, str] = {}

    def _css(self, channel: Channel) -> str:
        count = len(self.classes)
        ending = _LETTERS[count % 26] + (_LETTERS[count // 26 - 1] if count >= 26 else "")
        return self.classes.setdefault(channel, self.prefix + ending)

    def stays(self, channel: Channel, value: Value) -> bool:
        """Return whether a channel has this value all the time."""
        return channel not in self._moving and self.base.get(channel) == value

    def on(self, channel: Channel, parts: Iterable[Element | None]) -> Element | None:
        """Parts under one channel."""
        transform = _transform(channel, self.base[channel]) if channel in self.base else ""
        unseen = channel.kind == "show" and self.base.get(channel) == (0,)
        if channel not in self._moving:
            return None if unseen else group(parts, transform)
        there = tuple(part for part in parts if part is not None)
        return Group(there, transform, self._css(channel), unseen) if there else None

    def bone(
        self,
        name: str,
        own: Iterable[Element | None],
        hanging: Iterable[Element | None] = (),
        over: Iterable[Element | None] = (),
    ) -> Element | None:
        """A bone with its own shapes, what hangs on it, and shapes over that."""
        bone = self.rig[name]
        place = Channel(name, "move")
        length = Channel(name, "length")
        scaled = length in self.base
        under, top = ([self.on(length, own)], [self.on(length, over)]) if scaled else ([*own], [*over])
        inner = self.on(Channel(name, "turn"), [*under, *hanging, *top])
        if bone.flip:
            inner = group([inner], "scale(-1 1)")
        if place in self.base:
            return self.on(place, [inner])
        return group([inner], translate(bone.offset.real, bone.offset.imag))


def _transform(channel: Channel, value: Value) -> str:
    if channel.kind == "move":
        return translate(*value)
    if channel.kind == "turn":
        return rotate(value[0])
    if channel.kind == "length":
        return f"scale(1 {number(value[0], 2)})" if abs(value[0] - 1) > 0.004 else ""
    if channel.kind == "width":
        return f"scale({number(value[0])} 1)"
    return ""
