"""A page on its way: what a view says of it, its HTML, and the page ready to be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from legwork.search.entry import Facets, Found, Record, SearchEntry
from legwork.search.index import WEIGHTS
from legwork.theme.chrome import Heading
from legwork.work.shelf import Text


@dataclass(frozen=True)
class PageSpec:
    """What a view says of a page. The page is made from this and the templates alone."""

    kind: str
    """What sort of page it is: exercise, muscle, index, home ... Also its CSS class."""
    template: str
    url: str
    """Relative to the site's root."""
    title: str
    description: str
    view: object
    """The values that the template prints."""
    names: tuple[str, ...]
    """What it is called besides its title."""
    search: tuple[str, ...]
    """Texts in which it is searched."""
    source: str | None
    """The file an editor changes to change this page, relative to the catalogue's folder."""
    preview: str | None = None
    """Address of the picture that other sites show beside a link to the page."""
    also: tuple[str, ...] = ()
    """Words it is found by after its names."""
    facets: Facets | None = None
    strengths: Mapping[str, str] = field(default_factory=dict)
    """By source, the strength that follows links to it in texts. Empty where texts make no claims."""


@dataclass(frozen=True)
class Page:
    """One page. `url` is relative to the site's root; `body` is HTML with exactly one h1."""

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
    def record(self) -> Record:
        """The page as the search knows it."""
        return Record(self.kind if self.kind in WEIGHTS else "page", self.url, self.search)


@dataclass(frozen=True)
class ReadyPage:
    """A page with all that publishing it takes; its HTML may wait on a disk."""

    url: str
    title: str
    description: str
    toc: tuple[Heading, ...]
    source: str | None
    kind: str
    preview: str | None
    policy: str
    """Its Content Security Policy."""
    found: Found
    text: Text

    @property
    def body(self) -> str:
        """HTML with exactly one h1."""
        return self.text.read()
