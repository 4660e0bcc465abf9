"""Medians with their intervals, for the benchmarks beside this file."""

import statistics
import time
from collections.abc import Callable, Sequence


def seconds(job: Callable[[], object]) -> float:
    """How long the job takes, by the clock on the wall."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def cpu_seconds(job: Callable[[], object]) -> float:
    """How long processors worked on the job, in all threads of this process together.

    Unlike the clock on the wall it hardly minds other programs on the machine.
    """
    start = time.process_time()
    job()
    return time.process_time() - start


def summary(values: Sequence[float], digits: int = 0) -> str:
    """The median and the range that holds the true one in at least 95 of 100 cases.

    summary([1, 2, 3, 4, 5, 6], 1) -> "3.5 (95% interval 1.0-6.0, n = 6)"

    The range is between two order statistics; with fewer than 6 values no such range reaches 95%,
    and the text says so.
    """
    ordered, n = sorted(values), len(values)
    skip = _outside(n)
    low, high = ordered[skip], ordered[n - 1 - skip]
    kind = "95% interval" if n >= 6 else "lowest-highest"
    middle = statistics.median(ordered)
    return f"{middle:,.{digits}f} ({kind} {low:,.{digits}f}-{high:,.{digits}f}, n = {n})"


def _outside(n: int) -> int:
    """How many values to leave out at each end: binomial(n, 1/2) below that is at most 2.5%."""
    below, ways, skip = 0.0, 1, 0
    while (below := below + ways / 2**n) <= 0.025:
        ways = ways * (n - skip) // (skip + 1)
        skip += 1
    return max(skip - 1, 0)
