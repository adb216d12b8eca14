"""The search index as files: columns of every page, and the words of all pages cut into shards.

A browser reads `search/manifest.json` first. Its columns alone answer every choice of facets, so that a choice costs one
answer of the server. It also tells in which shard a word stands, so that a query fetches the shards of its own words and
no others. Shards are named by a hash of their content and may be kept for ever.

What people call a complaint stands in a file of its own, fetched with the first query (`phrases.py`).

Columns: one list or string for each, a page at each place, in the order that results without a query have.
Words: term to impact to pages, the pages as steps from one to the next. The impact of a term on a page says where it
stands (`Impact`); a browser only adds up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from legwork.catalogue.catalogue import KINDS, Catalogue
from legwork.search.entry import Facets, Found, Record, SearchEntry
from legwork.search.phrases import emergencies, phrases
from legwork.search.terms import counted, terms
from legwork.text.fields import rank
from legwork.text.slugs import slug_of

FOLDER = "search/"
MANIFEST = f"{FOLDER}manifest.json"
SHARD = 16_000
"""Characters of a shard, about: a third of it travels. Smaller ones cost a round trip more often than they save bytes."""

USUAL_LENGTH = 300
"""Words of a text of usual length. A constant, so that one page's index does not hang on all others."""

WEIGHTS = {
    "exercise": 1.0, "routine": 0.8, "plan": 0.8, "guide": 1.1, "muscle": 1.3, "equipment": 1.2, "pattern": 1.2, "care": 1.0,
    "page": 0.9, "source": 0.3,
}  # fmt: skip
"""How much kinds of page weigh: a page that gathers exercises before each of them. The order is that of results without a query."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NONE = "-"


class Impact:
    """How much a term says about a page, by where it stands.

    The shorter the name that a word stands in, the more of that name it is: who types `heel raise` means the exercise
    of that name before the `single-leg heel raise`.
    """

    WHOLE = 99
    """The whole name, its words run together: `heelraise`."""
    NAMES = (99, 75, 60)
    """A word of a name of one word, of two, of more."""
    JOINED = 50
    """Two neighboring words of a name run together, as in `stepup`."""
    ALSO = 30
    """Muscles, equipment and what can stand in for it."""
    TEXT = 5
    """Times how much of the text a word is (`_share`)."""


def found(record: Record) -> Found:
    """A record with its text turned into terms: the work of indexing, which can be done page by page."""
    impacts, names = _impacts(record.entry)
    entry = record.entry
    return Found(record.kind, record.url, entry.title, entry.facets, tuple(impacts), bytes(impacts.values()), tuple(names))


def files(pages: Iterable[Found], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every file of the index: its address from the site's root, and its JSON."""
    ordered = sorted(pages, key=_order)
    postings, names = _postings(ordered)
    firsts, shards = [], []
    for shard in _cut(postings):
        file = _named(shard)
        firsts.append(next(iter(shard)))
        shards.append(file[0])
        yield file
    sets, asks = phrases(catalogue)
    said = _named({"sets": sets, "asks": asks, "help": emergencies(catalogue)})
    yield said
    manifest = {
        "pages": _columns(ordered, catalogue),
        "words": firsts,
        "shards": shards,
        "names": " ".join(sorted(names)),
        "phrases": said[0],
    }
    yield MANIFEST, _json(manifest)


def _order(page: Found) -> tuple[int, int, str, str]:
    level = rank(page.facets.level) if page.facets and page.facets.level else 0
    return list(WEIGHTS).index(page.kind), level, page.title.casefold(), page.url


def _named(content: Any) -> tuple[str, str]:
    """A file named by its content."""
    text = _json(content)
    return f"{FOLDER}{hashlib.sha256(text.encode()).hexdigest()[:12]}.json", text


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


# --- Columns


def default_url(kind: str, title: str) -> str:
    """The address that most pages have, so that it need not be sent: `exercises/wall-sit/` for `Wall sit`."""
    return f"{KINDS.get(kind, kind)}/{slug_of(title)}/"


