"""Which entry was meant by a word that is no id, in the catalogue that is published. Spelling alone is in `test_spelling.py`."""

from __future__ import annotations

import pytest

from legwork.catalogue.checks import CheckContext
from legwork.catalogue.content import Content
from legwork.catalogue.hints import Hints

WHERE = ("an id is the name of a file there, without .yml", "ids are the words at the left margin there")
"""What is said where nothing is near."""


@pytest.fixture(scope="module")
def context(real: Content) -> CheckContext:
    return CheckContext(real.reading, real.guides)


@pytest.mark.parametrize(
    ("kind", "word", "ids"),
    [
        ("muscle", "hip-abductors", ["gluteus-medius"]),
        ("muscle", "abductors", []),
        ("muscle", "abducters", []),
        ("muscle", "glutes", ["gluteus-maximus", "gluteus-medius"]),
        ("muscle", "calf muscles", ["gastrocnemius"]),
        ("muscle", "Deep hip external rotators", ["hip-external-rotators"]),
        ("muscle", "hip-extensors", []),
        ("muscle", "soleous", ["soleus"]),
        ("equipment", "swiss-ball", ["stability-ball"]),
        ("equipment", "ball", ["soft-ball", "stability-ball"]),
        ("equipment", "dumbell", ["dumbbells"]),  # codespell:ignore dumbell
        ("equipment", "long band", ["long-band"]),
        ("equipment", "treadmill", []),
        ("pattern", "Squat", ["squat"]),
        ("pattern", "static", []),
        ("pattern", "hip-aduction", []),
        ("care", "knee pain", ["knee-front-pain", "outer-knee-pain"]),
        ("care", "shin splints", ["shin-bone-pain"]),
        ("care", "pain", []),
        ("source", "rio2015", []),
        ("source", "acsm2008", []),
        ("source", "Convention", ["convention"]),
        ("source", "distefno2009", ["distefano2009"]),
        ("exercise", "chair-hold", ["wall-sit"]),
        ("exercise", "wall-sti", ["wall-sit"]),
        ("exercise", "seated-wall", []),
        ("routine", "home-15-beginner-c", []),
        ("routine", "home-15-beginer-a", ["home-15-beginner-a"]),
    ],
)
def test_suggestions_for_an_unknown_id(context: CheckContext, kind: str, word: str, ids: list[str]) -> None:
    assert sorted(context.hints[kind].ids_meant(word)) == ids
    hint = context.hints[kind].hint(word)
    assert hint in WHERE if not ids else hint.startswith("did you mean ") and all(f"'{one}'" in hint for one in ids)


def test_every_name_of_the_vocabularies_leads_to_its_entry(context: CheckContext) -> None:
    """As it is written, and as an id made of it."""
    for kind in ("muscle", "equipment", "care"):
        for slug, draft in context.reading.drafts[kind].items():
            names = (getattr(draft.entry, "name", slug), *getattr(draft.entry, "aliases", ()))
            for name in (slug, *names, *(one.replace(" ", "-") for one in names)):
                assert context.hints[kind].ids_meant(name)[0] == slug, name


@pytest.mark.parametrize("kind", ["exercise", "source", "muscle", "equipment", "pattern", "routine"])
def test_no_other_entry_is_suggested_for_a_removed_one(context: CheckContext, kind: str) -> None:
    """Whichever entry is removed, no other is taken for it."""
    drafts = context.reading.drafts[kind]
    rest = {slug: {other: draft for other, draft in drafts.items() if other != slug} for slug in drafts}
    assert {slug: found for slug in drafts if (found := Hints(kind, rest[slug]).ids_meant(slug))} == {}
