"""What the tests spend their CPU on: seconds of each folder, file and unit, children included.

    python -m benchmarks.suite                    everything, in one process (half an hour)
    python -m benchmarks.suite tests/exercises    a part of it

In: CPU seconds of this process and of those that it started and that ended meanwhile. Out: wall
time, which says more about the machine's other work. A server or room that lives on counts for
the test at whose end it is reaped.
"""

from __future__ import annotations

import resource
import sys
from collections import Counter
from pathlib import Path

import pytest

from helpers.exercises import units

ROOT = Path(__file__).parents[1]
SHOWN = 25


class Spent:
    """A pytest plugin that adds up CPU seconds by test."""

    def __init__(self) -> None:
        self.by_test: Counter[str] = Counter()
        self._last = _cpu()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        now = _cpu()
        self.by_test[nodeid] += now - self._last
        self._last = now


def _cpu() -> float:
    mine = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in mine)


def file_of(test: str) -> str:
    """tests/grading/test_run.py::test_one[01] -> tests/grading/test_run.py"""
    return test.partition("::")[0]


def folder_of(test: str) -> str:
    """tests/exercises/unit_05/test_newest.py::… -> tests/exercises"""
    return "/".join(file_of(test).split("/")[:2])


def unit_of(test: str) -> str | None:
    """The unit that a test is about, by its folder or by its parameters; None for machinery."""
    path, _, parameters = test.partition("[")
    for unit in units.numbers():
        named = parameters.startswith((f"{unit}-", f"{unit}_", f"{unit}.", f"{unit}]"))
        if f"/unit_{unit}/" in path or named or f"-{unit}_" in parameters:
            return unit
    return None


def table(title: str, spent: Counter[str]) -> str:
    """The largest first, with their part of the whole."""
    total = sum(spent.values()) or 1.0
    rows = [f"| {name} | {s:.1f} | {s / total:.0%} |" for name, s in spent.most_common(SHOWN)]
    return "\n".join([f"| {title} | CPU s | part |", "|---|---:|---:|", *rows, ""])


def main(arguments: list[str]) -> int:
    """Runs pytest and prints the tables."""
    spent = Spent()
    code = pytest.main(["-q", "-n", "0", *(arguments or ["tests"])], plugins=[spent])
    for title, of in (("folder", folder_of), ("file", file_of), ("unit", unit_of)):
        grouped: Counter[str] = Counter()
        for test, seconds in spent.by_test.items():
            grouped[of(test) or "machinery"] += seconds
        print(table(title, grouped))
    print(table("test", spent.by_test))
    print(f"{sum(spent.by_test.values()):.0f} s of CPU in {len(spent.by_test)} tests")
    return int(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
