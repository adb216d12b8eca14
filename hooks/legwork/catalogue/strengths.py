"""How strong sources are, one beside another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from legwork.catalogue.models import CONVENTION, Strength

STRENGTHS: tuple[str, ...] = (*get_args(Strength), CONVENTION)
"""Strongest first. Custom, which nobody has tested, comes last."""


def strongest(strengths: Iterable[str]) -> str:
    """The strongest of some strengths, custom's own where there is none."""
    return min(strengths, key=STRENGTHS.index, default=CONVENTION)
