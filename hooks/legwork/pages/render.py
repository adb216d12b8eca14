"""Templates to HTML: one Jinja environment, autoescape on, undefined names an error."""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from legwork.catalogue import urls
from legwork.catalogue.urls import Links
from legwork.pages import pictures
from legwork.pages.page import Page, PageSpec
from legwork.search.entry import SearchEntry
from legwork.text import inline
from legwork.text.inline import Reference, plain
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


@dataclass(frozen=True)
class Templates:
    """The templates as they stand on the disk, told from another state of theirs by a hash."""

    version: bytes

    @staticmethod
    def read() -> Templates:
        """Return the templates of this moment."""
        files = sorted(TEMPLATES.glob("*.j2"))
        parts = (part for file in files for part in (file.name.encode(), file.read_bytes()))
        return Templates(hashlib.sha256(b"\0".join(parts)).digest())

    def page(self, spec: PageSpec) -> Page:
        """Return the page of a spec: its body rendered, its headings and search entry found."""
        body = self.body(spec)
        return Page(
            url=spec.url,
            title=spec.title,
            description=_cut(spec.description),
            body=body,
            toc=headings(body),
            search=SearchEntry(spec.title, spec.names, tuple(map(plain, spec.also)), search_text(spec.search), spec.facets),
            source=spec.source,
            kind=spec.kind,
            preview=spec.preview,
        )

    def body(self, spec: PageSpec) -> str:
        """Return the HTML of a page: the template filled, with the shapes that its pictures share."""
        body = self.fill(spec.template, spec.url, spec.view, spec.strengths)
        return pictures.sprites(body) + body

    def fill(self, template: str, url: str, view: object, strengths: Mapping[str, str]) -> str:
        """Return a template filled with the values of `view`, its links as seen from `url`.

        `strengths` are words by source, to stand behind links to it.
        """

        def strength_of(href: str) -> str:
            reference = Reference.parse(href, _SOURCE)
            return strengths.get(reference.slug, "") if reference else ""

        filled = _environment(self.version).get_template(template)
        return filled.render(view=view, to=Links.of(url), strength_of=strength_of)


_SOURCE = frozenset({"source"})


@lru_cache(1)
def _environment(version: bytes) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["urls"] = urls
    environment.filters |= {"inline": _inline, "linked": _linked}
    pieces = environment.get_template(PIECES).module
    for name, macro in vars(pieces).items():
        if isinstance(macro, Macro):
            environment.globals[name] = lru_cache(KEPT)(macro)
    return environment


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
    return " ".join(" ".join(map(plain, parts)).split())


def _cut(text: str, limit: int = 160) -> str:
    """Return a text cut to what search engines show, at a word's end."""
    text = plain(text).strip()
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(".,;:") + "…"
