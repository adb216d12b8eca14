"""Tables of what the catalogue covers and where it is thin, for editors who decide what to write next."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.evidence import EVIDENCE_ORDER, strongest
from legwork.catalogue.judgments import Verdict
from legwork.catalogue.lookups import Lookups, lookups
from legwork.catalogue.models import CONVENTION, Exercise, Pattern
from legwork.editing import reading_grade
from legwork.editing.tables import Row, Table
from legwork.text.fields import LEVELS
from legwork.text.inline import plain

NO_KIT = "none or given"
PLACES = (NO_KIT, "home", "outdoors", "gym")
"""Places where an exercise can be done: the place of the piece of its kit that is hardest to come by."""
STALE_DAYS = 365
"""A year: after it an editor reads the whole entry again."""
LONGEST_LADDERS_SHOWN = 12
HARDEST_TEXTS_SHOWN = 15


def report(catalogue: Catalogue, today: datetime.date) -> tuple[Table, ...]:
    """Return every table, in reading order."""
    coverage = _Coverage(catalogue, today)
    return tuple(make(coverage) for make in _TABLES)


class _Coverage:
    """The catalogue, and facts about it that several tables need."""

    def __init__(self, catalogue: Catalogue, today: datetime.date) -> None:
        self.catalogue = catalogue
        self.exercises = tuple(catalogue.exercises.values())
        self.today = today

    @cached_property
    def lookups(self) -> Lookups:
        return lookups(self.catalogue)

    def place(self, exercise: Exercise) -> str:
        kit = [self.catalogue.equipment[slug] for slug in exercise.equipment.required]
        return max((NO_KIT if piece.given else piece.where for piece in kit), key=PLACES.index, default=NO_KIT)

    def strongest(self, keys: tuple[str, ...]) -> str:
        return strongest(CONVENTION if key == CONVENTION else self.catalogue.sources[key].strength for key in keys)


def _count(labels: tuple[str, ...], occurrences: Iterable[str]) -> tuple[int, ...]:
    """Return how often each label occurs, and the total."""
    counts = Counter(occurrences)
    return (*(counts[label] for label in labels), counts.total())


def _muscles(coverage: _Coverage) -> Table:
    rows: list[Row] = []
    for slug in coverage.catalogue.muscles:
        levels = [coverage.catalogue.exercises[exercise].level for exercise in coverage.lookups.primary.get(slug, ())]
        rows.append((slug, *_count(LEVELS, levels), len(coverage.lookups.secondary.get(slug, ()))))
    columns = ("muscle", *LEVELS, "all", "works along")
    return Table("muscles", "Muscles and levels: exercises that train the muscle first", columns, tuple(rows))


def _session_order(pattern: Pattern) -> tuple[int, str]:
    return pattern.slot, pattern.slug


def _patterns(coverage: _Coverage) -> Table:
    rows: list[Row] = []
    for pattern in sorted(coverage.catalogue.patterns.values(), key=_session_order):
        places = [coverage.place(exercise) for exercise in coverage.exercises if exercise.pattern == pattern.slug]
        rows.append((pattern.slug, *_count(PLACES, places)))
    title = "Patterns and kit: exercises by the piece of kit that is hardest to come by"
    return Table("patterns", title, ("pattern", *PLACES, "all"), tuple(rows))


def _care(coverage: _Coverage) -> Table:
    patterns = coverage.catalogue.patterns
    demands = tuple(dict.fromkeys(pattern.demand for pattern in sorted(patterns.values(), key=_session_order)))
    rows: list[Row] = []
    for care, judged in coverage.lookups.judged.by_care.items():
        counts = Counter((str(patterns[e.pattern].demand), judged[e.slug].verdict) for e in coverage.exercises)
        every = tuple(coverage.lookups.judged.count(care)[verdict] for verdict in VERDICTS)
        rows.append((care, *(tuple(counts[demand, verdict] for verdict in VERDICTS) for demand in demands), every))
    note = f"Exercises of each demand that are {'/'.join(VERDICTS)} under the complaint."
    return Table("care", "Demands and care", ("complaint", *demands, "all"), tuple(rows), note)


VERDICTS = (Verdict.FINE, Verdict.MODIFY, Verdict.AVOID, Verdict.NOT_JUDGED)
"""The verdicts on an exercise under a complaint, in the order of the table."""


def _doses(coverage: _Coverage) -> Table:
    doses = [(_ground(dose.sources), level) for exercise in coverage.exercises for level, dose in exercise.doses.items()]
    rows: list[Row] = [(ground, *_count(LEVELS, (level for on, level in doses if on == ground))) for ground in _GROUNDS]
    return Table("doses", "Doses and what they rest on", ("rests on", *LEVELS, "all"), tuple(rows))


_NO_SOURCE, _CUSTOM = "nothing", "convention alone"
_GROUNDS = ("a source", "a source and convention", _CUSTOM, _NO_SOURCE)


def _ground(keys: tuple[str, ...]) -> str:
    if not keys:
        return _NO_SOURCE
    return _GROUNDS[0] if CONVENTION not in keys else _CUSTOM if set(keys) == {CONVENTION} else _GROUNDS[1]


def _doses_to_ground(coverage: _Coverage) -> Table:
    rows: list[Row] = []
    for exercise in coverage.exercises:
        grounds = {level: _ground(dose.sources) for level, dose in exercise.doses.items()}
        levels = {ground: tuple(level for level in grounds if grounds[level] == ground) for ground in (_NO_SOURCE, _CUSTOM)}
        if any(levels.values()):
            rows.append((exercise.slug, levels[_NO_SOURCE], levels[_CUSTOM]))
    rows.sort(key=lambda row: (not row[1], row[0]))
    title = "Doses without a source, or on convention alone"
    return Table("doses_to_ground", title, ("exercise", _NO_SOURCE, _CUSTOM), tuple(rows))


def _claims(coverage: _Coverage) -> Table:
    claims = [(coverage.strongest(claim.sources), exercise.slug) for exercise in coverage.exercises for claim in exercise.why]
    rows: list[Row] = []
    for strength in EVIDENCE_ORDER:
        slugs = [slug for best, slug in claims if best == strength]
        rows.append((strength, len(slugs), len(set(slugs))))
    return Table("claims", "Claims by the strength of their strongest source", ("strength", "claims", "exercises"), tuple(rows))


def _stale(coverage: _Coverage) -> Table:
    days = {exercise.slug: (coverage.today - exercise.reviewed).days for exercise in coverage.exercises}
    old = sorted(
        (exercise for exercise in coverage.exercises if days[exercise.slug] > STALE_DAYS),
        key=lambda exercise: (exercise.reviewed, exercise.slug),
    )
    rows = tuple((exercise.slug, exercise.reviewed.isoformat(), days[exercise.slug]) for exercise in old)
    note = f"As of {coverage.today.isoformat()}."
    return Table("stale", "Exercises not reviewed for a year", ("exercise", "reviewed", "days ago"), rows, note)


def _ladders(coverage: _Coverage) -> Table:
    longest: dict[str, tuple[str, ...]] = {}

    def up_to(slug: str) -> tuple[str, ...]:
        if slug not in longest:
            ways = [up_to(lower) for lower, _ in coverage.lookups.easier.get(slug, ())]
            longest[slug] = (*min(ways, key=lambda way: (-len(way), way), default=()), slug)
        return longest[slug]

    tops = [up_to(exercise.slug) for exercise in coverage.exercises if not exercise.harder]
    ladders = sorted((way for way in tops if len(way) > 1), key=lambda way: (-len(way), way))
    rows = tuple((way[-1], len(way), " > ".join(way[:-1])) for way in ladders)
    title = "Longest ladders: the longest way up to each top"
    return Table("ladders", title, ("top", "rungs", "from the lowest rung"), rows, shown=LONGEST_LADDERS_SHOWN)


def _garmin(coverage: _Coverage) -> Table:
    by_kind = {kind: [exercise.slug for exercise in coverage.exercises if exercise.kind == kind] for kind in _kinds(coverage)}
    rows: list[Row] = []
    for kind, slugs in by_kind.items():
        missing = tuple(slug for slug in slugs if coverage.catalogue.exercises[slug].garmin is None)
        rows.append((kind, len(slugs), len(missing), missing))
    return Table("garmin", "Exercises without a name on a watch", ("kind", "all", "missing", "which"), tuple(rows))


def _kinds(coverage: _Coverage) -> list[str]:
    return sorted({exercise.kind for exercise in coverage.exercises})


def _reading(coverage: _Coverage) -> Table:
    graded = sorted(
        (_grade_row(exercise.slug, [plain(step) for step in exercise.steps]) for exercise in coverage.exercises),
        key=_hardest_first,
    )
    every = _grade_row("(all)", [plain(step) for exercise in coverage.exercises for step in exercise.steps])
    columns = ("exercise", "grade", "words", "words per sentence")
    note = "Grade of Flesch and Kincaid: the school year from which the steps can be read. Hardest first."
    return Table("reading", "Reading grade of the steps", columns, (every, *graded), note, shown=HARDEST_TEXTS_SHOWN + 1)


def _grade_row(name: str, steps: list[str]) -> tuple[str, float, int, float]:
    """Return a row of the table. Adding zero turns a grade of minus zero into zero."""
    words = sum(len(reading_grade.split_words(step)) for step in steps)
    sentences = sum(map(reading_grade.sentences, steps)) or 1
    return name, round(reading_grade.grade(steps), 1) + 0.0, words, round(words / sentences, 1)


def _hardest_first(row: tuple[str, float, int, float]) -> tuple[float, str]:
    return -row[1], row[0]


_TABLES: tuple[Callable[[_Coverage], Table], ...] = (
    _muscles,
    _patterns,
    _care,
    _doses,
    _doses_to_ground,
    _claims,
    _stale,
    _ladders,
    _garmin,
    _reading,
)
