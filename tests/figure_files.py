"""The figures that the tests draw: those of `tests/figures/`, one file each, written like exercises."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from legwork import figures
from legwork.text import yaml_reader
from legwork.text.yaml_reader import Data

FIGURES = {path.stem: path for path in (Path(__file__).parent / "figures").glob("*.yml")}


@cache
def data_of(slug: str) -> dict[str, Data]:
    document, problems = yaml_reader.read(slug, FIGURES[slug].read_bytes())
    assert not problems
    assert isinstance(document.data, dict)
    return document.data


@cache
def figure_of(slug: str) -> figures.Figure:
    return figures.parse(data_of(slug)["figure"])


@cache
def drawn(slug: str) -> figures.Drawing:
    """Return the drawing of a figure, as a page gets it."""
    data = data_of(slug)
    muscles = data["muscles"]
    assert isinstance(muscles, dict)
    return figures.drawing(slug, figure_of(slug), str(data["name"]), str(data["summary"]), muscles)  # type: ignore[arg-type]
