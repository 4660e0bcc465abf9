"""From a fresh kernel to the first reply: imports, server and call. Bar: 2 s.

python -m benchmarks.first_reply
"""

from benchmarks.fresh_kernel import FIRST_CELL, kernel, run
from benchmarks.measure import seconds, summary

KERNELS = 8


def first_reply() -> float:
    """Seconds for the first cell of a new kernel."""
    with kernel() as client:
        return seconds(lambda: run(client, FIRST_CELL))


def main() -> None:
    """The first kernel only fills the disk's cache."""
    times = [first_reply() for _ in range(KERNELS + 1)]
    print(
        f"first reply in a fresh kernel: {summary(times[1:], 2)} s; the very first {times[0]:.2f}"
    )


if __name__ == "__main__":
    main()
