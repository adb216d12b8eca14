#!/usr/bin/env python3
"""Measure builds of made-up catalogues beside plain MkDocs + Material builds of the same content.

For each size a catalogue is generated and written out twice: as YAML for our hooks, and as one Markdown file for
every page that we generate. Both are built by scripts/build.py in fresh processes, in turns, on the same folder.

Equal in both: MkDocs, theme, features, plugins, Markdown extensions, strict validation of links and anchors; the
pages, their addresses, words, headings, lists, tables and links; the index pages in the nav, all others outside it;
assets and JSON files. The plain pages are the rendered ones turned into Markdown, so they follow every change of ours.
Different: plain has no hooks and no theme overrides, and is given ready pages and JSON files where ours reads YAML,
checks it, and works both out; its drawings are finished files beside the pages, where ours are drawn, and stand in the page;
its headings inside list items are strong text, which spares it anchors; its search index is the one that Material makes
of whole pages, a section each, where ours holds an entry a page, facets and words apart; neither has the other's scripts. The guides are in neither.

Reported: medians of the runs; wall and CPU seconds of the whole process; peak resident memory; the size of the site;
the ratio plain to ours, paired run by run; and the growth of time with size as an exponent (1 is linear).
Absolute times depend on the machine and what else it does: compare ratios.

Exit codes: 0 measured; 1 a build failed, or the generated catalogue has problems; 2 wrong use;
3 the environment could not be set up.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import setup_env

if __name__ == "__main__":
    setup_env.ensure()

import bench_catalogue
import bench_projects

BUILDS = ("ours", "plain")
SHM = Path("/dev/shm")  # noqa: S108 - a file system in memory, not a secret name
ROOM_MB = 0.5
"""Free megabytes that an exercise needs while it is built: two projects and one site."""
MIB = 1024 * 1024


if TYPE_CHECKING:
    from bench_search import Searches


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


Runs = dict[str, list[Run]]
"""By build; the runs of both were made in turns, so equal places make a pair."""


def prepare(folder: Path, size: int) -> None:
    """Writes both projects, in a process of its own: what it uses would count in the peak memory of the builds."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        pool.submit(bench_projects.write, folder, size).result()


