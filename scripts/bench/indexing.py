"""The cost of making a search index, and its size: ours, Material's and Pagefind's."""

from __future__ import annotations

import gzip
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import engine
from legwork import site
from legwork.catalogue import content
from legwork.pages.views.site import Site
from legwork.routines.solve_all import solve_all
from legwork.search import index


@dataclass(frozen=True)
class Index:
    """Making an index, and what it weighs on the server, as it is and compressed."""

    seconds: float
    bytes: int
    gzip_bytes: int


def weighed(files: Sequence[Path], seconds: float) -> Index:
    """An index as it stands on disk."""
    contents = [path.read_bytes() for path in files]
    return Index(seconds, sum(map(len, contents)), sum(len(gzip.compress(content, 6)) for content in contents))


def our_index(project: Path) -> Index:
    """Makes the index of our built project once more."""
    return weighed(list((project / "site/search").iterdir()), _alone(_our_seconds, project))


def _our_seconds(project: Path) -> float:
    """CPU seconds from pages to terms and from terms to files."""
    read = content.read(project.parent / "catalogue", None, root=project)
    records = [page.record for page in site.pages(Site.of(read, solve_all(read.catalogue)))]
    began = time.process_time()
    list(index.files(map(index.index_record, records), read.catalogue))
    return time.process_time() - began


def material_index(project: Path) -> Index:
    """Builds the plain project, whose one plugin is the theme's search, with a watch on what that does."""
    seconds = _alone(_material_seconds, project)
    return weighed([project / "site/search/search_index.json"], seconds)


def _material_seconds(project: Path) -> float:
    """CPU seconds in what the plugin does with each page and at the end."""
    config = engine.load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    spent: list[float] = []
    for event in ("page_context", "post_build"):
        config.plugins.events[event] = [_watched(handler, spent) for handler in config.plugins.events[event]]
    engine.build(config)
    return sum(spent)


def _watched(handler: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """An event's handler that adds the CPU seconds of each call to `spent`."""

    def watched(*arguments: Any, **options: Any) -> Any:
        began = time.process_time()
        try:
            return handler(*arguments, **options)
        finally:
            spent.append(time.process_time() - began)

    return watched


def _alone(work: Callable[[Path], float], project: Path) -> float:
    """Return the result of a function in a project, run in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, project).result()


def pagefind_index(project: Path) -> Index:
    """Runs Pagefind over the plain project's built pages."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "pagefind", "--site", str(project / "site"), "--root-selector", "article"]
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - began
    files = [path for path in (project / "site/pagefind").rglob("*") if path.is_file() and path.suffix not in (".js", ".css")]
    return weighed(files, seconds)
