"""Slugs from names."""

from __future__ import annotations

import re
import unicodedata


def slug_of(name: str) -> str:
    """Return the slug of a name: lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
