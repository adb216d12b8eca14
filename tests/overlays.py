"""The miniature with some of its files replaced: how a test says what is different about its catalogue."""

from __future__ import annotations

import shutil
from pathlib import Path

MINI = Path(__file__).resolve().parent / "mini"
REMOVED = ".deleted"


def copy_of_mini(target: Path) -> Path:
    """A copy of the miniature at `target`, to be changed."""
    shutil.copytree(MINI, target, dirs_exist_ok=True)
    return target


def lay_over(overlay: Path, target: Path) -> None:
    """Puts the files of `overlay` over those of `target`; an empty file `x.deleted` removes `x`, file or folder."""
    for file in sorted(path for path in overlay.rglob("*") if path.is_file()):
        place = target / file.relative_to(overlay)
        if file.suffix == REMOVED:
            _remove(place.with_suffix(""))
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
