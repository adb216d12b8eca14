"""Whatever stands in a catalogue's folder, reading it gives located problems: never an error, never all the memory.

Bytes that cannot stand in a repository, or only as trouble for everybody's tools, are made here at run time.
Mistakes that editors make are files in `broken/`.
"""

from __future__ import annotations

import functools
import os
import random
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from legwork.catalogue import content
from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.content import Content
from legwork.catalogue.guides import MAX_GUIDE_BYTES, read_guides
from legwork.text import yaml_reader
from legwork.text.problems import Problem
from overlays import copy_of_mini

EXERCISE = "catalogue/exercises/leg-swing.yml"
VOCABULARY = "catalogue/muscles.yml"
GUIDE = "docs/guides/one-guide.md"
LONGEST_REPORT = 600
"""Characters of a problem's line: what stands in a file must not flood the terminal."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the miniature to put hostile files into."""
    return copy_of_mini(tmp_path / "site")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the miniature in which every test puts back what it replaced."""
    return copy_of_mini(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def replaced(shared: Path, mini_dir: Path) -> Iterator[Callable[[str, bytes], Path]]:
    """Replaces one file of the shared miniature for one test; returns the folder."""
    files: list[str] = []

    def replace(file: str, raw: bytes) -> Path:
        files.append(file)
        (shared / file).write_bytes(raw)
        return shared

    yield replace
    for file in files:
        shutil.copyfile(mini_dir / file, shared / file)


def _read(folder: Path) -> Content:
    return content.read(folder / "catalogue", folder / "docs", root=folder)


def _problems(folder: Path, file: str = "") -> list[Problem]:
    """The problems, or those of one file, after all were found to be fit for showing."""
    found = _read(folder).problems
    _assert_shown_well(found, folder)
    return [problem for problem in found if file in ("", problem.file)]


def _assert_shown_well(problems: Iterable[Problem], folder: Path) -> None:
    """Each problem is one short visible line and names a place that is in its file."""

    @functools.cache
    def lines(file: str) -> int:
        path = folder / file
        text = path.read_bytes() if path.is_file() else b""
        return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1

    for problem in problems:
        shown = str(problem)
        assert 1 <= problem.line <= lines(problem.file) and problem.column >= 1, shown
        assert shown.isprintable(), ascii(shown)
        assert len(shown) <= LONGEST_REPORT + len(problem.file), shown[:1000]


SOUND = (Path(__file__).parent / "mini" / EXERCISE).read_text(encoding="utf-8")


def _with(line: str) -> bytes:
    """A sound exercise whose field of that name is replaced."""
    field = line.split(":")[0]
    lines = [line if old.startswith(f"{field}:") else old for old in SOUND.splitlines()]
    assert line in lines, field
    return "\n".join(lines).encode()


FINE: dict[str, bytes] = {
    "CRLF": SOUND.replace("\n", "\r\n").encode(),
    "CR": SOUND.replace("\n", "\r").encode(),
    "byte order mark": SOUND.encode("utf-8-sig"),
    "byte order mark and CRLF": SOUND.replace("\n", "\r\n").encode("utf-8-sig"),
    "no last line end": SOUND.rstrip().encode(),
    "blank lines": SOUND.replace("\n", "\n\n  \n").encode(),
    "tab inside text": _with("summary: A loose\tswing."),
    "document marks": f"%YAML 1.2\n---\n{SOUND}...\n".encode(),
    "every kind of quote": _with("""summary: 'It''s a "loose" swing.'"""),
    "folded text": _with("summary: >-\n  A loose\n  swing."),
    "JSON's escapes": _with('summary: "A \\u006coose\\x20swing \\U0001F3C3."'),
}

_LAUGHS = "a: &a [lol, lol]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

HOSTILE: dict[str, bytes] = {
    "every byte": bytes(range(256)) * 40,
    "noise": random.Random(1).randbytes(100_000),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "Latin-1": _with("summary: Núñez swings.").decode().encode("latin-1"),
    "UTF-16": SOUND.encode("utf-16"),
    "UTF-16 without mark": SOUND.encode("utf-16-le"),
    "UTF-32": SOUND.encode("utf-32"),
    "UTF-8 cut off": "summary: é".encode()[:-1],
    "UTF-8 overlong": b"name: \xc0\xaf",
    "UTF-8 surrogate": b"name: \xed\xa0\x80",
    "not UTF-8 after a byte order mark": b"\xef\xbb\xbfname: Leg swing\nsummary: \xff\n",
    "NUL": _with("summary: A loose\0swing."),
    "only NUL": b"\0" * 1000,
    "escape sequence": _with("summary: \x1b[31mA red swing."),
    "C1 control": _with("summary: A \x9bswing."),
    "next line": _with("summary: A loose\x85swing."),
    "paragraph separator": _with("summary: A loose\u2029swing."),
    "byte order mark inside": _with("summary: A loose \ufeffswing."),
    "noncharacter": _with("summary: A loose \ufffeswing."),
    "control by escape": _with('summary: "A loose \\0 swing."'),
    "surrogate by escape": _with('summary: "A loose \\ud800 swing."'),
    "right-to-left override": _with("name: Leg \u202egniws"),
    "zero width": _with("name: Leg\u200b swing"),
    "zero width alone": _with("name: \u200b"),
    "tab for indentation": b"muscles:\n\tprimary: [soleus]\n",
    "tab after dash": b"steps:\n-\t- one\n -\ttwo\n",
    "brackets": b"[" * 100_000,
    "braces": b"{" * 100_000,
    "keyed braces": b"{a: " * 100_000,
    "dashes": b"- " * 100_000,
    "question marks": b"? " * 100_000,
    "colons": b": " * 100_000,
    "bracketed question marks": b"[? " * 100_000,
    "closing brackets": b"]" * 100_000,
    "quotes": b'"' * 100_001,
    "exclamation marks": b"!" * 100_000,
    "ampersands": b"&" * 100_000,
    "asterisks": b"*" * 100_000,
    "bars": b"|" * 100_000,
    "percent signs": b"%" * 100_000,
    "5 MB": b"# comment\n" * 500_000,
    "200,000 items": b"aliases: [" + b"a," * 200_000 + b"a]",
    "200,000 fields": b"{" + b",".join(b"k%d: 1" % i for i in range(200_000)) + b"}",
    "5,000 repeated keys": b"a: 1\n" * 5_000,
    "5,000 wrong items": b"aliases: [" + b"1," * 5_000 + b"a]",
    "2 MB of text": _with("summary: " + "word " * 400_000),
    "2 MB of links": _with("summary: '" + "[a](b) " * 280_000 + "'"),
    "2 MB of open links": _with("summary: '" + "[a](" * 500_000 + "'"),
    "2 MB of emphasis": _with("summary: '" + "*a_" * 600_000 + "'"),
    "2 MB of entities": _with("summary: '" + "&lt;" * 500_000 + "'"),
    "huge integer": _with("impact: " + "9" * 100_000),
    "huge hexadecimal": _with("impact: 0x" + "f" * 100_000),
    "huge float": _with("impact: 1e999999999"),
    "long float": _with("impact: 0." + "1" * 100_000),
    "infinity": _with("impact: -.inf"),
    "not a number": _with("impact: .nan"),
    "empty": b"",
    "spaces": b" \n" * 1000,
    "only a byte order mark": b"\xef\xbb\xbf",
    "only comments": b"# one\n# two\n",
    "only ---": b"---\n",
    "only ...": b"...\n",
    "null": b"null\n",
    "tilde": b"~",
    "word": b"word",
    "quoted word": b'"word"',
    "number": b"1e3",
    "empty list": b"[]",
    "empty mapping": b"{}",
    "list of mappings": b"- name: one\n- name: two\n",
    "several documents": f"{SOUND}---\n{SOUND}---\n".encode(),
    "documents of nothing": b"---\n" * 10_000,
    "repeated keys": f"{SOUND}{SOUND}".encode(),
    "billion laughs": _LAUGHS.encode(),
    "alias of itself": b"&a [*a]",
    "unknown alias": _with("name: *nothing"),
    "merge key": _with("cues: [Loose]\n<<: {name: x}"),
    "merge of a list": _with("cues: [Loose]\n<<: [{name: x}, {name: y}]"),
    "tag that runs": _with("name: !!python/object/apply:os.system [exit 1]"),
    "tag that imports": _with("name: !!python/name:os.system"),
    "tag on the whole": b"!!python/object:os.system\n" + SOUND.encode(),
    "binary tag": _with("name: !!binary SGVsbG8="),
    "directive of the future": f"%YAML 3.0\n---\n{SOUND}".encode(),
    "tag directive": b"%TAG ! tag:example.org,2026:\n---\n!a b\n",
    "long key": b"? " + b"k" * 1_000_000 + b"\n: 1\n",
    "key over 1,024 characters": b"k" * 2_000 + b": 1\n",
    "key with line ends": b'? "one\\ntwo\\r\\u202e"\n: 1\n',
    "integer key": _with("cues: [Loose]\n1: one"),
    "boolean key": _with("cues: [Loose]\ntrue: one"),
    "list key": _with("cues: [Loose]\n[a]: one"),
    "mapping key": _with("cues: [Loose]\n{a: b}: one"),
    "null key": _with("cues: [Loose]\nnull: one"),
    "2 MB of comments that turn around": SOUND.encode() + "#\u202e\n".encode() * 400_000,
    "no key": _with("cues: [Loose]\n: one"),
    "empty key": _with('cues: [Loose]\n"": one'),
    "model's own names": _with("cues: [Loose]\nmodel_config: {}\n__class__: x\n__dict__: {}\nslug: x"),
    "figure of noise": _with("cues: [Loose]\nfigure: {1: [[[{}]]], ? [a] : *b}"),
}


@pytest.mark.parametrize("name", FINE)
def test_a_valid_exercise_in_an_unusual_encoding_is_read(name: str, replaced: Callable[[str, bytes], Path]) -> None:
    found = _read(replaced(EXERCISE, FINE[name]))
    assert [str(problem) for problem in found.problems] == []
    assert found.catalogue.exercises["leg-swing"].steps[0] == "Stand tall on one leg."


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_give_problems(name: str, replaced: Callable[[str, bytes], Path]) -> None:
    """In an exercise and in a vocabulary at once: neither keeps the other's problems from being told."""
    replaced(VOCABULARY, HOSTILE[name])
    told = {problem.file for problem in _problems(replaced(EXERCISE, HOSTILE[name]))}
    assert EXERCISE in told
    assert VOCABULARY in told or name == "empty mapping"  # no muscles: told where one is missed


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_in_a_guide_are_text_or_a_problem(name: str, replaced: Callable[[str, bytes], Path]) -> None:
    folder = replaced(GUIDE, HOSTILE[name])
    (guide,) = read_guides(folder / "docs", folder, frozenset(KINDS))
    try:
        HOSTILE[name].decode("utf-8")
        assert (guide.problem is not None) == (len(HOSTILE[name]) > MAX_GUIDE_BYTES)
    except UnicodeDecodeError:
        assert guide.problem
    if guide.problem:
        _assert_shown_well([guide.problem], folder)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"# one\nname: \xff", ["2:7: error file-readable: not UTF-8: byte 0xff cannot be read (save the file as UTF-8)"]),
        (
            b"\xef\xbb\xbf# \xc3\xa9\r\n\xc3\xa9: \xe9",
            ["2:4: error file-readable: not UTF-8: byte 0xe9 cannot be read (save the file as UTF-8)"],
        ),
        (
            b"a: 1\rb: \0",
            ["2:4: error invisible-character: a character that no text may hold (U+0000) (remove it: editors do not show it)"],
        ),
        (
            "é: \x07".encode(),
            ["1:4: error invisible-character: a character that no text may hold (U+0007) (remove it: editors do not show it)"],
        ),
        (b"\n" * (2 * 1024 * 1024 + 1), ["1:1: error file-readable: file is larger than 2 MiB (split it or shorten it)"]),
        (
            b"- x\n" * 100_001,
            ["100000:3: error yaml-size: [99999]: more than 100000 values in one file (split it or shorten it)"],
        ),
        (b"\n\n? [a]\n: 1\n", ["3:3: error yaml-subset: a key must be plain text (write `field: value`)"]),
    ],
)
def test_positions_of_hostile_bytes(raw: bytes, expected: list[str]) -> None:
    _, problems = yaml_reader.read("x.yml", raw)
    assert [str(problem) for problem in problems] == [f"x.yml:{line}" for line in expected]


