"""Hand-written pages: sanitized, and taken down for the search section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

import engine
from engine import AnchorLink, ContentParser, ContentSection
from legwork.search.entry import Record, SearchEntry
from legwork.text import sanitize


def read(html: str, page: engine.Page) -> tuple[str, list[Record]]:
    """A page's HTML once it is sanitized, and what the search knows of it, as the generator's own search takes it down."""
    html = sanitize.guide(html)
    # The theme escapes no title, and undoes what is escaped in one that does not stand above the page.
    page.meta.setdefault("title", sanitize.words(str(page.title)))
    _sanitize_toc(page.toc)
    parser = ContentParser()
    parser.feed(html)
    parser.close()
    return html, list(_sections(page, parser.data))


def _sanitize_toc(links: Iterable[AnchorLink]) -> None:
    """Headings as the theme's menus print them: they were taken from the page before it was sanitized."""
    for link in links:
        link.title = sanitize.words(link.title)
        _sanitize_toc(link.children)


def _sections(page: engine.Page, sections: list[ContentSection]) -> Iterator[Record]:
    """A guide as one record, found by its `tags` too, and one more for each of its sections with a heading below the first."""
    title, tags = unescape(str(page.title)), tuple(map(str, page.meta.get("tags", ())))
    headings = {link.id: link.title for first in page.toc for link in (first, *first.children)}
    texts = [" ".join(section.text) for section in sections]
    yield Record("guide", page.url, SearchEntry(title, tags, (), " ".join(texts)))
    for section, text in zip(sections[1:], texts[1:], strict=True):
        if section.id in headings and text:
            heading = unescape(headings[section.id])
            yield Record("guide", f"{page.url}#{section.id}", SearchEntry(f"{heading} – {title}", (heading,), (), text))
