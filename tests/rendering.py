"""Pages of one view, for tests that need no whole site."""

from __future__ import annotations

from collections.abc import Iterable

from legwork.pages.page import Page, PageSpec
from legwork.pages.render import Templates


def first_page(specs: Iterable[PageSpec]) -> Page:
    """Return the page of a view, without those of its long lists."""
    return Templates.read().page(next(iter(specs)))
