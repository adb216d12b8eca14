"""The catalogue as JSON: the format's own fields, plus `slug`, `url` and what is computed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS, Catalogue
from legwork.catalogue.judgements import Verdict
from legwork.catalogue.lookups import Lookups
from legwork.catalogue.models import Care, Entry, Exercise
from legwork.catalogue.moved import Move, renamed
from legwork.exports import listing, sessions
from legwork.exports.listing import FILES, SINGLE
from legwork.exports.schema import Record, open_ended, text
from legwork.routines import clock
from legwork.routines.work_out import Routines
from legwork.work.runner import PUBLISHING, Runner


def files(
    catalogue: Catalogue, relations: Lookups, routines: Routines, moves: Sequence[Move] = (), runner: Runner = PUBLISHING
) -> Iterator[tuple[str, str]]:
    """Yield every JSON file of the site: its address from the root, and its text.

    The file of a single entry also stands where it stood before the entry got another slug: hosts that only send files
    cannot lead a program on, and an old address goes on answering with what is true today.
    """
    for file in FILES:
        lines = {
            slug: runner.one(_line, _Row(file.kind, entry, _easier(entry, relations), _verdicts(entry, relations)), slug)
            for slug, entry in catalogue.of_kind(file.kind).items()
        }
        yield from _written(file.kind, lines, file.schema(), moves)
    if routines.made:
        made = {slug: _encoded(sessions.routine(routine)) for slug, routine in routines.made.items()}
        yield from _written("routine", made, sessions.ROUTINES_SCHEMA, moves)
    if catalogue.plans:
        plans = {slug: _encoded(sessions.plan(plan, routines.made, catalogue)) for slug, plan in catalogue.plans.items()}
        yield from _written("plan", plans, sessions.PLANS_SCHEMA, moves)
    yield urls.json_file(listing.NAME), text(listing.listing(listing.listed(catalogue, routines)))
    yield urls.json_schema(listing.NAME), text(listing.SCHEMA)


@dataclass(frozen=True)
class _Row:
    """An entry, and what its record tells of its relations to others."""

    kind: str
    entry: Entry
    easier: tuple[str, ...]
    verdicts: Record


def _line(row: _Row) -> str:
    """Return the record of an entry, encoded."""
    record = _exercise(row.entry, row.easier) if isinstance(row.entry, Exercise) else _entry(row.entry)
    judged = {"judged": row.verdicts} if row.verdicts else {}
    return _encoded({**_identity(row.kind, row.entry.slug), **record, **judged})


def _easier(entry: Entry, relations: Lookups) -> tuple[str, ...]:
    """Return the exercises whose steps up lead to this one; none for an entry of another kind."""
    return tuple(slug for slug, _ in relations.easier.get(entry.slug, ())) if isinstance(entry, Exercise) else ()


def _verdicts(entry: Entry, relations: Lookups) -> Record:
    """Return the complaints of an exercise, or the exercises of a complaint, by verdict; nothing for any other entry."""
    if isinstance(entry, Exercise):
        pairs = [(care, judgement.verdict) for care, judgement in relations.judged.under(entry.slug)]
    elif isinstance(entry, Care):
        pairs = [(slug, judgement.verdict) for slug, judgement in relations.judged.by_care[entry.slug].items()]
    else:
        return {}
    return {verdict.value.replace(" ", "_"): [slug for slug, found in pairs if found is verdict] for verdict in Verdict}


def _encoded(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False)


def _written(kind: str, lines: Mapping[str, str], schema: Record, moves: Sequence[Move]) -> Iterator[tuple[str, str]]:
    """The list of a kind and its schema; for kinds that have them, each record as a file of its own, encoded once for both."""
    yield urls.json_file(KINDS[kind]), _list(lines.values())
    yield urls.json_schema(KINDS[kind]), text(open_ended(schema))
    if kind in SINGLE:
        yield urls.json_schema(kind), text(open_ended(listing.of_one(kind, schema)))
        for slug, line in lines.items():
            yield urls.json_entry(kind, slug), line
        for old, new in renamed(moves, kind).items():
            yield urls.json_entry(kind, old), lines[new]


def _list(lines: Iterable[str]) -> str:
    """A list with a record on each line: easy to compare, and written by the fast encoder."""
    return "[\n" + ",\n".join(lines) + "\n]\n"


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
