"""The one file that knows MkDocs: it reads the catalogue, hands MkDocs finished pages, adds data and search.

Everything that can fail on content happens in `on_config`. MkDocs empties the target folder after
`on_pre_build`, so a catalogue with errors stops the build while the published site is still whole.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from legwork import content
from legwork.content import Content
from legwork.exports import data
from legwork.markdown_links import EntryLinks
from legwork.pages import site, urls
from legwork.pages.page import Page
from legwork.pages.word_forms import word_forms

log = logging.getLogger("mkdocs.hooks.legwork")

WIDE = ("home", "matrix")
"""Kinds of page that use the whole width."""


@dataclass
class _Build:
    """What one build works with. `serve` keeps the last good one across rebuilds."""

    content: Content
    pages: tuple[Page, ...]


class _State:
    """What lives longer than one build: the hook module survives rebuilds in `serve`."""

    serving = False
    build = _Build(content.NOTHING, ())


def on_startup(command: str, dirty: bool) -> None:
    _State.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads, checks and renders everything; stops, or in `serve` keeps the last good pages, on problems."""
    read = content.read(_catalogue_dir(config), Path(config.docs_dir), root=Path.cwd())
    problems = tuple(map(str, read.problems))
    if not problems:
        try:
            _State.build = _Build(read, tuple(site.pages(read)))
        except TemplateError as error:
            problems = (_describe(error),)
    if problems:
        _report(problems)
    config.extra["problems"] = problems
    config.markdown_extensions.append(EntryLinks(_State.build.content.catalogue))  # type: ignore[arg-type]
    _fix_date(_State.build.content)
    return config


def _catalogue_dir(config: MkDocsConfig) -> Path:
    base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return base / str(config.extra.get("catalogue", {}).get("dir", "catalogue"))


def _report(problems: tuple[str, ...]) -> None:
    """Prints every problem. Raises unless a live preview has earlier pages to go on showing."""
    shown = "\n".join(problems)
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in the content"
    if not (_State.serving and _State.build.pages):
        raise PluginError(f"{count}; nothing was published.\n{shown}")
    log.error("%s; the preview shows the last good state.\n%s", count, shown)


def _describe(error: TemplateError) -> str:
    name = getattr(error, "filename", None) or getattr(error, "name", None) or "a template"
    return f"{name}:{getattr(error, 'lineno', 1)}:1: {type(error).__name__}: {error.message}"


def _fix_date(read: Content) -> None:
    """Dates in the output are the day of the newest review, so that equal input gives equal bytes."""
    newest = max((exercise.reviewed for exercise in read.catalogue.exercises.values()), default=None)
    if newest:
        days = newest.toordinal() - 719163  # 1970-01-01
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(days * 86400))


class HtmlPage(MkDocsPage):
    """A page whose body is finished HTML: no Markdown is parsed for it."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.ready = page

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {
            "title": self.ready.title,
            "description": self.ready.description,
            "kind": self.ready.kind,
            "hide": ["navigation", "toc"] if self.ready.kind in WIDE else [],
            "search": {"exclude": True},
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.ready.body
        self.toc = TableOfContents([AnchorLink(h.title, h.id, 2) for h in self.ready.toc])
        self.present_anchor_ids = {heading.id for heading in self.ready.toc}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds every generated page and data file; two files for one address are an error."""
    for page in _State.build.pages:
        file = File.generated(config, urls.source_uri(page.url), content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = _edit_uri(page, config)
        _append(files, file)
        HtmlPage(page, file, config)
    for url, text in data.files(_State.build.content.catalogue):
        _append(files, File.generated(config, url, content=text))
    return files


def _append(files: Files, file: File) -> None:
    if files.get_file_from_path(file.src_uri) is not None:
        raise PluginError(f"docs/{file.src_uri} stands where a generated page goes; rename it.")
    files.append(file)


def _edit_uri(page: Page, config: MkDocsConfig) -> str | None:
    """The YAML file behind a page, as seen from the docs folder that `edit_uri` points to."""
    if page.source is None:
        return None
    base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return Path(os.path.relpath(_catalogue_dir(config) / page.source, base / config.docs_dir)).as_posix()


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Drops the white space of the theme's block tags: a quarter of a page otherwise."""
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Adds the generated pages to Material's search index, worded for searching rather than parsed from HTML.

    Runs after the plugins of `mkdocs.yml`, hooks being last, so the index has been written.
    """
    path = Path(config.site_dir) / "search" / "search_index.json"
    if not path.is_file():
        return
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for section in index["docs"]:
        section["words"] = " ".join(word_forms([unescape(section["title"])]))
    index["docs"] = [_search_entry(page) for page in _State.build.pages] + index["docs"]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _search_entry(page: Page) -> dict[str, Any]:
    """One entry of the index; Material reads its texts as HTML. `mkdocs.yml` says how much each field weighs."""
    found = page.search
    words = [*found.also, *word_forms((found.title, *found.names, *found.also))]
    return {
        "location": page.url,
        "title": escape(found.title, quote=False),
        "tags": [escape(name, quote=False) for name in found.names],
        "words": escape(" ".join(words), quote=False),
        "text": escape(found.text, quote=False),
    }


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Watches what MkDocs does not know: the catalogue and the templates."""
    server.watch(str(_catalogue_dir(config)))
    server.watch(str(Path(__file__).parent / "legwork" / "pages" / "templates"))
    server.watch(str(Path(__file__).parent / "theme"))
    return server
