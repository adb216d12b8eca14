"""Checks of a policy: the rules, kinds, fields and entries that it names exist, and its exceptions are needed."""

from __future__ import annotations

from collections.abc import Iterator

from legwork.catalogue import registry, rules
from legwork.catalogue.catalogue import KINDS, Reading
from legwork.catalogue.checks import CHECKS
from legwork.catalogue.policy import FIXED, Policy
from legwork.catalogue.required import unknown_part
from legwork.text.problems import Path, Problem, Remove, nearest, quote
from legwork.text.yaml_reader import Document

_KINDS_OF_CHECK = {check.rule.id: check.kinds for check in CHECKS}


def problems(policy: Policy, reading: Reading) -> Iterator[Problem]:
    """Yield a problem for every name in the policy that does not exist. Checks report exceptions that are not needed."""
    if policy.document is not None:
        yield from _checks(policy, policy.document)
        yield from _require(policy, policy.document)
        yield from _exceptions(policy, policy.document, reading)


def _checks(policy: Policy, document: Document) -> Iterator[Problem]:
    for name in policy.settings.checks:
        yield from _settable(document, ("checks", name), name)


def _settable(document: Document, path: Path, name: str) -> Iterator[Problem]:
    """Yield a problem if a rule in the policy does not exist, or its class has a fixed severity."""
    rule = registry.RULES.get(name)
    if rule is None:
        yield document.problem(rules.POLICY_RULE, path, f"no rule {quote(name)}", registry.did_you_mean(name), key=True)
    elif rule.severity_class in FIXED:
        message = f"{quote(name)} holds for every catalogue"
        yield document.problem(rules.POLICY_RULE, path, message, "remove it", key=True, edit=Remove())


def _require(policy: Policy, document: Document) -> Iterator[Problem]:
    for kind, fields in policy.settings.require.items():
        for field in fields or ("",):
            yield from _known(document, ("require", kind, field), kind, field)
    for name in policy.settings.at_least:
        kind, _, field = name.partition(".")
        yield from _known(document, ("at_least", name), kind, field)


def _known(document: Document, path: Path, kind: str, field: str) -> Iterator[Problem]:
    """Yield a problem if the kind of a requirement does not exist, or does not have the required field."""
    if kind not in KINDS:
        message, hint = f"no kind of entry {quote(kind)}", nearest(kind, KINDS)
        yield document.problem(rules.POLICY_REQUIRE, path[:2], message, hint, key=True)
    elif field and (strange := unknown_part(kind, field)):
        part, names = strange
        message, hint = f"{kind} has no field {quote(field)}", nearest(part, names, "the schema of the kind lists them")
        yield document.problem(rules.POLICY_REQUIRE, path, message, hint, key=True)


def _exceptions(policy: Policy, document: Document, reading: Reading) -> Iterator[Problem]:
    for name, reasons in policy.settings.exceptions.items():
        found = list(_settable(document, ("exceptions", name), name))
        yield from found
        if found:
            continue
        if name not in _KINDS_OF_CHECK:
            message = f"{quote(name)} is not asked of entries"
            yield document.problem(rules.POLICY_EXCEPTION, ("exceptions", name), message, "set it under checks", key=True)
            continue
        known = {slug for kind in _KINDS_OF_CHECK[name] for slug in reading.drafts[kind]}
        for slug in reasons:
            if slug not in known and reading.unread_kinds.isdisjoint(_KINDS_OF_CHECK[name]):
                message = f"no {' or '.join(_KINDS_OF_CHECK[name])} {quote(slug)}"
                path = ("exceptions", name, slug)
                yield document.problem(rules.POLICY_EXCEPTION, path, message, nearest(slug, known), key=True)
