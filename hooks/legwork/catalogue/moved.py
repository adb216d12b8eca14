"""Pages that have moved: the catalogue's `moved.yml`, which maps published addresses to current ones.

Both sides of a line are written like links: an entry as ``exercise:wall-sit``, any other page as ``/guides/form-basics/``.
Each address can be written in one way only, so lines are compared as written.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from legwork.catalogue import rules, urls
from legwork.catalogue.catalogue import KINDS, Reading
from legwork.catalogue.checks import CheckContext
from legwork.catalogue.checks.references import resolve
from legwork.catalogue.guides import Guide
from legwork.catalogue.models import CONVENTION
from legwork.text import letters
from legwork.text.fields import SLUG_PATTERN
from legwork.text.inline import Reference
from legwork.text.paths import MAX_NAME_LENGTH, NAME, windows_keeps
from legwork.text.problems import Problem, Rename, Splice, Write, nearest, quote
from legwork.text.slugs import slug_of
from legwork.text.yaml_reader import Document

MAX_PROBLEMS_PER_FILE = 100
"""The number of problems reported for the file."""
MAX_ADDRESS_LENGTH = 400
"""The characters allowed in an address. Cloudflare Pages reads a thousand characters of a rule with two addresses."""
ENTRY = rf"(?:{'|'.join(KINDS)}):{SLUG_PATTERN.strip('^$')}"
PAGE = rf"/(?:{NAME}/)*"
"""The hint on the two forms of an address."""
HINT = "write an entry like exercise:wall-sit, or a page like /guides/form-basics/"

_ENTRY, _PAGE = re.compile(ENTRY), re.compile(PAGE)
_SLUG = re.compile(SLUG_PATTERN.strip("^$"))
_HOST = re.compile(r"[a-z][a-z0-9+.-]*:/|[/\\]{2}", re.IGNORECASE)
_FILE = re.compile(r"(?:(?:^|/)index)?\.(?:md|html?)$")
_KINDS = frozenset(KINDS)
_IF_ANY = ("flag", "routine", "plan")
"""Optional kinds. They have an index only if there is an entry."""

_Wrong = tuple[str, str, str]
"""A message on an address, a hint, and the address to write if it is certain."""


@dataclass(frozen=True)
class Move:
    """One page that has moved from `old` to `new`, both as written in the file."""

    old: str
    new: str

    @property
    def old_url(self) -> str:
        """Its old address, from the site's root: ``exercises/old-name/``."""
        return address(self.old)

    @property
    def new_url(self) -> str:
        """Its current address, from the site's root."""
        return address(self.new)


def address(reference_or_path: str) -> str:
    """Return the address, from the site's root, of a page written as in a link."""
    reference = Reference.parse(reference_or_path, _KINDS)
    return urls.entry(reference.kind, reference.slug) if reference else reference_or_path.removeprefix("/")


def as_reference(url: str) -> str:
    """Return an address from the site's root in the form written in the file."""
    first, *rest = url.strip("/").split("/")
    kind = next((kind for kind, name in KINDS.items() if name == first), "")
    of_entry = kind and len(rest) == 1 and _SLUG.fullmatch(rest[0]) and url != urls.no_kit()
    return f"{kind}:{rest[0]}" if of_entry else f"/{url}"


def moves(reading: Reading) -> tuple[Move, ...]:
    """Return every valid line of the file, sorted by the old address."""
    sound = (Move(old, new) for old, new in reading.moves.items() if not _unsound(old) and not _unsound(new))
    return tuple(sorted(sound, key=lambda move: move.old_url))


def renamed(moved: Iterable[Move], kind: str) -> dict[str, str]:
    """Return, for entries of a kind, old slugs and current slugs, without entries that became another kind of page."""
    pairs = ((Reference.parse(move.old, _KINDS), Reference.parse(move.new, _KINDS)) for move in moved)
    return {old.slug: new.slug for old, new in pairs if old and new and old.kind == new.kind == kind}


# --- What is wrong with the file


