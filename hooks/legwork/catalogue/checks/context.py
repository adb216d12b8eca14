"""The context of checks: everything a check may use besides its entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from legwork.catalogue.catalogue import FOLDERS, KINDS, VOCABULARIES, Draft, Reading
from legwork.catalogue.guides import Guide
from legwork.catalogue.hints import Hints
from legwork.catalogue.judgments import Verdict, judge
from legwork.catalogue.models import CONVENTION, Care, Demand, Entry, Exercise, Flag, Pattern
from legwork.catalogue.recipes import Recipe
from legwork.text import inline, near
from legwork.text.problems import Path, shorten
from legwork.text.spelling import name_key
from legwork.text.yaml_reader import Data
from legwork.work.runner import PUBLISHING, Runner

KIND_OF = {model: kind for kind, model in {**FOLDERS, **VOCABULARIES}.items()}
MAX_TEXT = 10_000
"""The characters of a text that are checked. Models refuse longer texts, and Markdown's link rule takes quadratic time."""


class CheckContext:
    """Everything a check may use besides its entry."""

    def __init__(self, reading: Reading, guides: tuple[Guide, ...], runner: Runner = PUBLISHING) -> None:
        self.reading = reading
        self.guides = guides
        self.runner = runner

    def readable(self, slug: str, *fields: str) -> Exercise | None:
        """Return the exercise, if it exists and these fields could be read."""
        draft = self.reading.drafts["exercise"].get(slug)
        return draft.entry if draft and draft.has(fields) and isinstance(draft.entry, Exercise) else None

    def care(self, slug: str, *fields: str) -> Care | None:
        """Return the care entry, if it exists and these fields could be read."""
        draft = self.reading.drafts["care"].get(slug)
        return draft.entry if draft and draft.has(fields) and isinstance(draft.entry, Care) else None

    def demand(self, pattern: str) -> Demand | None:
        """Return the demand of a pattern, if it exists and has one."""
        draft = self.reading.drafts["pattern"].get(pattern)
        return draft.entry.demand if draft and draft.has(("demand",)) and isinstance(draft.entry, Pattern) else None

    def verdict(self, exercise: str, care: str) -> Verdict | None:
        """Return the verdict on the exercise for the complaint, or None if one of them could not be read."""
        judged = self.readable(exercise, "cautions", "pattern", "kind", "impact")
        entry = self.care(care, "not_now", "instead")
        demand = self.demand(judged.pattern) if judged else None
        return judge(judged, demand, entry).verdict if judged and entry and demand else None

    def place(self, kind: str, slug: str, path: Path) -> str:
        """Return file and line of a value of an entry, for a problem with two locations."""
        return self.reading.drafts[kind][slug].place.line(path)

    @cached_property
    def claims(self) -> dict[str, dict[str, list[tuple[str, Path]]]]:
        """By kind and comparable name: every entry with the name, and the path of the name, sorted by slug."""
        return {kind: _claims(drafts) for kind, drafts in self.reading.drafts.items()}

    @cached_property
    def used(self) -> dict[str, set[str]]:
        """By kind: the slugs that something refers to. An unreadable entry counts as using every word in it."""
        used: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for drafts in self.reading.drafts.values():
            for draft in drafts.values():
                _add_used(draft, used)
        for guide in self.guides:
            used["source"].update(m.reference.slug for m in guide.mentions if m.reference.kind == "source")
        return used

    @cached_property
    def easier(self) -> dict[str, list[str]]:
        """By slug: the exercises whose `harder` names it."""
        easier: dict[str, list[str]] = {}
        for slug in self.reading.drafts["exercise"]:
            lower = self.readable(slug, "harder")
            for step in lower.harder if lower else ():
                easier.setdefault(step.exercise, []).append(slug)
        return easier

    @cached_property
    def ladders_known(self) -> bool:
        """True if the fields for ladders could be read in every exercise. Otherwise ladders are not known."""
        drafts = self.reading.drafts["exercise"].values()
        return "exercise" not in self.unread and all(draft.has(("harder", "level", "equipment")) for draft in drafts)

    @cached_property
    def stages(self) -> set[tuple[str, int]]:
        """The complaint and step of the way back of every routine that is made for one."""
        recipes = (draft.entry for draft in self.reading.drafts["routine"].values() if draft.has(("leave_out", "stage")))
        return {(one.leave_out[0], one.stage) for one in recipes if isinstance(one, Recipe) and one.stage and one.leave_out}

    @cached_property
    def stages_known(self) -> bool:
        """True if the stage could be read in every routine. Otherwise it is not known which one is missing."""
        drafts = self.reading.drafts["routine"].values()
        return "routine" not in self.unread and all(draft.has(("leave_out", "stage")) for draft in drafts)

    def below(self, slug: str) -> list[Exercise]:
        """Return every exercise below this one on its ladders."""
        found: dict[str, None] = {slug: None}
        stack = [slug]
        while stack:
            for lower in self.easier.get(stack.pop(), ()):
                if lower not in found:
                    found[lower] = None
                    stack.append(lower)
        exercises = (self.readable(lower, "level", "equipment") for lower in found if lower != slug)
        return [exercise for exercise in exercises if exercise]

    @cached_property
    def copies(self) -> dict[str, list[tuple[Path, str, Path]]]:
        """By slug: each step and mistake that is nearly the same in another exercise, with its location there."""
        places = [
            (draft.slug, path, text)
            for _, draft in sorted(self.reading.drafts["exercise"].items())
            if draft.has(("steps", "mistakes")) and isinstance(draft.entry, Exercise)
            for path, text in _instructions(draft.entry)
        ]
        copies: dict[str, list[tuple[Path, str, Path]]] = {}
        sentences = [text for _, _, text in places]
        for first, second in self.runner.run(near.pairs, sentences):
            (other, there, _), (slug, here, _) = places[first], places[second]
            if other != slug:
                copies.setdefault(slug, []).append((here, other, there))
                copies.setdefault(other, []).append((there, slug, here))
        return copies

    @cached_property
    def unread(self) -> set[str]:
        """Kinds with a file that could not be read, guides included. Its references are not known."""
        lost = {kind for kind, drafts in self.reading.drafts.items() if any(draft.data is None for draft in drafts.values())}
        guides = {"guide"} if any(guide.problem for guide in self.guides) else set()
        return lost | guides | self.reading.unread_kinds

    @cached_property
    def moves(self) -> dict[str, str]:
        """Moves of pages: old and new address, as written in links."""
        return self.reading.moves

    def moved_hint(self, written: str) -> str:
        """Return a hint with the current address of a broken link's page, or an empty string if the page has not moved."""
        moved = self.moves.get(written)
        return f"it is now {shorten(moved, 80)}" if moved else ""

    @cached_property
    def hints(self) -> Mapping[str, Hints]:
        """By kind: hints for unknown ids."""
        more = {"source": (CONVENTION,)}
        return {kind: Hints(kind, drafts, more.get(kind, ())) for kind, drafts in self.reading.drafts.items()}

    @cached_property
    def pages(self) -> set[str]:
        """Addresses of the hand-written pages, from the site's root."""
        return {guide.address for guide in self.guides}


