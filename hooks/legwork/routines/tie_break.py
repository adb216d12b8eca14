"""Tie-breaks: numbers by which one of two choices that are equally good is better everywhere."""

from __future__ import annotations

import hashlib

TIE_BITS = 8


def tie_break(*name: object) -> int:
    """Return a number that hardly two choices share in sum. It comes from a name alone, so it is the same everywhere."""
    digest = hashlib.sha256(" ".join(map(str, name)).encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - TIE_BITS)
