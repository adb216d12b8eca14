"""Generated pages in the form of the site generator, with a body of finished HTML and a link to the file behind them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

import engine
from adapter.build import Build, catalogue_dir, project_dir
from engine import AnchorLink, Config, File, Files, InclusionLevel, TableOfContents
from legwork.catalogue import urls
from legwork.pages import pictures
from legwork.pages.page import ReadyPage

FULL_WIDTH_KINDS = ("home", "matrix", "finder")
"""Kinds of page that use the full width."""


class HtmlPage(engine.Page):
    """A page whose body is finished HTML, without any Markdown."""

    def __init__(self, page: ReadyPage, file: File, config: Config) -> None:
        super().__init__(None, file, config)
        self.ready = page

    def read_source(self, config: Config) -> None:
        self.markdown = ""
        self.meta = {
            "title": self.ready.title,
            "description": self.ready.description,
            "kind": self.ready.kind,
            "hide": ["navigation", "toc"] if self.ready.kind in FULL_WIDTH_KINDS else [],
            "preview": self.ready.preview,
            "policy": self.ready.policy,
        }

    @property
    def content(self) -> str:
        """The body. It is read from disk each time, because MkDocs reads all pages before it writes the first."""
        return self.ready.body

    @content.setter
    def content(self, html: str | None) -> None:
        """Ignore the value: MkDocs sets the content that it got from this property."""

    def render(self, config: Config, files: Files) -> None:
        self.toc = TableOfContents([AnchorLink(escape(h.title), h.id, 2) for h in self.ready.toc])
        self.present_anchor_ids = {heading.id for heading in self.ready.toc}


def generated_files(build: Build, config: Config) -> Iterator[File]:
    """Yield the files of all generated pages, and the style sheet of pictures, which is joined with others."""
    for page in build.pages:
        file = File.generated(config, urls.source_uri(page.url), content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = _edit_uri(page, config)
        HtmlPage(page, file, config)
        yield file
    yield File.generated(config, pictures.STYLESHEET, content=pictures.stylesheet())


def _edit_uri(page: ReadyPage, config: Config) -> str | None:
    """Return the path of the YAML file behind a page, relative to the docs folder that `edit_uri` points to."""
    if page.source is None:
        return None
    return quote(Path(os.path.relpath(catalogue_dir(config) / page.source, project_dir(config) / config.docs_dir)).as_posix())
