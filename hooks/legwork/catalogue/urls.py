"""Addresses, and the only functions that make them.

An address is relative to the site's root, without a leading slash: ``exercises/wall-sit/``. A page links
to others relatively, so that the site works below any path and from a folder on disk served anywhere.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.lookups import NO_KIT
from legwork.catalogue.models import CONVENTION
from legwork.text.inline import Reference

HOME = ""
MATRIX = "matrix/"
FINDER = "finder/"
API = "api/"
CHECKS = "checks/"
UNKNOWN = "what-we-dont-know/"
GUIDES = "guides/"
EFFORT_AND_PAIN = "guides/effort-and-pain/"
JUMPS_AND_HILLS = "guides/jumps-and-hills/"
WHAT_THE_SOURCES_SAY = "guides/what-the-sources-say/"

SECTIONS = frozenset({"flag"})
"""Kinds whose entries are sections of the index, not pages."""
PRIVATE = frozenset({"care", "not", "q"})
"""The finder's parameters in the fragment: complaints, typed words that may name one, and complaints the words did not mean."""

LIST = "all-"
"""The start of the names of an index's list pages, which distinguishes them from entries: `sources/all-trial/`."""
_WITH_LISTS = (KINDS["routine"], KINDS["source"])
_BY_CUSTOM = f"{KINDS['source']}/{CONVENTION}/"


def index(kind: str) -> str:
    """Return the address of the index of a kind: ``exercises/``."""
    return f"{KINDS[kind]}/"


def entry(kind: str, slug: str) -> str:
    """Return the address of an entry: ``muscles/soleus/``. Coaching custom and red flags are sections, not pages."""
    if (kind == "source" and slug == CONVENTION) or kind in SECTIONS:
        return f"{index(kind)}#{slug}"
    return f"{index(kind)}{slug}/"


def rule(name: str) -> str:
    """Return the address of a rule's explanation: ``checks/#caution-once``."""
    return f"{CHECKS}#{name}"


def single(without: Container[str] = ()) -> Iterator[str]:
    """Return the addresses of all generated pages except entries and long lists. `without` are kinds that have no index."""
    yield from (HOME, MATRIX, FINDER, API, CHECKS, UNKNOWN, no_kit())
    yield from (index(kind) for kind in KINDS if kind not in without)


def of_list(url: str) -> bool:
    """Return whether a long list may have a page at this address. Such pages come and go as lists grow and shrink."""
    first, *rest = url.strip("/").split("/")
    if f"{first}/" in (MATRIX, UNKNOWN):
        return bool(rest)
    if f"{first}/" not in map(index, KINDS) or not rest:
        return False
    return len(rest) > 1 or (rest[0].startswith(LIST) and first in _WITH_LISTS) or f"{first}/{rest[0]}/" == _BY_CUSTOM


def no_kit() -> str:
    """Return the address of the page of exercises without equipment."""
    return entry("equipment", NO_KIT)


def source_uri(url: str) -> str:
    """Return the Markdown file from which MkDocs would make this address: ``matrix/`` from ``matrix/index.md``."""
    parts = url.strip("/").split("/")
    if url == HOME:
        return "index.md"
    return f"{url}index.md" if len(parts) == 1 else f"{'/'.join(parts)}.md"


def json_file(name: str) -> str:
    return f"{API}{name}.json"


def json_entry(kind: str, slug: str) -> str:
    """Return the address of an entry's JSON: ``api/exercises/wall-sit.json``."""
    return f"{API}{index(kind)}{slug}.json"


def json_schema(name: str) -> str:
    return f"{API}schema/{name}.schema.json"


def preview(slug: str) -> str:
    """Return the address of an exercise's picture for link previews."""
    return f"figures/{slug}.png"


def figure(slug: str, *, pair: bool = False) -> str:
    """Return the address of an exercise's picture for download: animated, or from start to end side by side."""
    return f"figures/{slug}{'-pair' if pair else ''}.svg"


def still(slug: str) -> str:
    """Return the address of an exercise's small picture, for lists that a script fills."""
    return f"figures/{slug}-still.svg"


def finder(**chosen: str) -> str:
    """Return the address of the finder with something chosen: `finder/?muscle=soleus`.

    Complaints go into the fragment, `finder/#care=calf-strain`: they are health data, and hosts log the addresses of requests.
    """
    asked = {facet: value for facet, value in chosen.items() if facet not in PRIVATE}
    kept = {facet: value for facet, value in chosen.items() if facet in PRIVATE}
    return FINDER + (f"?{urlencode(asked)}" if asked else "") + (f"#{urlencode(kept)}" if kept else "")


@dataclass(frozen=True)
class Links:
    """Addresses relative to one page. `root` leads from there to the site's root."""

    root: str

    @staticmethod
    def of(url: str) -> Links:
        """Return the links relative to the page at `url`."""
        depth = url.count("/")
        return Links("../" * depth or "./")

    def to(self, url: str) -> str:
        """Return an href for an address from the site's root."""
        return self.root + url

    def entry(self, kind: str, slug: str) -> str:
        return self.to(entry(kind, slug))

    def index(self, kind: str) -> str:
        return self.to(index(kind))

    def finder(self, facet: str, slug: str) -> str:
        """Return an href for the finder with one thing chosen."""
        return self.to(finder(**{facet: slug}))

    def resolve(self, href: str) -> str:
        """Return an href for a link in catalogue text: a reference, a guide from the root, or an address."""
        reference = Reference.parse(href, frozenset(KINDS))
        if reference:
            return self.entry(reference.kind, reference.slug)
        return self.to(href.removeprefix("/")) if href.startswith("/") else href
