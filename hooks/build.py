"""The one file that knows MkDocs: it reads the catalogue, hands MkDocs finished pages, adds data and search.

Everything that can fail on content happens in `on_config`. MkDocs empties the target folder after
`on_pre_build`, so a catalogue with errors stops the build while the published site is still whole.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from legwork import content
from legwork.content import Content
from legwork.exports import data
from legwork.markdown_links import EntryLinks
from legwork.pages import pictures, render, site, urls, word_forms
from legwork.pages.page import Page
from legwork.routines.work_out import NO_ROUTINES, Routines, Solver

log = logging.getLogger("mkdocs.hooks.legwork")

WIDE = ("home", "matrix")
"""Kinds of page that use the whole width."""

_WEIGHTS = {"muscle": 1.3, "equipment": 1.2, "pattern": 1.2, "routine": 0.8, "plan": 0.8, "source": 0.3}
"""How much kinds of page weigh in search results, beside 1: a page that gathers exercises before each of them."""


@dataclass
class _Build:
    """What one build works with. `serve` keeps the last good one across rebuilds."""

    content: Content
    routines: Routines
    pages: tuple[Page, ...]


class _State:
    """What lives longer than one build: the hook module survives rebuilds in `serve`."""

    serving = False
    build = _Build(content.NOTHING, NO_ROUTINES, ())
    solver = Solver()


def on_startup(command: str, dirty: bool) -> None:
    _State.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads, checks and renders everything; stops, or in `serve` keeps the last good pages, on problems."""
    read = content.read(_catalogue_dir(config), Path(config.docs_dir), root=Path.cwd())
    problems = tuple(map(str, read.problems))
    routines = _State.solver.routines(read.catalogue) if not problems else NO_ROUTINES
    problems += tuple(str(read.locate(*fault)) for fault in routines.faults)
    if not problems:
        try:
            _State.build = _Build(read, routines, tuple(site.pages(read, routines)))
        except Exception as error:
            if not (problem := _template_problem(error)):
                raise
            problems = (problem,)
    if problems:
        _report(problems)
    config.extra["problems"] = problems
    config.extra_css.insert(0, pictures.STYLESHEET)
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


def _template_problem(error: Exception) -> str | None:
    """What a template did wrong, and where; None for an error that is not a template's."""
    place = render.failing_line(error)
    return f"{os.path.relpath(place)}:1: {type(error).__name__}: {error}" if place else None


def on_build_error(error: Exception) -> None:
    """Tells a failing template of the theme by file and line, like one of the pages."""
    if problem := _template_problem(error):
        raise PluginError(problem) from error


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
            "preview": self.ready.preview,
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""  # until `on_page_context`
        self.toc = TableOfContents([AnchorLink(escape(h.title), h.id, 2) for h in self.ready.toc])
        self.present_anchor_ids = {heading.id for heading in self.ready.toc}


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Material prints a page's title and description as they are, the description into an attribute."""
    for field in {"title", "description"} & set(page.meta):
        page.meta[field] = escape(str(page.meta[field]))
    return markdown


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds every generated page and data file; two files for one address are an error."""
    taken = {file.dest_uri: file.src_uri for file in files}
    for file in _generated(config):
        if file.dest_uri in taken:
            raise PluginError(f"docs/{taken[file.dest_uri]} stands where a generated page goes; rename it.")
        files.append(file)
    return files


def _generated(config: MkDocsConfig) -> Iterator[File]:
    for page in _State.build.pages:
        file = File.generated(config, urls.source_uri(page.url), content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = _edit_uri(page, config)
        HtmlPage(page, file, config)
        yield file
    yield File.generated(config, pictures.STYLESHEET, content=pictures.stylesheet())
    for url, svg in pictures.files(_State.build.content.catalogue):
        yield File.generated(config, url, content=svg)
    if config.site_url and not _State.serving:
        for slug, exercise in _State.build.content.catalogue.exercises.items():
            if png := pictures.preview(exercise):
                yield File.generated(config, urls.preview(slug), content=png)
    for url, text in data.files(_State.build.content.catalogue, _State.build.routines):
        yield File.generated(config, url, content=text)


def _edit_uri(page: Page, config: MkDocsConfig) -> str | None:
    """The YAML file behind a page, as seen from the docs folder that `edit_uri` points to."""
    if page.source is None:
        return None
    base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return quote(Path(os.path.relpath(_catalogue_dir(config) / page.source, base / config.docs_dir)).as_posix())


def on_page_context(context: TemplateContext, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Fills in the body, after Material's search, which would look through all of it for attributes of its own."""
    if isinstance(page, HtmlPage):
        page.content = page.ready.body
    return context


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Drops the white space of the theme's block tags: a quarter of a page otherwise.

    Edit links are made by now. Templates do not see the repository, or Material asks GitHub for its stars on every visit.
    """
    env.trim_blocks = env.lstrip_blocks = True
    config.repo_url = None
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Adds the generated pages to Material's search index, worded for searching rather than parsed from HTML.

    Runs after the plugins of `mkdocs.yml`, hooks being last, so the index has been written.
    """
    path = Path(config.site_dir) / "search" / "search_index.json"
    if not path.is_file():
        return
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    guides = [_with_words(entry) for entry in index["docs"]]
    index["docs"] = [_with_words(_search_entry(page)) for page in _State.build.pages] + guides
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _search_entry(page: Page) -> dict[str, Any]:
    """One entry of the index, as Material makes one: its texts are HTML."""
    found = page.search
    return {
        "location": page.url,
        "title": escape(found.title, quote=False),
        "tags": [escape(name, quote=False) for name in found.names],
        "also": found.also,
        "text": escape(found.text, quote=False),
        "boost": _WEIGHTS.get(page.kind, 1),
    }


def _with_words(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry with what its names are found by. `mkdocs.yml` says how much each field weighs."""
    if "#" in entry["location"]:
        entry.pop("tags", None)  # Material repeats a page's names in each of its sections
    names = [unescape(name) for name in (entry["title"], *entry.get("tags", ()))]
    also = entry.pop("also", ())
    one, two, more = word_forms.by_length(names)
    found_by = {
        "one": one,
        "two": two,
        "more": more,
        "also": word_forms.spellings(also),
        "joined": word_forms.joined(names),
    }
    return entry | {field: " ".join(words) for field, words in found_by.items() if words}


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Watches what MkDocs does not know: the catalogue and the templates."""
    server.watch(str(_catalogue_dir(config)))
    server.watch(str(Path(__file__).parent / "legwork" / "pages" / "templates"))
    server.watch(str(Path(__file__).parent / "theme"))
    return server
