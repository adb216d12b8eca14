"""The three states of a page: specified by a view, rendered to HTML, and ready to be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from legwork.search.entry import Facets, IndexedPage, SearchEntry, SearchRecord
from legwork.search.index import WEIGHTS
from legwork.theme.chrome import Heading
from legwork.work.shelf import Text


@dataclass(frozen=True)
class PageSpec:
    """The description of a page by its view. The page is made from this and the templates alone."""

    kind: str
    """The kind of the page: exercise, muscle, index, home ... It is also its CSS class."""
    template: str
    url: str
    """The address from the site's root."""
    title: str
    description: str
    view: object
    """The values that the template prints."""
    names: tuple[str, ...]
    """Other names of the page, besides its title."""
    search: tuple[str, ...]
    """The texts that the search reads."""
    source: str | None
    """The file that an editor changes to change this page, relative to the catalogue's folder."""
    preview: str | None = None
    """The address of the picture that other sites show beside a link to the page."""
    also: tuple[str, ...] = ()
    """Words that find the page, but count less than its names."""
    facets: Facets | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    """The evidence of each source, which follows links to it in texts. Empty on pages whose texts make no claims."""


@dataclass(frozen=True)
class Page:
    """A rendered page. `url` is relative to the site's root; `body` is HTML with exactly one h1."""

    url: str
    title: str
    description: str
    body: str
    toc: tuple[Heading, ...]
    search: SearchEntry
    source: str | None
    kind: str
    preview: str | None = None

    @property
    def record(self) -> SearchRecord:
        """The page as a record for the search index."""
        return SearchRecord(self.kind if self.kind in WEIGHTS else "page", self.url, self.search)


@dataclass(frozen=True)
class ReadyPage:
    """A page with everything that publishing needs. Its HTML may be stored on disk."""

    url: str
    title: str
    description: str
    toc: tuple[Heading, ...]
    source: str | None
    kind: str
    preview: str | None
    policy: str
    """The Content Security Policy of the page."""
    indexed: IndexedPage
    text: Text

    @property
    def body(self) -> str:
        """The body of the page: HTML with exactly one h1."""
        return self.text.read()
