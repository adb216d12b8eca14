#!/usr/bin/env python3
"""Mutants of the real catalogue: whatever is done to a file, it is read, checked and shown, or told with file and line.

`mutant` changes one file by a source of chance, `Lab` reads it among the files it belongs to, and raises
`BrokenError` if anything but located problems or a whole catalogue comes of it. As a program it tries many:

    python3 tests/fuzz.py --mutants 100000 --seed 1

Every mutant has a number of its own, from which `--only` makes it again. Failures are shown once for each
place in the code; `--keep DIR` writes their files there.

Exit codes: 0 no mutant did harm; 1 some did; 2 wrong use; 3 the environment could not be set up.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import json
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent / folder) for folder in ("hooks", "scripts")]
    import setup_env

    setup_env.ensure("dev")

import yaml

from legwork import content, inline
from legwork.catalogue import checks, loader
from legwork.catalogue.catalogue import KINDS, Draft, Reading
from legwork.catalogue.lookups import lookups
from legwork.content import Content
from legwork.exports import data as exports
from legwork.exports import sessions
from legwork.pages import pictures, site
from legwork.pages.views.routine import routine_page
from legwork.pages.views.shared import Site
from legwork.problems import LINE_END, Problem
from legwork.routines import work_out as solver
from legwork.routines.traits import Traits
from legwork.routines.work_out import NO_ROUTINES

ROOT = Path(__file__).resolve().parent.parent
LIMIT_S = 2.0
"""Processor time for one mutant: a machine with other work must not fail it."""
SOLVER_LIMIT_S = 20.0
"""For a recipe that was accepted and has to be worked out, alone or with its pair, and perhaps its clash explained."""
LIMIT_MB = 500
LONGEST_REPORT = 600
"""Characters of a problem's line besides the file's name: what stands in a file must not flood the terminal."""


class BrokenError(Exception):
    """A mutant did harm."""


# --- Making mutants


ATOMS = (
    "", "~", "null", "true", "no", "0", "1", "-1", "-0.0", "1.5", "7", "100000", "999999999999999999", "-999999999999999999",
    "9223372036854775808", "0x7fffffffffffffff", "1e308", "-1e308", "1e400", "1e-320", ".nan", ".inf", "-.inf", "1:30",
    "2026-11-20", "2026-02-30", "0001-01-01", "9999-12-31", "''", "' '", '"\\0"', '"\\ud800"', '"\\n\\n"', '"\\u202e"', '"\\u200b"',
    "é", "ǅ", "İ", "ß", "脚", "🏃‍♀️", "<b>x</b>", '"&lt;script&gt;"', "'[x](javascript:1)'", "'[x](muscle:nobody)'", "'[x](https://)'",
    "'[x](//[)'", "'[[[]]]('", "'*_*_'", "'{{ 1 }}'", "'{% x %}'", "'%s %(x)s {0} {x}'", "../x", "convention", "slug",
    "[]", "[~]", "[[]]", "[1, 2, 3]", "[3, 1]", "[a, a]", "[.nan, 1]", "[1e308, 1e308]", "[0, 0, 0, 0]",
    "{}", "{a: {}}", "{slug: x}", "{'': ~}", "{x: 1, y: 2}", "{reps: 1e308}", "!!str x", "&a x", "*a", "|", "> x",
)  # fmt: skip
"""What is put in the place of a value, as it is written."""

LONG = ("x" * 5_000, "word " * 2_000, "'" + "*a_" * 3_000 + "'", "'" + "[a](b) " * 1_500 + "'", "9" * 400, "[" * 40, "[" + "1, " * 3_000 + "1]",
        "'" + "[" * 3_000 + "'", "'" + "`" * 2_001 + "'", "'" + "<" * 3_000 + "'", "1e" + "9" * 30, "0x" + "f" * 200)  # fmt: skip

SIGNS = (":", ": ", "- ", "[", "]", "{", "}", '"', "'", "#", " #", "&a ", "*a", "!", "|", ">", "%", "@", "`", "\t", "\0", "\x85", "\ufeff", "\r")  # fmt: skip


@dataclass(frozen=True)
class Sound:
    """A file that nothing is wrong with: its text, and where its keys and values stand in it."""

    name: str
    text: str
    keys: tuple[tuple[int, int], ...]
    values: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, name: str, text: str) -> Sound:
        keys: list[tuple[int, int]] = []
        values: list[tuple[int, int]] = []
        stack = [yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))]
        while stack:
            node = stack.pop()
            start, end = node.start_mark.index, node.end_mark.index
            values.append((start, start + len(text[start:end].rstrip())))
            if isinstance(node, yaml.MappingNode):
                keys += [(key.start_mark.index, key.end_mark.index) for key, _ in node.value]
                stack += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                stack += node.value
        return cls(name, text, tuple(keys), tuple(values))


@dataclass(frozen=True)
class Pool:
    """What mutants are made from: the sound files, every key, and every id."""

    sounds: tuple[Sound, ...]
    keys: tuple[str, ...]
    ids: tuple[str, ...]

    @classmethod
    def of(cls, folder: Path) -> Pool:
        """The pool of a catalogue's folder."""
        files = sorted(folder.rglob("*.yml"))
        sounds = tuple(Sound.of(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")) for path in files)
        keys = sorted({sound.text[start:end] for sound in sounds for start, end in sound.keys})
        return cls(sounds, tuple(keys), (*(path.stem for path in files), *keys))


def mutant(pool: Pool, chance: random.Random) -> tuple[str, bytes]:
    """The name of a file, and what has become of it."""
    sound = chance.choice(pool.sounds)
    kind = chance.randrange(10)
    if kind < 6:
        raw = _changed_nodes(sound, pool, chance).encode("utf-8", "surrogatepass")
    elif kind < 8:
        raw = _changed_data(sound, pool, chance).encode("utf-8", "surrogatepass")
    elif kind < 9:
        raw = _changed_lines(sound.text, chance).encode("utf-8", "surrogatepass")
    else:
        raw = _changed_bytes(sound.text.encode(), chance)
    return sound.name, raw


def _value(pool: Pool, chance: random.Random) -> str:
    """A value of any sort: an atom, an id, something from anywhere in the catalogue, or something long."""
    kind = chance.randrange(20)
    if kind < 9:
        return chance.choice(ATOMS)
    if kind < 13:
        return chance.choice(pool.ids)
    if kind < 19:
        other = chance.choice(pool.sounds)
        start, end = chance.choice(other.values)
        return other.text[start : min(end, start + 3_000)]
    return chance.choice(LONG)


def _changed_nodes(sound: Sound, pool: Pool, chance: random.Random) -> str:
    """One to three places of the text changed, the rest left as an editor wrote it."""
    text = sound.text
    for start, end in sorted((_place(sound, chance) for _ in range(chance.choice((1, 1, 1, 2, 3)))), reverse=True):
        old = text[start:end]
        action = chance.randrange(8)
        if action < 4:
            new = _value(pool, chance)
        elif action == 4:
            new = ""
        elif action == 5:
            new = f"{old}, {old}"
        elif action == 6:
            new = re.sub(r"\d+(\.\d+)?", lambda found: _number(found[0], chance), old)
        else:
            new = chance.choice(pool.keys)
        text = text[:start] + new + text[end:]
    return text


def _place(sound: Sound, chance: random.Random) -> tuple[int, int]:
    return chance.choice(sound.keys if sound.keys and chance.randrange(6) == 0 else sound.values)


def _number(old: str, chance: random.Random) -> str:
    """Another number in its place, near or far."""
    near = float(old) * chance.choice((0.5, 0.9, 1.1, 2, 10)) + chance.choice((-1, 0, 0, 1))
    return chance.choice((old, "0", f"-{old}", f"{near:g}", str(round(near)), "1e308", f"{old}000000"))


def _changed_data(sound: Sound, pool: Pool, chance: random.Random) -> str:
    """The file written anew, with one to three parts deleted, renamed, moved, doubled, swapped or replaced."""
    data: Any = yaml.load(sound.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for _ in range(chance.randint(1, 3)):
        places = list(_places(data))
        if not places:
            break
        (container, key), (other, place) = chance.choice(places), chance.choice(places)
        action = chance.choice(("delete", "replace", "rename", "copy", "swap", "double"))
        if action == "replace":
            container[key] = chance.choice(
                (None, True, 0, -1, 10**17, 1e300, float("nan"), "", "x" * 500, [], [None], {}, {"a": {}})
            )
        elif action == "delete":
            del container[key]
        elif action == "rename" and isinstance(container, dict):
            container[chance.choice((*pool.keys, "", "\u200b", str(key).upper(), 1, None))] = container.pop(key)
        elif action == "double" and isinstance(container, list):
            container.insert(key, container[key])
        elif action == "swap":
            container[key], other[place] = other[place], container[key]
        else:
            other[place] = container[key]
        data = _copied(data)
    style = chance.choice((None, True, False))
    return str(yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, default_flow_style=style, width=200))


class _Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes equal parts out each time."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _copied(data: Any, depth: int = 0) -> Any:
    """The data without shared parts; something moved into itself ends after a few rounds."""
    if depth > 20:
        return "deep"
    if isinstance(data, dict):
        return {key: _copied(value, depth + 1) for key, value in data.items()}
    return [_copied(value, depth + 1) for value in data] if isinstance(data, list) else data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in some data with every key or index in it."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], (dict, list)):
            yield from _places(data[key])


def _changed_lines(text: str, chance: random.Random) -> str:
    """The text with one to three lines deleted, doubled, swapped, indented, cut off or given a stray sign."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[at]
        cut = chance.randint(0, len(line))
        stray = line[:cut] + chance.choice(SIGNS) + line[cut:]
        changes = ([""], [line, line], [lines[other]], [f"  {line}"], [line[1:]], [stray], [stray], [line, "---"], [line[:cut]])
        lines[at : at + 1] = chance.choice(changes)
    return "\n".join(lines[: chance.randint(1, len(lines))] if chance.randrange(8) == 0 else lines)


def _changed_bytes(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with one to three of them changed, and now and then cut off."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 3)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed)) if chance.randrange(5) == 0 else len(changed)])


# --- Trying them


class Lab:
    """The catalogue and its guides, read once. A mutant is read alone, and checked with what is around it."""

    def __init__(self, scratch: Path, root: Path = ROOT) -> None:
        self.folder = scratch / "catalogue"
        self.pool = Pool.of(root / "catalogue")
        for sound in self.pool.sounds:
            path = self.folder / sound.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sound.text, encoding="utf-8")
        self.scratch, self.docs = scratch, root / "docs"
        self.base = content.read(self.folder, self.docs, root=scratch)
        assert not self.base.problems, [str(problem) for problem in self.base.problems]
        self.world = checks.World(self.base.reading, self.base.guides)
        self.shown = 0
        """Mutants so far that were accepted, and shown."""

    def attempt(self, name: str, raw: bytes, *, whole: bool = False, show: bool = True) -> tuple[Problem, ...]:
        """The problems of a mutant. One without any is shown, too, as pages, pictures and data.

        With `whole` everything around it is read and checked again, as a build does.
        """
        path = self.folder / name
        sound = path.read_bytes()
        path.write_bytes(raw)
        try:
            with _limited(LIMIT_S + 4 * whole):
                found = self._read_whole() if whole else self._read(name)
            _assert_told_well(found.problems, name, raw)
            if not found.problems:
                self._assert_whole(found)
                if show:
                    self.shown += 1
                    with _limited(SOLVER_LIMIT_S if name.startswith("routines/") else LIMIT_S):
                        self._show(found)
        finally:
            path.write_bytes(sound)
        return found.problems

    def _assert_whole(self, found: Content) -> None:
        """Nothing is left out of a catalogue without a word."""
        for drafts in found.reading.drafts.values():
            for draft in drafts.values():
                if not draft.complete:
                    raise BrokenError(f"{draft.kind} {draft.slug} is left out, and nothing said")

    def _read_whole(self) -> Content:
        return content.read(self.folder, self.docs, root=self.scratch)

    def _read(self, name: str) -> Content:
        reading = Reading({kind: dict(drafts) for kind, drafts in self.base.reading.drafts.items()}, [], set())
        folder, _, _ = name.rpartition("/")
        kinds = {plural: kind for kind, plural in KINDS.items()}
        if folder:
            kind = kinds[folder]
            loader._read_entry(reading, kind, self.folder / name, self.scratch)
        else:
            kind = kinds[name.removesuffix(".yml")]
            reading.drafts[kind] = {}
            loader._read_vocabulary(reading, kind, self.folder / name, self.scratch)
        problems = sorted({*reading.problems, *self._checked(reading)})
        return Content(reading.catalogue(), self.base.guides, tuple(problems), reading)

    def _touched(self, reading: Reading) -> list[Draft]:
        """Entries that are not what they were."""
        known = self.base.reading.drafts
        return [
            draft
            for kind, drafts in reading.drafts.items()
            for slug, draft in drafts.items()
            if slug not in known[kind] or (known[kind][slug] is not draft and known[kind][slug].entry != draft.entry)
        ]

    def _same(self, draft: Draft, fields: tuple[str, ...]) -> bool:
        known = self.base.reading.drafts[draft.kind].get(draft.slug)
        return known is not None and all(getattr(draft.entry, f, None) == getattr(known.entry, f, None) for f in fields)

    def _checked(self, reading: Reading) -> Iterator[Problem]:
        """What the checks find in touched entries and in those that name one of them."""
        world = checks.World(reading, self.base.guides)
        touched = self._touched(reading)
        for reads, costly in ((("name", "aliases"), "owners"), (("steps", "mistakes"), "copies")):
            if all(self._same(draft, reads) for draft in touched):
                world.__dict__[costly] = self.world.__dict__.setdefault(costly, getattr(self.world, costly))
        gone = {
            slug for kind, drafts in self.base.reading.drafts.items() for slug in drafts.keys() - reading.drafts[kind].keys()
        }
        slugs = {draft.slug for draft in touched} | gone
        naming = re.compile("|".join(map(re.escape, slugs)) or r"(?!)")
        near = [
            draft
            for drafts in reading.drafts.values()
            for draft in drafts.values()
            if len(slugs) < 9 and draft not in touched and not draft.place.path and naming.search(draft.place.document.text)
        ]
        for one in checks.CHECKS:
            for draft in (*touched, *(near if one.name != "figure" else ())):
                if draft.kind in one.kinds and draft.has(one.reads):
                    yield from checks._ask(one, draft, world)

    def _show(self, found: Content) -> None:
        """Everything that is made from what was touched."""
        catalogue = found.catalogue
        solver._fingerprint(catalogue)
        drawn = dict(pictures._DRAWN)
        touched = [draft for draft in self._touched(found.reading) if draft.complete]
        routines = NO_ROUTINES
        recipes = {draft.slug: catalogue.routines[draft.slug] for draft in touched if draft.kind == "routine"}
        recipes |= {pair: catalogue.routines[pair] for one in recipes.values() if (pair := one.pair)}
        if recipes:
            routines = solver.work_out(replace(catalogue, routines=recipes, plans={}))
            for fault in routines.faults:
                _assert_told_well([found.locate(*fault)], "", b"")
        site_ = Site(catalogue, lookups(catalogue), found.guides, routines, Traits(catalogue))
        for draft in touched[:5]:
            if draft.kind == "exercise":
                pictures.preview(catalogue.exercises[draft.slug])
            if draft.kind in site._BY_ENTRY:
                site._BY_ENTRY[draft.kind](site_, draft.slug)
            elif draft.slug in routines.made:
                routine_page(site_, draft.slug)
            record = exports._exercise if draft.kind == "exercise" else exports._entry
            json.dumps(record(draft.entry, site_.lookups), allow_nan=False)  # type: ignore[arg-type]
        json.dumps([sessions.routine(made) for made in routines.made.values()], allow_nan=False)
        for draft in touched:
            if draft.slug in drawn:
                pictures._DRAWN[draft.slug] = drawn[draft.slug]


def _assert_told_well(problems: Any, name: str, raw: bytes) -> None:
    """Each problem is one short visible line, and names a place that is in its file."""
    lines = len(LINE_END.split(raw.decode("utf-8", "replace")))
    for problem in problems:
        shown = str(problem)
        if not re.match(r"catalogue/[^:]+:\d+:\d+: .", shown) or problem.line < 1 or problem.column < 1:
            raise BrokenError(f"has no place: {shown!r}")
        if name and problem.file == f"catalogue/{name}" and problem.line > lines:
            raise BrokenError(f"is beyond the last line, {lines}: {shown!r}")
        if not shown.isprintable() or len(shown) > LONGEST_REPORT + len(problem.file):
            raise BrokenError(f"is not fit to be shown: {shown[:1000]!r}")


@contextmanager
def _limited(limit: float) -> Iterator[None]:
    """Ends what runs in here when it has used twice the processor time that it may, in seconds; raises if it used more."""

    def too_slow(number: int, frame: FrameType | None) -> None:
        raise BrokenError(f"is still at it after {2 * limit:g} s\n{''.join(traceback.format_stack(frame)[-4:])}")

    begun = time.process_time()
    before = signal.signal(signal.SIGVTALRM, too_slow)
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    if (took := time.process_time() - begun) > limit:
        raise BrokenError(f"took {took:.1f} s; it may take {limit:g}")


def memory_mb() -> float:
    """The most memory that this program has taken so far.

    Linux' own count of it where there is one: `ru_maxrss` of a new program begins with what its parent took.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        return int(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


# --- The program


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=2_000, help="how many (default 2000)")
    parser.add_argument("--seed", type=int, default=1, help="of all of them (default 1)")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="only this one, and its traceback")
    parser.add_argument(
        "--whole", type=int, default=500, metavar="N", help="every how many all files are read again (default 500)"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write the files of failures there")
    options = parser.parse_args(arguments)

    numbers = range(options.mutants) if options.only is None else [options.only]
    failures: Counter[str] = Counter()
    refused, slowest, started = 0, 0.0, time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        lab = Lab(Path(scratch))
        gc.freeze()
        for number in numbers:
            faulthandler.dump_traceback_later(300, exit=True)
            name, raw = mutant(lab.pool, random.Random(f"{options.seed}-{number}"))
            begun = time.process_time()
            try:
                refused += bool(lab.attempt(name, raw, whole=number % options.whole == options.whole - 1))
            except Exception as error:
                place = _place_of(error)
                failures[place] += 1
                if failures[place] == 1:
                    print(f"{number}: {name}: {place}\n    {type(error).__name__}: {str(error)[:1500]}", flush=True)
                if options.only is not None:
                    traceback.print_exc()
                if options.keep and failures[place] <= 3:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{options.seed}-{number}-{name.replace('/', '-')}").write_bytes(raw)
            slowest = max(slowest, time.process_time() - begun)
            if number % 1_000 == 999:
                inline._tokens.cache_clear()  # remembers as many texts as a large catalogue has, and these are long
                print(_summary(number + 1, refused, lab.shown, failures, slowest, started), file=sys.stderr, flush=True)
    faulthandler.cancel_dump_traceback_later()
    print(_summary(len(numbers), refused, lab.shown, failures, slowest, started))
    for place, count in failures.most_common():
        print(f"{count} x {place}")
    return 1 if failures or memory_mb() > LIMIT_MB else 0


def _summary(count: int, refused: int, shown: int, failures: Counter[str], slowest: float, started: float) -> str:
    rate = count / (time.monotonic() - started)
    return (
        f"{count} mutants, {rate:.0f} a second: {refused} refused, {shown} shown, {failures.total()} failures; "
        f"slowest {slowest:.2f} s of processor time, memory {memory_mb():.0f} MB"
    )


def _place_of(error: Exception) -> str:
    """Where in our code an error arose."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/hooks/" in frame.filename]
    frame = (frames or traceback.extract_tb(error.__traceback__))[-1]
    return f"{Path(frame.filename).name}:{frame.lineno} {type(error).__name__}"


if __name__ == "__main__":
    sys.exit(main())
