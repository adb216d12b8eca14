#!/usr/bin/env python3
"""Lint the figures and write the contact sheet: every exercise's animation, sequence, strip of nine instants and muscle map.

    scripts/figures.py                          all figures to contact-sheet.html
    scripts/figures.py step-up wall-sit         only these
    scripts/figures.py step-up --png shot.png   and a picture of the sheet, through Chromium

The strip shows the animation as CSS plays it, from the start to the last key. A figure that cannot be read is
reported with file and line.

Exit codes: 0 all figures are sound; 1 some are not, or a named one does not exist; 2 wrong use;
3 the environment could not be set up.
"""

from __future__ import annotations

import html
import sys
from dataclasses import dataclass
from pathlib import Path

import setup_env

if __name__ == "__main__":
    setup_env.ensure("dev")

from legwork import figures
from legwork.catalogue.checks.drawings import figure_pose
from legwork.catalogue.validation import findings
from legwork.figures import contact_sheet
from legwork.pages import pictures
from legwork.text import yaml_reader
from legwork.text.problems import Problem

ROOT = setup_env.ROOT
CHROMIUM_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """The figure of an exercise file, and its problems."""

    cell: contact_sheet.SheetCell | None
    problems: list[Problem]


def main(arguments: list[str] | None = None) -> int:
    parser = setup_env.parser(__doc__)
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="draw only these exercises")
    folder = ROOT / "catalogue" / "exercises"
    parser.add_argument("--folder", type=Path, default=folder, metavar="DIR", help="exercise files (default: the catalogue's)")
    parser.add_argument("--html", type=Path, default=Path("contact-sheet.html"), metavar="FILE", help="the file for the sheet")
    parser.add_argument("--png", type=Path, metavar="FILE", help="also take a picture of the sheet")
    parser.add_argument("--dark", action="store_true", help="use the dark theme")
    parser.add_argument("--gray", action="store_true", help="use grayscale, as on a black-and-white print")
    parser.add_argument("--scale", type=float, default=1.5, metavar="PX", help="pixels per centimeter (default 1.5)")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        parser.error(f"no such folder: {options.folder}")

    files = {path.stem: path for path in sorted(options.folder.glob("*.yml"))}
    missing = [slug for slug in options.slugs if slug not in files]
    for slug in missing:
        print(f"{options.folder}: there is no {slug}.yml", file=sys.stderr)
    read = [_read(files[slug]) for slug in (options.slugs or files) if slug in files]
    problems = sorted(problem for one in read for problem in one.problems)
    for problem in problems:
        print(problem)
    cells = [one.cell for one in read if one.cell is not None]
    options.html.write_text(contact_sheet.page(cells, options.scale, options.dark, options.gray), encoding="utf-8")
    print(f"{len(cells)} figures, {len(problems)} problems: {options.html}", file=sys.stderr)
    if options.png and cells:
        _picture(options.html, options.png)
    return 1 if problems or missing else 0


def _read(path: Path) -> Read:
    document, problems = yaml_reader.read(str(path), path.read_bytes())
    data = document.data
    if not isinstance(data, dict) or data.get("figure") is None:
        return Read(None, problems)
    figure, found = findings(figures.Figure, data["figure"], {})
    problems += [document.problem(one.rule, ("figure", *one.path), one.message, one.hint, key=one.key) for one in found]
    if not isinstance(figure, figures.Figure):
        return Read(None, problems)
    problems += [document.problem(figure_pose.rule, ("figure", *one.path), one) for one in figures.lint(figure)]
    muscles = data.get("muscles")
    roles = muscles if isinstance(muscles, dict) else {}
    work = {role: [str(name) for name in names] for role, names in roles.items() if isinstance(names, tuple)}
    name, summary = str(data.get("name", path.stem)), str(data.get("summary", ""))
    muscle_map = pictures.muscle_map(work.get("primary", ()), work.get("secondary", ()), name, f"map-{path.stem}")
    return Read(contact_sheet.SheetCell(path.stem, name, html.unescape(summary), figure, work, muscle_map), problems)


def _picture(page: Path, png: Path) -> None:
    """Take a picture of the whole page in Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=setup_env.ensure_chromium(), args=list(CHROMIUM_FLAGS))
        tab = browser.new_page(viewport={"width": 1500, "height": 900})
        tab.goto(page.resolve().as_uri())
        tab.screenshot(path=str(png), full_page=True, timeout=0)  # a hundred figures that move take it a while
        browser.close()


if __name__ == "__main__":
    setup_env.finish(main)
