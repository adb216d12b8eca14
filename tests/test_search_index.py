"""The files of the search index: they hold what the pages hold, in the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest

from legwork import site
from legwork.catalogue.content import Content
from legwork.catalogue.judgments import Verdict, judgments
from legwork.pages import facets
from legwork.pages.views.site import Site
from legwork.routines.solve_all import solve_all
from legwork.search import index
from legwork.search.entry import SearchEntry, SearchRecord
from legwork.search.index import FOLDER, MANIFEST, WEIGHTS, Impact
from legwork.search.phrases import emergencies, phrases
from legwork.search.terms import terms

PLAIN = SearchEntry("Title", (), (), "")


def _records(mini: Content) -> list[SearchRecord]:
    pages = site.pages(Site.of(mini, solve_all(mini.catalogue)))
    found = [SearchRecord(page.kind if page.kind in WEIGHTS else "page", page.url, page.search) for page in pages]
    section = SearchEntry("Warm up – One guide", ("Warm up",), (), "Easy first, then faster. " * 40)
    routine = next(record.entry for record in found if record.kind == "routine")
    assert routine.facets
    made = SearchEntry("Sore knee", (), (), "", replace(routine.facets, made_for=("sore-knee",)))
    return [
        *found,
        SearchRecord("guide", "guides/one-guide/#warm-up", section),
        SearchRecord("routine", "routines/sore-knee/", made),
    ]


@pytest.fixture(scope="module")
def records(mini: Content) -> list[SearchRecord]:
    """Return search records of the miniature's pages, of a section of a guide, and of a routine made for a complaint."""
    return _records(mini)


