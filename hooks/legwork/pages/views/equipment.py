"""The page of a piece of equipment, the no-kit page, and their index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legwork.catalogue import urls
from legwork.catalogue.lookups import NO_KIT
from legwork.catalogue.models import Equipment
from legwork.pages import words
from legwork.pages.page import PageSpec
from legwork.pages.views.lists import Leveled, Lists
from legwork.pages.views.parts import LevelGroup, Link
from legwork.pages.views.shared import count, entry_link, links
from legwork.pages.views.site import Site


@dataclass(frozen=True)
class EquipmentView:
    slug: str
    name: str
    facts: str
    given: bool
    substitutes: tuple[str, ...]
    aliases: str
    required: tuple[LevelGroup, ...]
    required_count: str
    optional: tuple[LevelGroup, ...]
    optional_count: str


@dataclass(frozen=True)
class NoKitView:
    groups: tuple[LevelGroup, ...]
    count: str
    given: tuple[Link, ...]


@dataclass(frozen=True)
class EquipmentRow:
    link: Link
    substitutes: str
    required: int
    optional: int


@dataclass(frozen=True)
class EquipmentGroup:
    name: str
    rows: tuple[EquipmentRow, ...]


@dataclass(frozen=True)
class EquipmentIndexView:
    no_kit: int
    groups: tuple[EquipmentGroup, ...]


def equipment_page(site: Site, slug: str) -> Iterator[PageSpec]:
    piece = site.catalogue.equipment[slug]
    required, optional = site.lookups.required.get(slug, ()), site.lookups.optional.get(slug, ())
    lists = Lists(Link(piece.name, urls.entry("equipment", slug)), site)
    needed, useful = lists.by_level(
        (
            Leveled("needed", f"{piece.name} needed", required, {} if piece.given else {"kit": slug}),
            Leveled("optional", f"{piece.name} optional", optional, {}),
        ),
    )
    view = EquipmentView(
        slug=slug,
        name=piece.name,
        facts="Everyone has it" if piece.given else words.WHERE_WORDS[piece.where],
        given=piece.given,
        substitutes=piece.substitutes,
        aliases=", ".join(piece.aliases),
        required=needed,
        required_count=count(len(required), "exercise"),
        optional=useful,
        optional_count=count(len(optional), "exercise"),
    )
    stand_in = f" No {piece.name.lower()}? {_sentence(piece.substitutes)}" if piece.substitutes else ""
    yield PageSpec(
        kind="equipment",
        template="equipment.html.j2",
        url=urls.entry("equipment", slug),
        title=piece.name,
        description=f"{count(len(required), 'leg exercise')} that need it and {len(optional)} that can use it.{stand_in}",
        view=view,
        names=(*piece.aliases, *piece.finds),
        also=piece.substitutes,
        search=piece.substitutes,
        source="equipment.yml",
    )
    yield from lists.pages()


def _sentence(substitutes: tuple[str, ...]) -> str:
    text = words.join(list(substitutes), "or")
    return f"{text[:1].upper()}{text[1:]}."


def no_kit_page(site: Site) -> Iterator[PageSpec]:
    slugs = site.lookups.required.get(NO_KIT, ())
    given = sorted(piece.slug for piece in site.catalogue.equipment.values() if piece.given)
    lists = Lists(Link("No equipment", urls.no_kit()), site)
    (groups,) = lists.by_level((Leveled("", "No equipment", slugs, {"kit": NO_KIT}),))
    view = NoKitView(groups, count(len(slugs), "exercise"), links(site, "equipment", given))
    yield PageSpec(
        kind="equipment",
        template="no-kit.html.j2",
        url=urls.no_kit(),
        title="No equipment",
        description=f"{count(len(slugs), 'leg exercise')} for runners that need nothing but the floor, a wall and some space.",
        view=view,
        names=("bodyweight", "no kit", "no gym", "without equipment", "hotel room"),
        search=("nothing", "at home", "anywhere"),
        source=None,
    )
    yield from lists.pages()


def equipment_index(site: Site) -> Iterator[PageSpec]:
    pieces = sorted(site.catalogue.equipment.values(), key=lambda piece: piece.name)
    named = [("Everyone has it", [p for p in pieces if p.given])]
    named += [(word, [p for p in pieces if not p.given and p.where == where]) for where, word in words.WHERE_WORDS.items()]
    groups = tuple(EquipmentGroup(name, tuple(_row(site, piece) for piece in members)) for name, members in named if members)
    yield PageSpec(
        kind="index",
        template="equipment-index.html.j2",
        url=urls.index("equipment"),
        title="Equipment",
        description="What you need for each leg exercise, what can stand in for it at home, and what needs nothing at all.",
        view=EquipmentIndexView(len(site.lookups.required.get(NO_KIT, ())), groups),
        names=("kit", "gear"),
        search=tuple(piece.name for piece in pieces),
        source="equipment.yml",
    )


def _row(site: Site, piece: Equipment) -> EquipmentRow:
    return EquipmentRow(
        link=entry_link(site, "equipment", piece.slug),
        substitutes="; ".join(piece.substitutes),
        required=len(site.lookups.required.get(piece.slug, ())),
        optional=len(site.lookups.optional.get(piece.slug, ())),
    )
