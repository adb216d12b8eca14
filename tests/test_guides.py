"""What is read from hand-written guides: titles, addresses, links to entries and where these stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from legwork.catalogue.guides import MAX_GUIDE_BYTES, Guide, passages, read_guides

KINDS = frozenset({"exercise", "source"})


def _guide(tmp_path: Path, text: str, uri: str = "guides/one.md") -> Guide:
    file = tmp_path / "docs" / uri
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    (guide,) = read_guides(tmp_path / "docs", tmp_path, KINDS)
    return guide


def _found(tmp_path: Path, text: str) -> list[tuple[int, int, str]]:
    return [(m.line, m.column, f"{m.reference.kind}:{m.reference.slug}") for m in _guide(tmp_path, text).mentions]


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("guides/why-strength.md", "/guides/why-strength/"),
        ("guides/index.md", "/guides/"),
        ("guides/reindex.md", "/guides/reindex/"),
        ("guides/index/deep.md", "/guides/index/deep/"),
        ("index.md", "/"),
        ("about.md", "/about/"),
    ],
)
def test_addresses(uri: str, address: str, tmp_path: Path) -> None:
    guide = _guide(tmp_path, "# Any", uri)
    assert guide.address == address
    assert guide.shown == f"docs/{uri}"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The title\n\n# Another\n", "The title"),
        ("---\ntitle: x\n---\n\n## Below\n\n#   The title\n", "The title"),
        ("\ufeff# The title\r\n", "The title"),
        ("```\n# in code\n```\n# The title", "The title"),
        ("No title at all", "one"),
        ("", "one"),
    ],
)
def test_titles(text: str, title: str, tmp_path: Path) -> None:
    assert _guide(tmp_path, text).title == title


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](exercise:squat) and [b](source:x)", [(1, 5, "exercise:squat"), (1, 29, "source:x")]),
        ("\ufeff[a](exercise:squat)", [(1, 5, "exercise:squat")]),
        ("one\r\n\r\n[ä](exercise:squat)\r\n", [(3, 5, "exercise:squat")]),
        ("one\x0cstill one\u2028[a](exercise:squat)", [(1, 19, "exercise:squat")]),
        ('[a](exercise:squat#steps "title")', [(1, 5, "exercise:squat")]),
        ("[a [b] c](exercise:squat)", [(1, 11, "exercise:squat")]),
        ("[![alt](x.png)](exercise:squat)", [(1, 17, "exercise:squat")]),
        ("[a](muscle:soleus) [b](https://example.org) [c](other.md)", []),
        ("exercise:squat (exercise:squat)", []),
        ("```\n[a](exercise:squat)\n```\n[b](exercise:squat)", [(4, 5, "exercise:squat")]),
        ("````md\n```\n[a](exercise:squat)\n```\n````\n[b](exercise:squat)", [(6, 5, "exercise:squat")]),
        ("~~~\n```\n[a](exercise:squat)\n~~~\n[b](exercise:squat)", [(5, 5, "exercise:squat")]),
        ("    ```py\n    [a](exercise:squat)\n    ```\n[b](exercise:squat)", [(4, 5, "exercise:squat")]),
        ("```\n[never closed](exercise:squat)", []),
    ],
)
def test_links_to_entries(text: str, found: list[tuple[int, int, str]], tmp_path: Path) -> None:
    assert _found(tmp_path, text) == found


def test_guides_are_sorted_and_other_files_left_alone(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "sub/c.md", "style.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# x", encoding="utf-8")
    assert [guide.uri for guide in read_guides(tmp_path, tmp_path, KINDS)] == ["a.md", "b.md", "sub/c.md"]


def test_a_guide_too_large_to_read(tmp_path: Path) -> None:
    """Four times what a long guide holds: Markdown takes longer with the square of it."""
    line = "A line of a page that nobody would read to its end.\n"
    assert _guide(tmp_path, line * (MAX_GUIDE_BYTES // len(line))).problem is None
    problem = _guide(tmp_path, line * (MAX_GUIDE_BYTES // len(line) + 1)).problem
    assert str(problem) == "docs/guides/one.md:1:1: error file-readable: file is larger than 64 KiB (split it or shorten it)"


PASSAGES = """\
---
title: A title
tags: [left, out]
---
# A heading
One [paragraph](source:one "title") in
two **lines**, with `code`.

!!! note "A note"
    Its [text](source:two).

- an item
  that goes on ([three](source:three))
- another
1. a third

| a | row |
|---|---|
| [four](source:four) | [five](source:five) |

```
code
```
"""


def test_passages(tmp_path: Path) -> None:
    """Each paragraph, item and row is one, with its own sources; code and tags are none."""
    found = [(" ".join(passage.text.split()), passage.sources) for passage in passages(_guide(tmp_path, PASSAGES))]
    assert found == [
        ("---", ()),
        ("title: A title", ()),
        ("---", ()),
        ("# A heading", ()),
        ("One paragraph in two lines , with .", ("one",)),
        ("!!! note A note Its text .", ("two",)),
        ("- an item that goes on ( three )", ("three",)),
        ("- another", ()),
        ("1. a third", ()),
        ("| a | row |", ()),
        ("|---|---|", ()),
        ("| four | five |", ("four", "five")),
    ]


def test_the_place_of_a_word_in_a_passage(tmp_path: Path) -> None:
    (passage,) = passages(_guide(tmp_path, "One [word](source:one) and\n  *another* one."))
    assert [passage.place(passage.text.index(word)) for word in ("One", "word", "and", "another")] == [
        (1, 1),
        (1, 6),
        (1, 24),
        (2, 4),
    ]
