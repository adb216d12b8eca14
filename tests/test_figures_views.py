"""What the views promise: the back view is the scene from behind, feet stand and step, the close-up of a foot domes."""

from __future__ import annotations

import re

import pytest

from figure_files import FIGURES, figure_of
from legwork import figures
from legwork.figures import body, front_between, shapes
from legwork.figures.draw import numbering
from legwork.figures.front import frame
from legwork.figures.motion import Motion, animate
from legwork.figures.pose import poses
from legwork.figures.scene import Scene
from legwork.figures.svg import SPRITE
from legwork.text import yaml_reader

STANDING = "keys: [{hip: [0, 90], both: {foot: [9, 0], turn: 8}, arms: side}, {hip: [6, 88], t: 1}]"


def figure(text: str) -> figures.Figure:
    document, problems = yaml_reader.read("figure.yml", text.encode())
    assert not problems
    return figures.parse(document.data)


def draw(wanted: figures.Figure) -> figures.Drawing:
    return figures.drawing("one", wanted, "One", "", {"primary": ["foot-intrinsics"], "secondary": ["soleus"]})


def played(wanted: figures.Figure) -> tuple[Scene, Motion]:
    scene = Scene(wanted)
    return scene, animate(scene, numbering(scene))


# --- Arrows


def arrow_of(lift: float) -> re.Match[str] | None:
    text = f"arrow: {{of: near.hand}}\nkeys: [{{hip: [0, 92], both: {{foot: [12.5, 0]}}, arms: {{hand: [30, 90]}}}}, {{arms: {{hand: [30, {90 + lift}]}}}}]"
    return re.search(r'class="ar" d="[^"]*L(\S+) (\S+) (\S+) (\S+)"( style="stroke-width:([\d.]+)")?', draw(figure(text)).pair)


def test_arrows_of_short_paths_are_finer() -> None:
    """Barbs and stroke shrink with the path; under 3 cm there is no arrow."""
    sizes = {}
    for lift in (8, 12, 30):
        found = arrow_of(lift)
        assert found
        tip, barb = complex(float(found[1]), float(found[2])), complex(float(found[3]), float(found[4]))
        sizes[lift] = (abs(tip - barb), float(found[6] or 2.6))
    assert sizes[8] < sizes[12] < sizes[30]
    assert sizes[30] == (pytest.approx(7, abs=0.1), 2.6)
    assert arrow_of(2.5) is None


def bow_of(swing: float) -> float:
    """How much an arrow along the arc of a straight arm bows, against the arc itself."""
    text = f"arrow: {{of: near.hand}}\nkeys: [{{hip: [0, 92], both: {{foot: [12.5, 0]}}, arms: {{aim: [0, 0]}}}}, {{arms: {{aim: [{swing}, {swing}]}}}}]"
    found = re.search(r'class="ar" d="M(\S+) (\S+)Q(\S+) (\S+) (\S+) ([-\d.]+)M', draw(figure(text)).pair)
    assert found
    first, bend, last = (complex(float(found[i]), float(found[i + 1])) for i in (1, 3, 5))
    arm, chord = body.UPPER_ARM + body.FOREARM + body.PALM, abs(last - first)
    return abs(bend - (first + last) / 2) / 2 / (arm - (arm**2 - chord**2 / 4) ** 0.5)


def test_short_arrows_are_straighter() -> None:
    """A long one follows the path; a short one with the whole bow of its path would look like a hook."""
    assert bow_of(80) == pytest.approx(1, abs=0.1)
    assert bow_of(8) < 0.7


# --- From behind


def test_back_view_mirrors_the_sides() -> None:
    """The figure's left is on the left of the picture, at the x that the key says."""
    scene = Scene(figure("view: back\n" + STANDING))
    for index in (0, 1):
        joints = scene.joints(scene.frame(index))
        assert joints["left.foot"].real < joints["hip"].real < joints["right.foot"].real
        assert joints["left.ankle"].real == pytest.approx(-9, abs=0.3)


@pytest.mark.parametrize("view", ["front", "back"])
def test_planted_feet_stay_as_hips_shift(view: str) -> None:
    scene, motion = played(figure(f"view: {view}\n{STANDING}"))
    first = motion.transitions[0][0].joints
    for instant in motion.transitions[0]:
        for side in ("left", "right"):
            assert abs(instant.joints[f"{side}.ankle"] - first[f"{side}.ankle"]) < 0.1
    assert "scale(-1 1)" in draw(scene.figure).animated
    assert abs(first["hip"] - motion.transitions[0][-1].joints["hip"] - complex(-6, -2)) < 0.01


def test_back_view_is_not_mirrored_as_a_whole() -> None:
    """What is drawn lies where the joints are: only one half is flipped, inside its own bones."""
    front, back = (draw(figure(f"view: {view}\n{STANDING}")).still for view in ("front", "back"))
    assert back.count("scale(-1 1)") == front.count("scale(-1 1)")


