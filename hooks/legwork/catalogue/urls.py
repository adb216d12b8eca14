"""Addresses. The only place that makes one: everything else asks here.

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
"""Kinds of which each entry is a section of the index, not a page."""
PRIVATE = frozenset({"care", "not", "q"})
"""What the finder keeps in the fragment: what hurts, words that may say so, and what of it they were not meant to say."""

LIST = "all-"
"""How the pages of a long list are named that belongs to an index, beside which entries stand: `sources/all-trial/`."""
_WITH_LISTS = (KINDS["routine"], KINDS["source"])
_BY_CUSTOM = f"{KINDS['source']}/{CONVENTION}/"


def index(kind: str) -> str:
    """Where the index of a kind stands: ``exercises/``."""
    return f"{KINDS[kind]}/"


def entry(kind: str, slug: str) -> str:
    """Where an entry stands: ``muscles/soleus/``. Coaching custom and red flags have a section each, not a page."""
    if (kind == "source" and slug == CONVENTION) or kind in SECTIONS:
        return f"{index(kind)}#{slug}"
    return f"{index(kind)}{slug}/"


def rule(name: str) -> str:
    """Where a rule is explained: ``checks/#caution-once``."""
    return f"{CHECKS}#{name}"


def single(without: Container[str] = ()) -> Iterator[str]:
    """Where all generated pages stand but those of entries and long lists; `without` are kinds that have no index."""
    yield from (HOME, MATRIX, FINDER, API, CHECKS, UNKNOWN, no_kit())
    yield from (index(kind) for kind in KINDS if kind not in without)


def of_list(url: str) -> bool:
    """Whether a long list has, or might have, a page at this address. Such pages come and go as lists grow and shrink."""
    first, *rest = url.strip("/").split("/")
    if f"{first}/" in (MATRIX, UNKNOWN):
        return bool(rest)
    if f"{first}/" not in map(index, KINDS) or not rest:
        return False
    return len(rest) > 1 or (rest[0].startswith(LIST) and first in _WITH_LISTS) or f"{first}/{rest[0]}/" == _BY_CUSTOM


def no_kit() -> str:
    """The page of exercises that need nothing."""
    return entry("equipment", NO_KIT)


def source_uri(url: str) -> str:
    """The Markdown file that MkDocs would make this address from: ``matrix/`` from ``matrix/index.md``."""
    parts = url.strip("/").split("/")
    if url == HOME:
        return "index.md"
    return f"{url}index.md" if len(parts) == 1 else f"{'/'.join(parts)}.md"


def json_file(name: str) -> str:
    return f"{API}{name}.json"


def json_entry(kind: str, slug: str) -> str:
    """Where an entry's own JSON stands: ``api/exercises/wall-sit.json``."""
    return f"{API}{index(kind)}{slug}.json"


def json_schema(name: str) -> str:
    return f"{API}schema/{name}.schema.json"


def preview(slug: str) -> str:
    """Where an exercise's picture for link previews stands."""
    return f"figures/{slug}.png"


def figure(slug: str, *, pair: bool = False) -> str:
    """Where an exercise's picture can be downloaded: moving, or start to end side by side."""
    return f"figures/{slug}{'-pair' if pair else ''}.svg"


def still(slug: str) -> str:
    """Where an exercise's small picture stands, for lists that a script fills."""
    return f"figures/{slug}-still.svg"


def finder(**chosen: str) -> str:
    """The finder with something chosen: `finder/?muscle=soleus`.

    What hurts stands in the fragment, `finder/#care=calf-strain`: it is health data, and hosts keep what they are asked for.
    """
    asked = {facet: value for facet, value in chosen.items() if facet not in PRIVATE}
    kept = {facet: value for facet, value in chosen.items() if facet in PRIVATE}
    return FINDER + (f"?{urlencode(asked)}" if asked else "") + (f"#{urlencode(kept)}" if kept else "")


@dataclass(frozen=True)
class Links:
    """Addresses as seen from one page. `root` leads from there to the site's root."""

    root: str

    @staticmethod
    def of(url: str) -> Links:
        """Links as seen from the page at `url`."""
        depth = url.count("/")
        return Links("../" * depth or "./")

    def to(self, url: str) -> str:
        """An href for an address from the site's root."""
        return self.root + url

    def entry(self, kind: str, slug: str) -> str:
        return self.to(entry(kind, slug))

    def index(self, kind: str) -> str:
        return self.to(index(kind))

    def finder(self, facet: str, slug: str) -> str:
        """An href for the finder with one thing chosen."""
        return self.to(finder(**{facet: slug}))

    def resolve(self, href: str) -> str:
        """An href for what stands in catalogue text: a reference, a guide from the root, or an address."""
        reference = Reference.parse(href, frozenset(KINDS))
        if reference:
            return self.entry(reference.kind, reference.slug)
        return self.to(href.removeprefix("/")) if href.startswith("/") else href
