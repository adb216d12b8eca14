"""The last gate before a page: HTML that was made from somebody's text, cut down to what it may hold.

Whoever sends a pull request can write anything into a catalogue or a guide. What turns their text into markup escapes
it already; this stands behind it and shares no code with it. The work is done by nh3 (Ammonia), which parses as a browser does.
"""

from __future__ import annotations

import functools

import nh3

SCHEMES = {"http", "https"}
"""What an address may begin with. Those without a scheme stay: they lead into the site."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"p", "div", "blockquote", "pre", "hr", "br", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary"}
_TABLES = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
_WORDS = {"a", "abbr", "code", "del", "em", "img", "ins", "kbd", "span", "strong", "sub", "sup"}
_RESERVED = "__"
"""How the ids begin that the theme looks up. One in a text would be found in their place."""


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
    """Catalogue text: emphasis, links, and our own note beside a link."""
    return _TEXT.clean(html)


def guide(html: str) -> str:
    """A hand-written page: what Markdown makes, and nothing that runs, loads from elsewhere or looks like the theme's own."""
    return _GUIDE.clean(html)


def words(html: str) -> str:
    """A heading as menus show it: escaped text without any element."""
    return _WORDS_ALONE.clean(html)
