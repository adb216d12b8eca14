"""Measure builds of made-up catalogues by our hooks and by other site generators, from the same content.

For each size a catalogue is generated. `ours` builds it from YAML. The others are given the pages that our hooks make of
it, turned into Markdown: `plain` is MkDocs + Material without hooks and overrides; `zensical` is the generator that
Material's authors write in its place, on the same files; `hugo` and `eleventy` are those with layouts made of our own
built pages. Every build runs in fresh processes, in turns, in the same folder, in memory where there is room.

Equal in all: pages, addresses, words, headings, lists, tables and links; the theme around them, its assets, JSON files;
a search index; nothing is minified. The Markdown is our rendered pages turned back, so it follows every change of ours.

Differences to know before comparing numbers:
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

With --index every build is made once more without its search index, and the difference is reported. Each tool
has its own way: plain is built without the plugin and Zensical with it off, and both lose the search box with it; Hugo and
Eleventy without the output; ours with `no_index.py`. If the index costs less than the difference between two runs, only
many runs show how much, and a single one may even show a negative cost.

Exit codes: 0 measured; 1 a build failed, or the generated catalogue has problems; 2 wrong use;
3 the environment could not be set up.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import setup_env
from bench import builds, catalogue, projects, report
from bench.builds import MANY, MIB, say
from bench.tools import TOOLS

ROOM_MB = 0.8
"""Free megabytes that an exercise needs: projects and sites of all builds."""


def conditions(folder: Path, why: str, names: Sequence[str], *, pictures: bool) -> dict[str, str]:
    """The conditions, besides the code, that the numbers depend on."""
    versions = ", ".join(dict.fromkeys(str(TOOLS[name].version()) for name in names))
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
            say(f"{name} is left out: it is not installed ({TOOLS[name].missing}).")
    return found


def _folder(keep: Path | None, largest: int) -> tuple[Path, str]:
    """Return the folder for builds: the one to keep, else one in memory if there is room, else a temporary one."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        return keep.resolve(), "kept"
    memory = setup_env.memory_folder(int(2 * ROOM_MB * MIB * largest))
    folder = tempfile.mkdtemp(prefix="legwork-bench-", dir=memory)
    return Path(folder), "in memory, tmpfs" if memory else f"on disk: no room in {setup_env.SHM}"


def sizes(text: str) -> list[int]:
    """The numbers in `100,1000`, smallest first."""
    found = sorted({int(part) for part in text.split(",")})
    if found[0] < catalogue.MIN_SIZE or found[-1] > catalogue.MAX_SIZE:
        raise argparse.ArgumentTypeError(f"sizes lie between {catalogue.MIN_SIZE} and {catalogue.MAX_SIZE}")
    return found


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    names = chosen(options.only)
    folder, why = _folder(options.keep, options.sizes[-1])
    try:
        found = _searches(options, folder) if options.search else _builds(options, folder, names)
    except (builds.BuildFailedError, projects.UnsoundCatalogueError) as error:
        say(str(error))
        return 1
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    circumstances = conditions(folder, why, names, pictures=options.pictures)
    print(", ".join(f"{name} {value}" for name, value in circumstances.items()))
    print(found.table())
    if options.plot and (drawing := found.drawing()):
        options.plot.write_text(drawing, encoding="utf-8")
    if options.json:
        options.json.write_text(found.record(circumstances), encoding="utf-8")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    """Return the options of the command line, after a check that they fit together."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.search and options.index:
        parser.error("--index is about building, --search about searching")
    if options.search:
        setup_env.ensure("dev")
    if options.repeat < 1:
        parser.error("--repeat is at least 1")
    if options.keep and options.keep.exists() and (not options.keep.is_dir() or any(options.keep.iterdir())):
        parser.error(f"not an empty folder: {options.keep}")
    return options


def _parser() -> argparse.ArgumentParser:
    parser = setup_env.parser(__doc__, prog="scripts/bench")
    add = parser.add_argument
    add("--sizes", type=sizes, default=[100, 1000, 3000], metavar="N,N", help="default 100,1000,3000")
    add("--repeat", type=int, default=3, metavar="N", help=f"runs of each build; slow ones once above {MANY} (default 3)")
    add("--only", choices=TOOLS, nargs="+", default=(), help="measure only these builds")
    add("--pictures", action="store_true", help="give every exercise a figure to draw")
    add("--index", action="store_true", help="measure the cost of the search index by a second build without it")
    add("--keep", type=Path, metavar="DIR", help="build in this new or empty folder and keep everything")
    add("--search", action="store_true", help="measure searching instead of building (needs Chromium)")
    add("--json", type=Path, metavar="FILE", help="write every run to this file too")
    add("--plot", type=Path, metavar="FILE", help="draw the results into this SVG file too")
    return parser


def _builds(options: argparse.Namespace, folder: Path, names: Sequence[str]) -> report.OfBuilds:
    """Builds measured at every size; a size's folder goes before the next size needs the room."""
    how = {"pictures": options.pictures, "index": options.index}
    results = {}
    for size in options.sizes:
        results[size] = builds.measure(folder / str(size), size, options.repeat, names, **how)
        if not options.keep:
            shutil.rmtree(folder / str(size))
    return report.OfBuilds(results)


def _searches(options: argparse.Namespace, folder: Path) -> report.OfSearches:
    return report.OfSearches({size: builds.measure_search(folder / str(size), size) for size in options.sizes})
