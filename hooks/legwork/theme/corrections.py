"""What we need of Material's templates, and what is put right in them where they have no block to override.

`hooks/theme/` overrides blocks and replaces whole partials. A template that has neither is corrected as it is read. Each
need says in words what it is for. If a new version of Material does not meet one, the build stops there.
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
    """What we need it for: a sentence for whoever moves to another version of Material."""
    instead: str | None = None
    """What stands there instead; None if it stays."""


def _block(name: str, why: str) -> Need:
    return Need(f"{{% block {name} %}}", f"main.html fills this block: {why}")


def _partial(path: str, why: str) -> Need:
    return Need(f'{{% include "partials/{path}" %}}', f"hooks/theme/partials/{path} stands in for this partial: {why}")


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
            "The link that skips the header is there on pages without sections too.",
            "{% if true %}",
        ),
        Need("{% set skip = page.toc | first %}", "That link leads to no section.", ""),
        Need(
            '"{{ skip.url | url }}" class="md-skip"',
            "That link leads to the heading of the page; Material skips past it, to the first section.",
            '"#lw-content" class="md-skip"',
        ),
        Need(
            '<article class="md-content__inner md-typeset">',
            "The content bears the id that the link leads to.",
            '<article class="md-content__inner md-typeset" id="lw-content">',
        ),
        _block("site_meta", "the Content Security Policy stands before everything that it governs."),
        _block("htmltitle", "the home page has a title of its own."),
        _block("styles", "it is empty, because one joined style sheet stands in the place of Material's."),
        _block("libs", "it names the files that a page waits for first."),
        _block("extrahead", "scripts, and what other sites show beside a link."),
        _block("config", "it is empty, because the settings of Material's script stand in an inline script."),
        _block("scripts", "it is empty, because Material's script is not published."),
        _block("announce", "the preview tells the problems of the content there."),
        _block("content", "the disclaimer stands below every page."),
        _partial("header.html", "our search stands in the place of Material's."),
        _partial("nav.html", "the navigation is one flat list that needs no script."),
        _partial("toc.html", "the table of contents has no label that folds it."),
        _partial("javascripts/base.html", "an inline script that the policy forbids."),
        _partial("javascripts/content.html", "an inline script that the policy forbids."),
    ),
    "partials/logo.html": (Need('alt="logo"', "The logo stands in a link that has a name already.", 'alt=""'),),
}
"""By template, in the order in which they are met."""


class UnmetNeedError(TemplateError):
    """A template lacks what we need of it. The text says where, why it is needed, and what to do."""

    def __init__(self, need: Need, filename: str) -> None:
        super().__init__(
            f"{filename}:1:1: theme-need: Material's template no longer has {need.text!r}.\n"
            f"  Needed because: {need.why}\n"
            f"  Read how the template does it now, and change the entry in NEEDS of {__name__}, or take it out."
        )


class Corrections(Extension):
    """Corrects templates as they are read, and stops the build at a need that is not met."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        for need in NEEDS.get(name or "", ()):
            if need.text not in source:
                raise UnmetNeedError(need, filename or name or "")
            if need.instead is not None:
                source = source.replace(need.text, need.instead, 1)
        return source
