"""The hook that the site generator calls: it reads the catalogue, hands over finished pages, adds data and search.

Everything that can fail on content happens in `on_config`. MkDocs empties the target folder after
`on_pre_build`, so a catalogue with errors stops the build while the published site is still whole.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from html import escape, unescape
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from jinja2 import BytecodeCache, Environment, Template
from jinja2.bccache import Bucket

import engine
from engine import (
    AnchorLink,
    Config,
    ContentParser,
    ContentSection,
    ExtraScriptValue,
    File,
    Files,
    InclusionLevel,
    LiveReloadServer,
    PluginError,
    TableOfContents,
)
from legwork import site
from legwork.catalogue import content, guide_checks, moved, urls
from legwork.catalogue.content import Content
from legwork.exports import data
from legwork.pages import moved_page as moved_pages
from legwork.pages import pictures, render
from legwork.pages.guide_links import EntryLinks
from legwork.pages.page import ReadyPage
from legwork.pages.render import Templates
from legwork.pages.views.site import Site
from legwork.routines.work_out import NO_ROUTINES, work_out
from legwork.search import index
from legwork.search.entry import Record, SearchEntry
from legwork.text import inline, sanitize
from legwork.theme import assets, material, security_policy
from legwork.theme.chrome import Chrome, Filling, Heading
from legwork.theme.corrections import Corrections, UnmetNeedError
from legwork.work.runner import PUBLISHING, Runner
from legwork.work.shelf import HeldText

log = engine.logger.getChild("hooks.legwork")

WIDE = ("home", "matrix", "finder")
"""Kinds of page that use the whole width."""


@dataclass
class _Build:
    """What one build works with. `serve` keeps the last good one across rebuilds."""

    content: Content
    site: Site
    pages: Sequence[ReadyPage]


class _Compiled(BytecodeCache):
    """The theme's templates as they were compiled for an earlier build."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


class _State:
    """What lives longer than one build: the hook module survives rebuilds in `serve`."""

    serving = False
    build = _Build(content.NOTHING, Site.of(content.NOTHING, NO_ROUTINES), ())
    runner = PUBLISHING
    chrome = Chrome()
    compiled = _Compiled()
    guides: ClassVar[list[Record]] = []
    """What the search knows of the hand-written pages of the build that is running."""


def on_startup(command: str, dirty: bool) -> None:
    _State.serving = command == "serve"
    _State.runner = Runner(remembers=_State.serving)


def on_config(config: Config) -> Config:
    """Reads, checks and renders everything; stops, or in `serve` keeps the last good pages, on problems."""
    gc.disable()  # a build makes millions of small objects and hardly a cycle: collecting would take a quarter of its time
    read = content.read(_catalogue_dir(config), Path(config.docs_dir), root=Path.cwd(), runner=_State.runner)
    problems = tuple(map(str, read.problems))
    routines = work_out(read.catalogue, _State.runner) if not problems else NO_ROUTINES
    if not problems:
        problems = tuple(str(read.locate(*fault)) for fault in routines.faults)
        problems += tuple(map(str, moved.unmade(read.reading, routines.made)))
    if not problems:
        read = read.settled()
        try:
            made = Site.of(read, routines, _State.runner)
            _State.build = _Build(read, made, site.ready_pages(made, _State.runner))
        except Exception as error:
            if not (problem := _template_problem(error)):
                raise
            problems = (problem,)
    if problems:
        _report(problems)
    config.extra["problems"] = problems
    config.extra["policy"] = (
        "" if _State.serving else security_policy.of_page()
    )  # the live preview puts an inline script into pages
    config.markdown_extensions.append(EntryLinks(_State.build.content.catalogue))  # type: ignore[arg-type]
    _fix_date(_State.build.content)
    _State.guides = []
    return config


def _catalogue_dir(config: Config) -> Path:
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
    if isinstance(error, UnmetNeedError):
        return str(error)
    place = render.failing_line(error)
    return f"{os.path.relpath(place)}:1: {type(error).__name__}: {error}" if place else None


def on_build_error(error: Exception) -> None:
    """Tells a failing template of the theme by file and line, like one of the pages."""
    gc.enable()
    if problem := _template_problem(error):
        raise PluginError(problem) from error


def _fix_date(read: Content) -> None:
    """Dates in the output are the day of the newest review, so that equal input gives equal bytes."""
    newest = max((exercise.reviewed for exercise in read.catalogue.exercises.values()), default=None)
    if newest:
        days = newest.toordinal() - 719163  # 1970-01-01
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(days * 86400))


