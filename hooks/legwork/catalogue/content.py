"""Everything a site is made from: the catalogue, the guides beside it, and what is wrong with either."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from legwork.catalogue import addresses, checks, guide_checks, moved
from legwork.catalogue.catalogue import KINDS, Catalogue, Reading
from legwork.catalogue.guides import Guide, read_guides
from legwork.catalogue.loader import collector_paused, read_folder
from legwork.catalogue.moved import Move
from legwork.text import paths
from legwork.text.problems import Path, Problem
from legwork.work.runner import PUBLISHING, Runner


@dataclass(frozen=True)
class Content:
    """A catalogue of the sound entries, the guides, and every problem, sorted by file and line."""

    catalogue: Catalogue
    guides: tuple[Guide, ...]
    problems: tuple[Problem, ...]
    reading: Reading
    moves: tuple[Move, ...] = ()
    """Where pages have moved that were published once."""

    def locate(self, kind: str, slug: str, path: Path, message: str, hint: str) -> Problem:
        """A problem of one entry, with its file and line."""
        return self.reading.drafts[kind][slug].place.problem(path, message, hint)

    def settled(self) -> Content:
        """The same without the text of the files, which nothing but problems needs: half the memory of a large catalogue."""
        return replace(self, reading=Reading())


NOTHING = Content(Reading().catalogue(), (), (), Reading())
"""Content before any was read."""


def read(catalogue_dir: FilePath, docs_dir: FilePath | None, root: FilePath, runner: Runner = PUBLISHING) -> Content:
    """Read and check both folders in one run. Files are named in problems relative to `root`."""
    reading = read_folder(catalogue_dir, root, runner)
    guides = tuple(read_guides(docs_dir, root, frozenset(KINDS))) if docs_dir and docs_dir.is_dir() else ()
    with collector_paused():
        problems = {*reading.problems, *checks.run(reading, guides, runner), *addresses.problems(reading)}
        problems.update(moved.problems(reading, guides))
    problems.update(problem for guide in guides for problem in guide_checks.problems(guide))
    unread = {problem.file for problem in problems if (problem.line, problem.column) == (1, 1)}
    problems.update(problem for problem in paths.problems(catalogue_dir, docs_dir, root) if problem.file not in unread)
    return Content(reading.catalogue(), guides, tuple(sorted(problems)), reading, moved.moves(reading))
