"""The contact sheet: all figures on one page, to look at after a change of a pose or a shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from legwork.figures import colors, musclemap
from legwork.figures.draw import Drawing, drawing, sprite, strip
from legwork.figures.schema import Figure

FRAMES = 9
_TEMPLATES = Environment(loader=PackageLoader(__package__, ""), autoescape=True, undefined=StrictUndefined)


@dataclass(frozen=True)
class SheetCell:
    """An exercise to show. `map` is the map of its muscles, if it has any."""

    slug: str
    name: str
    summary: str
    figure: Figure
    work: Mapping[str, Iterable[str]]
    map: Markup | None

    @property
    def drawing(self) -> Drawing:
        return drawing(self.slug, self.figure, self.name, self.summary, self.work)

    @property
    def strip(self) -> list[str]:
        return strip(self.slug, self.figure, self.name, self.work, FRAMES)


def page(cells: Sequence[SheetCell], scale: float, dark: bool = False, gray: bool = False) -> str:
    """Return the sheet as one HTML file without other files. `scale` is in pixels per centimeter."""
    return _TEMPLATES.get_template("contact_sheet.html.j2").render(
        cells=[(cell, cell.drawing, [Markup(frame) for frame in cell.strip]) for cell in cells],  # noqa: S704 - our own drawings
        sprites=Markup(sprite() + musclemap.sprite()),  # noqa: S704
        stylesheet=Markup(colors.stylesheet() + musclemap.stylesheet()),  # noqa: S704
        scale=scale,
        dark=dark,
        gray=gray,
    )
