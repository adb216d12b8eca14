"""Two MkDocs projects with one content: ours, from a made-up catalogue, and plain Markdown files."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files

import bench_catalogue
import bench_markdown
from legwork.pages import urls
from legwork.pages.page import Page

ROOT = Path(__file__).resolve().parent.parent
_SVG = re.compile(r"<svg[ >].*?</svg>", re.DOTALL)


class UnsoundCatalogueError(Exception):
    """The made-up catalogue has problems: the format changed and the generator did not."""


def write(folder: Path, size: int) -> None:
    """Writes `ours/` and `plain/`, each with its own `mkdocs.yml`, and the catalogue of `size` exercises."""
    bench_catalogue.write(folder / "catalogue", size, ROOT / "catalogue")
    ours, plain = folder / "ours", folder / "plain"
    for project in (ours, plain):
        shutil.copytree(ROOT / "docs" / "assets", project / "docs" / "assets")
    hooks = {
        "hooks": [str(ROOT / "hooks" / "build.py")],
        "theme": {"custom_dir": str(ROOT / "hooks" / "theme")},
        "extra": {"catalogue": {"dir": str(folder / "catalogue")}},
    }
    _configure(ours, hooks)
    try:
        config, files = generated(ours / "mkdocs.yml")
    except MkDocsException as error:
        raise UnsoundCatalogueError(str(error)) from error
    pages: list[Page] = [file.page.ready for file in files.documentation_pages() if file.page]  # type: ignore[attr-defined]
    nav = [urls.source_uri(page.url) for page in pages if page.url.count("/") <= 1]
    _configure(ours, {**hooks, "nav": nav})
    (plain / "no-overrides").mkdir()
    no_hooks = {
        "hooks": [],
        "plugins": ["search"],
        "theme": {"custom_dir": str(plain / "no-overrides")},
        "extra_css": list(config.extra_css),
        "extra_javascript": [],
    }
    _configure(plain, {**no_hooks, "nav": nav, "not_in_nav": "*"})
    _write_markdown(plain / "docs", pages)
    for file in files:
        if not file.is_documentation_page():
            _write(plain / "docs" / file.src_uri, file.content_string)


def _configure(project: Path, own: dict[str, Any]) -> None:
    """A `mkdocs.yml` that takes everything but `own` from the real one."""
    config = {"INHERIT": str(ROOT / "mkdocs.yml"), "site_url": "", "nav": [], **own}
    _write(project / "mkdocs.yml", yaml.safe_dump(config, sort_keys=False))


def generated(config_file: Path) -> tuple[MkDocsConfig, Files]:
    """What our hooks make of a configuration, and the files that they add."""
    config = load_config(str(config_file))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    return config, config.plugins.on_files(Files([]), config=config)


def _write_markdown(docs: Path, pages: Sequence[Page]) -> None:
    known = {page.url: urls.source_uri(page.url) for page in pages}
    for page in pages:
        meta = f"---\ntitle: {json.dumps(page.title)}\ndescription: {json.dumps(page.description)}\n---\n\n"
        links = _Links(page.url, known)
        body = _with_picture_files(page.body, docs, page.url)
        _write(docs / known[page.url], meta + bench_markdown.from_html(body, links.resolve))


def _with_picture_files(body: str, docs: Path, url: str) -> str:
    """`body` with its drawings as files of their own, which hold the hidden shapes that they use."""
    shapes = "".join(svg for svg in _SVG.findall(body) if _is_hidden(svg))

    def moved(match: re.Match[str]) -> str:
        if _is_hidden(match[0]):
            return ""
        opening, _, rest = match[0].partition(">")
        drawing = f'{opening} xmlns="http://www.w3.org/2000/svg">{shapes}{rest}'
        name = f"pictures/{hashlib.sha256(drawing.encode()).hexdigest()[:16]}.svg"
        _write(docs / name, drawing)
        title = re.search(r"<title[^>]*>(.*?)</title>", drawing)
        return f'<img alt="{title[1] if title else ""}" src="{urls.Links.of(url).to(name)}">'

    return _SVG.sub(moved, body)


def _is_hidden(svg: str) -> bool:
    return 'aria-hidden="true"' in svg.partition(">")[0]


class _Links:
    """Links from one page, written as paths from one Markdown file to another."""

    def __init__(self, url: str, known: dict[str, str]) -> None:
        self.base = url
        self.here = posixpath.dirname(known[url]) or "."
        self.known = known
        self.done: dict[str, str] = {}

    def resolve(self, href: str) -> str:
        """The path of the Markdown file behind `href`; other addresses stay as they are."""
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
