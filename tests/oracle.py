"""An independent reading of the rules: what a finished session, a week or a placement breaks, if anything.

Written from the rules' own text and from the catalogue's fields, with numbers of its own. It shares no code with the
solver, nor with the audit that ships, and is used to test both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legwork.catalogue.catalogue import Catalogue
    from legwork.catalogue.models import Care, Exercise
    from legwork.routines.routine import Routine, Row
    from legwork.routines.week import Placeable, Placement

Violation = tuple[str, str]
"""Rule id, and what is wrong."""

_LEVEL = {"beginner": 1, "intermediate": 2, "advanced": 3}
_ORDER_EXEMPT = ("warm-up", "cool-down")


def audit(routine: Routine, catalogue: Catalogue) -> list[Violation]:
    """Return every rule of a single session that the routine breaks."""
    checks = (
        _time,
        _count,
        _coverage,
        _families,
        _ladders,
        _suitable,
        _complaint,
        _order,
        _lowering,
        _jumps,
        _micro,
        _hills,
        _warm_up,
    )
    return [violation for check in checks for violation in check(routine, catalogue)]


def audit_week(first: Routine, second: Routine, catalogue: Catalogue) -> list[Violation]:
    """Return what two sessions of one week break together (R-C2), apart from parts their kit cannot give."""
    return [*_week_parts(first, second, catalogue), *_shared(first, second)]


def _items(routine: Routine, catalogue: Catalogue) -> list[tuple[Row, Exercise]]:
    return [(row, catalogue.exercises[row.exercise]) for row in routine.items if row.exercise]


def _time(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    total = sum(row.seconds for row in routine.warm_up + routine.items + routine.cool_down)
    if total > routine.recipe.minutes * 60:
        yield "R-T1", f"takes {total} s, more than its {routine.recipe.minutes} minutes"


def _count(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    if routine.recipe.session not in ("main", "micro"):
        return
    minutes, number = routine.recipe.minutes, len(routine.items)
    bounds = {10: (3, 4), 15: (4, 5), 20: (5, 6), 30: (6, 7), 40: (6, 8)}
    step = max((m for m in bounds if m <= minutes), default=10)
    least, most = bounds[step]
    least = min(least, 3) if routine.recipe.leave_out else least
    most = max(most, len(_of_stage(routine, catalogue)))
    if not least <= number <= most:
        yield "R-V1", f"has {number} exercises; {least} to {most} belong in {minutes} minutes"


def _coverage(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    if routine.recipe.session != "main" or routine.recipe.minutes < 15:
        return
    exercises = [exercise for _, exercise in _items(routine, catalogue)]
    patterns = {exercise.pattern for exercise in exercises}
    if not patterns & {"squat", "lunge"} and "knee" not in routine.waived:
        yield "R-C1", "has no squat or lunge"
    if not patterns & {"hinge", "bridge", "knee-flexion"} and "hip" not in routine.waived:
        yield "R-C1", "has no hinge, bridge or leg curl"
    if "calf" not in patterns and "straight-calf" not in routine.waived:
        yield "R-C1", "has no calf exercise"
    sideways = [
        e
        for e in exercises
        if e.pattern in ("hip-abduction", "hip-adduction")
        or "adductors" in e.muscles.primary
        or e.muscles.primary[0] == "gluteus-medius"
    ]
    if not sideways and "frontal" not in routine.waived:
        yield "R-C1", "has no side-to-side hip exercise"


def _of_stage(routine: Routine, catalogue: Catalogue) -> frozenset[str]:
    """Return the exercises of the step of the way back that the session is made for."""
    recipe = routine.recipe
    steps = catalogue.care[recipe.leave_out[0]].back[recipe.stage - 1 : recipe.stage] if recipe.stage else ()
    return frozenset(item.exercise for step in steps for item in step.exercises)


def _families(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    of_stage = _of_stage(routine, catalogue)
    free = [exercise.pattern for _, exercise in _items(routine, catalogue) if exercise.slug not in of_stage]
    taken = Counter(exercise.pattern for _, exercise in _items(routine, catalogue) if exercise.slug in of_stage)
    for pattern, number in Counter(free).items():
        number += min(taken[pattern], 2)
        if number > 2:
            yield "R-C4", f"has {number} exercises of the family '{pattern}'"


def _ladders(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    chosen = [exercise for _, exercise in _items(routine, catalogue)]
    of_stage = _of_stage(routine, catalogue)
    for exercise in chosen:
        above, front = set(), [exercise.slug]
        while front:
            steps = [step.exercise for slug in front for step in catalogue.exercises[slug].harder]
            front = [slug for slug in steps if slug not in above]
            above.update(front)
        for other in chosen:
            if other.slug in above and not {exercise.slug, other.slug} <= of_stage:
                yield "R-C4", f"has '{exercise.slug}' and '{other.slug}', two rungs of one ladder"


def _suitable(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    recipe = routine.recipe
    owned = {*recipe.equipment, *(slug for slug, tool in catalogue.equipment.items() if tool.given)}
    of_stage = _of_stage(routine, catalogue)
    for row in routine.rows:
        if row.exercise is None:
            continue
        exercise = catalogue.exercises[row.exercise]
        if _LEVEL[exercise.level] > _LEVEL[recipe.level] and exercise.slug not in of_stage:
            yield "R-C5", f"'{exercise.slug}' is for {exercise.level} runners"
        for tool in exercise.equipment.required:
            if tool not in owned:
                yield "R-C5", f"'{exercise.slug}' needs '{tool}'"


def _complaint(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    """Yield every row that goes against what the complaints' pages and the exercise's own cautions say; warm-up and cool-down too."""
    if not routine.recipe.leave_out:
        return
    present = {row.exercise for row in routine.rows}
    for slug in sorted(_of_stage(routine, catalogue) - present):
        yield "R-K1", f"lacks '{slug}' of its step of the way back"
    for row in routine.rows:
        if row.exercise is None:
            if re.search(r"jog|run|skip|hop|jump", row.movement, re.IGNORECASE):
                yield "R-K1", f"begins with '{row.movement}'"
            continue
        exercise = catalogue.exercises[row.exercise]
        if exercise.impact > 0:
            yield "R-K1", f"'{exercise.slug}' lands"
        for slug in routine.recipe.leave_out:
            if told := _against(row, exercise, catalogue.care[slug], catalogue):
                yield "R-K1", f"'{exercise.slug}' {told} with '{slug}'"


def _against(row: Row, exercise: Exercise, care: Care, catalogue: Catalogue) -> str:
    """Return why a row may not be done with a complaint, or nothing."""
    mine = [caution for caution in exercise.cautions if caution.when == care.slug]
    if any(caution.action == "avoid" for caution in mine):
        return "is to be left out"
    at_ease = exercise.kind in ("stretch", "mobility")
    demand = catalogue.patterns[exercise.pattern].demand
    if not at_ease and demand in care.not_now and demand != "impact":
        return f"asks for {demand}, which waits"
    changes = [caution for caution in mine if caution.action == "modify"]
    if not changes:
        return "" if exercise.slug in care.instead else "is judged by nobody"
    limit = changes[0].limit
    if limit is None:
        return "is to be changed, and nothing says how far"
    most = {"reps": limit.reps, "hold": limit.hold_s, "duration": limit.hold_s, "distance": None}[row.measure]
    if (most and row.amount > most) or (limit.sets and row.sets > limit.sets):
        return "goes beyond its limit"
    weights = {slug for slug, tool in catalogue.equipment.items() if tool.weight}
    return "adds load" if limit.load and weights & set(exercise.equipment.required) else ""


def _order(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    """Slots in order, which also keeps calves after jumps and balance, and jumps from being last."""
    if routine.recipe.session in _ORDER_EXEMPT or routine.recipe.fixed:
        return
    items = _items(routine, catalogue)
    slots = [catalogue.patterns[exercise.pattern].slot for _, exercise in items]
    if slots != sorted(slots):
        yield "R-O1", "is not in the order of a session"
    tired = False
    for _, exercise in items:
        jump_or_balance = exercise.kind == "plyometric" or exercise.impact >= 2 or exercise.pattern == "balance"
        if tired and jump_or_balance:
            yield "R-O2", f"'{exercise.slug}' comes after calf or foot work"
        tired = tired or exercise.pattern in ("calf", "dorsiflexion", "foot")
    if items and len(items) > 1 and items[-1][1].kind == "plyometric":
        yield "R-P7", f"'{items[-1][1].slug}' comes last"


def _lowering(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    of_stage = _of_stage(routine, catalogue)
    chosen = [exercise for _, exercise in _items(routine, catalogue) if exercise.slug not in of_stage]
    number = sum(exercise.contraction == "eccentric" for exercise in chosen)
    most = {"beginner": 0, "intermediate": 1, "advanced": 2}[routine.recipe.level]
    if number > most:
        yield "R-O4", f"has {number} heavy lowering exercises; at most {most} at this level"


def _jumps(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    jumps = [
        (row, e) for row, e in _items(routine, catalogue) if e.kind == "plyometric" or (e.impact >= 2 and e.kind != "hill")
    ]
    if routine.recipe.level == "beginner" and jumps:
        yield "R-P1", "has jumps for beginners"
    if jumps and "impact" not in routine.recipe.focus:
        yield "R-P2", "has jumps, though nobody asked for a session with jumps"
    if len(jumps) > 2:
        yield "R-P5", f"has {len(jumps)} jumping exercises"
    landings = one_leg = 0
    for row, exercise in jumps:
        doses = dict(exercise.doses.items())
        dose = doses.get(routine.recipe.level) or next(iter(doses.values()))
        sides = 2 if row.per == "side" else 1
        number = row.sets * row.amount * sides * (dose.contacts or 0) if row.measure == "reps" else 0
        landings += number
        one_leg += number if exercise.impact == 3 else 0
    cap = {"beginner": 0, "intermediate": 60, "advanced": 100}[routine.recipe.level]
    if landings > cap:
        yield "R-P4", f"has {landings} landings; at most {cap} at this level"
    if one_leg > 40:
        yield "R-P4", f"has {one_leg} hard landings; at most 40"


def _micro(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    if routine.recipe.session != "micro":
        return
    if routine.recipe.minutes > 15:
        yield "R-F2", "is a micro session of more than 15 minutes"
    for _, exercise in _items(routine, catalogue):
        if exercise.kind == "plyometric" or exercise.impact >= 2 or exercise.contraction == "eccentric":
            yield "R-F2", f"'{exercise.slug}' is too hard for a micro session"


def _hills(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    hills = [exercise for _, exercise in _items(routine, catalogue) if exercise.kind == "hill"]
    if hills and len(routine.items) > 1:
        yield "R-H1", "mixes hill repeats with other leg work"


def _warm_up(routine: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    recipe = routine.recipe
    if recipe.session in _ORDER_EXEMPT:
        return
    seconds = sum(row.seconds for row in routine.warm_up)
    loaded = False
    for _, exercise in _items(routine, catalogue):
        dose = getattr(exercise.doses, recipe.level)
        heavy = (
            dose is not None and dose.reps is not None and dose.duration is None and dose.reps[1] <= 6 and dose.rest[0] >= 90
        )
        loaded = loaded or heavy or exercise.kind == "plyometric" or exercise.impact >= 2
    if any(exercise.kind == "hill" for _, exercise in _items(routine, catalogue)):
        if seconds < 600:
            yield "R-H1", f"warms up for {seconds} s before hills; ten minutes belong there"
    elif loaded and not 300 <= seconds <= 480:
        yield "R-W1", f"warms up for {seconds} s before jumps or heavy sets; 5 to 8 minutes belong there"
    elif not loaded and recipe.start == "cold" and not 180 <= seconds <= 300:
        yield "R-W1", f"warms up for {seconds} s from cold; 3 to 5 minutes belong there"
    elif not loaded and recipe.start == "after-run" and seconds > 60:
        yield "R-W1", f"warms up for {seconds} s after a run; a minute is enough"


def _week_parts(first: Routine, second: Routine, catalogue: Catalogue) -> Iterator[Violation]:
    week = [exercise for routine in (first, second) for _, exercise in _items(routine, catalogue)]
    primary = [set(exercise.muscles.primary) for exercise in week]
    trunk = {"abdominals", "obliques", "erector-spinae", "quadratus-lumborum"}
    calves = [muscles for exercise, muscles in zip(week, primary, strict=True) if exercise.pattern == "calf"]
    hinged = any(exercise.pattern in ("hinge", "bridge", "knee-flexion") for exercise in week)
    curled = any(
        e.pattern == "knee-flexion" or (e.contraction == "eccentric" and "hamstrings" in e.muscles.primary) for e in week
    )
    relaxed = first.recipe.level == "beginner" or "hamstrings" in first.uncovered
    present = {
        "straight-calf": any("gastrocnemius" in muscles for muscles in calves),
        "bent-calf": any("soleus" in muscles and "gastrocnemius" not in muscles for muscles in calves),
        "hamstrings": hinged if relaxed else curled,
        "adductors": any("adductors" in muscles for muscles in primary),
        "abductors": any(
            e.pattern == "hip-abduction" or e.muscles.primary[0] in ("gluteus-medius", "tensor-fasciae-latae") for e in week
        ),
        "core": any(e.pattern == "core" or e.muscles.primary[0] in trunk for e in week),
    }
    for part, is_there in present.items():
        waived = part in first.uncovered and part != "hamstrings"
        if not is_there and not waived:
            yield "R-C2", f"the week lacks {part}"


def _shared(first: Routine, second: Routine) -> Iterator[Violation]:
    for slug in sorted(set(first.exercises) & set(second.exercises)):
        yield "R-C2", f"'{slug}' stands in both sessions of the week"


def broken(week: tuple[str, ...], placement: Placement, sessions: tuple[Placeable, ...]) -> list[str]:
    """Return the rules that a placement breaks."""
    impact = {session.name: session.impact for session in sessions}
    faults = []
    for day, name in placement.main:
        if week[day] == "long":
            faults.append("R-L4: legs on the long-run day")
        if week[day - 1] == "long":
            faults.append("R-L4: main session on the day after the long run")
        if week[(day + 1) % 7] in ("quality", "long"):
            faults.append("R-L3: main session in the 24 hours before a key run")
        near = {week[day - 1], week[day], week[(day + 1) % 7]}
        if impact[name] and "long" in near:
            faults.append("R-P6: jumps beside the long run")
        if impact[name] and week[day] == "quality":
            faults.append("R-P6: jumps after a hard run")
    days = [day for day, _ in placement.main]
    near_days = [(a, b) for a, b in combinations(days, 2) if (a - b) % 7 < 2 or (b - a) % 7 < 2]
    faults += ["R-F1: main sessions less than 48 hours apart" for _ in near_days]
    for day in placement.micro:
        if week[day] != "easy":
            faults.append("R-F2: micro session without an easy run before it")
        if week[day - 1] == "long":
            faults.append("R-L4: legs on the day after the long run")
        if day in days:
            faults.append("R-F2: micro session on the day of a main one")
    if len(placement.main) + len(placement.micro) > 3:
        faults.append("R-F2: more than three leg sessions")
    return faults
