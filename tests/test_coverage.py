"""The report of what the catalogue covers: every table of the miniature, cell by cell, and how tables are set."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

import check
from legwork.catalogue.content import Content
from legwork.editing import coverage, reading_grade, tables
from legwork.editing.tables import Row, Table
from overlays import copy_of_mini

TODAY = datetime.date(2027, 11, 20)
"""A year to the day after every entry of the miniature was reviewed."""


@pytest.fixture(scope="module")
def report(mini: Content) -> dict[str, Table]:
    return {table.id: table for table in coverage.report(mini.catalogue, TODAY)}


def _rows(table: Table) -> dict[object, Row]:
    return {row[0]: row[1:] for row in table.rows}


def test_muscles_by_level(report: dict[str, Table]) -> None:
    assert report["muscles"].columns == ("muscle", "beginner", "intermediate", "advanced", "all", "works along")
    assert _rows(report["muscles"]) == {
        "gastrocnemius": (1, 1, 1, 3, 0),
        "gluteus-maximus": (3, 0, 1, 4, 2),
        "quadriceps": (2, 0, 1, 3, 1),
        "soleus": (1, 2, 1, 4, 2),
    }


def test_patterns_by_the_kit_that_is_hardest_to_come_by(report: dict[str, Table]) -> None:
    assert report["patterns"].columns == ("pattern", "none or given", "home", "outdoors", "gym", "all")
    assert list(_rows(report["patterns"]).items()) == [
        ("swing", (1, 0, 0, 0, 1)),
        ("run", (2, 0, 1, 0, 3)),
        ("squat", (3, 0, 0, 0, 3)),
        ("calf", (1, 1, 0, 0, 2)),
    ]


def test_demands_under_each_complaint(report: dict[str, Table]) -> None:
    """Fine, to change, to leave out, not judged; a complaint and a demand count every exercise once."""
    assert report["care"].columns == ("complaint", "hip", "impact", "knee", "calf", "all")
    assert _rows(report["care"]) == {
        "operated": ((0, 0, 0, 1), (0, 0, 2, 1), (0, 0, 3, 0), (0, 0, 1, 1), (0, 0, 6, 3)),
        "sore-achilles": ((0, 0, 0, 1), (1, 0, 2, 0), (2, 0, 0, 1), (0, 1, 0, 1), (3, 1, 2, 3)),
        "sore-knee": ((0, 0, 0, 1), (0, 0, 0, 3), (1, 1, 1, 0), (0, 0, 0, 2), (1, 1, 1, 6)),
    }


def test_sources_of_doses(report: dict[str, Table]) -> None:
    assert report["doses"].columns == ("rests on", "beginner", "intermediate", "advanced", "all")
    assert _rows(report["doses"]) == {
        "a source": (3, 1, 2, 6),
        "a source and convention": (0, 1, 0, 1),
        "convention alone": (2, 2, 2, 6),
        "nothing": (0, 0, 0, 0),
    }
    assert _rows(report["doses_to_ground"]) == {
        "heel-drop": ((), ("intermediate", "advanced")),
        "hill-march": ((), ("beginner", "intermediate")),
        "leg-swing": ((), ("beginner",)),
        "squat": ((), ("advanced",)),
    }


def test_a_dose_on_nothing_comes_first(mini: Content) -> None:
    squat = mini.catalogue.exercises["squat"]
    doses = squat.doses.model_copy(update={"beginner": squat.doses.beginner.model_copy(update={"sources": ()})})  # type: ignore[union-attr]
    exercises = {**mini.catalogue.exercises, "squat": squat.model_copy(update={"doses": doses})}
    changed = _changed(mini, exercises)
    assert changed["doses_to_ground"].rows[0] == ("squat", ("beginner",), ("advanced",))
    assert _rows(changed["doses"])["nothing"] == (1, 0, 0, 1)


def _changed(mini: Content, exercises: dict[str, object]) -> dict[str, Table]:
    catalogue = replace(mini.catalogue, exercises=exercises)  # type: ignore[arg-type]
    return {table.id: table for table in coverage.report(catalogue, TODAY)}


def test_claims_by_their_strongest_source(report: dict[str, Table]) -> None:
    assert report["claims"].columns == ("strength", "claims", "exercises")
    counted = {strength: cells for strength, cells in _rows(report["claims"]).items() if cells != (0, 0)}
    assert counted == {"guideline": (1, 1), "trial": (1, 1), "convention": (1, 1)}
    assert [row[0] for row in report["claims"].rows][0::7] == ["guideline", "convention"]


def test_entries_not_reviewed_for_a_year(mini: Content, report: dict[str, Table]) -> None:
    assert report["stale"].rows == ()
    tomorrow = TODAY + datetime.timedelta(days=1)
    stale = next(table for table in coverage.report(mini.catalogue, tomorrow) if table.id == "stale")
    assert stale.rows[0] == ("calf-stretch", "2026-11-20", 366)
    assert len(stale.rows) == len(mini.catalogue.exercises)
    assert stale.note == "As of 2027-11-21."


def test_the_longest_ladders_come_first(report: dict[str, Table]) -> None:
    assert report["ladders"].rows == (
        ("line-hop", 3, "calf-stretch > heel-drop"),
        ("single-leg-squat", 3, "wall-sit > squat"),
        ("skip", 2, "leg-swing"),
    )


def test_names_on_a_watch(report: dict[str, Table]) -> None:
    assert _rows(report["garmin"]) == {
        "drill": (1, 1, ("skip",)),
        "hill": (1, 1, ("hill-march",)),
        "mobility": (1, 1, ("leg-swing",)),
        "plyometric": (1, 1, ("line-hop",)),
        "strength": (4, 2, ("heel-drop", "wall-sit")),
        "stretch": (1, 1, ("calf-stretch",)),
    }


def test_reading_grades(report: dict[str, Table]) -> None:
    """The skip's steps: 22 words with 23 syllables in 3 sentences."""
    rows = _rows(report["reading"])
    assert rows["skip"] == (round(0.39 * 22 / 3 + 11.8 * 23 / 22 - 15.59, 1), 22, 7.3)
    assert [row[0] for row in report["reading"].rows][:3] == ["(all)", "heel-drop", "squat"]
    grades = [row[1] for row in report["reading"].rows[1:]]
    assert grades == sorted(grades, reverse=True)  # type: ignore[type-var]


