#!/usr/bin/env python3
"""Check the catalogue and the guides' links to it; print every problem with file, line, rule and hint.

Named files are checked as part of the whole catalogue, but only their problems are printed. Likewise, --rule prints only
the problems of one rule. --explain RULE prints the requirement of a rule and its reason. --fix makes and shows every edit
that follows from a problem alone, and prints the remaining problems. The severities of rules are set in policy.yml in the
catalogue's folder.

With --report, and if there are no problems, tables show what the catalogue covers and where it has gaps.
With --against, the pages of a published site, given as its folder or its sitemap.xml on this machine, must each still
have a page or a line in moved.yml. Every other one is a problem.

Exit codes: 0 nothing as severe as --fail-on; 1 problems were found; 2 wrong use; 3 the environment could not be set up.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import setup_env

if __name__ == "__main__":
    setup_env.ensure()

from legwork.catalogue import baseline, content, registry
from legwork.catalogue.content import Content
from legwork.editing import coverage, explanation, fixes, listing, published, tables
from legwork.exports import schema
from legwork.text.problems import Problem
from legwork.text.rules import SEVERITIES

ROOT = setup_env.ROOT


def main(arguments: list[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.explain is not None:
        return _explain(parser, options.explain)
    _refuse_wrong_use(parser, options)
    try:
        site = published.read(options.against, root=Path.cwd()) if options.against else []
    except published.UnreadableError as error:
        parser.error(str(error))

    if options.write_schema:
        for path in schema.write(options.catalogue):
            print(f"wrote {path}")
    if options.baseline:
        return _write_baseline(parser, options)
    found, problems = _read(options, site)
    if options.fix:
        for line in fixes.make(problems, Path.cwd()):
            print(line)
        found, problems = _read(options, site)
    _print(problems, options)
    failed = any(SEVERITIES.index(one.severity) <= SEVERITIES.index(options.fail_on) for one in problems)
    if not failed:
        _conclude(found, options, sound=not problems)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = setup_env.parser(__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="print only the problems of these files or folders")
    parser.add_argument("--rule", action="append", default=[], metavar="ID", help="print only the problems of this rule")
    parser.add_argument("--explain", nargs="?", const="", metavar="ID", help="explain a rule; without an id, list all rules")
    parser.add_argument("--fix", action="store_true", help="make and show the edits that follow from problems alone")
    parser.add_argument("--catalogue", type=Path, default=ROOT / "catalogue", metavar="DIR", help="the folder to check")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", metavar="DIR", help="the guides to check with it")
    parser.add_argument("--format", choices=listing.FORMATS, default="text", help="how to print problems")
    parser.add_argument("--github", action="store_const", const="github", dest="format", help="the same as --format github")
    parser.add_argument("--all", action="store_true", help=f"print more than {listing.PER_RULE} warnings of one rule")
    parser.add_argument("--fail-on", choices=SEVERITIES, default="error", help="the lowest severity that gives exit code 1")
    parser.add_argument("--baseline", action="store_true", help="write the baseline named in policy.yml; it never grows")
    parser.add_argument("--write-schema", action="store_true", help="bring the folder's *.schema.json files up to date first")
    parser.add_argument("--report", action="store_true", help="print tables of what the catalogue covers")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--today", type=_day, default=None, metavar="DAY", help="the report's day, like 2026-11-20")
    parser.add_argument("--against", type=Path, metavar="SITE", help="a published site; report its pages that would be lost")
    return parser


def _explain(parser: argparse.ArgumentParser, name: str) -> int:
    _refuse_unknown(parser, [name] if name else [])
    print(explanation.text(registry.RULES[name]) if name else explanation.rule_list(), end="")
    return 0


def _refuse_wrong_use(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    if not options.report and (options.json or options.today):
        parser.error("--json and --today go with --report")
    if not options.catalogue.is_dir():
        parser.error(f"no such folder: {options.catalogue}")
    _refuse_unknown(parser, options.rule)
    for path in options.files:
        if not path.exists():
            parser.error(f"no such file: {path}")
        if not any(path.resolve().is_relative_to(folder.resolve()) for folder in (options.catalogue, options.docs)):
            parser.error(f"{path} is neither in {options.catalogue} nor in {options.docs}")


def _refuse_unknown(parser: argparse.ArgumentParser, names: Iterable[str]) -> None:
    for name in names:
        if name not in registry.RULES:
            parser.error(f"no rule '{name}' ({registry.did_you_mean(name)})")


def _read(options: argparse.Namespace, site: list[published.Address]) -> tuple[Content, list[Problem]]:
    """Return the content, and the selected problems."""
    found = content.read(options.catalogue, options.docs, root=Path.cwd())
    stale, lost = schema.stale(options.catalogue, root=Path.cwd()), published.unanswered(site, found, options.docs)
    problems = sorted([*found.problems, *stale, *lost])
    if options.files:
        asked = [path.resolve() for path in options.files]
        problems = [one for one in problems if any(Path(one.file).resolve().is_relative_to(path) for path in asked)]
    if options.rule:
        problems = [one for one in problems if one.rule.id in options.rule]
    return found, problems


def _print(problems: list[Problem], options: argparse.Namespace) -> None:
    if problems or options.format == "json":
        for line in listing.FORMATS[options.format](problems, whole=options.all):
            print(line)
    if problems:
        print("\n".join(listing.summary(problems)), file=sys.stderr)
    if problems and options.format == "github" and (page := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(listing.job_summary(problems))


def _conclude(found: Content, options: argparse.Namespace, *, sound: bool) -> None:
    """Print the report, or a line with the numbers of checked files."""
    if options.report:
        report = coverage.report(found.catalogue, options.today or datetime.date.today())
        as_json = {table.id: table.json() for table in report}
        print(json.dumps(as_json, ensure_ascii=False, indent=1) if options.json else tables.text(report), end="")
    elif sound and options.format == "text":
        kinds = found.catalogue
        print(f"{len(kinds.exercises)} exercises, {len(kinds.sources)} sources, {len(found.guides)} guides: nothing is wrong")


def _write_baseline(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Write the known problems into the file that the policy names."""
    found = content.read(options.catalogue, options.docs, root=Path.cwd(), noted=False)
    name = found.policy.settings.baseline
    if not name:
        parser.error("the catalogue's policy.yml names no baseline; write `baseline: baseline.yml` there first")
    path = options.catalogue / name
    before = baseline.read(options.catalogue, name, Path.cwd())[0] if path.exists() else None
    path.write_text(baseline.text(found.problems, before, options.catalogue, Path.cwd()), encoding="utf-8")
    print(f"wrote {path}")
    return 0


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as 2026-11-20") from None


if __name__ == "__main__":
    setup_env.finish(main)
