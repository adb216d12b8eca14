"""HTML read by the rules of the HTML standard, which name every parse error."""

from __future__ import annotations

import functools
import re
from xml.etree.ElementTree import Element, ParseError, fromstring

from tinyhtml5.parser import HTMLParser

_PICTURE = re.compile(r"<svg\b(?:(?!<svg\b).)*?</svg>", re.DOTALL)
"""A picture on a page: most of its bytes. XML is stricter than HTML, and its parser a hundred times as fast."""
_SVG = "{http://www.w3.org/2000/svg}svg"


def document(text: str) -> tuple[Element, tuple[str, ...]]:
    """Return the root of a whole page, its elements without a namespace, and the errors in it: line and what is wrong."""
    parser = HTMLParser(namespace_html_elements=False)
    root: Element = parser.parse(_PICTURE.sub("<svg></svg>", text))
    errors = [f"{line}: {code} {values}" for (line, _), code, values in parser.errors]
    return root, (*errors, *_put_pictures(root, text))


def fragment(text: str) -> Element:
    """Return an element that holds the elements of a part of a page; a parse error in it is a failure."""
    parser = HTMLParser(namespace_html_elements=False)
    root: Element = parser.parse_fragment(_PICTURE.sub("<svg></svg>", text))
    assert [*parser.errors, *_put_pictures(root, text)] == [], text
    return root


def _put_pictures(root: Element, text: str) -> list[str]:
    """Puts the pictures of a text where they were left out, and returns what is wrong with them."""
    errors = []
    for place, picture in zip(list(root.iter(_SVG)), _PICTURE.findall(text), strict=True):
        try:
            place.append(_picture(picture))
        except ParseError as error:
            errors.append(f"{error} in {picture[:200]}")
    return errors


@functools.cache
def _picture(source: str) -> Element:
    """A picture's elements, without namespaces."""
    root = fromstring(source)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root
