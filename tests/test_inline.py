"""Catalogue text to HTML: emphasis and links come through, everything else is shown as it was written."""

from __future__ import annotations

import random
from html.parser import HTMLParser

import pytest

from legwork.text import inline
from legwork.text.inline import Reference


def _resolve(href: str) -> str:
    return f"/{href.replace(':', '/')}/" if href.startswith("muscle:") else href


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("*em* and _em_", "<em>em</em> and <em>em</em>"),
        ("**strong** and __strong__", "<strong>strong</strong> and <strong>strong</strong>"),
        ("***both***", "<em><strong>both</strong></em>"),
        ("[the soleus](muscle:soleus)", '<a href="/muscle/soleus/">the soleus</a>'),
        ("[*big* calf](muscle:soleus)", '<a href="/muscle/soleus/"><em>big</em> calf</a>'),
        ("[a](https://example.org/?b=1&c=2)", '<a href="https://example.org/?b=1&amp;c=2">a</a>'),
        ("[a](<https://example.org/b c>)", '<a href="https://example.org/b%20c">a</a>'),
        ('[a](https://example.org "title")', '<a href="https://example.org">a</a>'),
        (r"\*not em\*, \[not a link\](x)", "*not em*, [not a link](x)"),
        ("2 * 3 * 4 and snake_case_word", "2 * 3 * 4 and snake_case_word"),
        ("*open", "*open"),
        ("[open](", "[open]("),
        ("[open]", "[open]"),
        ("a < b & c > d \"e\" 'f'", "a &lt; b &amp; c &gt; d &quot;e&quot; &#x27;f&#x27;"),
        ("*a < b*", "<em>a &lt; b</em>"),
        ("<b>x</b> <script>alert(1)</script>", "&lt;b&gt;x&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[<img src=x>](muscle:soleus)", '<a href="/muscle/soleus/">&lt;img src=x&gt;</a>'),
        ("&lt; &amp; &#60;", "&amp;lt; &amp;amp; &amp;#60;"),
        ("`code` # not a heading", "`code` # not a heading"),
        ("- not a list", "- not a list"),
        ("![no image](x.png)", '!<a href="x.png">no image</a>'),
        ("<https://example.org>", "&lt;https://example.org&gt;"),
        ("https://example.org", "https://example.org"),
        ('[x](https://example.org/"onclick=alert)', '<a href="https://example.org/%22onclick=alert">x</a>'),
        ("", ""),
    ],
)
def test_html(text: str, html: str) -> None:
    assert inline.html(text, _resolve) == html


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plain & <simple>", "plain & <simple>"),
        ("*em* **strong** [a *b*](muscle:soleus)", "em strong a b"),
        (r"2 \* 3", "2 * 3"),
        ("[*open", "[*open"),
    ],
)
def test_plain(text: str, plain: str) -> None:
    assert inline.plain(text) == plain


def test_links_in_order() -> None:
    text = "[a](muscle:soleus) b [c](https://example.org) \\[d](x) [e]( source:f )"
    assert inline.links(text) == ["muscle:soleus", "https://example.org", "source:f"]
    assert inline.links("no [link] (here)") == []


def test_cited_sources() -> None:
    assert inline.cited("[a](source:one), [b](source:two#results) and [c](muscle:soleus)") == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <b>c</b>", "<b>c</b>"),
        ("</p>", "</p>"),
        ("<!-- x -->", "<!-- x -->"),
        ("<?php ?>", "<?php ?>"),
        ("a&nbsp;b", "&nbsp;b"),
        ("&frac12; of it", "&frac12; of it"),
        ("&#65;", "&#65;"),
        ("&#x41;", "&#x41;"),
        ("x < 3, R&D; 4 & 5; <3 and a<", "&D; 4 & 5; <3 and a<"),
        ("x < 3 and R & D; <3, <- and a&b", ""),
        ("<" + "b" * 50 + ">", "<" + "b" * 19),
    ],
)
def test_html_in_text_is_found(text: str, found: str) -> None:
    assert inline.forbidden(text) == found


KINDS = frozenset({"muscle", "care"})


@pytest.mark.parametrize(
    ("href", "reference"),
    [
        ("muscle:soleus", Reference("muscle", "soleus")),
        ("care:sore-knee#stop", Reference("care", "sore-knee")),
        ("muscle:", Reference("muscle", "")),
        ("equipment:wall", None),
        ("https://example.org", None),
        ("javascript:alert(1)", None),
        ("muscle:a/b", None),
        ("Muscle:soleus", None),
        ("/guides/one/", None),
        ("", None),
    ],
)
def test_references(href: str, reference: Reference | None) -> None:
    assert Reference.parse(href, KINDS) == reference


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("a", "em", "strong") and [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_any_text_gives_balanced_safe_html_with_the_same_words() -> None:
    """2,000 seeded texts of markup, HTML and signs: only our three tags come out, well nested, and `plain` is their text."""
    chance = random.Random(7)
    pieces = [
        "*",
        "**",
        "_",
        "[",
        "](",
        ")",
        "](muscle:soleus)",
        "\\",
        "<",
        ">",
        "&",
        "&lt;",
        "<b>",
        "</a>",
        '"',
        "'",
        "`",
        "!",
        " ",
        "a",
        "é",
        "🏃",
        "<!--",
        "]]>",
    ]
    for _ in range(2000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 12)))
        tags = _Tags()
        tags.feed(inline.html(text, _resolve))
        tags.close()
        assert tags.open == [], text
        assert tags.text == inline.plain(text), text
