"""The page of one piece of equipment, the no-kit page, and the index of both."""

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
    tool = site.catalogue.equipment[slug]
    required, optional = site.lookups.required.get(slug, ()), site.lookups.optional.get(slug, ())
    lists = Lists(Link(tool.name, urls.entry("equipment", slug)), site)
    needed, useful = lists.by_level(
        (
            Leveled("needed", f"{tool.name} needed", required, {} if tool.given else {"kit": slug}),
            Leveled("optional", f"{tool.name} optional", optional, {}),
        ),
    )
    view = EquipmentView(
        slug=slug,
        name=tool.name,
        facts="Everyone has it" if tool.given else words.WHERE_WORDS[tool.where],
        given=tool.given,
        substitutes=tool.substitutes,
        aliases=", ".join(tool.aliases),
        required=needed,
        required_count=count(len(required), "exercise"),
        optional=useful,
        optional_count=count(len(optional), "exercise"),
    )
    stand_in = f" No {tool.name.lower()}? {_sentence(tool.substitutes)}" if tool.substitutes else ""
    yield PageSpec(
        kind="equipment",
        template="equipment.html.j2",
        url=urls.entry("equipment", slug),
        title=tool.name,
        description=f"{count(len(required), 'leg exercise')} that need it and {len(optional)} that can use it.{stand_in}",
        view=view,
        names=(*tool.aliases, *tool.finds),
        also=tool.substitutes,
        search=tool.substitutes,
        source="equipment.yml",
    )
    yield from lists.pages()


def _sentence(substitutes: tuple[str, ...]) -> str:
    text = words.join(list(substitutes), "or")
    return f"{text[:1].upper()}{text[1:]}."


def no_kit_page(site: Site) -> Iterator[PageSpec]:
    slugs = site.lookups.required.get(NO_KIT, ())
    given = sorted(tool.slug for tool in site.catalogue.equipment.values() if tool.given)
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
    tools = sorted(site.catalogue.equipment.values(), key=lambda tool: tool.name)
    kept = [("Everyone has it", [t for t in tools if t.given])]
    kept += [(word, [t for t in tools if not t.given and t.where == where]) for where, word in words.WHERE_WORDS.items()]
    groups = tuple(EquipmentGroup(name, tuple(_row(site, tool) for tool in found)) for name, found in kept if found)
    yield PageSpec(
        kind="index",
        template="equipment-index.html.j2",
        url=urls.index("equipment"),
        title="Equipment",
        description="What you need for each leg exercise, what can stand in for it at home, and what needs nothing at all.",
        view=EquipmentIndexView(len(site.lookups.required.get(NO_KIT, ())), groups),
        names=("kit", "gear"),
        search=tuple(tool.name for tool in tools),
        source="equipment.yml",
    )


def _row(site: Site, tool: Equipment) -> EquipmentRow:
    return EquipmentRow(
        link=entry_link(site, "equipment", tool.slug),
        substitutes="; ".join(tool.substitutes),
        required=len(site.lookups.required.get(tool.slug, ())),
        optional=len(site.lookups.optional.get(tool.slug, ())),
    )
