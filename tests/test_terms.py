"""Terms of the search: the rules, and a comparison of the browser's terms with the build's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from legwork.search.terms import SORE, STOP_WORDS, terms, tokens

ODD = (
    "Plié squats, ALFREDSON’s heel-drops & 45-degree presses: the runner's knees hurt! Fußballer Çelik naïve œdema Straße "
    "ﬁbres №5 ½ x² İstanbul ΣΊΣΥΦΟΣ под_черк a_b __ 3–0–1–0 'quoted' rock'n'roll its's 'Sons' O'Hara’S dogs'"
)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("lunges", "lunge"), ("squats", "squat"), ("calves", "calf"), ("halves", "half"), ("shelves", "shelf"),
        ("scarves", "scarf"), ("bodies", "body"), ("injuries", "injury"), ("days", "day"), ("toes", "toe"), ("knees", "knee"),
        ("stretches", "stretch"), ("benches", "bench"), ("aches", "ache"), ("presses", "press"), ("boxes", "box"),
        ("pushes", "push"), ("abs", "ab"), ("shins", "shin"), ("exercises", "exercise"), ("glutes", "glute"),
    ],
)  # fmt: skip
def test_plurals_become_singular(many: str, one: str) -> None:
    assert terms(many) == terms(one)
    assert many not in terms(many)


@pytest.mark.parametrize("word", ["press", "cross", "bus", "soleus", "us", "x"])
def test_words_that_only_look_plural_stay(word: str) -> None:
    assert terms(word) == [word]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("fibre", "fiber"), ("centre", "center"), ("metres", "meters"), ("calibre", "caliber"), ("tumour", "tumor"),
        ("favourite colours", "favorite colors"), ("behavioural", "behavioral"), ("hour", "hour"), ("stabilise", "stabilize"),
        ("stabiliser", "stabilizer"), ("mobilisation", "mobilization"), ("minimising", "minimizing"), ("analyse", "analyze"),
        ("programme", "program"), ("programmes", "programs"), ("travelling", "traveling"), ("labelled", "labeled"),
        ("paediatric", "pediatric"), ("orthopaedic", "orthopedic"), ("grey", "gray"),
    ],
)  # fmt: skip
def test_british_spelling_becomes_american(british: str, american: str) -> None:
    assert terms(british) == terms(american)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Plié squats", ["plie", "squat"]),
        ("Step-up", ["step", "up"]),
        ("runner's knee", ["runner", "knee"]),
        ("runner’s knee", ["runner", "knee"]),
        ("two up, one down", ["two", "up", "one", "down"]),
        ("45-degree press", ["45", "degree", "press"]),
        ("— !", []),
        ("", []),
    ],
)
def test_terms_of_a_text(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_all_words_for_pain_become_one_term() -> None:
    assert {term for word in SORE for term in terms(word)} == {"pain"}


def test_stop_words_are_left_out() -> None:
    assert terms(" ".join(sorted(STOP_WORDS))) == []
    assert "no" not in STOP_WORDS


_TERMS = """async ([address, texts]) => {
    const {terms} = await import(address)
    return texts.map(text => terms(text).map(({term}) => term))
}"""


@pytest.mark.browser
def test_python_and_javascript_make_the_same_terms(page: Page, server: str, root: Path) -> None:
    """The words are all words of the catalogue and the guides, and some in unusual letters."""
    folders = (root / "catalogue").rglob("*.yml"), (root / "docs").rglob("*.md")
    found = {word for files in folders for path in files for word in tokens(path.read_text(encoding="utf-8"))}
    endings = [
        "s",
        "es",
        "ies",
        "ves",
        "our",
        "ours",
        "oured",
        "re",
        "res",
        "ise",
        "ised",
        "ising",
        "lled",
        "ysing",
        "ogramme",
        "'s",
        "’",
    ]
    texts = [
        *sorted(found),
        *(f"{stem}{ending}" for stem in ("cal", "ar", "fib", "gli", "ü", "x", "press") for ending in endings),
    ]
    texts += [ODD, *ODD.split()]
    assert len(texts) > 3000
    page.goto(server)
    answers = page.evaluate(_TERMS, [f"{server}assets/js/search/terms.js", texts])
    different = {text: (terms(text), found) for text, found in zip(texts, answers, strict=True) if terms(text) != found}
    assert json.dumps(different, ensure_ascii=False) == "{}"
