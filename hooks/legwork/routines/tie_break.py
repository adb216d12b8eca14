"""Tie-breaks: numbers that decide between two equally good choices, the same way everywhere."""

from __future__ import annotations

import hashlib

TIE_BITS = 8


def tie_break(*name: object) -> int:
    """Return a number computed from a name alone, and so the same everywhere. Two choices hardly ever have equal sums."""
    digest = hashlib.sha256(" ".join(map(str, name)).encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - TIE_BITS)
