"""HTML of a generated page to the Markdown that a person would write for it.

Same words, headings with their ids, lists, tables and links; only what Markdown has no sign for is lost:
classes, roles, drawings inside the page. Headings inside list items become strong text and an item is one line, as by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

Resolve = Callable[[str], str]
"""Turns an href of the page into the address to write."""

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_UNSEEN = {"script", "style", "svg", "template", "caption", "input"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "details", "div", "dl", "fieldset", "figure", "footer", "form", "header", "main", "nav", "ol",
    "p", "section", "summary", "table", "ul",
}  # fmt: skip
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "code": "`"}
_SPECIAL = re.compile(r"[\\`*_{}\[\]]")
_LEADING = re.compile(r"^(\d+)?(?=([.#>:+-]))")


@dataclass
class Node:
    """An element; the root has no tag."""

    tag: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def find(self, *tags: str) -> Iterator[Node]:
        """Every element below this one with one of `tags`, in order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.find(*tags)

    def words(self) -> str:
        """All text in this element, as it is."""
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def from_html(html: str, resolve: Resolve) -> str:
    """The Markdown of a well-formed body."""
    parser = _Tree()
    parser.feed(html)
    parser.close()
    return "\n\n".join(_Writer(resolve).blocks(parser.open[0])) + "\n"


class _Writer:
    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve

    def blocks(self, node: Node) -> list[str]:
        """The Markdown blocks of what stands in `node`; text between its blocks is a paragraph."""
        found: list[str] = []
        run = Node()
        for child in node.children:
            if isinstance(child, Node) and child.tag in _BLOCKS:
                found += [_paragraph(self.text(run)), *self._block(child)]
                run = Node()
            else:
                run.children.append(child)
        return [block for block in [*found, _paragraph(self.text(run))] if block]

    def _block(self, node: Node) -> list[str]:
        if node.tag in _HEADINGS:
            anchor = f" {{ #{node.attributes['id']} }}" if "id" in node.attributes else ""
            return [f"{'#' * int(node.tag[1])} {self.text(node)}{anchor}"]
        if node.tag == "p":
            return [_anchor(node) + _paragraph(self.text(node))]
        if node.tag in ("ul", "ol"):
            return ["\n".join(f"{'-' if node.tag == 'ul' else f'{i}.'} {item}" for i, item in enumerate(self._items(node), 1))]
        if node.tag == "dl":
            return list(self._definitions(node))
        if node.tag == "table":
            return ["\n".join(self._rows(node))]
        if node.tag == "nav":
            return [" · ".join(self._inline(link) for link in node.find("a"))]
        return self._container(node)

    def _container(self, node: Node) -> list[str]:
        """The blocks of a section; its id, if it has one, goes to its first heading if that has none."""
        heading = next(node.find(*_HEADINGS), None)
        if "id" not in node.attributes or heading is None or "id" in heading.attributes:
            return [block for block in (_anchor(node), *self.blocks(node)) if block]
        heading.attributes["id"] = node.attributes["id"]
        return self.blocks(node)

    def _items(self, node: Node) -> Iterator[str]:
        return (_anchor(item) + self.text(item) for item in node.find("li"))

    def _definitions(self, node: Node) -> Iterator[str]:
        term = ""
        for one in node.find("dt", "dd"):
            if one.tag == "dt":
                if term:
                    yield term
                term = self.text(one)
            else:
                yield f"{term}\n:   {self.text(one)}"
                term = ""
        if term:
            yield term

    def _rows(self, node: Node) -> Iterator[str]:
        for i, row in enumerate(node.find("tr")):
            cells = [self.text(cell).replace("|", "\\|") for cell in row.find("th", "td")]
            yield f"| {' | '.join(cells)} |"
            if i == 0:
                yield "|" + " --- |" * len(cells)

    def text(self, node: Node) -> str:
        """All words in `node` on one line."""
        return re.sub(r" +([,;.:)])(?=[\s<*]|$)", r"\1", " ".join(self._raw(node).split()))

    def _raw(self, node: Node) -> str:
        return "".join(_escaped(child) if isinstance(child, str) else self._inline(child) for child in node.children)

    def _inline(self, node: Node) -> str:
        if node.tag in _UNSEEN:
            return ""
        if node.tag == "img":
            return f"![{_escaped(node.attributes.get('alt', ''))}]({self.resolve(node.attributes['src'])})"
        if node.tag in ("a", *_MARKS):
            inner = " ".join(self._raw(node).split())
            if node.tag == "code":  # in which Markdown knows no escapes
                inner = " ".join(node.words().split())
            mark = _MARKS.get(node.tag, "")
            return (f"{mark}{inner}{mark}" if mark else f"[{inner}]({self.resolve(node.attributes['href'])})") if inner else ""
        if node.tag in _HEADINGS:
            return f" **{self.text(node)}** "
        return f" {self._raw(node)} "


def _anchor(node: Node) -> str:
    return f'<a id="{node.attributes["id"]}"></a>' if "id" in node.attributes else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text).replace("<", "&lt;")


def _paragraph(text: str) -> str:
    """`text`, kept from being taken for a list, a heading or a quotation."""
    return _LEADING.sub(r"\1\\", text)
