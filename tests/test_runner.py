"""A runner returns the results of its stages, and in a preview none that is out of date."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from legwork import site
from legwork.catalogue import content
from legwork.pages.render import Templates
from legwork.pages.views.site import Site
from legwork.routines.solve_all import solve_all
from legwork.text import yaml_reader
from legwork.work.runner import PUBLISHING, Runner
from project import Project, make_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path)


def _made(project: Project, runner: Runner) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return the problems of a project, and every page with its search record."""
    read = content.read(project.file("catalogue"), project.file("docs"), root=project.folder, runner=runner)
    if read.problems:
        return tuple(map(str, read.problems)), []
    pages = site.ready_pages(Site.of(read, solve_all(read.catalogue, runner), runner), runner)
    return (), [(p.url, p.title, p.description, p.toc, p.policy, p.body, p.indexed.terms, p.indexed.impacts) for p in pages]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("catalogue/exercises/squat.yml", "\nname: ", "\nname: Slow "),
        ("catalogue/exercises/squat.yml", "\nsummary: ", "\nsummary: Slowly. "),
        ("catalogue/exercises/squat.yml", "\nsteps:", "\nsteps_:"),
        ("catalogue/muscles.yml", "name: Soleus", "name: Inner calf"),
        ("catalogue/sources.yml", "strength: trial", "strength: cohort"),
        ("docs/guides/one-guide.md", "\n# ", "\n# Another "),
    ],
)
def test_a_preview_after_a_change_and_its_undoing_equals_a_fresh_build(project: Project, path: str, old: str, new: str) -> None:
    text = project.file(path).read_text(encoding="utf-8")
    assert old in text
    states = [text, text.replace(old, new), text]
    fresh = []
    for state in states:
        project.write(path, state)
        fresh.append(_made(project, PUBLISHING))
    assert fresh[0] == fresh[2] != fresh[1]
    preview = Runner(remembers=True)
    for state, expected in zip(states, fresh, strict=True):
        project.write(path, state)
        assert _made(project, preview) == expected


def test_a_preview_remakes_only_changed_pages(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Runner(remembers=True)
    _made(project, preview)
    rendered, written = [], []
    fill, read = Templates.fill, yaml_reader.read
    monkeypatch.setattr(Templates, "fill", lambda self, name, url, *rest: rendered.append(url) or fill(self, name, url, *rest))
    monkeypatch.setattr(yaml_reader, "read", lambda file, raw: written.append(file) or read(file, raw))
    project.replace("catalogue/exercises/squat.yml", "\nsummary: ", "\nsummary: Slowly. ")
    _made(project, preview)
    assert "exercises/squat/" in rendered and not {"exercises/calf-stretch/", "muscles/gastrocnemius/"} & set(rendered)
    assert [file for file in written if "exercises/" in file] == ["catalogue/exercises/squat.yml"]


def _new(given: int) -> object:
    return object()


def _double(given: int) -> int:
    return 2 * given


def test_a_runner_that_publishes_remembers_nothing() -> None:
    assert PUBLISHING.run(_new, 1) is not PUBLISHING.run(_new, 1)


def test_a_runner_that_remembers_gives_the_last_result_for_an_equal_argument() -> None:
    preview = Runner(remembers=True)
    first = preview.run(_new, 1, "x")
    assert preview.run(_new, 1, "x") is first
    assert preview.run(_new, 1, "y") is not first
    assert preview.run(_new, 2, "x") is not first
    assert preview.run(_new, 1, "x") is not first


def test_results_of_other_items_are_forgotten() -> None:
    preview = Runner(remembers=True)
    first, _ = preview.map(_new, "ab", len)
    assert preview.map(_new, "a", len) == [first]
    assert preview.map(_new, "ab", len)[0] is first
    assert preview.map(_new, "b", len) != [first]
    assert preview.map(_new, "a", len) != [first]


@pytest.mark.parametrize("runner", [PUBLISHING, Runner(remembers=True)])
def test_results_come_in_the_order_of_the_items(runner: Runner) -> None:
    assert runner.map(_double, range(100), lambda item: item + 1, items_per_process=10) == [
        2 * (item + 1) for item in range(100)
    ]


@pytest.mark.parametrize("runner", [PUBLISHING, Runner(remembers=True)])
def test_stored_texts_can_be_read_in_this_process(runner: Runner) -> None:
    made = runner.map_texts(
        str, range(100), lambda item: item, lambda text, store: (store(text * 9), os.getpid()), items_per_process=10
    )
    assert [text.read() for text, _ in made] == [str(item) * 9 for item in range(100)]


def test_a_runner_that_remembers_works_in_this_process_alone() -> None:
    """A child would lose its results when it ends, and after the first change all would be made again."""
    assert Runner(remembers=True).processes(1_000_000) == 1
