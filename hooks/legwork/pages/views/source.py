"""The page of one source with everything that leans on it, and the index by strength."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS
from legwork.catalogue.models import CONVENTION, Source, Strength
from legwork.pages import bibtex, words
from legwork.pages.page import PageSpec
from legwork.pages.views.citations import rules, uses
from legwork.pages.views.lists import Lists
from legwork.pages.views.parts import Group, Link, Shown, Uses
from legwork.pages.views.shared import count, links
from legwork.pages.views.site import Site
from legwork.text.inline import plain
from legwork.text.slugs import slug_of


@dataclass(frozen=True)
class Identifier:
    """A way to find the source outside this site."""

    label: str
    value: str
    href: str


@dataclass(frozen=True)
class ShownUses:
    """Pages of one kind that lean on it, or the first of them."""

    uses: Uses
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
    uses: tuple[ShownUses, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class SourceRow:
    link: Link
    title: str
    finding: str
    uses: str


@dataclass(frozen=True)
class StrengthGroup:
    id: str
    name: str
    tag: str
    meaning: str
    number: int
    rows: Shown


@dataclass(frozen=True)
class SourceIndexView:
    unknown: str
    groups: tuple[StrengthGroup, ...]
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
        strength=words.STRENGTH_WORDS[source.strength],
        meaning=words.STRENGTH_MEANING[source.strength],
        identifiers=tuple(_identifiers(source)),
        bibtex=bibtex.entry(source),
        data=urls.json_file(KINDS["source"]),
        uses=tuple(_shown_uses(site, lists, source)),
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


def _shown_uses(site: Site, lists: Lists, source: Source) -> Iterator[ShownUses]:
    found, name = uses(site, source.slug), words.short_citation(source)
    for folded in (False, True):
        kinds = [kind for kind in found if kind.folded == folded]
        groups = (Group(slug_of(kind.title), f"{name}: {kind.title.lower()}", kind.pages) for kind in kinds)
        for kind, shown in zip(kinds, lists.cut("uses", groups), strict=True):
            yield ShownUses(kind, shown)


def _identifiers(source: Source) -> list[Identifier]:
    found = []
    if source.DOI:
        found.append(Identifier("DOI", source.DOI, f"https://doi.org/{source.DOI}"))
    if source.PMID:
        found.append(Identifier("PubMed", source.PMID, f"https://pubmed.ncbi.nlm.nih.gov/{source.PMID}/"))
    if source.PMCID:
        found.append(Identifier("Full text", source.PMCID, f"https://pmc.ncbi.nlm.nih.gov/articles/{source.PMCID}/"))
    if source.ISBN:
        found.append(Identifier("ISBN", source.ISBN, f"https://search.worldcat.org/search?q=bn:{source.ISBN}"))
    if source.URL:
        found.append(Identifier("Web", source.URL.split("/")[2], source.URL))
    return found


def source_index(site: Site) -> Iterator[PageSpec]:
    lists = Lists(Link("Sources", urls.index("source")), site)
    by_custom = links(site, "exercise", site.lookups.cited.get(CONVENTION, ()))
    (convention,) = lists.cut("links", (Group(CONVENTION, "Coaching convention", by_custom),))
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


def _groups(site: Site, lists: Lists) -> tuple[StrengthGroup, ...]:
    found: dict[Strength, Group] = {}
    for strength in get_args(Strength):
        sources = [source for source in site.catalogue.sources.values() if source.strength == strength]
        rows = tuple(_row(site, source) for source in sorted(sources, key=lambda s: words.short_citation(s).casefold()))
        if rows:
            found[strength] = Group(f"{urls.LIST}{strength}", words.STRENGTH_WORDS[strength], rows)
    return tuple(
        StrengthGroup(
            strength,
            words.STRENGTH_WORDS[strength],
            words.STRENGTH_TAGS[strength],
            words.STRENGTH_MEANING[strength],
            len(found[strength].entries),
            shown,
        )
        for strength, shown in zip(found, lists.cut("sources", found.values()), strict=True)
    )


def _row(site: Site, source: Source) -> SourceRow:
    pages = sum(len(group.pages) for group in uses(site, source.slug))
    link = Link(words.short_citation(source), urls.entry("source", source.slug))
    return SourceRow(link, source.title, source.finding or "", count(pages, "page"))
