"""The hook that the site generator calls. It reads the catalogue, and adds finished pages, data and the search index.

Everything that can fail because of content happens in `on_config`. MkDocs empties the target folder after `on_pre_build`,
so a catalogue with errors stops the build while the published site is still complete.
"""

from __future__ import annotations

import gc
import os
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment

import engine
from adapter import beside_pages, guides, pages, theme_files
from adapter.build import EMPTY, Build, catalogue_dir
from adapter.templates import CompiledTemplates, theme_template
from engine import (
    Config,
    Files,
    LiveReloadServer,
    PluginError,
)
from legwork import site
from legwork.catalogue import content, guide_checks, moved, urls
from legwork.catalogue.content import Content
from legwork.pages import render
from legwork.pages.guide_links import EntryLinks
from legwork.pages.views.site import Site
from legwork.routines.solve_all import NO_ROUTINES, solve_all
from legwork.search.entry import SearchRecord
from legwork.text.problems import Problem, counted
from legwork.theme import assets, security_policy
from legwork.theme.chrome import Chrome
from legwork.theme.corrections import Corrections, UnmetNeedError
from legwork.work.runner import PUBLISHING, Runner

log = engine.logger.getChild("hooks.legwork")


class _State:
    """State that lives longer than one build: this module survives the rebuilds of `serve`."""

    serving = False
    build = EMPTY
    runner = PUBLISHING
    compiled = CompiledTemplates()
    guides: ClassVar[list[SearchRecord]] = []
    """The search records of the hand-written pages in the current build."""


def on_startup(command: str, dirty: bool) -> None:
    _State.serving = command == "serve"
    _State.runner = Runner(remembers=_State.serving)


def on_config(config: Config) -> Config:
    """Read, check and render everything. On errors stop the build, or in `serve` keep the last good pages."""
    gc.disable()  # a build makes millions of small objects and hardly any cycles, and the collector would take a quarter of its time
    read = content.read(catalogue_dir(config), Path(config.docs_dir), root=Path.cwd(), runner=_State.runner)
    problems = tuple(map(str, read.errors))
    routines = solve_all(read.catalogue, _State.runner) if not problems else NO_ROUTINES
    if not problems:
        problems = tuple(str(read.locate(*finding)) for finding in routines.findings)
        problems += tuple(map(str, moved.unmade(read.reading, routines.by_slug)))
    if not problems:
        read = read.without_files()
        try:
            site_content = Site.of(read, routines, _State.runner)
            _State.build = Build(read, site_content, site.ready_pages(site_content, _State.runner))
        except Exception as error:
            if not (problem := _template_problem(error)):
                raise
            problems = (problem,)
    if problems:
        _report(problems)
    elif read.problems:
        _warn(read.problems)
    config.extra["problems"] = problems
    config.extra["policy"] = (
        "" if _State.serving else security_policy.of_page()
    )  # the live preview puts an inline script into pages
    config.markdown_extensions.append(EntryLinks(_State.build.content.catalogue))  # type: ignore[arg-type]
    _fix_date(_State.build.content)
    _State.guides = []
    return config


def _report(problems: tuple[str, ...]) -> None:
    """Print every problem. Raise PluginError unless a live preview can go on showing earlier pages."""
    shown = "\n".join(problems)
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in the content"
    if not (_State.serving and _State.build.pages):
        raise PluginError(f"{count}; nothing was published.\n{shown}")
    log.error("%s; the preview shows the last good state.\n%s", count, shown)


def _warn(problems: tuple[Problem, ...]) -> None:
    """Print problems below errors. They are logged as information, because a warning of the engine would stop a strict build."""
    shown = "\n".join(map(str, problems))
    log.info("%s in the content; the build goes on.\n%s", counted(problems), shown)


def _template_problem(error: Exception) -> str | None:
    """Return an error in a template with its file and line, or None for any other error."""
    if isinstance(error, UnmetNeedError):
        return str(error)
    place = render.failing_line(error)
    return f"{os.path.relpath(place)}:1: {type(error).__name__}: {error}" if place else None


def on_build_error(error: Exception) -> None:
    """Report a failing template of the theme by file and line, like a failing template of a page."""
    gc.enable()
    if problem := _template_problem(error):
        raise PluginError(problem) from error


def _fix_date(read: Content) -> None:
    """Set the date in all output to the day of the newest review, so that equal input gives equal bytes."""
    newest = max((exercise.reviewed for exercise in read.catalogue.exercises.values()), default=None)
    if newest:
        days = newest.toordinal() - 719163  # 1970-01-01
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(days * 86400))


def on_page_markdown(markdown: str, page: engine.Page, config: Config, files: Files) -> str:
    """Keep only known fields of a guide's front matter, and escape titles and descriptions.

    Material prints front matter unescaped, even in attributes, and reads the names of templates and icons from it.
    """
    if not isinstance(page, pages.HtmlPage):
        page.meta = {field: page.meta[field] for field in guide_checks.FIELDS if field in page.meta}
    for field in {"title", "description"} & set(page.meta):
        page.meta[field] = escape(str(page.meta[field]))
    return markdown


def on_files(files: Files, config: Config) -> Files:
    """Add every generated page, and remove files of the theme that no page uses. Two files at one address are an error."""
    theme_files.drop_unused(files, config)
    theme_files.refuse_copies(files, config)
    taken = {file.dest_uri: file.src_uri for file in files}
    for file in pages.generated_files(_State.build, config):
        if file.dest_uri in taken:
            raise PluginError(f"docs/{taken[file.dest_uri]} has the address of a generated file; rename it.")
        files.append(file)
    return files


def on_env(env: Environment, config: Config, files: Files) -> Environment:
    """Prepare the theme's templates. Without the white space of block tags a page is a quarter smaller.

    `repo_url` is removed, because Material would ask GitHub for the stars of the repository on every visit. Edit links have
    been made by now.
    """
    env.trim_blocks = env.lstrip_blocks = True
    env.globals["urls"] = urls
    env.template_class = theme_template(Chrome())
    env.bytecode_cache = _State.compiled
    env.add_extension(Corrections)
    config.repo_url = None
    theme_files.join_sheets(config, files)
    config.extra_javascript[:0] = map(theme_files.script_value, assets.SCRIPTS)
    return env


def on_page_content(html: str, page: engine.Page, config: Config, files: Files) -> str:
    """Sanitize a hand-written page, and record its text for the search."""
    if not isinstance(page, pages.HtmlPage):
        html, records = guides.read(html, page)
        _State.guides.extend(records)
    return html


def on_post_build(config: Config) -> None:
    """Write pictures, data, the search index and the headers file. The index is made from records, not parsed from HTML."""
    files = beside_pages.files(_State.build, _State.guides, config, _State.runner, serving=_State.serving)
    beside_pages.write(Path(config.site_dir), files)
    gc.enable()


def on_serve(server: LiveReloadServer, config: Config, builder: Any) -> LiveReloadServer:
    """Watch the folders that MkDocs does not know: the catalogue and the templates."""
    server.watch(str(catalogue_dir(config)))
    server.watch(str(Path(__file__).parent / "legwork" / "pages" / "templates"))
    server.watch(str(theme_files.THEME))
    return server
