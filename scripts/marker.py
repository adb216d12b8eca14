"""The file by which a build knows a site of ours. A folder without it is never replaced, for all in it would be deleted.

Standard library only: whatever of the core is imported before MkDocs loads the hooks is not that of the project it builds.
"""

from __future__ import annotations

import stat
from pathlib import Path

FILE = ".legwork-site"
_FIRST = "Built by Legwork."
TEXT = f"""\
{_FIRST}
The next build into this folder replaces all of it, and whatever else was put here is deleted.
Files of your own belong elsewhere. If they must stand here, delete this file: then no build touches the folder.
"""
"""The same for every site. It names no files: a site that was worked on afterward, compressed copies beside its pages,
is still one that a build may replace."""


def stands_in(folder: Path) -> bool:
    """Whether a folder is a site of ours. What is told by the file's first line; a link in its place tells nothing."""
    file = folder / FILE
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return False
        with file.open("rb") as opened:
            return opened.read(len(_FIRST) + 1).rstrip() == _FIRST.encode()
    except FileNotFoundError:
        return False
