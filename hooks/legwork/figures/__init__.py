"""Pictures of exercises, drawn and animated from the few numbers of an exercise's `figure:` field.

`parse` reads the field, `lint` looks it over as a coach would, `drawing` draws it. A page with inline
figures needs `sprite()` once in its body and `stylesheet()` once on the site. An animation plays when an
ancestor has the class `is-playing`, once or `--fig-loops` times, and stands still while `--fig-play` is
`paused`.
"""

from __future__ import annotations

from legwork.figures.colors import stylesheet
from legwork.figures.draw import Drawing, drawing, sprite
from legwork.figures.lint import LintFinding, lint
from legwork.figures.schema import Figure
from legwork.text.yaml_reader import Data

__all__ = ["Drawing", "Figure", "LintFinding", "drawing", "lint", "parse", "sprite", "stylesheet"]


def parse(data: Data) -> Figure:
    """The `figure:` field as the YAML reader gives it. Raises pydantic's ValidationError, located."""
    return Figure.model_validate(data)
