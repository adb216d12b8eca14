"""The style sheets and scripts of the program, in the order in which pages load them. The files are in `hooks/theme/assets`.

MkDocs publishes everything in that folder, like other files of a theme. A site's own `extra_css` and `extra_javascript`
follow.
"""

from __future__ import annotations

from dataclasses import dataclass

FOLDER = "assets/"
"""The folder where they are published. A site may add its own files to it, but not replace any of them."""
_SUBJECTS = (
    "tokens", "base", "navigation", "facts", "pictures", "evidence", "exercise", "care", "ladder", "lists", "matrix", "home",
    "routines", "forced-colors", "print", "search", "finder",
)  # fmt: skip
"""The later of two rules with equal weight wins: system colors and print styles override the sheets before them."""
SHEETS = tuple(f"{FOLDER}css/{subject}.css" for subject in _SUBJECTS)
"""The files that are joined, in this order, into the style sheet of every page. There is a file for each subject."""


@dataclass(frozen=True)
class Script:
    """A script that every page runs after it has been parsed. A module waits for that by itself."""

    path: str
    module: bool = False


SCRIPTS = (Script(f"{FOLDER}js/legwork.js"), Script(f"{FOLDER}js/search/header.js", module=True))
