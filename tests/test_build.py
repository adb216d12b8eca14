"""The commands: what a build leaves behind, whatever happens to it, and how the scripts answer."""

from __future__ import annotations

import contextlib
import gzip
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import build_twice
import marker
from built import BuiltSite, tree, unchanged_environment
from project import ROOT, Project, make_project, run_script

pytestmark = pytest.mark.slow

SCRIPTS = ("build", "check", "new_exercise", "serve", "setup_env", "test")
TEMPLATE = "hooks/legwork/pages/templates/exercise.html.j2"
DOSES = '<h2 id="dose">'
DOSES_LINE = 1 + (ROOT / TEMPLATE).read_text(encoding="utf-8").partition(DOSES)[0].count("\n")
THEME = "hooks/theme/main.html"
STYLE = "hooks/theme/assets/css/lists.css"
SCRIPT = "hooks/theme/assets/js/legwork.js"
GUIDE = "docs/guides/one-guide.md"
SQUAT = "catalogue/exercises/squat.yml"


def _script(name: str) -> ModuleType:
    """A script as a module, without what it does when it is run."""
    spec = importlib.util.spec_from_file_location(f"script_{name}", ROOT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SEES_ALL = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A build of a copy of everything, by another user of another machine as far as it can tell; it runs beside the tests."""
    folder = tmp_path_factory.mktemp("elsewhere")
    copy = folder / "a copy, elsewhere"
    for part in ("hooks", "docs", "catalogue"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", copy)
    command = [sys.executable, "-W", "error", str(ROOT / "scripts/build.py"), "--config", str(copy / "mkdocs.yml")]
    command += ["--site", str(folder / "site")]
    if os.geteuid() == 0:  # another user, who may nevertheless look into the folders of this one
        folder.chmod(0o777)
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *SEES_ALL, *command]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C"}
    environment |= {"HOME": str(folder), "USER": "somebody", "LOGNAME": "somebody"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, umask=0o077, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    with process:
        yield process, folder / "site"
        process.kill()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, elsewhere: object) -> Project:
    """A project with a good site. Tests that change its files put them back."""
    project = make_project(tmp_path_factory.mktemp("published"))
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project


@contextlib.contextmanager
def _changed(project: Project, path: str, change: Callable[[str], str]) -> Iterator[None]:
    """One file of a project, changed for a while."""
    file = project.file(path)
    before = file.read_text(encoding="utf-8") if file.exists() else None
    project.write(path, change(before or ""))
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before, encoding="utf-8")


def _replacing(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        return text.replace(old, new)

    return change


# What goes well


def test_a_second_build_changes_nothing(published: Project) -> None:
    before = tree(published.site)
    done = published.build(PYTHONHASHSEED="2")
    assert done.returncode == 0, done.stderr
    assert tree(published.site) == before
    (number, folder) = re.findall(r"(\d+) pages in [\d.]+ s: (.*)", done.stdout)[0]
    assert int(number) == sum(path.endswith(".html") for path in before)
    assert folder == str(published.site)


# What goes wrong leaves the published site as it was


FAILURES = {
    "catalogue": (SQUAT, _replacing("kind: strength", "kind: strengtn"), [f"{SQUAT}:6:7: error field-word: kind: 'strengtn'"]),
    "template-syntax": (TEMPLATE, _replacing(DOSES, DOSES + "{% if %}"), [f"{TEMPLATE}:{DOSES_LINE}:1: TemplateSyntaxError"]),
    "template-value": (TEMPLATE, _replacing(DOSES, DOSES + "{{ view.no }}"), [f"{TEMPLATE}:{DOSES_LINE}:1: UndefinedError"]),
    "theme": (THEME, _replacing("{% block announce %}", "{% block announce %}{% if %}"), [f"{THEME}:", "TemplateSyntaxError"]),
    "guide-entry": (GUIDE, _replacing("(exercise:squat)", "(exercise:squatt)"), [f"{GUIDE}:8:", "no exercise 'squatt'"]),
    "guide-link": (
        GUIDE,
        _replacing("(exercise:squat)", "(no-such.md) [x](../exercises/squat.md#no-such)"),
        ["guides/one-guide.md' contains a link 'no-such.md'", "does not contain an anchor '#no-such'"],
    ),
    "address-taken": (
        "docs/exercises/squat.md",
        lambda _: "# Mine\n",
        ["docs/exercises/squat.md has the address of a generated file"],
    ),
    "address-taken-otherwise": (
        "docs/muscles/soleus/index.md",
        lambda _: "# Mine\n",
        ["docs/muscles/soleus/index.md has the address of a generated file"],
    ),
    "program-address-taken": (
        "docs/assets/js/theme.js",
        lambda _: "",
        ["docs/assets/js/theme.js has the address of a file of the program"],
    ),
    "data-address-taken": ("docs/api/care.json", lambda _: "[]\n", ["docs/api/care.json has the address of a generated file"]),
}
"""A file, what happens to it, and what is said of it."""


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failed_build_leaves_the_site_alone(published: Project, failure: str) -> None:
    path, change, messages = FAILURES[failure]
    before = tree(published.folder)
    with _changed(published, path, change):
        failed = published.build()
    assert failed.returncode == 1
    assert [message for message in messages if message not in failed.stderr] == []
    assert "site/ is as it was" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert tree(published.folder) == before, "the site, or something beside it, has changed"


def test_plain_mkdocs_too_stops_on_a_broken_catalogue(published: Project) -> None:
    path, change, messages = FAILURES["catalogue"]
    before = tree(published.site)
    with _changed(published, path, change):
        failed = published.mkdocs()
    assert failed.returncode == 1
    assert messages[0] in failed.stderr
    assert tree(published.site) == before


def test_plain_mkdocs_builds_the_same_site(published: Project, tmp_path: Path) -> None:
    done = published.mkdocs(tmp_path / "site")
    assert done.returncode == 0, done.stderr
    ours = tree(published.site)
    assert ours.pop(marker.FILE) == marker.TEXT.encode()  # by which the script knows what it may replace
    assert tree(tmp_path / "site") == ours


def test_all_problems_are_reported_in_one_run(published: Project) -> None:
    with (
        _changed(published, SQUAT, _replacing("level: beginner", "level: beginnr")),
        _changed(published, GUIDE, _replacing("(muscle:quadriceps)", "(muscle:quads)")),
        _changed(published, "catalogue/care.yml", _replacing("stop: You heard a pop, or you limp.", "stops: x")),
    ):
        failed = published.build()
    assert failed.returncode == 1
    places = re.findall(r"^([\w/.-]+):\d+:\d+: ", failed.stderr, re.MULTILINE)
    assert {SQUAT, GUIDE, "catalogue/care.yml"} == set(places)
    assert places == sorted(places)


def test_the_first_build_may_fail_too(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.replace(SQUAT, "kind: strength", "kind: strengtn")
    failed = project.build()
    assert failed.returncode == 1
    assert "as it was" not in failed.stderr
    assert not project.site.exists()


# Built twice

HOOK = """

_written = on_post_build


def on_post_build(config):
    _written(config)
"""
LEAKS = {
    "hash": "    Path(config.site_dir, 'x.txt').write_text('the hash' + str(hash('squat')))\n",
    "folder": "    Path(config.site_dir, 'x.txt').write_text('the folder' + config.docs_dir)\n",
    "home": "    Path(config.site_dir, 'x.txt').write_text('the home' + str(Path.home()))\n",
    "zone": "    import time\n    Path(config.site_dir, 'x.txt').write_text('the zone' + time.strftime('%z'))\n",
}
"""Mistakes that make a site depend on where, and by whom, it is built."""


def test_a_site_says_whose_it_is(published: Project) -> None:
    """So that the next build may replace it. The mark is a file like any other, in what `--verify` compares too."""
    assert (published.site / marker.FILE).read_text(encoding="utf-8") == marker.TEXT
    assert marker.FILE in build_twice._files(published.site)


def test_verified(published: Project) -> None:
    before = tree(published.folder)
    done = run_script("build.py", "--config", str(published.config), "--site", str(published.site), "--verify")
    assert done.returncode == 0, done.stderr
    assert "twice and the same byte for byte" in done.stdout
    assert tree(published.folder) == before


@pytest.mark.parametrize("leak", LEAKS)
def test_a_build_that_differs_is_not_published(published: Project, leak: str) -> None:
    before = tree(published.site)
    with _changed(published, "hooks/events.py", lambda text: text + HOOK + LEAKS[leak]):
        done = run_script("build.py", "--config", str(published.config), "--site", str(published.site), "--verify")
    assert done.returncode == 4, done.stderr
    assert re.search(
        rf"^Two builds differ in 1 file\.\nx\.txt: line 1, byte \d+: '.*the {leak}.*', then '.*the {leak}", done.stderr, re.M
    )
    assert done.stderr.endswith("\nsite/ is as it was.\n")
    assert tree(published.site) == before


def test_a_build_that_needs_our_encoding_is_not_published(published: Project) -> None:
    """Where the system's encoding is ASCII, text that names none cannot be written."""
    leak = "    Path(config.site_dir, 'x.txt').write_text('\\xe9')\n"
    with _changed(published, "hooks/events.py", lambda text: text + HOOK + leak):
        done = run_script("build.py", "--config", str(published.config), "--site", str(published.site), "--verify")
    assert done.returncode == 1
    assert "The first build went well, the second did not:" in done.stderr
    assert "UnicodeEncodeError" in done.stderr


def test_differing_files_are_named(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    files = {
        "same": ("x", "x"),
        "mine": ("x", None),
        "yours": (None, "x"),
        "a/b": ("one\ntwo\n", "one\ntoo\n"),
        "longer": ("x", "xy"),
    }
    for name, texts in files.items():
        for folder, text in zip((one, other), texts, strict=True):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            if text:
                (folder / name).write_text(text)
    assert list(build_twice.differences(one, other)) == [
        "a/b: line 2, byte 6: 'one\\ntwo\\n', then 'one\\ntoo\\n'",
        "longer: line 1, byte 2: 'x', then 'xy'",
        "mine: only the first build has it",
        "yours: only the second build has it",
    ]


# Settings


def test_another_catalogue_and_another_address(tmp_path: Path) -> None:
    """`extra.catalogue.dir` names the folder; a site address gives the error page and the sitemap their links."""
    project = make_project(tmp_path)
    project.file("catalogue").rename(project.file("my own entries"))
    project.replace("mkdocs.yml", "    dir: catalogue\n", "    dir: my own entries\n")
    done = project.build(LEGWORK_SITE_URL="https://example.org/below/")
    assert done.returncode == 0, done.stderr
    site = BuiltSite.read(project.site)
    page = site.pages["exercises/squat/"]
    (edit,) = [link.href for link in page.links if link.href.endswith(".yml")]
    assert edit.endswith("/edit/main/my%20own%20entries/exercises/squat.yml")
    (canonical,) = [element.get("href") for element in page.all("link") if element.get("rel") == "canonical"]
    assert canonical == "https://example.org/below/exercises/squat/"
    inside = [link.href for link in site.pages["404.html"].links if link.href.startswith("/")]
    assert inside
    assert [href for href in inside if not href.startswith("/below/")] == []
    listed = re.findall("<loc>(.*?)</loc>", (project.site / "sitemap.xml").read_text(encoding="utf-8"))
    pages = {f"https://example.org/below/{url}" for url in site.pages if url != "404.html"}
    assert set(listed) == pages
    assert len(listed) == len(pages)
    assert gzip.decompress((project.site / "sitemap.xml.gz").read_bytes()) == (project.site / "sitemap.xml").read_bytes()


# Scripts


@pytest.mark.parametrize("name", SCRIPTS)
def test_help_tells_purpose_and_exit_codes(name: str) -> None:
    done = run_script(f"{name}.py", "--help")
    assert done.returncode == 0, done.stderr
    assert "Exit codes" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("build", ["--config", "no-such.yml"]),
        ("build", ["--no-such-option"]),
        ("check", ["--catalogue", "no-such-folder"]),
        ("check", ["--no-such-option"]),
        ("new_exercise", []),
        ("new_exercise", ["!?"]),
        ("serve", ["--config", "no-such.yml"]),
        ("serve", ["--port", "many"]),
    ],
)
def test_wrong_use_is_exit_code_2(name: str, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        _script(name).main(arguments)
    assert stopped.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_check_says_whether_anything_is_wrong(published: Project, capsys: pytest.CaptureFixture[str]) -> None:
    check = _script("check")
    arguments = ["--catalogue", str(published.file("catalogue")), "--docs", str(published.file("docs"))]
    assert check.main(arguments) == 0
    assert "nothing is wrong" in capsys.readouterr().out
    path, change, _ = FAILURES["catalogue"]
    with _changed(published, path, change):
        assert check.main(arguments) == 1
        plain = capsys.readouterr().out
        assert check.main([*arguments, "--github"]) == 1
        annotation = capsys.readouterr().out
    assert re.match(r"\S*squat\.yml:6:7: error field-word: kind: ", plain)
    assert re.match(r"::error file=\S*squat\.yml,line=6,col=7,title=field-word::kind: ", annotation)


def test_a_new_exercise_fails_the_checks_until_it_is_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path)
    catalogue = project.file("catalogue")
    new = _script("new_exercise")
    assert new.main(["Élite  Front-squat 2", "--catalogue", str(catalogue)]) == 0
    written = catalogue / "exercises/elite-front-squat-2.yml"
    assert written.is_file()
    assert str(written) in capsys.readouterr().out
    assert _script("check").main(["--catalogue", str(catalogue), "--docs", str(project.file("docs"))]) == 1
    problems = capsys.readouterr().out.splitlines()
    assert len(problems) >= 10, "an empty file should be told field by field"
    assert all("elite-front-squat-2.yml:" in problem for problem in problems)
    text = written.read_bytes()
    assert new.main(["elite front squat 2", "--catalogue", str(catalogue)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert written.read_bytes() == text


# The live preview


DEADLINE_S = 60
"""For anything that a test waits for; a loaded machine is slow, and a pass does not wait."""


def _wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


class _Preview:
    def __init__(self, project: Project, port: int) -> None:
        self.project = project
        self.address = f"http://127.0.0.1:{port}/"

    def get(self, url: str) -> str:
        try:
            with urllib.request.urlopen(self.address + url, timeout=DEADLINE_S) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError as error:
            if isinstance(error, urllib.error.HTTPError):
                error.close()
            return ""

    def shows(self, url: str, *texts: str, but_not: str = "\0") -> None:
        def seen() -> bool:
            page = self.get(url)
            return all(text in page for text in texts) and but_not not in page

        _wait_for(seen)


@pytest.fixture
def preview(tmp_path: Path, free_port: int) -> Iterator[_Preview]:
    """scripts/serve.py at work on a project; it must end well when it is interrupted."""
    project = make_project(tmp_path)
    command = [sys.executable, str(ROOT / "scripts/serve.py"), "--config", str(project.config), "--port", str(free_port)]
    with (tmp_path / "output").open("w+") as output:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=output, stderr=output, start_new_session=True)
        try:
            yield _Preview(project, free_port)
            assert process.poll() is None, "the preview has ended by itself"
            process.send_signal(signal.SIGINT)
            assert process.wait(DEADLINE_S) == 0
        finally:
            process.kill()
            process.wait()
            output.seek(0)
            print(output.read())  # noqa: T201 - pytest shows it when a test fails


def test_the_preview_follows_every_kind_of_change(preview: _Preview) -> None:
    """YAML, template, guide, style and script; and with a broken file it shows the problems above the last good state."""
    project = preview.project
    preview.shows("exercises/squat/", "Sit back and down")

    project.replace(SQUAT, "Sit back and down until", "Sit down and back until")
    preview.shows("exercises/squat/", "Sit down and back until")
    assert "Sit down and back until" in preview.get("api/exercises.json")

    project.replace(TEMPLATE, '"dose">How much<', '"dose">How many<')
    preview.shows("exercises/squat/", ">How many<")

    project.replace(GUIDE, "Start with the", "Begin with the")
    preview.shows("guides/one-guide/", "Begin with the")

    project.replace(STYLE, "/* Entries in lists: cards, chips, rows */", ".lw-novel { top: 0; }")
    _wait_for(lambda: ".lw-novel { top: 0; }" in preview.get(_style_sheet(preview.get(""))))
    project.replace(SCRIPT, "const HEADER_PX = 48", "const HEADER_PX = 49")
    preview.shows("assets/js/legwork.js", "const HEADER_PX = 49")

    project.replace(SQUAT, "kind: strength", "kind: strengtn")
    preview.shows(
        "exercises/squat/",
        "The content has 1 problem",
        f"{SQUAT}:6:7: error field-word: kind: &#39;strengtn&#39;",
        "Sit down and back until",
    )
    preview.shows("guides/one-guide/", "The content has 1 problem", "Begin with the")

    project.replace(SQUAT, "kind: strengtn", "kind: strength")
    preview.shows("exercises/squat/", "Sit down and back until", but_not="The content has")

    project.replace(TEMPLATE, ">How many<", ">How many{{ nonsense }}<")
    preview.shows("exercises/squat/", "The content has 1 problem", f"{TEMPLATE}:{DOSES_LINE}:1: UndefinedError", ">How many<")
    project.replace(TEMPLATE, "{{ nonsense }}", "")
    preview.shows("exercises/squat/", ">How many<", but_not="The content has")


def _style_sheet(page: str) -> str:
    """The address of the first style sheet that a page at the root asks for."""
    found = re.search(r'<link rel="stylesheet" href="([^"]+)"', page)
    return found[1] if found else "no page yet"


def test_the_preview_searches_what_it_shows(preview: _Preview, tmp_path: Path) -> None:
    """The index follows every change and keeps the last good state; a build that failed leaves nothing behind in it."""
    project = preview.project

    def columns() -> dict[str, Any]:
        manifest = preview.get("search/manifest.json")
        return dict(json.loads(manifest)["pages"]) if manifest else {"title": []}

    preview.shows("finder/", "data-finder")
    before = columns()
    assert "Squat" in before["title"]
    words = json.loads(preview.get("search/manifest.json"))["names"].split(" ")
    assert "squat" in words and "zercher" not in words

    project.replace(SQUAT, "kind: strength", "kind: strengtn")
    preview.shows("finder/", "The content has 1 problem")
    assert columns() == before
    project.replace(SQUAT, "kind: strengtn", "kind: strength")
    preview.shows("finder/", "data-finder", but_not="The content has")

    theme = project.file(THEME).read_text(encoding="utf-8")
    project.write(THEME, theme.replace('<p class="lw-disclaimer">', '{{ page.nothing.at_all }}<p class="lw-disclaimer">'))
    project.replace(SQUAT, "name: Squat", "name: Zercher squat")
    _wait_for(lambda: "UndefinedError" in (tmp_path / "output").read_text(encoding="utf-8"))
    project.write(THEME, theme)
    _wait_for(lambda: "Zercher squat" in columns()["title"])
    after = columns()
    assert len(after["title"]) == len(before["title"])
    assert len(set(after["url"].values())) == len(after["url"]) > 0


def test_the_preview_does_not_start_on_a_broken_catalogue(tmp_path: Path, free_port: int) -> None:
    project = make_project(tmp_path)
    project.replace(SQUAT, "kind: strength", "kind: strengtn")
    failed = run_script("serve.py", "--config", str(project.config), "--port", str(free_port), cwd=tmp_path)
    assert failed.returncode == 1
    assert f"{SQUAT}:6:7" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_the_preview_says_when_its_port_is_taken(published: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        failed = run_script("serve.py", "--config", str(published.config), "--port", str(port), cwd=published.folder)
    assert failed.returncode == 1
    assert f"port {port}" in failed.stderr
    assert "Traceback" not in failed.stderr


# The environment


def test_a_build_in_this_process_leaves_the_environment_alone() -> None:
    """What the fixtures rely on."""
    before = dict(os.environ)
    with unchanged_environment():
        os.environ["SOURCE_DATE_EPOCH"] = "1"
    assert dict(os.environ) == before


# The same input gives the same bytes. This one comes last: what it waits for has been running all the time.


def test_builds_are_reproducible(built: BuiltSite, elsewhere: tuple[subprocess.Popen[str], Path]) -> None:
    """Built in another folder, from another working directory, by another user, with other hashes, time zone and language."""
    process, site = elsewhere
    _, errors = process.communicate(timeout=10 * DEADLINE_S)
    assert process.returncode == 0, errors
    one, other = tree(built.folder), tree(site)
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
