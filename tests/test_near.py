"""Copies among texts: the fast way finds what comparing everything with everything finds."""

from __future__ import annotations

import itertools
import random

from legwork.text import near

STEP = "Put the heel of one foot on the step and lower the other until it brushes the floor"


def _pairs(*texts: str) -> list[tuple[int, int]]:
    return list(near.pairs(texts))


def test_case_and_punctuation_do_not_tell_texts_apart() -> None:
    assert _pairs(STEP, "Something else is said here, in as many words", f"{STEP.upper()} — ‘now’!") == [(0, 2)]


def test_a_text_with_a_word_added_is_a_copy() -> None:
    assert _pairs(STEP, f"{STEP} slowly") == [(0, 1)]


def test_a_text_with_words_replaced_is_no_copy() -> None:
    assert _pairs(STEP, STEP.replace("step", "curb").replace("until", "till")) == []


def test_a_short_text_copies_no_longer_one() -> None:
    short = "Hold the top for one second then lower"
    assert len(short.split()) == near.MIN_WORDS
    assert _pairs(short, short) == [(0, 1)]
    shorter = short.removesuffix(" lower")
    assert _pairs(shorter, shorter, "", "") == []


def test_near_copies_equal_those_of_comparing_all_pairs() -> None:
    chance = random.Random(1)
    words = ["heel", "toe", "knee", "hip", "back", "floor"]
    texts = [" ".join(chance.choices(words, k=chance.randint(5, 14))) for _ in range(300)]
    texts += [" ".join([*text.split()[:-1], chance.choice(words)]) for text in texts]
    runs = [frozenset(near._runs(text)) for text in texts]
    numbered = itertools.combinations(range(len(texts)), 2)
    every = {(i, j) for i, j in numbered if runs[i] and runs[j] and near._alike(runs[i], runs[j])}
    found = list(near.pairs(texts))
    assert len(every) > 50
    assert set(found) == every and len(found) == len(every)
