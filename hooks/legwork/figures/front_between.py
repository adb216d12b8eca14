"""The motion between two keys of a front or back view.

Contacts that both keys share are solved anew at every instant and stay exact, and a foot that steps to a new
place goes through the air; everything else blends as it looks on the page, rotations and length factors alike.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from legwork.figures.front import SIDES, frame
from legwork.figures.geometry import blend
from legwork.figures.pose import Pose
from legwork.figures.rig import Frame
from legwork.figures.schema import Arm, Leg, Side

_Limb = TypeVar("_Limb", Leg, Arm)
_UNSAID: Final[Mapping[str, Any]] = {"pitch": 90.0}
"""The values of numbers that a limb leaves out."""


def between(start: Pose, end: Pose, progress: float, elapsed: float) -> Frame:
    """The page at a progress of 0 to 1; `elapsed` is the same before easing, for the even speed of a flight."""
    first, last = frame(start), frame(end)
    if progress <= 0:
        return first
    if progress >= 1:
        return last
    mixed = _mixed(first, last, progress)
    if end.flight:
        even = first.root.real + (last.root.real - first.root.real) * elapsed
        return replace(mixed, root=complex(even, mixed.root.imag))
    solved = frame(_pose(start, end, progress))
    pinned = start.pin is not None and end.pin is not None and start.pin.joint == end.pin.joint
    turns, lengths = dict(mixed.turns), dict(mixed.lengths)
    for name in _solved_parts(start, end):
        turns |= {name: solved.turns[name]} if name in solved.turns else {}
        lengths |= {name: solved.lengths[name]} if name in solved.lengths else {}
    return replace(mixed, root=solved.root if pinned else mixed.root, turns=turns, lengths=lengths, misses=solved.misses)


def _solved_parts(start: Pose, end: Pose) -> list[str]:
    """Bones of limbs that touch the same kind of thing in both keys."""
    parts: list[str] = []
    for side in SIDES:
        if _touches(start.legs[side], end.legs[side]):
            parts += [f"{side}.{part}" for part in ("thigh", "shank", "foot", "heel", "sole", "toes")]
        if start.arms[side].hand and end.arms[side].hand:
            parts += [f"{side}.{part}" for part in ("upper", "fore", "palm", "load")]
    return parts


def _touches(before: Leg, after: Leg) -> bool:
    return any(getattr(before, way) and getattr(after, way) for way in ("foot", "heel_at", "ankle_at"))


def _steps(before: Leg, after: Leg) -> bool:
    """Return whether the foot has a new place."""
    here, there = (leg.foot or leg.heel_at or leg.ankle_at for leg in (before, after))
    return here is not None and there is not None and (*here, 0)[:3] != (*there, 0)[:3]


def _mixed(first: Frame, last: Frame, progress: float) -> Frame:
    turns = {name: blend(turn, last.turns[name], progress) for name, turn in first.turns.items()}
    names = sorted({*first.lengths, *last.lengths})
    lengths = {name: _number(first.lengths.get(name, 1), last.lengths.get(name, 1), progress) for name in names}
    top = first.in_front if progress < 0.5 else last.in_front
    return Frame(first.root + (last.root - first.root) * progress, turns, lengths, in_front=top)


def _number(start: float, end: float, progress: float) -> float:
    return start + (end - start) * progress


def _pose(start: Pose, end: Pose, progress: float) -> Pose:
    pin = end.pin
    if start.pin is not None and pin is not None:
        to = tuple(_number(a, b, progress) for a, b in zip(start.pin.to, pin.to, strict=True))
        pin = pin._replace(to=to)
    x, y = (_number(a or 0, b or 0, progress) for a, b in zip(start.hip or (0, 0), end.hip or (0, 0), strict=True))
    return replace(
        end,
        hip=(x, y),
        pin=pin,
        trunk=_number(start.trunk, end.trunk, progress),
        lean=_number(start.lean, end.lean, progress),
        roll=_number(start.roll, end.roll, progress),
        tip=_number(start.tip, end.tip, progress),
        forward=_number(start.forward, end.forward, progress),
        bent={side: end.lift * math.sin(math.pi * progress) for side in SIDES if _steps(start.legs[side], end.legs[side])},
        legs=_limbs(start.legs, end.legs, progress),
        arms=_limbs(start.arms, end.arms, progress),
    )


def _limbs(before: Mapping[Side, _Limb], after: Mapping[Side, _Limb], progress: float) -> dict[Side, _Limb]:
    return {side: _limb(before[side], after[side], progress) for side in SIDES}


def _said(limb: _Limb, name: str) -> Any:
    value = getattr(limb, name)
    return _UNSAID.get(name) if value is None else value


def _limb(before: _Limb, after: _Limb, progress: float) -> _Limb:
    """The fields of two limbs blended where both have numbers."""
    mixed: dict[str, Any] = {}
    for name in type(after).model_fields:
        a: Any = _said(before, name)
        b: Any = _said(after, name)
        if isinstance(a, tuple) and isinstance(b, tuple):
            wide = max(len(a), len(b))
            pairs = zip((*a, 0)[:wide], (*b, 0)[:wide], strict=True)
            mixed[name] = tuple(_number(p, q, progress) for p, q in pairs)
        elif isinstance(a, float | int) and isinstance(b, float | int) and a != b:
            mixed[name] = _number(a, b, progress)
    return after.model_copy(update=mixed)
