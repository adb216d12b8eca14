"""Several processes give the same results as one, even if one of them fails."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from legwork import site
from legwork.catalogue import content
from legwork.pages.views.site import Site
from legwork.routines.solve_all import solve_all
from legwork.work import parallel
from legwork.work.shelf import Shelf
from project import make_project

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
HERE = os.getpid()


def _squares(part: Sequence[int], number: int) -> list[tuple[int, bool]]:
    return [(item * item, os.getpid() == HERE) for item in part]


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    found = parallel.in_processes(_squares, range(10), count)
    assert [square for square, _ in found] == [item * item for item in range(10)]


def test_no_items_give_no_results() -> None:
    assert parallel.in_processes(_squares, (), 1) == []


@linux
def test_each_process_does_its_share() -> None:
    here = [here for _, here in parallel.in_processes(_squares, range(10), 2)]
    assert here == [True, False] * 5


@linux
def test_an_error_in_a_child_is_raised_in_the_parent() -> None:
    """The traceback leads to the line that failed."""

    def broken(part: Sequence[int], number: int) -> list[int]:
        return [1 // (item - 1) for item in part]

    with pytest.raises(ZeroDivisionError) as raised:
        parallel.in_processes(broken, range(4), 2)
    assert "broken" in [entry.name for entry in raised.traceback]


@linux
def test_the_parent_does_the_share_of_a_killed_child() -> None:
    def deadly(part: Sequence[int], number: int) -> list[int]:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(part)

    assert parallel.in_processes(deadly, range(4), 2) == [0, 1, 2, 3]


def test_few_items_and_running_threads_use_one_process() -> None:
    assert parallel.processes(299, items_per_process=150) == 1
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert parallel.processes(1_000_000, items_per_process=150) == 1
    finally:
        done.set()
        thread.join()


@linux
def test_problems_are_the_same_from_one_process_and_from_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(tmp_path)
    for name in ("squat", "wall-sit"):
        path = project.file(f"catalogue/exercises/{name}.yml")
        path.write_text(path.read_text(encoding="utf-8").replace("\npattern: ", "\npattern: un"), encoding="utf-8")
    found = []
    for count in (1, 3):
        monkeypatch.setattr(parallel, "processes", lambda items, items_per_process, count=count: count)
        found.append(content.read(project.file("catalogue"), project.file("docs"), root=project.folder).problems)
    assert found[0] == found[1]
    assert len({problem.file for problem in found[0]}) >= 2


def test_a_shelf_returns_every_text() -> None:
    shelf = Shelf()
    texts = ["", "one – two", "脚\n" * 1000, "<p>three</p>"]
    stored = [shelf.store(text) for text in texts]
    del shelf
    gc.collect()
    assert [text.read() for text in stored] == texts
    assert [text.read() for text in stored[::-1]] == texts[::-1]


@linux
def test_pages_are_the_same_from_one_process_and_from_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_project(tmp_path).folder
    found = []
    for count in (1, 3):
        monkeypatch.setattr(parallel, "processes", lambda items, items_per_process, count=count: count)
        read = content.read(folder / "catalogue", folder / "docs", root=folder)
        assert not read.problems
        made_from = Site.of(read, solve_all(read.catalogue))
        found.append([(page.url, page.body, page.indexed) for page in site.ready_pages(made_from)])
    assert found[0] == found[1]
    assert [(url, body) for url, body, _ in found[0]] == [(page.url, page.body) for page in site.pages(made_from)]
