"""The timeline of a figure's poses, and its CSS keyframes, as few as the eye allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from legwork.figures.geometry import wrap
from legwork.figures.rig import Channel, Frame, Value
from legwork.figures.scene import Scene

SAMPLES: Final = 24
"""In-betweens a transition is sampled at; even, so that the middle is one of them."""
CUT_FADE_S: Final = 0.25
CUT_REST_S: Final = 0.5
TOLERANCE: Final[Mapping[str, float]] = {"turn": 0.7, "move": 0.45, "length": 0.014, "width": 0.6, "show": 0.01}
"""The tolerated difference of a keyframe animation from the solved motion: degrees, cm, factors, cm, opacity."""
STILL: Final[Mapping[str, float]] = {"turn": 0.25, "move": 0.25, "length": 0.02, "width": 0.3, "show": 0.01}
"""Below this a channel counts as not moving at all."""

Numbers = dict[Channel, Value]


@dataclass(frozen=True)
class Instant:
    """A moment of a transition: time and progress from 0 to 1, and all numbers of the picture."""

    elapsed: float
    progress: float
    numbers: Numbers
    joints: Mapping[str, complex]


@dataclass(frozen=True)
class LegTrack:
    """A stretch of the timeline: a transition played forwards or backwards. Seconds."""

    begin: float
    end: float
    forward: bool
    transition: int


@dataclass(frozen=True)
class Track:
    """Keyframes of a channel: an easing for all of them, and (second, value) pairs."""

    easing: Literal["ease-in-out", "linear", "step-end"]
    keys: tuple[tuple[float, Value], ...]

    def at(self, second: float) -> Value:
        """The value as CSS plays it."""
        before = self.keys[0]
        for after in self.keys:
            if second <= after[0] and after[0] > before[0]:
                part = (second - before[0]) / (after[0] - before[0])
                if self.easing == "step-end":
                    return after[1] if part >= 1 else before[1]
                eased = ease_in_out(part) if self.easing == "ease-in-out" else part
                return tuple(a + (b - a) * eased for a, b in zip(before[1], after[1], strict=True))
            before = after
        return before[1]


@dataclass(frozen=True)
class Motion:
    """An animation: its length, one track for each channel that moves, and the sampled transitions behind it."""

    seconds: float
    tracks: Mapping[Channel, Track]
    legs: tuple[LegTrack, ...]
    transitions: tuple[tuple[Instant, ...], ...]
    base: Numbers

    def numbers(self, second: float) -> Numbers:
        """All numbers of the picture at a moment, as CSS plays them."""
        return {**self.base, **{channel: track.at(second) for channel, track in self.tracks.items()}}


def ease_in_out(time: float) -> float:
    """CSS `ease-in-out`, cubic-bezier(.42, 0, .58, 1)."""
    low, high = 0.0, 1.0
    for _ in range(30):
        u = (low + high) / 2
        x = 3 * u * (1 - u) ** 2 * 0.42 + 3 * u * u * (1 - u) * 0.58 + u**3
        low, high = (u, high) if x < time else (low, u)
    u = (low + high) / 2
    return 3 * u * u * (1 - u) + u**3


EASE: Final[Mapping[str, Callable[[float], float]]] = {
    "inout": ease_in_out,
    "in": lambda time: time * time,
    "out": lambda time: 1 - (1 - time) ** 2,
    "linear": lambda time: time,
}


Numbering = Callable[[Frame, Mapping[str, complex], Mapping[str, complex]], Numbers]
"""All numbers of a frame with its joints and the places of moving props."""


def animate(scene: Scene, numbering: Numbering) -> Motion:
    """The whole movement of a figure with two keys or more."""
    pairs = [(i, i + 1) for i in range(len(scene.poses) - 1)]
    if scene.figure.loop == "cycle":
        pairs.append((len(scene.poses) - 1, 0))
    transitions = tuple(_sampled(scene, numbering, start, end) for start, end in pairs)
    _unwind(transitions)
    seconds, legs = _timeline(scene, len(pairs))
    base = transitions[0][0].numbers
    moving = [channel for channel, value in base.items() if _moves(channel, value, transitions)]
    tracks = {channel: _track(channel, legs, transitions, seconds) for channel in moving}
    return Motion(seconds, tracks, legs, transitions, base)


def _sampled(scene: Scene, numbering: Numbering, start: int, end: int) -> tuple[Instant, ...]:
    ease = EASE[scene.poses[end].ease]
    instants = []
    for i in range(SAMPLES + 1):
        elapsed = i / SAMPLES
        progress = ease(elapsed) if 0 < i < SAMPLES else elapsed
        frame, spots = scene.between(start, end, progress, elapsed)
        numbers = numbering(frame, spots, scene.props_at(start, end, progress))
        instants.append(Instant(elapsed, progress, numbers, spots))
    return tuple(instants)


def _unwind(transitions: Sequence[Sequence[Instant]]) -> None:
    """Return rotations that continue without jumps of a full turn."""
    before: dict[Channel, float] = {}
    for transition in transitions:
        for instant in transition:
            for channel, value in instant.numbers.items():
                if channel.kind == "turn" and not channel.part.startswith("roll "):
                    near = before.get(channel, value[0])
                    instant.numbers[channel] = (near + wrap(value[0] - near),)
                    before[channel] = instant.numbers[channel][0]


def _timeline(scene: Scene, transitions: int) -> tuple[float, tuple[LegTrack, ...]]:
    """Seconds of one play, and its stretches. Holds at the two ends are split, so that plays join."""
    keys, loop = scene.poses, scene.figure.loop
    clock, legs = keys[0].hold / 2, []
    for i in range(transitions):
        target = keys[(i + 1) % len(keys)]
        legs.append(LegTrack(clock, clock + target.t, True, i))
        closes = loop == "cycle" and i == transitions - 1
        clock += target.t + target.hold * (0.5 if closes else 1)
    if loop == "back":
        for i in reversed(range(transitions)):
            took = keys[i + 1].back
            legs.append(LegTrack(clock, clock + took, False, i))
            clock += took + keys[i].hold * (1 if i else 0.5)
    return clock + (CUT_REST_S if loop == "cut" else 0), tuple(legs)


def _moves(channel: Channel, value: Value, transitions: Sequence[Sequence[Instant]]) -> bool:
    limit = STILL[channel.kind]
    return any(
        max(abs(now - then) for now, then in zip(instant.numbers[channel], value, strict=True)) > limit
        for transition in transitions
        for instant in transition
    )


def _track(channel: Channel, legs: Sequence[LegTrack], transitions: Sequence[Sequence[Instant]], seconds: float) -> Track:
    tolerance = TOLERANCE[channel.kind]
    if channel.kind == "show":
        return Track("step-end", _joined(legs, [[(i.elapsed, i.numbers[channel]) for i in t] for t in transitions], seconds))
    proportional = all(_proportional(transition, channel, 1.4 * tolerance) for transition in transitions)
    if proportional:
        ends = [[(0.0, t[0].numbers[channel]), (1.0, t[-1].numbers[channel])] for t in transitions]
        return Track("ease-in-out", _joined(legs, ends, seconds))
    samples = [[(instant.elapsed, instant.numbers[channel]) for instant in t] for t in transitions]
    return Track("linear", _joined(legs, [simplified(points, tolerance) for points in samples], seconds))


def _proportional(transition: Sequence[Instant], channel: Channel, tolerance: float) -> bool:
    """Return whether the channel follows an `ease-in-out` progress, so that its two ends suffice."""
    first, last = transition[0].numbers[channel], transition[-1].numbers[channel]
    for instant in transition:
        eased = ease_in_out(instant.elapsed)
        for value, a, b in zip(instant.numbers[channel], first, last, strict=True):
            if abs(value - (a + (b - a) * eased)) > tolerance:
                return False
    return True


def _joined(
    legs: Sequence[LegTrack], transitions: Sequence[Sequence[tuple[float, Value]]], seconds: float
) -> tuple[tuple[float, Value], ...]:
    """The keyframes of all stretches, with the ends of the play."""
    keys: list[tuple[float, Value]] = []
    for leg in legs:
        points = transitions[leg.transition]
        took = leg.end - leg.begin
        if leg.forward:
            keys += [(leg.begin + took * elapsed, value) for elapsed, value in points]
        else:
            keys += [(leg.begin + took * (1 - elapsed), value) for elapsed, value in reversed(points)]
    return ((0.0, keys[0][1]), *keys, (seconds, keys[-1][1]))


def simplified(points: Sequence[tuple[float, Value]], tolerance: float) -> list[tuple[float, Value]]:
    """Return the fewest points whose straight connection passes every point within the tolerance.

    The Ramer-Douglas-Peucker algorithm, with distance measured in the value at the same time.
    """
    (start, first), (end, last) = points[0], points[-1]
    worst, where = 0.0, 0
    for i, (time, value) in enumerate(points):
        part = (time - start) / (end - start)
        stray = max(abs(v - (a + (b - a) * part)) for v, a, b in zip(value, first, last, strict=True))
        if stray > worst:
            worst, where = stray, i
    if worst <= tolerance:
        return [points[0], points[-1]]
    return simplified(points[: where + 1], tolerance)[:-1] + simplified(points[where:], tolerance)