class HtmlPage(engine.Page):
    """A page whose body is finished HTML: no Markdown is parsed for it."""

    def __init__(self, page: ReadyPage, file: File, config: Config) -> None:
        super().__init__(None, file, config)
        self.ready = page

    def read_source(self, config: Config) -> None:
        self.markdown = ""
        self.meta = {
            "title": self.ready.title,
            "description": self.ready.description,
            "kind": self.ready.kind,
            "hide": ["navigation", "toc"] if self.ready.kind in WIDE else [],
            "preview": self.ready.preview,
            "policy": self.ready.policy,
        }

    @property
    def content(self) -> str:
        """The body, read anew each time: MkDocs reads all pages before it writes the first."""
        return self.ready.body

    @content.setter
    def content(self, html: str | None) -> None:
        """MkDocs hands back what it was given."""

    def render(self, config: Config, files: Files) -> None:
        self.toc = TableOfContents([AnchorLink(escape(h.title), h.id, 2) for h in self.ready.toc])
        self.present_anchor_ids = {heading.id for heading in self.ready.toc}


def on_page_markdown(markdown: str, page: engine.Page, config: Config, files: Files) -> str:
    """Material prints what stands above a page as it is, into attributes too, and takes templates and icons from there."""
    if not isinstance(page, HtmlPage):
        page.meta = {field: page.meta[field] for field in guide_checks.FIELDS if field in page.meta}
    for field in {"title", "description"} & set(page.meta):
        page.meta[field] = escape(str(page.meta[field]))
    return markdown


def on_files(files: Files, config: Config) -> Files:
    """Adds every generated page and data file; two files for one address are an error. Drops what no page uses of the theme."""
    for file in [file for file in files if file.src_dir != config.docs_dir and material.unused(file.src_uri)]:
        files.remove(file)
    taken = {file.dest_uri: file.src_uri for file in files}
    for file in _generated(config):
        if file.dest_uri in taken:
            raise PluginError(f"docs/{taken[file.dest_uri]} stands where a generated file goes; rename it.")
        files.append(file)
    return files


