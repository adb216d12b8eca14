"""A finished page, before any site generator has seen it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from legwork.search.entry import Found, Record, SearchEntry
from legwork.search.index import WEIGHTS
from legwork.theme.chrome import Heading


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
    """The file an editor changes to change this page, relative to the catalogue's folder."""
    kind: str
    """What sort of page it is: exercise, muscle, index, home ... Also its CSS class."""
    preview: str | None = None
    """Address of the picture that other sites show beside a link to the page."""

    @property
    def record(self) -> Record:
        """The page as the search knows it."""
        return Record(self.kind if self.kind in WEIGHTS else "page", self.url, self.search)


@dataclass(frozen=True)
class Finished:
    """A page that was made: what is needed to publish it, its texts put aside."""

    url: str
    title: str
    description: str
    toc: tuple[Heading, ...]
    source: str | None
    kind: str
    preview: str | None
    policy: str
    found: Found
    read: Callable[[], str]

    @property
    def body(self) -> str:
        """HTML with exactly one h1."""
        return self.read()
