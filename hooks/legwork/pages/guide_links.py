"""Short links in hand-written Markdown: ``[](exercise:wall-sit)`` and ``[text](source:fry2003)``.

A Python-Markdown treeprocessor turns each link into a relative link to the page of the entry. The link has the form of a
path to a Markdown file, so that MkDocs resolves and checks it like any other. An empty text becomes the name.
A link to a source is followed by its kind of evidence, as on pages made from the catalogue. This happens once in a section,
because a guide cites the same few sources in every paragraph.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS, Catalogue
from legwork.pages import words
from legwork.text.inline import Reference

_KINDS = frozenset(KINDS)
_SECTIONS = ("h1", "h2")


class EntryLinks(Extension):
    """The Markdown extension for one catalogue."""

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
        parents = {child: parent for parent in root.iter() for child in parent}
        tagged: set[str] = set()
        for element in list(root.iter()):
            if element.tag in _SECTIONS:
                tagged.clear()
            reference = Reference.parse(element.get("href", ""), _KINDS) if element.tag == "a" else None
            if reference:
                self._point(element, reference)
                if reference.kind == "source" and reference.slug not in tagged:
                    tagged.add(reference.slug)
                    self._tag(element, parents[element], reference.slug)

    def _point(self, element: Element, reference: Reference) -> None:
        path, _, anchor = urls.entry(reference.kind, reference.slug).partition("#")
        element.set("href", f"/{urls.source_uri(path)}" + (f"#{anchor}" if anchor else ""))
        if not element.text and not len(element):
            element.text = self._name(reference)

    def _tag(self, link: Element, parent: Element, key: str) -> None:
        """Add the evidence of a source, in a word or two, behind the link to it."""
        source = self.catalogue.sources.get(key)
        if not source:
            return
        tag = Element("span", {"class": "lw-tag"})
        tag.text, tag.tail, link.tail = words.EVIDENCE_TAGS[source.strength], link.tail, " "
        parent.insert(list(parent).index(link) + 1, tag)

    def _name(self, reference: Reference) -> str:
        if reference.kind == "source" and reference.slug in self.catalogue.sources:
            return words.short_citation(self.catalogue.sources[reference.slug])
        entry = self.catalogue.of_kind(reference.kind).get(reference.slug)
        return getattr(entry, "name", reference.slug)
