"""Requirements of a policy beyond the format: fields of every entry, and numbers of entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel

from legwork.catalogue import rules
from legwork.catalogue.catalogue import FOLDERS, KINDS, POLICY, VOCABULARIES, Draft, Reading
from legwork.catalogue.policy import Policy
from legwork.text.problems import Problem

_MODELS: dict[str, type[BaseModel]] = {**FOLDERS, **VOCABULARIES}


def problems(policy: Policy, reading: Reading) -> Iterator[Problem]:
    """Yield a problem for every missing required field and number, with the severity that the policy sets."""
    for kind, fields in policy.settings.require.items():
        known = {field: setting for field, setting in fields.items() if kind in KINDS and not unknown_part(kind, field)}
        for draft in reading.drafts.get(kind, {}).values():
            for field, setting in known.items():
                if setting != "off" and draft.complete and not _value(draft, field):
                    message, hint = f"gives no `{field}`", f"add it: {POLICY} requires it"
                    yield replace(draft.place.problem(rules.FIELD_REQUIRED, (), message, hint), severity=setting)
    setting = policy.settings.checks.get(rules.COUNT_REQUIRED.id, "error")
    if setting != "off":
        yield from (replace(problem, severity=setting) for problem in _counts(policy, reading))


def _counts(policy: Policy, reading: Reading) -> Iterator[Problem]:
    for name, least in policy.settings.at_least.items():
        kind, _, field = name.partition(".")
        drafts = reading.drafts.get(kind, {})
        if field:
            yield from _items(field, least, drafts)
        elif policy.document and kind in KINDS and len(drafts) < least and kind not in reading.unread_kinds:
            message = f"the catalogue has {len(drafts)} of {least} entries of kind {kind}"
            hint = "add what is missing, or lower the number"
            yield policy.document.problem(rules.COUNT_REQUIRED, ("at_least", name), message, hint)


def _items(field: str, least: int, drafts: dict[str, Draft]) -> Iterator[Problem]:
    """Yield a problem for every list that is too short."""
    for draft in drafts.values():
        value = _value(draft, field) if draft.complete else None
        if isinstance(value, tuple) and 0 < len(value) < least:
            message = f"has {len(value)} of at least {least} items"
            yield draft.place.problem(rules.COUNT_REQUIRED, tuple(field.split(".")), message, f"{POLICY} asks for so many")


def _value(draft: Draft, field: str) -> Any:
    """Return the value of a field in an entry's file, or None."""
    value: Any = draft.data
    for part in field.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def unknown_part(kind: str, field: str) -> tuple[str, list[str]] | None:
    """Return the first part of a field's name, such as `muscles.primary`, that a kind does not have, and the parts it has."""
    model: type[BaseModel] | None = _MODELS[kind]
    for part in field.split("."):
        fields = {one.alias or name: one for name, one in model.model_fields.items() if name != "slug"} if model else {}
        if part not in fields:
            return part, list(fields)
        model = _model_in(fields[part].annotation)
    return None


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model that a field holds, also if it may be None."""
    found = (one for one in (annotation, *get_args(annotation)) if isinstance(one, type) and issubclass(one, BaseModel))
    return next(found, None)
