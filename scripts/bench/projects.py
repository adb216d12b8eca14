"""Projects with one content: ours, from a made-up catalogue, and those of other generators, from Markdown files."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import yaml

import engine
from bench import catalogue, chrome, generators, markdown
from legwork.catalogue import urls
from legwork.pages import pictures
from legwork.pages.page import ReadyPage
from legwork.theme import assets
from legwork.work.shelf import HeldText

ROOT = Path(__file__).resolve().parents[2]
HOOKS = ROOT / "hooks" / "events.py"
THEME = ROOT / "hooks" / "theme"
NO_INDEX = Path(__file__).resolve().with_name("no_index.py")
_SVG = re.compile(r"<svg[ >].*?</svg>", re.DOTALL)
_PICTURE = re.compile(r"^!\[[^\]\n]*\]\([^)\n]*(pictures/\w+\.svg)\)$", re.MULTILINE)
"""A drawing that stands between paragraphs."""
_FILE = re.compile(r"pictures/\w+\.svg")
_MADE = re.compile(r"index\.html$|^search/|^sitemap")
"""Files that a generator makes itself and need not be given."""


class UnsoundCatalogueError(Exception):
    """The made-up catalogue has problems: the format changed and the generator did not."""


@dataclass(frozen=True)
class Target:
    """The form of pages for a generator other than ours."""

    folder: str
    """The folder for its Markdown, below the folder of all projects."""
    source: Callable[[ReadyPage], str]
    """The path of a page in that folder."""
    meta: Callable[[ReadyPage], dict[str, Any]]
    """The front matter of a page besides title and description."""
    static: str
    """The folder for copied files."""
    finished: bool
    """Links are addresses and drawings stand in the page. Otherwise both lead to files, as MkDocs wants them."""


_PLAIN = Target("plain/docs", lambda page: urls.source_uri(page.url), lambda page: {}, "plain/docs", finished=False)
TARGETS = {
    "plain": _PLAIN,
    "zensical": replace(_PLAIN, folder="zensical/docs", static="zensical/docs"),
    "hugo": Target("hugo/content", generators.hugo_source, generators.hugo_meta, "hugo/static", finished=True),
    "eleventy": Target(
        "eleventy/content",
        lambda page: urls.source_uri(page.url),
        generators.eleventy_meta,
        "eleventy/static",
        finished=True,
    ),
}
"""By build."""


def write(folder: Path, size: int, builds: Iterable[str] = tuple(TARGETS), *, pictures: bool = False) -> None:
    """Writes a catalogue of `size` exercises, and a project for ours and each of the other `builds`, in folders so named."""
    others = [name for name in TARGETS if name in builds]
    nav = _write_ours(folder, size, pictures)
    if not others:
        return
    config, files = generated(folder / "ours" / "mkdocs.yml")
    finished = _pages(files)
    _write_markdown(folder, finished, others)
    in_their_theme = {"plain": _write_plain, "zensical": _write_zensical}
    if theirs := [name for name in in_their_theme if name in others]:
        beside = _beside_pages(config, folder / "beside")
        for name in theirs:
            in_their_theme[name](folder / name, nav, files)
            _copy(beside, folder / name / "docs", leave_out=_MADE)
    in_our_chrome = {"hugo": generators.write_hugo, "eleventy": generators.write_eleventy}
    if not in_our_chrome.keys() & others:
        return
    site = _built(folder / "ours")
    layouts = chrome.layouts(finished, site).values()
    for name, write_layouts in in_our_chrome.items():
        if name in others:
            write_layouts(folder / name, layouts)
            _copy(site, folder / name / "static", leave_out=_MADE)


def _write_ours(folder: Path, size: int, pictures: bool) -> list[str]:
    """Writes the catalogue, and our project with every index page in its nav, which it returns."""
    small = _our_project(folder / "small", catalogue.MIN_SIZE, [], False)
    nav = [urls.source_uri(page.url) for page in pages(small / "mkdocs.yml") if page.url.count("/") <= 1]
    _our_project(folder, size, nav, pictures)
    return nav


def _our_project(folder: Path, size: int, nav: list[str], pictures: bool) -> Path:
    catalogue.write(folder / "catalogue", size, ROOT / "catalogue", pictures=pictures)
    ours = folder / "ours"
    _copy(ROOT / "docs" / "assets", ours / "docs" / "assets")
    _configure(
        ours,
        {
            "hooks": [str(HOOKS)],
            "theme": {"custom_dir": str(THEME)},
            "extra": {"catalogue": {"dir": str(folder / "catalogue")}},
            "nav": nav,
        },
    )
    _write_config(ours / "no-index.yml", {"INHERIT": "mkdocs.yml", "hooks": [str(HOOKS), str(NO_INDEX)]})
    return ours


def _built(project: Path) -> Path:
    """Builds our project, to have what the theme puts around pages and what it brings along."""
    command = [sys.executable, str(ROOT / "scripts/build.py"), "--config", "mkdocs.yml", "--site", "site"]
    built = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if built.returncode:
        raise UnsoundCatalogueError(built.stderr)
    return project / "site"


def _beside_pages(config: engine.Config, folder: Path) -> Path:
    """A folder with the files that our hooks write beside pages: pictures and data."""
    config.site_dir = str(folder)
    folder.mkdir()
    config.plugins.on_post_build(config=config)
    return folder


def _write_plain(plain: Path, nav: list[str], files: engine.Files) -> None:
    """Writes everything but the pages: no hooks, no overrides, and Material's own search. The styles are ours."""
    (plain / "no-overrides").mkdir(parents=True)
    own = {
        "hooks": [],
        "plugins": ["search"],
        "theme": {"custom_dir": str(plain / "no-overrides")},
        "extra_css": [pictures.STYLESHEET, *assets.SHEETS],
        "extra_javascript": [],
    }
    _configure(plain, {**own, "nav": nav, "not_in_nav": "*"})
    _write_config(plain / "no-index.yml", {"INHERIT": "mkdocs.yml", "plugins": []})
    for brought_along in (ROOT / "docs" / "assets", THEME / "assets"):
        _copy(brought_along, plain / "docs" / "assets")
    for file in files:
        if not file.is_documentation_page():
            _write(plain / "docs" / file.src_uri, file.content_string)


