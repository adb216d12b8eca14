"""Rules for files, each with an id that every problem prints and that the page of rules explains.

The rules here concern text, YAML, names of files and the values of fields. Those of the catalogue are in
`catalogue/rules.py`, and each check is a rule of its own (`catalogue/checks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Severity = Literal["error", "warning", "note"]
SeverityClass = Literal["format", "safety", "sense", "house", "optional"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""Gravest first."""
SEVERITY_CLASSES: tuple[SeverityClass, ...] = get_args(SeverityClass)


@dataclass(frozen=True)
class Rule:
    """One rule: one sentence with what it requires, and one or two with the reason."""

    id: str
    asks: str
    why: str
    severity_class: SeverityClass = "format"
    fix: str = ""
    """The change that `check.py --fix` makes, if any."""


# --- Files

FILE_READABLE = Rule(
    "file-readable",
    "Every file can be read: a regular file with UTF-8 text, not too large, in the folder where it belongs.",
    "Whoever builds publishes what a link leads to, and a file that cannot be read is a page that is missing.",
)
FILE_NAME = Rule(
    "file-name",
    "The name of a file is plain and short, ends as its folder asks, and is like no other on any system.",
    "A page's address is made from it. Some systems fold case or accents, or keep names for devices.",
)
FILE_EMPTY = Rule(
    "file-empty",
    "No file is empty, or holds comments alone.",
    "Everything else that is said of the file would be about nothing.",
)

# --- YAML

YAML_SYNTAX = Rule(
    "yaml-syntax", "Every file is valid YAML.", "What cannot be parsed cannot be read, so nothing else is checked in it."
)
YAML_SUBSET = Rule(
    "yaml-subset",
    "Files hold plain YAML: one document, keys that are text, no anchors, aliases or tags.",
    "Readers of a file need to know no more of YAML than fields, lists and quotes.",
)
YAML_SIZE = Rule(
    "yaml-size",
    "A file has at most 100,000 values, 16 levels of nesting, and numbers of at most 18 digits.",
    "No catalogue needs more; more is a mistake, or an attempt to stop the build.",
)
YAML_DUPLICATE_KEY = Rule(
    "yaml-duplicate-key",
    "A field or an id is written once.",
    "YAML would silently keep the last of the two, and the first would be lost.",
)
YAML_COMMENT = Rule(
    "yaml-comment",
    "A comment has a line of its own, no deeper than the field that it is about.",
    "What follows a space and `#` is not read: behind a value it may be the end of a text that was cut off.",
)
YAML_LOOKALIKE = Rule(
    "yaml-lookalike",
    "Spaces, hyphens, colons and quotes of YAML are those of the keyboard.",
    "A word processor's dash or no-break space is a letter to YAML, so that what looks like a field is text.",
    fix="Writes the plain hyphen or colon where the sign stands for one.",
)
YAML_MERGE = Rule(
    "yaml-merge", "No file holds git's marks of two versions.", "Which of the two versions holds, only a person can decide."
)

# --- Letters

INVISIBLE_CHARACTER = Rule(
    "invisible-character",
    "No text holds an invisible character.",
    "It breaks searches and comparisons, and can make a text read otherwise than it is written.",
    fix="Removes the character.",
)
DISGUISED_LETTER = Rule(
    "disguised-letter",
    "Letters are plain ones, not those of mathematics or full width that look like them.",
    "Search and screen readers take them for other letters, or for none.",
    fix="Writes the plain letter.",
)
MIXED_ALPHABETS = Rule(
    "mixed-alphabets",
    "A word keeps to one alphabet, and so does a name.",
    "A Cyrillic letter in an English word looks the same and is found by nobody.",
)

# --- Fields

FIELD_MISSING = Rule("field-missing", "Every required field is there.", "Pages, lists and sessions are made from it.")
FIELD_UNKNOWN = Rule(
    "field-unknown",
    "Every field is one that the format knows.",
    "A misspelled field would be passed over, and what it says with it.",
)
FIELD_EMPTY = Rule(
    "field-empty",
    "No field and no item is empty.",
    "Nothing behind a colon is more often forgotten than meant: an empty `when` would make a caution for one complaint one for everyone.",
)
FIELD_TYPE = Rule(
    "field-type",
    "A value is of the type that its field takes: text, number, list, mapping, true or false.",
    "YAML reads everything that looks like a number as one, unless it is in quotes.",
    fix="Puts a number that should be text in quotes.",
)
FIELD_WORD = Rule(
    "field-word",
    "Where a field allows certain words, its value is one of them.",
    "Lists, filters and sessions are made from these words.",
)
FIELD_LENGTH = Rule(
    "field-length",
    "Texts and lists are neither too short nor too long for their field.",
    "A card, a row or a printed sheet has room for so much.",
)
FIELD_RANGE = Rule(
    "field-range",
    "Numbers lie within the bounds of their field, and a range runs from low to high.",
    "A number far outside is a slip, and a session would be made of it.",
    fix="Turns a range round that runs backwards.",
)
FIELD_FORM = Rule(
    "field-form",
    "Ids, dates, addresses and identifiers are written in their one form.",
    "What is written in one way can be compared, linked and looked up.",
)