def test_a_guide_that_is_not_utf8_is_reported_with_its_place(folder: Path) -> None:
    (folder / GUIDE).write_bytes(b"\xef\xbb\xbf# One\n\ncaf\xe9 [x](muscle:nobody)\n")
    found = [str(problem) for problem in _problems(folder, GUIDE)]
    assert found == [f"{GUIDE}:3:4: error file-readable: not UTF-8: byte 0xe9 cannot be read (save the file as UTF-8)"]


def test_sources_are_not_called_uncited_if_a_guide_is_unreadable(folder: Path) -> None:
    sources = folder / "catalogue/sources.yml"
    cited = "only-there:\n  type: book\n  title: Cited by the guide alone\n  strength: book\n"
    sources.write_text(sources.read_text(encoding="utf-8") + cited, encoding="utf-8")
    (folder / GUIDE).write_text("# One\n\n[x](source:only-there)\n", encoding="utf-8")
    assert _problems(folder, "catalogue/sources.yml") == []
    (folder / GUIDE).write_bytes(b"# One\n\n[x](source:only-there) \xff\n")
    assert [problem.file for problem in _problems(folder)] == [GUIDE]


_MEASURED = """
import resource, sys
from pathlib import Path
from legwork.catalogue import content
limit = 1024 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
folder = Path(sys.argv[1])
print(len(content.read(folder / "catalogue", folder / "docs", root=folder).problems))
"""


