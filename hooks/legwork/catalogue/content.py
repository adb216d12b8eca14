"""The content of a site: the catalogue, the guides beside it, and the problems of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from legwork.catalogue import addresses, baseline, checks, guide_checks, moved, policy_checks, required
from legwork.catalogue.catalogue import KINDS, Catalogue, Reading
from legwork.catalogue.guides import Guide, read_guides
from legwork.catalogue.loader import collector_paused, read_folder
from legwork.catalogue.moved import Move
from legwork.catalogue.policy import DEFAULT, Policy, of_document
from legwork.text import paths
from legwork.text.problems import Path, Problem
from legwork.text.rules import Rule
from legwork.work.runner import PUBLISHING, Runner


@dataclass(frozen=True)
class Content:
    """The entries without problems, the guides, and every problem, sorted by file and line."""

    catalogue: Catalogue
    guides: tuple[Guide, ...]
    problems: tuple[Problem, ...]
    reading: Reading
    moves: tuple[Move, ...] = ()
    """Moves of pages that were published before."""
    policy: Policy = DEFAULT

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build. Warnings and notes do not."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def locate(self, rule: Rule, kind: str, slug: str, path: Path, message: str, hint: str) -> Problem:
        """Return a problem of one entry, with its file and line."""
        return self.reading.drafts[kind][slug].place.problem(rule, path, message, hint)

    def without_files(self) -> Content:
        """Return the content without the text of its files, which only problems need: half the memory of a large catalogue."""
        return replace(self, reading=Reading())


NO_CONTENT = Content(Reading().catalogue(), (), (), Reading())
"""Empty content, for the time before reading."""


def read(
    catalogue_dir: FilePath,
    docs_dir: FilePath | None,
    root: FilePath,
    runner: Runner = PUBLISHING,
    *,
    noted: bool = True,
) -> Content:
    """Read and check both folders in one run. Files are named in problems relative to `root`.

    Problems that the baseline notes are left out, unless `noted` is false.
    """
    reading = read_folder(catalogue_dir, root, runner)
    guides = tuple(read_guides(docs_dir, root, frozenset(KINDS))) if docs_dir and docs_dir.is_dir() else ()
    policy, wrong = of_document(reading.policy)
    with collector_paused():
        problems = [*reading.problems, *wrong, *checks.run(reading, guides, runner, policy), *addresses.problems(reading)]
        problems += [*moved.problems(reading, guides), *policy_checks.problems(policy, reading)]
    problems += [problem for guide in guides for problem in guide_checks.problems(guide)]
    unread = {problem.file for problem in problems if (problem.line, problem.column) == (1, 1)}
    problems += [problem for problem in paths.problems(catalogue_dir, docs_dir, root) if problem.file not in unread]
    settled = [*policy.settle(problems), *required.problems(policy, reading)]
    if noted and policy.settings.baseline:
        settled = list(baseline.apply(settled, catalogue_dir, policy.settings.baseline, root))
    return Content(reading.catalogue(), guides, tuple(sorted(set(settled))), reading, moved.moves(reading), policy)
