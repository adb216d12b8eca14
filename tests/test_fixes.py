"""`check.py --fix`: exact edits that leave the rest of a file as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

import check
from legwork.text import edits
from legwork.text.problems import Edit, Problem, Remove, Rename, Splice, Swap, Write
from legwork.text.problems import Path as DataPath
from legwork.text.rules import Rule
from overlays import copy_of_mini

RULE = Rule("some-rule", "Nothing is wrong.", "These tests need a rule.")

TEXT = """\
# Of the whole file.
name: "A: one"  # a comment
list: [one, two, three]
block:
  # of the first
  - one
  - two

  - {a: 1, b: 2}
one: [alone]
below:
  field: value
  other: >
    Two lines
    of text.
last: end
"""


@pytest.mark.parametrize(
    ("path", "edit", "old", "new"),
    [
        (("name",), Write("B"), '"A: one"', "B"),
        (("name",), Rename("title"), "name:", "title:"),
        (("name",), Swap("one", "two"), '"A: one"', '"A: two"'),
        (("list", 0), Remove(), "[one, two, three]", "[two, three]"),
        (("list", 1), Remove(), "[one, two, three]", "[one, three]"),
        (("list", 2), Remove(), "[one, two, three]", "[one, two]"),
        (("block", 1), Remove(), "  - two\n", ""),
        (("block", 2, "a"), Remove(), "{a: 1, b: 2}", "{b: 2}"),
        (("block", 2, "b"), Remove(), "{a: 1, b: 2}", "{a: 1}"),
        (("one", 0), Remove(), "one: [alone]\n", ""),
        (("below", "field"), Remove(), "  field: value\n", ""),
        (("below", "other"), Remove(), "  other: >\n    Two lines\n    of text.\n", ""),
        (("last",), Remove(), "last: end\n", ""),
        ((), Splice(2, 4, "In"), "# Of", "# In"),
    ],
)
def test_an_edit_changes_its_value_and_nothing_else(path: DataPath, edit: Edit, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert edits.apply(TEXT, [_problem(path, edit)])[0] == TEXT.replace(old, new)


def _problem(path: DataPath, edit: Edit) -> Problem:
    return Problem(RULE, "a.yml", 1, 1, "", "is wrong", edit=edit, at=path)


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        (("nowhere",), Write("x")),
        (("list", 9), Remove()),
        (("name",), Remove()),  # its comment would be left without it
        (("list", 0), Rename("x")),
        (("name",), Swap("nothing of it", "x")),
    ],
)
def test_a_problem_without_an_exact_edit_is_left(path: DataPath, edit: Edit) -> None:
    assert edits.apply(TEXT, [_problem(path, edit)]) == (TEXT, [])


def test_of_two_edits_of_one_value_the_first_is_made() -> None:
    first, second = _problem(("name",), Write("B")), _problem(("name",), Swap("A", "C"))
    assert edits.apply(TEXT, [first, second]) == (TEXT.replace('"A: one"', "B"), [first])


def test_a_file_that_cannot_be_read_is_left() -> None:
    assert edits.apply("a: [", [_problem(("a",), Write("x"))]) == ("a: [", [])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(copy_of_mini(tmp_path))
    return tmp_path


ARGUMENTS = ["--catalogue", "catalogue", "--docs", "docs"]
BROKEN = (
    ("exercises/squat.yml", "per: total, tempo: 3-0-1-0", "per: side, tempo: 3-0-1-0", "dose-sides"),
    ("exercises/squat.yml", "sets: 2, reps: [8, 12]", "sets: 2, reps: [12, 8]", "field-range"),
    ("exercises/squat.yml", "sources: [nunez2019, handbook]", "sources: [nunez2019, nunez2019, handbook]", "reference-entry-source"),
    ("exercises/squat.yml", "Heels lift.", "Heels\u200b lift.", "invisible-character"),
    ("exercises/wall-sit.yml", "name: Wall sit", "slug: wall-sit\nname: Wall sit", "field-unknown"),
    ("exercises/wall-sit.yml", "{exercise: squat, when", "{exercise: knee-bend, when", "reference-harder"),
    ("exercises/wall-sit.yml", "impact: 0\n", "impact： 0\n", "yaml-lookalike"),
    ("care.yml", "[heel drops](exercise:heel-drop)", "[squats](exercise:knee-bend)", "plain-text"),
    ("moved.yml", "routine:quick-session: routine:short", "routine:quick-session: exercise:knee-bend", "moved-to"),
)  # fmt: skip


@pytest.mark.parametrize(("file", "sound", "broken", "rule"), BROKEN)
def test_a_problem_is_mended(
    file: str, sound: str, broken: str, rule: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "catalogue" / file
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(sound, broken), encoding="utf-8")
    assert check.main(ARGUMENTS) == 1
    assert f" {rule}: " in capsys.readouterr().out
    assert check.main([*ARGUMENTS, "--fix"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"catalogue/{file}: {rule}"
    assert [line[:3] for line in told[1:-1] if line[:3] not in ("  -", "  +")] == []
    expected = {"plain-text": "[squats](exercise:squat)", "moved-to": "routine:quick-session: exercise:squat"}.get(rule, sound)
    assert path.read_text(encoding="utf-8") == before.replace(sound, expected)


def test_a_problem_without_an_edit_is_left_and_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "catalogue/exercises/squat.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: strength", "kind: strengtn"), encoding="utf-8")
    before = path.read_bytes()
    assert check.main([*ARGUMENTS, "--fix"]) == 1
    assert "field-word" in capsys.readouterr().out
    assert path.read_bytes() == before
