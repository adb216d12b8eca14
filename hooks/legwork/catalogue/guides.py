"""Hand-written guides: their links to entries and pages, and their prose by passages."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from legwork.text import rules
from legwork.text.inline import Reference
from legwork.text.problems import LINE_END, Problem, line_and_column

MAX_GUIDE_BYTES = 64 * 1024
"""Four times the size of a long guide. Markdown's time grows with the square of a paragraph's length."""
_ADDRESS = re.compile(r"\]\(([a-z]+:[^)\s]*)")
_PAGE_LINK = re.compile(r"\]\(([A-Za-z0-9._/-]+\.md|/[A-Za-z0-9._/-]*/)(?=[#)\s])")
_HEADING = re.compile(r"# +(.+)")
_FENCE = re.compile(r"\s*(```+|~~~+)(.*)")


@dataclass(frozen=True)
class Mention:
    """One link from a guide to an entry; line and column of its address count from 1."""

    line: int
    column: int
    reference: Reference


@dataclass(frozen=True)
class PageLink:
    """One link from a guide to a page that is no entry. `address` is its target, from the site's root."""

    line: int
    column: int
    written: str
    address: str


@dataclass(frozen=True)
class Guide:
    """One hand-written page. `uri` is relative to the docs folder, `shown` is its name in problems."""

    uri: str
    shown: str
    title: str
    mentions: tuple[Mention, ...]
    problem: Problem | None = None
    """The reason why the file could not be read."""
    text: str = field(default="", repr=False)
    links: tuple[PageLink, ...] = ()

    @property
    def address(self) -> str:
        """The address of the page, from the site's root: ``/guides/why-strength/``."""
        return address_of(self.uri)

    def offset(self, line: int, column: int) -> int:
        """Return the position in the text of the character at a line and column."""
        starts = [0, *(match.end() for match in LINE_END.finditer(self.text))]
        return starts[line - 1] + column - 1


def address_of(uri: str) -> str:
    """Return the address of a Markdown file's page, from the site's root."""
    parts = uri.removesuffix(".md").split("/")
    return "/" + "".join(f"{part}/" for part in (parts[:-1] if parts[-1] == "index" else parts))


def read_guides(docs: Path, root: Path, kinds: frozenset[str]) -> list[Guide]:
    """Return every Markdown file below `docs`, sorted, with its links to entries of `kinds`."""
    return [_read(path, docs, root, kinds) for path in sorted(docs.rglob("*.md")) if not path.is_dir()]


def _read(path: Path, docs: Path, root: Path, kinds: frozenset[str]) -> Guide:
    uri, shown = path.relative_to(docs).as_posix(), Path(os.path.relpath(path, root)).as_posix()
    try:
        if not path.is_file():
            raise OSError(0, "it is not a regular file")
        with path.open("rb") as file:
            raw = file.read(MAX_GUIDE_BYTES + 1)
        if len(raw) > MAX_GUIDE_BYTES:
            message = f"file is larger than {MAX_GUIDE_BYTES // 1024} KiB"
            return Guide(uri, shown, path.stem, (), _unread(shown, message, "split it or shorten it"))
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = line_and_column(error.object[: error.start].decode("utf-8"))
        message = f"not UTF-8: byte 0x{error.object[error.start]:02x} cannot be read"
        return Guide(uri, shown, path.stem, (), _unread(shown, message, "save the file as UTF-8", place))
    except OSError as error:
        message = f"cannot read the file: {error.strerror}"
        return Guide(uri, shown, path.stem, (), _unread(shown, message, "put a plain, readable file here"))
    lines = list(outside_fences(LINE_END.split(text)))
    headings = [heading[1] for _, line in lines if (heading := _HEADING.fullmatch(line))]
    mentions = [
        Mention(number, match.start(1) + 1, reference)
        for number, line in lines
        for match in _ADDRESS.finditer(line)
        if (reference := Reference.parse(match[1], kinds))
    ]
    links = [
        PageLink(number, match.start(1) + 1, match[1], _leads_to(match[1], uri))
        for number, line in lines
        for match in _PAGE_LINK.finditer(line)
    ]
    return Guide(uri, shown, (headings or [path.stem])[0], tuple(mentions), text=text, links=tuple(links))


def _unread(shown: str, message: str, hint: str, place: tuple[int, int] = (1, 1)) -> Problem:
    """Return a problem that says why a file could not be read."""
    return Problem(rules.FILE_READABLE, shown, *place, "", message, hint)


def _leads_to(written: str, uri: str) -> str:
    """Return the address of a link on the page `uri`. The link names a Markdown file, or an address from the root."""
    if not written.endswith(".md"):
        return written
    return address_of(posixpath.normpath(posixpath.join("/", posixpath.dirname(uri), written)).strip("/"))


def front_matter(lines: list[str]) -> list[str]:
    """Return the lines between the two rules at the start of a page, if it has them."""
    if lines[0].strip() != "---":
        return []
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), 0)
    return lines[1:end]


def outside_fences(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines outside code. A fence ends at a bare fence of the same kind, as long or longer."""
    fence = ""
    for number, line in enumerate(lines, 1):
        match = _FENCE.fullmatch(line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not match[2].strip():
            fence = ""
        elif not fence:
            yield number, line


@dataclass(frozen=True)
class Passage:
    """A paragraph, an item, a row or a heading of a guide, on one line and without markup."""

    text: str
    sources: tuple[str, ...]
    """The keys of the sources that the passage links to."""
    starts: tuple[tuple[int, int], ...]
    """The start of each line in `text`, with the line's number."""

    def place(self, position: int) -> tuple[int, int]:
        """Return line and column of a character of `text`, counted from 1."""
        start, number = next(one for one in reversed(self.starts) if one[0] <= position)
        return number, position - start + 1


_MARKUP = re.compile(r"\]\([^)\s]{0,500}(?:\s+\"[^\"]{0,200}\")?\)|`[^`]*`|[*\[\]]")
_BEGINS = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|\||#|[!?]{3})")
_NOTE = re.compile(r'(\s*[!?]{3}\+?\s+[\w-]+\s+)"(.*)"\s*')


def passages(guide: Guide) -> Iterator[Passage]:
    """Return every passage of a guide's prose, with its sources. Each field above the text is a passage, except the tags."""
    lines = LINE_END.split(guide.text)
    last_field = len(front_matter(lines)) + 1
    cited: dict[int, list[str]] = {}
    for mention in guide.mentions:
        if mention.reference.kind == "source":
            cited.setdefault(mention.line, []).append(mention.reference.slug)
    block: list[tuple[int, str]] = []
    for number, line in (*outside_fences(lines), (0, "")):
        field = last_field > 1 and 0 < number <= last_field
        if block and (field or not line.strip() or _BEGINS.match(line) or block[0][1].startswith("#")):
            yield _passage(block, cited)
            block = []
        if line.strip() and not (field and line.startswith("tags:")):
            block.append((number, line))


def _passage(block: list[tuple[int, str]], cited: dict[int, list[str]]) -> Passage:
    sources = tuple(key for number, _ in block for key in cited.get(number, ()))
    text, starts = "", []
    for number, line in block:
        starts.append((len(text), number))
        text += _NOTE.sub(lambda match: f"{match[1]} {match[2]} ", line) + " "
    return Passage(_MARKUP.sub(lambda match: " " * len(match[0]), text), sources, tuple(starts))
