"""Letters that deceive are found; those that languages and units need are left alone."""

from __future__ import annotations

import unicodedata

import pytest

from legwork.text import letters


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ""),
        ("Plain words, 2–3 × 8; ½ naïve Núñez 脚 🏃 5 µm", ""),
        ("a\u0301 with its accent apart", ""),
        ("le\u200bg", "\u200b"),
        ("\u202eevil", "\u202e"),
        ("soft\u00adhyphen", "\u00ad"),
        ("tab\there", "\t"),
        ("hangul \u3164 filler", "\u3164"),
        ("variation \ufe0f", "\ufe0f"),
        ("braille\u2800blank", "\u2800"),
        ("tag \U000e0041", "\U000e0041"),
    ],
)
def test_invisible_characters_are_found(text: str, found: str) -> None:
    assert letters.unseen(text) == found


def test_every_sign_that_turns_direction_is_known() -> None:
    """Unicode's property Bidi_Control, and every character of a class that embeds, overrides or isolates."""
    turning = {
        chr(c)
        for c in range(0x110000)
        if unicodedata.bidirectional(chr(c)) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    }
    assert turning | {"\u061c", "\u200e", "\u200f"} == {chr(c) for c in range(0x110000) if letters.DIRECTION.match(chr(c))}
    assert all(letters.unseen(c) for c in turning)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Leg press", ""),
        ("β-blockers in Πλάτων’s time, 5 μm and Δt", ""),
        ("Приседания со squat rack", ""),
        ("l\u0435g", "l\u0435g"),
        ("\u0405quat", "\u0405quat"),
        ("one \u03bfne", "\u03bfne"),
        ("Դog", "Դog"),
    ],
)
def test_words_of_two_scripts(text: str, word: str) -> None:
    assert letters.mixed(text)[0] == ("" if word == "" else word)


def test_a_name_may_not_change_its_script() -> None:
    assert letters.scripts("Squat \u0441\u043e\u0440") == ["LATIN", "CYRILLIC"]
    assert letters.scripts("12–15 ½") == []


@pytest.mark.parametrize(("text", "found"), [("leg ½ ﬁne ª 脚", ""), ("\U0001d5c5eg", "\U0001d5c5"), ("\uff33quat", "\uff33")])
def test_letters_in_disguise(text: str, found: str) -> None:
    assert letters.disguised(text) == found
