"""The site's scripts are sound: TypeScript and ESLint find nothing in them, and would find a fault."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import check_javascript
from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted((ROOT / check_javascript.SCRIPTS).rglob("*.js"))
FAULTS = """
export async function later() {}
later();
if (words("a").length == 1) term(5);
var old = later;
export class Mistyped { constructor() { this.name = ""; } get short() { return this.label; } }
"""


def test_editors_check_types_as_one_writes() -> None:
    assert SCRIPTS
    assert [path.name for path in SCRIPTS if not path.read_text(encoding="utf-8").startswith("// @ts-check\n")] == []


def test_no_script_writes_the_address_of_a_page() -> None:
    """They find it on the page or in the index, where Python writes it."""
    places = "|".join(sorted({*KINDS.values(), "figures", *(url.strip("/") for url in urls.single() if url)}))
    by_hand = re.compile(rf"""["'`](?:{places})/""")
    for path in SCRIPTS:
        assert not by_hand.findall(path.read_text(encoding="utf-8")), path


@pytest.mark.slow
def test_no_fault_in_our_scripts() -> None:
    assert list(check_javascript.problems(ROOT)) == []


@pytest.mark.slow
def test_errors_in_scripts_are_found(tmp_path: Path) -> None:
    for folder in (check_javascript.SETTINGS, check_javascript.SCRIPTS):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    script = tmp_path / check_javascript.SCRIPTS / "search" / "terms.js"
    text = script.read_text(encoding="utf-8")
    script.write_text(text + FAULTS, encoding="utf-8")
    first = len(text.splitlines()) + 2
    found = [re.fullmatch(r"(.+?):(\d+):\d+: .+ \((\S+)\)", line) for line in check_javascript.problems(tmp_path)]
    assert {(one[1], int(one[2]) - first, one[3]) for one in found if one} == {
        (f"{check_javascript.SCRIPTS}/search/terms.js", line, rule)
        for line, rule in (
            (1, "@typescript-eslint/no-floating-promises"),
            (2, "eqeqeq"),
            (2, "TS2345"),
            (3, "no-var"),
            (3, "no-unused-vars"),
            (4, "TS2339"),
        )
    }
    assert None not in found