def test_pins_hold_from_behind() -> None:
    scene = Scene(figure("view: back\nkeys: [{pin: {right.elbow: [52, 5]}, tip: 86, left: {hip: 0}, right: {hip: 0}}]"))
    joints = scene.joints(scene.frame(0))
    assert abs(joints["right.elbow"] - complex(52, -5)) < 0.01
    assert joints["head"].real > joints["hip"].real


# --- Feet of the front view


def test_step_goes_through_the_air() -> None:
    """With `lift` the stepping foot rises on its way, and only that one."""
    text = "view: front\nkeys: [{hip: [0, 90], left: {foot: [9, 0]}, right: {foot: [-9, 0]}}, {hip: [20, 84], left: {foot: [50, 0]}%s}]"
    for lift, least, most in (("", -0.2, 0.2), (", lift: 30", 4, 14)):
        scene = Scene(figure(text % lift))
        _, joints = scene.between(0, 1, 0.5, 0.5)
        assert least < -joints["left.foot"].imag < most
        assert joints["right.foot"].imag == pytest.approx(0, abs=0.2)
        assert joints["left.foot"].real == pytest.approx(30.4, abs=2)


def test_lift_is_for_new_places() -> None:
    start, end = poses(figure("view: front\nkeys: [{hip: [0, 90], both: {foot: [9, 0]}}, {hip: [0, 80], lift: 30}]"))
    assert front_between.between(start, end, 0.5, 0.5).turns["left.shank"] == pytest.approx(
        frame(poses(figure("view: front\nkeys: [{hip: [0, 85], both: {foot: [9, 0]}}]"))[0]).turns["left.shank"], abs=0.1
    )


@pytest.mark.parametrize("pitch", [90, 120, 160])
def test_a_heel_stands_at_its_contact(pitch: float) -> None:
    """From the front too: the heel is the point, the ankle follows from the foot's pitch, and toes point up."""
    text = f"view: front\nkeys: [{{hip: [0, 60], left: {{heel_at: [60, 0, 5], pitch: {pitch}, turn: 0}}, right: {{foot: [-9, 0]}}}}]"
    joints = Scene(figure(text)).joints(Scene(figure(text)).frame(0))
    ankle, ball = joints["left.ankle"], joints["left.foot"]
    assert abs(ankle - complex(60, 0)) <= abs(complex(body.HEEL.real, body.SOLE)) + 0.1
    assert -ankle.imag == pytest.approx({90: 6.8, 120: 8.6, 160: 7.5}[pitch], abs=0.15)
    assert -ball.imag == pytest.approx({90: 0, 120: 9, 160: 16.9}[pitch], abs=1.2)


def test_toes_stay_put_while_heels_rise() -> None:
    """The ball of a turned-out foot does not slide as its heel lifts."""
    scene = Scene(figure_of("dancer-squat-calf-raise"))
    balls = [scene.joints(scene.frame(index))["left.foot"] for index in (1, 2)]
    assert abs(balls[0] - balls[1]) < 0.1


def test_a_reach_without_depth_has_depth_zero() -> None:
    """`reach` is [out, up, forwards]; like every point of the front view it may leave the last out."""
    flat, deep = (STANDING.replace("arms: side", f"arms: {{reach: [40, 34{depth}]}}") for depth in ("", ", 0"))
    assert draw(figure(f"view: front\n{flat}")) == draw(figure(f"view: front\n{deep}"))


def test_bun_shows_over_the_head() -> None:
    """Seen from the front and from behind: a bun that rises 5 cm above the hair."""
    tops = {name: min(map(float, re.findall(r"-[\d.]+", shapes.DRAWN[name]))) for name in ("f-hair", "b-hair", "b-bun")}
    assert tops["b-bun"] < min(tops["f-hair"], tops["b-hair"]) - 5
    for view in ("front", "back"):
        assert f'href="#{SPRITE}b-bun"' in draw(figure(f"view: {view}\nhair: bun\n{STANDING}")).still


def test_mini_band_around_the_feet() -> None:
    """It spans the forefeet: lower than a band around the ankles."""
    ends = {}
    for place in ("ankle", "foot"):
        wanted = figure(f"view: front\nprops: [{{type: mini-band, at: {place}}}]\n{STANDING}")
        _, motion = played(wanted)
        ends[place] = motion.base[next(c for c in motion.base if c == ("mini-band", "move"))]
    assert ends["foot"][1] > ends["ankle"][1] + 5
    side = "props: [{type: mini-band, at: foot}]\nkeys: [{hip: [auto, auto], both: {foot: [12.5, 0]}}]"
    assert draw(figure(side)).still.count('class="bn"') == 2


# --- From above

FORWARDS = (
    "keys: [{hip: [0, 74], forward: %s, left: {foot: [9, 0, 40]}, right: {foot: [-9, 0, 0]}, arms: {reach: [4, 40, 50]}}]"
)


def seen(degrees: float, view: str = "front", forward: float = 0) -> dict[str, complex]:
    scene = Scene(figure(f"view: {view}\nfrom_above: {degrees}\n{FORWARDS % forward}"))
    return dict(scene.joints(scene.frame(0)))


