#!/usr/bin/env python3
"""Mutants of the real catalogue: whatever is done to a file, it is read, checked and shown, or told with file and line.

`fuzz_mutants` changes one file by a source of chance, `Lab` reads it among the files it belongs to, and raises
`BrokenError` if anything but located problems or a whole catalogue comes of it. As a program it tries many:

    python3 tests/fuzz.py --mutants 100000 --seed 1

Every mutant has a number of its own, from which `--only` makes it again. Failures are shown once for each
place in the code; `--keep DIR` writes their files there.

Exit codes: 0 no mutant did harm; 1 some did; 2 wrong use; 3 the environment could not be set up.
"""

from __future__ import annotations

import argparse
import datetime
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
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent / folder) for folder in ("hooks", "scripts")]
    import setup_env

    setup_env.ensure("dev")

import markdown

from engine import ContentParser, meta, yaml_load
from fuzz_mutants import MOVES, SETTINGS, Pool, mutant
from legwork import site
from legwork.catalogue import addresses, checks, content, guide_checks, guides, loader, moved
from legwork.catalogue.catalogue import KINDS, Catalogue, Draft, Reading
from legwork.catalogue.content import Content
from legwork.catalogue.recipes import Recipe
from legwork.editing import coverage
from legwork.exports import data as exports
from legwork.exports import routine_records
from legwork.pages import moved_page as moved_pages
from legwork.pages import pictures
from legwork.pages.guide_links import EntryLinks
from legwork.pages.page import Page
from legwork.pages.render import Templates
from legwork.pages.views.plan import plan_page
from legwork.pages.views.routine import routine_page
from legwork.pages.views.site import Site
from legwork.routines import allowed
from legwork.routines.routine import Routine
from legwork.routines.solve_all import NO_ROUTINES, Routines, solve_all, with_pair
from legwork.routines.traits import Traits
from legwork.routines.without_prose import without_prose
from legwork.search import index
from legwork.search.entry import SearchEntry
from legwork.text import inline, sanitize
from legwork.text.problems import LINE_END, Problem
from legwork.work.runner import Runner

ROOT = Path(__file__).resolve().parent.parent
LIMIT_S = 2.0
"""Processor time for one mutant: a machine with other work must not fail it."""
WHOLE_LIMIT_S = 60.0
"""For a whole catalogue: to read and check it, to work out all its routines, and to make all its pages."""
LIMIT_MB = 500
LONGEST_REPORT = 600
"""Characters of a problem's line besides the file's name: what stands in a file must not flood the terminal."""


class BrokenError(Exception):
    """A mutant did harm."""


# --- Trying them


