"""Names of files, in the catalogue and beside it: names that every system can store, and no links out of the folder.

A page's address is made from its file's name, and a build publishes every file below `docs/`: a symbolic link there
would publish its target from the builder's machine.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from legwork.text.problems import Problem, quote
from legwork.text.rules import FILE_NAME, FILE_READABLE, Rule

MAX_NAME_LENGTH = 100
"""The characters allowed in a name. Systems allow 255 bytes, some tools on Windows 260 for the whole path."""
WINDOWS = frozenset({"con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in range(10))})
"""Names that no file or folder can have on Windows, with any ending.
https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""
NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
"""A plain name of a file or folder."""
_PAGE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md")


def windows_keeps(name: str) -> bool:
    """Return whether Windows reserves this name for a device."""
    return name.partition(".")[0].strip().lower() in WINDOWS


def problems(catalogue: Path, docs: Path | None, root: Path) -> Iterator[Problem]:
    """Yield a problem for every invalid name and every link. Files are named in problems relative to `root`."""
    if catalogue.is_dir():
        yield from _catalogue(catalogue, root)
    if docs and docs.is_dir():
        yield from _docs(docs, root)


def _problem(rule: Rule, path: Path, root: Path, message: str, hint: str) -> Problem:
    return Problem(rule, Path(os.path.relpath(path, root)).as_posix(), 1, 1, "", message, hint)


def _catalogue(folder: Path, root: Path) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        if path.is_symlink() and (path.is_dir() or not path.exists()):
            yield _problem(FILE_READABLE, path, root, "a link in place of a folder", "put the folder itself here")
        elif path.is_dir():
            yield from _twins([one for one in sorted(path.iterdir()) if not one.name.startswith(".")], root)


def _docs(docs: Path, root: Path) -> Iterator[Problem]:
    for folder, folders, files in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = [Path(folder, name) for name in sorted([*folders, *files]) if not name.startswith(".")]
        for path in paths:
            if path.is_symlink():
                yield _problem(
                    FILE_READABLE,
                    path,
                    root,
                    "a link in place of a file",
                    "put the file itself here: whoever builds publishes what it leads to",
                )
            elif not path.is_dir() and not path.is_file():
                yield _problem(FILE_READABLE, path, root, "it is not a regular file", "put a plain, readable file here")
            yield from _name(path, root)
        yield from _twins(paths, root)


def _name(path: Path, root: Path) -> Iterator[Problem]:
    name = path.name
    if windows_keeps(name):
        yield _problem(FILE_NAME, path, root, f"{quote(name)} is a name that Windows keeps for itself", "choose another")
    elif len(name) > MAX_NAME_LENGTH:
        yield _problem(
            FILE_NAME,
            path,
            root,
            f"name is {len(name)} characters long; at most {MAX_NAME_LENGTH} are allowed",
            "choose a shorter one",
        )
    elif name.lower().endswith(".md") and not path.is_dir() and not _PAGE.fullmatch(name):
        plain = unicodedata.normalize("NFKD", name[:-3]).encode("ascii", "ignore").decode().lower()
        words = "-".join(re.findall("[a-z0-9]+", plain)) or "a-page"
        yield _problem(FILE_NAME, path, root, f"{quote(name)} becomes part of an address", f"rename it to '{words}.md'")
    elif not re.fullmatch(NAME, name):
        yield _problem(
            FILE_NAME, path, root, f"{quote(name)} is not a plain name", "use letters, digits, hyphens, underscores and dots"
        )


def _twins(paths: Iterable[Path], root: Path) -> Iterator[Problem]:
    """Yield a problem for each name in a folder that is the same file as another on systems that fold case or accents.

    Both names get one, because it is unknown which is new.
    """
    folded: dict[str, list[Path]] = {}
    for path in paths:
        folded.setdefault(unicodedata.normalize("NFC", path.name).casefold(), []).append(path)
    for twins in folded.values():
        for path in twins if len(twins) > 1 else ():
            other = twins[0] if path is not twins[0] else twins[1]
            message = f"differs from {quote(other.name)} only in how its letters are written"
            yield _problem(FILE_NAME, path, root, message, "keep one: on many computers the two are the same file")
