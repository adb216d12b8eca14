"""The command an editor runs: what it prints, and what it answers to the shell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import check
from legwork.editing import published
from legwork.exports import schema
from overlays import copy_of_mini, lay_over


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature, with the shell standing in it."""
    monkeypatch.chdir(copy_of_mini(tmp_path))
    return tmp_path


WHY = "Why a rule is there: python3 scripts/check.py --explain RULE, or checks/ on the site"
ARGUMENTS = ["--catalogue", "catalogue", "--docs", "docs"]


def _break(folder: Path, case: str) -> None:
    lay_over(Path(__file__).parent / "broken" / case, folder)


def test_a_sound_catalogue(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(ARGUMENTS) == 0
    assert capsys.readouterr() == ("9 exercises, 4 sources, 1 guides: nothing is wrong\n", "")


def test_a_broken_catalogue(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _break(folder, "kitchen-sink")
    assert check.main(ARGUMENTS) == 1
    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    out, err = capsys.readouterr()
    assert out == expected
    assert err.splitlines()[0] == f"{expected.count(chr(10))} errors"
    assert "     4 field-unknown" in err.splitlines()


def test_one_problem_is_not_many(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _break(folder, "claim-source")
    assert check.main(ARGUMENTS) == 1
    assert capsys.readouterr().err == f"1 error\n{WHY}\n"


def test_files_are_named_from_the_current_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _break(folder, "claim-source")
    monkeypatch.chdir(folder / "docs")
    assert check.main(["--catalogue", str(folder / "catalogue"), "--docs", "."]) == 1
    assert capsys.readouterr().out.startswith("../catalogue/exercises/squat.yml:42:5: error claim-source: why[1]: ")


def test_problems_as_github_annotations(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _break(folder, "claim-source")
    (folder / "catalogue/exercises/100%, or: more.yml").write_text("name: '100 %'\n", encoding="utf-8")
    assert check.main([*ARGUMENTS, "--github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("::error file=") for line in lines)
    assert lines[0] == (
        "::error file=catalogue/exercises/100%25%2C or%3A more.yml,line=1,col=1,title=slug::"
        "'100%25, or: more' is not a slug (rename it to '100-or-more')"
    )
    assert lines[-1] == (
        "::error file=catalogue/exercises/squat.yml,line=42,col=5,title=claim-source::"
        "why[1]: a claim without a source (add sources: [key], or sources: [convention])"
    )


def test_a_stale_schema_is_a_problem_and_can_be_written_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "catalogue/exercise.schema.json").write_text("{}", encoding="utf-8")
    assert check.main(ARGUMENTS) == 1
    assert capsys.readouterr().out == (
        "catalogue/exercise.schema.json:1:1: error schema-stale: is not up to date with the models (run python3 scripts/check.py --write-schema)\n"
    )
    assert check.main([*ARGUMENTS, "--write-schema"]) == 0
    written = capsys.readouterr().out.splitlines()
    assert sorted(written[:-1]) == sorted(f"wrote catalogue/{name}" for name in schema.files())
    assert check.main([*ARGUMENTS, "--write-schema"]) == 0
    assert "wrote" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--catalogue", "nowhere"], "no such folder: nowhere"),
        (["--catalogue", "catalogue/muscles.yml"], "no such folder: catalogue/muscles.yml"),
        (["--color"], "unrecognized arguments: --color"),
        (["nowhere.yml"], "no such file: nowhere.yml"),
        (["--catalogue", "catalogue", "--docs", "docs", ".."], ".. is neither in catalogue nor in docs"),
        (["--rule", "said-onec"], "no rule 'said-onec' (did you mean 'said-once'?)"),
        (["--explain", "slugs"], "no rule 'slugs' (did you mean 'slug'?)"),
        (["--baseline"], "names no baseline"),
        (["--docs"], "argument --docs: expected one argument"),
    ],
)
def test_wrong_use(arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        check.main(arguments)
    out, err = capsys.readouterr()
    assert stopped.value.code == 2
    assert out == "" and message in err and err.startswith("usage: ")


def test_help_says_purpose_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        check.main(["--help"])
    text = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "Check the catalogue" in text and "Exit codes" in text
    assert all(option in text for option in ("--catalogue", "--docs", "--github", "--write-schema", "--against"))


def test_the_published_catalogue_is_sound(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    code = check.main([])
    assert (code, capsys.readouterr().err) == (0, "")


# --- As a command


def _command(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    script = Path(check.__file__)
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.slow
def test_command_on_a_sound_catalogue(folder: Path) -> None:
    done = _command(*ARGUMENTS, cwd=folder)
    assert (done.returncode, done.stdout) == (0, "9 exercises, 4 sources, 1 guides: nothing is wrong\n")


@pytest.mark.slow
def test_command_on_a_broken_catalogue(folder: Path) -> None:
    _break(folder, "file-name-not-a-slug")
    done = _command(*ARGUMENTS, cwd=folder, PYTHONUTF8="1")
    assert done.returncode == 1
    assert done.stdout == (folder / "expected.txt").read_text(encoding="utf-8")
    assert done.stderr.splitlines() == ["2 errors", WHY]


@pytest.mark.slow
def test_command_used_wrongly(folder: Path) -> None:
    done = _command("--catalogue", "nowhere", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith("error: no such folder: nowhere")


@pytest.mark.slow
def test_command_on_hostile_files(folder: Path) -> None:
    """Whatever is in the folder, the command ends by itself, with problems and without a traceback."""
    shutil.rmtree(folder / "catalogue/exercises")
    (folder / "catalogue/exercises").mkdir()
    for number, raw in enumerate((b"\xff\xfe\0", b"[" * 100_000, b"{" * 100_000, b"? " * 100_000, b"&a [*a]", b"")):
        (folder / f"catalogue/exercises/hostile-{number}.yml").write_bytes(raw)
    os.mkfifo(folder / "catalogue/exercises/pipe.yml")
    done = _command(*ARGUMENTS, cwd=folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert {line.split(":")[0] for line in done.stdout.splitlines()} >= {
        *(f"catalogue/exercises/hostile-{number}.yml" for number in range(6)),
        "catalogue/exercises/pipe.yml",
    }


# --- Against a published site


def _published(folder: Path, *urls: str) -> Path:
    """A folder with a page at each address, and a sitemap that names them, as a build leaves both."""
    site = folder / "published"
    for url in urls:
        (site / url).mkdir(parents=True, exist_ok=True)
        (site / url / "index.html").write_text("<!doctype html>", encoding="utf-8")
    places = "".join(f"    <url>\n         <loc>https://example.org/some/path/{url}</loc>\n    </url>\n" for url in urls)
    (site / "sitemap.xml").write_text(f'<?xml version="1.0"?>\n<urlset>\n{places}</urlset>\n', encoding="utf-8")
    return site


ANSWERED = (
    "",
    "exercises/",
    "exercises/squat/",
    "exercises/knee-bend/",  # has moved
    "guides/one-guide/",
    "equipment/none/",
    "sources/all-trial/",  # long lists come and go
    "muscles/soleus/first/2/",
)


def test_a_published_site_that_is_answered(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = _published(folder, *ANSWERED)
    for place in (site, site / "sitemap.xml"):
        assert check.main([*ARGUMENTS, "--against", str(place)]) == 0
        assert capsys.readouterr() == ("9 exercises, 4 sources, 1 guides: nothing is wrong\n", "")


def test_pages_lost_from_a_published_site_are_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = _published(folder, *ANSWERED, "exercises/wall-sits/", "guides/one-giude/", "old/")
    told = [
        "/exercises/wall-sits/ leads nowhere now "
        "(say in moved.yml where it is now, perhaps 'exercise:wall-sits: exercise:wall-sit')",
        "/guides/one-giude/ leads nowhere now "
        "(say in moved.yml where it is now, perhaps '/guides/one-giude/: /guides/one-guide/')",
        "/old/ leads nowhere now (say in moved.yml where it is now, perhaps '/old/: ...')",
    ]
    assert check.main([*ARGUMENTS, "--against", "published"]) == 1
    places = ("exercises/wall-sits", "guides/one-giude", "old")
    lines = [f"published/{place}/index.html:1:1: error address-lost: {text}" for place, text in zip(places, told, strict=True)]
    assert capsys.readouterr() == ("".join(f"{line}\n" for line in lines), f"3 errors\n{WHY}\n")
    assert check.main([*ARGUMENTS, "--against", str(site / "sitemap.xml"), "--github"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first == f"::error file=published/sitemap.xml,line=28,col=15,title=address-lost::{told[0]}"


def test_lost_pages_can_be_redirected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line of the hint is the line to write; a page that a file of the docs answers is not lost."""
    _published(folder, *ANSWERED, "exercises/wall-sits/", "demo/")
    (folder / "docs/demo").mkdir()
    (folder / "docs/demo/index.html").write_text("<!doctype html>", encoding="utf-8")
    assert check.main([*ARGUMENTS, "--against", "published"]) == 1
    (line,) = re.findall("perhaps '(.+)'", capsys.readouterr().out)
    with (folder / "catalogue/moved.yml").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    assert check.main([*ARGUMENTS, "--against", "published"]) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot read published/sitemap.xml: No such file or directory"),
        (b"\xff\xfe", "published/sitemap.xml is not a sitemap, or is compressed"),
        (b"<urlset></urlset>", "published/sitemap.xml names no page"),
        (b"<loc>https://a.org/</loc><loc>https://b.org/c/</loc>", "has no home page that all its addresses begin with"),
    ],
    ids=["missing", "binary", "empty", "two sites"],
)
def test_a_sitemap_that_is_none(text: bytes | None, message: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "published").mkdir()
    if text is not None:
        (folder / "published/sitemap.xml").write_bytes(text)
    with pytest.raises(SystemExit) as stopped:
        check.main([*ARGUMENTS, "--against", "published/sitemap.xml"])
    assert stopped.value.code == 2 and message in capsys.readouterr().err


def test_a_folder_that_is_no_site(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        check.main([*ARGUMENTS, "--against", "docs"])
    assert stopped.value.code == 2 and "no site in docs: it has no index.html" in capsys.readouterr().err


def test_a_sitemap_too_large_to_read(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(published, "MAX_SITEMAP_BYTES", 1024 * 1024)
    (folder / "sitemap.xml").write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(SystemExit) as stopped:
        check.main([*ARGUMENTS, "--against", "sitemap.xml"])
    assert stopped.value.code == 2 and "sitemap.xml is larger than 1 MiB" in capsys.readouterr().err
