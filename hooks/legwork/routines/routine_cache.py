"""The last routines that were worked out, kept while nothing changes that they depend on."""

from __future__ import annotations

import hashlib
import json

from legwork.catalogue.catalogue import Catalogue
from legwork.routines.work_out import NO_ROUTINES, Routines, work_out


class RoutineCache:
    """Works routines out, and again only when something that they depend on has changed."""

    def __init__(self) -> None:
        self._key = ""
        self._last = NO_ROUTINES

    def routines(self, catalogue: Catalogue) -> Routines:
        """Return every routine of the catalogue."""
        key = fingerprint(catalogue)
        if key != self._key:
            self._last = work_out(catalogue)
            self._key = key
        return self._last


def fingerprint(catalogue: Catalogue) -> str:
    """Return a hash of all that routines depend on: recipes whole, of the rest no prose, so that an edit to a text solves nothing."""
    prose = {"summary", "aliases", "steps", "cues", "mistakes", "why", "sources", "figure", "reviewed", "garmin"}
    parts: list[object] = [recipe.model_dump(mode="json") for recipe in catalogue.routines.values()]
    for exercise in catalogue.exercises.values():
        parts.append(exercise.model_dump(mode="json", exclude=prose | {"cautions", "harder"}))
        parts.append([(c.when, c.action, c.limit and c.limit.model_dump()) for c in exercise.cautions])
        parts.append([step.exercise for step in exercise.harder])
    parts += [(p.slug, p.slot, p.demand) for p in catalogue.patterns.values()]
    parts += [(m.slug, m.group) for m in catalogue.muscles.values()]
    parts += [(tool.slug, tool.name, tool.given, tool.weight) for tool in catalogue.equipment.values()]
    for care in catalogue.care.values():
        steps = [[item.model_dump() for item in step.exercises] for step in care.back]
        parts.append((care.slug, care.where, care.instead, care.not_now, steps))
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
