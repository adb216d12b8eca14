"""The pictures of pages: the figure of an exercise and the map of its muscles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import resvg_py
from markupsafe import Markup

from legwork import figures
from legwork.catalogue import urls
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.models import Exercise
from legwork.catalogue.urls import Links
from legwork.figures import Drawing, Figure, musclemap
from legwork.figures.musclemap_sprite import Crop
from legwork.text import inline
from legwork.work.runner import Runner

STYLESHEET = "assets/css/figures.css"
"""The address of the style sheet that all pictures share."""
MAX_DESCRIPTION_LENGTH = 420
"""The most characters in the description of a picture. The full steps follow below it."""
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")
LEGS_CROP = frozenset(
    {
        "adductors", "foot-intrinsics", "gastrocnemius", "gluteus-maximus", "gluteus-medius", "hamstrings",
        "hip-external-rotators", "hip-flexors", "peroneals", "quadriceps", "soleus", "tensor-fasciae-latae",
        "tibialis-anterior", "tibialis-posterior", "toe-extensors",
    }
)  # fmt: skip
"""The muscles that are wholly visible on the map cropped to the legs."""


def stylesheet() -> str:
    """Return the CSS rules for figures and maps."""
    return figures.stylesheet() + musclemap.stylesheet()


DRAWINGS_PER_PROCESS = 20
"""The number of drawings that take as long as starting a process."""


@dataclass(frozen=True)
class PictureSpec:
    """Everything that the pictures of an exercise depend on."""

    slug: str
    figure: Figure
    name: str
    description: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]


def picture_spec(exercise: Exercise) -> PictureSpec | None:
    """Return the picture spec of an exercise, or None if it has no figure."""
    muscles = exercise.muscles
    if exercise.figure is None:
        return None
    return PictureSpec(exercise.slug, exercise.figure, exercise.name, description(exercise), muscles.primary, muscles.secondary)


def draw(spec: PictureSpec) -> Drawing:
    """Draw all pictures of an exercise."""
    work = {"primary": spec.primary, "secondary": spec.secondary}
    return figures.drawing(spec.slug, spec.figure, spec.name, spec.description, work)


def drawings(catalogue: Catalogue, runner: Runner) -> dict[str, Drawing]:
    """Return the pictures of every exercise that has a figure."""
    specs = {slug: spec for slug, exercise in catalogue.exercises.items() if (spec := picture_spec(exercise))}
    return dict(zip(specs, runner.map(draw, specs, specs.__getitem__, DRAWINGS_PER_PROCESS), strict=True))


def description(exercise: Exercise) -> str:
    """Describe a picture for somebody who cannot see it.

    The description is the first sentence of each step, so that it covers the whole movement.
    """
    text = ""
    for step in map(inline.plain, exercise.steps):
        longer = f"{text} {_SENTENCE_END.split(step, maxsplit=1)[0]}".strip()
        if len(longer) > MAX_DESCRIPTION_LENGTH:
            break
        text = longer
    return text or inline.plain(exercise.summary)


def sprites(body: str) -> str:
    """Return the shapes that pictures in a page's body share: each once, and only if the body needs it."""
    figure = figures.sprite() if '<svg class="fig ' in body else ""
    return figure + (musclemap.sprite() if '<svg class="lw-map ' in body else "")


def muscle_map(primary: Iterable[str], secondary: Iterable[str], title: str, uid: str) -> Markup | None:
    """Return a map of some muscles, or None if it can draw none of them. It is cropped to the legs if they show all primary muscles."""
    solid = [muscle for muscle in primary if muscle in musclemap.MUSCLES]
    hatched = [muscle for muscle in secondary if muscle in musclemap.MUSCLES]
    if not solid and not hatched:
        return None
    crop: Crop = "legs" if LEGS_CROP.issuperset(solid) else "body"
    return Markup(musclemap.map(solid, hatched, title, crop, uid=uid))  # noqa: S704


def map_links(catalogue: Catalogue, to: Links) -> Markup:
    """Return the map on which every muscle links to its exercises. Muscles that the catalogue lacks link to the index."""

    def href(slug: str) -> str:
        return to.to(urls.finder(muscle=slug)) if slug in catalogue.muscles else to.index("muscle")

    def name(slug: str) -> str:
        return catalogue.muscles[slug].name if slug in catalogue.muscles else slug.replace("-", " ").capitalize()

    return Markup(musclemap.links(href, name))  # noqa: S704


def body_map(named: Iterable[tuple[str, str]]) -> Markup:
    """Return the body map, on which each part links to its section of the page."""
    return Markup(musclemap.parts(named))  # noqa: S704


PREVIEW = (1200, 630)
"""The pixels of the picture that other sites show beside a link (https://ogp.me), at the size that most of them use."""


def preview(drawn: Drawing) -> bytes:
    """Return the start and end of an exercise on white paper, as a PNG for link previews."""
    width, height = PREVIEW
    inner = drawn.standalone_pair.replace("<svg ", f'<svg x="60" y="40" width="{width - 120}" height="{height - 80}" ', 1)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<path fill="#fff" d="M0 0h{width}v{height}H0z"/>{inner}</svg>'
    )
    return resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)


def files(drawings: Mapping[str, Drawing]) -> Iterator[tuple[str, str]]:
    """Yield every picture that can be downloaded: its address from the root, and its SVG."""
    for slug, drawn in drawings.items():
        yield urls.figure(slug), drawn.standalone
        yield urls.figure(slug, pair=True), drawn.standalone_pair
        yield urls.still(slug), drawn.standalone_still
