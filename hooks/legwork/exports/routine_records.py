"""Routines and plans as JSON, with their schemas."""

from __future__ import annotations

from collections.abc import Mapping

from legwork.catalogue import urls
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.recipes import Plan
from legwork.exports.schema import Record, with_header
from legwork.routines.plans import weeks
from legwork.routines.routine import Routine, Row

_AMOUNTS = {"hold": "hold_s", "distance": "distance_m", "duration": "duration_s"}


def routine(solved: Routine) -> Record:
    """Return the record of a routine. `seconds` is the exact time of warm-up, items and cool-down together."""
    recipe = solved.recipe
    return {
        "slug": recipe.slug,
        "url": f"/{urls.entry('routine', recipe.slug)}",
        "name": recipe.name,
        "summary": recipe.summary,
        "session": recipe.session,
        "minutes": recipe.minutes,
        "level": recipe.level,
        "equipment": list(recipe.equipment),
        "start": recipe.start,
        "focus": list(recipe.focus),
        "leave_out": list(recipe.leave_out),
        "stage": recipe.stage,
        "pair": recipe.pair,
        "fixed": recipe.fixed,
        "seconds": solved.seconds,
        "warm_up": _block(solved.warm_up),
        "cool_down": _block(solved.cool_down),
        "items": [_row(row) for row in solved.items],
        "rules": list(solved.rules),
        "uncovered": list(solved.uncovered),
        "waived": list(solved.waived),
    }


def _block(rows: tuple[Row, ...]) -> Record:
    return {"seconds": sum(row.seconds for row in rows), "items": [_row(row) for row in rows]}


def _row(row: Row) -> Record:
    amounts: dict[str, int | None] = dict.fromkeys(("reps", *_AMOUNTS.values()))
    if row.measure == "reps":
        amounts["reps"] = row.amount
    else:
        amounts[_AMOUNTS[row.measure]] = row.amount
    if row.measure == "duration" and row.exercise:
        amounts["reps"] = row.repeats
    return {
        "exercise": row.exercise,
        "sets": row.sets,
        **amounts,
        "per": row.per,
        "tempo": row.tempo,
        "rest_s": row.rest_s,
        "seconds": row.seconds,
        "contacts": row.contacts,
        "movement": row.movement or None,
        "limit": row.limit.model_dump(mode="json", exclude_none=True) if row.limit else None,
        "swaps": [{"exercise": swap.exercise, "why": swap.why} for swap in row.swaps],
    }


def plan(entry: Plan, routines: Mapping[str, Routine], catalogue: Catalogue) -> Record:
    """Return the record of a plan: every week with its seven days, and the run and the routine of each day."""
    return {
        "slug": entry.slug,
        "url": f"/{urls.entry('plan', entry.slug)}",
        "name": entry.name,
        "summary": entry.summary,
        "level": entry.level,
        "runs": entry.runs,
        "taper": entry.taper,
        "weeks": [
            {
                "week": week.number,
                "phase": week.phase,
                "deload": week.deload,
                "days": [{"day": d.day, "run": d.run, "routine": d.routine, "kind": d.kind} for d in week.days],
                "unmet": list(week.unmet),
            }
            for week in weeks(entry, routines, catalogue)
        ],
    }


# --- Schemas


def _object(properties: Record, optional: tuple[str, ...] = ()) -> Record:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _list(items: Record) -> Record:
    return {"type": "array", "items": items}


def _described_list(description: str, items: Record) -> Record:
    return {**_list(items), "description": description}


def _of(kind: str, description: str = "") -> Record:
    return {"type": kind, **({"description": description} if description else {})}


def _or_null(kind: str, description: str = "") -> Record:
    return {"type": [kind, "null"], **({"description": description} if description else {})}


def _one_of(*values: str | None) -> Record:
    return {"enum": list(values)}


