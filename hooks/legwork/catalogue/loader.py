"""Reading a catalogue folder: drafts from files, with every problem of every file."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from legwork.catalogue.catalogue import FOLDERS, KINDS, MOVED, OPTIONAL, POLICY, VOCABULARIES, Draft, Location, Reading
from legwork.catalogue.models import Entry
from legwork.catalogue.validation import findings
from legwork.text import rules, yaml_reader
from legwork.text.fields import LEVELS
from legwork.text.problems import Problem
from legwork.text.yaml_reader import Data, Document
from legwork.work.runner import PUBLISHING, Runner

STAND_INS: Mapping[str, Mapping[str, Data]] = {
    "exercise": {
        "name": "Unnamed",
        "summary": "None.",
        "pattern": "none",
        "kind": "strength",
        "level": LEVELS[0],
        "laterality": "bilateral",
        "contraction": "dynamic",
        "impact": 0,
        "phases": ("main",),
        "muscles": {"primary": ("none",)},
        "equipment": {"required": ()},
        "steps": ("One.", "Two.", "Three."),
        "cues": ("None",),
        "cautions": ({"action": "note", "text": "None."},),
        "doses": {LEVELS[0]: {"reps": 1}},
        "reviewed": "2026-01-01",
    },
    "muscle": {"name": "Unnamed", "group": "None", "role": "None.", "region": "none"},
    "equipment": {"name": "Unnamed", "where": "home"},
    "pattern": {"name": "Unnamed", "slot": 0, "demand": "knee", "summary": "None."},
    "care": {"kind": "state", "name": "Unnamed", "advice": "None.", "stop": "None.", "reviewed": "2026-01-01"},
    "flag": {"urgency": "today", "text": "None."},
    "source": {"type": "document", "title": "Untitled", "strength": "article"},
    "routine": {"name": "Unnamed", "summary": "None.", "session": "main", "minutes": 10, "level": LEVELS[0]},
    "plan": {
        "name": "Unnamed",
        "summary": "None.",
        "level": LEVELS[0],
        "week": dict.fromkeys(
            ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
            "rest",
        ),
        "stages": ({"weeks": (1, 1), "main": ("none",)},),
    },
}
"""Stand-ins, by kind, for fields of an entry that cannot be read, so that its other fields can still be checked
in the same run. They reach no page: a draft with a stand-in is never published."""


def read_folder(folder: FilePath, root: FilePath, runner: Runner = PUBLISHING) -> Reading:
    """Read everything in a catalogue folder. Files are named in problems relative to `root`."""
    reading = Reading()
    with collector_paused():
        for kind in VOCABULARIES:
            path = folder / f"{KINDS[kind]}.yml"
            if kind not in OPTIONAL or os.path.lexists(path):
                _read_vocabulary(reading, kind, path, root)
        reading.moved = _read_beside(reading, folder, root, MOVED)
        reading.policy = _read_beside(reading, folder, root, POLICY)
        paths = [(kind, path) for kind in FOLDERS for path in _files(reading, kind, folder / KINDS[kind], root)]
        entries = runner.map(_entry, paths, lambda one: _File(*one, root, _bytes(one[1])))
        for draft, problems in entries:
            reading.add(draft)
            reading.problems += problems
    return reading


@dataclass(frozen=True)
class _File:
    """A file with one entry, and its bytes, or the reason why it cannot be read."""

    kind: str
    path: FilePath
    root: FilePath
    raw: bytes | str


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause Python's collector of cycles. Reading and checking make millions of small objects and no cycles, and the
    collector triples their time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _shown(path: FilePath, root: FilePath) -> str:
    return FilePath(os.path.relpath(path, root)).as_posix()


def _files(reading: Reading, kind: str, folder: FilePath, root: FilePath) -> list[FilePath]:
    if kind != "exercise" and not folder.exists():
        return []
    try:
        files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        hint = f"one YAML file for each {kind} goes there"
        message = f"cannot read the folder: {error.strerror}"
        reading.problems.append(Problem(rules.FILE_READABLE, _shown(folder, root), 1, 1, "", message, hint))
        reading.unread_kinds.add(kind)
        return []
    for file in files:
        if file.suffix != ".yml":
            rename = "" if file.is_dir() else f"rename it to {file.stem}.yml, or "
            hint = f"{rename}move it out of this folder"
            reading.problems.append(Problem(rules.FILE_NAME, _shown(file, root), 1, 1, "", "not a .yml file", hint))
    return [file for file in files if file.suffix == ".yml"]


def _bytes(path: FilePath) -> bytes | str:
    """Return the bytes of the file, or the reason why it cannot be read."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            if not path.resolve(strict=True).is_relative_to(path.parent.resolve()):
                return "the link leads outside the catalogue"
            mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return "it is a folder" if stat.S_ISDIR(mode) else "it is not a regular file"
        with path.open("rb") as file:
            return file.read(yaml_reader.MAX_FILE_BYTES + 1)
    except (OSError, RuntimeError) as error:
        return getattr(error, "strerror", None) or "the link leads in a circle"


