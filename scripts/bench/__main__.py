#!/usr/bin/env python3
"""The command `python3 scripts/bench`: sets up the environment and runs the benchmark."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder, whose modules are those of a package
    import setup_env

    setup_env.ensure()

    from bench import command

    sys.exit(command.main())
