"""The published part of the theme: its style sheets, without the rules that no page needs. None of its scripts is published."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

_UNUSED = ("assets/javascripts/*", "assets/images/favicon.png", "*.map")
"""The theme's script with its search, its icon, and source maps: more than a megabyte that no page loads."""
SHEETS = "assets/stylesheets/*.css"
"""The theme's style sheets, in the order of their names."""


def unused(uri: str) -> bool:
    """Return true for a file of the theme that no page of ours loads."""
    return any(fnmatchcase(uri, pattern) for pattern in _UNUSED)


_PARTS_NOT_USED = (
    "annotate", "arithmatex", "critic", "emojione", "footnote", "gemoji", "grid", "highlight", "key-", "keys", "linenodiv",
    "md-annotation", "md-author", "md-banner__button", "md-blog", "md-clipboard", "md-code__", "md-consent", "md-feedback",
    "md-nav--integrated", "md-nav--lifted", "md-pagination", "md-path", "md-pin", "md-post", "md-profile", "md-progress", "md-search",
    "md-select", "md-source", "md-status", "md-tabs", "md-tag", "md-tooltip", "md-version", "mermaid", "tabbed", "task-list", "twemoji",
)  # fmt: skip
"""Prefixes of classes that no page has, because a part of the theme or a Markdown extension is switched off."""
_NOT_USED = re.compile(rf"\.(?:{'|'.join(map(re.escape, _PARTS_NOT_USED))})|\[data-md-color-(?:primary|accent)=(?!custom)")
"""In a selector: a class with such a prefix, or a color that the palette in `mkdocs.yml` does not name."""
_RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
_NEGATED = re.compile(r":not\([^()]*\)")
_EMPTY = re.compile(r"@media[^{}]+\{\}")
_SPACE = re.compile(r"\s*/\*.*?\*/\s*|\s+", re.DOTALL)


def of_unused_part(css_class: str) -> bool:
    """Return true if the rules for a class of the theme are left out of the style sheet."""
    return css_class.startswith(_PARTS_NOT_USED)


def stylesheet(of_theme: Iterable[str], ours: Iterable[str]) -> tuple[str, str]:
    """Join all style sheets into one, so that browsers wait for a single file. Return its address and its text.

    The address changes with the text. The sheets `of_theme` are minified, and more than half of their rules match no page:
    those are left out. Material's script, which is not published, would set the class `focus-visible`: the selectors use the pseudo-class instead.
    """
    used = (_EMPTY.sub("", _RULE.sub(_keep_used, text)).replace(".focus-visible", ":focus-visible") for text in of_theme)
    text = "\n".join([*used, *(_SPACE.sub(" ", text).strip() for text in ours)])
    return f"assets/css/site.{hashlib.sha256(text.encode()).hexdigest()[:8]}.min.css", text


def _keep_used(rule: re.Match[str]) -> str:
    """Return a CSS rule, or nothing if each of its selectors names an unused part. A selector split at an inner comma counts as used."""
    selectors = _NEGATED.sub("", rule[1]).split(",")
    return "" if all(_NOT_USED.search(selector) for selector in selectors) else rule[0]
