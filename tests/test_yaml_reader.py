"""YAML 1.2's plain scalars, and where each value stands. Mistakes are in `broken/`, hostile bytes in `test_hostile_files.py`."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pytest
import yaml

from legwork.catalogue.content import Content
from legwork.editing import new_exercise
from legwork.text import yaml_reader
from legwork.text.problems import Path
from legwork.text.rules import FILE_EMPTY
from legwork.text.yaml_reader import Data, Document


def _document(text: str | bytes) -> Document:
    document, problems = yaml_reader.read("x.yml", text.encode() if isinstance(text, str) else text)
    assert problems == []
    return document


def _value(scalar: str) -> Data:
    data = _document(f"key: {scalar}\n").data
    assert isinstance(data, dict)
    return data["key"]


@pytest.mark.parametrize(
    "text",
    [
        "no", "No", "NO", "on", "off", "yes", "y", "n", "tRUE", "nULL", "none",
        "1:30", "190:20:30", "1_000", "0b11", "0o8", "0x", "0xg1", "+0x1", "1e", "e3", ".", "+", "1.2.3", "--1", "1,5", "½", "٣",
        "2026-11-20", "2026-11-20T10:00:00Z", "8-12", "3-0-1-0", ".Nan", "inf", "nan", "+.nan", "=", "<<",
        "a#b", "a:b", "C:\\dir",
    ],
)  # fmt: skip
def test_stays_text(text: str) -> None:
    assert _value(text) == text
    assert _document(f"- {text}\n").data == (text,)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0), ("-0", 0), ("7", 7), ("+7", 7), ("-7", -7), ("010", 10), ("0010", 10), ("-08", -8),
        ("0o10", 8), ("0o0", 0), ("0x1F", 31), ("0xff", 255), ("999999999999999999", 10**18 - 1),
    ],
)  # fmt: skip
def test_integers(written: str, value: int) -> None:
    assert type(_value(written)) is int
    assert _value(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.5", 1.5), ("-1.5", -1.5), (".5", 0.5), ("+.5", 0.5), ("1.", 1.0), ("01.50", 1.5), ("1e3", 1000.0), ("1E-3", 0.001),
        ("1.5e+2", 150.0), (".inf", math.inf), ("-.Inf", -math.inf), ("+.INF", math.inf), ("1e999", math.inf),
    ],
)  # fmt: skip
def test_floats(written: str, value: float) -> None:
    assert type(_value(written)) is float
    assert _value(written) == value


@pytest.mark.parametrize("written", [".nan", ".NaN", ".NAN"])
def test_not_a_number(written: str) -> None:
    value = _value(written)
    assert isinstance(value, float) and math.isnan(value)


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "\n# only a comment"])
def test_null(written: str) -> None:
    assert _value(written) is None


@pytest.mark.parametrize(
    ("written", "value"), [(word, word.lower() == "true") for word in ("true", "True", "TRUE", "false", "False", "FALSE")]
)
def test_booleans(written: str, value: bool) -> None:
    assert _value(written) is value


@pytest.mark.parametrize("inside", ["1", "1.5", "true", "null", "~", "", ".nan", "010", "no", "2026-11-20"])
def test_any_quoted_value_is_text(inside: str) -> None:
    assert _value(f'"{inside}"') == inside
    assert _value(f"'{inside}'") == inside
    assert _document(f"key: |-\n  {inside}\n").data == {"key": inside}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'it''s'", "it's"), ('"a\\tb\\u00e9\\\\"', "a\tbé\\"), ("'a\n\n  b'", "a\nb"), ("a\n  b", "a b"), (">-\n  a\n  b\n\n  c", "a b\nc"),
        ("|\n  a\n   b\n", "a\n b\n"), ("café & \"crème\" < 3's", "café & \"crème\" < 3's"),
    ],
)  # fmt: skip
def test_ways_to_write_text(written: str, value: str) -> None:
    assert _value(written) == value


def test_sequences_are_tuples_and_mappings_keep_their_order() -> None:
    data = _document("b: [1, [2, {c: 3}], []]\na:\n  - x\n  - y: z\n  -\n").data
    assert data == {"b": (1, (2, {"c": 3}), ()), "a": ("x", {"y": "z"}, None)}
    assert list(data) == ["b", "a"]


@pytest.mark.parametrize("key", ["1", "true", "null", "~", "1.5", "no", "2026-11-20"])
def test_a_key_is_text_whatever_it_looks_like(key: str) -> None:
    assert _document(f"{key}: x\n'quoted {key}': y\n").data == {key: "x", f"quoted {key}": "y"}


COMMENTS = {
    "a: b": [],
    "# x\na: b\n# y\n\n  # z": [],
    "a: b#c, C#": [],
    "a: '# b'\nc: \"d # e\"\nf: 'g ''# h'": [],
    "a: 'b\n  # c\n  d'": [],
    "a: |\n  # b\n  c # d\n# e\nf: >-\n  # g": [],
    "a:\n  # b\n  c: d\n  # e\n  f: g": [],
    "a:\n  - b c\n  # d\n  - e": [],
    "a:\n- b c\n# d\n- e": [],
    "a: [b,\n  # c\n  d\n  # e\n  ]": [],
    "a: 1\n  # deeper, but a number is no text that goes on": [],
    "a: b # c": ["1:6"],
    "a: b # c # d\n": ["1:6"],
    "a: 'b' # c\nd: \"e\"# f": ["1:8", "2:7"],
    "a: # b\n  c: d": ["1:4"],
    "a: |  # b\n  c": ["1:7"],
    "a: >- # b\n  c # d\ne: f": ["1:7"],
    "- # a\n- b": ["1:3"],
    "a: [b, # c\n  d] # e": ["1:8", "2:6"],
    "a: {b: c, # d\n  e: f}": ["1:11"],
    "a: [b]# c": ["1:7"],
    "? a # b\n: c": ["1:5"],
    "--- # a\nb: c": ["1:5"],
    "a: b c\n  d # e\nf: g": ["2:5"],
    "a: b c\n  #d e\nf: g": ["2:3"],
    "a: b c\n\n  # d\nf: g": ["3:3"],
    "a:\n  - b c\n    #d e\n  - f": ["3:5"],
    "a: [b c\n #d\n]": ["2:2"],
    # what follows cannot be read for it
    "a: b\n  c # d\n  e": ["2:5"],
    "- a # b\n  c": ["1:5"],
    "a: [b, c # d]\ne: f": ["1:10"],
    "a: {b: c # d}\ne: f": ["1:10"],
    "a: [b#c 'd' # e]": ["1:13"],
    "a: [b # c": ["1:7"],
    "a: b # c\nd: 'e # f": ["1:6", "2:4"],
    "a: b # c\nd: e: f": ["1:6", "2:5"],
}
"""Texts, and where in them something is wrong."""


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader], ids=["C", "Python"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("text", COMMENTS)
def test_comments_that_may_be_text(text: str, line_end: str, loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment stands on a line of its own, and not where the text above it would go on: there it cuts what was written."""
    monkeypatch.setattr(yaml_reader, "_Loader", loader)
    _, problems = yaml_reader.read("x.yml", text.replace("\n", line_end).encode())
    assert [f"{problem.line}:{problem.column}" for problem in problems] == COMMENTS[text]


