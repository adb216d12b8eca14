#!/usr/bin/env python3
"""Build the site and serve it on 127.0.0.1, rebuilding whenever the catalogue, a guide, a template or a style changes.

While the content has problems, the last state without problems is served, with the problems listed on top of every page.
A change to Python code needs a restart.

Exit codes: 0 stopped with Ctrl-C; 1 the first build failed or the port is taken; 2 wrong use;
3 the environment could not be set up.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

import setup_env

if __name__ == "__main__":
    setup_env.ensure()

import engine
import site_build

ROOT = setup_env.ROOT
LOOK_EVERY_S = 0.1
"""Seconds between two looks at the files. MkDocs' half second would be a third of the time from saving to seeing."""
SETTLE_S = 0.02
"""Seconds without a change before a build begins. All files that a program saves at once are seen in one look."""
ROOM = 1 << 30
"""Free bytes in memory that a preview requires: ten thousand exercises take 750 MB."""


class Preview(engine.LiveReloadServer):
    """MkDocs' server, with a shorter delay before it sees a change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "polling_interval": LOOK_EVERY_S})
        self.build_delay = SETTLE_S


def in_memory() -> None:
    """Keep MkDocs' preview in memory, if there is room: MkDocs writes every file of the site again at each change."""
    if folder := setup_env.memory_folder(ROOM):
        tempfile.tempdir = str(folder)


def main(arguments: list[str] | None = None) -> int:
    parser = setup_env.parser(__doc__)
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", metavar="FILE", help="the configuration")
    parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default 8000)")
    parser.add_argument("--open", action="store_true", help="open a browser")
    options = parser.parse_args(arguments)
    if not options.config.is_file():
        parser.error(f"no such file: {options.config}")

    site_build.log_to_stderr()
    in_memory()
    for ending in {"SIGTERM", "SIGHUP"} & vars(signal).keys():  # as with Ctrl-C, so that nothing is left behind
        signal.signal(getattr(signal, ending), signal.default_int_handler)
    engine.serve_command.LiveReloadServer = Preview  # type: ignore[attr-defined]
    try:
        engine.serve_command.serve(str(options.config), dev_addr=f"127.0.0.1:{options.port}", open_in_browser=options.open)
    except (engine.Abort, engine.EngineError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Cannot serve on port {options.port}: {error.strerror}. Try --port {options.port + 1}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
