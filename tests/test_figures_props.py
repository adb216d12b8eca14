"""What is held, pressed or slid: it goes where the limb goes, and does not hide what works."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from legwork import figures
from legwork.figures import colors, dolls
from legwork.figures.draw import numbering
from legwork.figures.motion import animate
from legwork.figures.scene import Scene
from legwork.figures.svg import SPRITE
from legwork.text import yaml_reader

LIFTS = "keys: [{hip: [auto, auto], both: {foot: [12.5, 0]}, arms: {aim: [0, 10]}}, {arms: {aim: [80, 90]}}]"
SITS = "keys: [{hip: [0, 64], both: {hip: 90, knee: 90}}, {both: {hip: 90, knee: 5}}]"


def figure(text: str) -> figures.Figure:
    document, problems = yaml_reader.read("figure.yml", text.encode())
    assert not problems
    return figures.parse(document.data)


def draw(text: str) -> figures.Drawing:
    return figures.drawing("one", figure(text), "One", "", {"primary": [], "secondary": []})


def moving(text: str) -> set[tuple[str, str]]:
    """Parts that move, and how."""
    scene = Scene(figure(text))
    return {(channel.part, channel.kind) for channel in animate(scene, numbering(scene)).tracks}


def chain_to(svg: str, shape: str) -> list[str]:
    """The transforms on the way to a shape, from the outside in."""
    root = ElementTree.fromstring(svg)
    parents = {child: parent for parent in root.iter() for child in parent}
    found = next(one for one in root.iter() if one.get("href") == f"#{SPRITE}{shape}")
    chain = [found]
    while chain[-1] in parents:
        chain.append(parents[chain[-1]])
    return [one.get("transform", "") for one in reversed(chain)]


def turned(chain: list[str]) -> float:
    return sum(float(angle) for text in chain for angle in re.findall(r"rotate\(([-\d.]+)\)", text))


@pytest.mark.parametrize(("swings", "leans"), [(False, 0), (True, -90)])
def test_kettlebell_hangs_or_flies(swings: bool, leans: float) -> None:
    """With the arm level it hangs plumb, or points ahead in line with the forearm."""
    more = ", swings: true" if swings else ""
    still = draw(f"props: [{{type: kettlebell, hand: near{more}}}]\n{LIFTS}").still
    assert turned(chain_to(still, "kettlebell")) == pytest.approx(leans, abs=0.5)


@pytest.mark.parametrize("machine", ["leg-curl", "leg-extension"])
def test_lever_turns_with_the_shank(machine: str) -> None:
    """Its pad is drawn once, on the near shank: no keyframes of its own, and as many degrees as the leg."""
    text = f"props: [{{type: {machine}, x: 43, h: 64}}]\n{SITS}"
    bare = SITS
    assert moving(text) == moving(bare)
    pad = f'cx="{dolls.LEVERS[machine]:g}"'
    drawn = draw(text)
    assert drawn.still.count(pad) == 1
    assert drawn.still.index(pad) > drawn.still.index(f'href="#{SPRITE}shank"', drawn.still.index('class="sk"', 1))
    assert drawn.pair.count(pad) == 2


def test_hands_close_around_a_machines_handle() -> None:
    arms = ", arms: {hand: [16, 57], palm: 20}"
    keys = SITS.replace("knee: 90}}", "knee: 90}" + arms + "}", 1)
    assert f'href="#{SPRITE}fist"' in draw(f"props: [{{type: leg-extension, x: 43, h: 64}}]\n{keys}").still
    assert f'href="#{SPRITE}fist"' not in draw(keys).still


@pytest.mark.parametrize("at", ["yoke", "hands", "crease"])
def test_plate_is_behind_the_near_leg_and_bars_end_before_the_trunk(at: str) -> None:
    """One big disc, drawn before the near leg and therefore under it; one near end of the bar, over the trunk."""
    still = draw(f"props: [{{type: barbell, at: {at}}}]\n{LIFTS}").still
    disc, end = f'<circle r="{dolls.PLATE_RADIUS:g}"', '<circle r="3"'
    assert still.count(disc) == still.count(end) == 1
    near_leg = still.rindex(f'href="#{SPRITE}thigh"')
    assert still.index(disc) < near_leg
    assert still.index(end) > still.index(f'href="#{SPRITE}pelvis"')
    assert '<circle r="22.5"' not in draw(LIFTS).still


def test_slider_goes_with_the_heel() -> None:
    keys = "keys: [{hip: [0, 20], both: {hip: 90, knee: 90}, move: {disc: [30, 0]}}, {move: {disc: [60, 0]}}]"
    text = f"props: [{{type: slider, id: disc}}]\n{keys}"
    assert ("prop disc", "move") in moving(text)
    assert ("roll disc", "turn") not in moving(text)


def test_a_line_from_above_follows_its_angle() -> None:
    keys = "keys: [{hip: [0, 88], both: {foot: [9, 0]}}]"
    text = "view: front\nfrom_above: 24\nprops: [{type: line, x: 5, y: -3, d: 40%s}]\n" + keys
    ends = {}
    for more in ("", ", angle: 90"):
        found = re.search(r'class="ar" d="M5 3L([-\d.]+) ([-\d.]+)"', draw(text % more).still)
        assert found
        ends[more] = complex(float(found[1]), float(found[2]))
    assert ends == {"": complex(5, -37), ", angle: 90": complex(45, 3)}


@pytest.mark.parametrize(
    "band",
    ["props: [{type: band, from: [60, 40], to: near.ankle}]\n" + LIFTS, "view: front\nprops: [{type: mini-band, at: ankle}]\nkeys: [{hip: [0, 88], both: {foot: [15, 0]}}]"],
)  # fmt: skip
def test_bands_shrink_with_the_picture(band: str) -> None:
    """A stroke that does not scale is a bar across the small pictures of a printed sheet; one that scales unevenly gets lost."""
    still = draw(band).still
    assert "vector-effect" not in still
    assert re.search(r'scale\([\d.]+ 1\)"><path class="bf" d="M0-1.2H1V1.2H0z"/>', still)
    stroked = {css for css, rule in colors.RULES.items() if "stroke:" in rule}
    assert not re.search(rf'scale\([\d.]+ 1\)"><path class="({"|".join(stroked)})"', still)
