"""What scripts/bench measures is worth measuring: a sound catalogue, and two sites with one content."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import fromstring

import pytest
import yaml

import bench.builds
import bench.catalogue
import bench.chrome
import bench.command
import bench.markdown
import bench.projects
import bench.report
import bench.tools
import check
import engine
from bench.tools import TOOLS
from built import tree, unchanged_environment
from legwork.catalogue import content
from legwork.catalogue.models import Exercise
from legwork.theme import security_policy

pytestmark = pytest.mark.slow

SIZE = 30
BUILT = [name for name, tool in TOOLS.items() if tool.version()]
"""Every build whose tool is installed: ours and plain at least."""
OTHERS = [name for name in BUILT if name != "ours"]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All projects of the smallest catalogue; ours, plain and those whose tool is here are built."""
    folder = tmp_path_factory.mktemp("bench")
    with unchanged_environment():
        bench.projects.write(folder, SIZE)
    for name in BUILT:
        bench.builds.build(folder / name)
    return folder


@pytest.fixture(scope="module")
def without_index(projects: Path) -> dict[str, dict[str, bytes]]:
    """The files of each build without its search index; the whole site is back in its place afterward."""
    found = {}
    for name in BUILT:
        site, kept = projects / name / "site", projects / name / "kept"
        site.rename(kept)
        run = bench.builds.build(projects / name, index=False)
        found[name] = tree(site)
        shutil.rmtree(site)
        kept.rename(site)
        assert run.pages == sum(path.endswith(".html") for path in found[name])
    return found


def _relations(exercise: Exercise) -> int:
    return len(exercise.harder) + len(exercise.alternatives) + sum(c.instead is not None for c in exercise.cautions)


def test_a_catalogue_with_pictures_is_sound(root: Path, tmp_path: Path) -> None:
    bench.catalogue.write(tmp_path / "catalogue", SIZE, root / "catalogue", pictures=True)
    read = content.read(tmp_path / "catalogue", None, root=tmp_path)
    assert [problem for problem in read.problems if "figure" in str(problem)] == []
    assert all(exercise.figure for exercise in read.catalogue.exercises.values())