@pytest.mark.slow
def test_hostile_files_take_no_absurd_memory(folder: Path, root: Path) -> None:
    """All of them at once, 2 MB and more many times over, in a process that may take 1 GiB and no more."""
    for number, raw in enumerate(HOSTILE.values()):
        (folder / f"catalogue/exercises/hostile-{number}.yml").write_bytes(raw)
    command = [sys.executable, "-c", _MEASURED, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": str(root / "hooks")}, check=False)
    assert done.stderr == ""
    assert int(done.stdout) > len(HOSTILE)


# --- Files that are no files


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "inside.yml").write_text(SOUND, encoding="utf-8")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's address has room for a short path only
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _link_outside(path: Path) -> None:
    outside = path.parents[2] / "outside.yml"
    outside.write_text(SOUND, encoding="utf-8")
    path.symlink_to(outside)


def _link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def _link_in_a_circle(path: Path) -> None:
    other = path.with_suffix(".other")
    path.symlink_to(other.name)
    other.symlink_to(path.name)


def _link_to_nothing(path: Path) -> None:
    path.symlink_to("nothing.yml")


def _link_to_parent(path: Path) -> None:
    path.symlink_to("..")


NO_FILES: dict[Callable[[Path], None], str] = {
    _folder: "cannot read the file: it is a folder (put a plain, readable file here)",
    _pipe: "cannot read the file: it is not a regular file (put a plain, readable file here)",
    _socket: "cannot read the file: it is not a regular file (put a plain, readable file here)",
    _link_outside: "cannot read the file: the link leads outside the catalogue (put a plain, readable file here)",
    _link_to_device: "cannot read the file: the link leads outside the catalogue (put a plain, readable file here)",
    _link_to_itself: "cannot read the file: the link leads in a circle (put a plain, readable file here)",
    _link_in_a_circle: "cannot read the file: the link leads in a circle (put a plain, readable file here)",
    _link_to_nothing: "cannot read the file: No such file or directory (put a plain, readable file here)",
    _link_to_parent: "cannot read the file: the link leads outside the catalogue (put a plain, readable file here)",
}


