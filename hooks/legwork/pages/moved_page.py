"""What answers at an address of the past: a small page that leads on by itself, and rules for hosts that redirect.

The page needs no script, no style sheet and no header of the host, so it does its work wherever files are sent. It is not
one of the site's pages: it stands in no list, no sitemap and no search, and nothing of the site links to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from legwork.catalogue.moved import Move
from legwork.pages.render import Templates
from legwork.theme import security_policy

FILE = "_redirects"
_STYLE = "body{max-width:36em;margin:2em auto;padding:0 1em;font:1.125em/1.5 system-ui,sans-serif}"
"""All of its looks: seen for a moment, or for as long as a browser that is told not to lead on shows it."""


@dataclass(frozen=True)
class Owner:
    """The site that a page belongs to. `url` is where it stands, with a slash at its end, or empty if it does not know."""

    name: str
    url: str
    icon: str
    """Without one of their own, browsers would ask for a file at the host's root."""


@dataclass(frozen=True)
class MovedView:
    new: str
    title: str
    site: Owner
    policy: str
    style: Markup


def page(move: Move, title: str, owner: Owner, templates: Templates, *, guarded: bool = True) -> str:
    """Return the whole page that stands at a move's old address. `title` is that of the page of today.

    `guarded` pages carry the Content Security Policy.
    """
    style = Markup(_STYLE)  # noqa: S704 - ours
    guard = security_policy.of_page(f"<style>{style}</style>") if guarded else ""
    return templates.fill("moved.html.j2", move.old_url, MovedView(move.new_url, title, owner, guard, style), {})


def redirects(moves: Iterable[Move]) -> str:
    """The file `_redirects`, a rule on each line, as Netlify and Cloudflare Pages read it.

    https://docs.netlify.com/manage/routing/redirects/overview/ and
    https://developers.cloudflare.com/pages/configuration/redirects/. `301!`, by which Netlify would not look for a file
    first, is no status to Cloudflare, which drops such rules; the file that Netlify finds leads to the same page.
    """
    return "".join(f"/{move.old_url} /{move.new_url} 301\n" for move in moves)
