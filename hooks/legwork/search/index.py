"""The search index as files: a table of all pages in columns, and the words of all pages in shards.

A browser reads `search/manifest.json` first. Its columns are enough to answer every choice of facets, so that a choice
costs one request. The manifest also says which shard holds a word, so that a query fetches only the shards of its own
words. Shards are named by a hash of their content and may be cached for ever.

The phrases for complaints are in a file of their own, which is fetched with the first query (`phrases.py`).

Columns: a list or string for each column, with the pages in the order of results without a query.
Words: from term to impact to pages. A list of pages holds the differences from one page number to the next. The impact of a term on
a page depends on where the term occurs (`Impact`); the browser only adds impacts up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS, Catalogue
from legwork.search.entry import Facets, IndexedPage, SearchEntry, SearchRecord
from legwork.search.phrases import emergencies, phrases
from legwork.search.terms import count_terms, terms
from legwork.text.fields import rank
from legwork.text.slugs import slug_of

FOLDER = "search/"
MANIFEST = f"{FOLDER}manifest.json"
SHARD = 16_000
"""Characters of a shard, roughly. A third of that is sent. Smaller shards would cost more round trips than they save bytes."""

USUAL_LENGTH = 300
"""Words in a text of average length. It is a constant, so that the index of a page does not depend on other pages."""

WEIGHTS = {
    "exercise": 1.0, "routine": 0.8, "plan": 0.8, "guide": 1.1, "muscle": 1.3, "equipment": 1.2, "pattern": 1.2, "care": 1.0,
    "page": 0.9, "source": 0.3,
}  # fmt: skip
"""The weight of each kind of page: pages that gather exercises weigh more than an exercise. Results without a query have this order."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NONE = "-"
SLUG = "{}"
"""The placeholder for a slug in addresses that scripts fill in."""


class Impact:
    """The impact of a term on a page, which depends on where the term occurs.

    A word counts more in a short name than in a long one: a runner who types `heel raise` means the exercise of that name
    rather than the `single-leg heel raise`.
    """

    WHOLE = 99
    """The whole name with its words joined: `heelraise`."""
    NAMES = (99, 75, 60)
    """A word in a name of one word, of two words, of more."""
    JOINED = 50
    """Two neighboring words of a name joined, as in `stepup`."""
    ALSO = 30
    """Muscles, equipment and its substitutes."""
    TEXT = 5
    """A factor for the share of a word in the text (`_share`)."""


def index_record(record: SearchRecord) -> IndexedPage:
    """Return the terms of a record and their impacts. Each page can be indexed by itself."""
    impacts, names = _impacts(record.entry)
    entry = record.entry
    return IndexedPage(
        record.kind, record.url, entry.title, entry.facets, tuple(impacts), bytes(impacts.values()), tuple(names)
    )