def problems(reading: Reading, guides: tuple[Guide, ...]) -> Iterator[Problem]:
    """Yield every problem of the file, and one for every link of a guide to a page that has moved."""
    for guide in guides:
        yield from _followed(guide, guides, reading.moves)
    document = reading.moved
    if document is None or document.data is None:
        return
    if isinstance(document.data, dict):
        yield from islice(_of_lines(document, reading, guides), MAX_PROBLEMS_PER_FILE)
    else:
        hint = "write lines like exercise:old-name: exercise:new-name"
        yield document.problem(rules.MOVED_FILE, (), "must be a mapping of old addresses to new ones", hint)


def _of_lines(document: Document, reading: Reading, guides: tuple[Guide, ...]) -> Iterator[Problem]:
    today, ends, known = CurrentAddresses(reading, guides), _ends(reading.moves), dict[str, str]()
    for old, new in document.data.items():  # type: ignore[union-attr]
        if wrong := _old_wrong(old, today, known):
            message, hint, meant = wrong
            yield document.problem(rules.MOVED_FROM, (old,), message, hint, key=True, edit=Rename(meant) if meant else None)
        if new is None:
            yield document.problem(rules.MOVED_FILE, (old,), "must not be empty", HINT)
        elif not isinstance(new, str):
            yield document.problem(rules.MOVED_FILE, (old,), "must be an address", HINT)
        else:
            for message, hint, meant in _new_wrong(new, today, ends):
                yield document.problem(rules.MOVED_TO, (old,), message, hint, edit=Write(meant) if meant else None)


class CurrentAddresses:
    """The addresses of the site, without those of long lists."""

    def __init__(self, reading: Reading, guides: tuple[Guide, ...]) -> None:
        self.context = CheckContext(reading, guides)
        self.pages = {f"/{url}" for url in urls.single([kind for kind in _IF_ANY if not reading.drafts[kind]])}
        self.pages |= self.context.pages
        """Pages that are no entries, as written in the file."""

    @cached_property
    def all(self) -> frozenset[str]:
        """Every page, as written in the file."""
        drafts = self.context.reading.drafts
        entries = (f"{kind}:{slug}" for kind in drafts if kind not in urls.SECTIONS for slug in drafts[kind])
        return frozenset({*entries, *self.pages})

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """By case-folded address: the page."""
        return {address(page).casefold(): page for page in sorted(self.all)}


def _ends(lines: Mapping[str, str]) -> dict[str, str]:
    """Return the last address reached from each old address, without those that lead in a circle."""
    ends: dict[str, str] = {}
    for here in lines:
        way: dict[str, None] = {}
        while here in lines and here not in ends and here not in way:
            way[here] = None
            here = lines[here]
        ends.update(dict.fromkeys(way, "" if here in way else ends.get(here, here)))
    return ends


def _old_wrong(old: str, today: CurrentAddresses, known: dict[str, str]) -> _Wrong | None:
    """Return the problem of an old address, if any. `known` are the old addresses above, by case-folded address; this one is added."""
    if wrong := _unsound(old):
        return wrong
    if old in today.all:
        return f"{quote(old, 80)} has a page today", "remove the line, or give that page another address", ""
    folded = address(old).casefold()
    other = today.folded.get(folded) or known.setdefault(folded, old)
    if other != old:
        message = f"differs from {quote(other, 80)} only in how its letters are written"
        return message, "remove the line: on many computers the two are the same file", ""
    return None


def _new_wrong(new: str, today: CurrentAddresses, ends: Mapping[str, str]) -> Iterator[_Wrong]:
    reference = Reference.parse(new, _KINDS)
    if wrong := _unsound(new):
        yield wrong
    elif new in today.all:
        return
    elif ends.get(new):
        yield f"{quote(new, 80)} has moved on", f"write {quote(ends[new], 80)}", ends[new]
    elif new in ends:
        yield "leads in a circle", "lead each of these lines to a page of today", ""
    elif reference:
        for _, message, hint, *_ in resolve((), reference.kind, reference.slug, today.context):
            yield message, hint, ""
    else:
        yield (
            f"no page at {quote(new, 80)}",
            nearest(new, today.pages, "pages are files in docs, like /guides/form-basics/, and lists, like /muscles/"),
            "",
        )


