"""CSS for tracks: keyframes with differences from the first pose, and the conditions for playing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from legwork.figures.geometry import number
from legwork.figures.motion import CUT_FADE_S, Motion, Track
from legwork.figures.rig import Channel


def when_playing(style: str) -> str:
    """Return rules for motion on screens of people who accept motion, once, if the page has the class `is-playing`."""
    if not style:
        return ""
    rules = style.replace(LOOPS, "var(--fig-loops,1) var(--fig-play,running)").replace(
        "[class^=", ":where(.is-playing) [class^=", 1
    )
    return f"@media screen and (prefers-reduced-motion:no-preference){{{rules}}}"


def when_open(style: str) -> str:
    """Return rules for endless motion, for a standalone file."""
    return f"@media screen and (prefers-reduced-motion:no-preference){{{style.replace(LOOPS, 'infinite')}}}" if style else ""


LOOPS = "LOOPS"
"""A placeholder in the rules for the repetitions of the animation and its pausing."""


def fade_out(name: str, seconds: float) -> str:
    """The rules of a scene that fades at the end instead of moving back."""
    shown = number(100 * (seconds - CUT_FADE_S) / seconds)
    frames = f"0%,{shown}%{{opacity:1}}to{{opacity:0}}"
    return f"@keyframes {name}{{{frames}}}.{name}{{animation-name:{name};animation-timing-function:linear}}"


def keyframes(prefix: str, classes: Mapping[Channel, str], motion: Motion) -> str:
    """The rules of all moving parts, given the class of each; parts that move alike share one animation."""
    alike: dict[tuple[str, str], list[str]] = {}
    for channel, css in classes.items():
        track = motion.tracks[channel]
        frames = _frames(channel, track, motion.base[channel], motion.seconds)
        alike.setdefault((track.easing, frames), []).append(css)
    text = f"[class^={prefix}]{{animation:{number(motion.seconds, 2)}s ease-in-out {LOOPS}}}"
    eased: dict[str, list[str]] = {}
    for (easing, frames), names in alike.items():
        text += f"@keyframes {names[0]}{{{frames}}}{_selectors(names)}{{animation-name:{names[0]}}}"
        eased.setdefault(easing, []).extend(names)
    eased.pop("ease-in-out", None)
    return text + "".join(f"{_selectors(names)}{{animation-timing-function:{easing}}}" for easing, names in eased.items())


def _selectors(names: Iterable[str]) -> str:
    return ",".join(f".{name}" for name in names)


def _frames(channel: Channel, track: Track, base: tuple[float, ...], seconds: float) -> str:
    """The keyframes as differences from the first pose; moments with the same value share a block."""
    moments: dict[str, dict[str, None]] = {}
    for second, value in track.keys:
        moments.setdefault(_declaration(channel, value, base), {})[f"{number(100 * second / seconds)}%"] = None
    rest = moments.get(_declaration(channel, base, base), {})
    if {"0%", "100%"} <= rest.keys() and len(rest) > 2:
        del rest["0%"], rest["100%"]
    return "".join(f"{','.join(times)}{{{declaration}}}" for declaration, times in moments.items())


def _px(length: float) -> str:
    text = number(length)
    return text if text == "0" else f"{text}px"


def _declaration(channel: Channel, value: tuple[float, ...], base: tuple[float, ...]) -> str:
    if channel.kind == "move":
        return f"translate:{_px(value[0] - base[0])} {_px(value[1] - base[1])}".removesuffix(" 0")
    if channel.kind == "turn":
        return f"rotate:{number(value[0] - base[0])}deg"
    if channel.kind == "length":
        return f"scale:1 {number(value[0] / base[0], 3)}"
    if channel.kind == "width":
        return f"scale:{number(value[0] / base[0], 3)} 1"
    return f"opacity:{number(value[0])}"