@pytest.mark.parametrize("file", [EXERCISE, VOCABULARY], ids=["exercise", "vocabulary"])
@pytest.mark.parametrize("make", NO_FILES, ids=lambda make: make.__name__.strip("_"))
def test_what_is_no_file_is_reported(make: Callable[[Path], None], file: str, folder: Path) -> None:
    (folder / file).unlink()
    make(folder / file)
    assert [str(problem) for problem in _problems(folder, file)] == [f"{file}:1:1: error file-readable: {NO_FILES[make]}"]


@pytest.mark.parametrize(
    "make", [_pipe, _socket, _link_to_itself, _link_in_a_circle, _link_to_nothing], ids=lambda make: make.__name__.strip("_")
)
def test_a_guide_that_is_no_file_is_reported(make: Callable[[Path], None], folder: Path) -> None:
    make(folder / "docs/guides/second.md")
    found = [str(problem) for problem in _problems(folder, "docs/guides/second.md")]
    assert found == [
        "docs/guides/second.md:1:1: error file-readable: cannot read the file: it is not a regular file (put a plain, readable file here)"
    ]


def test_a_folder_named_like_a_guide_is_a_folder(folder: Path) -> None:
    inside = folder / "docs/notes.md/inside.md"
    inside.parent.mkdir()
    inside.write_text("# Inside\n\n[x](muscle:nobody)\n", encoding="utf-8")
    assert [problem.file for problem in _read(folder).problems] == ["docs/notes.md/inside.md"]


