"""A finished page, before any site generator has seen it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A section's heading, for the table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class SearchEntry:
    """What the header search knows of a page, all plain text.

    `names` are shown with the title and weigh like it; `also` weighs less and is not shown.
    """

    title: str
    names: tuple[str, ...]
    also: tuple[str, ...]
    text: str


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
