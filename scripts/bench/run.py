"""Runs one command and prints what it took as JSON: the arguments are `LOG COMMAND...`. Standard library only.

A program of its own, and a small one, because the resident size of whoever starts a process counts in that
process's peak. Memory is the largest of two: the peak of the largest process, as the system keeps it, and the sum
over the whole tree of processes, sampled ten times a second, where memory that they share counts once (PSS, Linux only).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

MIB = 1024 * 1024
EVERY_S = 0.1
PROC = Path("/proc")


def run(log: str, command: list[str]) -> dict[str, float]:
    """Wall and CPU seconds of `command` and all it started and waited for, its peak in MiB, and its exit code."""
    ended = threading.Event()
    with Path(log).open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said)
        trees: list[int] = []
        watch = threading.Thread(target=_watch, args=(process.pid, ended, trees))
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watch.join()
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {
        "exit": process.returncode,
        "wall_s": wall_s,
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "peak_mb": max([largest, *trees]) / MIB,
    }


def _watch(pid: int, ended: threading.Event, trees: list[int]) -> None:
    """Notes the bytes of all processes below `pid` together, whenever there is more than one."""
    while not ended.wait(EVERY_S):
        if len(tree := _tree(pid)) > 1:
            trees.append(sum(map(_bytes, tree)))


def _tree(pid: int) -> list[int]:
    """`pid` and every process below it; fewer if one ends meanwhile."""
    found = [pid]
    for parent in found:
        for children in PROC.glob(f"{parent}/task/*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _bytes(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main() -> None:
    """Runs the command that follows the name of its log, and prints what it took as JSON."""
    print(json.dumps(run(sys.argv[1], sys.argv[2:])))