def files(pages: Iterable[IndexedPage], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield every file of the index: its address from the site's root, and its JSON."""
    ordered = sorted(pages, key=_order)
    postings, names = _postings(ordered)
    firsts, shards = [], []
    for shard in _cut(postings):
        file = _hashed_file(shard)
        firsts.append(next(iter(shard)))
        shards.append(file[0])
        yield file
    sets, asks = phrases(catalogue)
    phrase_file = _hashed_file({"sets": sets, "asks": asks, "help": emergencies(catalogue)})
    yield phrase_file
    manifest = {
        "pages": _columns(ordered, catalogue),
        "words": firsts,
        "shards": shards,
        "names": " ".join(sorted(names)),
        "phrases": phrase_file[0],
    }
    yield MANIFEST, _json(manifest)


def _order(page: IndexedPage) -> tuple[int, int, str, str]:
    level = rank(page.facets.level) if page.facets and page.facets.level else 0
    return list(WEIGHTS).index(page.kind), level, page.title.casefold(), page.url


def _hashed_file(content: Any) -> tuple[str, str]:
    """Return a file named by a hash of its content: its address and its text."""
    text = _json(content)
    return f"{FOLDER}{hashlib.sha256(text.encode()).hexdigest()[:12]}.json", text


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


# --- Columns


def default_url(kind: str, title: str) -> str:
    """Return the usual address of a page, which need not be sent: `exercises/wall-sit/` for `Wall sit`."""
    return _address(kind).replace(SLUG, slug_of(title))


def _address(kind: str) -> str:
    """Return the address of the pages of a kind, with `SLUG` for the slug."""
    return urls.entry(kind, SLUG) if kind in KINDS else f"{kind}/{SLUG}/"


def _columns(pages: Sequence[IndexedPage], catalogue: Catalogue) -> dict[str, Any]:
    unusual = {i: page.url for i, page in enumerate(pages) if page.url != default_url(page.kind, page.title)}
    return {
        "kinds": [[kind, _address(kind), weight] for kind, weight in WEIGHTS.items()],
        "kind": "".join(_DIGITS[list(WEIGHTS).index(page.kind)] for page in pages),
        "title": [page.title for page in pages],
        "url": unusual,
        "columns": {name: _column(pages, get) for name, get in _FACETS.items()},
        "names": {
            "muscle": {slug: muscle.name for slug, muscle in catalogue.muscles.items()},
            "kit": {slug: piece.name for slug, piece in catalogue.equipment.items() if not piece.given},
            "group": _groups(catalogue),
        },
        "still": urls.still(SLUG),
        "help": urls.index("flag"),
    }


def _groups(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the muscles of each group, by the id that the finder's form uses for the group."""
    groups: dict[str, list[str]] = {}
    for slug, muscle in catalogue.muscles.items():
        groups.setdefault(slug_of(muscle.group), []).append(slug)
    return groups


_FACETS: Mapping[str, Callable[[Facets], Iterable[str]]] = {
    "primary": lambda f: f.primary,
    "secondary": lambda f: f.secondary,
    "kit": lambda f: f.kit,
    "level": lambda f: (f.level,) if f.level else (),
    "pattern": lambda f: f.patterns,
    "sort": lambda f: (f.sort,) if f.sort else (),
    "impact": lambda f: (str(f.impact),),
    "sides": lambda f: (f.sides,) if f.sides else (),
    "avoid": lambda f: f.avoid,
    "modify": lambda f: f.modify,
    "fine": lambda f: f.fine,
    "for": lambda f: f.made_for,
    "picture": lambda f: ("yes",) if f.picture else (),
}


def _column(pages: Sequence[IndexedPage], get: Callable[[Facets], Iterable[str]]) -> dict[str, Any]:
    """Return one facet of all pages: its `ids`, and for each page a character for each of its ids, or `-` without facets."""
    values = [tuple(get(page.facets)) if page.facets else None for page in pages]
    ids = sorted({slug for value in values if value for slug in value})
    letter = {slug: character(i) for i, slug in enumerate(ids)}
    cells = (_NONE if value is None else "".join(sorted(letter[slug] for slug in value)) for value in values)
    return {"ids": ids, "cells": " ".join(cells)}


def character(number: int) -> str:
    """Return the character for the id with this number: digits and letters first, then the characters after ``ÿ``."""
    return _DIGITS[number] if number < len(_DIGITS) else chr(0x100 + number - len(_DIGITS))


# --- Words

Postings = dict[str, dict[int, list[int]]]
"""From term to impact to the numbers of the pages in the columns, in rising order."""


def _postings(pages: Sequence[IndexedPage]) -> tuple[Postings, set[str]]:
    """Return the postings of all terms, sorted, and the terms of names, which alone are completed and corrected."""
    postings: Postings = {}
    names: set[str] = set()
    for place, page in enumerate(pages):
        if page.kind != "source":
            names.update(page.names)
        for term, impact in zip(page.terms, page.impacts, strict=True):
            postings.setdefault(term, {}).setdefault(impact, []).append(place)
    return {term: postings[term] for term in sorted(postings)}, names


def _impacts(entry: SearchEntry) -> tuple[dict[str, int], set[str]]:
    """Return the greatest impact of each term on a page, and the terms of its names."""
    texts = count_terms(entry.text)
    length = sum(texts.values())
    by_times = {times: max(1, round(Impact.TEXT * _share(times, length))) for times in set(texts.values())}
    impacts = {term: by_times[times] for term, times in texts.items()}

    def add(term: str, impact: int) -> None:
        impacts[term] = max(impacts.get(term, 0), impact)

    own: set[str] = set()
    for text in entry.also:
        for term in terms(text):
            add(term, Impact.ALSO)
            own.add(term)
    for name in (entry.title, *entry.names):
        parts = terms(name)
        own.update(parts)
        for term in parts:
            add(term, Impact.NAMES[min(len(parts), len(Impact.NAMES)) - 1])
        for first, second in pairwise(parts):
            add(first + second, Impact.JOINED)
        add("".join(parts), Impact.WHOLE)
    impacts.pop("", None)
    return impacts, own


def _share(times: int, length: int) -> float:
    """Return the weight of a term that occurs `times` in a text, as BM25 defines it (k1 = 1.2, b = 0.75)."""
    return times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / USUAL_LENGTH))


def _cut(postings: Postings) -> Iterator[dict[str, dict[int, list[int]]]]:
    """Yield the terms in shards of about SHARD characters, in alphabetical order."""
    shard: dict[str, dict[int, list[int]]] = {}
    size = 0
    for term, by_impact in postings.items():
        steps = {impact: _steps(places) for impact, places in by_impact.items()}
        shard[term] = steps
        size += len(term) + sum(2 * len(step) + 6 for step in steps.values())
        if size >= SHARD:
            yield shard
            shard, size = {}, 0
    if shard:
        yield shard


def _steps(places: Sequence[int]) -> list[int]:
    """Return sorted page numbers as the first number, followed by the difference from each to the next."""
    return [places[0], *(after - before for before, after in pairwise(places))]
