"""Which words are about evidence, and which are not: the sentences behind the checks on wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from legwork.catalogue.checks import CheckContext, wording
from legwork.catalogue.checks.context import prose
from legwork.catalogue.content import Content
from legwork.catalogue.guides import passages, read_guides

NO_SOURCE = wording.NO_SOURCE

STRONG = """\
Proven to prevent knee injuries.
It cures kneecap pain.
Guaranteed.
Prevents shin splints.
Preventing overuse injuries is the point.
Protects the knees against injury.
Eliminates back pain.
Ensures strong knees.
It keeps you injury-free.
Bulletproof knees.
It cures pain and never fails.
It cures pain and is not hard.
Not only does it prevent injuries.
Never leave it out because it prevents injuries.
Studies show that it makes you faster.
Research has shown that lunges work.
Shown to improve balance.
A meta-analysis found it best.
Improves running economy by 4%.
Reduces the risk of knee injury.
Lowers your risk of getting hurt.
Cuts injuries in half.
In one trial runners had fewer.
Improved performance.
Trials found fewer injuries.
Weak hips are linked to knee pain.
It predicts injuries.
Lab tests measured a lot.
Research-backed.
Science says that squats are best.
The guidelines recommend it.
Injuries are what it is proven to cure.
""".splitlines()

PLAIN = """\
A wall prevents the knee from moving inward.
Hold on to prevent a fall.
Protect the floor with a mat.
Ensure that the step cannot slip.
Improve your grip on the bar.
Improves control of the hip.
The page shows the easier one.
The easier version is shown to the left.
Reduce the range until the pain is gone.
Lower slowly after an injury.
Lower the weight if an old injury complains.
Cut the set short after an injury.
Keep the injured side still.
Stop if the calf has not healed and pain is back.
In a trial week, do half.
Find the line that you measured.
It may improve running economy.
Does it prevent injuries?
Nobody has shown that it prevents injuries.
It has not been shown to prevent shin splints.
That it prevents injuries has not been shown.
Whether it improves running economy is open.
No single method to prevent shin splints had strong support.
It is no cure and no guarantee.
No study shows that it helps.
Some say “it prevents injuries”.
""".splitlines()


def _found(text: str, strength: str | None = NO_SOURCE) -> list[str]:
    text = wording.unquoted(text)
    return [word for word, _, _ in wording.too_strong(text, strength, elsewhere=True)]


@pytest.mark.parametrize("text", STRONG)
def test_a_sentence_about_evidence_needs_a_source(text: str) -> None:
    assert _found(text)


@pytest.mark.parametrize("text", PLAIN)
def test_a_sentence_about_other_things_does_not(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "carried_by"),
    [
        ("It cures pain.", ()),
        ("The guidelines recommend it.", ("guideline",)),
        ("It improves running economy.", ("guideline", "meta-analysis")),
        ("It improved running economy.", ("guideline", "meta-analysis", "trial")),
        ("It is linked to injuries.", ("guideline", "meta-analysis", "trial", "cohort")),
        ("A study found it.", ("guideline", "meta-analysis", "trial", "cohort", "lab")),
        ("A review suggests it.", ("guideline", "meta-analysis", "trial", "cohort", "lab", "book", "article")),
    ],
)
def test_the_strength_that_carries_a_word(text: str, carried_by: tuple[str, ...]) -> None:
    assert tuple(strength for strength in wording.EVIDENCE_ORDER if not _found(text, strength)) == carried_by


def test_a_source_that_nobody_knows_carries_all_but_promises() -> None:
    """That it is unknown is told by another check."""
    assert _found("Studies show that it cures pain.", None) == ["cures"]


def test_every_text_with_a_finding_has_a_sign(real: Content) -> None:
    """A text without a sign is not looked at, so whatever is found holds one."""
    texts = [text for drafts in real.reading.drafts.values() for draft in drafts.values() for _, text in prose(draft)]
    texts += [passage.text for guide in real.guides for passage in passages(guide)]
    for text in (*texts, *STRONG):
        for reserved in wording.RESERVED:
            for match in reserved.pattern_elsewhere.finditer(text):
                assert any(sign in match[0].lower() for sign in reserved.signs), match[0]


def test_a_guide_full_of_promises_takes_no_time(mini: Content, tmp_path: Path) -> None:
    """Each is looked at with some words around it, and only so many are told."""
    (tmp_path / "one.md").write_text('"](`' * 5000 + "it prevents shin splints proven " * 1300, encoding="utf-8")
    guides = tuple(read_guides(tmp_path, tmp_path, frozenset({"source"})))
    assert len(list(wording.guide_problems(CheckContext(mini.reading, guides)))) == wording.MAX_PROBLEMS_PER_GUIDE
    (passage,) = passages(guides[0])
    assert len(_found(passage.text)) == 2600
