"""All generated files but pages: pictures, data, moved addresses, the search index and headers for hosts."""

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
from legwork.search.entry import SearchRecord
from legwork.text import inline
from legwork.theme import security_policy
from legwork.work.runner import Runner


def write(site_dir: Path, files: Iterable[tuple[str, str | bytes]]) -> None:
    """Write files into a site, and then the headers file, which names all files of the site."""
    for url, content in files:
        path = site_dir / url
        if path.exists():
            raise PluginError(f"docs/{url} has the address of a generated file; rename it.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    names = (path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file())
    (site_dir / security_policy.HEADERS_FILE).write_text(security_policy.headers(names), encoding="utf-8")


def files(
    build: Build, guides: Sequence[SearchRecord], config: Config, runner: Runner, *, serving: bool
) -> Iterator[tuple[str, str | bytes]]:
    """Yield every generated file that is not a page and not needed by the theme: its address from the root, and its content.

    MkDocs does not know these files, because it would keep all of them in memory until it writes the first.
    """
    yield from pictures.files(build.site.drawings)
    if config.site_url and not serving:
        for slug, drawn in build.site.drawings.items():
            yield urls.preview(slug), pictures.preview(drawn)
    catalogue = build.content.catalogue
    yield from data.files(catalogue, build.site.lookups, build.site.routines, build.content.moves, runner)
    yield from _moved(build, config, guarded=not serving)
    indexed_guides = (runner.run(index.index_record, record, record.url) for record in guides)
    indexed = [*(page.indexed for page in build.pages if page.kind != "list"), *indexed_guides]
    yield from index.files(indexed, catalogue)


def _moved(build: Build, config: Config, *, guarded: bool) -> Iterator[tuple[str, str]]:
    """Yield the files that answer at addresses of the past: pages that redirect, and rules for hosts."""
    if not build.content.moves:
        return
    titles = {guide.address.removeprefix("/"): inline.plain(guide.title) for guide in build.content.guides}
    titles |= {page.url: page.title for page in build.pages}
    templates = Templates.read()
    owner = moved_pages.Owner(config.site_name, config.site_url or "", str(config.theme["favicon"]))
    for move in build.content.moves:
        html = moved_pages.page(move, titles[move.new_url], owner, templates, guarded=guarded)
        yield f"{move.old_url}index.html", html
    yield moved_pages.REDIRECTS_FILE, moved_pages.redirects(build.content.moves)
