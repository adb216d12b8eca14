"""The content of the site, from which views make pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from legwork.catalogue import urls
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.content import Content
from legwork.catalogue.guides import Guide
from legwork.catalogue.lookups import Lookups, lookups
from legwork.catalogue.models import Exercise
from legwork.figures import Drawing
from legwork.pages import pictures, words
from legwork.pages.views.parts import Card
from legwork.routines.solve_all import Routines
from legwork.routines.traits import Traits
from legwork.text.fields import rank
from legwork.work.runner import PUBLISHING, Runner


@dataclass(frozen=True)
class Site:
    """Everything that pages are made from. It does not change while they are made."""

    catalogue: Catalogue
    lookups: Lookups
    guides: tuple[Guide, ...]
    routines: Routines
    traits: Traits
    drawings: Mapping[str, Drawing]
    """The pictures of each exercise that has a figure."""
    cards: Mapping[str, Card]
    """The card of every exercise."""
    evidence: Mapping[str, str]
    """The evidence of each source in a word or two, which follows links to the source."""

    @staticmethod
    def of(content: Content, routines: Routines, runner: Runner = PUBLISHING) -> Site:
        """Draw every picture, and look up the relations between entries."""
        catalogue = content.catalogue
        drawings = pictures.drawings(catalogue, runner)
        return Site(
            catalogue=catalogue,
            lookups=lookups(catalogue, runner),
            guides=content.guides,
            routines=routines,
            traits=Traits(catalogue),
            drawings=drawings,
            cards=dict(_cards(catalogue, drawings)),
            evidence={slug: words.EVIDENCE_TAGS[source.strength] for slug, source in catalogue.sources.items()},
        )

    def guide(self, url: str) -> str:
        """Return the address of a guide, or an empty string if the site has no such guide."""
        return url if any(guide.address == f"/{url}" for guide in self.guides) else ""

    def still(self, slug: str) -> Markup | None:
        """Return the small picture of an exercise for lists."""
        drawn = self.drawings.get(slug)
        return Markup(drawn.still) if drawn else None  # noqa: S704 - drawn by us


def _cards(catalogue: Catalogue, drawings: Mapping[str, Drawing]) -> Iterable[tuple[str, Card]]:
    for slug, exercise in catalogue.exercises.items():
        drawn = drawings.get(slug)
        yield (
            slug,
            Card(
                name=exercise.name,
                url=urls.entry("exercise", slug),
                summary=exercise.summary,
                level=words.LEVEL_WORDS[exercise.level],
                level_rank=rank(exercise.level) + 1,
                kit=kit_words(catalogue, exercise),
                pattern=catalogue.patterns[exercise.pattern].name,
                muscles=words.join([catalogue.muscles[muscle].name for muscle in exercise.muscles.primary]),
                still=Markup(drawn.still) if drawn else None,  # noqa: S704 - drawn by us
            ),
        )


def kit_words(catalogue: Catalogue, exercise: Exercise) -> str:
    """Return the required equipment in a few words: ``No kit``, ``Step``, ``Barbell + bench``."""
    names = [catalogue.equipment[slug].name for slug in exercise.equipment.required]
    return " + ".join([names[0], *(name.lower() for name in names[1:])]) if names else "No kit"