def _unsound(text: str) -> _Wrong | None:
    """Return the problem with the form of an address, if any, whether or not the page exists."""
    if character := letters.unseen(text):
        return (
            f"holds an invisible character ({letters.code(character)})",
            "remove it: readers cannot see it",
            text.replace(character, ""),
        )
    if _HOST.match(text):
        return f"{quote(text)} leads to another host", f"pages move within the site: {HINT}", ""
    if len(text) > MAX_ADDRESS_LENGTH:
        return f"address is {len(text)} characters long; at most {MAX_ADDRESS_LENGTH} are allowed", HINT, ""
    if not _known_form(text):
        return _misspelled(text)
    if text == f"source:{CONVENTION}":
        return f"{quote(text)} has no page of its own", f"write /{urls.index('source')}", f"/{urls.index('source')}"
    url = address(text)
    if urls.of_list(url):
        hint = "such pages come and go: remove the line, or name the page of it"
        return f"{quote(text)} is the address of a long list", hint, ""
    if kept := next((name for name in url.split("/") if windows_keeps(name)), ""):
        hint = "no page can have had this address: remove the line"
        return f"{quote(kept)} is a name that Windows keeps for itself", hint, ""
    if long := next((name for name in url.split("/") if len(name) > MAX_NAME_LENGTH), ""):
        return f"{quote(long)} is longer than a name can be", f"at most {MAX_NAME_LENGTH} characters are allowed", ""
    if as_reference(url) != text:
        return f"{quote(text)} is not how this page is written here", f"write {as_reference(url)}", as_reference(url)
    return None


def _known_form(text: str) -> bool:
    return bool(_ENTRY.fullmatch(text) or _PAGE.fullmatch(text))


def _misspelled(text: str) -> _Wrong:
    kind, colon, slug = text.partition(":")
    if colon and kind in KINDS:
        meant = f"{kind}:{slug_of(slug)}" if slug_of(slug) else ""
        return f"{quote(slug)} is not a slug", f"write {meant}" if meant else HINT, meant
    if colon and kind.isalpha():
        return f"no kind of entry is called {quote(kind)}", HINT if kind == "guide" else nearest(kind, KINDS), ""
    path = _FILE.sub("", re.split("[#?]", text)[0]).strip("/")
    meant = as_reference(f"{path}/") if path and _known_form(as_reference(f"{path}/")) else ""
    return f"{quote(text)} is not the address of a page", f"write {meant}" if meant else HINT, meant


def _followed(guide: Guide, guides: tuple[Guide, ...], lines: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each link of a guide, by Markdown file or address, to a page that has moved."""
    for link in guide.links if lines else ():
        new = lines.get(as_reference(link.address.removeprefix("/")))
        if new and not _unsound(new):
            file = next((other.uri for other in guides if other.address == new), urls.source_uri(address(new)))
            here = new if _ENTRY.fullmatch(new) else posixpath.relpath(file, posixpath.dirname(guide.uri))
            message = f"{quote(link.written, 80)} has moved"
            start = guide.offset(link.line, link.column)
            edit = Splice(start, start + len(link.written), here)
            yield Problem(rules.MOVED_LINK, guide.shown, link.line, link.column, "", message, f"write {here}", edit=edit)


def unmade(reading: Reading, made: Container[str]) -> Iterator[Problem]:
    """Yield a problem for each line that leads to an infeasible routine. Which routines are made is known after solving."""
    for move in moves(reading):
        reference = Reference.parse(move.new, _KINDS)
        if reading.moved and reference and reference.kind == "routine" and reference.slug not in made:
            message = f"no session can be made of {quote(move.new, 80)}, so it has no page"
            yield reading.moved.problem(rules.MOVED_UNMADE, (move.old,), message, "lead to another page")
