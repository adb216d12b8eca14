"""Short links in hand-written Markdown: ``[](exercise:wall-sit)`` and ``[text](source:fry2003)``.

A Python-Markdown treeprocessor turns each into a relative link to the entry's page, written as the path
of a Markdown file, so that MkDocs resolves and checks it like any other. An empty text becomes the name.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from legwork.catalogue.catalogue import KINDS, Catalogue
from legwork.inline import Reference
from legwork.pages import urls, words

_KINDS = frozenset(KINDS)


class EntryLinks(Extension):
    """The extension, for one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        # Before MkDocs' own link resolver, which has priority 0.
        md.treeprocessors.register(_Resolver(md, self.catalogue), "legwork_entry_links", 2)


class _Resolver(Treeprocessor):
    def __init__(self, md: Markdown, catalogue: Catalogue) -> None:
        super().__init__(md)
        self.catalogue = catalogue

    def run(self, root: Element) -> None:
        for element in root.iter("a"):
            reference = Reference.parse(element.get("href", ""), _KINDS)
            if reference:
                self._point(element, reference)

    def _point(self, element: Element, reference: Reference) -> None:
        path, _, anchor = urls.entry(reference.kind, reference.slug).partition("#")
        element.set("href", f"/{urls.source_uri(path)}" + (f"#{anchor}" if anchor else ""))
        if not element.text and not len(element):
            element.text = self._name(reference)

    def _name(self, reference: Reference) -> str:
        if reference.kind == "source" and reference.slug in self.catalogue.sources:
            return words.short_citation(self.catalogue.sources[reference.slug])
        entry = self.catalogue.of_kind(reference.kind).get(reference.slug)
        return getattr(entry, "name", reference.slug)
