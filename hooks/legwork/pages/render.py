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
    """Return catalogue text as HTML, with links relative to the page being rendered."""
    links: Links = context["to"]
    return Markup(inline.html(text, links.resolve, context["evidence_of"]))  # noqa: S704 - inline.html escapes all but its own tags


def _linked(text: str, links: Links) -> Markup:
    """Return catalogue text as HTML for a list of entries, without the evidence of sources: the entries' own pages show it."""
    return Markup(inline.html(text, links.resolve))  # noqa: S704 - as above


PIECES = "pieces.html.j2"
MAX_PIECES_REMEMBERED = 100_000
"""The most pieces of one kind to remember: the card of an exercise is on a dozen pages, a link to a muscle on thousands."""


@dataclass(frozen=True)
class Templates:
    """The templates on disk. Their version is a hash that changes with any of them."""

    version: bytes

    @staticmethod
    def read() -> Templates:
        """Return the templates as they are now."""
        files = sorted(TEMPLATES.glob("*.j2"))
        parts = (part for file in files for part in (file.name.encode(), file.read_bytes()))
        return Templates(hashlib.sha256(b"\0".join(parts)).digest())

    def page(self, spec: PageSpec) -> Page:
        """Return the page of a spec, with its rendered body, headings and search entry."""
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
        """Return the HTML of a page: the filled template behind the shapes that its pictures share."""
        body = self.fill(spec.template, spec.url, spec.view, spec.evidence)
        return pictures.sprites(body) + body

    def fill(self, template: str, url: str, view: object, evidence: Mapping[str, str]) -> str:
        """Return a template filled with the values of `view`, with links relative to `url`.

        `evidence` maps sources to the words that follow links to them.
        """

        def evidence_of(href: str) -> str:
            reference = Reference.parse(href, _SOURCE)
            return evidence.get(reference.slug, "") if reference else ""

        filled = _environment(self.version).get_template(template)
        return filled.render(view=view, to=Links.of(url), evidence_of=evidence_of)


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
            environment.globals[name] = lru_cache(MAX_PIECES_REMEMBERED)(macro)
    return environment


def failing_line(error: BaseException) -> str | None:
    """Return the template and line where rendering failed, as ``path:line``, or None if no template was involved."""
    frames = [
        (frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename.endswith((".j2", ".html"))
    ]
    return "{}:{}".format(*frames[-1]) if frames else None


def headings(body: str) -> tuple[Heading, ...]:
    """Return the sections of a rendered body for its table of contents."""
    return tuple(Heading(anchor, _text(title)) for anchor, title in _HEADING.findall(body))


def _text(title: str) -> str:
    return unescape(_TAG.sub("", _COUNT.sub("", title))).strip()


def search_text(parts: Iterable[str]) -> str:
    """Return plain text for the search index, without markup and doubled spaces."""
    return " ".join(" ".join(map(plain, parts)).split())


def _cut(text: str, limit: int = 160) -> str:
    """Return a text cut at the end of a word to the length that search engines show."""
    text = plain(text).strip()
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(".,;:") + "…"
