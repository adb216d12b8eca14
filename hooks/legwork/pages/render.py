"""Templates to HTML: one Jinja environment, autoescape on, undefined names an error."""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from legwork.catalogue.urls import Links
from legwork.text import inline
from legwork.theme.chrome import Heading

TEMPLATES = Path(__file__).parent / "templates"
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_COUNT = re.compile(r'<span class="lw-count">.*?</span>')
_TAG = re.compile(r"<[^>]+>")


@pass_context
def _inline(context: Context, text: str) -> Markup:
    """Catalogue text as HTML, its links relative to the page being rendered."""
    links: Links = context["to"]
    return Markup(inline.html(text, links.resolve, context["strength_of"]))  # noqa: S704 - inline.html escapes all but its own tags


def _linked(text: str, links: Links) -> Markup:
    """Catalogue text as HTML for a list of entries: strengths of sources stand on the entries' own pages."""
    return Markup(inline.html(text, links.resolve))  # noqa: S704 - as above


PIECES = "pieces.html.j2"
KEPT = 100_000
"""Pieces of each sort that are kept: an exercise's card stands on a dozen pages, a link to a muscle on thousands."""


def look() -> None:
    """Looks whether templates have changed: from now on pages are made of them as they stand."""
    global _state
    files = sorted(TEMPLATES.glob("*.j2"))
    _state = hashlib.sha256(b"\0".join(part for file in files for part in (file.name.encode(), file.read_bytes()))).digest()


_state = b""


def templates() -> bytes:
    """What tells one state of all templates from another."""
    return _state


@lru_cache(1)
def _environment(state: bytes) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"inline": _inline, "linked": _linked}
    pieces = environment.get_template(PIECES).module
    for name, macro in vars(pieces).items():
        if isinstance(macro, Macro):
            environment.globals[name] = lru_cache(KEPT)(macro)
    return environment


def render(template: str, url: str, view: Any, strength_of: Callable[[str], str] | None = None) -> str:
    """The body of the page at `url`: `template` filled with the values of `view`.

    `strength_of` says of a link in a text how strong the source behind it is; empty for other links.
    """
    return _environment(_state).get_template(template).render(view=view, to=Links.of(url), strength_of=strength_of)


def failing_line(error: BaseException) -> str | None:
    """The template and line in which rendering failed, as ``path:line``; None if no template had a part in it."""
    frames = [
        (frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename.endswith((".j2", ".html"))
    ]
    return "{}:{}".format(*frames[-1]) if frames else None


def headings(body: str) -> tuple[Heading, ...]:
    """The sections of a body that we rendered, for its table of contents."""
    return tuple(Heading(anchor, _text(title)) for anchor, title in _HEADING.findall(body))


def _text(title: str) -> str:
    return unescape(_TAG.sub("", _COUNT.sub("", title))).strip()


def search_text(parts: Iterable[str]) -> str:
    """Plain text for the search index, markup and doubled spaces dropped."""
    return " ".join(" ".join(map(inline.plain, parts)).split())
