#!/usr/bin/env python3
"""Start a new exercise: `scripts/new_exercise.py "Front squat"` writes catalogue/exercises/front-squat.yml.

The file explains every field and fails the checks until it is filled in: run scripts/check.py as you go.

Exit codes: 0 the file was written; 1 it exists already; 2 wrong use; 3 the environment could not be set up.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import setup_env

if __name__ == "__main__":
    setup_env.ensure()

from legwork.catalogue.loader import read_folder
from legwork.editing.new_exercise import template
from legwork.text.slugs import slug_of

ROOT = setup_env.ROOT


def main(arguments: list[str] | None = None) -> int:
    parser = setup_env.parser(__doc__)
    parser.add_argument("name", help="the exercise's name, as it will stand on its page")
    parser.add_argument("--catalogue", type=Path, default=ROOT / "catalogue", metavar="DIR", help="the catalogue's folder")
    options = parser.parse_args(arguments)
    slug = slug_of(options.name)
    if not slug:
        parser.error(f"no letters or digits in the name: {options.name!r}")
    path = options.catalogue / "exercises" / f"{slug}.yml"
    if path.exists():
        print(f"{path} exists already.", file=sys.stderr)
        return 1
    catalogue = read_folder(options.catalogue, root=Path.cwd()).catalogue()
    path.write_text(template(options.name, catalogue, datetime.date.today()), encoding="utf-8")
    print(f"Wrote {path}. Fill it in, and run scripts/check.py until nothing is wrong.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
