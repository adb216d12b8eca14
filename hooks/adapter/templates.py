"""The theme's templates, which are compiled once for all builds of a preview, and rendered once for all pages of a shape."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any

from jinja2 import BytecodeCache, Template
from jinja2.bccache import Bucket

from adapter.pages import HtmlPage
from engine import AnchorLink, TableOfContents
from legwork.theme.chrome import Chrome, Filling, Heading
from legwork.work.shelf import HeldText


class CompiledTemplates(BytecodeCache):
    """A cache of the theme's compiled templates, for the next builds of `serve`."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


def theme_template(chrome: Chrome) -> type[Template]:
    """Return the class of a build's templates, which share `chrome`."""

    class ThemeTemplate(Template):
        """A template of the theme. Generated pages outside the navigation share its chrome."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            context, own = dict(*args, **kwargs), super().render
            page = context.get("page")
            if not isinstance(page, HtmlPage) or page.parent or page.previous_page or page.next_page:
                return own(context)
            filling = Filling(
                title=str(page.meta["title"]),
                description=str(page.meta["description"]),
                canonical_url=page.canonical_url or "",
                edit_url=page.edit_url or "",
                preview=page.meta["preview"] or "",
                policy=page.meta["policy"],
                content=page.content or "",
                toc=tuple(Heading(link.id, link.title) for link in page.toc),
            )
            shape = (self.name, page.ready.kind, page.url.count("/"))
            return chrome.page(shape, filling, lambda placeholders: own(_with_filling(context, placeholders)))

    return ThemeTemplate


def _with_filling(context: dict[str, Any], filling: Filling) -> dict[str, Any]:
    """Return the context of a template with another filling for its page."""
    page = copy(context["page"])
    page.meta = {
        **page.meta,
        "title": filling.title,
        "description": filling.description,
        "preview": filling.preview or None,
        "policy": filling.policy,
    }
    page.ready = replace(page.ready, text=HeldText(filling.content))
    page.canonical_url = filling.canonical_url or None
    page.edit_url = filling.edit_url or None
    page.toc = TableOfContents([AnchorLink(heading.title, heading.id, 2) for heading in filling.toc])
    return {**context, "page": page}
