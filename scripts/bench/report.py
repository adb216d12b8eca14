"""Reports of measurements, for people and for programs: medians, ratios to ours, growth with size."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING

from bench import plot
from bench.builds import Run, Runs

if TYPE_CHECKING:
    from bench.search import Searches


def middle(runs: Iterable[Run], value: str) -> float:
    return float(median(getattr(run, value) for run in runs))


def ratio(runs: Runs, other: str, value: str) -> float:
    """Another build to ours, the median of the pairs."""
    pairs = zip(runs[other], runs["ours"], strict=False)
    return float(median(getattr(one, value) / getattr(ours, value) for one, ours in pairs))


def index_cost(runs: Iterable[Run], value: str) -> float | None:
    """Return the extra cost of a build's index, the median of the pairs, or None if it was not measured."""
    more = [getattr(run, value) - getattr(run.without_index, value) for run in runs if run.without_index]
    return float(median(more)) if more else None


def ratios(runs: Runs) -> dict[str, dict[str, float]]:
    """Return the ratios of wall time and CPU of every other build to ours, which must be among `runs`."""
    others = [name for name in runs if name != "ours"] if "ours" in runs else []
    return {name: {value: ratio(runs, name, value) for value in ("wall_s", "cpu_s")} for name in others}


def exponent(results: dict[int, Runs], build: str, value: str, smaller: int, larger: int) -> float:
    """The slope between two sizes on logarithmic scales: 1 if twice the exercises take twice as long."""
    low, high = (middle(results[size][build], value) for size in (smaller, larger))
    return math.log(high / low) / math.log(larger / smaller)


def spans(measured: Iterable[int]) -> list[tuple[int, int]]:
    """Return the pairs of sizes between which growth is reported: smallest and largest, and the last two.

    The last two say more: at small sizes, starting up and the pages of the vocabularies are most of the time.
    """
    ordered = sorted(measured)
    return list(dict.fromkeys([(ordered[0], ordered[-1]), (ordered[-2], ordered[-1])])) if len(ordered) > 1 else []


def table(results: dict[int, Runs]) -> str:
    """All that was measured, for people."""
    lines = ["exercises  build     runs  pages   wall s    CPU s  ms/page  peak MB  output MB  search KB"]
    if any(run.without_index for runs in results.values() for found in runs.values() for run in found):
        lines[0] += "  index s  index CPU"
    for size, runs in results.items():
        for name, found in runs.items():
            pages, wall_s, cpu_s = (middle(found, value) for value in ("pages", "wall_s", "cpu_s"))
            lines.append(
                f"{size:9,d}  {name:8s}  {len(found):4d}  {pages:5.0f}  {wall_s:7.2f}  {cpu_s:7.2f}  {1000 * wall_s / pages:7.2f}"
                f"  {middle(found, 'peak_mb'):7.0f}  {middle(found, 'output_mb'):9.1f}"
                f"  {middle(found, 'search_bytes') / 1024:9.0f}{_index_columns(found)}"
            )
        for name, found_ratios in ratios(runs).items():
            wall, cpu = found_ratios["wall_s"], found_ratios["cpu_s"]
            lines.append(
                f"{'':9s}  {name} / ours: wall {wall:.2f}, CPU {cpu:.2f}; ours / {name}: {1 / wall:.2f}, {1 / cpu:.2f}"
            )
    for smaller, larger in spans(results):
        for name in results[smaller]:
            wall, cpu = (exponent(results, name, value, smaller, larger) for value in ("wall_s", "cpu_s"))
            lines.append(f"growth {smaller:,d} to {larger:,d}, {name}: wall exponent {wall:.2f}, CPU {cpu:.2f}")
    return "\n".join(lines)


def _index_columns(found: Sequence[Run]) -> str:
    wall_s, cpu_s = (index_cost(found, value) for value in ("wall_s", "cpu_s"))
    return "" if wall_s is None or cpu_s is None else f"  {wall_s:7.2f}  {cpu_s:9.2f}"


def record(results: dict[int, Runs], conditions: dict[str, str]) -> str:
    """All that was measured, for programs: every single run."""
    by_size = [
        {
            "exercises": size,
            "runs": {name: [asdict(run) for run in found] for name, found in runs.items()},
            "to_ours": ratios(runs),
            "index": {name: {value: index_cost(found, value) for value in ("wall_s", "cpu_s")} for name, found in runs.items()},
        }
        for size, runs in results.items()
    ]
    growth = [
        {
            "from": smaller,
            "to": larger,
            "build": name,
            "exponent": {value: exponent(results, name, value, smaller, larger) for value in ("wall_s", "cpu_s")},
        }
        for smaller, larger in spans(results)
        for name in results[smaller]
    ]
    return json.dumps({**conditions, "sizes": by_size, "growth": growth}, indent=1) + "\n"


def drawing(results: dict[int, Runs]) -> str:
    """All that was measured, as a drawing."""

    def series(value: Callable[[Sequence[Run]], float]) -> plot.Series:
        names = dict.fromkeys(name for runs in results.values() for name in runs)
        return {name: {size: value(runs[name]) for size, runs in results.items()} for name in names}

    panels = {
        "Wall seconds": series(lambda runs: middle(runs, "wall_s")),
        "CPU seconds": series(lambda runs: middle(runs, "cpu_s")),
        "Wall milliseconds a page": series(lambda runs: 1000 * middle(runs, "wall_s") / middle(runs, "pages")),
        "Peak memory, MB": series(lambda runs: middle(runs, "peak_mb")),
    }
    return plot.svg(panels, "By number of exercises; medians; both axes logarithmic. Compare lines, not machines.")


@dataclass(frozen=True)
class OfBuilds:
    """A report of builds, by size."""

    results: dict[int, Runs]

    def table(self) -> str:
        return table(self.results)

    def record(self, conditions: dict[str, str]) -> str:
        return record(self.results, conditions)

    def drawing(self) -> str:
        return drawing(self.results)


@dataclass(frozen=True)
class OfSearches:
    """A report of searches, by size."""

    searches: dict[int, Searches]

    def table(self) -> str:
        from bench import search  # only here: it needs what the tests need

        return search.table(self.searches)

    def record(self, conditions: dict[str, str]) -> str:
        sizes = {str(size): [asdict(one) for one in found] for size, found in self.searches.items()}
        return json.dumps({**conditions, "search": sizes}, indent=1) + "\n"

    def drawing(self) -> None:
        """There is none of searches."""
