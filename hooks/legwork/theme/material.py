"""What of the theme is published: its style sheets, without the parts that no page has, and none of its scripts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

_UNUSED = ("assets/javascripts/*", "assets/images/favicon.png", "*.map")
"""The theme's script with its search, its icon, and maps of its sources: more than a megabyte that no page asks for."""
SHEETS = "assets/stylesheets/*.css"
"""The theme's style sheets, in the order of their names."""


def unused(uri: str) -> bool:
    """Whether a file of the theme is one that no page of ours refers to."""
    return any(fnmatchcase(uri, pattern) for pattern in _UNUSED)


_PARTS_NOT_USED = (
    "annotate", "arithmatex", "critic", "emojione", "footnote", "gemoji", "grid", "highlight", "key-", "keys", "linenodiv",
    "md-annotation", "md-author", "md-banner__button", "md-blog", "md-clipboard", "md-code__", "md-consent", "md-feedback",
    "md-nav--integrated", "md-nav--lifted", "md-pagination", "md-path", "md-pin", "md-post", "md-profile", "md-progress", "md-search",
    "md-select", "md-source", "md-status", "md-tabs", "md-tag", "md-tooltip", "md-version", "mermaid", "tabbed", "task-list", "twemoji",
)  # fmt: skip
"""How classes begin that no page of ours has: parts of the theme that are switched off, and Markdown extensions that are not on."""
_NOT_USED = re.compile(rf"\.(?:{'|'.join(map(re.escape, _PARTS_NOT_USED))})|\[data-md-color-(?:primary|accent)=(?!custom)")
"""In a selector: one of these classes, or a color that the palette in `mkdocs.yml` does not name."""
_RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
_NEGATED = re.compile(r":not\([^()]*\)")
_EMPTY = re.compile(r"@media[^{}]+\{\}")
_SPACE = re.compile(r"\s*/\*.*?\*/\s*|\s+", re.DOTALL)


def of_unused_part(css_class: str) -> bool:
    """Whether a class belongs to a part of the theme whose rules are left out of the style sheet."""
    return css_class.startswith(_PARTS_NOT_USED)


def stylesheet(of_theme: Iterable[str], ours: Iterable[str]) -> tuple[str, str]:
    """All style sheets as one, which a browser waits for once: its address, which changes with what is in it, and its text.

    `of_theme` are minified; more than half of them is about parts that no page has. What is left out there, no page could
    match. Where the theme's script would set a class on what the keyboard has reached, browsers know it by themselves.
    """
    used = (_EMPTY.sub("", _RULE.sub(_used, text)).replace(".focus-visible", ":focus-visible") for text in of_theme)
    text = "\n".join([*used, *(_SPACE.sub(" ", text).strip() for text in ours)])
    return f"assets/css/site.{hashlib.sha256(text.encode()).hexdigest()[:8]}.min.css", text


def _used(rule: re.Match[str]) -> str:
    """A rule, unless each of its selectors names a part that is not used. One that is cut at an inner comma keeps the rule."""
    selectors = _NEGATED.sub("", rule[1]).split(",")
    return "" if all(_NOT_USED.search(selector) for selector in selectors) else rule[0]