def _write_zensical(zensical: Path, nav: list[str], files: engine.Files) -> None:
    """Plain's project, its configuration in one file: Zensical adds a list to the one that it inherits. It has Material's look."""
    _write_plain(zensical, nav, files)
    with (zensical / "mkdocs.yml").open(encoding="utf-8") as file:
        config = engine.yaml_load(file)
    del config["hooks"], config["theme"]["custom_dir"]
    config["theme"]["variant"] = "classic"
    _write_config(zensical / "mkdocs.yml", config)
    _write_config(zensical / "no-index.yml", {**config, "plugins": [{"search": {"enabled": False}}]})


def _copy(source: Path, target: Path, leave_out: re.Pattern[str] | None = None) -> None:
    """Copies the files below `source`, but for those whose names are left out."""
    for path in source.rglob("*"):
        name = path.relative_to(source).as_posix()
        if path.is_file() and not (leave_out and leave_out.search(name)):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / name)


def _configure(project: Path, own: dict[str, Any]) -> None:
    """A `mkdocs.yml` that takes everything but `own` from the real one."""
    _write_config(project / "mkdocs.yml", {"INHERIT": str(ROOT / "mkdocs.yml"), "site_url": "", **own})


def _write_config(path: Path, config: dict[str, Any]) -> None:
    _write(path, yaml.safe_dump(config, sort_keys=False))


def generated(config_file: Path) -> tuple[engine.Config, engine.Files]:
    """Return the configuration as our hooks change it, and the files that they add."""
    config = engine.load_config(str(config_file))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        config = config.plugins.on_config(config)
    except engine.EngineError as error:
        raise UnsoundCatalogueError(str(error)) from error
    return config, config.plugins.on_files(engine.Files([]), config=config)


def pages(config_file: Path) -> list[ReadyPage]:
    """The finished pages that our hooks make of a configuration."""
    return _pages(generated(config_file)[1])


def _pages(files: engine.Files) -> list[ReadyPage]:
    ready: list[ReadyPage] = [file.page.ready for file in files.documentation_pages() if file.page]  # type: ignore[attr-defined]
    return [replace(page, text=HeldText(page.body)) for page in ready]  # off their shelf, to be sent to other processes


def _write_markdown(folder: Path, pages: list[ReadyPage], builds: list[str]) -> None:
    """Writes the pages for every one of `builds`, on all processors."""
    known = {page.url: urls.source_uri(page.url) for page in pages}
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers, get_context("spawn"), _Writer.start, (folder, known, builds)) as pool:
        for _ in pool.map(_Writer.write, pages, chunksize=max(1, min(200, len(pages) // workers))):
            pass


class _Writer:
    """Writes pages in a process of its own."""

    folder: Path
    known: dict[str, str]
    builds: list[str]

    @classmethod
    def start(cls, folder: Path, known: dict[str, str], builds: list[str]) -> None:
        cls.folder, cls.known, cls.builds = folder, known, builds

    @classmethod
    def write(cls, page: ReadyPage) -> None:
        """Writes one page for every build."""
        body, drawings = _with_picture_files(page)
        for build in cls.builds:
            target = TARGETS[build]
            if target.finished:
                text = markdown.from_html(body, str)
                text = _PICTURE.sub(lambda match: f"<div>{drawings[match[1]][0]}</div>", text)
            else:
                text = markdown.from_html(body, _Links(page.url, cls.known).resolve)
            for name in set(_FILE.findall(text)):
                if not (path := cls.folder / target.static / name).exists():
                    _write(path, drawings[name][1])
            fields = {"title": page.title, "description": page.description, **target.meta(page)}
            meta = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
            _write(cls.folder / target.folder / target.source(page), f"---\n{meta}---\n\n{text}")


def _with_picture_files(page: ReadyPage) -> tuple[str, dict[str, tuple[str, str]]]:
    """A body that has its drawings from files, and by their names each drawing as it stood there, and as a file.

    A file holds the hidden shapes that the drawing uses.
    """
    shapes = "".join(chrome.HIDDEN.findall(page.body))
    drawings = {}

    def moved(match: re.Match[str]) -> str:
        opening, _, rest = match[0].partition(">")
        drawing = f'{opening} xmlns="http://www.w3.org/2000/svg">{shapes}{rest}'
        name = f"pictures/{hashlib.sha256(drawing.encode()).hexdigest()[:16]}.svg"
        drawings[name] = (match[0], drawing)
        title = re.search(r"<title[^>]*>(.*?)</title>", drawing)
        return f'<img alt="{title[1] if title else ""}" src="{urls.Links.of(page.url).to(name)}">'

    return _SVG.sub(moved, chrome.HIDDEN.sub("", page.body)), drawings


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
        anchor = "" if "=" in parts.fragment else parts.fragment  # what the finder keeps there is no section of the page
        return urlunsplit(("", "", target, parts.query, anchor))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
