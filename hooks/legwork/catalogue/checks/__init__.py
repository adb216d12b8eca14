"""Checks across the catalogue. A check is a rule with a scope and a plain function.

The function's docstring states the requirement and its reason. A check yields ``(path, message, hint)`` for the entry it is
given, and the edit where that is exact; the runner adds file, line, column and the rule's id. `reads` names the fields it
uses: a check is skipped for an entry in which one of them could not be read, so that one mistake is reported once.

An exception stands in the catalogue's policy with the reason, and one that is no longer needed is a problem too.
"""

from __future__ import annotations

from legwork.catalogue.catalogue import Draft, Reading
from legwork.catalogue.checks import (
    claims,
    complaints,
    doses,
    drawings,
    ladders,
    names,
    progressions,
    references,
    roles,
    routines,
    safety,
    texts,
    vocabularies,
    wording,
)
from legwork.catalogue.checks.check import Check, Finding
from legwork.catalogue.checks.context import CheckContext
from legwork.catalogue.guides import Guide
from legwork.catalogue.policy import DEFAULT, Policy
from legwork.catalogue.rules import GUIDE_PAIN_LIMIT, POLICY_EXCEPTION
from legwork.text.problems import Edit, Path, Problem, Remove
from legwork.text.yaml_reader import Document
from legwork.work import parallel
from legwork.work.runner import PUBLISHING, Runner

__all__ = ["CHECKS", "Check", "CheckContext", "Finding", "run"]

SUBJECTS = (
    names,
    references,
    routines,
    roles,
    progressions,
    ladders,
    doses,
    drawings,
    safety,
    complaints,
    claims,
    wording,
    texts,
    vocabularies,
)
"""The modules that hold checks."""

CHECKS = [value for subject in SUBJECTS for value in vars(subject).values() if isinstance(value, Check)]
"""Every check, by module and in the order of the source."""


ENTRIES_PER_PROCESS = 500
"""The number of entries whose checks take about as long as starting a process."""


def run(
    reading: Reading, guides: tuple[Guide, ...] = (), runner: Runner = PUBLISHING, policy: Policy = DEFAULT
) -> list[Problem]:
    """Return every problem that the checks find, unsorted. For a large catalogue, each process runs some of the checks."""
    context = CheckContext(reading, guides, runner)
    active = [check for check in CHECKS if policy.setting(check.rule) != "off"]
    count = runner.processes(sum(map(len, reading.drafts.values())), ENTRIES_PER_PROCESS)
    found = parallel.in_processes(
        lambda parts, _: [_ask_all(part, context, policy) for part in parts], _parts(active, count), count
    )
    reported = [*references.guide_problems(context), *wording.guide_problems(context)]
    if policy.setting(GUIDE_PAIN_LIMIT) != "off":
        reported += wording.guide_pain_problems(context)
    return [*reported, *(problem for problems in found for problem in problems)]


def _parts(active: list[Check], count: int) -> list[list[Check]]:
    """Return the checks in so many shares of about equal duration."""
    if count == 1:
        return [active]
    quick = [one for one in active if not one.slow]
    return [*(quick[number :: count - 1] for number in range(count - 1)), [one for one in active if one.slow]]


def _ask_all(part: list[Check], context: CheckContext, policy: Policy) -> list[Problem]:
    """Return the problems that these checks find in every entry of their kinds."""
    return [
        problem
        for one in part
        for kind in one.kinds
        for draft in context.reading.drafts[kind].values()
        if draft.has(one.reads)
        for problem in _ask(one, draft, context, policy)
    ]


def _ask(one: Check, draft: Draft, context: CheckContext, policy: Policy = DEFAULT) -> list[Problem]:
    found = [_problem(one, draft, *finding) for finding in one.function(draft.entry, context)]
    reason = policy.reason(one.rule, draft.slug)
    if reason is None or policy.document is None:
        return found
    return [] if found else [_unneeded(one, draft.slug, policy.document)]


def _problem(one: Check, draft: Draft, path: Path, message: str, hint: str, edit: Edit | None = None) -> Problem:
    return draft.place.problem(one.rule, path, message, hint, edit=edit)


def _unneeded(one: Check, slug: str, policy: Document) -> Problem:
    """Return a problem for an exception of the policy that is not needed."""
    path = ("exceptions", one.rule.id, slug)
    return policy.problem(POLICY_EXCEPTION, path, "no longer needed", "remove it", key=True, edit=Remove())
