"""Checks of hand-written pages: Markdown without HTML, and no deceptive letters.

Markdown passes HTML and links of any scheme through. The sanitizer would drop what runs; these checks report it with its line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from itertools import islice

from legwork.catalogue import rules
from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.guides import Guide, front_matter, outside_fences
from legwork.text import letters, yaml_reader
from legwork.text.problems import LINE_END, Problem, nearest, quote
from legwork.text.rules import DISGUISED_LETTER, FIELD_TYPE, INVISIBLE_CHARACTER, MIXED_ALPHABETS, Rule

FIELDS = ("title", "description", "tags", "search")
"""The fields allowed above the text. Others would change the theme: `template`, `icon`, `author`."""
MAX_PROBLEMS_PER_GUIDE = 100
"""The number of problems reported for one page."""
MAX_NESTING = 12
"""Levels of lists and quotes within each other. Markdown recurses for each level and fails at a few hundred."""
MAX_CHARACTERS_SEARCHED = 1_000_000
"""Characters that Markdown searches for the ends of brackets, from each to the end of its paragraph. So many take a quarter of a second."""

_Found = tuple[int, Rule, str, str]
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_HTML = re.compile(r"<(?!https?://[^\s<>]*>)[a-zA-Z/!?][^\s>]{0,20}>?")
_INLINE_LINK = re.compile(r"(!?)\[[^\]]*\]\(\s*<?([^)\s>]*)")
_DEFINITION = re.compile(r" {0,3}()\[[^\]]+\]:\s*<?([^\s>]+)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_SCHEMES = {"http", "https", *KINDS}
_MARKS = re.compile(r"(?:[ \t]|[-*+:](?=[ \t])|>|\d+[.)](?=[ \t])|[!?]{3}\+?(?=[ \t]))+")
"""The start of a line that belongs to lists and quotes."""
_MARK = re.compile(r"[-*+:>]|\d+[.)]|[!?]{3}")
_BARE_FIELD = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
"""A line that MkDocs reads as a field at the start of a page, with or without rules around it, and does not print."""


def problems(guide: Guide) -> Iterator[Problem]:
    """Yield the problems of a readable page's text, line by line."""
    lines = LINE_END.split(guide.text)
    found = ((number, *one) for number, line in enumerate(lines, 1) for one in _letters(line))
    fields = front_matter(lines)
    outside = [(number, line) for number, line in outside_fences(lines) if number > len(fields) + 1 or not fields]
    found_markup = ((number, *one) for number, line in outside for one in _markup(line))
    if fields:
        yield from islice(_fields(guide, fields), MAX_PROBLEMS_PER_GUIDE)
    elif _BARE_FIELD.match(lines[0]):
        message = "begins like a field, and would not be shown"
        yield Problem(rules.GUIDE_FIELD, guide.shown, 1, 1, "", message, "begin with the heading")
    for source in (found, found_markup, _heavy(outside)):
        for number, column, rule, message, hint in islice(source, MAX_PROBLEMS_PER_GUIDE):
            yield Problem(rule, guide.shown, number, column + 1, "", message, hint)


def _fields(guide: Guide, lines: list[str]) -> Iterator[Problem]:
    """Yield the problems of the fields above the text. MkDocs reads them as full YAML; here the catalogue's subset holds."""
    document, found = yaml_reader.read(guide.shown, "\n".join(["", *lines]).encode())
    yield from found
    if document.data is not None and not isinstance(document.data, dict):
        yield document.problem(FIELD_TYPE, (), "must be fields and their values", "write `title: ...`")
    for name, value in document.data.items() if isinstance(document.data, dict) and not found else ():
        if name not in FIELDS:
            yield document.problem(rules.GUIDE_FIELD, (name,), f"unknown field {quote(name)}", nearest(name, FIELDS), key=True)
        elif name == "tags":
            if not isinstance(value, tuple) or not all(isinstance(tag, str) for tag in value):
                yield document.problem(FIELD_TYPE, (name,), "must be a list of words", "write [one, another]")
        elif name != "search" and not isinstance(value, str):
            yield document.problem(FIELD_TYPE, (name,), "must be text", "put it in quotes if it looks like something else")


def _letters(line: str) -> Iterator[_Found]:
    if line.isascii() and line.isprintable():
        return
    seen = "".join("x" if c == "\t" or unicodedata.category(c) == "Zs" else c for c in line)
    if character := letters.unseen(seen):
        yield (
            seen.index(character),
            INVISIBLE_CHARACTER,
            f"holds an invisible character ({letters.code(character)})",
            "remove it: readers cannot see it",
        )
    elif character := letters.disguised(line):
        plain = unicodedata.normalize("NFKC", character)
        message = f"holds a letter in disguise ({letters.code(character)})"
        yield line.index(character), DISGUISED_LETTER, message, f"write a plain {quote(plain)}"
    else:
        word, scripts = letters.mixed(line)
        if word:
            message = f"mixes {' and '.join(scripts)} letters in {quote(word)}"
            yield line.index(word), MIXED_ALPHABETS, message, "type the word anew in one alphabet"


def _heavy(lines: list[tuple[int, str]]) -> Iterator[tuple[int, int, Rule, str, str]]:
    """Yield a problem for text that Markdown cannot process in time: deep nesting of lists, and brackets by the thousand."""
    searched = paragraph = size = brackets = 0
    for number, line in (*lines, (0, "")):
        marks = _MARKS.match(line.expandtabs(4))
        depth = (len(marks[0]) - len(marks[0].lstrip())) // 4 + len(_MARK.findall(marks[0])) if marks else 0
        if marks and depth > MAX_NESTING and _MARK.search(marks[0]):
            yield number, 0, rules.GUIDE_WEIGHT, f"lists and quotes {depth} deep", f"nest at most {MAX_NESTING}"
        if line.strip():
            paragraph, size, brackets = paragraph or number, size + len(line), brackets + line.count("[")
            continue
        searched += size * brackets
        if searched > MAX_CHARACTERS_SEARCHED:
            yield paragraph, 0, rules.GUIDE_WEIGHT, "too many brackets to look through", "split the paragraph, or the page"
            return
        paragraph = size = brackets = 0


def _markup(line: str) -> Iterator[_Found]:
    text = _CODE.sub(lambda match: " " * len(match[0]), line)
    for match in _HTML.finditer(text):
        hint = "write it in Markdown, or as `code` if it is to be shown"
        yield match.start(), rules.GUIDE_HTML, f"holds HTML: {quote(match[0])}", hint
    for match in (*_INLINE_LINK.finditer(text), *_DEFINITION.finditer(text)):
        yield from _address(match.start(2), match[2], picture=bool(match[1]))


def _address(column: int, written: str, *, picture: bool) -> Iterator[_Found]:
    address = "".join(c for c in unescape(written).lower() if c.isprintable() and not c.isspace())
    scheme = _SCHEME.match(address)
    if picture and (scheme or address.startswith("//")):
        yield (
            column,
            rules.GUIDE_PICTURE,
            f"a picture from elsewhere: {quote(written)}",
            "put the file into docs/assets: every visit would be told there",
        )
    elif scheme and scheme[1] not in _SCHEMES:
        hint = "a link is https://..., another page, or an entry like muscle:soleus"
        yield column, rules.GUIDE_LINK, f"link to {quote(written)}", hint
