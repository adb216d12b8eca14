"""Answers at addresses of the past: a small page that redirects by itself, and rules for hosts that redirect.

The page needs no script, no style sheet and no header from the host, so it works on every host of files. It is not one of
the site's pages: no list, sitemap, search or link of the site leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from legwork.catalogue.moved import Move
from legwork.pages.render import Templates
from legwork.theme import security_policy

REDIRECTS_FILE = "_redirects"
_STYLE = "body{max-width:36em;margin:2em auto;padding:0 1em;font:1.125em/1.5 system-ui,sans-serif}"
"""The whole style of the page. Most browsers show it for a moment; browsers that do not redirect show it until a click."""


@dataclass(frozen=True)
class Owner:
    """The site that a page belongs to. `url` is its address with a final slash, or empty if the site has none yet."""

    name: str
    url: str
    icon: str
    """Without it browsers would ask for an icon at the root of the host."""


@dataclass(frozen=True)
class MovedView:
    new: str
    title: str
    site: Owner
    policy: str
    style: Markup


def page(move: Move, title: str, owner: Owner, templates: Templates, *, guarded: bool = True) -> str:
    """Return the whole page for the old address of a move. `title` is the title of the new page.

    If `guarded`, the page carries a Content Security Policy.
    """
    style = Markup(_STYLE)  # noqa: S704 - ours
    guard = security_policy.of_page(f"<style>{style}</style>") if guarded else ""
    return templates.fill("moved.html.j2", move.old_url, MovedView(move.new_url, title, owner, guard, style), {})


def redirects(moves: Iterable[Move]) -> str:
    """Return the file `_redirects` for Netlify and Cloudflare Pages, with a rule on each line.

    https://docs.netlify.com/manage/routing/redirects/overview/ and
    https://developers.cloudflare.com/pages/configuration/redirects/. With `301!`
    Netlify would not look for a file first, but Cloudflare drops such rules. The file that Netlify finds leads to the same page.
    """
    return "".join(f"/{move.old_url} /{move.new_url} 301\n" for move in moves)
