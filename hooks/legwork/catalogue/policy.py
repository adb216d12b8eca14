"""The policy of a catalogue: its `policy.yml`, and the severity of each rule under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from legwork.catalogue.models import _Model
from legwork.catalogue.validation import findings
from legwork.text.fields import FILE_PATTERN, Text
from legwork.text.problems import Path, Problem
from legwork.text.rules import Rule, SeverityClass
from legwork.text.yaml_reader import Data, Document

Setting = Literal["error", "warning", "note", "off"]
Profile = Literal["legwork", "open"]

PROFILES: Mapping[Profile, Mapping[SeverityClass, Setting]] = {
    "legwork": {"format": "error", "safety": "error", "sense": "error", "house": "error", "optional": "off"},
    "open": {"format": "error", "safety": "error", "sense": "warning", "house": "off", "optional": "off"},
}
"""By profile: the default severity of the rules of each class."""
FIXED: frozenset[SeverityClass] = frozenset({"format", "safety"})
"""Classes whose severity no policy sets: a breach of their rules cannot be shown on a page, or may hurt somebody."""


def _off(value: Any) -> Any:
    """Read `false` as `off`: YAML 1.1 reads `off` as false, and editors may write either."""
    return "off" if value is False else value


_Setting = Annotated[Setting, BeforeValidator(_off, json_schema_input_type=Setting | Literal[False])]


class Settings(_Model):
    """The policy of a catalogue, which sets how strict it is with itself: `policy.yml`."""

    profile: Profile = Field("legwork", description="legwork: every rule is an error; open: sense is a warning, house is off.")
    checks: dict[str, _Setting] = Field({}, description="By rule: error, warning, note or off, other than in the profile.")
    require: dict[str, dict[str, _Setting]] = Field(
        {}, description="By kind of entry, fields that every entry gives, with how severe it is if one does not."
    )
    at_least: dict[str, Annotated[int, Field(ge=1)]] = Field(
        {}, description="By kind, how many entries there are; by kind.field, how many items a list has where it is given."
    )
    exceptions: dict[str, dict[str, Text]] = Field({}, description="By rule and entry, the reason why it is let off.")
    baseline: Annotated[str, Field(pattern=FILE_PATTERN)] | None = Field(
        None, description="A file with the number of known problems by file and rule, which may only shrink."
    )


@dataclass(frozen=True)
class Policy:
    """The settings of a policy, and the file that holds them."""

    settings: Settings = field(default_factory=Settings)
    document: Document | None = None

    def setting(self, rule: Rule) -> Setting:
        """Return the severity of a rule."""
        usual = PROFILES[self.settings.profile][rule.severity_class]
        return usual if rule.severity_class in FIXED else self.settings.checks.get(rule.id, usual)

    def reason(self, rule: Rule, slug: str) -> str | None:
        """Return the reason for an entry's exception from a rule, if it has one."""
        return None if rule.severity_class in FIXED else self.settings.exceptions.get(rule.id, {}).get(slug)

    def settle(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Return the problems with the severity of their rules, without those of rules that are off."""
        for problem in problems:
            setting = self.setting(problem.rule)
            if setting != "off":
                yield problem if setting == problem.severity else replace(problem, severity=setting)


DEFAULT = Policy()


def of_document(document: Document | None) -> tuple[Policy, list[Problem]]:
    """Return the policy in a file, and the file's problems. The readable parts of a broken file are used."""
    if document is None or document.data is None:
        return DEFAULT, []
    settings, found = findings(Settings, document.data, {})
    problems = [document.problem(f.rule, f.path, f.message, f.hint, key=f.key, edit=f.edit) for f in found]
    if found:
        settings, _ = findings(Settings, _without(document.data, {f.path for f in found}), {})
    return Policy(settings if isinstance(settings, Settings) else Settings(), document), problems


def _without(data: Data, broken: set[Path], path: Path = ()) -> Data:
    """Return the data without the values at these paths."""
    if not isinstance(data, dict):
        return data
    kept = {key: value for key, value in data.items() if (*path, key) not in broken}
    return {key: _without(value, broken, (*path, key)) for key, value in kept.items()}