class Lab:
    """The catalogue and its guides, read once. A mutant is read alone, and checked with what is around it."""

    def __init__(self, scratch: Path, root: Path = ROOT) -> None:
        self.scratch, self.folder, self.docs = scratch, scratch / "catalogue", scratch / "docs"
        self.pool = Pool.of(root)
        for sound in self.pool.sounds:
            path = scratch / sound.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sound.text, encoding="utf-8")
        self.base = self._read_whole()
        assert not self.base.problems, [str(problem) for problem in self.base.problems]
        self.context = checks.CheckContext(self.base.reading, self.base.guides)
        self.runner = Runner(remembers=True)
        """Draws again only what a mutant changes."""
        Site.of(self.base, NO_ROUTINES, self.runner)
        self.markdown = _markdown(root / "mkdocs.yml")
        self.shown = 0
        """Mutants so far that were accepted, and shown."""
        self._naming: dict[str, list[Draft]] = {}
        self._uses: dict[tuple[str, str], dict[str, set[str]]] = {}
        self._made: dict[str, Routine] = {}

    def attempt(self, name: str, raw: bytes, *, whole: bool = False, show: bool = True) -> tuple[Problem, ...]:
        """The problems of a mutant. One without any is shown, too, as pages, pictures and data.

        With `whole` everything around it is read and checked again, and shown, as a build does.
        """
        path = self.scratch / name
        sound = path.read_bytes()
        path.write_bytes(raw)
        try:
            with _limited(WHOLE_LIMIT_S if whole else LIMIT_S):
                found = self._read_whole() if whole else self._read(name)
            _assert_told_well(found.problems, name, raw)
            if not found.problems:
                self._assert_whole(found)
                if show:
                    self.shown += 1
                    self._show_all(found) if whole else self._show(name, found)
        finally:
            path.write_bytes(sound)
        return found.problems

    def _assert_whole(self, found: Content) -> None:
        """Nothing is left out of a catalogue without a word."""
        for drafts in found.reading.drafts.values():
            for draft in drafts.values():
                if not draft.complete:
                    raise BrokenError(f"{draft.kind} {draft.slug} is left out, and nothing said")

    # --- Reading

    def _read_whole(self) -> Content:
        return content.read(self.folder, self.docs, root=self.scratch)

    def _read(self, name: str) -> Content:
        if name.endswith(".md"):
            return self._read_guide(name)
        if name == SETTINGS:
            return self._read_whole()
        reading = Reading({kind: dict(drafts) for kind, drafts in self.base.reading.drafts.items()}, [], set())
        if name == MOVES:
            reading.moved = loader.read_document(reading, self.scratch / name, self.scratch)
            found = sorted({*reading.problems, *moved.problems(reading, self.base.guides)})
            return replace(self.base, problems=tuple(found), reading=reading, moves=moved.moves(reading))
        _, *folder, file = name.split("/")
        kind = next(kind for kind, plural in KINDS.items() if plural == (folder or [file.removesuffix(".yml")])[0])
        if folder:
            path = self.scratch / name
            draft, problems = loader._entry(loader._File(kind, path, self.scratch, loader._bytes(path)))
            reading.add(draft)
            reading.problems += problems
        else:
            reading.drafts[kind] = {}
            loader._read_vocabulary(reading, kind, self.scratch / name, self.scratch)
        found = sorted({*reading.problems, *self._checked(reading, kind), *addresses.problems(reading)})
        return Content(reading.catalogue(), self.base.guides, tuple(found), reading)

    def _read_guide(self, name: str) -> Content:
        guide = guides._read(self.scratch / name, self.docs, self.scratch, frozenset(KINDS))
        around = tuple(guide if other.uri == guide.uri else other for other in self.base.guides)
        reading, context = self.base.reading, checks.CheckContext(self.base.reading, around)
        problems = {*guide_checks.problems(guide), *checks.references.guide_problems(checks.CheckContext(reading, (guide,)))}
        before = next(other for other in self.base.guides if other.uri == guide.uri)
        recited = {m.reference for m in guide.mentions} != {m.reference for m in before.mentions}
        for one in checks.CHECKS:
            if "source" in one.kinds and recited and not problems:
                for draft in reading.drafts["source"].values():
                    problems.update(checks._ask(one, draft, context, self.base.policy))
        return Content(self.base.catalogue, around, tuple(sorted(problems)), reading)

    def _touched(self, reading: Reading, kind: str) -> list[Draft]:
        """Entries of a kind that are not what they were."""
        known = self.base.reading.drafts[kind]
        return [
            draft
            for slug, draft in reading.drafts[kind].items()
            if slug not in known or (known[slug] is not draft and known[slug].entry != draft.entry)
        ]

    def _same(self, draft: Draft, fields: tuple[str, ...]) -> bool:
        known = self.base.reading.drafts[draft.kind].get(draft.slug)
        return known is not None and all(getattr(draft.entry, f, None) == getattr(known.entry, f, None) for f in fields)

    def _checked(self, reading: Reading, kind: str) -> Iterator[Problem]:
        """What the checks find in touched entries and in those that name one of them."""
        touched = self._touched(reading, kind)
        copied = kind == "exercise" and not all(self._same(draft, ("steps", "mistakes")) for draft in touched)
        context = _World(self, reading, kind, copied=copied)
        gone = self.base.reading.drafts[kind].keys() - reading.drafts[kind].keys()
        near = {
            (draft.kind, draft.slug): draft
            for slug in sorted({*gone, *(draft.slug for draft in touched if len(touched) < 9)})
            for draft in self._that_name(slug)
            if (slug in gone or not draft.place.path) and reading.drafts[draft.kind].get(draft.slug) is draft
        }
        around = list(near.values())[: 20 if reading.problems else None]
        for one in checks.CHECKS:
            for draft in (*touched, *(around if one.rule.id != "figure-pose" else ())):
                if draft.kind in one.kinds and draft.has(one.reads):
                    yield from checks._ask(one, draft, context, self.base.policy)
        if gone:
            yield from checks.references.guide_problems(context)

    def uses(self, draft: Draft) -> dict[str, set[str]]:
        """By kind, what an entry refers to. That of a sound entry is worked out once."""
        known = self.base.reading.drafts[draft.kind].get(draft.slug) is draft
        if known and (draft.kind, draft.slug) in self._uses:
            return self._uses[draft.kind, draft.slug]
        found: dict[str, set[str]] = {kind: set() for kind in KINDS}
        checks.context._add_used(draft, found)
        if known:
            self._uses[draft.kind, draft.slug] = found
        return found

    def _that_name(self, slug: str) -> list[Draft]:
        """Sound entries that have this word in their files or, of a vocabulary, in their part of it."""
        if slug not in self._naming:
            drafts = (draft for drafts in self.base.reading.drafts.values() for draft in drafts.values())
            self._naming[slug] = [
                draft for draft in drafts if slug in (str(draft.data) if draft.place.path else draft.place.document.text)
            ]
        return self._naming[slug]

    # --- Showing

    def _show(self, name: str, found: Content) -> None:
        """Everything that is made from what was touched; every fourth time a list that it stands in, too."""
        if name.endswith(".md"):
            with _limited(LIMIT_S):
                self._show_guide(name, found)
            return
        if name == MOVES:
            for move in found.moves:
                moved_pages.page(move, move.new, moved_pages.Owner("Legwork", "", "icon.svg"), Templates.read())
            return
        if name == SETTINGS:
            return
        kind = next(kind for kind in KINDS if name.startswith((f"catalogue/{KINDS[kind]}.", f"catalogue/{KINDS[kind]}/")))
        touched = [draft for draft in self._touched(found.reading, kind) if draft.complete]
        catalogue = found.catalogue
        routines = self._routines(catalogue, touched)
        around = [draft for one in touched[:2] for draft in self._that_name(one.slug) if draft.kind in ("exercise", "care")]
        lists = self.shown % 4 == 0
        with _limited(LIMIT_S):
            site_ = Site.of(found, routines, self.runner)
            pages = [page for draft in (*touched[:5], *around[:1]) for page in self._pages(site_, draft)]
            if lists:
                pages += map(Templates.read().page, site._SINGLE[self.shown // 4 % len(site._SINGLE)](site_))
                without_prose(catalogue)
                coverage.report(catalogue, datetime.date(2026, 11, 20))
            for draft in touched[:5]:
                self._export(site_, draft)
            dict(index.files([index.index_record(page.record) for page in pages], catalogue))

    def _pages(self, site_: Site, draft: Draft) -> Iterator[Page]:
        """An entry's page, and routines that hold it; of an exercise that looks different also its picture for previews."""
        if draft.kind == "exercise" and not self._same(draft, ("figure", "name", "steps", "muscles")):
            for drawn in (site_.drawings[slug] for slug in (draft.slug,) if slug in site_.drawings):
                pictures.preview(drawn)
        if draft.kind in site._BY_ENTRY:
            yield from map(Templates.read().page, site._BY_ENTRY[draft.kind](site_, draft.slug))
        elif draft.kind == "plan":
            yield from map(Templates.read().page, plan_page(site_, draft.slug))
        for slug in site_.routines.by_slug if draft.kind in ("routine", "exercise") else ():
            if slug == draft.slug or draft.slug in site_.routines.by_slug[slug].exercises:
                yield from map(Templates.read().page, routine_page(site_, slug))

    def _export(self, site_: Site, draft: Draft) -> None:
        made = site_.routines.by_slug
        if draft.kind == "exercise":
            exercise = site_.catalogue.exercises[draft.slug]
            record = exports._exercise(exercise, exports._easier(exercise, site_.lookups))
        elif draft.kind == "plan":
            record = routine_records.plan(site_.catalogue.plans[draft.slug], made, site_.catalogue)
        elif draft.slug in made:
            record = routine_records.routine(made[draft.slug])
        else:
            record = exports._entry(draft.entry)  # type: ignore[arg-type]
        json.dumps(record, allow_nan=False)

    def _routines(self, catalogue: Catalogue, touched: list[Draft]) -> Routines:
        """Of a recipe itself; of a plan those that it names; of an exercise one that could hold it."""
        if not touched or touched[0].kind not in ("routine", "plan", "exercise"):
            return NO_ROUTINES
        kind, slug = touched[0].kind, touched[0].slug
        if kind == "plan":
            named = {one for stage in catalogue.plans[slug].stages for one in (*stage.main, *filter(None, [stage.micro]))}
            made = {one: self._base_routine(one) for one in named}
            return Routines({one: routine for one, routine in made.items() if routine}, {}, ())
        recipe = catalogue.routines[slug] if kind == "routine" else self._could_hold(catalogue, slug)
        if recipe is None:
            return NO_ROUTINES
        recipes = {one.slug: one for one in with_pair(recipe, catalogue)}
        with _limited(LIMIT_S):
            routines = solve_all(replace(catalogue, routines=recipes, plans={}))
        for fault in routines.findings:
            _assert_told_well([Content(catalogue, (), (), self._with(touched)).locate(*fault)], "", b"")
        return routines

    def _with(self, touched: list[Draft]) -> Reading:
        drafts = {kind: dict(drafts) for kind, drafts in self.base.reading.drafts.items()}
        for draft in touched:
            drafts[draft.kind][draft.slug] = draft
        return Reading(drafts)

    def _base_routine(self, slug: str) -> Routine | None:
        """A routine of the sound catalogue, worked out when it is first asked for."""
        if slug not in self._made and slug in self.base.catalogue.routines:
            recipes = with_pair(self.base.catalogue.routines[slug], self.base.catalogue)
            alone = replace(self.base.catalogue, routines={one.slug: one for one in recipes}, plans={})
            self._made |= solve_all(alone).by_slug
        return self._made.get(slug)

    def _could_hold(self, catalogue: Catalogue, slug: str) -> Recipe | None:
        """A recipe that the exercise suits, another one each time."""
        traits, exercise = Traits(catalogue), catalogue.exercises[slug]
        fitting = [
            recipe
            for recipe in catalogue.routines.values()
            if not recipe.fixed and allowed.belongs(exercise, recipe, traits) and allowed.suits(exercise, recipe, traits)
        ]
        return fitting[self.shown % len(fitting)] if fitting else None

    def _show_guide(self, name: str, found: Content) -> None:
        """The guide as MkDocs and the hook make it, and a page that tells of it."""
        guide = next(guide for guide in found.guides if name == f"docs/{guide.uri}")
        text, fields = meta.get_data(guide.text)
        names, configs = self.markdown
        converter = markdown.Markdown(extensions=[*names, EntryLinks(found.catalogue)], extension_configs=configs)
        html = sanitize.guide(converter.convert(text))
        for heading in converter.toc_tokens:  # type: ignore[attr-defined]
            sanitize.words(heading["name"])
        tags = tuple(map(str, fields.get("tags", ())))
        parser = ContentParser()
        parser.feed(html)
        parser.close()
        said = " ".join(text for section in parser.data for text in section.text)
        entry = SearchEntry(sanitize.words(str(fields.get("title", guide.title))), tags, (), said)
        dict(index.files([index.index_record(index.SearchRecord("guide", guide.address, entry))], found.catalogue))
        cited = [m.reference.slug for m in guide.mentions if m.reference.kind == "source"]
        site_ = Site.of(found, NO_ROUTINES, self.runner)
        for slug in cited[:1]:
            list(site._BY_ENTRY["source"](site_, slug))

    def _show_all(self, found: Content) -> None:
        """The whole site, as a build makes it."""
        with _limited(WHOLE_LIMIT_S):
            routines = solve_all(found.catalogue)
        if routines.findings:
            _assert_told_well([found.locate(*fault) for fault in routines.findings], "", b"")
            return
        with _limited(WHOLE_LIMIT_S):
            made_from = Site.of(found, routines)
            pages = list(site.pages(made_from))
            dict(exports.files(found.catalogue, made_from.lookups, routines))
            dict(index.files([index.index_record(page.record) for page in pages], found.catalogue))


class _World(checks.CheckContext):
    """What a check may look at, of which only that is worked out anew which entries of one kind can change."""

    def __init__(self, lab: Lab, reading: Reading, kind: str, *, copied: bool) -> None:
        super().__init__(reading, lab.base.guides)
        self._lab, self._kind, self._copied = lab, kind, copied

    @cached_property
    def claims(self) -> Any:
        return {**self._lab.context.claims, self._kind: checks.context._claims(self.reading.drafts[self._kind])}

    @cached_property
    def copies(self) -> Any:
        return checks.CheckContext(self.reading, ()).copies if self._copied else self._lab.context.copies

    @cached_property
    def used(self) -> dict[str, set[str]]:
        used: dict[str, set[str]] = checks.CheckContext(Reading(), self.guides).used
        for drafts in self.reading.drafts.values():
            for draft in drafts.values():
                for kind, slugs in self._lab.uses(draft).items():
                    used[kind] |= slugs
        return used


def _markdown(settings: Path) -> tuple[list[str], dict[str, Any]]:
    """Python-Markdown's extensions as MkDocs is told to use them, with their settings."""
    written = yaml_load(settings.read_text(encoding="utf-8"))["markdown_extensions"]
    pairs = [next(iter(one.items())) if isinstance(one, dict) else (one, {}) for one in written]
    return ["toc", "fenced_code", *(name for name, _ in pairs if name != "toc")], dict(pairs)


def _assert_told_well(problems: Any, name: str, raw: bytes) -> None:
    """Each problem is one short visible line, and names a place that is in its file."""
    lines = len(LINE_END.split(raw.decode("utf-8", "replace")))
    for problem in problems:
        shown = str(problem)
        if not re.match(r"(catalogue|docs)/[^:]+:\d+:\d+: .", shown) or problem.line < 1 or problem.column < 1:
            raise BrokenError(f"has no place: {shown!r}")
        if name and problem.file == name and problem.line > lines:
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
