"""A drawing of the measurements: one panel for each quantity, both axes logarithmic, each line named at its end."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

Series = dict[str, dict[int, float]]
"""By build and size, a value above 0."""

WIDTH, HEIGHT = 380, 300
"""The size of a panel in pixels. The lines have less, for the axes and names around them."""
LEFT, RIGHT, TOP, BOTTOM = 52, 78, 34, 36
_LINE_HEIGHT = 14
_COLORS = ("#0b6e4f", "#b3541e", "#6a3d9a", "#1f6fb2", "#a61e4d")


@dataclass(frozen=True)
class Line:
    """A build in a panel: points, and where its name stands."""

    name: str
    color: str
    points: tuple[tuple[float, float], ...]
    name_y: float


@dataclass(frozen=True)
class Panel:
    """A quantity. Ticks are a place and a text."""

    title: str
    x: float
    y: float
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]


def svg(panels: dict[str, Series], caption: str) -> str:
    """The drawing, two panels in a row; `panels` by title."""
    made = [
        _panel(title, series, WIDTH * (place % 2), HEIGHT * (place // 2))
        for place, (title, series) in enumerate(panels.items())
    ]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    frame = {"left": LEFT, "right": WIDTH - RIGHT, "top": TOP, "bottom": HEIGHT - BOTTOM}
    rows = math.ceil(len(made) / 2)
    return environment.get_template("plot.svg.j2").render(
        panels=made, caption=caption, frame=frame, width=2 * WIDTH, height=rows * HEIGHT + 30
    )


def _panel(title: str, series: Series, x: float, y: float) -> Panel:
    sizes = sorted({size for values in series.values() for size in values})
    values = [value for line in series.values() for value in line.values()]
    ticks = _ticks(min(values), max(values))
    across = _scale(sizes[0], sizes[-1], LEFT + 10, WIDTH - RIGHT - 10)
    up = _scale(ticks[0], ticks[-1], HEIGHT - BOTTOM, TOP)
    ends = {name: up(line[max(line)]) for name, line in series.items()}
    names = _apart(ends)
    lines = [
        Line(name, color, tuple((across(size), up(value)) for size, value in sorted(line.items())), names[name])
        for (name, line), color in zip(series.items(), _COLORS, strict=False)
    ]
    return Panel(
        title,
        x,
        y,
        tuple((across(size), f"{size:,d}") for size in sizes),
        tuple((up(tick), f"{tick:,g}") for tick in ticks),
        tuple(lines),
    )


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """Return a logarithmic scale from values to positions. A single value is in the middle."""
    span = math.log(high / low)
    return lambda value: round(start + (end - start) * (math.log(value / low) / span if span else 0.5), 1)


def _ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 of every power of ten, from the last below `low` to the first above `high`; powers alone if they are many."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps: Sequence[int] = (1, 2, 5) if len(powers) < 5 else (1,)
    marks = [step * 10.0**power for power in powers for step in steps]
    first = max((i for i, mark in enumerate(marks) if mark <= low), default=0)
    last = min((i for i, mark in enumerate(marks) if mark >= high), default=len(marks) - 1)
    return marks[first : max(last, first + 1) + 1]


def _apart(ends: dict[str, float]) -> dict[str, float]:
    """Return the positions of names beside the ends of their lines, without overlaps."""
    found: dict[str, float] = {}
    lowest = -math.inf
    for name, y in sorted(ends.items(), key=lambda end: end[1]):
        lowest = found[name] = max(y, lowest + _LINE_HEIGHT)
    return found
