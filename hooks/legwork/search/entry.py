"""The facts about a page that the search uses: its names, its text and its facets in the finder."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facets:
    """The facets by which the finder selects a page: slugs of the catalogue, empty where a facet does not apply."""

    primary: tuple[str, ...]
    """Muscles that are trained first."""
    secondary: tuple[str, ...]
    kit: tuple[str, ...]
    """All the equipment that a runner must own. Things that everyone has are left out."""
    level: str
    patterns: tuple[str, ...]
    impact: int
    avoid: tuple[str, ...]
    """Care entries for which the page says: leave it out."""
    modify: tuple[str, ...]
    """Care entries for which the page says: change it."""
    fine: tuple[str, ...]
    """Care entries for which it is fine. Those in none of the three lists have not been judged."""
    made_for: tuple[str, ...] = ()
    """Care entries that a routine was made for."""
    sort: str = ""
    """Kind of exercise: strength, stretch ..."""
    sides: str = ""
    picture: bool = False


@dataclass(frozen=True)
class SearchEntry:
    """The searchable text of a page, without markup. `names` count as much as the title, `also` less, `text` least."""

    title: str
    names: tuple[str, ...]
    also: tuple[str, ...]
    text: str
    facets: Facets | None = None


@dataclass(frozen=True)
class SearchRecord:
    """A page, or a section of a guide, ready to be indexed."""

    kind: str
    """One of `index.WEIGHTS`."""
    url: str
    entry: SearchEntry


@dataclass(frozen=True)
class IndexedPage:
    """A page in the search index: its `terms`, each once, and the impact of each on it, from 1 to 99."""

    kind: str
    url: str
    title: str
    facets: Facets | None
    terms: tuple[str, ...]
    impacts: bytes
    names: tuple[str, ...]
    """The terms that occur in names: the search completes them and tolerates typing errors in them."""
