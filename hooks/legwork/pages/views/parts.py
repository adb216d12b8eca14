"""What pages are put together from: links, cards, groups and lists, as templates print them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from legwork.catalogue.models import Muscle


@dataclass(frozen=True)
class Link:
    """A link to a page of the site; `url` from the site's root."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Card:
    """An exercise as lists show it."""

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
    """Exercises of one level; a link to all of them if these are only the first."""

    level: str
    cards: tuple[Card, ...]
    all: Link | None = None


@dataclass(frozen=True)
class MuscleGroup:
    """Muscles that share a search facet, and how many exercises train one of them first."""

    name: str
    muscles: tuple[Muscle, ...]
    trained: int


@dataclass(frozen=True)
class Use:
    """One page that cites a source: where on the page, and the claims in full."""

    link: Link
    places: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Uses:
    """Pages of one kind that cite a source. A `folded` list is long and says little one by one."""

    title: str
    pages: tuple[Use, ...]
    folded: bool = False


@dataclass(frozen=True)
class Group:
    """One list of a page. `id` is the last part of its own address, `title` the heading there."""

    id: str
    title: str
    entries: tuple[Any, ...]
    finder: str = ""
    """Address of the finder with these chosen."""
    elsewhere: str = ""
    """Address of a page that lists all of it already."""


@dataclass(frozen=True)
class Shown:
    """What a page shows of a list: its first entries, and a link to all if there are more."""

    entries: tuple[Any, ...]
    all: Link | None
