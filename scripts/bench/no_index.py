"""A hook of the site generator for scripts/bench: ours without its search index, otherwise the same build.

Our hooks always write an index, and a switch that nobody wants does not belong there. So this one, which stands after
them, has no page turned into terms and no file of the index made. What the views gather for it is still gathered.
"""

from __future__ import annotations

from typing import Literal

from legwork.search import index
from legwork.search.entry import IndexedPage, SearchRecord


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Puts idle functions in the place of the two that make the index, in the process that builds and those it forks."""
    index.index_record = _index_nothing
    index.files = lambda pages, catalogue: iter(())


def _index_nothing(record: SearchRecord) -> IndexedPage:
    return IndexedPage(record.kind, record.url, record.entry.title, record.entry.facets, (), b"", ())
