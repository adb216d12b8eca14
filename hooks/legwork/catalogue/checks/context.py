"""What a check may look at besides its entry."""

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
"""Characters of a text that are looked at. Longer ones are refused by the models, and Markdown's link rule is quadratic."""


class CheckContext:
    """What a check may look at besides its entry."""

    def __init__(self, reading: Reading, guides: tuple[Guide, ...], runner: Runner = PUBLISHING) -> None:
        self.reading = reading
        self.guides = guides
        self.runner = runner

    def readable(self, slug: str, *fields: str) -> Exercise | None:
        """The exercise, if it exists and these of its fields could be read."""
        draft = self.reading.drafts["exercise"].get(slug)
        return draft.entry if draft and draft.has(fields) and isinstance(draft.entry, Exercise) else None

    def care(self, slug: str, *fields: str) -> Care | None:
        """The complaint, if it exists and these of its fields could be read."""
        draft = self.reading.drafts["care"].get(slug)
        return draft.entry if draft and draft.has(fields) and isinstance(draft.entry, Care) else None

    def demand(self, pattern: str) -> Demand | None:
        """What a pattern asks of the body, if it exists and says so."""
        draft = self.reading.drafts["pattern"].get(pattern)
        return draft.entry.demand if draft and draft.has(("demand",)) and isinstance(draft.entry, Pattern) else None

    def verdict(self, exercise: str, care: str) -> Verdict | None:
        """What the exercise is under the complaint, or None where one of them could not be read."""
        judged = self.readable(exercise, "cautions", "pattern", "kind", "impact")
        entry = self.care(care, "not_now", "instead")
        demand = self.demand(judged.pattern) if judged else None
        return judge(judged, demand, entry).verdict if judged and entry and demand else None

    def place(self, kind: str, slug: str, path: Path) -> str:
        """Where a value of an entry stands, for a problem that has two ends: its file and line."""
        return self.reading.drafts[kind][slug].place.line(path)

    @cached_property
    def claims(self) -> dict[str, dict[str, list[tuple[str, Path]]]]:
        """By kind and name as it is compared, every entry that bears the name, and where it says so, sorted by slug."""
        return {kind: _claims(drafts) for kind, drafts in self.reading.drafts.items()}

    @cached_property
    def used(self) -> dict[str, set[str]]:
        """By kind, the slugs that something refers to. A broken entry counts as using every word in it."""
        used: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for drafts in self.reading.drafts.values():
            for draft in drafts.values():
                _add_used(draft, used)
        for guide in self.guides:
            used["source"].update(m.reference.slug for m in guide.mentions if m.reference.kind == "source")
        return used

    @cached_property
    def easier(self) -> dict[str, list[str]]:
        """By slug, the exercises whose `harder` names it."""
        easier: dict[str, list[str]] = {}
        for slug in self.reading.drafts["exercise"]:
            lower = self.readable(slug, "harder")
            for step in lower.harder if lower else ():
                easier.setdefault(step.exercise, []).append(slug)
        return easier

    @cached_property
    def ladders_known(self) -> bool:
        """Whether every exercise could be read as far as ladders go: else nobody knows what leads where."""
        drafts = self.reading.drafts["exercise"].values()
        return "exercise" not in self.unread and all(draft.has(("harder", "level", "equipment")) for draft in drafts)

    @cached_property
    def stages(self) -> set[tuple[str, int]]:
        """Each complaint with each step of its way back for which there is a routine."""
        recipes = (draft.entry for draft in self.reading.drafts["routine"].values() if draft.has(("leave_out", "stage")))
        return {(one.leave_out[0], one.stage) for one in recipes if isinstance(one, Recipe) and one.stage and one.leave_out}

    @cached_property
    def stages_known(self) -> bool:
        """Whether every routine could be read as far as its stage: else nobody knows which one is missing."""
        drafts = self.reading.drafts["routine"].values()
        return "routine" not in self.unread and all(draft.has(("leave_out", "stage")) for draft in drafts)

    def below(self, slug: str) -> list[Exercise]:
        """Every exercise on a way down from here, itself left out."""
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
        """By slug, each step and mistake that nearly stands in another exercise, with where it stands there."""
        places = [
            (draft.slug, path, text)
            for _, draft in sorted(self.reading.drafts["exercise"].items())
            if draft.has(("steps", "mistakes")) and isinstance(draft.entry, Exercise)
            for path, text in _instructions(draft.entry)
        ]
        copies: dict[str, list[tuple[Path, str, Path]]] = {}
        told = [text for _, _, text in places]
        for first, second in self.runner.run(near.pairs, told):
            (other, there, _), (slug, here, _) = places[first], places[second]
            if other != slug:
                copies.setdefault(slug, []).append((here, other, there))
                copies.setdefault(other, []).append((there, slug, here))
        return copies

    @cached_property
    def unread(self) -> set[str]:
        """Kinds of which a file could not be read, guides included: nobody knows what it refers to."""
        lost = {kind for kind, drafts in self.reading.drafts.items() if any(draft.data is None for draft in drafts.values())}
        guides = {"guide"} if any(guide.problem for guide in self.guides) else set()
        return lost | guides | self.reading.unread_kinds

    @cached_property
    def moves(self) -> dict[str, str]:
        """Where pages have moved to, both as they are written in links."""
        return self.reading.moves

    def moved_hint(self, written: str) -> str:
        """Where the page is now of a link, as it is `written`, that leads nowhere; nothing if it has not moved."""
        moved = self.moves.get(written)
        return f"it is now {shorten(moved, 80)}" if moved else ""

    @cached_property
    def hints(self) -> Mapping[str, Hints]:
        """By kind, which entries may have been meant by ids that are none."""
        more = {"source": (CONVENTION,)}
        return {kind: Hints(kind, drafts, more.get(kind, ())) for kind, drafts in self.reading.drafts.items()}

    @cached_property
    def pages(self) -> set[str]:
        """Addresses of the hand-written pages, from the site's root."""
        return {guide.address for guide in self.guides}


def kind_of(entry: Entry) -> str:
    """The entry's kind, as named in KINDS."""
    return KIND_OF[type(entry)]


_SIGNS = re.compile(r"\]\(|[<&\\]")
"""What is in the file of every text that holds a link or HTML: as it stands, or escaped."""


def marked_texts(draft: Draft) -> Iterator[tuple[Path, str]]:
    """Every text of an entry, if one may hold a link or HTML: most files show at a glance that none does."""
    return texts(draft.data) if _SIGNS.search(draft.place.document.text) else iter(())


def texts(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text below `data` with its path, cut to MAX_TEXT; a figure holds numbers, not text."""
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
"""What a source's entry says in our words; the rest is printed on the source."""


def prose(draft: Draft) -> Iterator[tuple[Path, str]]:
    """Every running text of an entry with its path, on one line; a name is none, nor is a single word such as an id."""
    for path, text in texts(draft.data):
        if " " in text and ((path[0] in _OURS) if draft.kind == "source" else _NAMES.isdisjoint(path)):
            yield path, " ".join(text.split())


def _instructions(exercise: Exercise) -> Iterator[tuple[Path, str]]:
    for i, step in enumerate(exercise.steps):
        yield ("steps", i), step
    for i, mistake in enumerate(exercise.mistakes):
        yield ("mistakes", i), f"{mistake.fault} {mistake.fix}"


def names_of(entry: Any) -> Iterator[tuple[Path, str]]:
    """The name of an entry, its aliases and the words that find it, each with its path; none of an entry without names."""
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
