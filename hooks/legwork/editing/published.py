"""The addresses of a published site, from its sitemap or its folder, and those that today's content no longer answers."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from legwork.catalogue import urls
from legwork.catalogue.content import Content
from legwork.catalogue.moved import CurrentAddresses, as_reference
from legwork.catalogue.rules import ADDRESS_LOST
from legwork.text.problems import Problem, line_and_column, quote
from legwork.text.spelling import guesses

MAX_SITEMAP_BYTES = 50 * 1024 * 1024
"""The size that a sitemap must not exceed. https://www.sitemaps.org/protocol.html"""
_PLACE = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")
_INDEX = "index.html"


class UnreadableError(Exception):
    """Raised if there is no site to read. The message is a sentence without its full stop."""


@dataclass(frozen=True)
class Address:
    """A published page: `url` from the site's root, and the file, line and column that name it."""

    url: str
    file: str
    line: int = 1
    column: int = 1


def read(place: Path, root: Path) -> list[Address]:
    """Return every page of a site. `place` is its folder, or a sitemap that a build wrote. Files are named relative to `root`."""
    return list(_of_folder(place, root) if place.is_dir() else _of_sitemap(place, root))


def unanswered(site: Sequence[Address], content: Content, docs: Path) -> Iterator[Problem]:
    """Yield a problem for each page of a site whose address would lead nowhere now.

    Pages of long lists are left out: they come and go with the number of entries.
    """
    today = CurrentAddresses(content.reading, content.guides)
    answered = today.all | {move.old for move in content.moves}
    for address in site:
        name = as_reference(address.url)
        if name not in answered and not urls.of_list(address.url) and not (docs / address.url / _INDEX).is_file():
            hint = f"say in moved.yml where it is now, perhaps {quote(f'{name}: {_moved_to(name, today)}', 200)}"
            message = f"/{address.url} leads nowhere now"
            yield Problem(ADDRESS_LOST, address.file, address.line, address.column, "", message, hint)


def _moved_to(name: str, today: CurrentAddresses) -> str:
    """Return the current page that most likely replaces `name`, or three dots unless there is exactly one candidate."""
    kind, colon, slug = name.partition(":")
    if colon:
        likely = [f"{kind}:{guess}" for guess in today.context.hints[kind].ids_meant(slug)]
    else:
        folder = name[: name.rfind("/", 0, -1) + 1]
        likely = guesses(name, [page for page in today.pages if page.startswith(folder)])
    return likely[0] if len(likely) == 1 else "..."


def _shown(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()


def _of_folder(folder: Path, root: Path) -> Iterator[Address]:
    if not (folder / _INDEX).is_file():
        raise UnreadableError(f"no site in {folder}: it has no {_INDEX}")
    for path in sorted(folder.rglob(_INDEX)):
        yield Address(path.relative_to(folder).as_posix().removesuffix(_INDEX), _shown(path, root))


def _of_sitemap(file: Path, root: Path) -> Iterator[Address]:
    try:
        with file.open("rb") as opened:
            raw = opened.read(MAX_SITEMAP_BYTES + 1)
        if len(raw) > MAX_SITEMAP_BYTES:
            raise UnreadableError(f"{file} is larger than {MAX_SITEMAP_BYTES // 1024 // 1024} MiB")
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"cannot read {file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UnreadableError(f"{file} is not a sitemap, or is compressed") from None
    entries = [(unescape(match[1]), match.start(1)) for match in _PLACE.finditer(text)]
    if not entries:
        raise UnreadableError(
            f"{file} names no page; a site built without LEGWORK_SITE_URL has an empty sitemap, so name its folder"
        )
    home = min((url for url, _ in entries), key=len)
    if not home.endswith("/") or not all(url.startswith(home) for url, _ in entries):
        raise UnreadableError(f"{file} has no home page that all its addresses begin with")
    for url, place in entries:
        yield Address(url.removeprefix(home), _shown(file, root), *line_and_column(text[:place]))
