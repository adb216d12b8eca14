"""Tables as text for a terminal and as JSON for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Cell = str | int | float | tuple[int, ...] | tuple[str, ...]
Row = tuple[Cell, ...]

WIDTH = 120
"""Characters of a line that a table fits into."""
_GAP = 2
_NARROWEST = 20
"""Characters that a list of words gets at least."""


@dataclass(frozen=True)
class Table:
    """Rows of cells below their headings. The text shows several numbers in a cell as 3/0/1, and several words as a list."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    shown: int | None = None
    """The most rows that the text shows. JSON has them all."""

    def text(self) -> str:
        """Return title, note, headings and rows. No line is longer than WIDTH: the last column is wrapped."""
        rows = [tuple(map(_show, row)) for row in self.rows[: self.shown]]
        widths = [max(map(len, column)) for column in zip(self.columns, *rows, strict=True)]
        lines = [self.title, "=" * len(self.title), *(textwrap.wrap(self.note, WIDTH) if self.note else ())]
        for row in (self.columns, *rows):
            lines += self._lines(row, widths)
        if not rows:
            lines.append("(none)")
        if left_out := len(self.rows) - len(rows):
            lines.append(f"... and {left_out} more; --json has them all")
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def _lines(self, row: tuple[str, ...], widths: list[int]) -> list[str]:
        """Return the lines of one row, with numbers aligned to the right."""
        *front, last = (self._justify(cell, i, widths[i]) for i, cell in enumerate(row))
        before = "".join(cell + " " * _GAP for cell in front)
        room = max(_NARROWEST, WIDTH - len(before))
        first, *more = textwrap.wrap(last, room, break_on_hyphens=False) if len(last.rstrip()) > room else [last]
        return [before + first, *(" " * len(before) + line for line in more)]

    def _justify(self, cell: str, column: int, width: int) -> str:
        numbers = bool(self.rows) and all(not isinstance(row[column], str | tuple) for row in self.rows)
        counts = bool(self.rows) and all(_is_counts(row[column]) for row in self.rows)
        return cell.rjust(width) if numbers or counts else cell.ljust(width)

    def json(self) -> dict[str, Any]:
        """Return the table as JSON: a record for each row."""
        records = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return {"title": self.title, "note": self.note, "columns": list(self.columns), "rows": records}


def _is_counts(cell: Cell) -> bool:
    return isinstance(cell, tuple) and bool(cell) and all(isinstance(part, int) for part in cell)


def _show(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "/".join(map(str, cell)) if _is_counts(cell) else ", ".join(map(str, cell))
    return f"{cell:.1f}" if isinstance(cell, float) else str(cell)


def text(tables: Iterable[Table]) -> str:
    """Return all tables, with an empty line between them."""
    return "\n".join(table.text() for table in tables)