def test_depth_shows_from_above() -> None:
    """What is nearer is lower on the page, by the sine of the angle; heights shrink by its cosine; a level view shows neither."""
    level, above = seen(0), seen(30)
    assert level["left.ankle"].imag == pytest.approx(level["right.ankle"].imag, abs=0.01)
    assert above["left.ankle"].imag - above["right.ankle"].imag == pytest.approx(40 * 0.5, abs=0.1)
    assert above["hip"] == pytest.approx(complex(0, -74 * 3**0.5 / 2), abs=0.01)
    assert above["left.hand"].imag > above["left.shoulder"].imag + 15
    assert above["left.ankle"].real == pytest.approx(level["left.ankle"].real, abs=0.01)


def test_from_behind_depth_shows_the_other_way_up() -> None:
    assert seen(30, "back")["left.ankle"].imag < seen(30, "back")["right.ankle"].imag - 15


def test_feet_stay_while_the_hips_go_forwards() -> None:
    """The hips walk down the page, the planted feet do not."""
    here, there = seen(24), seen(24, forward=20)
    assert there["hip"].imag - here["hip"].imag == pytest.approx(20 * 0.407, abs=0.1)
    for side in ("left", "right"):
        assert abs(there[f"{side}.ankle"] - here[f"{side}.ankle"]) < 0.1


def test_ground_from_above() -> None:
    """No floor line crosses it, the picture reaches down to what is nearest, and heights are still judged as heights."""
    text = "props: [{type: floor, x: -40, w: 80, y: -40, d: 70}]\nkeys: [{hip: [0, 78], both: {foot: [9, %s, 30]}}]"
    drawn = draw(figure("view: front\nfrom_above: 24\n" + text % 0))
    assert 'class="ln"' not in drawn.pair
    _, top, _, high = map(float, re.search('viewBox="([^"]+)"', drawn.pair)[1].split())  # type: ignore[index]
    assert top + high >= 40
    assert list(figures.lint(figure("view: front\nfrom_above: 24\n" + text % 0))) == []
    assert any("under the ground" in one for one in figures.lint(figure("view: front\nfrom_above: 24\n" + text % -9)))


# --- The close-up of a foot


def foot(key: str) -> dict[str, complex]:
    scene = Scene(figure(f"view: foot\nkeys: [{key}]"))
    return dict(scene.joints(scene.frame(0)))


def test_arch_rises_and_the_foot_is_shorter() -> None:
    flat, domed = foot("{arch: 0}"), foot("{arch: 1}")
    assert domed["arch"].imag < flat["arch"].imag - 3
    assert domed["ball"].real == pytest.approx(flat["ball"].real - body.CLOSE_SHORTER, abs=0.01)
    assert domed["ball"].imag == pytest.approx(0, abs=0.01)
    assert abs(domed["ankle"] - flat["ankle"]) < 0.01


@pytest.mark.parametrize(("lifted", "other"), [("big-toe", "small-toes"), ("small-toes", "big-toe")])
def test_toes_lift_apart(lifted: str, other: str) -> None:
    flat, up = foot("{}"), foot(f"{{{lifted.replace('-', '_')}: 40}}")
    assert up[lifted].imag < flat[lifted].imag - 15
    assert up[other] == flat[other]


def test_heel_lifts_about_the_ball() -> None:
    up = foot("{heel: 30, arch: 0.5}")
    assert up["heel"].imag < -35
    assert abs(up["ball"] - foot("{arch: 0.5}")["ball"]) < 0.01
    assert up["big-toe"].imag == pytest.approx(foot("{arch: 0.5}")["big-toe"].imag, abs=3)


def test_close_up_lights_its_muscles() -> None:
    still = draw(figure("view: foot\nkeys: [{arch: 1}]")).still
    assert f'href="#{SPRITE}mt-foot-intrinsics" class="m1"' in still
    assert f'href="#{SPRITE}mt-soleus" class="m2"' in still


# --- Written out again


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("slug", sorted(FIGURES))
def test_written_as_json_and_read_again(slug: str) -> None:
    """The export warns of nothing and holds what the file holds: `auto`, points, names of joints."""
    wanted = figure_of(slug)
    wanted.model_dump(mode="json", by_alias=True)
    again = tupled(wanted.model_dump(mode="json", by_alias=True, exclude_unset=True))
    assert figures.parse(again) == wanted


def tupled(value: object) -> object:
    """Lists as the YAML reader gives them."""
    if isinstance(value, dict):
        return {name: tupled(part) for name, part in value.items()}
    return tuple(tupled(part) for part in value) if isinstance(value, list) else value


def test_json_and_file_hold_the_same_figure() -> None:
    text = "props: [{type: band, from: [-76, 16], to: near.ankle}]\nkeys: [{hip: [auto, 92.2], both: {foot: [12.5, 0]}}]"
    dumped = figure(text).model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert dumped["props"] == [{"type": "band", "from": [-76, 16], "to": "near.ankle"}]
    assert dumped["keys"] == [{"hip": ["auto", 92.2], "both": {"foot": [12.5, 0]}}]
