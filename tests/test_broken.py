"""Every mistake an editor can make is told with file, line, column and a hint, and in one run.

Each folder of `broken/` lays files over the miniature; `expected.txt` is the complete output. After a
change of wording: `pytest tests/test_broken.py --bless`, and read the difference as an editor would.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import legwork
from legwork.catalogue import checks, content, validation
from legwork.catalogue.content import Content
from overlays import copy_of_mini, lay_over

BROKEN = Path(__file__).resolve().parent / "broken"
CASES = sorted(path.name for path in BROKEN.iterdir())


Read = Callable[[str], Content]
model_errors: set[str] = set()
"""Kinds of error that the models raised so far."""


class _Noting(dict[str, Any]):
    def get(self, key: str, default: Any = None) -> Any:
        model_errors.add(key)
        return super().get(key, default)


@pytest.fixture(scope="module")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """Reads the content of a case, each once."""

    @functools.cache
    def read(case: str) -> Content:
        folder = copy_of_mini(tmp_path_factory.mktemp(case))
        lay_over(BROKEN / case, folder)
        return content.read(folder / "catalogue", folder / "docs", root=folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validation, "_DESCRIBE", _Noting(validation._DESCRIBE))
        yield read


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, read_case: Read, bless: bool) -> None:
    """The complete output for a broken catalogue is the one that was read and approved."""
    output = "".join(f"{problem}\n" for problem in read_case(case).problems)
    expected = BROKEN / case / "expected.txt"
    if bless:
        expected.write_text(output, encoding="utf-8")
    assert output, "nothing was found wrong"
    assert output == expected.read_text(encoding="utf-8")


def _firing(found: Content) -> Iterator[str]:
    """The checks that find something: name and rule."""
    world = checks.World(found.reading, found.guides)
    for check in checks.CHECKS:
        drafts = [draft for kind in check.kinds for draft in found.reading.drafts[kind].values() if draft.has(check.reads)]
        if any(list(check.function(draft.entry, world)) for draft in drafts):
            yield f"{check.name}: {check.rule}"


def test_every_check_has_a_case(read_case: Read) -> None:
    """A check that fires in no case is untested: add a folder to `broken/` with the check."""
    fired = {check for case in CASES for check in _firing(read_case(case))}
    assert {f"{check.name}: {check.rule}" for check in checks.CHECKS} - fired == set()


def test_no_check_fires_on_the_miniature(mini: Content) -> None:
    assert list(_firing(mini)) == []


def test_every_kind_of_model_error_has_a_case(read_case: Read) -> None:
    """The models raise exactly the errors that are put in an editor's words: none missing, none left over."""
    for case in CASES:
        read_case(case)
    assert model_errors == set(validation._DESCRIBE)


MODULES = (
    *(
        f"catalogue/{name}.py"
        for name in ("addresses", "fields", "loader", "models", "recipes", "validation", "yaml_reader", "yaml_source")
    ),
    *(f"catalogue/checks/{path.name}" for path in sorted(Path(checks.__file__).parent.glob("*.py"))),
    "guides.py",
    "moved.py",
    "guide_text.py",
    "paths.py",
)
MESSAGE_AT = {
    "wrong": 0,
    "_report": 1,
    "_add": 2,
    "Problem": 4,
    "problem": 1,
    "Finding": 1,
    "OSError": 1,
    "_told": 2,
    "Flaw": 2,
}
"""Which argument of a call is a message."""
SILENT = {f"catalogue/checks/{name}.py" for name in ("check", "drawings", "world")}
"""Modules without words of their own: what is wrong with a drawing, its lint says."""
AT_RUN_TIME = ("test_hostile_files.py", "test_checks.py", "test_moved.py")
"""Where those messages are asserted that need bytes no repository should hold, a change of the code, or a build."""


@pytest.mark.parametrize("module", MODULES)
def test_every_message_has_a_case(module: str) -> None:
    """No rule of the reader, the fields, the models, the loader or the checks goes without a broken file."""
    written = [(BROKEN / case / "expected.txt").read_text(encoding="utf-8") for case in CASES]
    written += [(BROKEN.parent / name).read_text(encoding="utf-8") for name in AT_RUN_TIME]
    messages = list(_messages(Path(legwork.__file__).parent / module))
    assert messages or module in SILENT, "found none: has the code changed its ways of reporting?"
    assert [message for message in messages if not any(message in text for text in written)] == []


def _messages(module: Path) -> Iterator[str]:
    """The longest fixed piece of every message in a module's source."""
    for function in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef):
            assigned = [node for node in ast.walk(function) if isinstance(node, ast.Assign)]
            named = {ast.unparse(node.targets[0]): node.value for node in assigned}
            for node in ast.walk(function):
                for message in _message_nodes(node, function):
                    message = named.get(ast.unparse(message), message)
                    if isinstance(message, (ast.Constant, ast.JoinedStr)):
                        yield max((part.value for part in ast.walk(message) if _is_text(part)), key=len)  # type: ignore[attr-defined]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _message_nodes(node: ast.AST, function: ast.FunctionDef) -> Iterator[ast.expr]:
    """What a call, a finding of a check, or a description of a model error says."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        yield from node.args[MESSAGE_AT[name] :][:1] if name in MESSAGE_AT else ()
    elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) in (2, 3):
        yield node.value.elts[-2]
    elif (
        isinstance(node, ast.Return)
        and isinstance(node.value, ast.Tuple)
        and ast.unparse(function.returns or node) == "_Description"
    ):
        yield node.value.elts[0]
