"""What is made once for a whole run, however many processes share its tests."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

T = TypeVar("T")


def shared_folder(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Any]) -> Path:
    """Return the path that `make` fills, once: whoever asks while it is being made waits for it."""
    base = factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made, finished = root / name, root / f"{name}.made"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            make(made)
            finished.touch()
    return made


def shared_value(factory: pytest.TempPathFactory, name: str, make: Callable[[], T]) -> T:
    """Return what `make` returns; one process works it out, the others read it from a file."""
    file = shared_folder(factory, name, lambda path: path.write_bytes(pickle.dumps(make())))
    value: T = pickle.loads(file.read_bytes())
    return value
