"""What a live preview remembers from one build to the next: most of a site does not change with one saved file.

A build that publishes remembers nothing: it makes everything once, and ten thousand pages would fill the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Made = TypeVar("Made")
_known: dict[Hashable, tuple[object, object]] | None = None


def begin() -> None:
    """From now on things are remembered."""
    global _known
    _known = {}


def end() -> None:
    """Forgets everything, and remembers no more."""
    global _known
    _known = None


def remembers() -> bool:
    """Whether things are remembered: then they are made in this process, for what another remembers is lost with it."""
    return _known is not None


def kept(name: Hashable, made_of: object, make: Callable[[], Made]) -> Made:
    """What `make` makes of `made_of`, or what it made of an equal one for the same name when it was last asked.

    Of `made_of` nothing may change once it was given, and of what is made neither.
    """
    if _known is None:
        return make()
    known = _known.get(name)
    if known is None or known[0] != made_of:
        known = _known[name] = (made_of, make())
    return known[1]  # type: ignore[return-value]
