"""The program's own style sheets and scripts, in the order in which pages ask for them. Their files are in `hooks/theme/assets`.

MkDocs publishes all that stands there, as it does with files of its theme. A site's own `extra_css` and `extra_javascript`
come after these.
"""

from __future__ import annotations

from dataclasses import dataclass

_SUBJECTS = (
    "tokens", "base", "navigation", "facts", "pictures", "evidence", "exercise", "care", "ladder", "lists", "matrix", "home",
    "routines", "forced-colors", "print", "search", "finder",
)  # fmt: skip
"""Where two rules weigh the same the later one wins: colors of the reader's system and paper change what stands before them."""
SHEETS = tuple(f"assets/css/{subject}.css" for subject in _SUBJECTS)
"""What is joined into the one style sheet of every page, in this order. It is one sheet, in files by subject."""


@dataclass(frozen=True)
class Script:
    """A script that every page asks for once it is read; a module waits by itself."""

    path: str
    module: bool = False


SCRIPTS = (Script("assets/js/legwork.js"), Script("assets/js/search/header.js", module=True))
