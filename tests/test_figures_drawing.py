"""Figures as SVG: sound markup, small, the same on every run, and safe to put many on a page."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from contrast import contrast
from figure_files import FIGURES, drawn, figure_of
from legwork import figures
from legwork.figures import colors, muscles
from legwork.figures.draw import class_prefix
from legwork.text import yaml_reader

SLUGS = sorted(FIGURES)
ROOT = Path(__file__).parent.parent
KIB = 1024


def parts(slug: str) -> dict[str, str]:
    drawing = drawn(slug)
    return {name: getattr(drawing, name) for name in ("animated", "pair", "still", "standalone", "standalone_pair")}


@pytest.mark.parametrize("slug", SLUGS)
def test_sound(slug: str) -> None:
    """Every picture is XML; every shape it uses is on the page's sprite, or in the file itself."""
    sprite = set(re.findall('id="([^"]+)"', figures.sprite()))
    for name, text in parts(slug).items():
        root = ElementTree.fromstring(text)
        used = set(re.findall('href="#([^"]+)"', text))
        own = {element.get("id") for element in root.iter() if element.get("id")}
        assert used <= (own if name.startswith("standalone") else sprite), name
        assert root.get("role") == "img"
        assert not re.search(r"nan|inf\b|None|-0[ \",)]", re.sub("infinite", "", text)), name


@pytest.mark.parametrize("slug", SLUGS)
def test_described(slug: str) -> None:
    """Title and description are there for who cannot see, and named after the exercise."""
    for name in ("animated", "pair"):
        text = parts(slug)[name]
        labels = re.search('aria-labelledby="([^ ]+) ([^"]+)"', text)
        assert labels
        title, description = labels.groups()
        assert title.startswith(f"fig-{slug}-")
        assert f'<title id="{title}">' in text
        assert f'<desc id="{description}">' in text


def test_lint_is_empty() -> None:
    found = {slug: list(figures.lint(figure_of(slug))) for slug in SLUGS}
    assert {slug: findings for slug, findings in found.items() if findings} == {}


@pytest.mark.parametrize("slug", SLUGS)
def test_small(slug: str) -> None:
    """6 KiB on the page for a side view of two keys, 12 KiB for longer movements and for the other views."""
    figure = figure_of(slug)
    limit = 6 * KIB if figure.view == "side" and len(figure.keys) == 2 else 12 * KIB
    assert len(drawn(slug).animated.encode()) <= limit
    assert len(drawn(slug).pair.encode()) <= 12 * KIB
    assert len(drawn(slug).still.encode()) <= 4 * KIB


def test_unique_on_a_page() -> None:
    """All figures on one page: no id twice, no animation of one figure moving another."""
    page = figures.sprite() + "".join(drawn(slug).animated + drawn(slug).pair + drawn(slug).still for slug in SLUGS)
    ids = re.findall(' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    exercises = [path.stem for path in (ROOT / "catalogue" / "exercises").glob("*.yml")]
    slugs = sorted({*SLUGS, *exercises})
    assert len({class_prefix(slug) for slug in slugs}) == len(slugs)
    for slug in SLUGS:
        names = re.findall("@keyframes ([a-z0-9]+)", drawn(slug).animated)
        assert len(names) == len(set(names))
        assert all(name.startswith(class_prefix(slug)) for name in names)


@pytest.mark.slow
def test_same_on_every_run() -> None:
    """Bytes do not depend on the run: another process with another hash seed draws the same."""
    script = "import figure_files, hashlib; print(hashlib.sha256(repr([figure_files.drawn(s) for s in sorted(figure_files.FIGURES)]).encode()).hexdigest())"
    paths = f"{ROOT / 'hooks'}:{ROOT / 'tests'}"
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONPATH": paths, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("slug", SLUGS)
def test_figures_move_only_if_motion_is_wanted(slug: str) -> None:
    """Inline figures move on screens, without reduced motion, and under `is-playing`; SMIL is never used."""
    text = drawn(slug).animated
    style = re.search("<style>(.*?)</style>", text)
    assert style
    assert style[1].startswith("@media screen and (prefers-reduced-motion:no-preference){:where(.is-playing) [class^=")
    assert "var(--fig-play,running)" in style[1]
    assert "<animate" not in text
    for still in (drawn(slug).pair, drawn(slug).still, drawn(slug).standalone_pair):
        assert "animation" not in still


def test_nothing_animates_inside_use() -> None:
    """Engines disagree about styles inside `use`: it only places still shapes."""
    assert "class" not in figures.sprite()


def test_escapes_words() -> None:
    figure = figure_of("squat")
    text = figures.drawing("squat", figure, 'A <b> & "c"', "<script>", {"primary": ["no-such-muscle"]}).animated
    assert "<b>" not in text
    assert "<script>" not in text
    ElementTree.fromstring(text)


def test_every_muscle_has_a_place() -> None:
    """Each of the vocabulary's muscles lights up somewhere in the side view and in the front or the back view."""
    document, _ = yaml_reader.read("muscles.yml", (ROOT / "catalogue" / "muscles.yml").read_bytes())
    assert isinstance(document.data, dict)
    assert set(document.data) <= set(muscles.SIDE)
    assert set(document.data) <= {*muscles.FRONT, *muscles.BACK}
    assert {"tensor-fasciae-latae", "quadratus-lumborum"} <= set(muscles.SIDE)


@pytest.mark.parametrize("name", ["skin", "far-skin", "shirt", "shorts", "far-shorts", "shoe", "far-shoe", "hair", "prop-edge", "line", "arrow", "band", "load", "primary"])  # fmt: skip
def test_contrast(name: str) -> None:
    """The figure, its far limbs and what it stands on keep 3:1 against both pages."""
    tones = {tone.name: tone for tone in colors.TONES}
    assert contrast(tones[name].light, tones["page"].light) >= 3
    assert contrast(tones[name].dark, tones["page"].dark) >= 3


def test_stylesheet_has_every_class() -> None:
    sheet = figures.stylesheet()
    page = "".join(drawn(slug).animated + drawn(slug).pair for slug in SLUGS)
    classes = set(re.findall('class="([a-z0-9]{2})"', page))
    assert classes <= set(colors.RULES)
    assert all(f".fig .{css} " in sheet for css in classes)
    assert "prefers-reduced-motion: reduce" in sheet
