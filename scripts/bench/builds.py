"""Builds in processes of their own, and what each took."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import setup_env
from bench import projects
from bench.tools import TOOLS

if TYPE_CHECKING:
    from bench.search import Searches

RUNNER = f"import sys; sys.path.insert(0, {str(setup_env.ROOT / 'scripts')!r}); from bench import run; run.main()"
MANY = 1000
"""With more exercises, slow tools build once."""
MIB = 1024 * 1024


class BuildFailedError(Exception):
    """A build ended with an error; the text is the end of what it said."""


@dataclass(frozen=True)
class Run:
    """One build in its own process."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    output_mb: float
    pages: int
    search_bytes: int
    without_index: Run | None = None
    """The same build without its search index, made beside it; None if nobody asked."""


Runs = dict[str, list[Run]]
"""By build; the runs of both were made in turns, so equal places make a pair."""


def prepare(folder: Path, size: int, builds: Sequence[str], *, pictures: bool = False) -> None:
    """Writes the projects, in a process of its own, whose memory is free again when the first build starts."""
    say(f"{size} exercises: writing the projects")
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        pool.submit(projects.write, folder, size, builds, pictures=pictures).result()


def build(project: Path, *, index: bool = True) -> Run:
    """Builds a project, named after its tool, into its `site` folder.

    That is emptied first, as is what a tool keeps for its next build, outside the time taken.
    """
    site, log = project / "site", project / "build.log"
    for earlier in (site, project / ".cache"):
        shutil.rmtree(earlier, ignore_errors=True)
    command = [sys.executable, "-ISc", RUNNER, str(log), *TOOLS[project.name].command(project, index)]
    took = json.loads(subprocess.run(command, cwd=project, capture_output=True, check=True).stdout)
    if took.pop("exit"):
        raise BuildFailedError(f"{project} did not build:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
    files = [path for path in site.rglob("*") if path.is_file()]
    of_search = [path for pattern in ("search/*", "search.json") for path in site.glob(pattern)]
    return Run(
        **took,
        output_mb=sum(path.stat().st_size for path in files) / MIB,
        pages=sum(path.suffix == ".html" for path in files),
        search_bytes=sum(path.stat().st_size for path in of_search),
    )


def measure(
    folder: Path, size: int, repeat: int, builds: Sequence[str], *, pictures: bool = False, index: bool = False
) -> Runs:
    """Builds each of `builds` `repeat` times, slow ones once if there is much to do, in turns, every second in reverse.

    With `index` each is built without its search index too.
    """
    prepare(folder, size, builds, pictures=pictures)
    runs: Runs = {name: [] for name in builds}
    for turn in range(repeat):
        due = [name for name in builds if turn == 0 or size <= MANY or not TOOLS[name].slow]
        for name in due if turn % 2 == 0 else due[::-1]:
            ways = [True, False] if index else [True]
            built = {way: build(folder / name, index=way) for way in (ways if turn % 2 == 0 else ways[::-1])}
            run = replace(built[True], without_index=built.get(False))
            runs[name].append(run)
            say(f"{size} exercises: {name}, run {turn + 1}: {run.wall_s:.1f} s, CPU {run.cpu_s:.1f} s, {run.peak_mb:.0f} MB")
    return runs


def measure_search(folder: Path, size: int) -> Searches:
    """Builds both sites, and asks the search of each in Chromium."""
    from bench import search  # only here: it needs what the tests need

    prepare(folder, size, ["ours", "plain"])
    say(f"{size} exercises: ours: {build(folder / 'ours').wall_s:.1f} s to build")
    return search.measure(folder / "ours", folder / "plain")


def say(text: str) -> None:
    """Tell how far it is, on standard error."""
    print(text, file=sys.stderr, flush=True)
