"""What hand-written guides say of the catalogue: the links in them that name an entry."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from legwork.inline import Reference

_LINK = re.compile(r"\[([^\]]*)\]\(([a-z]+:[^)\s]*)\)")
_HEADING = re.compile(r"# +(.+)")
_FENCE = re.compile(r"\s*(```|~~~)")


@dataclass(frozen=True)
class Mention:
    """One link from a guide to an entry; line and column count from 1."""

    line: int
    column: int
    reference: Reference


@dataclass(frozen=True)
class Guide:
    """One hand-written page. `uri` is relative to the docs folder, `shown` is its name in problems."""

    uri: str
    shown: str
    title: str
    mentions: tuple[Mention, ...]

    @property
    def address(self) -> str:
        """Where the page stands, from the site's root: ``/guides/why-strength/``."""
        return "/" + self.uri.removesuffix(".md").removesuffix("index").rstrip("/") + "/"


def read_guides(docs: Path, root: Path, kinds: frozenset[str]) -> list[Guide]:
    """Every Markdown file below `docs`, sorted, with its links to entries of `kinds`."""
    return [_read(path, docs, root, kinds) for path in sorted(docs.rglob("*.md"))]


def _read(path: Path, docs: Path, root: Path, kinds: frozenset[str]) -> Guide:
    title, mentions, fenced = path.stem, [], False
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        if _FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        if (heading := _HEADING.fullmatch(line)) and title == path.stem:
            title = heading[1]
        for match in _LINK.finditer(line):
            if reference := Reference.parse(match[2], kinds):
                mentions.append(Mention(number, match.start() + 1, reference))
    return Guide(path.relative_to(docs).as_posix(), Path(os.path.relpath(path, root)).as_posix(), title, tuple(mentions))