# How hard a text is to read


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("heel", 1), ("knee", 1), ("knees", 1), ("kneecap", 2), ("the", 1), ("raise", 1), ("raises", 2), ("hips", 1)),
        *(("ankle", 2), ("ankles", 2), ("bent", 1), ("planted", 2), ("lowered", 2), ("squat", 1), ("square", 1), ("calves", 1)),
        *(("medial", 3), ("exterior", 4), ("doing", 2), ("toward", 2), ("position", 3), ("level", 2), ("rhythm", 1), ("hm", 1)),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert reading_grade.syllables(word) == count


def test_numbers_and_brackets_are_no_words() -> None:
    assert reading_grade.split_words("Step 1–2 m (3–6 ft) ahead, don’t stop.") == ["step", "m", "ft", "ahead", "don’t", "stop"]


@pytest.mark.parametrize(("text", "count"), [("Up", 1), ("Up. Down!", 2), ("Up 1.5 m. Down", 1), ("Up ... and down?", 2)])
def test_sentences(text: str, count: int) -> None:
    assert reading_grade.sentences(text) == count


def test_a_text_without_words_has_grade_zero() -> None:
    assert reading_grade.grade([]) == reading_grade.grade(["60"]) == 0


# How tables are set


TABLE = Table(
    "one",
    "One",
    ("name", "number", "share", "counts", "words"),
    (("a", 1, 1.0, (1, 20), ("x", "y")), ("long name", 100, 0.25, (10, 2), ())),
    note="A note.",
)


def test_numbers_stand_right_and_words_left() -> None:
    assert TABLE.text() == (
        "One\n===\nA note.\n"
        "name       number  share  counts  words\n"
        "a               1    1.0    1/20  x, y\n"
        "long name     100    0.2    10/2\n"
    )


def test_a_table_without_rows_says_so() -> None:
    assert Table("none", "None", ("a", "b"), ()).text() == "None\n====\na  b\n(none)\n"


def test_long_tables_are_cut_in_text_only() -> None:
    table = Table("many", "Many", ("n",), tuple((n,) for n in range(5)), shown=2)
    assert table.text().splitlines()[-2:] == ["1", "... and 3 more; --json has them all"]
    assert len(table.json()["rows"]) == 5


def test_long_cells_are_wrapped_below_themselves() -> None:
    text = Table("wide", "Wide", ("a", "b"), (("x", tuple(["word"] * 60)),)).text()
    lines = text.splitlines()[3:]
    assert max(map(len, lines)) <= tables.WIDTH and len(lines) > 2
    assert all(line.startswith("   word") for line in lines[1:])


def test_the_real_report_fits_a_terminal(real: Content) -> None:
    text = tables.text(coverage.report(real.catalogue, TODAY))
    assert max(map(len, text.splitlines())) <= tables.WIDTH
    assert len({slug for slug in real.catalogue.care if slug in text}) == len(real.catalogue.care)


# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(copy_of_mini(tmp_path))
    return tmp_path


ARGUMENTS = ["--catalogue", "catalogue", "--docs", "docs", "--report"]


def test_the_command_prints_the_report(folder: Path, mini: Content, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([*ARGUMENTS, "--today", TODAY.isoformat()]) == 0
    assert capsys.readouterr() == (tables.text(coverage.report(mini.catalogue, TODAY)), "")


def test_the_command_prints_it_as_json(folder: Path, mini: Content, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([*ARGUMENTS, "--json", "--today", TODAY.isoformat()]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [table.id for table in coverage.report(mini.catalogue, TODAY)]
    assert found["care"]["rows"][1] == {
        "complaint": "sore-achilles", "hip": [0, 0, 0, 1], "impact": [1, 0, 2, 0], "knee": [2, 0, 0, 1],
        "calf": [0, 1, 0, 1], "all": [3, 1, 2, 3],
    }  # fmt: skip


def test_the_day_of_the_report_is_today_by_default(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(ARGUMENTS) == 0
    assert f"As of {datetime.date.today().isoformat()}." in capsys.readouterr().out


def test_a_broken_catalogue_has_problems_and_no_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "catalogue/exercises/squat.yml").unlink()
    assert check.main(ARGUMENTS) == 1
    out, err = capsys.readouterr()
    assert "Muscles and levels" not in out and "no exercise 'squat'" in out
    assert err.startswith("7 errors\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--json"], "--json and --today go with --report"),
        (["--today", "2026-11-20"], "--json and --today go with --report"),
        (["--report", "--today", "soon"], "soon is not a day; write it as 2026-11-20"),
    ],
)
def test_wrong_use(arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        check.main(arguments)
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err
