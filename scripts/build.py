#!/usr/bin/env python3
"""Build the site into `site/`, strictly: any warning is an error, and then `site/` stays as it was.

Exit codes: 0 the new site is in place; 1 the build failed, nothing was changed; 2 wrong use;
3 the environment could not be set up.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import setup_env

if __name__ == "__main__":
    setup_env.ensure()

import site_build

ROOT = setup_env.ROOT


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", metavar="FILE", help="the configuration")
    parser.add_argument("--site", type=Path, default=ROOT / "site", metavar="DIR", help="where the site goes")
    options = parser.parse_args(arguments)
    if not options.config.is_file():
        parser.error(f"no such file: {options.config}")

    site_build.log_to_stderr()
    started = time.monotonic()
    if not site_build.build_into(options.config, options.site):
        return 1
    pages = sum(1 for _ in options.site.rglob("*.html"))
    print(f"{pages} pages in {time.monotonic() - started:.1f} s: {options.site}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
