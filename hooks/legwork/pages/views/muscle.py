"""The page of a muscle, and the index of muscles by group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from legwork.catalogue import urls
from legwork.catalogue.models import Muscle
from legwork.pages import pictures
from legwork.pages.page import PageSpec
from legwork.pages.views.lists import Leveled, Lists
from legwork.pages.views.parts import LevelGroup, Link
from legwork.pages.views.shared import count, entry_link, muscle_groups
from legwork.pages.views.site import Site


@dataclass(frozen=True)
class MuscleView:
    muscle: Muscle
    map: Markup | None
    aliases: str
    primary: tuple[LevelGroup, ...]
    primary_count: str
    secondary: tuple[LevelGroup, ...]
    secondary_count: str
    neighbors: tuple[Link, ...]


@dataclass(frozen=True)
class MuscleRow:
    link: Link
    aliases: str
    primary: int
    secondary: int


@dataclass(frozen=True)
class MuscleRows:
    name: str
    rows: tuple[MuscleRow, ...]


@dataclass(frozen=True)
class MuscleIndexView:
    groups: tuple[MuscleRows, ...]
    muscles: str


def muscle_page(site: Site, slug: str) -> Iterator[PageSpec]:
    muscle = site.catalogue.muscles[slug]
    primary, secondary = site.lookups.primary.get(slug, ()), site.lookups.secondary.get(slug, ())
    same_group = [m.slug for m in site.catalogue.muscles.values() if m.group == muscle.group and m.slug != slug]
    lists = Lists(Link(muscle.name, urls.entry("muscle", slug)), site)
    trained_first, along = lists.by_level(
        (
            Leveled("first", f"{muscle.name} trained first", primary, {"muscle": slug, "role": "primary"}),
            Leveled("also", f"{muscle.name} also trained", secondary, {"muscle": slug}),
        ),
    )
    view = MuscleView(
        muscle=muscle,
        map=pictures.muscle_map((slug,), (), f"Where the {muscle.name.lower()} is", "map"),
        aliases=", ".join(muscle.aliases),
        primary=trained_first,
        primary_count=count(len(primary), "exercise"),
        secondary=along,
        secondary_count=count(len(secondary), "exercise"),
        neighbors=tuple(entry_link(site, "muscle", other) for other in same_group),
    )
    trained = f"{count(len(primary), 'exercise')} that train it first, {len(secondary)} in which it helps."
    yield PageSpec(
        kind="muscle",
        template="muscle.html.j2",
        url=urls.entry("muscle", slug),
        title=muscle.name,
        description=f"{muscle.name}: what it does when you run, and {trained}",
        view=view,
        names=(*muscle.aliases, *muscle.finds),
        search=(muscle.group, *muscle.role),
        source="muscles.yml",
        evidence=site.evidence,
    )
    yield from lists.pages()


def muscle_index(site: Site) -> Iterator[PageSpec]:
    groups = tuple(
        MuscleRows(group.name, tuple(_row(site, muscle) for muscle in group.muscles)) for group in muscle_groups(site)
    )
    yield PageSpec(
        kind="index",
        template="muscles.html.j2",
        url=urls.index("muscle"),
        title="Muscles",
        description="Every leg and trunk muscle a runner trains, by its everyday name, with the exercises for it.",
        view=MuscleIndexView(groups, count(len(site.catalogue.muscles), "muscle")),
        names=("muscle index",),
        search=tuple(group.name for group in groups),
        source="muscles.yml",
    )


def _row(site: Site, muscle: Muscle) -> MuscleRow:
    return MuscleRow(
        link=entry_link(site, "muscle", muscle.slug),
        aliases=", ".join(muscle.aliases),
        primary=len(site.lookups.primary.get(muscle.slug, ())),
        secondary=len(site.lookups.secondary.get(muscle.slug, ())),
    )
