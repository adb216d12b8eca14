"""What the search knows of a page: its names, its text and what the finder can choose it by."""

from __future__ import annotations

from dataclasses import dataclass


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
class Record:
    """One page, or one section of a guide, as the search knows it."""

    kind: str
    """One of `index.WEIGHTS`."""
    url: str
    entry: SearchEntry


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
