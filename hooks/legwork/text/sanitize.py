"""The last check before a page: HTML made from untrusted text, reduced to the allowed elements and attributes.

The author of a pull request can write anything into a catalogue or a guide. The code that turns text into markup already
escapes it; this module is a second barrier that shares no code with it. It uses nh3 (Ammonia), which parses like a browser.
"""

from __future__ import annotations

import functools

import nh3

SCHEMES = {"http", "https"}
"""The schemes allowed in addresses. Addresses without a scheme stay: they lead into the site."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"p", "div", "blockquote", "pre", "hr", "br", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary"}
_TABLES = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
_WORDS = {"a", "abbr", "code", "del", "em", "img", "ins", "kbd", "span", "strong", "sub", "sup"}
_RESERVED = "__"
"""The prefixes of ids that the theme looks up. An id of a text with such a prefix would be found in their place."""


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "id" and value.startswith(_RESERVED):
        return None
    if attribute == "src" and ("//" in value or ":" in value):
        return None  # a picture from elsewhere would tell that host of every visit
    return value


_TEXT = nh3.Cleaner(
    tags={"a", "em", "strong", "span"},
    attributes={"a": {"href"}},
    allowed_classes={"span": {"lw-tag"}},  # how strong a source is, beside a link to it
    url_schemes=SCHEMES,
    link_rel=None,
    clean_content_tags=set(),
)
_GUIDE = nh3.Cleaner(
    tags=_HEADINGS | _BLOCKS | _TABLES | _WORDS,
    attributes={
        "*": {"id", "class"},
        "a": {"href", "title"},
        "abbr": {"title"},
        "details": {"open"},
        "img": {"src", "alt", "title", "width", "height"},
        "ol": {"start"},
        "th": {"style"},
        "td": {"style"},
    },
    filter_style_properties={"text-align"},
    attribute_filter=_kept,
    url_schemes=SCHEMES,
    link_rel=None,
)


_WORDS_ALONE = nh3.Cleaner(tags=set(), attributes={}, clean_content_tags=set())


@functools.lru_cache(maxsize=65536)
def text(html: str) -> str:
    """Return catalogue text with emphasis, links and our note beside a link, and nothing else."""
    return _TEXT.clean(html)


def guide(html: str) -> str:
    """Return a hand-written page with Markdown's elements, without anything that runs, loads from elsewhere or mimics the theme."""
    return _GUIDE.clean(html)


def words(html: str) -> str:
    """Return a heading for menus: escaped text without elements."""
    return _WORDS_ALONE.clean(html)
