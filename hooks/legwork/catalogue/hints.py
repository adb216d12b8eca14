"""Hints for unknown ids: the entry that may have been meant, by its names first and then by spelling.

A wrong guess gets a runner another exercise, or gives a claim another paper. So each kind is guessed only as far as it is
safe: vocabularies by any name and by words of names; entries with their own file by name or by one typing slip; sources
by one typing slip alone, and never across years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from legwork.catalogue.catalogue import FOLDERS, Draft
from legwork.text import spelling
from legwork.text.problems import MAX_WORDS_LISTED, did_you_mean, shorten

_Named = tuple[str, str]
"""An id, and the name by which it was found, or an empty string if that is the id itself."""


class Hints:
    """Hints for one kind of entry. `more` are ids without an entry."""

    def __init__(self, kind: str, drafts: Mapping[str, Draft], more: Iterable[str] = ()) -> None:
        self.kind = kind
        self.drafts = drafts
        self.ids = sorted({*drafts, *more})
        self._told: dict[str, str] = {}

    def hint(self, word: str) -> str:
        """Return the hint for an unknown id."""
        word = word[: spelling.MAX_WORD_LENGTH]
        if word not in self._told:
            self._told[word] = self._hint(word)
        return self._told[word]

    def ids_meant(self, word: str) -> list[str]:
        """Return the ids that may have been meant, likely ones first."""
        return list(dict.fromkeys(slug for slug, _ in self._meant(word)))

    def _hint(self, word: str) -> str:
        found = self._meant(word)
        if slugs := list(dict.fromkeys(slug for slug, _ in found)):
            return did_you_mean(slugs, found[0][1] if len(slugs) == 1 else "")
        if len(self.ids) <= MAX_WORDS_LISTED:
            return f"known: {', '.join(map(shorten, self.ids))}" if self.ids else ""
        if self.kind in FOLDERS:
            return "an id is the name of a file there, without .yml"
        return "ids are the words at the left margin there"

    def _meant(self, word: str) -> list[_Named]:
        ways: list[Callable[[str], list[_Named]]] = [self._called]
        if self.kind == "source":
            ways = [self._source]
        elif self.kind in FOLDERS:
            ways += [self._slipped]
        else:
            ways += [self._part, self._misspelled]
        for way in ways:
            if found := way(word):
                return found if len({slug for slug, _ in found}) <= spelling.MAX_GUESSES else []
        return []

    @cached_property
    def _own(self) -> list[_Named]:
        """Every id, then every name, each with the id that it belongs to."""
        entries: list[tuple[str, Any]] = [
            (slug, draft.entry) for slug, draft in sorted(self.drafts.items()) if draft.has(("name",))
        ]
        names = [(slug, entry.name) for slug, entry in entries if hasattr(entry, "name")]
        return [*((slug, "") for slug in self.ids), *names]

    @cached_property
    def _names(self) -> list[_Named]:
        """The same with every alias."""
        entries = [(slug, draft.entry) for slug, draft in sorted(self.drafts.items())]
        return [*self._own, *((slug, alias) for slug, entry in entries for alias in getattr(entry, "aliases", ()))]

    @cached_property
    def _by_key(self) -> dict[str, list[_Named]]:
        """By name in comparable form: its entries. Members of a group come after the entry that has its name."""
        found: dict[str, list[_Named]] = {}
        grouped: list[tuple[str, Any]] = [(slug, draft.entry) for slug, draft in self.drafts.items() if draft.has(("group",))]
        groups = [(slug, entry.group) for slug, entry in grouped if hasattr(entry, "group")]
        for slug, name in (*self._names, *groups):
            found.setdefault(spelling.loose_key(name or slug), []).append((slug, name))
        return found

    @cached_property
    def _by_length(self) -> dict[int, list[_Named]]:
        """By number of letters: every name. One typing slip changes that number by at most one."""
        found: dict[int, list[_Named]] = {}
        for slug, name in self._names:
            found.setdefault(len(spelling.loose_key(name or slug)), []).append((slug, name))
        return found

    def _called(self, word: str) -> list[_Named]:
        return self._by_key.get(spelling.loose_key(word), [])

    def _slipped(self, word: str) -> list[_Named]:
        letters = len(spelling.loose_key(word))
        near = (pair for length in range(letters - 1, letters + 2) for pair in self._by_length.get(length, ()))
        return [(slug, name) for slug, name in near if spelling.slip(word, name or slug)]

    def _part(self, word: str) -> list[_Named]:
        """Return the entries that have a name with all words of this one. Aliases count only for several words: one says too little."""
        asked = set(map(spelling.loose_key, spelling.words(word)))
        names = self._names if len(asked) > 1 else self._own
        return [pair for pair in names if asked and asked <= set(map(spelling.loose_key, spelling.words(pair[1] or pair[0])))]

    def _misspelled(self, word: str) -> list[_Named]:
        meant = set(spelling.guesses(word, {name or slug for slug, name in self._names}))
        return [(slug, name) for slug, name in self._names if (name or slug) in meant]

    def _source(self, word: str) -> list[_Named]:
        """Return the sources one typing slip away in the author's name. The year and what follows it must be the same."""
        year = _of_year(word)
        return [(key, "") for key in self.ids if _of_year(key) == year and spelling.slip(word, key)]


@lru_cache(maxsize=spelling.MAX_REMEMBERED)
def _of_year(key: str) -> list[str]:
    """Return the characters from the first digit on, sorted, because two digits may be swapped."""
    digits = [place for place, character in enumerate(key) if character.isdigit()]
    return sorted(key[digits[0] :]) if digits else []
