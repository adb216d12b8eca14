"""Packages of the core import downward only, and modules import in no circle."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from legwork.catalogue import urls
from legwork.catalogue.catalogue import KINDS

HOOKS = Path(__file__).resolve().parent.parent / "hooks"
CORE = HOOKS / "legwork"
MODULES = {
    ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__"): path for path in CORE.rglob("*.py")
}

FLOORS = (
    {"text", "work"},
    {"figures", "theme"},
    {"catalogue"},
    {"routines", "search"},
    {"exports", "editing"},
    {"pages"},
    {"site"},
)
"""Packages of `hooks/legwork`, ground floor first. A package uses those on floors below its own."""


def imported(module: str) -> set[str]:
    """Modules that a module imports, in functions and for type checkers too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively"
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            found.update(name if name in MODULES else str(node.module) for name in names)
    return found


def room(module: str) -> str:
    """The package below `legwork` that a module belongs to."""
    return module.split(".")[1]


def floor(module: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room(module) in rooms)


def test_every_package_has_a_floor() -> None:
    assert {room(module) for module in MODULES if module != "legwork"} == set().union(*FLOORS)


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"legwork"}))
def test_a_module_imports_from_its_own_package_and_from_floors_below(module: str) -> None:
    for other in imported(module) & set(MODULES):
        assert room(other) == room(module) or floor(other) < floor(module), f"{module} imports {other}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module: imported(module) & set(MODULES) for module in MODULES}
    list(TopologicalSorter(graph).static_order())


def test_the_core_knows_no_site_generator() -> None:
    for module in MODULES:
        assert not {name for name in imported(module) if name.split(".")[0] in ("mkdocs", "material", "properdocs")}, module


def test_no_template_writes_the_address_of_a_page() -> None:
    """They ask `urls`, as Python does: an address that moves then moves everywhere."""
    places = "|".join(sorted({*KINDS.values(), *(url.strip("/") for url in urls.single() if url)}))
    by_hand = re.compile(rf"""["'](?:{places})/""")
    for path in [*CORE.rglob("*.j2"), *(HOOKS / "theme").rglob("*.html")]:
        assert not by_hand.findall(path.read_text(encoding="utf-8")), path
