"""The palette: one tone for each role, for light pages and paper, and for dark pages.

Figure and far limbs keep 3:1 or more against the page in both (WCAG 2.2, 1.4.11); a test measures it. A site
recolors the figures by setting the custom properties, `--fig-skin` and so on.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Final


@dataclass(frozen=True)
class Tone:
    """A role's class in the drawings, its custom property, and its colors."""

    css: str
    name: str
    light: str
    dark: str


FILLS: Final = (
    Tone("sk", "skin", "#b3714a", "#dda783"),
    Tone("xs", "far-skin", "#9f9287", "#857469"),
    Tone("tp", "shirt", "#25627f", "#4fa3c7"),
    Tone("ct", "shorts", "#1b3142", "#a9c8d8"),
    Tone("xc", "far-shorts", "#75858f", "#6b7f8c"),
    Tone("hr", "hair", "#2f2622", "#86695a"),
    Tone("sh", "shoe", "#dc4a20", "#ff7a4d"),
    Tone("so", "sole", "#1f3a4d", "#f4f6f7"),
    Tone("xo", "far-shoe", "#8a7a72", "#7d6a62"),
    Tone("pr", "prop", "#cdd5da", "#3a4853"),
    Tone("pq", "prop-edge", "#7b8993", "#7c8d98"),
    Tone("mt", "mat", "#86b5a6", "#3f7466"),
    Tone("m1", "primary", "#b80f2c", "#ff4d5e"),
    Tone("m2", "secondary", "#f2a541", "#ffc27a"),
    Tone("ld", "load", "#46535c", "#c3ced5"),
)
OTHERS: Final = (
    Tone("", "page", "#fff", "#1e2129"),
    Tone("", "line", "#7b8993", "#7c8d98"),
    Tone("", "arrow", "#44525c", "#d3dce2"),
    Tone("", "text", "#44525c", "#d3dce2"),
    Tone("", "band", "#0a7f5e", "#2fd6a5"),
)
TONES: Final = FILLS + OTHERS

RULES: Final = {
    **{tone.css: f"fill:var(--fig-{tone.name})" for tone in FILLS},
    "m1": "fill:var(--fig-primary);stroke:var(--fig-page);stroke-width:.3",
    "m2": "fill:var(--fig-secondary);stroke:var(--fig-page);stroke-width:.3",
    "hl": "fill:var(--fig-page);stroke:var(--fig-page);stroke-width:1.8;stroke-linejoin:round",
    "pg": "fill:var(--fig-page)",
    "ln": "fill:none;stroke:var(--fig-line);stroke-width:1.6;stroke-linecap:round",
    "fr": "fill:none;stroke:var(--fig-prop-edge);stroke-width:4;stroke-linecap:round;stroke-linejoin:round",
    "ar": "fill:none;stroke:var(--fig-arrow);stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round",
    "bn": "fill:none;stroke:var(--fig-band);stroke-width:2.4;stroke-linecap:round",
    "bf": "fill:var(--fig-band)",
    "nr": "fill:var(--fig-text);font:700 10px system-ui,sans-serif;text-anchor:middle",
}
"""Declarations by class. Two-letter names: they stand in every part of every figure."""


def with_fallbacks(declarations: str) -> str:
    """Every custom property with the light tone to fall back on."""
    for tone in TONES:
        declarations = declarations.replace(f"var(--fig-{tone.name})", f"var(--fig-{tone.name},{tone.light})")
    return declarations


def literal(declarations: str, *, dark: bool = False) -> str:
    """Every custom property replaced by its tone: for programs that know no custom properties."""
    for tone in TONES:
        declarations = declarations.replace(f"var(--fig-{tone.name})", tone.dark if dark else tone.light)
    return declarations


def rules(classes: set[str], *, dark: bool = False) -> str:
    """The rules of these classes, with literal colors."""
    return "".join(f".{css}{{{literal(text, dark=dark)}}}" for css, text in RULES.items() if css in classes)


def stylesheet() -> str:
    """The style sheet that pages with inline figures need."""
    behavior = files(__package__).joinpath("figures.css").read_text(encoding="utf-8")
    light = "".join(f"  --fig-{tone.name}: {tone.light};\n" for tone in TONES)
    dark = "".join(f"  --fig-{tone.name}: {tone.dark};\n" for tone in TONES)
    parts = [f".fig .{css} {{ {with_fallbacks(text)} }}" for css, text in RULES.items()]
    return (
        f":root {{\n{light}}}\n@media screen {{\n[data-md-color-scheme=slate] {{\n{dark}}}\n}}\n"
        + "\n".join(parts)
        + "\n"
        + behavior
    )