_LEVEL = _one_of("beginner", "intermediate", "advanced")
_STRINGS = _list(_of("string"))
_LIMIT: Record = {
    "hold_s": _of("integer", "Longest hold, in seconds a set."),
    "reps": _of("integer", "Most repetitions a set."),
    "sets": _of("integer", "Most sets."),
    "load": {"enum": ["none"], "description": "Without added weight."},
    "depth": _of("string", "How deep, how high or how far."),
}
_LINE = _object(
    {
        "exercise": _or_null("string", "Slug of the exercise; null for easy movement in a warm-up."),
        "sets": _of("integer"),
        "reps": _or_null("integer", "Repetitions per set, or repeats of a duration."),
        "hold_s": _or_null("integer", "Seconds held per set."),
        "distance_m": _or_null("integer", "Meters per set."),
        "duration_s": _or_null("integer", "Seconds per repeat."),
        "per": _one_of("side", "total"),
        "tempo": _or_null("string", "Seconds down-pause-up-pause."),
        "rest_s": _of("integer", "Seconds between sets, or between repeats."),
        "seconds": _of("integer", "The whole row, both sides, rests and set-up counted."),
        "contacts": _of("integer", "Ground contacts in the whole row."),
        "movement": _or_null("string", "What is done in a row without an exercise."),
        "limit": {
            "anyOf": [_object(_LIMIT, optional=tuple(_LIMIT)), {"type": "null"}],
            "description": "How far the exercise may go for what hurts, where that is less than its page says.",
        },
        "swaps": _list(_object({"exercise": _of("string"), "why": _of("string")})),
    }
)
_BLOCK = {
    **_object({"seconds": _of("integer"), "items": _list(_LINE)}),
    "description": "Its seconds, and rows like those of `items`.",
}
_NAME = _of("string", "As shown on its page.")
_SUMMARY = _of("string", "One sentence.")
_SLUG = _of("string", "Its id.")

ROUTINES_SCHEMA: Record = {
    **with_header({"title": "routines.json"}),
    **_list(
        _object(
            {
                "slug": _SLUG,
                "url": _of("string", "The routine's page, from the site's root."),
                "name": _NAME,
                "summary": _SUMMARY,
                "session": _one_of("main", "micro", "warm-up", "cool-down"),
                "minutes": _of("integer", "What the session may take."),
                "level": _LEVEL,
                "equipment": {**_STRINGS, "description": "What the runner must own; ids in equipment.json."},
                "start": _one_of("after-run", "cold"),
                "focus": {**_STRINGS, "description": "Demands or muscles that it favors."},
                "leave_out": {**_STRINGS, "description": "Ids in care.json that the session is made for."},
                "stage": _or_null("integer", "The step of the complaint's way back that the session holds, from 1."),
                "pair": _or_null("string", "The other session of the week."),
                "fixed": _of("boolean", "Written down by a source, not chosen."),
                "seconds": _of("integer", "Warm-up, items and cool-down together."),
                "warm_up": _BLOCK,
                "cool_down": _BLOCK,
                "items": {**_list(_LINE), "description": "One row an exercise, in order."},
                "rules": {**_STRINGS, "description": "Ids of the rules that shaped it."},
                "uncovered": {**_STRINGS, "description": "Parts of a week that the kit cannot give."},
                "waived": {**_STRINGS, "description": "Parts of a day that what hurts forbids."},
            }
        )
    ),
}

PLANS_SCHEMA: Record = {
    **with_header({"title": "plans.json"}),
    **_list(
        _object(
            {
                "slug": _SLUG,
                "url": _of("string", "The plan's page, from the site's root."),
                "name": _NAME,
                "summary": _SUMMARY,
                "level": _LEVEL,
                "runs": _of("integer", "Runs a week."),
                "taper": _of("boolean", "The last week ends in a race."),
                "weeks": _described_list(
                    "Every week with its seven days.",
                    _object(
                        {
                            "week": _of("integer"),
                            "phase": _one_of("reps", "load", "step"),
                            "deload": _of("boolean"),
                            "days": _list(
                                _object(
                                    {
                                        "day": _of("string"),
                                        "run": _one_of("rest", "easy", "quality", "long", "race"),
                                        "routine": _or_null("string"),
                                        "kind": _one_of("main", "micro", None),
                                    }
                                )
                            ),
                            "unmet": _STRINGS,
                        }
                    ),
                ),
            }
        )
    ),
}
