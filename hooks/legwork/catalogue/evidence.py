"""The order of evidence: how much the kinds of sources can carry, compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from legwork.catalogue.models import CONVENTION, Evidence

EVIDENCE_ORDER: tuple[str, ...] = (*get_args(Evidence), CONVENTION)
"""All evidence, strongest first. Custom, which nobody has tested, comes last."""


def strongest(evidence: Iterable[str]) -> str:
    """Return the strongest evidence, or custom if there is none."""
    return min(evidence, key=EVIDENCE_ORDER.index, default=CONVENTION)
