"""Findings in the text of a YAML file that its data hides: comments that cut a text short, and signs that only look like YAML's.

To YAML, everything after ` #` on a line is a comment, so a text without quotes ends there without an error. A no-break
space is a letter like any other, and so are a word processor's dashes and curly quotes: what looks like a field is text.
The library's events show neither. They are found in the text itself, between and inside the tokens of the library's
scanner, so that quoted text and blocks of text are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import yaml

from legwork.text import letters, rules
from legwork.text.problems import LINE_END, quote
from legwork.text.rules import Rule

Loader = type[yaml.CSafeLoader] | type[yaml.SafeLoader]


@dataclass(frozen=True)
class SourceFinding:
    """A deceptive piece of text: its start and end, what it is, and what to do about it."""

    rule: Rule
    start: int
    end: int
    message: str
    hint: str
    empty: int | None = None
    """The position of the value that is empty because of it."""
    breaks: bool = True
    """True if the data cannot be trusted, because an apparent field may be text."""
    plain: str | None = None
    """The text that belongs in its place, if that is certain."""


MAX_FINDINGS_PER_KIND = 100
"""The number of findings of one kind reported for one file."""
MAX_INDENT = 200
"""The characters allowed before the words of a line: levels of nesting, two or three characters each."""


# --- Comments

_COMMENT = re.compile(r"(?<![ \t])([ \t]*)(#[^\r\n]*)")
_ENDS = ("", "\r", "\n", *"\"'[]{},|>")
"""Characters that a comment may follow without a space."""
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
_BLOCKS = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken)
_OPENS, _CLOSES = (
    (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken),
    (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken),
)
_AWAITS = (yaml.ValueToken, yaml.BlockEntryToken)
"""Tokens that are followed by a value."""


def comments(text: str, loader: Loader, until: int | None = None) -> Iterator[SourceFinding]:
    """Yield every comment that may have been meant as text: after something on its line, or where the text above would go on.

    Other comments on lines of their own are fine. The library stopped reading at `until`.
    """
    if text.find("#", 1) < 0 or not any("#" in line and line[0] != "#" for line in text.splitlines()):
        return
    here = behind = 0
    columns, brackets = [0], 0
    last: yaml.Token | None = None
    for token in _tokens(text, loader, until):
        start, end = _span(token)
        running = isinstance(last, yaml.ScalarToken) and last.plain and " " in last.value
        column = 0 if brackets else columns[-1]
        empty = behind if isinstance(last, _AWAITS) else None
        yield from _hiding(text, here, start, empty, column if running else None)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            header = _BLOCK_HEADER.match(text, start)
            line_end = LINE_END.search(text, start)
            yield from _hiding(text, header.end() if header else start, line_end.start() if line_end else end, None, None)
        columns += [token.start_mark.column] if isinstance(token, _BLOCKS) else []
        if isinstance(token, yaml.BlockEndToken):
            columns.pop()
        brackets += isinstance(token, _OPENS) - isinstance(token, _CLOSES)
        here = max(here, end)
        if end > start:
            behind, last = end, token


def _hiding(text: str, start: int, end: int, empty: int | None, column: int | None) -> Iterator[SourceFinding]:
    """Yield the comments between two tokens that may hide text.

    `empty` is the position of a missing value. `column` is the column beyond which running text before `start` would go on.
    """
    for match in _COMMENT.finditer(text, start, end):
        before = text[match.start() - 1 : match.start()]
        if not match[1] and before not in _ENDS:
            continue  # of a text that the library had not come to the end of
        message = f"what begins with # is not read: {quote(match[2])}"
        if before not in ("", "\r", "\n"):
            hint = "put the text in quotes; a comment goes on a line of its own"
            yield SourceFinding(rules.YAML_COMMENT, match.start(2), match.end(), message, hint, empty)
        elif column is not None and len(match[1]) > column:
            hint = "put all of the text in quotes; a comment begins no deeper than its field"
            yield SourceFinding(rules.YAML_COMMENT, match.start(2), match.end(), message, hint)


def _tokens(text: str, loader: Loader, until: int | None) -> Iterator[yaml.Token]:
    """Yield the tokens of a text, as far as the library read it, and one for its end."""
    stop = len(text) if until is None else until
    try:
        for token in yaml.scan(text, Loader=loader):
            if token.start_mark.index > stop:
                break
            yield token
    except yaml.YAMLError:
        pass
    mark = yaml.Mark("", stop, 0, 0, None, 0)
    yield yaml.StreamEndToken(mark, mark)


def _span(token: yaml.Token) -> tuple[int, int]:
    return token.start_mark.index, token.end_mark.index


# --- Signs that look like YAML's

_SPACES = "\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufeff"
"""Spaces that YAML reads as letters, and invisible characters."""
_DASHES = "\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25e6\u2219\u00b7"
"""Signs that word processors put in place of a hyphen at the start of a line: dashes and bullets."""
_COLONS = "\u2236\ua789\ufe13\ufe55\uff1a"
_QUOTES = {"“": "”“", "”": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›", "›": "‹", "＂": "＂"}
"""Typographic quotes: the opening ones, and those that may close them."""
_BEGINS = r"(?:^|(?<=\r))[ \t]*"
_BEFORE = rf"{_BEGINS}(?:- +)*"
"""The start of a line, with everything that may come before its words."""
_FIELD = "[a-z][a-z0-9_-]*"
_SUSPECT = re.compile(
    rf"[{_SPACES}]|{_BEGINS}[{_DASHES}] |{_BEFORE}{_FIELD} ?[{_COLONS}]|(?:{_BEFORE}|[:\[{{,] *)[{''.join(_QUOTES)}]"
)
_SPACE = re.compile(rf"(?:{_BEFORE}[-?]?|:)([{_SPACES}])", re.MULTILINE)
_DASH = re.compile(rf"{_BEGINS}([{_DASHES}])[ {_SPACES}]", re.MULTILINE)
_COLON = re.compile(rf"{_BEFORE}{_FIELD}[ {_SPACES}]?([{_COLONS}])", re.MULTILINE)
_QUOTED = re.compile(r"""(?<![^\s\[{,:])(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*')""")


def lookalikes(text: str, loader: Loader, until: int | None = None) -> list[SourceFinding]:
    """Return every sign outside quotes that only looks like one of YAML's, in order.

    If the library gave up at `until`, the unquoted part of that line is searched too.
    """
    if text.isascii() or not any(_SUSPECT.search(line) for line in text.splitlines() if not line.isascii()):
        return []
    found = {flaw.start: flaw for flaw in islice(_signs(text, loader, until), MAX_FINDINGS_PER_KIND)}
    return [found[place] for place in sorted(found)]


def _signs(text: str, loader: Loader, until: int | None) -> Iterator[SourceFinding]:
    here, is_key = 0, False
    for token in _tokens(text, loader, until):
        start, end = _span(token)
        if isinstance(token, yaml.ScalarToken) and token.plain:
            yield from _in_plain(text, start, end, is_key=is_key)
        here, is_key = max(here, end), isinstance(token, yaml.KeyToken)
    if until is not None:
        line_end = LINE_END.search(text, until)
        unread = _QUOTED.sub(lambda match: "x" * len(match[0]), text[here : line_end.start() if line_end else len(text)])
        yield from _in_line(text[:here] + unread, here, here + len(unread), loose=True)


def _in_plain(text: str, start: int, end: int, *, is_key: bool) -> Iterator[SourceFinding]:
    """Yield the lookalike signs in one plain scalar."""
    written = text[start:end]
    if written.isascii():
        return
    for place in (start, end - 1) if is_key else (start,):
        if re.match(f"[{_SPACES}]", text[place]):
            yield _space(text, place)
    yield from _in_line(text, start, end)
    if closing := _QUOTES.get(written[0]):
        ends = [character for character in written[1:] if character in closing]
        whole = len(ends) == 1 and written[-1] in closing
        apostrophe = written[0] in "‘‚‹"
        if is_key or whole or (written[-1] in closing if apostrophe else not ends):
            yield _quotes(text, start, breaks=is_key)


def _in_line(text: str, start: int, end: int, *, loose: bool = False) -> Iterator[SourceFinding]:
    """Yield the lookalike signs between two positions of text without quotes.

    A dash at the start of a line is that of a list if the whole text begins with one, or if it is `loose`: its start is unknown.
    """
    line = _line(text, start)
    for match in _SPACE.finditer(text, line, end):
        if match.start(1) >= start:
            yield _space(text, match.start(1))
    for match in _DASH.finditer(text, line, end):
        if loose or match[1] == text[start]:
            hint = "begin each line of a list with a plain hyphen and a space"
            yield _flaw(text, match.start(1), "a hyphen", hint, plain="-")
    for match in _COLON.finditer(text, line, end):
        if match.start(1) >= start:
            plain = ":" if text[match.end(1) : match.end(1) + 1] in (" ", "\n", "\r", "") else ": "
            yield _flaw(text, match.start(1), "a colon", "write a plain colon and a space", plain=plain)


def _line(text: str, place: int) -> int:
    """Return the start of the line around a position, or the position itself if it lies beyond an indentation."""
    reach = max(0, place - MAX_INDENT)
    line = 1 + max(text.rfind("\n", reach, place), text.rfind("\r", reach, place))
    return line if line or not reach else place


def _space(text: str, place: int) -> SourceFinding:
    return _flaw(text, place, "a plain space", "delete it, and type a space if one belongs there")


def _quotes(text: str, place: int, *, breaks: bool = True) -> SourceFinding:
    hint = "put the text in plain quotes: to YAML these are letters"
    return _flaw(text, place, "a plain quote", hint, breaks=breaks)


def _flaw(text: str, place: int, meant: str, hint: str, *, breaks: bool = True, plain: str | None = None) -> SourceFinding:
    name = unicodedata.name(text[place], "invisible sign").lower()
    article = "an" if name[0] in "aeiou" else "a"
    message = f"{article} {name} ({letters.code(text[place])}) in place of {meant}"
    return SourceFinding(rules.YAML_LOOKALIKE, place, place + 1, message, hint, breaks=breaks, plain=plain)


# --- Two versions


_MERGE = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)


def merge_marks(text: str) -> list[SourceFinding]:
    """Return the conflict marks of git: the first of each conflict."""
    if "<<<<<<<" not in text and "=======" not in text and ">>>>>>>" not in text:
        return []
    marks = list(_MERGE.finditer(text))
    hint = "keep one of the two versions, and remove the lines with <<<<<<<, ======= and >>>>>>>"
    first = [mark for mark in marks if mark[0][0] == "<"] or marks[:1]
    message = "two versions of the file are not brought together"
    return [SourceFinding(rules.YAML_MERGE, mark.start(), mark.end(), message, hint) for mark in first]
