"""Which word was meant by one that is misspelled: near ones are found, and what means something else never is."""

from __future__ import annotations

import itertools
import random

import pytest

from legwork.text import spelling


def _distance(one: str, two: str) -> int:
    """The same by the book: the whole table."""
    table = [[0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for i, j in itertools.product(range(len(one) + 1), range(len(two) + 1)):
        ways = [table[i - 1][j] + 1] if i else []
        ways += [table[i][j - 1] + 1] if j else []
        ways += [table[i - 1][j - 1] + (one[i - 1] != two[j - 1])] if i and j else []
        swapped = i > 1 and j > 1 and one[i - 2 : i] == two[j - 2 : j][::-1]
        ways += [table[i - 2][j - 2] + 1] if swapped else []
        table[i][j] = min(ways, default=0)
    return table[-1][-1]


def test_distances_equal_those_of_the_whole_table() -> None:
    chance = random.Random(1)
    for _ in range(3000):
        one, two = ("".join(chance.choices("abc", k=chance.randint(0, 7))) for _ in range(2))
        most = chance.randint(0, 8)
        wanted = _distance(one, two)
        assert spelling._distance(one, two, most) == (wanted if wanted <= most else None), (one, two, most)


def test_every_single_typing_error_is_found() -> None:
    """Of each letter of a word: left out, doubled, replaced, swapped with the next. The look at halves loses none.

    But for words of three letters, of which another letter makes another word.
    """
    for word in ("soleus", "bodyweight-squat", "single-limb-deadlift", "distefano2009"):
        places = [place for place, letter in enumerate(word) if letter.isalpha() and word[place - 1 : place + 2].isalpha()]
        for i in places[1:]:
            swapped = word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]
            for typed in (word[:i] + word[i + 1 :], word[:i] + word[i] + word[i:], f"{word[:i]}x{word[i + 1 :]}", swapped):
                assert spelling.slip(typed, word), (typed, word)


@pytest.mark.parametrize(
    ("word", "other", "off"),
    [
        ("Soleus", "soleus", 0),
        ("sole us", "soleus", 0),
        ("calf_raises", "calf-raise", 0),
        ("Núñez 2019", "nunez2019", 0),
        ("solues", "soleus", 1),
        ("gastrocnemeous", "gastrocnemius", 2),
        ("hand-bok", "handbook", 1),
        ("nunez2091", "nunez2019", 1),
        ("/guides/on-guide/", "/guides/one-guide/", 1),
        ("nunez2018", "nunez2019", None),  # another paper
        ("home-15-beginner-a", "home-15-beginner-b", None),
        ("home-15-beginner-a", "home-20-beginner-a", None),
        ("hip-swing", "hop-swing", None),
        ("skipping", "a-skipping", None),
        ("gluteus-medius", "gluteus-maximus", None),
        ("knee-pain", "outer-knee-pain", None),
        ("swiss-ball", "soft-ball", None),
        ("wall-sit", "hill-sprint", None),
        ("rio2015", "ishoi2016", None),
        ("", "soleus", None),
        ("soleus" * 100, "soleus", None),
    ],
)
def test_letters_off(word: str, other: str, off: int | None) -> None:
    assert spelling.letters_off(word, other) == off


@pytest.mark.parametrize(
    "pair",
    [
        ("abductors", "adductors"), ("abducters", "adductors"), ("aductors", "adductors"), ("hip-abduction", "hip-adduction"),
        ("eversion", "inversion"), ("everson", "inversion"), ("hip-extension", "hip-flexion"), ("extensors", "flexors"),
        ("plantarflexion", "dorsiflexion"), ("front-squat", "back-squat"), ("internal-rotation", "external-rotation"),
        ("tibialis-anterior", "tibialis-posterior"), ("unilateral", "bilateral"), ("concentric", "eccentric"),
        ("outer-knee", "inner-knee"), ("medial", "lateral"), ("gluteus-maximus", "gluteus minimus"), ("hypertension", "hypotension"),
    ],
)  # fmt: skip
def test_the_opposite_of_a_word_is_never_suggested(pair: tuple[str, str]) -> None:
    assert spelling.guesses(pair[0], [pair[1]]) == []
    assert not spelling.slip(*pair)
    turned = pair[::-1] if pair[0] not in ("abducters", "aductors", "everson") else ("adductors", "abductors")
    assert spelling.guesses(turned[0], [turned[1]]) == []


def test_a_word_with_an_opposite_can_be_suggested() -> None:
    assert spelling.guesses("adductrs", ["abductors", "adductors"]) == ["adductors"]
    assert spelling.guesses("abductrs", ["abductors", "adductors"]) == ["abductors"]
    assert spelling.guesses("aductors", ["abductors", "adductors"]) == []  # it may be either