class Index:
    """The files of an index, read back by the rules of their descriptions."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.manifest = json.loads(files[MANIFEST])
        self.pages = self.manifest["pages"]
        self.shards = [json.loads(files[address]) for address in self.manifest["shards"]]
        self.words = {term: by_impact for shard in self.shards for term, by_impact in shard.items()}
        kinds = [kind for kind, _, _ in self.pages["kinds"]]
        self.kinds = [kinds[index._DIGITS.index(digit)] for digit in self.pages["kind"]]
        self.urls = [
            self.pages["url"].get(str(i), index.default_url(kind, title))
            for i, (kind, title) in enumerate(zip(self.kinds, self.pages["title"], strict=True))
        ]

    def impacts(self, term: str) -> dict[str, int]:
        """Return the pages with a term, and its impact on each."""
        return {
            self.urls[place]: int(impact) for impact, steps in self.words.get(term, {}).items() for place in accumulate(steps)
        }

    def facet(self, name: str) -> dict[str, set[str] | None]:
        """Return the values of a facet on every page, or None for a page without facets."""
        column = self.pages["columns"][name]
        letters = {index.character(i): slug for i, slug in enumerate(column["ids"])}
        cells = column["cells"].split(" ")
        return {
            url: None if cell == "-" else {letters[letter] for letter in cell}
            for url, cell in zip(self.urls, cells, strict=True)
        }


def _index(records: list[SearchRecord], mini: Content) -> Index:
    return Index(dict(index.files(map(index.index_record, records), mini.catalogue)))


@pytest.fixture(scope="module")
def whole(records: list[SearchRecord], mini: Content) -> Index:
    return _index(records, mini)


# Columns


def test_the_columns_have_url_title_and_kind_of_every_page(whole: Index, records: list[SearchRecord]) -> None:
    found = set(zip(whole.urls, whole.pages["title"], whole.kinds, strict=True))
    assert found == {(record.url, record.entry.title, record.kind) for record in records}
    assert len(whole.urls) == len(records)


def test_results_without_a_query_are_ordered_by_kind_level_and_name(whole: Index) -> None:
    places = [list(WEIGHTS).index(kind) for kind in whole.kinds]
    assert places == sorted(places)
    ranks = {"beginner": 0, "intermediate": 1, "advanced": 2}
    level = whole.facet("level")
    rows = [
        (ranks[next(iter(level[url] or {"beginner"}))], title.casefold())
        for url, title, kind in zip(whole.urls, whole.pages["title"], whole.kinds, strict=True)
        if kind == "exercise"
    ]
    assert len(rows) > 5 and rows == sorted(rows)


@pytest.mark.parametrize("name", index._FACETS)
def test_facets_can_be_read_back(name: str, whole: Index, records: list[SearchRecord]) -> None:
    get = index._FACETS[name]
    told = {record.url: set(get(record.entry.facets)) if record.entry.facets else None for record in records}
    assert whole.facet(name) == told
    assert any(told.values()), "nothing has this facet"


def test_only_exercises_and_routines_have_facets(whole: Index) -> None:
    kinds = {kind for url, kind in zip(whole.urls, whole.kinds, strict=True) if whole.facet("kit")[url] is not None}
    assert kinds == {"exercise", "routine"}


def test_each_of_many_values_has_its_own_character() -> None:
    characters = [index.character(i) for i in range(5000)]
    assert len(set(characters)) == 5000
    assert not {"-", " ", '"', "\\"} & set(characters)


def test_names_and_groups_come_from_the_catalogue(whole: Index, mini: Content) -> None:
    names = whole.pages["names"]
    assert names["muscle"] == {slug: muscle.name for slug, muscle in mini.catalogue.muscles.items()}
    assert {slug for slug, tool in mini.catalogue.equipment.items() if tool.given} and names["kit"] == {
        slug: tool.name for slug, tool in mini.catalogue.equipment.items() if not tool.given
    }
    assert sorted(slug for group in names["group"].values() for slug in group) == sorted(mini.catalogue.muscles)


# What exercises and routines are chosen by


def test_kit_is_the_required_equipment_without_given_pieces(mini: Content) -> None:
    given = {slug for slug, tool in mini.catalogue.equipment.items() if tool.given}
    judged = judgments(mini.catalogue)
    for exercise in mini.catalogue.exercises.values():
        assert set(facets.of_exercise(mini.catalogue, judged, exercise).kit) == set(exercise.equipment.required) - given


def test_a_routine_has_the_kit_and_risks_of_its_exercises(real: Content, routines: Any) -> None:
    """Under a complaint its verdict is the worst of theirs, and fine for the complaint that it was made for."""
    catalogue = real.catalogue
    judged = judgments(catalogue)
    for routine in routines.by_slug.values():
        found = facets.of_routine(catalogue, judged, routine)
        exercises = [catalogue.exercises[line.exercise] for line in routine.rows if line.exercise]
        parts = [facets.of_exercise(catalogue, judged, exercise) for exercise in exercises]
        assert set(found.kit) == {tool for part in parts for tool in part.kit}
        assert set(found.made_for) == set(routine.recipe.leave_out) <= set(found.fine)
        for care in set(catalogue.care) - set(found.made_for):
            verdict = judged.all_of(care, [exercise.slug for exercise in exercises])
            assert [care in found.avoid, care in found.modify, care in found.fine] == [
                verdict is Verdict.AVOID, verdict is Verdict.MODIFY, verdict is Verdict.FINE
            ]  # fmt: skip
        assert found.impact == max(part.impact for part in parts)
        assert not set(found.primary) & set(found.secondary)


# What people call a complaint


def test_each_phrase_of_a_complaint_is_published_once(mini: Content, real: Content) -> None:
    """Its name, aliases and `finds` belong to one complaint each, in a file named by its content."""
    for catalogue in (mini.catalogue, real.catalogue):
        both = phrases(catalogue)
        urgent = [terms(phrase) for phrase in emergencies(catalogue)]
        assert sorted(urgent) == sorted(terms(word) for flag in catalogue.flags.values() for word in flag.finds)
        owners = [(phrase, slug) for one in both for slug, found in one.items() for phrase in found]
        assert len({phrase for phrase, _ in owners}) == len(owners)
        assert {slug for _, slug in owners} == set(catalogue.care)
        for slug, care in catalogue.care.items():
            wanted = [terms(name) for name in (care.name, *care.aliases, *care.finds)]
            of_care = [terms(phrase) for phrase, owner in owners if owner == slug]
            assert [name for name in wanted if name not in of_care and name not in urgent] == [], slug


def test_a_phrase_that_is_also_a_muscle_only_asks(mini: Content) -> None:
    achilles = mini.catalogue.care["sore-achilles"].model_copy(
        update={"finds": ("soleus", "heel cord", "reds", "achilles pains")}
    )
    catalogue = replace(mini.catalogue, care={**mini.catalogue.care, "sore-achilles": achilles})
    sets, asks = phrases(catalogue)
    assert asks == {"sore-achilles": ["soleus"]}
    assert sets["sore-achilles"] == sorted(["achille pain", "heel cord", "reds"])


def test_phrases_have_a_file_of_their_own(whole: Index, mini: Content) -> None:
    sets, asks = phrases(mini.catalogue)
    assert json.loads(whole.files[whole.manifest["phrases"]]) == {
        "sets": sets, "asks": asks, "help": emergencies(mini.catalogue)
    }  # fmt: skip


# Words


def test_every_word_of_a_page_finds_exactly_the_pages_with_it(whole: Index, records: list[SearchRecord]) -> None:
    said: dict[str, set[str]] = {}
    for record in records:
        names = (record.entry.title, *record.entry.names)
        found = {term for text in (*names, *record.entry.also, record.entry.text) for term in terms(text)}
        found |= {"".join(terms(name)) for name in names}
        found |= {first + second for name in names for first, second in pairwise(terms(name))}
        for term in found - {""}:
            said.setdefault(term, set()).add(record.url)
    assert {term: set(whole.impacts(term)) for term in whole.words} == said


def test_only_words_of_names_are_completed_without_those_of_sources(whole: Index, records: list[SearchRecord]) -> None:
    names = whole.manifest["names"].split(" ")
    expected = {
        term
        for record in records
        if record.kind != "source"
        for text in (record.entry.title, *record.entry.names, *record.entry.also)
        for term in terms(text)
    }
    assert names == sorted(expected)


def _impact(mini: Content, term: str, entry: SearchEntry) -> int:
    return _index([SearchRecord("page", "x/", entry)], mini).impacts(term)["x/"]


def test_names_count_more_than_muscles_and_kit_and_text_least(mini: Content) -> None:
    """An alias counts as much as the title, and a word counts more in a shorter name."""
    title, alias = replace(PLAIN, title="Squat"), replace(PLAIN, names=("Squat",))
    two, three = replace(PLAIN, title="Box squat"), replace(PLAIN, names=("Single-leg box squat",))
    also, text = replace(PLAIN, also=("squat rack",)), replace(PLAIN, text="squat " * 500)
    assert _impact(mini, "squat", title) == _impact(mini, "squat", alias) == Impact.WHOLE
    worth = [_impact(mini, "squat", entry) for entry in (title, two, three, also, text)]
    assert worth == sorted(worth, reverse=True) and len(set(worth)) == len(worth)


def test_the_greatest_impact_of_a_word_counts(mini: Content) -> None:
    entry = SearchEntry("Squat", ("Deep squat",), ("squat rack",), "squat " * 30)
    assert _impact(mini, "squat", entry) == Impact.WHOLE


def test_impact_grows_with_repetition_and_shrinks_with_length(mini: Content) -> None:
    once, often = replace(PLAIN, text="knee " + "word " * 50), replace(PLAIN, text="knee " * 5 + "word " * 46)
    long = replace(PLAIN, text="knee " + "word " * 900)
    assert _impact(mini, "knee", often) > _impact(mini, "knee", once) > _impact(mini, "knee", long) > 0


@pytest.mark.parametrize("typed", ["stepup", "warmup", "legbox", "singlelegboxsquat"])
def test_neighboring_words_of_a_name_can_be_joined(typed: str, mini: Content) -> None:
    entry = SearchEntry("Step-up", ("Warm up and cool down", "Single-leg box squat"), (), "")
    assert _impact(mini, typed, entry) >= Impact.JOINED


# Files


def test_files_are_named_by_a_hash_of_their_content(whole: Index) -> None:
    for address, text in whole.files.items():
        if address != MANIFEST:
            assert address == f"{FOLDER}{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
    assert set(whole.files) == {MANIFEST, whole.manifest["phrases"], *whole.manifest["shards"]}


def test_shards_hold_all_words_in_order_and_match_the_manifest(
    records: list[SearchRecord], mini: Content, monkeypatch: pytest.MonkeyPatch, whole: Index
) -> None:
    monkeypatch.setattr(index, "SHARD", 700)
    cut = _index(records, mini)
    assert len(cut.shards) > 10
    assert cut.words == whole.words
    order = [term for shard in cut.shards for term in shard]
    assert order == sorted(order) and len(order) == len(set(order))
    assert cut.manifest["words"] == [next(iter(shard)) for shard in cut.shards]
    sizes = [len(cut.files[address]) for address in cut.manifest["shards"]]
    largest = max(len(json.dumps({term: found})) for term, found in cut.words.items())
    assert max(sizes) < 2 * 700 + largest


def test_a_site_without_pages_has_an_index(mini: Content) -> None:
    empty = _index([], mini)
    assert (empty.shards, empty.pages["title"], empty.manifest["names"]) == ([], [], "")


def test_a_longer_text_changes_no_other_page(records: list[SearchRecord], mini: Content, whole: Index) -> None:
    changed = replace(records[0], entry=replace(records[0].entry, text=f"{records[0].entry.text} {'more ' * 99}"))
    after = _index([changed, *records[1:]], mini)

    def others(found: Index, term: str) -> dict[str, int]:
        return {url: impact for url, impact in found.impacts(term).items() if url != changed.url}

    assert {term for term in whole.words if others(whole, term) != others(after, term)} == set()
    assert after.words != whole.words


_WRITE = """
import json, sys
from pathlib import Path
sys.path[:0] = sys.argv[1:3]
from test_search_index import _records
from legwork.catalogue import content
from legwork.search import index
mini = Path(sys.argv[2]) / "mini"
found = content.read(mini / "catalogue", mini / "docs", root=mini)
print(json.dumps(list(index.files(map(index.index_record, _records(found)), found.catalogue))))
"""


@pytest.mark.parametrize("seed", ["0", "4711"])
@pytest.mark.slow
def test_the_same_pages_give_the_same_bytes(seed: str, root: Path, whole: Index) -> None:
    """Another process has other hashes of strings."""
    command = [sys.executable, "-c", _WRITE, str(root / "hooks"), str(root / "tests")]
    path = str(root / "scripts")
    done = subprocess.run(
        command, env={"PYTHONHASHSEED": seed, "PYTHONPATH": path}, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert dict(json.loads(done.stdout)) == whole.files


def test_the_order_of_the_input_does_not_matter(records: list[SearchRecord], mini: Content, whole: Index) -> None:
    assert _index(records[::-1], mini).files == whole.files