def build(project: Path) -> Run:
    """Builds `project` into its `site` folder, which it empties first, outside the time taken."""
    site, log = project / "site", project / "build.log"
    shutil.rmtree(site, ignore_errors=True)
    command = [sys.executable, str(setup_env.ROOT / "scripts/build.py"), "--config", "mkdocs.yml", "--site", str(site)]
    with log.open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=project, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BuildFailedError(f"{project} did not build:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
    files = [path for path in site.rglob("*") if path.is_file()]
    return Run(
        wall_s=wall_s,
        cpu_s=usage.ru_utime + usage.ru_stime,
        peak_mb=usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MIB,
        output_mb=sum(path.stat().st_size for path in files) / MIB,
        pages=sum(path.suffix == ".html" for path in files),
        search_bytes=sum(path.stat().st_size for path in (site / "search").iterdir()),
    )


def measure(folder: Path, size: int, repeat: int, builds: tuple[str, ...]) -> Runs:
    """Builds each of `builds` `repeat` times, in turns, every second turn in reverse."""
    _say(f"{size} exercises: writing the projects")
    prepare(folder, size)
    runs: Runs = {name: [] for name in builds}
    for turn in range(repeat):
        for name in builds if turn % 2 == 0 else builds[::-1]:
            run = build(folder / name)
            runs[name].append(run)
            _say(f"{size} exercises: {name}, run {turn + 1} of {repeat}: {run.wall_s:.1f} s")
    return runs


def measure_search(folder: Path, size: int) -> Searches:
    """Builds both sites, and asks the search of each in Chromium."""
    import bench_search  # only here: it needs what the tests need

    _say(f"{size} exercises: writing the projects")
    prepare(folder, size)
    _say(f"{size} exercises: ours: {build(folder / 'ours').wall_s:.1f} s to build")
    return bench_search.measure(folder / "ours", folder / "plain")


def search_table(searches: dict[int, Searches]) -> str:
    import bench_search

    return bench_search.table(searches)


def search_record(searches: dict[int, Searches], conditions: dict[str, str]) -> str:
    sizes = {str(size): [asdict(one) for one in found] for size, found in searches.items()}
    return json.dumps({**conditions, "search": sizes}, indent=1) + "\n"


def middle(runs: Iterable[Run], value: str) -> float:
    return float(median(getattr(run, value) for run in runs))


def ratio(runs: Runs, value: str) -> float:
    """Plain to ours, the median of the pairs."""
    pairs = zip(runs["plain"], runs["ours"], strict=True)
    return float(median(getattr(plain, value) / getattr(ours, value) for plain, ours in pairs))


def exponent(results: dict[int, Runs], build: str, value: str, smaller: int, larger: int) -> float:
    """The slope between two sizes on logarithmic scales: 1 if twice the exercises take twice as long."""
    low, high = (middle(results[size][build], value) for size in (smaller, larger))
    return math.log(high / low) / math.log(larger / smaller)


def spans(measured: Iterable[int]) -> list[tuple[int, int]]:
    """The pairs of sizes between which growth is told: smallest and largest, and the last two.

    The last two say more: at small sizes, starting up and the pages of the vocabularies are most of the time.
    """
    ordered = sorted(measured)
    return list(dict.fromkeys([(ordered[0], ordered[-1]), (ordered[-2], ordered[-1])])) if len(ordered) > 1 else []


def table(results: dict[int, Runs]) -> str:
    """All that was measured, for people."""
    lines = ["exercises  build  runs  pages   wall s    CPU s  ms/page  peak MB  output MB  search KB"]
    for size, runs in results.items():
        for name, found in runs.items():
            pages, wall_s, cpu_s = (middle(found, value) for value in ("pages", "wall_s", "cpu_s"))
            lines.append(
                f"{size:9,d}  {name:5s}  {len(found):4d}  {pages:5.0f}  {wall_s:7.2f}  {cpu_s:7.2f}  {1000 * wall_s / pages:7.2f}"
                f"  {middle(found, 'peak_mb'):7.0f}  {middle(found, 'output_mb'):9.1f}"
                f"  {middle(found, 'search_bytes') / 1024:9.0f}"
            )
        if len(runs) == len(BUILDS):
            lines.append(f"{'':9s}  plain / ours: wall {ratio(runs, 'wall_s'):.2f}, CPU {ratio(runs, 'cpu_s'):.2f}")
    for smaller, larger in spans(results):
        for name in results[smaller]:
            wall, cpu = (exponent(results, name, value, smaller, larger) for value in ("wall_s", "cpu_s"))
            lines.append(f"growth {smaller:,d} to {larger:,d}, {name}: wall exponent {wall:.2f}, CPU {cpu:.2f}")
    return "\n".join(lines)


def record(results: dict[int, Runs], conditions: dict[str, str]) -> str:
    """All that was measured, for programs: every single run."""
    by_size = [
        {
            "exercises": size,
            "runs": {name: [asdict(run) for run in found] for name, found in runs.items()},
            "ratio": {value: ratio(runs, value) for value in ("wall_s", "cpu_s")} if len(runs) == len(BUILDS) else None,
        }
        for size, runs in results.items()
    ]
    growth = [
        {
            "from": smaller,
            "to": larger,
            "build": name,
            "exponent": {value: exponent(results, name, value, smaller, larger) for value in ("wall_s", "cpu_s")},
        }
        for smaller, larger in spans(results)
        for name in results[smaller]
    ]
    return json.dumps({**conditions, "sizes": by_size, "growth": growth}, indent=1) + "\n"


def conditions(folder: Path, why: str) -> dict[str, str]:
    """What the numbers depend on besides the code."""
    versions = {name: metadata.version(name) for name in ("mkdocs", "mkdocs-material")}
    return {"python": platform.python_version(), **versions, "cores": str(os.cpu_count()), "folder": f"{folder} ({why})"}


def _folder(keep: Path | None, largest: int) -> tuple[Path, str]:
    """Where to build: the folder to keep, else memory if there is room, else the temporary folder."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        return keep.resolve(), "kept"
    room = os.access(SHM, os.W_OK) and shutil.disk_usage(SHM).free > 2 * ROOM_MB * MIB * largest
    folder = tempfile.mkdtemp(prefix="legwork-bench-", dir=SHM if room else None)
    return Path(folder), "in memory, tmpfs" if room else "on disk: no room in /dev/shm"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def sizes(text: str) -> list[int]:
    """The numbers in `100,1000`, smallest first."""
    found = sorted({int(part) for part in text.split(",")})
    if found[0] < bench_catalogue.FEWEST or found[-1] > bench_catalogue.MOST:
        raise argparse.ArgumentTypeError(f"sizes lie between {bench_catalogue.FEWEST} and {bench_catalogue.MOST}")
    return found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=sizes, default=[100, 1000, 5000], metavar="N,N", help="default 100,1000,5000")
    parser.add_argument("--repeat", type=int, metavar="N", help="runs of each build (default 3; 1 above 1000 exercises)")
    parser.add_argument("--only", choices=BUILDS, help="leave the other build out")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="build in this new or empty folder and leave all there")
    parser.add_argument("--search", action="store_true", help="measure searching instead of building (needs Chromium)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run to this file too")
    options = parser.parse_args(arguments)
    if options.search:
        setup_env.ensure("dev")
    if options.repeat is not None and options.repeat < 1:
        parser.error("--repeat is at least 1")
    if options.keep and options.keep.exists() and (not options.keep.is_dir() or any(options.keep.iterdir())):
        parser.error(f"not an empty folder: {options.keep}")

    folder, why = _folder(options.keep, options.sizes[-1])
    results: dict[int, Runs] = {}
    searches: dict[int, Searches] = {}
    try:
        for size in options.sizes:
            if options.search:
                searches[size] = measure_search(folder / str(size), size)
                continue
            repeat = options.repeat or (3 if size <= 1000 else 1)
            results[size] = measure(folder / str(size), size, repeat, (options.only,) if options.only else BUILDS)
            if not options.keep:
                shutil.rmtree(folder / str(size))
    except (BuildFailedError, bench_projects.UnsoundCatalogueError) as error:
        _say(str(error))
        return 1
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    circumstances = conditions(folder, why)
    print(", ".join(f"{name} {value}" for name, value in circumstances.items()))
    print(search_table(searches) if options.search else table(results))
    if options.json:
        options.json.write_text(
            search_record(searches, circumstances) if options.search else record(results, circumstances), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
