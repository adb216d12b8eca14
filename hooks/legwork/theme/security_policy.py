"""The Content Security Policy of each page, and the file of headers for hosts that send them.

A page carries its own policy, so that it also holds on hosts without custom headers, such as GitHub Pages. The file
`_headers`, which Netlify, Cloudflare Pages and others read, repeats the policy and adds headers that a page cannot set.
If both apply, the stricter one wins. https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import unescape

HEADERS_FILE = "_headers"
MAX_FILE_RULES = 80
"""The most files with a rule of their own. Cloudflare Pages reads a hundred rules. With more files, none gets a rule."""

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
_FOREVER = "public, max-age=31536000, immutable"
CACHE_LIFETIMES: Mapping[str, str] = {
    "assets/fonts/*": "public, max-age=2592000",  # a font that changes gets another name
    "figures/*": "public, max-age=86400",  # a picture of yesterday beside a text of today does no harm
}
"""Cache lifetimes of files without a hash in their name that may be cached longer than pages. A rule for all files would
not work: hosts join the values of all rules that match."""
_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def of_page(body: str = "") -> str:
    """Return the policy of a page. Each `<style>` in `body` is allowed by its hash: every moving figure has its own.

    All `style` attributes are allowed: figures and maps use thousands of different ones for widths and colors of muscles.
    They run nothing, and load only what `img-src` allows.
    """
    hashes = sorted({_hash(unescape(style)) for style in _STYLE.findall(body)})
    styles = {"style-src": (_SELF,), "style-src-elem": (_SELF, *hashes), "style-src-attr": (_INLINE,)}
    return _serialize({**_COMMON, **styles})


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _serialize(directives: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def headers(files: Iterable[str]) -> str:
    """Return the file `_headers`. `files` are the addresses of all published files.

    The header allows all inline styles, because it serves every page and every picture opened by itself. The policy of
    each page is stricter.
    """
    policy = _serialize({**_COMMON, "style-src": (_SELF, _INLINE), "frame-ancestors": (_NONE,)})
    rules = [("*", {"Content-Security-Policy": policy, **_HEADERS})]
    rules += [(pattern, {"Cache-Control": value}) for pattern, value in CACHE_LIFETIMES.items()]
    hashed = sorted(filter(_HASHED.fullmatch, files))
    if len(hashed) <= MAX_FILE_RULES:
        rules += [(url, {"Cache-Control": _FOREVER}) for url in hashed]
    return "".join(f"/{url}\n" + "".join(f"  {name}: {value}\n" for name, value in fields.items()) for url, fields in rules)