@pytest.mark.parametrize("file", [EXERCISE, VOCABULARY, GUIDE], ids=["exercise", "vocabulary", "guide"])
def test_a_file_without_permission_is_reported(file: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told by a refusal of the system call, because root may read every file whatever its mode is."""
    refused = folder / file
    really = Path.open

    def refuse(self: Path, *arguments: Any, **options: Any) -> Any:
        if self == refused:
            raise PermissionError(13, "Permission denied", str(self))
        return really(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    found = [str(problem) for problem in _read(folder).problems if problem.file == file]
    assert found == [
        f"{file}:1:1: error file-readable: cannot read the file: Permission denied (put a plain, readable file here)"
    ]


@pytest.mark.parametrize("file", [EXERCISE, VOCABULARY, GUIDE], ids=["exercise", "vocabulary", "guide"])
def test_a_file_of_mode_0(file: str, folder: Path) -> None:
    (folder / file).chmod(0)
    refused = not os.access(folder / file, os.R_OK)
    assert bool(_read(folder).problems) == refused


@pytest.mark.parametrize("make", [_pipe, _link_to_itself, _link_to_nothing], ids=lambda make: make.__name__.strip("_"))
def test_an_exercises_folder_that_is_none_is_reported(make: Callable[[Path], None], folder: Path) -> None:
    exercises = folder / "catalogue/exercises"
    exercises.rename(folder / "elsewhere")
    make(exercises)
    (problem,) = _problems(folder, "catalogue/exercises")
    assert problem.message.startswith("cannot read the folder: ")


# --- Names


NAMES: dict[str, str] = {
    "leg swing.yml": "rename it to 'leg-swing'",
    "Leg-Swing.yml": "rename it to 'leg-swing'",
    "leg_swing.yml": "rename it to 'leg-swing'",
    "leg--swing.yml": "rename it to 'leg-swing'",
    "-leg-swing.yml": "rename it to 'leg-swing'",
    "leg.swing.yml": "rename it to 'leg-swing'",
    "über-schwung.yml": "rename it to 'uber-schwung'",
    "脚.yml": "rename it to 'front-squat'",
    "🏃.yml": "rename it to 'front-squat'",
    "leg\nswing.yml": "rename it to 'leg-swing'",
    "leg\rswing\t.yml": "rename it to 'leg-swing'",
    "\x1b[31mleg.yml": "rename it to '31mleg'",
    "leg\u202egniws.yml": "rename it to 'leggniws'",
    "leg'\"`$(exit).yml": "rename it to 'leg-exit'",
    "leg:1:1: swing.yml": "rename it to 'leg-1-1-swing'",
    "%0A::error::.yml": "rename it to '0a-error'",
    "a" * 240 + ".yml": "choose a shorter one",
    "leg-swing.YML": "rename it to leg-swing.yml, or move it out of this folder",
    "leg-swing.yaml": "rename it to leg-swing.yml, or move it out of this folder",
    "leg-swing.yml~": "rename it to leg-swing.yml, or move it out of this folder",
    "leg-swing": "rename it to leg-swing.yml, or move it out of this folder",
}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_file_name_that_is_no_slug_is_reported(name: str, folder: Path) -> None:
    (folder / EXERCISE).rename(folder / "catalogue/exercises" / name)
    (problem,) = _problems(folder, f"catalogue/exercises/{name}")
    assert problem.hint == NAMES[name]
    place, _, message = problem.github().removeprefix("::error ").partition("::")
    assert place.count(",") == 3 and "\n" not in message and "::" not in place


def test_the_longest_name_that_the_system_allows(folder: Path) -> None:
    limit = min(300, os.pathconf(folder, "PC_NAME_MAX"))
    name = "leg-swing-" * 40
    (folder / EXERCISE).rename(folder / f"catalogue/exercises/{name[: limit - 4]}.yml")
    (problem,) = _read(folder).problems
    assert problem.message == f"slug is {limit - 4} characters long; at most 80 are allowed"


def test_a_name_that_is_not_unicode_is_reported(folder: Path) -> None:
    (folder / EXERCISE).rename(folder / "catalogue/exercises" / os.fsdecode(b"leg-\xff.yml"))
    found = _problems(folder)
    assert any(problem.file.startswith("catalogue/exercises/leg-") for problem in found)


def test_ids_of_vocabularies_are_slugs_too(folder: Path) -> None:
    file = folder / VOCABULARY
    text = file.read_text(encoding="utf-8")
    for name in ("Soleus", "1.5", "~", '""', "so leus", "soleus\u200b", "!"):
        file.write_text(text.replace("soleus:\n", f"? '{name}'\n:\n"), encoding="utf-8")
        assert any("is not a slug" in problem.message for problem in _problems(folder, VOCABULARY)), name


CASES = "differs from '{}' only in how its letters are written (keep one: on many computers the two are the same file)"
LINK = "(put the file itself here: whoever builds publishes what it leads to)"


def _empty(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# One\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("docs/guides/con.md", "'con.md' is a name that Windows keeps for itself (choose another)"),
        ("docs/assets/Aux.tar.gz", "'Aux.tar.gz' is a name that Windows keeps for itself (choose another)"),
        ("docs/lpt1/a.txt", None),
        ("docs/guides/One-Guide.md", "'One-Guide.md' becomes part of an address (rename it to 'one-guide.md')"),
        ("docs/guides/one-guide.MD", "'one-guide.MD' becomes part of an address (rename it to 'one-guide.md')"),
        ("docs/guides/on\u0435-guide.md", "'on\u0435-guide.md' becomes part of an address (rename it to 'on-guide.md')"),
        ("docs/guides/\u202edm.md", "'\\u202edm.md' becomes part of an address (rename it to 'dm.md')"),
        (
            "docs/guides/<img src=x onerror=alert(1)>.md",
            "becomes part of an address (rename it to 'img-src-x-onerror-alert-1.md')",
        ),
        ("docs/guides/a..\\b.md", "'a..\\b.md' becomes part of an address (rename it to 'a-b.md')"),
        ("docs/assets/a\nb.png", "is not a plain name (use letters, digits, hyphens, underscores and dots)"),
        ("docs/assets/-rf", "'-rf' is not a plain name (use letters, digits, hyphens, underscores and dots)"),
        ("docs/assets/dot.", "'dot.' is not a plain name (use letters, digits, hyphens, underscores and dots)"),
        (f"docs/assets/{'a' * 240}.png", "name is 244 characters long; at most 100 are allowed (choose a shorter one)"),
        ("catalogue/exercises/con.yml", "'con' is a name that Windows keeps for itself"),
        (
            "catalogue/exercises/Leg-swing.yml",
            f"catalogue/exercises/Leg-swing.yml:1:1: error file-name: {CASES.format('leg-swing.yml')}",
        ),
        (
            "catalogue/exercises/Leg-swing.yml",
            f"catalogue/exercises/leg-swing.yml:1:1: error file-name: {CASES.format('Leg-swing.yml')}",
        ),
        ("docs/assets/.hidden", ""),
    ],
    ids=ascii,
)
def test_names_that_not_every_system_can_hold_are_reported(file: str, told: str | None, folder: Path) -> None:
    (_exercise if file.startswith("catalogue") else _empty)(folder / file)
    found = [str(problem) for problem in _problems(folder)]
    if told == "":
        assert found == []
    elif told is None:
        assert found == ["docs/lpt1:1:1: error file-name: 'lpt1' is a name that Windows keeps for itself (choose another)"]
    else:
        assert any(told in line for line in found), found


def _exercise(path: Path) -> None:
    path.write_text(SOUND.replace("Leg swing", "Another swing"), encoding="utf-8")


def test_names_that_differ_in_case_only_are_reported(folder: Path) -> None:
    """In one run, all of them: files, folders, ids and letters with an accent written in two ways."""
    for file in ("docs/assets/a.png", "docs/assets/A.png", "docs/GUIDES/x.png", "docs/assets/\u00e9", "docs/assets/e\u0301"):
        _empty(folder / file)
    muscles = folder / VOCABULARY
    muscles.write_text(muscles.read_text(encoding="utf-8").replace("soleus:\n", "Soleus:\n"), encoding="utf-8")
    found = [str(problem) for problem in _problems(folder)]
    assert f"docs/assets/a.png:1:1: error file-name: {CASES.format('A.png')}" in found
    assert f"docs/guides:1:1: error file-name: {CASES.format('GUIDES')}" in found
    assert f"docs/assets/\u00e9:1:1: error file-name: {CASES.format('e' + chr(0x301))}" in found
    assert any(line.startswith("catalogue/muscles.yml:") and "'Soleus' is not a slug" in line for line in found)


@pytest.mark.parametrize(
    ("link", "target", "told"),
    [
        ("docs/guides/secret.md", "../../outside/x.yml", f"a link in place of a file {LINK}"),
        ("docs/assets/secret.png", "/etc/hostname", f"a link in place of a file {LINK}"),
        ("docs/assets/all", "/etc", f"a link in place of a file {LINK}"),
        ("docs/assets/loop", "..", f"a link in place of a file {LINK}"),
        ("docs/assets/inside.md", "../guides/one-guide.md", f"a link in place of a file {LINK}"),
        ("docs/assets/nothing", "nowhere", f"a link in place of a file {LINK}"),
        ("catalogue/exercises", "../outside", "a link in place of a folder (put the folder itself here)"),
        ("catalogue/extra", "/etc", "a link in place of a folder (put the folder itself here)"),
    ],
)
def test_links_are_reported_before_they_are_published(link: str, target: str, told: str, folder: Path) -> None:
    _empty(folder / "outside/x.yml")
    if (folder / link).exists():
        (folder / link).rename(folder / "moved")
    (folder / link).parent.mkdir(exist_ok=True)
    (folder / link).symlink_to(target)
    assert f"{link}:1:1: error file-readable: {told}" in [str(problem) for problem in _problems(folder)]


@pytest.mark.parametrize("make", [_pipe, _socket], ids=lambda make: make.__name__.strip("_"))
def test_what_is_no_file_beside_the_guides_is_reported(make: Callable[[Path], None], folder: Path) -> None:
    make(folder / "docs/guides/pipe.png")
    told = "docs/guides/pipe.png:1:1: error file-readable: it is not a regular file (put a plain, readable file here)"
    assert [str(problem) for problem in _problems(folder)] == [told]
