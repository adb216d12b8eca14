#!/usr/bin/env python3
"""Bytes and texts at our readers, led by coverage: for whoever changes one of them. Needs Atheris, which we do not install.

    .venv/bin/pip install atheris
    .venv/bin/python tests/fuzz_bytes.py yaml -max_total_time=300

After the name of a reader come libFuzzer's options. It begins with what stands in the catalogue and the guides, and ends
at the first input that raises an error, takes a minute (watched as it is, all is slow) or 500 MB; that input is in a file whose name it prints.
Then the input becomes a case in `tests/broken/`.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

with atheris.instrument_imports(include=["legwork"]):
    from legwork import figures
    from legwork.catalogue import guide_checks
    from legwork.catalogue.catalogue import FOLDERS, VOCABULARIES
    from legwork.catalogue.guides import Guide
    from legwork.catalogue.validation import findings
    from legwork.figures.lint import lint
    from legwork.figures.schema import Figure
    from legwork.text import inline, sanitize, yaml_reader
    from legwork.text.problems import LINE_END, Problem


def _told_well(problems: Iterable[Problem], text: str) -> None:
    lines = len(LINE_END.split(text))
    for problem in problems:
        assert 1 <= problem.line <= lines, problem
        assert problem.column >= 1, problem
        assert str(problem).isprintable(), problem


def read_yaml(raw: bytes) -> None:
    """A file of a catalogue: its values, and what the models say of them."""
    document, problems = yaml_reader.read("x.yml", raw)
    _told_well(problems, raw.decode("utf-8-sig", "replace"))
    if isinstance(document.data, dict):
        for model in {**FOLDERS, **VOCABULARIES}.values():
            found = findings(model, document.data, {"slug": "x"})[1]
            _told_well([document.problem(f.rule, f.path, f.message, f.hint, key=f.key) for f in found], document.text)


def read_inline(raw: bytes) -> None:
    """A text of a catalogue. Its HTML is what the sanitizer would leave of it."""
    text = raw.decode("utf-8", "replace")
    inline.forbidden(text), inline.links(text), inline.cited(text), inline.plain(text)
    made = inline.html(text, lambda address: address)
    assert made.count("<") == sanitize.text(made).count("<"), made


def read_figure(raw: bytes) -> None:
    """A figure: one that can be read is looked at, and drawn if nothing is wrong with it."""
    document, _ = yaml_reader.read("x.yml", raw)
    figure, _ = findings(Figure, document.data, {})
    if isinstance(figure, Figure) and not lint(figure):
        figures.drawing("x", figure, "X", "It moves.", {"primary": ("soleus",), "secondary": ()})


def read_guide(raw: bytes) -> None:
    """A guide: its fields, letters, links and addresses."""
    text = raw.decode("utf-8", "replace")
    _told_well(guide_checks.problems(Guide("x.md", "docs/x.md", "X", (), text=text)), text)


READERS: dict[str, Callable[[bytes], None]] = {
    "yaml": read_yaml,
    "inline": read_inline,
    "figure": read_figure,
    "guide": read_guide,
}


def _seeds(reader: str) -> list[str]:
    """What stands in our own files, for a reader to begin with."""
    files = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "catalogue").rglob("*.yml"))]
    guides = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
    if reader == "figure":
        parts = [re.search(r"^figure:\n((?: .*\n)+)", text, re.MULTILINE) for text in files]
        return [re.sub(r"^  ", "", part[1], flags=re.MULTILINE) for part in parts if part]
    if reader == "inline":
        return [line.strip() for text in files for line in text.split("\n") if "](" in line or "*" in line]
    return [text for text in (guides if reader == "guide" else files) if len(text) < 20_000]


def main() -> None:
    if sys.argv[1:2] == [] or sys.argv[1] not in READERS:
        sys.exit(f"usage: fuzz_bytes.py {{{','.join(READERS)}}} [libFuzzer's options]")
    name = sys.argv[1]
    with tempfile.TemporaryDirectory() as corpus:
        for number, text in enumerate(_seeds(name)):
            (Path(corpus) / str(number)).write_text(text, encoding="utf-8")
        limits = ["-timeout=60", "-rss_limit_mb=500", "-max_len=20000"]
        atheris.Setup([sys.argv[0], *limits, *sys.argv[2:], corpus], READERS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
