"""The index of complaints and states, from head to foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup

from legwork.catalogue import urls
from legwork.catalogue.judgments import Verdict
from legwork.catalogue.models import BodyPart, Care
from legwork.pages import pictures, words
from legwork.pages.page import PageSpec
from legwork.pages.views.flags import FlagGroup, flag_groups
from legwork.pages.views.parts import Link
from legwork.pages.views.shared import count, entry_link
from legwork.pages.views.site import Site


@dataclass(frozen=True)
class CareRow:
    link: Link
    aliases: str
    counts: str


@dataclass(frozen=True)
class CarePlace:
    """Complaints of the same part of the body."""

    id: str
    name: str
    rows: tuple[CareRow, ...]


@dataclass(frozen=True)
class CareIndexView:
    flags: tuple[FlagGroup, ...]
    map: Markup
    places: tuple[CarePlace, ...]
    states: tuple[CareRow, ...]
    signs: Link | None
    effort: str


def care_index(site: Site) -> Iterator[PageSpec]:
    complaints = sum(care.kind == "complaint" for care in site.catalogue.care.values())
    states = [care for care in site.catalogue.care.values() if care.kind == "state"]
    places = care_places(site)
    general = [flag.slug for flag in site.catalogue.flags.values() if flag.general]
    view = CareIndexView(
        flags=flag_groups(site, general),
        map=pictures.body_map([(place.id, place.name) for place in places]),
        places=places,
        states=tuple(_row(site, care) for care in states),
        signs=Link("All signs that need help", urls.index("flag")) if site.catalogue.flags else None,
        effort=site.guide(urls.EFFORT_AND_PAIN),
    )
    said = f"{count(complaints, 'complaint')} and {count(len(states), 'state')}"
    yield PageSpec(
        kind="index",
        template="care-index.html.j2",
        url=urls.index("care"),
        title="What hurts",
        description=f"{said} in a runner's words, from head to foot: what needs somebody today, what you can still do.",
        view=view,
        names=("injury", "pain", "sore"),
        search=tuple(care.name for care in site.catalogue.care.values()),
        source="care.yml",
    )


def care_places(site: Site) -> tuple[CarePlace, ...]:
    """Return the complaints by part of the body, from head to foot."""
    return tuple(
        CarePlace(part, words.BODY_WORDS[part], rows)
        for part in get_args(BodyPart)
        if (rows := tuple(_row(site, care) for care in site.catalogue.care.values() if care.where == part))
    )


def _row(site: Site, care: Care) -> CareRow:
    counts = site.lookups.judged.count(care.slug)
    counted = [
        f"{counts[verdict]} {said}"
        for verdict, said in ((Verdict.FINE, "fine"), (Verdict.MODIFY, "to change"), (Verdict.AVOID, "to leave out"))
        if counts[verdict]
    ]
    first = "Have it looked at first" if care.clearance else ", ".join(counted) or "No exercise judged yet"
    return CareRow(entry_link(site, "care", care.slug), ", ".join(care.aliases[:4]), first)
