"""A finished page, before any site generator has seen it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A section's heading, for the table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Facets:
    """What the finder can choose a page by. Ids of the catalogue throughout; empty where a page has no such thing."""

    primary: tuple[str, ...]
    """Muscles trained first."""
    secondary: tuple[str, ...]
    kit: tuple[str, ...]
    """Everything one must own, all of it; what everyone has is left out."""
    level: str
    patterns: tuple[str, ...]
    impact: int
    avoid: tuple[str, ...]
    """Complaints with which to leave it out."""
    modify: tuple[str, ...]
    """Complaints with which to change it."""
    fine: tuple[str, ...]
    """Complaints with which it is fine. With those in none of the three nobody has judged it."""
    made_for: tuple[str, ...] = ()
    """Complaints that a session was made for."""
    sort: str = ""
    """Kind of exercise: strength, stretch ..."""
    sides: str = ""
    picture: bool = False


@dataclass(frozen=True)
class SearchEntry:
    """What the search knows of a page, all plain text: it is found by `names` like by its title, less by `also` and `text`."""

    title: str
    names: tuple[str, ...]
    also: tuple[str, ...]
    text: str
    facets: Facets | None = None


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


@dataclass(frozen=True)
class Found:
    """A page as the search index holds it. `terms` are its words, each once, `impacts` how much each says about it, 1 to 99."""

    kind: str
    url: str
    title: str
    facets: Facets | None
    terms: tuple[str, ...]
    impacts: bytes
    names: tuple[str, ...]
    """Those of the terms that stand in names: they are completed, and forgiven a typing error."""


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
