#!/usr/bin/env python3
"""Run every test, side by side on the processors there are. Arguments are handed to pytest: `scripts/test.py -k matrix`.

Sets up `.venv` and Chromium first. Tests run offline, in any order, warnings as errors. There are three tiers:

  --fast      the first alone: no browser, and no other program is started
  -m browser  the second: Chromium on a built site
  -m slow     the third: every sheet printed, builds killed, thousands of mutants, the scripts as programs

Without any of them, all three run. `-n 0` runs one test after the other.

Exit codes: those of pytest (0 all passed, 1 some failed, 2 interrupted, 4 wrong use, 5 no test ran);
3 the environment could not be set up.
"""

from __future__ import annotations

import os
import sys

import setup_env

SIDE_BY_SIDE = ["-n", "auto", "--dist", "worksteal"]
FAST = ["-m", "not browser and not slow"]


def main(arguments: list[str]) -> int:
    if {"-h", "--help"} & set(arguments):
        print(__doc__.strip())
        return 0
    fast = "--fast" in arguments
    if not fast:
        setup_env.ensure_chromium()
    setup_env.ensure("dev")
    os.chdir(setup_env.ROOT)

    import pytest

    rest = [argument for argument in arguments if argument != "--fast"]
    return int(pytest.main([*SIDE_BY_SIDE, *(FAST if fast else ()), *rest]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
