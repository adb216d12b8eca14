"""What a browser may do on our pages: a Content Security Policy in each, and the headers for hosts that send some.

A page carries its own policy, so that it holds on hosts that let nobody set headers, GitHub Pages among them. The file
`_headers`, read by Netlify, Cloudflare Pages and others, says the same and what a page cannot say of itself.
Both hold at once, and the stricter wins. https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import unescape

FILE = "_headers"
MOST_FILES = 80
"""Files with a rule of their own. Cloudflare Pages reads a hundred rules; past that, these do without."""

_SELF, _NONE, _INLINE = "'self'", "'none'", "'unsafe-inline'"
_COMMON: Mapping[str, tuple[str, ...]] = {
    "default-src": (_NONE,),
    "script-src": (_SELF,),
    "img-src": (_SELF, "data:"),  # the theme's icons are masks in its style sheet, as data
    "font-src": (_SELF,),
    "connect-src": (_SELF,),
    "worker-src": (_SELF,),
    "manifest-src": (_SELF,),
    "object-src": (_NONE,),
    "base-uri": (_NONE,),
    "form-action": (_SELF,),
}
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_HASHED = re.compile(r".*\.[0-9a-f]{8}\.min\.(?:js|css)|search/[0-9a-f]{12}\.json")
_FOR_EVER = "public, max-age=31536000, immutable"
KEPT: Mapping[str, str] = {
    "assets/fonts/*": "public, max-age=2592000",  # a font that changes gets another name
    "figures/*": "public, max-age=86400",  # a picture of yesterday beside a text of today does no harm
}
"""How long files without a hash in their name may be kept, where it is longer than hosts keep a page. A rule for all
files would not do: hosts join the values of all rules that match."""
_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def of_page(body: str = "") -> str:
    """The policy of a page. Styles in `body` are allowed one by one, by their hash: each figure that moves has its own.

    Attributes named `style` are allowed: figures and maps set widths and the colors of single muscles by them, thousands
    of different ones. They run nothing and load nothing but what `img-src` allows.
    """
    hashes = sorted({_hash(unescape(style)) for style in _STYLE.findall(body)})
    styles = {"style-src": (_SELF,), "style-src-elem": (_SELF, *hashes), "style-src-attr": (_INLINE,)}
    return _written({**_COMMON, **styles})


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _written(directives: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def headers(files: Iterable[str]) -> str:
    """The file `_headers`; `files` are the addresses of all that is published.

    Inline styles are left to each page's own policy: one header serves all pages, and pictures opened by themselves.
    """
    policy = _written({**_COMMON, "style-src": (_SELF, _INLINE), "frame-ancestors": (_NONE,)})
    rules = [("*", {"Content-Security-Policy": policy, **_HEADERS})]
    rules += [(pattern, {"Cache-Control": value}) for pattern, value in KEPT.items()]
    hashed = sorted(filter(_HASHED.fullmatch, files))
    if len(hashed) <= MOST_FILES:
        rules += [(url, {"Cache-Control": _FOR_EVER}) for url in hashed]
    return "".join(f"/{url}\n" + "".join(f"  {name}: {value}\n" for name, value in fields.items()) for url, fields in rules)