def _columns(pages: Sequence[Found], catalogue: Catalogue) -> dict[str, Any]:
    urls = {i: page.url for i, page in enumerate(pages) if page.url != default_url(page.kind, page.title)}
    return {
        "kinds": [[kind, KINDS.get(kind, kind), weight] for kind, weight in WEIGHTS.items()],
        "kind": "".join(_DIGITS[list(WEIGHTS).index(page.kind)] for page in pages),
        "title": [page.title for page in pages],
        "url": urls,
        "columns": {name: _column(pages, get) for name, get in _FACETS.items()},
        "names": {
            "muscle": {slug: muscle.name for slug, muscle in catalogue.muscles.items()},
            "kit": {slug: tool.name for slug, tool in catalogue.equipment.items() if not tool.given},
            "group": _groups(catalogue),
        },
    }


def _groups(catalogue: Catalogue) -> dict[str, list[str]]:
    """The muscles of each group, the group named as the finder's form names it."""
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


def _column(pages: Sequence[Found], get: Callable[[Facets], Iterable[str]]) -> dict[str, Any]:
    """A facet of every page: `ids`, and for each page a word of one character for each id; `-` where it has no facets."""
    values = [tuple(get(page.facets)) if page.facets else None for page in pages]
    ids = sorted({slug for value in values if value for slug in value})
    letter = {slug: character(i) for i, slug in enumerate(ids)}
    cells = (_NONE if value is None else "".join(sorted(letter[slug] for slug in value)) for value in values)
    return {"ids": ids, "cells": " ".join(cells)}


def character(number: int) -> str:
    """The character that stands for the id at a place: digits and letters, then what follows ``ÿ``."""
    return _DIGITS[number] if number < len(_DIGITS) else chr(0x100 + number - len(_DIGITS))


# --- Words

Postings = dict[str, dict[int, list[int]]]
"""Term to impact to the places of the pages, rising."""


def _postings(pages: Sequence[Found]) -> tuple[Postings, set[str]]:
    """All terms, sorted, and those of names: only they are completed and forgiven a typing error."""
    postings: Postings = {}
    names: set[str] = set()
    for place, page in enumerate(pages):
        if page.kind != "source":
            names.update(page.names)
        for term, impact in zip(page.terms, page.impacts, strict=True):
            postings.setdefault(term, {}).setdefault(impact, []).append(place)
    return {term: postings[term] for term in sorted(postings)}, names


def _impacts(entry: SearchEntry) -> tuple[dict[str, int], set[str]]:
    """Each term's greatest impact on a page, and the terms of its names."""
    texts = counted(entry.text)
    length = sum(texts.values())
    by_times = {times: max(1, round(Impact.TEXT * _share(times, length))) for times in set(texts.values())}
    found = {term: by_times[times] for term, times in texts.items()}

    def put(term: str, impact: int) -> None:
        found[term] = max(found.get(term, 0), impact)

    own: set[str] = set()
    for text in entry.also:
        for term in terms(text):
            put(term, Impact.ALSO)
            own.add(term)
    for name in (entry.title, *entry.names):
        parts = terms(name)
        own.update(parts)
        for term in parts:
            put(term, Impact.NAMES[min(len(parts), len(Impact.NAMES)) - 1])
        for first, second in pairwise(parts):
            put(first + second, Impact.JOINED)
        put("".join(parts), Impact.WHOLE)
    found.pop("", None)
    return found, own


def _share(times: int, length: int) -> float:
    """How much a text is about a word that it says so many times: the term weight of BM25 (k1 = 1.2, b = 0.75)."""
    return times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / USUAL_LENGTH))


def _cut(postings: Postings) -> Iterator[dict[str, dict[int, list[int]]]]:
    """The words in shards, each about SHARD characters long, in alphabetical order."""
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
    """The first place, then from each to the next."""
    return [places[0], *(after - before for before, after in pairwise(places))]