def read_document(reading: Reading, path: FilePath, root: FilePath) -> Document | None:
    """Return the document of a file, or None after adding the problem."""
    return _document(reading, path, root, _bytes(path))


def _document(reading: Reading, path: FilePath, root: FilePath, raw: bytes | str) -> Document | None:
    shown = _shown(path, root)
    if isinstance(raw, str):
        hint = "put a plain, readable file here"
        reading.problems.append(Problem(rules.FILE_READABLE, shown, 1, 1, "", f"cannot read the file: {raw}", hint))
        return None
    document, problems = yaml_reader.read(shown, raw)
    reading.problems += problems
    return document


def _entry(file: _File) -> tuple[Draft, list[Problem]]:
    """Return the one entry of a file, and the problems of reading it."""
    alone, slug = Reading(), file.path.stem
    document = _document(alone, file.path, file.root, file.raw)
    if document is None or document.data is None:
        document = document or Document(_shown(file.path, file.root), "", None)
        alone.add(Draft(file.kind, slug, Location(document), None))
    else:
        _add_entry(alone, file.kind, FOLDERS[file.kind], slug, Location(document), document.data)
    return alone.drafts[file.kind][slug], alone.problems


def _read_vocabulary(reading: Reading, kind: str, path: FilePath, root: FilePath) -> None:
    document = read_document(reading, path, root)
    if document is None or not isinstance(document.data, dict):
        reading.unread_kinds.add(kind)
    if document is None or document.data is None:
        return
    if not isinstance(document.data, dict):
        message, hint = "must be a mapping of ids to entries", "write `id:` and its fields below"
        reading.problems.append(document.problem(rules.FIELD_TYPE, (), message, hint))
        return
    for slug, data in document.data.items():
        _add_entry(reading, kind, VOCABULARIES[kind], slug, Location(document, (slug,)), data)


def _read_beside(reading: Reading, folder: FilePath, root: FilePath, wanted: str) -> Document | None:
    """Return an optional file, if it is there. A file of nearly that name is reported, since it would be ignored."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are all that is asked for
    except OSError:
        return None  # which every other file reports
    for name in names:
        if name != wanted and name.lower() in (wanted, wanted.replace(".yml", ".yaml")):
            shown = _shown(folder / name, root)
            hint = f"rename it to {wanted}"
            reading.problems.append(Problem(rules.FILE_NAME, shown, 1, 1, "", "is not read under this name", hint))
    return read_document(reading, folder / wanted, root) if wanted in names else None


def _add_entry(reading: Reading, kind: str, model: type[Entry], slug: str, place: Location, data: Data) -> None:
    entry, found = findings(model, data, {"slug": slug})
    for f in found:
        problem = place.problem(f.rule, f.path, f.message, f.hint, key=f.key, edit=f.edit)
        if f.key or (problem.line, problem.column) not in place.document.flawed:
            reading.problems.append(problem)
    unread: frozenset[str] = frozenset()
    if found and isinstance(data, dict):
        stand_ins = STAND_INS[kind]
        broken = {str(f.path[0]) for f in found if f.path} | {name for name in stand_ins if name not in data}
        patched: dict[str, Any] = {name: value for name, value in data.items() if name not in broken}
        patched |= {name: stand_ins[name] for name in broken if name in stand_ins}
        entry, _ = findings(model, patched, {"slug": slug})
        unread = frozenset(broken)
    reading.add(Draft(kind, slug, place, entry, unread))  # type: ignore[arg-type]