def kind_of(entry: Entry) -> str:
    """Return the entry's kind, as named in KINDS."""
    return KIND_OF[type(entry)]


_SIGNS = re.compile(r"\]\(|[<&\\]")
"""Signs in the file of any text that holds a link or HTML, plain or escaped."""


def marked_texts(draft: Draft) -> Iterator[tuple[Path, str]]:
    """Return every text of an entry, if any may hold a link or HTML. A quick search rules most files out."""
    return texts(draft.data) if _SIGNS.search(draft.place.document.text) else iter(())


def texts(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text below `data` with its path, cut to MAX_TEXT. Figures are skipped: they hold numbers."""
    if isinstance(data, str):
        yield path, data[:MAX_TEXT]
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != "figure":
                yield from texts(value, (*path, key))
    elif isinstance(data, tuple):
        for i, value in enumerate(data):
            yield from texts(value, (*path, i))


_NAMES = frozenset({"name", "aliases", "group"})
_OURS = frozenset({"finding", "limits"})
"""The fields of a source in our own words. The others are quoted from the source."""


def prose(draft: Draft) -> Iterator[tuple[Path, str]]:
    """Yield every running text of an entry with its path, on one line. Names and single words, such as ids, are not running text."""
    for path, text in texts(draft.data):
        if " " in text and ((path[0] in _OURS) if draft.kind == "source" else _NAMES.isdisjoint(path)):
            yield path, " ".join(text.split())


def _instructions(exercise: Exercise) -> Iterator[tuple[Path, str]]:
    for i, step in enumerate(exercise.steps):
        yield ("steps", i), step
    for i, mistake in enumerate(exercise.mistakes):
        yield ("mistakes", i), f"{mistake.fault} {mistake.fix}"


def names_of(entry: Any) -> Iterator[tuple[Path, str]]:
    """Yield the name of an entry, its aliases and the words that find it, each with its path."""
    if hasattr(entry, "name"):
        yield ("name",), entry.name
    for field in ("aliases", "finds"):
        for i, name in enumerate(getattr(entry, field, ())):
            yield (field, i), name


def _claims(drafts: Mapping[str, Draft]) -> dict[str, list[tuple[str, Path]]]:
    claims: dict[str, list[tuple[str, Path]]] = {}
    for slug, draft in sorted(drafts.items()):
        for path, name in names_of(draft.entry):
            if draft.has((str(path[0]),)):
                claims.setdefault(name_key(name), []).append((slug, path))
    return claims


def _add_used(draft: Draft, used: dict[str, set[str]]) -> None:
    entry = draft.entry
    if not draft.complete:
        for slugs in used.values():
            slugs.update(text for _, text in texts(draft.data))
    elif isinstance(entry, Exercise):
        used["muscle"].update(entry.muscles.primary, entry.muscles.secondary)
        used["equipment"].update(entry.equipment.required, entry.equipment.optional)
        used["pattern"].add(entry.pattern)
        used["care"].update(caution.when for caution in entry.cautions if caution.when)
        used["source"].update(entry.cited())
    else:
        used["source"].update(getattr(entry, "sources", ()))
        if isinstance(entry, Care):
            used["flag"].update(entry.red_flags)
            used["source"].update(entry.timeline.sources if entry.timeline else ())
            used["care"].update({entry.slug} if entry.not_now or entry.instead else ())
        elif isinstance(entry, Flag) and entry.general:
            used["flag"].add(entry.slug)
    used["source"].update(slug for _, text in marked_texts(draft) for slug in inline.cited(text))
