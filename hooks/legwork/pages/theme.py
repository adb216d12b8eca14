"""What of the theme is not published, and what is put right in its templates where they have no block to override."""

from __future__ import annotations

from fnmatch import fnmatchcase

from jinja2 import TemplateError
from jinja2.ext import Extension

_UNUSED = ("assets/javascripts/lunr/*", "assets/javascripts/workers/*", "assets/images/favicon.png", "*.map")
"""The theme's search, which ours stands in for, its icon, and maps of its sources: more than a megabyte that no page asks for."""


def unused(uri: str) -> bool:
    """Whether a file of the theme is one that no page of ours refers to."""
    return any(fnmatchcase(uri, pattern) for pattern in _UNUSED)


_CORRECTIONS = {
    "base.html": (
        # HTML knows no completion for checkboxes. Without scripts the first one is what opens the navigation by keyboard.
        (' id="__drawer" autocomplete="off">', ' id="__drawer" aria-label="{{ lang.t(\'nav\') }}">'),
        (' id="__search" autocomplete="off">', ' id="__search">'),
        # The theme skips to the first section and past the heading, and on pages without sections not at all.
        ("{% if page.toc | first is defined %}", "{% if true %}"),
        ("{% set skip = page.toc | first %}", ""),
        ('"{{ skip.url | url }}" class="md-skip"', '"#lw-content" class="md-skip"'),
        ('<article class="md-content__inner md-typeset">', '<article class="md-content__inner md-typeset" id="lw-content">'),
    ),
    "partials/logo.html": (
        # It stands in a link that has a name already.
        ('alt="logo"', 'alt=""'),
    ),
}
"""By template, what stands in it and what stands there instead."""


class Corrections(Extension):
    """Makes the corrections as templates are read; says so if a new version of the theme no longer has what they mend."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        for old, new in _CORRECTIONS.get(name or "", ()):
            if old not in source:
                raise TemplateError(f"{filename}: has no {old!r} any more; see {__name__}")
            source = source.replace(old, new, 1)
        return source
