"""Small sound entries to vary in tests."""

from __future__ import annotations

from typing import Any

from legwork.catalogue.models import Exercise

EXERCISE: dict[str, Any] = {
    "slug": "sample",
    "name": "Sample",
    "summary": "A sample.",
    "pattern": "squat",
    "kind": "strength",
    "level": "beginner",
    "laterality": "bilateral",
    "contraction": "dynamic",
    "impact": 0,
    "phases": ("main",),
    "muscles": {"primary": ("quadriceps",)},
    "equipment": {"required": ()},
    "steps": ("One.", "Two.", "Three."),
    "cues": ("Go",),
    "cautions": ({"action": "note", "text": "Care."},),
    "doses": {"beginner": {"reps": 10}},
    "reviewed": "2026-11-20",
}


def exercise(**fields: Any) -> Exercise:
    """A sound exercise with some of its fields replaced."""
    return Exercise.model_validate({**EXERCISE, **fields})
