#!/usr/bin/env python3
"""Builds that are killed: whatever the moment, the old site or the new one is there, whole, and the next build cleans up.

Two projects that differ in a few pages are built in turn into one site, and killed. As a program it kills many:

    python3 tests/crashes.py --kills 50 --seed 1

A third of the kills come by the clock, the others just before one of the changes that a build makes to the file
system, most of these around the moment when the site is replaced. Every other kill meets a build that may not
exchange folders in one step and has to make do with two renames. After a kill comes another kill, a build that
fails, or one that goes well. Some kills meet two builds at once.

Exit codes: 0 nothing was ever broken; 1 something was; 2 wrong use; 3 the environment could not be set up.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent / folder) for folder in ("hooks", "scripts")]
    import setup_env

    setup_env.ensure("dev")

import engine
import replacing
import site_build
from built import tree
from project import Project, make_project

CHANGES = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "shutil.copyfile", "shutil.rmtree"})
"""Audit events of Python that come before a change of the file system."""
SQUAT = "catalogue/exercises/squat.yml"
WHOLE = "went to its end"


class BrokenError(Exception):
    """A killed build did harm."""


def changes(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether an audit event announces a change of the file system."""
    return event in CHANGES or (event == "open" and isinstance(arguments[1], str) and arguments[1][:1] in "wax")


