"""The file that marks a folder as a site of ours. A folder without it is never replaced, since everything in it would be deleted.

Standard library only: modules of the core that are imported before MkDocs loads the hooks may be those of another project.
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
"""The content of the file, the same for every site. It names no files: a build may also replace a site that was changed
afterward, for example by compressed copies beside its pages."""


def stands_in(folder: Path) -> bool:
    """Return whether a folder is a site of ours, by the first line of the file. A link in place of the file does not count."""
    file = folder / FILE
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return False
        with file.open("rb") as opened:
            return opened.read(len(_FIRST) + 1).rstrip() == _FIRST.encode()
    except FileNotFoundError:
        return False
