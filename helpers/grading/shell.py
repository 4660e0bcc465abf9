"""What get_ipython() gives in a room: IPython's own lines do nothing outside the cell.

In: the calls that IPython makes of its lines, `%time f(x)`, `files = !ls`. Out: programs, packages,
settings: in a room there is nothing to install and nothing to show. It works in the room.
"""

from __future__ import annotations

from typing import Any

RUNS = {"time", "timeit", "prun", "memit", "lprun"}  # magics that run the rest of their line


class Timing(float):
    """What `%timeit -o` returns: no time at all, as a number and under its usual names."""

    best = worst = average = stdev = 0.0


class Shell:
    """The few methods that transformed lines call."""

    def __init__(self, namespace: dict) -> None:
        self.user_ns = namespace

    def run_line_magic(self, name: str, line: str, *more: Any, **how: Any) -> Any:
        if name not in RUNS:
            return None
        words = line.split()
        while words and words[0].startswith("-"):  # `-n 10`, `-n10`, `-o`
            option = words.pop(0)
            if option in ("-n", "-r", "-p", "-s", "-l") and words:
                words.pop(0)
        source = line[line.find(words[0]) :] if words else ""
        exec(source, self.user_ns)
        return Timing() if name == "timeit" and "-o" in line else None

    def run_cell_magic(self, name: str, line: str, cell: str, *more: Any) -> None:
        """Only magics that are no Python come here; theirs is not run."""

    def system(self, command: str) -> None:
        """No program is started."""

    def getoutput(self, command: str, *more: Any, **how: Any) -> list[str]:
        """What the program would have said: nothing."""
        return []

    magic = system
