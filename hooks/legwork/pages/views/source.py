"""The page of a source with every page that cites it, and the index of sources by evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.models import CONVENTION, Evidence, Source
from legwork.pages import bibtex, words
from legwork.pages.page import PageSpec
from legwork.pages.views.citations import citation_groups, rules
from legwork.pages.views.lists import Lists
from legwork.pages.views.parts import CitationGroup, Link, ListGroup, Shown
from legwork.pages.views.shared import count, links
from legwork.pages.views.site import Site
from legwork.text.inline import plain
from legwork.text.slugs import slug_of


@dataclass(frozen=True)
class Identifier:
    """An identifier of the source outside this site, with a link."""

    label: str
    value: str
    href: str


@dataclass(frozen=True)
class ShownCitations:
    """Pages of the same kind that cite the source, or the first of them."""

    group: CitationGroup
    shown: Shown


@dataclass(frozen=True)
class SourceView:
    source: Source
    heading: str
    authors: str
    reference: str
    kind: str
    strength: str
    meaning: str
    identifiers: tuple[Identifier, ...]
    bibtex: str
    data: str
    citations: tuple[ShownCitations, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class SourceRow:
    link: Link
    title: str
    finding: str
    uses: str


@dataclass(frozen=True)
class EvidenceGroup:
    id: str
    name: str
    tag: str
    meaning: str
    number: int
    rows: Shown


@dataclass(frozen=True)
class SourceIndexView:
    unknown: str
    groups: tuple[EvidenceGroup, ...]
    count: str
    convention: Shown
    convention_count: str


def source_page(site: Site, slug: str) -> Iterator[PageSpec]:
    source = site.catalogue.sources[slug]
    lists = Lists(Link(words.short_citation(source), urls.entry("source", slug)), site)
    view = SourceView(
        source=source,
        heading=words.short_citation(source),
        authors=words.people(source.author),
        reference=words.reference(source),
        kind=words.kind(source),
        strength=words.EVIDENCE_WORDS[source.strength],
        meaning=words.EVIDENCE_MEANING[source.strength],
        identifiers=tuple(_identifiers(source)),
        bibtex=bibtex.entry(source),
        data=urls.json_file(KINDS["source"]),
        citations=tuple(_shown_citations(site, lists, source)),
        rules=rules(site, slug),
    )
    # A source without author and year is headed by its title already; another page may share the citation.
    yield PageSpec(
        kind="source",
        template="source.html.j2",
        url=urls.entry("source", slug),
        title=words.short_citation(source),
        description=f"{plain(source.title)}. {plain(source.finding or '')}",
        view=view,
        names=(slug,),
        search=(source.title, words.people(source.author), source.finding or ""),
        source="sources.yml",
    )
    yield from lists.pages()


def _shown_citations(site: Site, lists: Lists, source: Source) -> Iterator[ShownCitations]:
    every, name = citation_groups(site, source.slug), words.short_citation(source)
    for folded in (False, True):
        groups = [group for group in every if group.folded == folded]
        pages = (ListGroup(slug_of(group.title), f"{name}: {group.title.lower()}", group.pages) for group in groups)
        for group, shown in zip(groups, lists.cut("citations", pages), strict=True):
            yield ShownCitations(group, shown)


def _identifiers(source: Source) -> list[Identifier]:
    identifiers = []
    if source.DOI:
        identifiers.append(Identifier("DOI", source.DOI, f"https://doi.org/{source.DOI}"))
    if source.PMID:
        identifiers.append(Identifier("PubMed", source.PMID, f"https://pubmed.ncbi.nlm.nih.gov/{source.PMID}/"))
    if source.PMCID:
        identifiers.append(Identifier("Full text", source.PMCID, f"https://pmc.ncbi.nlm.nih.gov/articles/{source.PMCID}/"))
    if source.ISBN:
        identifiers.append(Identifier("ISBN", source.ISBN, f"https://search.worldcat.org/search?q=bn:{source.ISBN}"))
    if source.URL:
        identifiers.append(Identifier("Web", source.URL.split("/")[2], source.URL))
    return identifiers


def source_index(site: Site) -> Iterator[PageSpec]:
    lists = Lists(Link("Sources", urls.index("source")), site)
    by_custom = links(site, "exercise", site.lookups.cited.get(CONVENTION, ()))
    (convention,) = lists.cut("links", (ListGroup(CONVENTION, "Coaching convention", by_custom),))
    yield PageSpec(
        kind="index",
        template="sources.html.j2",
        url=urls.index("source"),
        title="Sources",
        description="Every study, guideline, book and article that Legwork leans on, by strength, with what it found.",
        view=SourceIndexView(
            urls.UNKNOWN,
            _groups(site, lists),
            count(len(site.catalogue.sources), "source"),
            convention,
            count(len(by_custom), "exercise"),
        ),
        names=("references", "studies", "evidence"),
        search=("coaching convention",),
        source="sources.yml",
    )
    yield from lists.pages()


def _groups(site: Site, lists: Lists) -> tuple[EvidenceGroup, ...]:
    groups: dict[Evidence, ListGroup] = {}
    for strength in get_args(Evidence):
        sources = [source for source in site.catalogue.sources.values() if source.strength == strength]
        rows = tuple(_row(site, source) for source in sorted(sources, key=lambda s: words.short_citation(s).casefold()))
        if rows:
            groups[strength] = ListGroup(f"{urls.LIST}{strength}", words.EVIDENCE_WORDS[strength], rows)
    return tuple(
        EvidenceGroup(
            strength,
            words.EVIDENCE_WORDS[strength],
            words.EVIDENCE_TAGS[strength],
            words.EVIDENCE_MEANING[strength],
            len(groups[strength].entries),
            shown,
        )
        for strength, shown in zip(groups, lists.cut("sources", groups.values()), strict=True)
    )


def _row(site: Site, source: Source) -> SourceRow:
    pages = sum(len(group.pages) for group in citation_groups(site, source.slug))
    link = Link(words.short_citation(source), urls.entry("source", source.slug))
    return SourceRow(link, source.title, source.finding or "", count(pages, "page"))
