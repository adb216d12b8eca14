"""Hand-written pages: their sanitized HTML, and their search records by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

import engine
from engine import AnchorLink, ContentParser, ContentSection
from legwork.search.entry import SearchEntry, SearchRecord
from legwork.text import sanitize


def read(html: str, page: engine.Page) -> tuple[str, list[SearchRecord]]:
    """Return the sanitized HTML of a page, and its search records. The generator's own search splits pages in the same way."""
    html = sanitize.guide(html)
    # The theme does not escape titles, and it unescapes titles that are not in the front matter.
    page.meta.setdefault("title", sanitize.words(str(page.title)))
    _sanitize_toc(page.toc)
    parser = ContentParser()
    parser.feed(html)
    parser.close()
    return html, list(_sections(page, parser.data))


def _sanitize_toc(links: Iterable[AnchorLink]) -> None:
    """Sanitize the headings for the theme's menus, which were taken from the page before it was sanitized."""
    for link in links:
        link.title = sanitize.words(link.title)
        _sanitize_toc(link.children)


def _sections(page: engine.Page, sections: list[ContentSection]) -> Iterator[SearchRecord]:
    """Yield a search record for a guide, with its `tags` as names, and one for each section below its first heading."""
    title, tags = unescape(str(page.title)), tuple(map(str, page.meta.get("tags", ())))
    headings = {link.id: link.title for first in page.toc for link in (first, *first.children)}
    texts = [" ".join(section.text) for section in sections]
    yield SearchRecord("guide", page.url, SearchEntry(title, tags, (), " ".join(texts)))
    for section, text in zip(sections[1:], texts[1:], strict=True):
        if section.id in headings and text:
            heading = unescape(headings[section.id])
            yield SearchRecord("guide", f"{page.url}#{section.id}", SearchEntry(f"{heading} – {title}", (heading,), (), text))
