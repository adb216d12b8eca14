"""The muscle map: every muscle of the vocabulary, small, well formed, legible without color, and usable by keyboard."""

from __future__ import annotations

import hashlib
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from legwork.figures import musclemap
from legwork.figures import musclemap_shapes as shapes

SVG = "{http://www.w3.org/2000/svg}"
DEEP = ("quadratus-lumborum", "hip-flexors", "hip-external-rotators", "tibialis-posterior")
LEGS = musclemap.map(["quadriceps"], ["hamstrings", "tibialis-posterior", "foot-intrinsics"], "Squat", "legs", uid="a")
BODY = musclemap.map(["quadriceps"], [], "Squat", "body", uid="b")
ALONE = musclemap.standalone(["quadriceps"], ["hamstrings", "hip-flexors"], "Squat")
SPRITE_SHA256 = "3a237e5806c3d95f6e308e2ac7fd0772a6951293490b156140b24936f8042658"
"""Of the sprite. When it changes, look at every muscle, light and dark, before you write the new one here."""


def _href(muscle: str) -> str:
    return f"muscles/{muscle}/"


def _name(muscle: str) -> str:
    return muscle.replace("-", " ").capitalize()


def _page(*parts: str) -> str:
    return f'<div xmlns="http://www.w3.org/2000/svg">{musclemap.sprite()}{"".join(parts)}</div>'


LINKS = musclemap.links(_href, _name)
WHOLE = _page(LEGS, BODY, LINKS)


