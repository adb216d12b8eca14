"""The types of catalogue fields: text, slugs, ranges of numbers."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from legwork.text import letters, rules
from legwork.text.problems import Edit, Swap, Write, quote
from legwork.text.rules import Rule

LEVELS = ("beginner", "intermediate", "advanced")
"""Levels from lowest to highest. ACSM 2009 calls about six months of training 'intermediate'."""


def rank(level: str) -> int:
    """Return the number of levels below this one."""
    return LEVELS.index(level)


MEASURES = ("reps", "hold", "distance", "duration")
"""The fields that can measure a dose; each dose has one of them."""


def wrong(rule: Rule, message: str, hint: str = "", edit: Edit | None = None) -> PydanticCustomError:
    """A validation error in our own words."""
    return PydanticCustomError("legwork", "{message}", {"rule": rule, "message": message, "hint": hint, "edit": edit})


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _visible(value: str) -> str:
    if character := letters.unseen(value):
        message = f"holds an invisible character ({letters.code(character)})"
        raise wrong(rules.INVISIBLE_CHARACTER, message, "remove it: readers cannot see it", Swap(character, ""))
    if character := letters.disguised(value):
        plain = unicodedata.normalize("NFKC", character)
        message = f"holds a letter in disguise ({letters.code(character)})"
        raise wrong(rules.DISGUISED_LETTER, message, f"write a plain {quote(plain)}", Swap(character, plain))
    return value


def _one_hand(value: str) -> str:
    """Refuse words that mix lookalike scripts: they would read like other words."""
    word, scripts = letters.mixed(value)
    if word:
        message = f"mixes {' and '.join(scripts)} letters in {quote(word)}"
        raise wrong(rules.MIXED_ALPHABETS, message, "type the word anew in one alphabet")
    return value


def _one_alphabet(value: str) -> str:
    """Refuse names that mix lookalike scripts anywhere: names are compared with each other."""
    if len(scripts := letters.scripts(value)) > 1:
        said = " and ".join(letters.spoken(scripts))
        raise wrong(rules.MIXED_ALPHABETS, f"mixes {said} letters in a name", "type the name anew in one alphabet")
    return value


_Line = Annotated[str, BeforeValidator(_one_line), AfterValidator(_visible), AfterValidator(_one_hand)]

Text = Annotated[_Line, StringConstraints(min_length=1, max_length=600)]
"""Running text with inline Markdown (emphasis, links), never HTML."""
Name = Annotated[_Line, AfterValidator(_one_alphabet), StringConstraints(min_length=1, max_length=80)]
"""A name as shown and searched: plain text."""
Summary = Annotated[_Line, StringConstraints(min_length=1, max_length=160)]
Step = Annotated[_Line, StringConstraints(min_length=1, max_length=300)]
Cue = Annotated[_Line, StringConstraints(min_length=1, max_length=60)]
Note = Annotated[_Line, StringConstraints(min_length=1, max_length=120)]

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
"""Lower-case letters, digits and single hyphens; part of a URL, so a promise."""
Id = Annotated[str, WithJsonSchema({"type": "string", "pattern": SLUG_PATTERN, "maxLength": 80})]
"""The slug of another entry. A check, not the model, holds that the entry exists, since it can guess what a wrong word meant."""
FILE_PATTERN = r"^[a-z0-9][a-z0-9-]*\.yml$"
"""The name of a file in the catalogue's folder."""
TEMPO_PATTERN = r"^[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}$"
Tempo = Annotated[str, StringConstraints(pattern=TEMPO_PATTERN)]
"""Seconds down, pause, up, pause: ``3-0-1-0``."""
URL_PATTERN = r"^https?://[^\s<>\"\\/?#@]+([/?#][^\s<>\"\\]*)?$"
"""An address of the web. No user before the host: `https://known.org@other.org/` leads to the second."""
Url = Annotated[str, StringConstraints(pattern=URL_PATTERN, max_length=500), AfterValidator(_visible)]


def _paragraphs(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


_Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Paragraphs = Annotated[_Texts, BeforeValidator(_paragraphs, json_schema_input_type=Text | _Texts)]
"""One text or a list of them, a paragraph each."""


def _date(value: Any) -> Any:
    try:
        if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        message = f"{quote(value)} is not in the calendar"
        raise wrong(rules.FIELD_FORM, message, "the day the entry was last read as a whole") from None
    raise wrong(rules.FIELD_FORM, "must be a date", "write it as 2026-11-20")


IsoDate = Annotated[datetime.date, BeforeValidator(_date)]


@dataclass(frozen=True)
class Between:
    """Marks a ``tuple[int, int]`` as a range written ``[low, high]`` or, when fixed, as one number."""

    least: int
    most: int

    def _read(self, value: Any) -> tuple[int, int]:
        pair = value if isinstance(value, tuple) else (value, value)
        if len(pair) != 2 or not all(type(number) is int for number in pair):
            raise wrong(rules.FIELD_TYPE, "must be a whole number or a range", "write 10 or [8, 12]")
        low, high = pair
        if low > high:
            turned = f"[{high}, {low}]"
            raise wrong(rules.FIELD_RANGE, f"range runs backwards: {low} to {high}", f"write {turned}", Write(turned))
        if not (self.least <= low and high <= self.most):
            hint = f"it is {low if low < self.least else high}"
            raise wrong(rules.FIELD_RANGE, f"must lie between {self.least} and {self.most}", hint)
        return low, high

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def written(value: tuple[int, int]) -> int | list[int]:
            return value[0] if value[0] == value[1] else list(value)

        return core_schema.no_info_plain_validator_function(
            self._read, serialization=core_schema.plain_serializer_function_ser_schema(written)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        number = {"type": "integer", "minimum": self.least, "maximum": self.most}
        pair = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
        return {"anyOf": [number, pair]}


Sets = Annotated[tuple[int, int], Between(1, 10)]
Count = Annotated[tuple[int, int], Between(1, 200)]
Seconds = Annotated[tuple[int, int], Between(1, 3600)]
Rest = Annotated[tuple[int, int], Between(0, 900)]
Meters = Annotated[tuple[int, int], Between(1, 2000)]
