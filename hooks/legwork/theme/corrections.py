"""The texts that Material's templates must have, and corrections of templates without a block to override.

`hooks/theme/` overrides blocks and replaces whole partials. A template without either is corrected when it is read. Each
need states its reason. If a new version of Material does not meet a need, the build stops.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import TemplateError
from jinja2.ext import Extension


@dataclass(frozen=True)
class Need:
    """A text that one of Material's templates must have."""

    text: str
    why: str
    """The reason: a sentence for the developer who moves to another version of Material."""
    instead: str | None = None
    """The replacement, or None if the text stays."""


def _block(name: str, why: str) -> Need:
    return Need(f"{{% block {name} %}}", f"main.html fills this block: {why}")


def _partial(path: str, why: str) -> Need:
    return Need(f'{{% include "partials/{path}" %}}', f"hooks/theme/partials/{path} replaces this partial: {why}")


NEEDS: Mapping[str, tuple[Need, ...]] = {
    "base.html": (
        Need(
            ' id="__drawer" autocomplete="off">',
            "HTML knows no completion for checkboxes, and without scripts the first one opens the navigation by keyboard, "
            "so that it needs a name.",
            ' id="__drawer" aria-label="{{ lang.t(\'nav\') }}">',
        ),
        Need(' id="__search" autocomplete="off">', "HTML knows no completion for checkboxes.", ' id="__search">'),
        Need(
            "{% if page.toc | first is defined %}",
            "Pages without sections need the link that skips the header, too.",
            "{% if true %}",
        ),
        Need("{% set skip = page.toc | first %}", "The link that skips the header does not lead to a section.", ""),
        Need(
            '"{{ skip.url | url }}" class="md-skip"',
            "The link that skips the header leads to the heading of the page; Material's leads past it, to the first section.",
            '"#lw-content" class="md-skip"',
        ),
        Need(
            '<article class="md-content__inner md-typeset">',
            "The link that skips the header leads to this id.",
            '<article class="md-content__inner md-typeset" id="lw-content">',
        ),
        _block("site_meta", "the Content Security Policy must precede everything that it governs."),
        _block("htmltitle", "the home page has a title of its own."),
        _block("styles", "it is empty, because one joined style sheet replaces Material's."),
        _block("libs", "it names the files that a page loads first."),
        _block("extrahead", "it has scripts, and the data that other sites show beside a link."),
        _block("config", "it is empty, because Material puts the settings of its script into an inline script."),
        _block("scripts", "it is empty, because Material's script is not published."),
        _block("announce", "the preview shows the problems of the content there."),
        _block("content", "it adds the disclaimer to every page."),
        _partial("header.html", "our search replaces Material's."),
        _partial("nav.html", "the navigation is a flat list that needs no script."),
        _partial("toc.html", "the table of contents has no label that folds it."),
        _partial("javascripts/base.html", "an inline script that the policy forbids."),
        _partial("javascripts/content.html", "an inline script that the policy forbids."),
    ),
    "partials/logo.html": (Need('alt="logo"', "The logo is in a link that has a name already.", 'alt=""'),),
}
"""The needs of each template, in the order in which they are applied."""


class UnmetNeedError(TemplateError):
    """Raised if a template lacks a needed text. The message says where, why it is needed, and what to do."""

    def __init__(self, need: Need, filename: str) -> None:
        super().__init__(
            f"{filename}:1:1: theme-need: Material's template no longer has {need.text!r}.\n"
            f"  Needed because: {need.why}\n"
            f"  Read how the template does it now, then change or remove the entry in NEEDS of {__name__}."
        )


class Corrections(Extension):
    """A Jinja extension that corrects templates when they are read. It stops the build at a need that is not met."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        for need in NEEDS.get(name or "", ()):
            if need.text not in source:
                raise UnmetNeedError(need, filename or name or "")
            if need.instead is not None:
                source = source.replace(need.text, need.instead, 1)
        return source