def before_change(act: Callable[[int], None]) -> None:
    """Calls `act`, for the rest of this process, before every change of the file system, with its number."""
    made = 0

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal made
        if changes(event, arguments):
            made += 1
            act(made)

    sys.addaudithook(hear)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Yard:
    """Two sound projects and a broken one that are published at the same place, and what they look like when they are."""

    folder: Path
    projects: dict[str, Project] = field(init=False)
    sites: dict[str, dict[str, bytes]] = field(init=False)
    changes: int = field(init=False)
    """What a whole build makes, the removal of the old site included."""
    swap: int = field(init=False)
    """The number of the last change before the site is replaced."""
    seconds: float = field(init=False)

    def __post_init__(self) -> None:
        self.projects = {name: make_project(self.folder / name) for name in ("one", "other", "broken")}
        self.projects["other"].replace(SQUAT, "name: Squat", "name: Deep squat")
        self.projects["broken"].replace(SQUAT, "kind: strength", "kind: strengtn")
        engine.load_config(str(self.projects["one"].config))  # imports all that a build needs, once, before processes part
        self.site.parent.mkdir()
        self.sites = {}
        for name in ("other", "one"):
            started = time.monotonic()
            if self.ended(self.start(name, tell=True)) != 0:
                raise BrokenError(f"the sound project {name!r} cannot be built")
            self.sites[name] = tree(self.site)
            self.seconds = time.monotonic() - started
        self.swap, self.changes = map(int, (self.folder / "changes").read_text().split())

    @property
    def site(self) -> Path:
        return self.folder / "published" / "site"

    def start(self, name: str, *, exchange: bool = True, die_before: int = 0, tell: bool = False) -> int:
        """Starts a build in a process of its own, which kills itself before change number `die_before`; gives its id."""
        process = os.fork()
        if process:
            return process
        code = 70
        try:
            os.dup2(os.open(self.folder / "output", os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
            if not exchange:
                replacing._exchange = lambda one, other: False
            made = [0]
            before_change(lambda number: die() if number == die_before else made.append(number))
            replace, swap = replacing._replace, [0]
            replacing._replace = lambda *paths: (swap.append(made[-1]), replace(*paths))
            code = 0 if site_build.build_into(self.projects[name].config, self.site) else 1
            if tell:
                (self.folder / "changes").write_text(f"{swap[-1]} {made[-1]}")
        finally:
            os._exit(code)

    @staticmethod
    def ended(process: int) -> int:
        """The exit code of a build, once it has ended; minus the signal if it was killed."""
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    def published(self) -> str:
        """Which of the two is there: at the place, or safe beside it between two renames."""
        place = self.site if self.site.exists() else replacing.work_folder(self.site) / "old"
        found = tree(place)
        for name, site in self.sites.items():
            if found == site:
                return name
        raise BrokenError(_mixture(found, self.sites))

    def assert_clean(self) -> None:
        left = [path.name for path in self.site.parent.iterdir() if path != self.site]
        if left:
            raise BrokenError(f"left behind: {left}")


def _mixture(found: dict[str, bytes], sites: dict[str, dict[str, bytes]]) -> str:
    if not found:
        return "there is no site"
    parts = [f"{sum(found.get(path) == text for path, text in site.items())} of {name}" for name, site in sites.items()]
    return f"a mixture: {len(found)} files, {', '.join(parts)}"


@dataclass
class Killer:
    """Kills builds in a yard, round by round, each by chance."""

    yard: Yard
    chance: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    last: str = "one"
    """What is published."""

    def round(self) -> None:
        """One kill, and what comes after it. Raises BrokenError."""
        exchange = self.chance.random() < 0.5
        there = self.yard.site.exists()
        aim = self.chance.choice([name for name in self.yard.sites if name != self.last])
        if self.chance.random() < 0.15:
            self._kill_one_of_two(aim, exchange)
        else:
            self._kill(aim, exchange)
        if there and exchange and not self.yard.site.exists():
            raise BrokenError("there is no site")
        then = self.chance.choice(["kill", "fail", "build"])
        if then == "fail":
            if self.yard.ended(self.yard.start("broken", exchange=exchange)) != 1:
                raise BrokenError("a broken catalogue was published")
            self._assert_there(self.last)
        elif then == "build":
            if self.yard.ended(self.yard.start(aim, exchange=exchange)) != 0:
                raise BrokenError("the next build failed")
            self._assert_there(aim)
            self.last = aim

    def _kill(self, aim: str, exchange: bool) -> None:
        if self.chance.random() < 1 / 3:
            self.counts["by the clock"] += 1
            process = self.yard.start(aim, exchange=exchange)
            time.sleep(self.chance.random() * self.yard.seconds * 1.1)
            os.kill(process, signal.SIGKILL)
        else:
            self.counts["at a change"] += 1
            begin, swap, end = 1, self.yard.swap, self.yard.changes
            ranges = [(begin, swap), (swap, swap + 4), (swap, swap + 4), (swap, end)]
            number = self.chance.randint(*self.chance.choice(ranges))
            process = self.yard.start(aim, exchange=exchange, die_before=number)
        self._look_at(self.yard.ended(process), {self.last, aim})

    def _kill_one_of_two(self, aim: str, exchange: bool) -> None:
        self.counts["with another build running"] += 1
        victim, other = self.yard.start(aim, exchange=exchange), self.yard.start(self.last, exchange=exchange)
        time.sleep(self.chance.random() * self.yard.seconds * 2)
        os.kill(victim, signal.SIGKILL)
        code = self.yard.ended(victim)
        if self.yard.ended(other) != 0:
            raise BrokenError("a build failed because another was killed")
        self._look_at(code, {self.last, aim})

    def _look_at(self, code: int, allowed: set[str]) -> None:
        if code not in (0, -signal.SIGKILL):
            raise BrokenError(f"a build ended with {code}: {(self.yard.folder / 'output').read_text()[-2000:]}")
        self.counts["between two renames"] += not self.yard.site.exists()
        found = self.yard.published()
        if found not in allowed:
            raise BrokenError(f"{found!r} is there, which nobody has built")
        self.counts[WHOLE if code == 0 else "found the new site" if found != self.last else "found the old site"] += 1
        self.last = found

    def _assert_there(self, name: str) -> None:
        if not self.yard.site.exists() or self.yard.published() != name:
            raise BrokenError(f"{name!r} should be there after the next build")
        self.yard.assert_clean()
        self.counts["cleaned up"] += 1


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50, help="how many (default 50)")
    parser.add_argument("--seed", type=int, default=1, help="of all of them (default 1)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        killer = Killer(Yard(Path(scratch)), random.Random(options.seed))
        started = time.monotonic()
        for number in range(1, options.kills + 1):
            try:
                killer.round()
            except BrokenError as error:
                print(f"kill {number}: {error}")
                return 1
        counts = ", ".join(f"{count} {what}" for what, count in killer.counts.items())
        print(f"{options.kills} kills in {time.monotonic() - started:.0f} s, nothing broken: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