def test_what_a_comment_leaves_empty_is_reported_once() -> None:
    document, problems = yaml_reader.read("x.yml", b"a: #1 of 2\nb:\nc:\n  - # d\n")
    assert [problem.line for problem in problems] == [1, 4]
    places = {path: document.problem(FILE_EMPTY, path, "m") for path in (("a",), ("b",), ("c", 0))}
    assert [(place.line, place.column) in document.flawed for place in places.values()] == [True, False, True]


def test_the_template_of_a_new_exercise_has_no_comment_that_may_be_text(example: Content) -> None:
    text = new_exercise.template("Front squat", example.catalogue, datetime.date(2026, 11, 20))
    assert text.count(" # ") > 10
    _document(text)


N = "\u00a0"
LOOKALIKES = {
    f"a: b{N}c\nd: 5{N}km – 6{N}km\ne: [f’s “g”, h – i, j]": [],
    "a: “b” and “c”\nd: ’tis\ne: ‘b’ c\nf: b “c”": [],
    f'a: "“b”"\nc: "{N}- d"\ne: "f:{N}g"\nh: |\n  – i\n  k:{N}l\n  “m”': [],
    "a: 1 – 2\nb: – c\nd: e\n  – f": [],
    f"# {N}a:{N}b – “c”\na: b": [],
    f"a:{N}b": ["1:3"],
    f"a:{N}b\nc: d": ["1:3"],
    f"a: b\nc:{N}d\ne: f": ["2:3"],
    f"a{N}: b": ["1:2"],
    f"a:{N}\n  b: c": ["1:3"],
    f"a: b\n{N}\nc: d": ["2:1"],
    f"a:\n  b: c\n{N}{N}d: e": ["3:1"],
    f"a:\n  b: c\n {N}d: e": ["3:2"],
    f"a:\n  - b\n  -{N}c": ["3:4"],
    f"a:\n  -{N}b\n  -{N}c": ["2:4", "3:4"],
    f"{{a:{N}b, c: d}}": ["1:4"],
    f"a: [b,{N}c]": ["1:7"],
    "a:\u200b b\nc: d": ["1:3"],
    "a:\u3000b\nc: d": ["1:3"],
    "a:\n  – b\n  – c": ["2:3", "3:3"],
    "a:\n  • b: c\n  • d": ["2:3", "3:3"],
    "a:\n  - b\n  — c": ["3:3"],
    "a： b\nc: d": ["1:2"],
    "a: b\nc：d\ne: f": ["2:2"],
    "a: “b”": ["1:4"],
    "a: „b“\nc: «d»\ne: ‘f’s g’": ["1:4", "2:4", "3:4"],
    "a: [“b, c”, d]": ["1:5"],
    "a:\n  - “b: c”\n  - d": ["2:5"],
    "a: “b: c”": ["1:4"],
    "“a”: b": ["1:1"],
}


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader], ids=["C", "Python"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("text", LOOKALIKES)
def test_lookalikes_of_yaml_signs(text: str, line_end: str, loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are told by name where they may stand for YAML's, and are letters like others inside of text."""
    monkeypatch.setattr(yaml_reader, "_Loader", loader)
    _, problems = yaml_reader.read("x.yml", text.replace("\n", line_end).encode())
    assert [f"{problem.line}:{problem.column}" for problem in problems] == LOOKALIKES[text]
    assert all(" in place of a " in problem.message for problem in problems)


PLACED = """\
# a comment
name: Núñez 🏃 squat
list: [one, "two", {three: 3}]

block:
  - first
  -   second: 2
      third:
        deep: true
  - - nested
text: |
  more
  lines
last: "ü"
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("name",), (2, 7), (2, 1)),
        (("list",), (3, 7), (3, 1)),
        (("list", 0), (3, 8), (3, 8)),
        (("list", 1), (3, 13), (3, 13)),
        (("list", 2), (3, 20), (3, 20)),
        (("list", 2, "three"), (3, 28), (3, 21)),
        (("block",), (6, 3), (5, 1)),
        (("block", 0), (6, 5), (6, 5)),
        (("block", 1), (7, 7), (7, 7)),
        (("block", 1, "second"), (7, 15), (7, 7)),
        (("block", 1, "third", "deep"), (9, 15), (9, 9)),
        (("block", 2, 0), (10, 7), (10, 7)),
        (("text",), (11, 7), (11, 1)),
        (("last",), (14, 7), (14, 1)),
        (("block", 1, "missing"), (7, 7), (7, 7)),
        (("block", 7), (6, 3), (6, 3)),
        (("name", "deeper", 0), (2, 7), (2, 7)),
        (("nothing", "here"), (2, 1), (2, 1)),
    ],
)
def test_positions(path: Path, value: tuple[int, int], key: tuple[int, int], line_end: str, mark: str) -> None:
    """Lines and columns count from 1; columns count characters, not bytes; what is missing is placed where it would be."""
    document = _document((mark + PLACED.replace("\n", line_end)).encode())
    for wanted, problem in (
        (value, document.problem(FILE_EMPTY, path, "m")),
        (key, document.problem(FILE_EMPTY, path, "m", key=True)),
    ):
        assert (problem.line, problem.column) == wanted


def test_a_column_after_accents_and_wide_characters_counts_characters() -> None:
    document = _document("é: {ü🏃: 1, name: x}\n")
    assert document.problem(FILE_EMPTY, ("é", "name"), "m").column == 18
    assert document.problem(FILE_EMPTY, ("é", "name"), "m", key=True).column == 12


def test_positions_of_problems_after_crlf_and_accents() -> None:
    _, problems = yaml_reader.read("x.yml", "é: ü\r\né: ü\r\nb: [é, *a]\r\n".encode())
    assert [(p.line, p.column, p.path) for p in problems] == [(2, 1, ""), (3, 8, "b[1]")]


def test_problems_name_the_path() -> None:
    _, problems = yaml_reader.read("x.yml", b"a:\n  - b: {c: *d}\n")
    assert [p.path for p in problems] == ["a[0].b.c"]


def test_a_refused_value_is_noted_so_that_its_echo_can_be_left_out() -> None:
    document, problems = yaml_reader.read("x.yml", b"a: *b\nc: d\n")
    assert document.flawed == {(problem.line, problem.column) for problem in problems} == {(1, 4)}


def test_reading_does_without_the_library_in_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML is pure Python where no wheel fits; what it reads and where must not depend on that."""
    expected = _document(PLACED)
    monkeypatch.setattr(yaml_reader, "_Loader", yaml.SafeLoader)
    document = _document(PLACED)
    assert document.data == expected.data
    assert document.problem(FILE_EMPTY, ("block", 1, "third", "deep"), "m") == expected.problem(
        FILE_EMPTY, ("block", 1, "third", "deep"), "m"
    )


@pytest.mark.parametrize(
    "raw", [b"[" * 100_000, b"? " * 50_000, b"a: \0", b"&a [*a]", b"a: '", b"\t- x", b"a: b: c", b"%YAML 3.0\n---\na: 1"]
)
def test_hostile_bytes_without_the_library_in_c(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "_Loader", yaml.SafeLoader)
    _, problems = yaml_reader.read("x.yml", raw)
    assert problems and all(problem.line == 1 or raw.startswith(b"%") for problem in problems)
