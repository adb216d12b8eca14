"""Problems: what is wrong with a file, where, and what to do about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from legwork.text import spelling
from legwork.text.rules import SEVERITIES, Rule, Severity

Path = tuple[str | int, ...]
"""The path of a value in a file's data: ``("steps", 2)`` is the third step."""


LINE_END = re.compile(r"\r\n|\r|\n")


def line_and_column(before: str) -> tuple[int, int]:
    """Return line and column of the text after `before`, counted from 1."""
    *lines, last = LINE_END.split(before)
    return len(lines) + 1, len(last) + 1


def show_path(path: Path) -> str:
    """Return the path in readable form: ``doses.beginner.reps``, ``steps[2]``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{shorten(part)}" if text else shorten(part)
    return text


@dataclass(frozen=True)
class Write:
    """An edit: another text for a value."""

    text: str


@dataclass(frozen=True)
class Rename:
    """An edit: another key for a value."""

    text: str


@dataclass(frozen=True)
class Swap:
    """An edit: one piece of a value's text replaced by another, wherever it occurs."""

    old: str
    new: str


@dataclass(frozen=True)
class Remove:
    """An edit: the value removed, with its key or its place in a list."""


@dataclass(frozen=True)
class Splice:
    """An edit: another text between two characters of the file."""

    start: int
    end: int
    text: str


Edit = Write | Rename | Swap | Remove | Splice
"""An edit that follows from the problem alone, so that nothing is guessed."""


@dataclass(frozen=True, order=True)
class Problem:
    """One problem. Sorts by file, line and column; lines and columns count from 1."""

    rule: Rule = field(compare=False)
    file: str
    line: int
    column: int
    path: str = field(compare=False)
    message: str
    hint: str = ""
    severity: Severity = field(default="error", compare=False)
    edit: Edit | None = field(default=None, compare=False)
    at: Path = field(default=(), compare=False)
    """The path in the file's data where `edit` applies."""

    @property
    def text(self) -> str:
        """The problem in one line: path in the entry, message, and hint."""
        where = f"{self.path}: " if self.path else ""
        hint = f" ({self.hint})" if self.hint else ""
        return _printable(f"{where}{self.message}{hint}")

    def __str__(self) -> str:
        place = _printable(f"{self.file}:{self.line}:{self.column}")
        return f"{place}: {self.severity} {self.rule.id}: {self.text}"

    def github(self) -> str:
        """Return the problem as a GitHub Actions annotation.

        https://docs.github.com/actions/reference/workflow-commands-for-github-actions
        """
        place = f"file={_property(self.file)},line={self.line},col={self.column},title={self.rule.id}"
        return f"::{_COMMANDS[self.severity]} {place}::{_command(self.text)}"

    def json(self) -> dict[str, str | int]:
        """Return the problem as data."""
        names = ("file", "line", "column", "severity", "path", "message", "hint")
        return {"rule": self.rule.id, **{name: getattr(self, name) for name in names}}


_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def counted(problems: Iterable[Problem]) -> str:
    """Return the number of problems of each severity: ``2 errors, 1 warning``."""
    found = Counter(problem.severity for problem in problems)
    return ", ".join(f"{found[one]} {one}{'s' if found[one] > 1 else ''}" for one in SEVERITIES if found[one])


def _command(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command(_printable(text)).replace(":", "%3A").replace(",", "%2C")


def _printable(text: str) -> str:
    """Return the text with control and direction characters spelled out, so that data cannot forge a report."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shorten(text: str, limit: int = 40) -> str:
    """Return the text, cut to `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def quote(value: object, limit: int = 40) -> str:
    """Return a value from a file as shown in a message, shortened to `limit` characters."""
    return f"'{shorten(str(value), limit)}'"


MAX_WORDS_LISTED = 8
"""The number of known words that a hint lists if none is near. A part of more words would be arbitrary."""


def nearest(word: str, known: Iterable[str], elsewhere: str = "") -> str:
    """Return a hint: the known words that may have been meant, or all if they are few, or `elsewhere`, which says where to look."""
    names = sorted(known)
    if guesses := spelling.guesses(word, names):
        return did_you_mean(guesses)
    if len(names) > MAX_WORDS_LISTED:
        return elsewhere
    return f"known: {', '.join(map(shorten, names))}" if names else ""


def did_you_mean(guesses: Sequence[str], called: str = "") -> str:
    """Return the question for one word or several. `called` is the other name by which a single one was found."""
    *others, last = (quote(guess, 80) for guess in guesses)
    listed = f"{', '.join(others)} or {last}" if others else last
    return f"did you mean {listed}{f', also called {quote(called, 80)}' if called else ''}?"
