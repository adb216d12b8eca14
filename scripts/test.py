#!/usr/bin/env python3
"""Run every test. Arguments are handed to pytest: `scripts/test.py -k matrix`.

Sets up `.venv` and Chromium first. Tests run offline, in any order, warnings as errors.

Exit codes: those of pytest (0 all passed, 1 some failed, 2 interrupted, 4 wrong use, 5 no test ran);
3 the environment could not be set up.
"""

from __future__ import annotations

import os
import sys

import setup_env

if __name__ == "__main__":
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__.strip())
        sys.exit(0)
    setup_env.ensure_chromium()
    setup_env.ensure("dev")
    os.chdir(setup_env.ROOT)

    import pytest

    sys.exit(pytest.main(sys.argv[1:]))
