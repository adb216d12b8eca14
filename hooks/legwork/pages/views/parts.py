"""The parts of pages that templates print: links, cards, groups and lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from legwork.catalogue.models import Muscle


@dataclass(frozen=True)
class Link:
    """A link to a page of the site. `url` is relative to the site's root."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Card:
    """An exercise in a list."""

    name: str
    url: str
    summary: str
    level: str
    level_rank: int
    kit: str
    pattern: str
    muscles: str
    still: Markup | None


@dataclass(frozen=True)
class LevelGroup:
    """Exercises of the same level, with a link to all of them if these are only the first."""

    level: str
    cards: tuple[Card, ...]
    all: Link | None = None


@dataclass(frozen=True)
class MuscleGroup:
    """The muscles of a group, and the number of exercises that train at least one of them first."""

    name: str
    muscles: tuple[Muscle, ...]
    trained: int


@dataclass(frozen=True)
class Citation:
    """A page that cites a source, with the places where it does, and its claims in full."""

    link: Link
    places: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class CitationGroup:
    """Pages of the same kind that cite a source. A list that is `folded` is long, and its single pages say little."""

    title: str
    pages: tuple[Citation, ...]
    folded: bool = False


@dataclass(frozen=True)
class ListGroup:
    """A list on a page. If it gets pages of its own, `id` ends their address and `title` is their heading."""

    id: str
    title: str
    entries: tuple[Any, ...]
    finder: str = ""
    """The address of the finder with the facets that select these entries."""
    elsewhere: str = ""
    """The address of another page that lists all of these entries."""


@dataclass(frozen=True)
class Shown:
    """The part of a list that a page shows, with a link to all entries if there are more."""

    entries: tuple[Any, ...]
    all: Link | None