def _generated(config: Config) -> Iterator[File]:
    for page in _State.build.pages:
        file = File.generated(config, urls.source_uri(page.url), content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = _edit_uri(page, config)
        HtmlPage(page, file, config)
        yield file
    yield File.generated(config, pictures.STYLESHEET, content=pictures.stylesheet())


def _beside_pages(config: Config) -> Iterator[tuple[str, str | bytes]]:
    """Every file that is no page, and that no page is made with: its address from the root, and what is in it.

    MkDocs does not hear of them. It would keep all of them in memory until it writes the first.
    """
    build = _State.build
    yield from pictures.files(build.site.drawings)
    if config.site_url and not _State.serving:
        for slug, drawn in build.site.drawings.items():
            yield urls.preview(slug), pictures.preview(drawn)
    catalogue = build.content.catalogue
    yield from data.files(catalogue, build.site.lookups, build.site.routines, build.content.moves, _State.runner)
    yield from _moved(config)
    guides = (_State.runner.one(index.found, one, one.url) for one in _State.guides)
    found = [*(page.found for page in build.pages if page.kind != "list"), *guides]
    yield from index.files(found, catalogue)


def _moved(config: Config) -> Iterator[tuple[str, str]]:
    """What answers at addresses of the past: pages that stand in no list of pages, and rules for hosts."""
    build = _State.build
    if not build.content.moves:
        return
    titles = {guide.address.removeprefix("/"): inline.plain(guide.title) for guide in build.content.guides}
    titles |= {page.url: page.title for page in build.pages}
    templates = Templates.read()
    owner = moved_pages.Owner(config.site_name, config.site_url or "", str(config.theme["favicon"]))
    for move in build.content.moves:
        html = moved_pages.page(move, titles[move.new_url], owner, templates, guarded=not _State.serving)
        yield f"{move.old_url}index.html", html
    yield moved_pages.FILE, moved_pages.redirects(build.content.moves)


def _edit_uri(page: ReadyPage, config: Config) -> str | None:
    """The YAML file behind a page, as seen from the docs folder that `edit_uri` points to."""
    if page.source is None:
        return None
    base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return quote(Path(os.path.relpath(_catalogue_dir(config) / page.source, base / config.docs_dir)).as_posix())


def on_env(env: Environment, config: Config, files: Files) -> Environment:
    """Drops the white space of the theme's block tags: a quarter of a page otherwise.

    Edit links are made by now. Templates do not see the repository, or Material asks GitHub for its stars on every visit.
    """
    env.trim_blocks = env.lstrip_blocks = True
    env.globals["urls"] = urls
    env.template_class = _ThemeTemplate
    env.bytecode_cache = _State.compiled
    env.add_extension(Corrections)
    _State.chrome = Chrome()
    config.repo_url = None
    _join_sheets(config, files)
    config.extra_javascript[:0] = map(_script, assets.SCRIPTS)
    return env


def _join_sheets(config: Config, files: Files) -> None:
    """Puts one style sheet in the place of Material's, the pictures' and ours. A site's own stay as they are, and follow it."""
    of_theme = sorted(file.src_uri for file in files if fnmatchcase(file.src_uri, material.SHEETS))
    taken = {path: _taken(files, path) for path in (*of_theme, pictures.STYLESHEET, *assets.SHEETS)}
    ours = "".join(taken[path] for path in assets.SHEETS)
    url, text = material.stylesheet((taken[path] for path in of_theme), (taken[pictures.STYLESHEET], ours))
    files.append(File.generated(config, url, content=text))
    config.extra_css.insert(0, url)


def _taken(files: Files, path: str) -> str:
    """The text of a file, which is published no more."""
    file = files.src_uris[path]
    files.remove(file)
    return file.content_string


def _script(script: assets.Script) -> ExtraScriptValue:
    """A script as MkDocs' settings name it."""
    value = ExtraScriptValue(script.path)
    value.type, value.defer = ("module", False) if script.module else ("", True)
    return value


class _ThemeTemplate(Template):
    """The theme's templates; generated pages outside the navigation share what is around them."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        context = dict(*args, **kwargs)
        page = context.get("page")
        if not isinstance(page, HtmlPage) or page.parent or page.previous_page or page.next_page:
            return super().render(context)
        filling = Filling(
            title=str(page.meta["title"]),
            description=str(page.meta["description"]),
            canonical_url=page.canonical_url or "",
            edit_url=page.edit_url or "",
            preview=page.meta["preview"] or "",
            policy=page.meta["policy"],
            content=page.content or "",
            toc=tuple(Heading(link.id, link.title) for link in page.toc),
        )
        shape = (self.name, page.ready.kind, page.url.count("/"))
        return _State.chrome.page(
            shape, filling, lambda stand_in: super(_ThemeTemplate, self).render(_filled(context, stand_in))
        )


def _filled(context: dict[str, Any], filling: Filling) -> dict[str, Any]:
    """A template's context with another filling for its page."""
    page = copy(context["page"])
    page.meta = {
        **page.meta,
        "title": filling.title,
        "description": filling.description,
        "preview": filling.preview or None,
        "policy": filling.policy,
    }
    page.ready = replace(page.ready, text=HeldText(filling.content))
    page.canonical_url = filling.canonical_url or None
    page.edit_url = filling.edit_url or None
    page.toc = TableOfContents([AnchorLink(heading.title, heading.id, 2) for heading in filling.toc])
    return {**context, "page": page}


def on_page_content(html: str, page: engine.Page, config: Config, files: Files) -> str:
    """Sanitizes a hand-written page, and takes down what it says, section by section, as MkDocs' own search does."""
    if not isinstance(page, HtmlPage):
        html = sanitize.guide(html)
        # The theme escapes no title, and undoes what is escaped in one that does not stand above the page.
        page.meta.setdefault("title", sanitize.words(str(page.title)))
        _sanitize_toc(page.toc)
        parser = ContentParser()
        parser.feed(html)
        parser.close()
        _State.guides.extend(_sections(page, parser.data))
    return html


def _sanitize_toc(links: Iterable[AnchorLink]) -> None:
    """Headings as the theme's menus print them: they were taken from the page before it was sanitized."""
    for link in links:
        link.title = sanitize.words(link.title)
        _sanitize_toc(link.children)


def _sections(page: engine.Page, sections: list[ContentSection]) -> Iterator[Record]:
    """A guide as one record, found by its `tags` too, and one more for each of its sections with a heading below the first."""
    title, tags = unescape(str(page.title)), tuple(map(str, page.meta.get("tags", ())))
    headings = {link.id: link.title for first in page.toc for link in (first, *first.children)}
    texts = [" ".join(section.text) for section in sections]
    yield Record("guide", page.url, SearchEntry(title, tags, (), " ".join(texts)))
    for section, text in zip(sections[1:], texts[1:], strict=True):
        if section.id in headings and text:
            heading = unescape(headings[section.id])
            yield Record("guide", f"{page.url}#{section.id}", SearchEntry(f"{heading} – {title}", (heading,), (), text))


def on_post_build(config: Config) -> None:
    """Writes pictures, data, what the search reads, worded for it rather than parsed from HTML, and headers for hosts that send some."""
    site_dir = Path(config.site_dir)
    for url, held in _beside_pages(config):
        path = site_dir / url
        if path.exists():
            raise PluginError(f"docs/{url} stands where a generated file goes; rename it.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held.encode() if isinstance(held, str) else held)
    names = (path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file())
    (site_dir / security_policy.FILE).write_text(security_policy.headers(names), encoding="utf-8")
    gc.enable()


def on_serve(server: LiveReloadServer, config: Config, builder: Any) -> LiveReloadServer:
    """Watches what MkDocs does not know: the catalogue and the templates."""
    server.watch(str(_catalogue_dir(config)))
    server.watch(str(Path(__file__).parent / "legwork" / "pages" / "templates"))
    server.watch(str(Path(__file__).parent / "theme"))
    return server
