#!/usr/bin/env python3
"""Measure builds of made-up catalogues by our hooks and by other site generators, from the same content.

For each size a catalogue is generated. `ours` builds it from YAML. The others are given the pages that our hooks make of
it, turned into Markdown: `plain` is MkDocs + Material without hooks and overrides; `zensical` is the generator that
Material's authors write in its place, on the same files; `hugo` and `eleventy` are those with layouts made of our own
built pages. Every build runs in fresh processes, in turns, in the same folder, in memory where there is room.

Equal in all: pages, addresses, words, headings, lists, tables and links; the theme around them, its assets, JSON files;
a search index; nothing is minified. The Markdown is our rendered pages turned back, so it follows every change of ours.

Not equal, and to be known before numbers are compared:
- Ours reads YAML, checks it, works out relations and JSON files, and draws. The others get all that finished: Markdown,
  drawings and JSON as files. Their headings inside list items are strong text.
- plain and ours have MkDocs, theme, features, extensions and strict validation of links and anchors in common. Ours makes
  no link that MkDocs would have to check. Drawings of plain are files beside the pages; it has no theme overrides.
- Zensical has plain's Markdown, configuration, versions of Markdown's extensions and strict validation, its own engine, and
  its theme in the variant that looks like Material. It runs no hooks and has no overrides; of `validation` it knows links and
  anchors. What it keeps for the next build is removed before each.
- Hugo checks no links: addresses are finished. Each shape of page has a layout, our chrome with slots in it, and the hidden
  shapes of drawings are text of the layout, so that its pages weigh nearly what ours weigh. Its Markdown has no classes.
- Without --pictures no exercise has a figure; the map of its muscles it has. Routines and plans are in none.
- Indexes differ. Ours: an entry a page; words, facets and fields apart. Material's and Zensical's: a section each, of
  finished HTML. Hugo's and Eleventy's: one JSON file of titles, descriptions and texts, not cut into words. The guides are
  in none. What indexing takes is in the times; --index tells how much of them it is.
- Eleventy has Hugo's Markdown and layouts, and is given the tables of contents, which it does not make itself.

Reported: medians of the runs; wall and CPU seconds of the whole tree of processes; its peak memory (processes that share
memory: counted once); the size of the site; ratios to ours, paired run by run; and the growth of time with size as an
exponent (1 is linear). Absolute times depend on the machine and what else it does: compare ratios, and CPU when it is busy.

With --index every build is made once more without its search index, beside the first, and the difference is told. Each tool
has its own way: plain is built without the plugin and Zensical with it off, and both lose the search box with it; Hugo and
Eleventy without the output; ours with `bench_no_index.py`. Where the index costs less than two runs differ by, only many
runs tell how much, and one alone may tell less than nothing.

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
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import setup_env

if __name__ == "__main__":
    setup_env.ensure()

import bench_catalogue
import bench_plot
import bench_projects
from bench_tools import TOOLS

RUNNER = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import bench_run; bench_run.main()"
ROOM_MB = 0.8
"""Free megabytes that an exercise needs: projects and sites of all builds."""
MANY = 1000
"""With more exercises, slow tools build once."""
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
    without_index: Run | None = None
    """The same build without its search index, made beside it; None if nobody asked."""


Runs = dict[str, list[Run]]
"""By build; the runs of both were made in turns, so equal places make a pair."""


def prepare(folder: Path, size: int, builds: Sequence[str], *, pictures: bool = False) -> None:
    """Writes the projects, in a process of its own, whose memory is free again when the first build starts."""
    _say(f"{size} exercises: writing the projects")
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        pool.submit(bench_projects.write, folder, size, builds, pictures=pictures).result()


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
            _say(f"{size} exercises: {name}, run {turn + 1}: {run.wall_s:.1f} s, CPU {run.cpu_s:.1f} s, {run.peak_mb:.0f} MB")
    return runs


def measure_search(folder: Path, size: int) -> Searches:
    """Builds both sites, and asks the search of each in Chromium."""
    import bench_search  # only here: it needs what the tests need

    prepare(folder, size, ["ours", "plain"])
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


def ratio(runs: Runs, other: str, value: str) -> float:
    """Another build to ours, the median of the pairs."""
    pairs = zip(runs[other], runs["ours"], strict=False)
    return float(median(getattr(one, value) / getattr(ours, value) for one, ours in pairs))


def index_cost(runs: Iterable[Run], value: str) -> float | None:
    """What a build takes more than without its index, the median of the pairs; None if that was not measured."""
    more = [getattr(run, value) - getattr(run.without_index, value) for run in runs if run.without_index]
    return float(median(more)) if more else None


def ratios(runs: Runs) -> dict[str, dict[str, float]]:
    """Of wall time and CPU of every other build to ours, which must be among `runs`."""
    others = [name for name in runs if name != "ours"] if "ours" in runs else []
    return {name: {value: ratio(runs, name, value) for value in ("wall_s", "cpu_s")} for name in others}


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
    lines = ["exercises  build     runs  pages   wall s    CPU s  ms/page  peak MB  output MB  search KB"]
    if any(run.without_index for runs in results.values() for found in runs.values() for run in found):
        lines[0] += "  index s  index CPU"
    for size, runs in results.items():
        for name, found in runs.items():
            pages, wall_s, cpu_s = (middle(found, value) for value in ("pages", "wall_s", "cpu_s"))
            lines.append(
                f"{size:9,d}  {name:8s}  {len(found):4d}  {pages:5.0f}  {wall_s:7.2f}  {cpu_s:7.2f}  {1000 * wall_s / pages:7.2f}"
                f"  {middle(found, 'peak_mb'):7.0f}  {middle(found, 'output_mb'):9.1f}"
                f"  {middle(found, 'search_bytes') / 1024:9.0f}{_index_columns(found)}"
            )
        for name, found_ratios in ratios(runs).items():
            wall, cpu = found_ratios["wall_s"], found_ratios["cpu_s"]
            lines.append(
                f"{'':9s}  {name} / ours: wall {wall:.2f}, CPU {cpu:.2f}; ours / {name}: {1 / wall:.2f}, {1 / cpu:.2f}"
            )
    for smaller, larger in spans(results):
        for name in results[smaller]:
            wall, cpu = (exponent(results, name, value, smaller, larger) for value in ("wall_s", "cpu_s"))
            lines.append(f"growth {smaller:,d} to {larger:,d}, {name}: wall exponent {wall:.2f}, CPU {cpu:.2f}")
    return "\n".join(lines)


def _index_columns(found: Sequence[Run]) -> str:
    wall_s, cpu_s = (index_cost(found, value) for value in ("wall_s", "cpu_s"))
    return "" if wall_s is None or cpu_s is None else f"  {wall_s:7.2f}  {cpu_s:9.2f}"


def record(results: dict[int, Runs], conditions: dict[str, str]) -> str:
    """All that was measured, for programs: every single run."""
    by_size = [
        {
            "exercises": size,
            "runs": {name: [asdict(run) for run in found] for name, found in runs.items()},
            "to_ours": ratios(runs),
            "index": {name: {value: index_cost(found, value) for value in ("wall_s", "cpu_s")} for name, found in runs.items()},
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


def plot(results: dict[int, Runs]) -> str:
    """All that was measured, as a drawing."""

    def series(value: Callable[[Sequence[Run]], float]) -> bench_plot.Series:
        names = dict.fromkeys(name for runs in results.values() for name in runs)
        return {name: {size: value(runs[name]) for size, runs in results.items()} for name in names}

    panels = {
        "Wall seconds": series(lambda runs: middle(runs, "wall_s")),
        "CPU seconds": series(lambda runs: middle(runs, "cpu_s")),
        "Wall milliseconds a page": series(lambda runs: 1000 * middle(runs, "wall_s") / middle(runs, "pages")),
        "Peak memory, MB": series(lambda runs: middle(runs, "peak_mb")),
    }
    return bench_plot.svg(panels, "By number of exercises; medians; both axes logarithmic. Compare lines, not machines.")


def conditions(folder: Path, why: str, builds: Sequence[str], *, pictures: bool) -> dict[str, str]:
    """What the numbers depend on besides the code."""
    versions = ", ".join(dict.fromkeys(str(TOOLS[name].version()) for name in builds))
    python, cores = platform.python_version(), str(os.cpu_count())
    return {
        "python": python,
        "tools": versions,
        "cores": cores,
        "figures": "yes" if pictures else "no",
        "folder": f"{folder} ({why})",
    }


def chosen(only: Sequence[str]) -> list[str]:
    """The builds to measure: those asked for, else all; without those whose tool is not installed, which is said."""
    found = []
    for name in [name for name in TOOLS if not only or name in only]:
        TOOLS[name].install()
        if TOOLS[name].version():
            found.append(name)
        else:
            _say(f"{name} is left out: it is not installed ({TOOLS[name].missing}).")
    return found


def _folder(keep: Path | None, largest: int) -> tuple[Path, str]:
    """Where to build: the folder to keep, else memory if there is room, else the temporary folder."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        return keep.resolve(), "kept"
    memory = setup_env.memory_folder(int(2 * ROOM_MB * MIB * largest))
    folder = tempfile.mkdtemp(prefix="legwork-bench-", dir=memory)
    return Path(folder), "in memory, tmpfs" if memory else f"on disk: no room in {setup_env.SHM}"


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
    parser.add_argument("--sizes", type=sizes, default=[100, 1000, 3000], metavar="N,N", help="default 100,1000,3000")
    parser.add_argument(
        "--repeat", type=int, default=3, metavar="N", help=f"runs of each build; slow ones once above {MANY} (default 3)"
    )
    parser.add_argument("--only", choices=TOOLS, nargs="+", default=(), help="leave the other builds out")
    parser.add_argument("--pictures", action="store_true", help="give every exercise a figure to draw")
    parser.add_argument("--index", action="store_true", help="tell what the search index costs, by a second build without")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="build in this new or empty folder and leave all there")
    parser.add_argument("--search", action="store_true", help="measure searching instead of building (needs Chromium)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run to this file too")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the results into this SVG file too")
    options = parser.parse_args(arguments)
    if options.search and options.index:
        parser.error("--index is about building, --search about searching")
    if options.search:
        setup_env.ensure("dev")
    if options.repeat < 1:
        parser.error("--repeat is at least 1")
    if options.keep and options.keep.exists() and (not options.keep.is_dir() or any(options.keep.iterdir())):
        parser.error(f"not an empty folder: {options.keep}")

    builds = chosen(options.only)
    folder, why = _folder(options.keep, options.sizes[-1])
    results: dict[int, Runs] = {}
    searches: dict[int, Searches] = {}
    try:
        for size in options.sizes:
            if options.search:
                searches[size] = measure_search(folder / str(size), size)
                continue
            how = {"pictures": options.pictures, "index": options.index}
            results[size] = measure(folder / str(size), size, options.repeat, builds, **how)
            if not options.keep:
                shutil.rmtree(folder / str(size))
    except (BuildFailedError, bench_projects.UnsoundCatalogueError) as error:
        _say(str(error))
        return 1
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    circumstances = conditions(folder, why, builds, pictures=options.pictures)
    print(", ".join(f"{name} {value}" for name, value in circumstances.items()))
    print(search_table(searches) if options.search else table(results))
    if options.plot and results:
        options.plot.write_text(plot(results), encoding="utf-8")
    if options.json:
        options.json.write_text(
            search_record(searches, circumstances) if options.search else record(results, circumstances), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
