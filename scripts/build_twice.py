"""A second build of the site, as if on another machine, compared with the first byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from site_build import NotPublishedError

BUILD = Path(__file__).resolve().parent / "build.py"


def again(config_file: Path, folder: Path, environment: Mapping[str, str]) -> None:
    """Build the site once more into `folder`, in surroundings that differ in everything that must not matter.

    The project is reached through a link in another folder, from another working directory. Hash seed, language and
    encoding, time zone, umask, home and user differ from `environment`. Python, its packages and the day are the same.
    Raises NotPublishedError if that build fails.
    """
    with tempfile.TemporaryDirectory(prefix="legwork-") as scratch:
        project = Path(scratch, "the same project, elsewhere")
        project.symlink_to(config_file.resolve().parent, target_is_directory=True)
        done = subprocess.run(
            [sys.executable, str(BUILD), "--config", str(project / config_file.name), "--site", str(folder)],
            cwd=scratch,
            env={**environment, **_other(environment, scratch)},
            umask=0o077 if os.name != "nt" else -1,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode:
        raise NotPublishedError(f"The first build went well, the second did not:\n{done.stderr.strip()}")


def _other(environment: Mapping[str, str], home: str) -> dict[str, str]:
    """Return the environment variables of another user on another machine."""
    seed = "2" if environment.get("PYTHONHASHSEED") == "1" else "1"
    ascii_only = {"LC_ALL": "C", "LANG": "C", "LANGUAGE": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return {"PYTHONHASHSEED": seed, "TZ": "XXX-14", "HOME": home, "USER": "somebody", "LOGNAME": "somebody", **ascii_only}


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield every file that is in one of two folders only, or differs, with the first difference."""
    first, second = _files(one), _files(other)
    for name in sorted(first | second):
        if name not in second:
            yield f"{name}: only the first build has it"
        elif name not in first:
            yield f"{name}: only the second build has it"
        elif difference := _first_difference((one / name).read_bytes(), (other / name).read_bytes()):
            yield f"{name}: {difference}"


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _first_difference(one: bytes, other: bytes) -> str:
    """Return the first difference of two contents with the text around it, or an empty string."""
    if one == other:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    line = one.count(b"\n", 0, at) + 1
    first, second = (repr(content[max(0, at - 20) : at + 40])[1:] for content in (one, other))
    return f"line {line}, byte {at + 1}: {first}, then {second}"
