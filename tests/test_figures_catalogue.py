"""Every exercise of the catalogue has its figure, and each figure is sound, small, and the one that was looked at.

After a change of shape: look at `python3 scripts/figures.py --png contact-sheet.png`, then
`pytest tests/test_figures_catalogue.py --bless`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from figure_motion import drifts
from legwork.catalogue.content import Content
from legwork.catalogue.models import Exercise
from legwork.figures import Drawing, Figure, muscles
from legwork.figures.svg import SPRITE
from legwork.pages import pictures
from legwork.text import inline
from legwork.work.runner import PUBLISHING
from sharing import shared_value

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden" / "figures.json"
SLUGS = sorted(path.stem for path in (ROOT / "catalogue" / "exercises").glob("*.yml"))
KIB = 1024
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=SLUGS)
def exercise(request: pytest.FixtureRequest, real: Content) -> Exercise:
    return real.catalogue.exercises[request.param]


def figure_of(exercise: Exercise) -> Figure:
    assert exercise.figure is not None, f"{exercise.slug} has no figure"
    return exercise.figure


def draw(exercise: Exercise) -> Drawing:
    """Draw an exercise as the site has it."""
    posed = pictures.picture_spec(exercise)
    assert posed is not None, f"{exercise.slug} has no figure"
    return pictures.draw(posed)


@pytest.fixture(scope="session")
def drawings(real: Content, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawing]:
    """The drawing of every exercise, made once as the site makes it."""
    return shared_value(tmp_path_factory, "drawings", lambda: pictures.drawings(real.catalogue, PUBLISHING))


@pytest.fixture
def drawing(exercise: Exercise, drawings: dict[str, Drawing]) -> Drawing:
    assert exercise.slug in drawings, f"{exercise.slug} has no figure"
    return drawings[exercise.slug]


def test_contacts_hold(exercise: Exercise) -> None:
    """Feet, hands and pinned points stay within 1.5 cm of the solved movement at every instant."""
    assert list(drifts(figure_of(exercise))) == []


def test_size(exercise: Exercise, drawing: Drawing) -> None:
    """6 KiB in the shared form for a side view of two keys, 12 KiB for longer movements and the other views."""
    figure = figure_of(exercise)
    limit = 6 * KIB if figure.view == "side" and len(figure.keys) == 2 else 12 * KIB
    sizes = {name: len(getattr(drawing, name).encode()) for name in ("animated", "pair")}
    assert {name: size for name, size in sizes.items() if size > limit} == {}, f"more than {limit} bytes"
    assert len(drawing.still.encode()) <= 4 * KIB


def test_moves_exactly_if_there_is_more_than_one_key(exercise: Exercise, drawing: Drawing) -> None:
    assert (drawing.seconds > 0) == (len(figure_of(exercise).keys) > 1) == ("@keyframes" in drawing.animated)


@pytest.mark.parametrize("kind", ["standalone", "standalone_pair"])
def test_files_stand_alone(exercise: Exercise, drawing: Drawing, kind: str) -> None:
    """A downloaded picture is XML that needs nothing from elsewhere, and says what it shows."""
    text: str = getattr(drawing, kind)
    root = ET.fromstring(text)
    assert root.tag == f"{SVG}svg"
    own = [identifier for element in root.iter() if (identifier := element.get("id"))]
    assert len(own) == len(set(own))
    used = {value for element in root.iter() for name, value in element.attrib.items() if name.rpartition("}")[2] == "href"}
    assert {reference.removeprefix("#") for reference in used} <= set(own)
    assert all(reference.startswith("#") for reference in used)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "style", "defs", "g", "path", "use", "circle", "rect", "ellipse", "line", "text",
    }  # fmt: skip
    assert not re.search(r"url\(|@import|var\(|\bon\w+=", text.replace("var(--fig-", "")), "something from elsewhere"
    assert "://" not in text.replace("http://www.w3.org/2000/svg", "")
    title, description = (root.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))
    assert title == exercise.name
    assert len(description) > 40
    assert description == pictures.description(exercise)
    assert (root.get("aria-labelledby") or "").split() == [root.find(f"{SVG}{name}").get("id") for name in ("title", "desc")]  # type: ignore[union-attr]


def test_the_description_tells_more_than_the_start(exercise: Exercise) -> None:
    """It speaks of more than half of the steps: a listener hears the movement, not only how to set up."""
    text = pictures.description(exercise)
    assert len(text) <= pictures.MAX_DESCRIPTION_LENGTH
    assert text.endswith((".", "!"))
    middle = inline.plain(exercise.steps[len(exercise.steps) // 2])
    assert " ".join(middle.split()[:3]) in text


def lit(svg: str, view: str) -> dict[str, set[str]]:
    """The muscles that light up in a picture, by the class that colors them."""
    prefix, regions = muscles.VIEWS[view]
    names = {muscles.shape(prefix, muscle, i): muscle for muscle, places in regions.items() for i in range(len(places))}
    found: dict[str, set[str]] = {"m1": set(), "m2": set()}
    for shape, css in re.findall(rf'<use href="#{SPRITE}([^"]+)" class="(m[12])"', svg):
        found[css].add(names[shape])
    return found


def test_lights_the_muscles_of_the_exercise(exercise: Exercise, drawing: Drawing) -> None:
    """All of them that the view can show, and no others; what works first in the stronger color."""
    view, work = figure_of(exercise).view, exercise.muscles
    shown = set(muscles.VIEWS[view][1])
    assert lit(drawing.animated, view) == {"m1": set(work.primary) & shown, "m2": set(work.secondary) & shown}


# What a live preview draws again


def test_an_edit_to_a_text_leaves_the_picture_spec(exercise: Exercise) -> None:
    """The file is read anew after every edit, so the figure is an equal one, not the same."""
    figure = figure_of(exercise).model_copy(deep=True)
    edited = exercise.model_copy(update={"cues": ("Something else",), "summary": "Else.", "figure": figure})
    assert edited.figure is not exercise.figure
    assert pictures.picture_spec(edited) == pictures.picture_spec(exercise)


@pytest.mark.parametrize("edit", ["figure", "muscles", "name", "steps"])
def test_an_edit_to_the_figure_draws_again(real: Content, edit: str) -> None:
    squat = real.catalogue.exercises["bodyweight-squat"]
    figure = figure_of(squat)
    hair = "bun" if figure.hair == "short" else "short"
    changes = {
        "figure": figure.model_copy(update={"hair": hair}),
        "muscles": squat.muscles.model_copy(update={"primary": ("soleus",)}),
        "name": "Knee bend",
        "steps": ("Bend your knees.", *squat.steps[1:]),
    }
    before = draw(squat)
    after = draw(squat.model_copy(update={edit: changes[edit]}))
    assert after is not before
    assert after != before
    assert draw(squat) == before


# What was looked at

_DIGESTS = """
import hashlib, json, sys
from pathlib import Path
from legwork.catalogue import content
from legwork.pages import pictures
root = Path(sys.argv[1])
exercises = content.read(root / "catalogue", root / "docs", root=root).catalogue.exercises
print(json.dumps({slug: hashlib.sha256(repr(pictures.draw(pictures.picture_spec(e))).encode()).hexdigest() for slug, e in exercises.items()}))
"""


@pytest.mark.slow
def test_same_bytes_on_every_run(drawings: dict[str, Drawing]) -> None:
    """Another process with another hash seed draws all pictures alike."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-c", _DIGESTS, str(ROOT)]
    run = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    here = {slug: _sha256(repr(drawing)) for slug, drawing in drawings.items()}
    assert json.loads(run.stdout) == here


def test_golden(drawings: dict[str, Drawing], bless: bool) -> None:
    """The pictures are those that were looked at. Their words may change: only the drawing counts."""
    found = {slug: _sha256(_without_words(drawing.standalone_pair)) for slug, drawing in sorted(drawings.items())}
    if bless:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    known = json.loads(GOLDEN.read_text(encoding="utf-8"))
    other = [slug for slug in sorted(found | known) if found.get(slug) != known.get(slug)]
    assert other == [], (
        f"These figures are not the ones that were looked at. Look at each, still and moving:\n"
        f"  python3 scripts/figures.py --png contact-sheet.png {' '.join(slug for slug in other if slug in found)}\n"
        f"and if a coach would nod: pytest tests/test_figures_catalogue.py --bless"
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _without_words(svg: str) -> str:
    return re.sub(r"<title.*</desc>", "", svg)
