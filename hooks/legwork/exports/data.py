"""The catalogue as JSON: the fields of the format, plus `slug`, `url` and computed fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS, Catalogue
from legwork.catalogue.judgments import Verdict
from legwork.catalogue.lookups import Lookups
from legwork.catalogue.models import Care, Entry, Exercise
from legwork.catalogue.moved import Move, renamed
from legwork.exports import listing, routine_records
from legwork.exports.listing import FILES, SINGLE
from legwork.exports.schema import Record, open_ended, text
from legwork.routines import clock
from legwork.routines.solve_all import Routines
from legwork.work.runner import PUBLISHING, Runner


def files(
    catalogue: Catalogue, lookups: Lookups, routines: Routines, moves: Sequence[Move] = (), runner: Runner = PUBLISHING
) -> Iterator[tuple[str, str]]:
    """Yield every JSON file of the site: its address from the root, and its text.

    The file of a single entry is also published under each former slug of the entry. A host that only serves files cannot
    redirect a program, so the file at the old address has the current record.
    """
    for file in FILES:
        records = {
            slug: runner.run(
                _encode_entry, _EntryData(file.kind, entry, _easier(entry, lookups), _verdicts(entry, lookups)), slug
            )
            for slug, entry in catalogue.of_kind(file.kind).items()
        }
        yield from _list_files(file.kind, records, file.schema(), moves)
    if routines.by_slug:
        records = {slug: _encode(routine_records.routine(routine)) for slug, routine in routines.by_slug.items()}
        yield from _list_files("routine", records, routine_records.ROUTINES_SCHEMA, moves)
    if catalogue.plans:
        records = {
            slug: _encode(routine_records.plan(plan, routines.by_slug, catalogue)) for slug, plan in catalogue.plans.items()
        }
        yield from _list_files("plan", records, routine_records.PLANS_SCHEMA, moves)
    yield urls.json_file(listing.NAME), text(listing.listing(listing.listed_files(catalogue, routines)))
    yield urls.json_schema(listing.NAME), text(listing.SCHEMA)


@dataclass(frozen=True)
class _EntryData:
    """An entry, and the relations to other entries that its record holds."""

    kind: str
    entry: Entry
    easier: tuple[str, ...]
    verdicts: Record


def _encode_entry(data: _EntryData) -> str:
    """Return the record of an entry as JSON."""
    record = _exercise(data.entry, data.easier) if isinstance(data.entry, Exercise) else _entry(data.entry)
    judged = {"judged": data.verdicts} if data.verdicts else {}
    return _encode({**_identity(data.kind, data.entry.slug), **record, **judged})


def _easier(entry: Entry, lookups: Lookups) -> tuple[str, ...]:
    """Return the exercises whose `harder` leads to this one. An entry of another kind has none."""
    return tuple(slug for slug, _ in lookups.easier.get(entry.slug, ())) if isinstance(entry, Exercise) else ()


def _verdicts(entry: Entry, lookups: Lookups) -> Record:
    """Return the verdicts of an entry: of an exercise its care entries by verdict, of a care entry its exercises by verdict; otherwise empty."""
    if isinstance(entry, Exercise):
        pairs = [(care, judgment.verdict) for care, judgment in lookups.judged.under(entry.slug)]
    elif isinstance(entry, Care):
        pairs = [(slug, judgment.verdict) for slug, judgment in lookups.judged.by_care[entry.slug].items()]
    else:
        return {}
    return {verdict.value.replace(" ", "_"): [slug for slug, judged in pairs if judged is verdict] for verdict in Verdict}


def _encode(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False)


def _list_files(kind: str, records: Mapping[str, str], schema: Record, moves: Sequence[Move]) -> Iterator[tuple[str, str]]:
    """Yield the list of a kind and its schema, and for kinds in SINGLE the file of each entry.

    A record is encoded once, for the list and for its own file.
    """
    yield urls.json_file(KINDS[kind]), _list(records.values())
    yield urls.json_schema(KINDS[kind]), text(open_ended(schema))
    if kind in SINGLE:
        yield urls.json_schema(kind), text(open_ended(listing.of_one(kind, schema)))
        for slug, record in records.items():
            yield urls.json_entry(kind, slug), record
        for old, new in renamed(moves, kind).items():
            yield urls.json_entry(kind, old), records[new]


def _list(records: Iterable[str]) -> str:
    """Return a JSON list with one record on each line: easy to compare, and made by the fast encoder."""
    return "[\n" + ",\n".join(records) + "\n]\n"


def _identity(kind: str, slug: str) -> Record:
    return {"slug": slug, "url": f"/{urls.entry(kind, slug)}"}


def _entry(entry: Entry) -> Record:
    return entry.model_dump(mode="json", exclude={"slug"}, exclude_none=True, by_alias=True)


def _exercise(exercise: Exercise, easier: tuple[str, ...]) -> Record:
    record = _entry(exercise)
    for level, dose in exercise.doses.items():
        record["doses"][level] |= {"per": exercise.dose_per(dose), "seconds": list(clock.span(exercise, dose))}
    record["easier"] = list(easier)
    return record
