"""What the preview remembers is never out of date: after any change it shows what a fresh build shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from legwork import site
from legwork.catalogue import content
from legwork.pages.views import shared
from legwork.routines.work_out import work_out
from legwork.text import yaml_reader
from legwork.work import preview_cache
from project import Project, make_project


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    yield
    preview_cache.end()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path)


def _made(project: Project) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """The problems of a project, and every page with its search record."""
    read = content.read(project.file("catalogue"), project.file("docs"), root=project.folder)
    pages = site.finished(read, work_out(read.catalogue)) if not read.problems else []
    facts = [(p.url, p.title, p.description, p.toc, p.policy, p.body, p.found.terms, p.found.impacts) for p in pages]
    return tuple(map(str, read.problems)), facts


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
def test_after_a_change_and_back_again(project: Project, path: str, old: str, new: str) -> None:
    text = project.file(path).read_text(encoding="utf-8")
    assert old in text
    states = [text, text.replace(old, new), text]
    fresh = []
    for state in states:
        project.write(path, state)
        fresh.append(_made(project))
    assert fresh[0] == fresh[2] != fresh[1]
    preview_cache.begin()
    for state, expected in zip(states, fresh, strict=True):
        project.write(path, state)
        assert _made(project) == expected


def test_what_did_not_change_is_not_made_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    preview_cache.begin()
    _made(project)
    rendered, written = [], []
    render, read = shared.render, yaml_reader.read
    monkeypatch.setattr(shared, "render", lambda template, url, *rest: rendered.append(url) or render(template, url, *rest))
    monkeypatch.setattr(yaml_reader, "read", lambda file, raw: written.append(file) or read(file, raw))
    project.replace("catalogue/exercises/squat.yml", "\nsummary: ", "\nsummary: Slowly. ")
    _made(project)
    assert "exercises/squat/" in rendered and "exercises/calf-stretch/" not in rendered
    assert [file for file in written if "exercises/" in file] == ["catalogue/exercises/squat.yml"]


def test_nothing_is_kept_unasked() -> None:
    assert [preview_cache.kept("x", 1, object) is preview_cache.kept("x", 1, object)] == [False]
    preview_cache.begin()
    first = preview_cache.kept("x", 1, object)
    assert preview_cache.kept("x", 1, object) is first
    assert preview_cache.kept("x", 2, object) is not first
    assert preview_cache.kept("x", 1, object) is not first
