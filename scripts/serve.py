#!/usr/bin/env python3
"""Build the site and serve it on 127.0.0.1, rebuilding whenever the catalogue, a guide, a template or a style changes.

While the content has problems the last good state stays up, with the problems listed on top of every page.
A change to Python code needs a restart.

Exit codes: 0 stopped with Ctrl-C; 1 the first build failed or the port is taken; 2 wrong use;
3 the environment could not be set up.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import setup_env

if __name__ == "__main__":
    setup_env.ensure()

from mkdocs.commands.serve import serve
from mkdocs.exceptions import Abort, MkDocsException

import site_build

ROOT = setup_env.ROOT


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", metavar="FILE", help="the configuration")
    parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default 8000)")
    parser.add_argument("--open", action="store_true", help="open a browser")
    options = parser.parse_args(arguments)
    if not options.config.is_file():
        parser.error(f"no such file: {options.config}")

    site_build.log_to_stderr()
    try:
        serve(str(options.config), dev_addr=f"127.0.0.1:{options.port}", open_in_browser=options.open)
    except (Abort, MkDocsException) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Cannot serve on port {options.port}: {error.strerror}. Try --port {options.port + 1}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
