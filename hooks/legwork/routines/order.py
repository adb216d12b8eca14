"""The order of a session's rows."""

from __future__ import annotations

from collections.abc import Iterable

from legwork.routines.candidates import Pick


def ordered(picks: Iterable[Pick]) -> tuple[Pick, ...]:
    """Return picks in the order of slots (R-O1). Within a slot, neighbors share few primary muscles (R-O3)."""
    waiting = sorted(picks, key=lambda pick: (pick.candidate.slot, pick.candidate.slug))
    placed: list[Pick] = []
    while waiting:
        tired = _primary(placed[-1]) if placed else frozenset()
        same_slot = [pick for pick in waiting if pick.candidate.slot == waiting[0].candidate.slot]
        best = min(same_slot, key=lambda pick: (len(tired & _primary(pick)), pick.candidate.slug))
        placed.append(best)
        waiting.remove(best)
    return tuple(placed)


def _primary(pick: Pick) -> frozenset[str]:
    return frozenset(pick.candidate.exercise.muscles.primary)
