"""Inline Markdown in catalogue text: emphasis and links, nothing else, and never HTML.

Only this module turns catalogue text into markup. It follows CommonMark, with markdown-it-py, where everything
except emphasis, links and backslash escapes is switched off.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from legwork.text import sanitize

_HTML = re.compile(r"<[a-zA-Z/!?]|&[a-zA-Z][a-zA-Z0-9]*;|&#")
_MARKUP = re.compile(r"[*_\[\]\\`<&!]")
_SOURCE = frozenset({"source"})
_REFERENCE = re.compile(r"([a-z]+):([^/#]*)(#.*)?")


@dataclass(frozen=True)
class Reference:
    """A link to an entry, written ``kind:slug`` in place of an address, like ``muscle:soleus``."""

    kind: str
    slug: str

    @staticmethod
    def parse(href: str, kinds: frozenset[str]) -> Reference | None:
        """Return the reference in `href`, or None if it is an ordinary address."""
        match = _REFERENCE.fullmatch(href)
        return Reference(match[1], match[2]) if match and match[1] in kinds else None


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False}).enable(["emphasis", "link", "escape"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


@functools.lru_cache(maxsize=65536)
def _tokens(text: str) -> tuple[Token, ...]:
    (inline,) = _PARSER.parseInline(text)
    return tuple(inline.children or ())


def links(text: str) -> list[str]:
    """Return the address of every link in `text`, in order."""
    if "](" not in text:
        return []
    return [str(token.attrs["href"]) for token in _tokens(text) if token.type == "link_open"]


def cited(text: str) -> list[str]:
    """Return the source keys that `text` links to."""
    references = (Reference.parse(href, _SOURCE) for href in links(text))
    return [reference.slug for reference in references if reference]


def forbidden(text: str) -> str:
    """Return the first piece of HTML in `text`, or an empty string."""
    match = _HTML.search(text)
    return text[match.start() : match.start() + 20] if match else ""


def html(text: str, resolve: Callable[[str], str], tag: Callable[[str], str] | None = None) -> str:
    """Return `text` as safe HTML. `resolve` turns the address of a link into the href to print; `tag` gives the text after it."""
    if not _MARKUP.search(text):
        return escape(text)
    parts: list[str] = []
    address = ""
    for token in _tokens(text):
        if token.type == "link_open":
            address = str(token.attrs["href"])
            parts.append(f'<a href="{escape(resolve(address))}">')
        elif token.type == "link_close":
            said = tag(address) if tag else ""
            parts.append(f'</a> <span class="lw-tag">{escape(said)}</span>' if said else "</a>")
        elif token.type in _TAGS:
            parts.append(_TAGS[token.type])
        else:
            parts.append(escape(token.content))
    made = "".join(parts)
    return sanitize.text(made) if "<" in made else made


_TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
}


def plain(text: str) -> str:
    """Return `text` without its markup, for titles, descriptions and search."""
    if not _MARKUP.search(text):
        return text
    return "".join(token.content for token in _tokens(text))