def _ids(text: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', text)


def _references(text: str) -> set[str]:
    labels = itertools.chain.from_iterable(
        found.split() for found in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', text)
    )
    return {*re.findall(r'href="#([^"]+)"', text), *re.findall(r"url\(#([^)]+)\)", text), *labels}


def test_draws_every_muscle_of_the_vocabulary(root: Path) -> None:
    vocabulary = yaml.safe_load((root / "catalogue/muscles.yml").read_text(encoding="utf-8"))
    assert set(vocabulary) <= set(musclemap.MUSCLES)
    assert len(musclemap.MUSCLES) == len(set(musclemap.MUSCLES)) == 19


@pytest.mark.parametrize("muscle", musclemap.MUSCLES)
def test_every_muscle_has_an_outline_that_takes_its_fill(muscle: str) -> None:
    assert f"fill:var(--m-{muscle}," in musclemap.sprite()
    assert f"--m-{muscle}:var(--mm-p)" in musclemap.map([muscle], [], "", uid="a")
    assert f"--m-{muscle}:url(#mm-hatch)" in musclemap.map([], [muscle], "", uid="a")


@pytest.mark.parametrize("muscle", DEEP)
def test_deep_muscles_are_drawn_over_the_figure_only_where_they_work(muscle: str) -> None:
    assert f'href="#mm-{muscle}"' in musclemap.map([muscle], [], "", uid="a")
    assert f'href="#mm-{muscle}"' not in BODY


def test_the_foot_is_shown_from_the_side_and_the_sole_only_where_it_works() -> None:
    assert 'href="#mm-side"' in LEGS
    assert 'href="#mm-sole"' in LEGS
    assert 'href="#mm-sole"' not in BODY


@pytest.mark.parametrize("text", [WHOLE, ALONE, LEGS, musclemap.sprite(), musclemap.map([], [], "", uid="a")])
def test_is_well_formed_xml(text: str) -> None:
    ET.fromstring(text)


def test_ids_are_unique_on_a_page_and_every_reference_is_met() -> None:
    for text in (WHOLE, ALONE):
        ids = _ids(text)
        assert len(ids) == len(set(ids))
        assert _references(text) <= set(ids)


def test_a_map_is_named_and_says_in_words_what_it_shows() -> None:
    map_ = ET.fromstring(f'<g xmlns="http://www.w3.org/2000/svg">{LEGS}</g>')[0]
    assert map_.get("role") == "img"
    assert [(map_.findtext(f"{SVG}title")), map_.findtext(f"{SVG}desc")] == [
        "Squat",
        "Primary: quadriceps. Secondary, hatched: hamstrings, foot intrinsics and tibialis posterior.",
    ]


def test_titles_names_and_addresses_are_escaped() -> None:
    nasty = '<b> & "'
    for text in (
        musclemap.map([], [], nasty, uid="a"),
        musclemap.standalone([], [], nasty),
        _page(musclemap.links(lambda muscle: f"?a&b={nasty}", lambda muscle: nasty)),
    ):
        ET.fromstring(text)
        assert "<b>" not in text


def test_a_muscle_in_both_lists_is_primary() -> None:
    assert musclemap.map(["soleus"], ["soleus"], "", uid="a") == musclemap.map(["soleus"], [], "", uid="a")


@pytest.mark.parametrize("lists", [(["biceps"], []), ([], ["biceps"])])
def test_an_unknown_muscle_is_named(lists: tuple[list[str], list[str]]) -> None:
    with pytest.raises(ValueError, match="biceps"):
        musclemap.map(*lists, "", uid="a")
    with pytest.raises(ValueError, match="biceps"):
        musclemap.standalone(*lists, "")


def test_bytes_do_not_depend_on_the_order_of_the_muscles() -> None:
    secondary = ["hamstrings", "soleus", "adductors", "hip-flexors"]
    assert len({musclemap.map([], order, "", uid="a") for order in itertools.permutations(secondary)}) == 1


def test_maps_are_small(root: Path) -> None:
    for path in sorted((root / "catalogue/exercises").glob("*.yml")):
        muscles = yaml.safe_load(path.read_text(encoding="utf-8"))["muscles"]
        assert len(musclemap.map(muscles["primary"], muscles.get("secondary", []), path.stem, "legs", uid=path.stem)) <= 1024, (
            path.stem
        )
    assert len(musclemap.sprite()) <= 28_000
    assert len(ALONE) <= 24_000


def test_a_file_stands_alone_and_needs_no_stylesheet() -> None:
    assert "var(" not in ALONE
    assert "class=" not in ALONE
    assert "<style" not in ALONE


def test_the_sprite_is_the_one_that_was_looked_at() -> None:
    assert hashlib.sha256(musclemap.sprite().encode()).hexdigest() == SPRITE_SHA256


def test_a_corner_is_met_without_a_bend_and_other_points_smoothly() -> None:
    assert shapes.closed("0,0! 10,0! 10,10!") == "M0 0c5 0 8 0 10 0 0 5 0 8 0 10-5-5-8-8-10-10z"
    assert shapes.closed("0,0 10,0 10,10 0,10") == "M0 0c2-2 8-2 10 0s2 8 0 10-8 2-10 0-2-8 0-10z"


@pytest.mark.parametrize("regions", [shapes.FRONT, shapes.BACK, shapes.DEEP_FRONT, shapes.DEEP_BACK])
def test_regions_are_drawn_in_the_order_of_the_muscles(regions: tuple[shapes.Region, ...]) -> None:
    """The map of links paints muscle by muscle; the figure paints side by side. Both must cover alike."""
    places = [musclemap.MUSCLES.index(region.muscle) for region in regions]
    assert places == sorted(set(places))


# --- in Chromium ---


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Page]:
    """The map of links on a screen of 320 px."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.set_content(
        f'<!doctype html><style>body{{margin:0}}{musclemap.stylesheet()}</style><body data-md-color-scheme="default">'
        f"{musclemap.sprite()}{LINKS}</body>"
    )
    yield page
    page.close()


@pytest.mark.browser
def test_every_muscle_is_reached_by_keyboard_and_shows_ring_and_name(opened: Page) -> None:
    seen = []
    for _ in musclemap.MUSCLES:
        opened.keyboard.press("Tab")
        seen.append(opened.evaluate(_FOCUSED))
    assert seen == [[_name(muscle), "1", "block"] for muscle in musclemap.MUSCLES]


@pytest.mark.browser
def test_every_muscle_can_be_hit_at_320_px(opened: Page) -> None:
    """The largest connected area of each is at least 24 px wide and high, whatever lies over it."""
    areas = opened.evaluate(_AREAS)
    small = {name: size for name, size in areas.items() if min(size) < 24}
    assert not small
    assert len(areas) == len(musclemap.MUSCLES)


_FOCUSED = """() => {
    const link = document.activeElement
    const style = selector => getComputedStyle(link.querySelector(selector))
    return [link.getAttribute("aria-label"), style(".lw-map-hit").opacity, style(".lw-map-name").display]
}"""

_AREAS = """() => {
    const step = 3  // px between samples
    const height = Math.ceil(document.querySelector(".lw-map").getBoundingClientRect().height)
    const at = (x, y) => document.elementFromPoint(x, y - scrollY)?.closest("a")?.getAttribute("aria-label")
    const grid = []
    for (let y = 0; y < height; y += step) {
        scrollTo(0, y - 300)
        grid.push(Array.from({length: Math.ceil(320 / step)}, (_, column) => at(column * step, y)))
    }
    const areas = {}
    grid.forEach((row, top) => row.forEach((name, left) => {
        if (!name) return
        const box = [left, top, left, top], open = [[left, top]]
        row[left] = null
        while (open.length) {
            const [x, y] = open.pop()
            box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y)
            box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y)
            for (const [i, j] of [[x + 1, y], [x - 1, y], [x, y + 1], [x, y - 1]])
                if (grid[j]?.[i] === name) { grid[j][i] = null; open.push([i, j]) }
        }
        const size = [(box[2] - box[0] + 1) * step, (box[3] - box[1] + 1) * step]
        if (Math.min(...size) > Math.min(...(areas[name] ?? [0]))) areas[name] = size
    }))
    return areas
}"""
