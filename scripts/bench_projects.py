"""Two MkDocs projects with one content: ours, from a made-up catalogue, and plain Markdown files."""

from __future__ import annotations

import json
import posixpath
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

import bench_catalogue
import bench_markdown
from legwork import content
from legwork.exports import data
from legwork.pages import site, urls
from legwork.pages.page import Page

ROOT = Path(__file__).resolve().parent.parent


class UnsoundCatalogueError(Exception):
    """The made-up catalogue has problems: the format changed and the generator did not."""


def write(folder: Path, size: int) -> None:
    """Writes `ours/` and `plain/`, each with its own `mkdocs.yml`, and the catalogue of `size` exercises."""
    catalogue = folder / "catalogue"
    bench_catalogue.write(catalogue, size, ROOT / "catalogue")
    read = content.read(catalogue, None, root=folder)
    if read.problems:
        raise UnsoundCatalogueError("\n".join(map(str, read.problems[:20])))
    pages = tuple(site.pages(read))
    _project(folder / "ours", pages, _ours(catalogue))
    _project(folder / "plain", pages, _plain(folder / "plain"))
    _write_markdown(folder / "plain" / "docs", pages)
    for url, text in data.files(read.catalogue):
        _write(folder / "plain" / "docs" / url, text)


def _project(folder: Path, pages: Sequence[Page], own: dict[str, Any]) -> None:
    """A project that takes everything but `own` and a nav of index pages from the real `mkdocs.yml`."""
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    nav = [urls.source_uri(page.url) for page in pages if page.url.count("/") <= 1]
    config = {"INHERIT": str(ROOT / "mkdocs.yml"), "site_url": "", "nav": nav, **own}
    _write(folder / "mkdocs.yml", yaml.safe_dump(config, sort_keys=False))


def _ours(catalogue: Path) -> dict[str, Any]:
    return {
        "hooks": [str(ROOT / "hooks" / "build.py")],
        "theme": {"custom_dir": str(ROOT / "hooks" / "theme")},
        "extra": {"catalogue": {"dir": str(catalogue)}},
    }


def _plain(folder: Path) -> dict[str, Any]:
    """No hooks, and an empty folder where ours has its theme overrides."""
    overrides = folder / "overrides"
    overrides.mkdir(parents=True)
    return {"hooks": [], "theme": {"custom_dir": str(overrides)}, "not_in_nav": "*"}


def _write_markdown(docs: Path, pages: Sequence[Page]) -> None:
    known = {page.url: urls.source_uri(page.url) for page in pages}
    for page in pages:
        meta = f"---\ntitle: {json.dumps(page.title)}\ndescription: {json.dumps(page.description)}\n---\n\n"
        links = _Links(page.url, known)
        _write(docs / known[page.url], meta + bench_markdown.from_html(page.body, links.resolve))


class _Links:
    """Links between pages, written as paths from one Markdown file to another."""

    def __init__(self, url: str, known: dict[str, str]) -> None:
        self.base = url
        self.here = posixpath.dirname(known[url]) or "."
        self.known = known
        self.done: dict[str, str] = {}

    def resolve(self, href: str) -> str:
        if href not in self.done:
            self.done[href] = self._resolve(href)
        return self.done[href]

    def _resolve(self, href: str) -> str:
        parts = urlsplit(href)
        if parts.scheme or not parts.path:
            return href
        path = posixpath.normpath(posixpath.join(self.base, parts.path))
        url = "" if path == "." else f"{path}/"
        target = posixpath.relpath(self.known.get(url, path), self.here)
        return f"{target}#{parts.fragment}" if parts.fragment else target


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
