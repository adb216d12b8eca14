#!/usr/bin/env python3
"""Build the site into `site/`, strictly: any warning is an error, and then `site/` stays as it was.

The site is built beside `site/`, in `.site-new/`, and exchanged for it in one step. Only an empty folder or a site of
ours, which has the file `.legwork-site`, is replaced. Two builds of one site wait for each other. With --verify the site
is built twice, the second time from another folder and with another hash seed, language, time zone, umask and home. It is
put in place only if both builds are equal byte for byte.

Exit codes: 0 the new site is in place; 1 the build failed, nothing was changed; 2 wrong use;
3 the environment could not be set up; 4 --verify found a difference, nothing was changed;
130 stopped with Ctrl-C, the old site or the new one is in place, whole.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from pathlib import Path

import setup_env

if __name__ == "__main__":
    setup_env.ensure()

import build_twice
import site_build

ROOT = setup_env.ROOT
EXIT_DIFFERS = 4
EXIT_STOPPED = 130


def main(arguments: list[str] | None = None) -> int:
    parser = setup_env.parser(__doc__)
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", metavar="FILE", help="the configuration")
    parser.add_argument("--site", type=Path, default=ROOT / "site", metavar="DIR", help="the folder for the site")
    parser.add_argument("--verify", action="store_true", help="build twice and compare byte for byte")
    parser.add_argument("--verbose", action="store_true", help="print every step, and the traceback of a failure")
    options = parser.parse_args(arguments)
    if not options.config.is_file():
        parser.error(f"no such file: {options.config}")

    site_build.log_to_stderr(logging.DEBUG if options.verbose else logging.INFO)
    started, environment = time.monotonic(), dict(os.environ)
    differences: list[str] = []

    def verify(first: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="legwork-") as scratch:
            second = Path(scratch, "site")
            build_twice.again(options.config, second, environment)
            differences.extend(build_twice.differences(first, second))
        if differences:
            count = f"{len(differences)} file{'s' if len(differences) > 1 else ''}"
            raise site_build.NotPublishedError("\n".join([f"Two builds differ in {count}.", *differences]))

    try:
        built = site_build.build_into(options.config, options.site, accept=verify if options.verify else None)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return EXIT_STOPPED
    if not built:
        return EXIT_DIFFERS if differences else 1
    pages = sum(1 for _ in options.site.rglob("*.html"))
    twice = ", twice and the same byte for byte" if options.verify else ""
    print(f"{pages} pages in {time.monotonic() - started:.1f} s{twice}: {options.site}")
    return 0


if __name__ == "__main__":
    setup_env.finish(main)
