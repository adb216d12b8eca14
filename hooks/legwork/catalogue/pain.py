"""The pain limit: one number for each kind of tissue, stated only here.

Texts of the catalogue say "within the pain limit" and no number, so that two of them cannot disagree. The guide on effort
and pain explains the same numbers in prose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from legwork.catalogue.models import Tissue


@dataclass(frozen=True)
class PainLimit:
    """The most pain, out of 10, that training may cause, and the rule in words for runners."""

    most: int
    rule: str


_USUAL = PainLimit(2, "At most 2 out of 10 while you train, and no worse the next morning.")
GENERAL = _USUAL
"""The limit for an unknown tissue."""

PAIN_LIMITS: Mapping[Tissue, PainLimit] = {
    "bone": PainLimit(0, "None at all: 0 out of 10, while you train and the day after."),
    "joint": _USUAL,
    "muscle": _USUAL,
    "nerve": PainLimit(
        2, "At most 2 out of 10, no pain, numbness or tingling that travels further, and no worse the next morning."
    ),
    "tendon": PainLimit(4, "Up to 4 out of 10, if it is back to what it was before within 24 hours."),
}
"""By tissue. Bone: any pain may be a stress injury, so none is allowed (convention). Joint, muscle, nerve: convention.

Tendon: supervised programs allowed up to 5 of 10 if it had settled by the next morning (silbernagel2007); without a
clinician the limit is one lower.
"""


IN_SHORT = (
    f"0 out of 10 for bone, {PAIN_LIMITS['joint'].most} for joints and muscles, "
    f"{PAIN_LIMITS['tendon'].most} for a tendon that settles within 24 hours"
)
"""Return all limits in half a sentence."""


def pain_limit(tissue: Tissue | None) -> PainLimit:
    """Return the limit for a tissue, or the general one for a state, which has no tissue."""
    return PAIN_LIMITS[tissue] if tissue else GENERAL
