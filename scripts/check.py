#!/usr/bin/env python3
"""Check the catalogue and the guides' links to it; print every problem with file, line and hint.

With --report, and if nothing is wrong, tables tell what the catalogue covers and where it is thin.
With --against a published site, named by its folder or its sitemap.xml on this machine, each of its pages is a problem
too at whose address there would be nothing now: neither a page nor a line in moved.yml.

Exit codes: 0 nothing is wrong; 1 problems were found; 2 wrong use; 3 the environment could not be set up.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path

import setup_env

if __name__ == "__main__":
    setup_env.ensure()

from legwork.catalogue import content
from legwork.editing import coverage, published, tables
from legwork.exports import schema

ROOT = setup_env.ROOT


def main(arguments: list[str] | None = None) -> int:
    parser = setup_env.parser(__doc__)
    parser.add_argument("--catalogue", type=Path, default=ROOT / "catalogue", metavar="DIR", help="the folder to check")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", metavar="DIR", help="the guides to check with it")
    parser.add_argument("--github", action="store_true", help="print problems as GitHub annotations")
    parser.add_argument("--write-schema", action="store_true", help="bring the folder's *.schema.json files up to date first")
    parser.add_argument("--report", action="store_true", help="print tables of what the catalogue covers")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--today", type=_day, default=None, metavar="DAY", help="the report's day, like 2026-11-20")
    parser.add_argument("--against", type=Path, metavar="SITE", help="the published site that must go on being answered")
    options = parser.parse_args(arguments)
    if not options.report and (options.json or options.today):
        parser.error("--json and --today go with --report")
    if not options.catalogue.is_dir():
        parser.error(f"no such folder: {options.catalogue}")
    try:
        site = published.read(options.against, root=Path.cwd()) if options.against else []
    except published.UnreadableError as error:
        parser.error(str(error))

    if options.write_schema:
        for path in schema.write(options.catalogue):
            print(f"wrote {path}")
    found = content.read(options.catalogue, options.docs, root=Path.cwd())
    unanswered = published.unanswered(site, found, options.docs)
    problems = sorted([*found.problems, *schema.stale(options.catalogue, root=Path.cwd()), *unanswered])
    for problem in problems:
        print(problem.github() if options.github else problem)
    count = len(problems)
    if count:
        print(f"{count} problem{'s' if count > 1 else ''}", file=sys.stderr)
    elif options.report:
        report = coverage.report(found.catalogue, options.today or datetime.date.today())
        as_json = {table.id: table.json() for table in report}
        print(json.dumps(as_json, ensure_ascii=False, indent=1) if options.json else tables.text(report), end="")
    else:
        kinds = found.catalogue
        print(f"{len(kinds.exercises)} exercises, {len(kinds.sources)} sources, {len(found.guides)} guides: nothing is wrong")
    return 1 if count else 0


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as 2026-11-20") from None


if __name__ == "__main__":
    setup_env.finish(main)
