"""The catalogue as one value: entries by slug, and their locations in files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from legwork.catalogue.models import Care, Entry, Equipment, Exercise, Flag, Muscle, Pattern, Source
from legwork.catalogue.recipes import Plan, Recipe
from legwork.text.problems import Edit, Path, Problem
from legwork.text.rules import Rule
from legwork.text.yaml_reader import Data, Document


@dataclass(frozen=True)
class Location:
    """The location of an entry: its file, and the path of its data in that file."""

    document: Document
    path: Path = ()

    def problem(
        self, rule: Rule, path: Path, message: str, hint: str = "", *, key: bool = False, edit: Edit | None = None
    ) -> Problem:
        """Return a problem at `path` of the entry, or at its key. A problem of the whole entry is placed at the entry's id."""
        return self.document.problem(rule, (*self.path, *path), message, hint, key=key or not path, edit=edit)

    def line(self, path: Path) -> str:
        """Return file and line of the value at `path`, for a problem with two locations."""
        line, _ = self.document.locate((*self.path, *path), key=not path)
        return f"{self.document.file}:{line}"


@dataclass(frozen=True)
class Catalogue:
    """Every entry without problems, by kind and slug; each mapping is sorted by slug."""

    exercises: Mapping[str, Exercise]
    muscles: Mapping[str, Muscle]
    equipment: Mapping[str, Equipment]
    patterns: Mapping[str, Pattern]
    care: Mapping[str, Care]
    flags: Mapping[str, Flag]
    sources: Mapping[str, Source]
    routines: Mapping[str, Recipe]
    plans: Mapping[str, Plan]

    def of_kind(self, kind: str) -> Mapping[str, Entry]:
        """The entries of one kind, as named in KINDS."""
        return getattr(self, KINDS[kind])  # type: ignore[no-any-return]


KINDS = {
    "exercise": "exercises",
    "muscle": "muscles",
    "equipment": "equipment",
    "pattern": "patterns",
    "care": "care",
    "flag": "flags",
    "source": "sources",
    "routine": "routines",
    "plan": "plans",
}
"""Kinds of entry, as written in links (``muscle:soleus``), and the folder, file and URL of each."""

MOVED = "moved.yml"
"""The file that maps old addresses to current ones. It is missing if no page has moved."""

POLICY = "policy.yml"
"""The file with the policy of a catalogue. Without it, the usual policy holds."""

FOLDERS: dict[str, type[Entry]] = {"exercise": Exercise, "routine": Recipe, "plan": Plan}
"""Kinds that have a file for each entry. Routines and plans are optional."""

OPTIONAL = frozenset({"flag"})
"""Optional vocabularies."""

VOCABULARIES: dict[str, type[Entry]] = {
    "muscle": Muscle,
    "equipment": Equipment,
    "pattern": Pattern,
    "care": Care,
    "flag": Flag,
    "source": Source,
}


@dataclass(frozen=True)
class Draft:
    """An entry as far as it could be read. `unread` names the fields with stand-ins."""

    kind: str
    slug: str
    place: Location
    entry: Entry | None
    unread: frozenset[str] = frozenset()

    def has(self, fields: tuple[str, ...]) -> bool:
        return self.entry is not None and self.unread.isdisjoint(fields)

    @property
    def data(self) -> Data:
        """The entry's data as written in its file."""
        data = self.place.document.data
        for part in self.place.path:
            data = data[part]  # type: ignore[index]
        return data

    @property
    def complete(self) -> bool:
        return self.entry is not None and not self.unread


@dataclass
class Reading:
    """The result of reading a folder: a draft of every entry, and the problems found so far."""

    drafts: dict[str, dict[str, Draft]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    problems: list[Problem] = field(default_factory=list)
    unread_kinds: set[str] = field(default_factory=set)
    """Kinds whose whole file or folder could not be read. References to them are not checked."""
    moved: Document | None = None
    """The file MOVED, if there is one."""
    policy: Document | None = None
    """The file POLICY, if there is one."""

    @property
    def moves(self) -> dict[str, str]:
        """The lines of MOVED with text, as written: old address to new."""
        lines = self.moved.data if self.moved else None
        return {old: new for old, new in lines.items() if isinstance(new, str)} if isinstance(lines, dict) else {}

    def add(self, draft: Draft) -> None:
        self.drafts[draft.kind][draft.slug] = draft

    def catalogue(self) -> Catalogue:
        """Return the entries without problems."""
        return Catalogue(
            **{  # type: ignore[arg-type]
                KINDS[kind]: MappingProxyType({slug: drafts[slug].entry for slug in sorted(drafts) if drafts[slug].complete})
                for kind, drafts in self.drafts.items()
            }
        )
