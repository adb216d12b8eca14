"""The figure field: read, located when wrong."""

from __future__ import annotations

from typing import Any

import pytest

from legwork import figures
from legwork.catalogue.validation import findings
from legwork.text import yaml_reader

SOUND = "keys: [{hip: [auto, auto], both: {foot: [12.5, 0]}}]"


def problems(text: str) -> list[tuple[str, str]]:
    """Path and message of everything that is wrong with a figure written in YAML."""
    document, unread = yaml_reader.read("figure.yml", text.encode())
    assert not unread
    _, found = findings(figures.Figure, document.data, {})
    return [(".".join(map(str, one.path)), one.message) for one in found]


def test_sound() -> None:
    assert problems(SOUND) == []


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("keys: []", "keys", "needs at least 1 item; has 0"),
        ("keys: [{hip: [0, 90]}]\nloops: back", "loops", "unknown field 'loops'"),
        ("keys: [{hip: [auto, 90], both: {foot: [1]}}]", "keys.0.both.foot", "needs at least 2 items; has 1"),
        ("keys: [{hip: [0, 90], near: {hip: 90, kne: 3}}]", "keys.0.near.kne", "unknown field 'kne'"),
        ("keys: [{hip: [0, 90], near: {hip: straight}}]", "keys.0.near.hip", "must be a number, not text"),
        ("keys: [{hip: [0, high], near: {hip: 90}}]", "keys.0.hip.1", "must be a number or auto, not 'high'"),
        (
            "keys: [{hip: [0, 90], near: {knee: 3}}]",
            "keys.0.near",
            "needs exactly one of foot, heel_at, ankle_at, hip; has none of them",
        ),
        (
            "keys: [{hip: [0, 90], near: {foot: [0, 0], hip: 3}}]",
            "keys.0.near",
            "needs exactly one of foot, heel_at, ankle_at, hip; has foot and hip",
        ),
        ("keys: [{hip: [0, 90], near: {foot: [0, 0], knee: 3}}]", "keys.0.near", "'knee' does not go with 'foot'"),
        ("keys: [{hip: [0, 90], arms: hanging}]", "keys.0.arms", "'hanging' is no way to hold an arm"),
        (
            "keys: [{hip: [0, 90], arms: {near: {hand: [1, 2], aim: [3, 4]}}}]",
            "keys.0.arms.near",
            "needs exactly one of preset, hand, grip, reach, aim, shoulder; has hand and aim",
        ),
        ("keys: [{pin: {nose: [0, 0]}}]", "keys.0.pin", "'nose' cannot be pinned"),
        ("keys: [{pin: {back: [0, x]}}]", "keys.0.pin.back.1", "must be a number, not text"),
        ("keys: [{trunk: 3}]", "", "key 0 does not say where the body is"),
        ("keys: [{hip: [auto, auto]}]", "", "key 0 has an automatic hip without a foot to stand on"),
        (
            "keys: [{hip: [auto, auto], near: {foot: [0, 0]}}, {near: {hip: 3}}]",
            "",
            "key 1 has an automatic hip without a foot to stand on",
        ),
        ("keys: [{hip: [0, 90], left: {hip: 3}}]", "", "key 0 speaks of 'left' in the side view"),
        ("keys: [{hip: [0, 90], move: {ball: [0, 0]}}]", "", "key 0 moves 'ball', which is no prop's id"),
        ("keys: [{hip: [0, 90]}]\nframes: [0, 1]", "", "there is no key 1 to draw"),
        ("keys: [{hip: [0, 90]}]\nprops: [{type: sofa}]", "props.0.type", "'sofa' is not allowed here"),
        ("keys: [{hip: [0, 90]}]\nprops: [{type: box, x: 3, w: 4}]", "props.0", "a box needs 'h'"),
        ("keys: [{hip: [0, 90]}]\nprops: [{type: wall, x: 3, r: 4}]", "props.0", "a wall has no 'r'"),
        ("keys: [{hip: [0, 90]}]\nprops: [{type: barbell, at: ankle}]", "props.0", "a barbell cannot be at 'ankle'"),
        ("keys: [{hip: [0, 90]}]\narrow: {of: nose}", "arrow.of", "'nose' is no point of the body"),
        ("view: front\nkeys: [{hip: [0, 90]}]\narrow: {of: near.knee}", "", "'near.knee' is no point of the front view"),
        ("keys: [{hip: [0, 90]}]\nprops: [{type: leg-curl, x: 3}]", "props.0", "a leg-curl needs 'h'"),
        (
            "keys: [{hip: [0, 90]}]\nprops: [{type: dumbbell, hand: near, swings: true}]",
            "props.0",
            "a dumbbell has no 'swings'",
        ),
        ("from_above: 30\nkeys: [{hip: [0, 90]}]", "", "from_above is for the front and back views, without tip and pin"),
        (
            "view: front\nfrom_above: 30\nkeys: [{hip: [0, 90], tip: 90}]",
            "",
            "from_above is for the front and back views, without tip and pin",
        ),
        ("view: front\nfrom_above: 80\nkeys: [{hip: [0, 90]}]", "from_above", "80 is out of range"),
        ("keys: [{hip: [0, 90], arch: 1}]", "", "key 0 speaks of 'arch' in the side view"),
        ("view: foot\nkeys: [{hip: [0, 90]}]", "", "key 0 speaks of 'hip' in the foot view"),
        ("view: foot\nkeys: [{left: {hip: 3}}]", "", "key 0 speaks of 'left' in the foot view"),
        ("view: foot\nkeys: [{arch: 2}]", "keys.0.arch", "2 is out of range"),
        ("view: foot\nkeys: [{}]\nprops: [{type: line, x: 3}]", "", "the foot view has no props"),
    ],
)
def test_a_figure_problem_has_a_path(text: str, path: str, message: str) -> None:
    assert problems(text) == [(path, message)]


def test_json_schema() -> None:
    """An editor can complete the field: every key of a pose is described."""
    schema: dict[str, Any] = figures.Figure.model_json_schema()
    assert set(schema["$defs"]) >= {"Key", "Leg", "Arm", "Prop", "Arrow"}
    undescribed = [name for name, field in schema["$defs"]["Key"]["properties"].items() if "description" not in field]
    assert set(undescribed) <= {"near", "far", "left", "right", "ease"}
