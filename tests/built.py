"""A built site, read back from its files the way a browser reads it: nothing is taken from the builder's word."""

from __future__ import annotations

import contextlib
import fnmatch
import functools
import http.server
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import markup
from legwork.catalogue import urls

HOST = "site.test"
BELOW = "/some/path/"
"""Links are resolved as if the site stood here, so that one to the host's root is seen to lead outside."""


@dataclass(frozen=True)
class Link:
    """What an attribute refers to. `url` and `anchor` are None outside the site; `url` is relative to its root."""

    tag: str
    attribute: str
    href: str
    url: str | None
    anchor: str
    query: str = ""

    @property
    def full(self) -> str:
        """Where it leads within the site, with what follows the path."""
        return f"{self.url}{f'?{self.query}' if self.query else ''}{f'#{self.anchor}' if self.anchor else ''}"


def text_of(element: Element) -> str:
    """The text in an element, spaces collapsed."""
    return " ".join("".join(element.itertext()).split())


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file. `url` is relative to the site's root. What a test never asks for is never parsed."""

    url: str
    raw: bytes

    @functools.cached_property
    def parsed(self) -> tuple[Element, tuple[str, ...]]:
        """The page's root element, and the errors that the HTML standard names in it."""
        root, errors = markup.document(self.raw.decode())
        return root, tuple(f"{self.url}:{error}" for error in errors)

    @property
    def root(self) -> Element:
        return self.parsed[0]

    @property
    def errors(self) -> tuple[str, ...]:
        return self.parsed[1]

    def all(self, tag: str, css_class: str = "") -> list[Element]:
        found = self.root.iter(tag)
        return [element for element in found if not css_class or css_class in classes(element)]

    def head(self, tag: str) -> list[Element]:
        """Elements of the document's head; pictures have titles too."""
        return [element for head in self.root.findall("head") for element in head.findall(tag)]

    @functools.cached_property
    def ids(self) -> list[str]:
        return [identifier for element in self.root.iter() if (identifier := element.get("id"))]

    @functools.cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(self.ids)

    @functools.cached_property
    def links_to(self) -> frozenset[str]:
        """Where the links of the whole page lead."""
        return frozenset(self.targets([self.root]))

    @functools.cached_property
    def links(self) -> list[Link]:
        return list(_links(self.url, self.root))

    @property
    def leads_on(self) -> bool:
        """Whether the page sends its reader to another by itself."""
        if b"refresh" not in self.raw.lower():
            return False
        return any((meta.get("http-equiv") or "").lower() == "refresh" for meta in self.head("meta"))

    def meta(self, name: str) -> str | None:
        return next((meta.get("content") for meta in self.head("meta") if meta.get("name") == name), None)

    def targets(self, elements: list[Element]) -> list[str]:
        """Where the links within some elements lead, in order, with their queries and anchors."""
        found = (
            link for element in elements for link in _links(self.url, element) if (link.tag, link.attribute) == ("a", "href")
        )
        return [link.full for link in found if link.url is not None]

    def section(self, identifier: str) -> list[Element]:
        """The elements that follow the h2 with this id, up to the next h2; none if there is no such heading.

        Of a heading that folds its section away, what is folded.
        """
        for parent in self.root.iter():
            children = list(parent)
            if parent.tag == "details" and any(h.tag == "h2" and h.get("id") == identifier for h in children[0]):
                return children[1:]
            for i, child in enumerate(children):
                if child.tag == "h2" and child.get("id") == identifier and parent.tag != "summary":
                    ends = (j for j in range(i + 1, len(children)) if children[j].tag == "h2")
                    return children[i + 1 : next(ends, len(children))]
        return []

    def listed(self, identifier: str) -> list[str]:
        """Where the links of a section lead, but for those into the finder."""
        return [target for target in self.targets(self.section(identifier)) if not target.startswith(("finder/?", "finder/#"))]

    def fact(self, term: str) -> list[str]:
        """Where the links in a definition list's `term` lead."""
        for parent in self.root.iter():
            for term_element, value in zip(list(parent), list(parent)[1:], strict=False):
                if term_element.tag == "dt" and value.tag == "dd" and text_of(term_element) == term:
                    return self.targets([value])
        return []


_URL_ATTRIBUTES = {"href", "src", "action", "poster", "data", "formaction", "cite", "background", "ping"}


def _links(url: str, root: Element) -> Iterator[Link]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            attribute = name.rpartition("}")[2]
            if attribute in ("srcset", "imagesrcset"):
                for candidate in value.split(","):
                    yield _link(url, element.tag, attribute, candidate.split()[0])
            elif attribute in _URL_ATTRIBUTES:
                yield _link(url, element.tag, attribute, value)


def _link(url: str, tag: str, attribute: str, href: str) -> Link:
    parts = urlsplit(urljoin(f"http://{HOST}{BELOW}{url}", href.strip()))
    if parts.scheme != "http" or parts.hostname != HOST:
        return Link(tag, attribute, href, None, "")
    # A link that climbs above the site's folder, or starts at the host's root, keeps a path that no file has.
    inside = parts.path.removeprefix(BELOW) if parts.path.startswith(BELOW) else parts.path
    return Link(tag, attribute, href, unquote(inside), unquote(parts.fragment), parts.query)


@dataclass(frozen=True)
class BuiltSite:
    """Every file of a site, and every page of it by URL; apart from them, what leads on from addresses of the past."""

    folder: Path
    pages: dict[str, BuiltPage] = field(default_factory=dict)
    moved: dict[str, BuiltPage] = field(default_factory=dict)

    @staticmethod
    def read(folder: Path) -> BuiltSite:
        found = {}
        for path in sorted(folder.rglob("*.html")):
            url = path.relative_to(folder).as_posix()
            url = url.removesuffix("index.html") if path.name == "index.html" else url
            found[url] = BuiltPage(url, path.read_bytes())
        moved = {url: page for url, page in found.items() if page.leads_on}
        return BuiltSite(folder, {url: page for url, page in found.items() if url not in moved}, moved)

    def dead(self, link: Link) -> str:
        """Why a link leads nowhere, or nothing."""
        assert link.url is not None
        if link.url.startswith("/"):
            return "leaves the site's folder"
        page = self.pages.get(link.url)
        if page is None:
            return "" if link.url and (self.folder / link.url).is_file() else "no such file"
        if link.url == urls.FINDER and "=" in link.anchor:  # what is chosen there, not a place on the page
            return ""
        return "no such anchor" if link.anchor and link.anchor not in page.anchors else ""


@contextlib.contextmanager
def unchanged_environment() -> Iterator[None]:
    """Puts the environment variables back afterward: a build sets SOURCE_DATE_EPOCH."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _headers(folder: Path, address: str) -> Iterator[tuple[str, str]]:
    """The headers that a folder's file `_headers` gives to an address, in the format of Netlify and Cloudflare Pages."""
    file = folder / "_headers"
    rule = ""
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        if not line.startswith(" "):
            rule = line.strip()
        elif fnmatch.fnmatchcase(address, rule):
            name, _, value = line.partition(":")
            yield name.strip(), value.strip()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: 404.html, with its status, for what is not there."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for the browser's acknowledgment of its headers

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass

    def end_headers(self) -> None:
        """Adds what the site's own `_headers` says of an address."""
        for name, value in _headers(Path(self.directory), urlsplit(self.path).path):
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a page hangs up on what it was fetching: nothing to tell."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder on a free port of 127.0.0.1; gives the address, with a slash at the end."""
    handler = functools.partial(_Handler, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
