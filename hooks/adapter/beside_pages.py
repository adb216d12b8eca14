"""Every file that is no page: pictures, data, moved addresses, the search index and headers for hosts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from adapter.build import Build
from engine import Config, PluginError
from legwork.catalogue import urls
from legwork.exports import data
from legwork.pages import moved_page as moved_pages
from legwork.pages import pictures
from legwork.pages.render import Templates
from legwork.search import index
from legwork.search.entry import Record
from legwork.text import inline
from legwork.theme import security_policy
from legwork.work.runner import Runner


def write(site_dir: Path, made: Iterable[tuple[str, str | bytes]]) -> None:
    """Write files into a site, and the headers for hosts that send some, which name all files of the site."""
    for url, held in made:
        path = site_dir / url
        if path.exists():
            raise PluginError(f"docs/{url} stands where a generated file goes; rename it.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held.encode() if isinstance(held, str) else held)
    names = (path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file())
    (site_dir / security_policy.FILE).write_text(security_policy.headers(names), encoding="utf-8")


def files(
    build: Build, guides: Sequence[Record], config: Config, runner: Runner, *, serving: bool
) -> Iterator[tuple[str, str | bytes]]:
    """Every file that is no page, and that no page is made with: its address from the root, and what is in it.

    MkDocs does not hear of them. It would keep all of them in memory until it writes the first.
    """
    yield from pictures.files(build.site.drawings)
    if config.site_url and not serving:
        for slug, drawn in build.site.drawings.items():
            yield urls.preview(slug), pictures.preview(drawn)
    catalogue = build.content.catalogue
    yield from data.files(catalogue, build.site.lookups, build.site.routines, build.content.moves, runner)
    yield from _moved(build, config, guarded=not serving)
    of_guides = (runner.one(index.found, one, one.url) for one in guides)
    found = [*(page.found for page in build.pages if page.kind != "list"), *of_guides]
    yield from index.files(found, catalogue)


def _moved(build: Build, config: Config, *, guarded: bool) -> Iterator[tuple[str, str]]:
    """What answers at addresses of the past: pages that stand in no list of pages, and rules for hosts."""
    if not build.content.moves:
        return
    titles = {guide.address.removeprefix("/"): inline.plain(guide.title) for guide in build.content.guides}
    titles |= {page.url: page.title for page in build.pages}
    templates = Templates.read()
    owner = moved_pages.Owner(config.site_name, config.site_url or "", str(config.theme["favicon"]))
    for move in build.content.moves:
        html = moved_pages.page(move, titles[move.new_url], owner, templates, guarded=guarded)
        yield f"{move.old_url}index.html", html
    yield moved_pages.FILE, moved_pages.redirects(build.content.moves)