def test_the_catalogue_is_sound(projects: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--catalogue", str(projects / "catalogue"), "--docs", str(projects / "ours/docs")]
    assert (check.main(arguments), capsys.readouterr().err) == (0, "")


def test_every_exercise_writes_eight_relations(projects: Path) -> None:
    exercises = content.read(projects / "catalogue", None, root=projects).catalogue.exercises
    assert len(exercises) == SIZE
    assert {_relations(exercise) for exercise in exercises.values()} == {bench.catalogue.RELATIONS}


def test_the_same_size_gives_the_same_files(projects: Path, root: Path, tmp_path: Path) -> None:
    bench.catalogue.write(tmp_path / "again", SIZE, root / "catalogue")
    assert tree(tmp_path / "again") == tree(projects / "catalogue")


@pytest.mark.parametrize("name", OTHERS)
def test_every_build_has_the_same_pages(name: str, projects: Path) -> None:
    ours, other = ({path for path in tree(projects / build / "site") if path.endswith(".html")} for build in ("ours", name))
    assert ours == other
    assert sum(path.startswith("exercises/") for path in ours) == SIZE + 1


@pytest.mark.parametrize("name", OTHERS)
def test_every_build_says_the_same(name: str, projects: Path) -> None:
    of_our_theme = set()
    for page in (projects / "ours/site/exercises").glob("*/index.html"):
        other = projects / name / "site" / page.relative_to(projects / "ours/site")
        words, other_words = _words(page), _words(other)
        assert words[: len(other_words)] == other_words
        of_our_theme.add(tuple(words[len(other_words) :]))
        assert _links(page) == _links(other)
    assert len(of_our_theme) == 1, "our theme ends every page with the same words, and nothing else is missing"


def test_pages_in_our_chrome_weigh_about_as_much(projects: Path) -> None:
    """Of those that are installed; what fills the chrome is compared without any generator below."""
    for name in (name for name in OTHERS if bench.projects.TARGETS[name].finished):
        for page in (projects / "ours/site/exercises").glob("*/index.html"):
            other = projects / name / "site" / page.relative_to(projects / "ours/site")
            assert 0.8 < other.stat().st_size / page.stat().st_size <= 1, name


def test_layouts_are_our_chrome(projects: Path) -> None:
    """Every page of ours is its layout, filled; so are those that other generators make of the same layouts."""
    with unchanged_environment():
        pages = bench.projects.pages(projects / "ours/mkdocs.yml")
    site = projects / "ours/site"
    layouts = bench.chrome.layouts(pages, site)
    for page in pages:
        layout = layouts[bench.chrome.name(page)]
        built = (site / page.url / "index.html").read_text(encoding="utf-8")
        edit = re.search(r'/edit/([^"]*)" title="Edit this page"', built)
        slots = {
            "title": html.escape(page.title),
            "description": html.escape(page.description),
            "edit": edit[1] if edit else "",
            "toc": "".join(layout.entry.filled(heading.id, html.escape(heading.title)) for heading in page.toc),
            "content": bench.chrome.HIDDEN.sub("", page.body),
        }
        assert layout.text(slots) == built.replace(
            page.body, "".join(bench.chrome.HIDDEN.findall(page.body)) + slots["content"]
        )


@pytest.mark.parametrize("name", [name for name, target in bench.projects.TARGETS.items() if target.finished])
def test_generators_get_the_words_that_plain_gets(name: str, projects: Path) -> None:
    """Read without any generator: the same Markdown but for addresses, and drawings that stand in the page."""
    plain, other = (_markdown(projects / bench.projects.TARGETS[build].folder) for build in ("plain", name))
    assert plain == {path.replace("_index.md", "index.md"): text for path, text in other.items()}


def test_zensical_gets_the_files_that_plain_gets(projects: Path) -> None:
    """Its configuration is plain's, whole and without what it would not read or read otherwise."""
    assert tree(projects / "zensical/docs") == tree(projects / "plain/docs")
    own = yaml.safe_load((projects / "zensical/mkdocs.yml").read_text(encoding="utf-8"))
    with (projects / "plain/mkdocs.yml").open(encoding="utf-8") as file:
        plain = engine.yaml_load(file)
    assert plain.pop("hooks") == []
    del plain["theme"]["custom_dir"]
    assert own == {**plain, "theme": {**plain["theme"], "variant": "classic"}}


@pytest.mark.parametrize("name", BUILT)
def test_without_its_index_a_build_is_the_same_otherwise(
    name: str, projects: Path, without_index: dict[str, dict[str, bytes]]
) -> None:
    whole, bare = tree(projects / name / "site"), without_index[name]
    gone = {path for path in whole if path not in bare}
    if name == "zensical":  # keeps the file, and nothing in it
        assert gone == set()
        assert json.loads(whole["search.json"])["items"] and not json.loads(bare["search.json"])["items"]
    else:
        assert gone and all(path.startswith("search/") for path in gone)
    assert bare.keys() <= whole.keys()
    if name in ("ours", "hugo", "eleventy"):  # the others leave out the search box too
        assert {path for path in bare if bare[path] != whole[path]} <= {security_policy.HEADERS_FILE}


def _markdown(folder: Path) -> dict[str, str]:
    """The pages below a folder without what stands above them, addresses and drawings."""
    found = {}
    for path in folder.rglob("*.md"):
        text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        text = re.sub(r"(?m)^(!\[.*\]\(.*\)|<div><svg.*</svg></div>)$", "", text)
        found[path.relative_to(folder).as_posix()] = re.sub(r"\]\([^)]*\)", "]()", text)
    return found


def _article(path: Path) -> str:
    found = re.search(r"<article.*?</article>", path.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return re.sub(r"<svg.*?</svg>", "", found[0], flags=re.DOTALL)


def _words(path: Path) -> list[str]:
    return re.findall(r"\w+", html.unescape(re.sub(r"<[^>]+>", " ", _article(path))))


def _links(path: Path) -> list[str]:
    """Where the links to other pages lead, from the site's root."""
    base = f"/{path.parent.parent.name}/{path.parent.name}/"
    return [urljoin(base, href) for href in re.findall(r'href="(\.\./[^"]*)"', _article(path))]


def test_html_becomes_the_markdown_of_a_person() -> None:
    body = (
        '<nav><ol><li><a href="../">Up</a></li></ol></nav><section id="one"><h2>One &amp; <i class="dot"></i>two</h2></section>'
        '<p>1. Not a <strong>list</strong>, <span>see</span> <a href="x/">x_y</a>.</p><ul><li><h3>Name</h3><p>text</p></li></ul>'
        "<dl><div><dt>Term</dt><dd>meaning</dd></div></dl><table><tr><th>A</th></tr><tr><td>a|b</td></tr></table>"
    )
    expected = (
        "[Up](<../>)\n\n## One & two { #one }\n\n1\\. Not a **list**, see [x\\_y](<x/>).\n\n- **Name** text\n\n"
        "Term\n:   meaning\n\n| A |\n| --- |\n| a\\|b |\n"
    )
    assert bench.markdown.from_html(body, "<{}>".format) == expected


def _run(wall_s: float) -> bench.builds.Run:
    return bench.builds.Run(wall_s=wall_s, cpu_s=wall_s, peak_mb=1, output_mb=1, pages=10, search_bytes=1024)


def test_the_cost_of_an_index_is_paired_too(capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [(3, 1), (9, 8), (7, 4)]
    runs = {"ours": [replace(_run(whole), without_index=_run(bare)) for whole, bare in pairs], "plain": [_run(5)]}
    assert (bench.report.index_cost(runs["ours"], "wall_s"), bench.report.index_cost(runs["plain"], "wall_s")) == (2, None)
    head, ours, plain, *_ = bench.report.table({100: runs}).splitlines()
    assert [head.split()[-4:], ours.split()[-2:]] == [["index", "s", "index", "CPU"], ["2.00", "2.00"]]
    assert len(ours) == len(head) > len(plain)
    assert "index" not in bench.report.table({100: {"plain": [_run(5)]}})


def test_with_the_index_every_build_is_made_both_ways_in_turns(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = []

    def build(project: Path, *, index: bool = True) -> bench.builds.Run:
        made.append((project.name, index))
        return _run(2 if index else 1)

    monkeypatch.setattr(bench.builds, "build", build)
    monkeypatch.setattr(bench.builds, "prepare", lambda *arguments, **options: None)
    runs = bench.builds.measure(tmp_path, 100, 2, ["ours", "hugo"], index=True)
    assert made == [(name, way) for name, way in (("ours", True), ("ours", False), ("hugo", True), ("hugo", False))] + [
        (name, way) for name, way in (("hugo", False), ("hugo", True), ("ours", False), ("ours", True))
    ]
    assert {bench.report.index_cost(found, "cpu_s") for found in runs.values()} == {1}


def test_ratios_are_paired_and_growth_is_a_slope() -> None:
    results = {
        size: {"ours": [_run(size * s) for s in (1, 2, 9)], "plain": [_run(size * s) for s in (3, 6, 9)]} for size in (10, 40)
    }
    assert bench.report.ratio(results[10], "plain", "wall_s") == 3
    assert bench.report.exponent(results, "ours", "wall_s", 10, 40) == pytest.approx(1)
    assert "wall 3.00, CPU 3.00" in bench.report.table(results)


def test_the_plot_names_every_build_once_a_panel_and_no_name_lies_on_another() -> None:
    runs = {name: [_run(1)] for name in TOOLS}
    drawn = fromstring(bench.report.drawing({100: runs, 1000: {name: [_run(8)] for name in runs}}))
    texts = [(text.text, float(text.get("y", 0))) for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    places = [[y for text, y in texts if text == name] for name in runs]
    assert [len(ys) for ys in places] == [4] * len(TOOLS)
    assert all(len({round(y) for y in panel}) == len(runs) for panel in zip(*places, strict=True))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--sizes", str(SIZE), "--repeat", "1", "--only", "ours", "--index", "--json", str(tmp_path / "found.json")]
    assert bench.command.main(arguments) == 0
    assert capsys.readouterr().out.count(" ours ") == 1
    (found,) = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["sizes"]
    assert (found["exercises"], list(found["runs"]), found["to_ours"]) == (SIZE, ["ours"], {})
    (run,) = found["runs"]["ours"]
    assert run["search_bytes"] > run["without_index"]["search_bytes"] == 0
    assert found["index"]["ours"]["cpu_s"] == run["cpu_s"] - run["without_index"]["cpu_s"]


def test_a_missing_tool_is_reported_and_left_out(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TOOLS, "hugo", replace(TOOLS["hugo"], version=lambda: None))
    assert bench.command.chosen(["ours", "hugo"]) == ["ours"]
    assert "hugo is left out" in capsys.readouterr().err


def test_zensical_is_installed_from_its_lock_and_from_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Once for a lock, apart from our environment; where that fails it is not there."""
    ran: list[list[str]] = []
    fails = True

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        if fails and options["check"]:
            raise subprocess.CalledProcessError(1, command)
        return subprocess.CompletedProcess(command, int(fails))

    lock = tmp_path / "requirements-bench.lock"
    lock.write_text("zensical==1.2.3 \\\n", encoding="utf-8")
    monkeypatch.setattr(bench.tools, "_ZENSICAL_LOCK", lock)
    monkeypatch.setattr(bench.tools, "_ZENSICAL", tmp_path / "venv")
    monkeypatch.setattr(bench.tools, "_ZENSICAL_BIN", tmp_path / "venv/bin")
    monkeypatch.setattr(bench.tools, "_ZENSICAL_STAMP", tmp_path / "venv/stamp")
    monkeypatch.setattr("subprocess.run", run)
    zensical = TOOLS["zensical"]
    zensical.install()
    assert zensical.version() is None
    fails = False
    zensical.install()
    zensical.install()
    assert zensical.version() == "zensical 1.2.3"
    lock.write_text("zensical==1.2.4 \\\n", encoding="utf-8")
    assert zensical.version() is None
    assert len(ran) == 2
    for command in ran:
        assert command[command.index("--python") + 1].startswith(str(tmp_path))
        assert {"--require-hashes", "--no-deps", str(lock)} <= set(command)


@pytest.mark.parametrize("sizes", ["29", "100,1000000", "many"])
def test_sizes_it_cannot_make(sizes: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.command.main(["--sizes", sizes])
    assert "--sizes" in capsys.readouterr().err


def test_the_lock_of_npm_is_whole_and_names_no_registry(root: Path) -> None:
    """Every package has one version, a hash and a license that lets us use it; where it comes from is npm's business."""
    packages = json.loads((root / "scripts/bench/eleventy/package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = packages.pop("")["dependencies"]
    assert wanted == json.loads((root / "scripts/bench/eleventy/package.json").read_text(encoding="utf-8"))["dependencies"]
    permissive = {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "PSF-2.0", "Python-2.0"}
    assert {package["license"] for package in packages.values()} <= permissive
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
