"""How long somebody's code took, less what it waited for through no fault of its own.

In: one process, as Linux accounts for it. Out: limits, and what happens at them.

A busy machine makes everything slower, and the model in the box answers in a thread of the
process that asks it. Neither may decide a mark.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def held_up(pid: int) -> float:
    """Seconds since its start in which a process waited for a processor, or worked in other
    threads than its first; 0.0 where the system does not say."""
    try:
        processors, waited = _times(Path(f"/proc/{pid}/task/{pid}/schedstat"))
        return waited + max(0.0, _processors(pid) - processors) + _others_waited(pid)
    except (OSError, ValueError, IndexError):
        return 0.0


def _times(file: Path) -> tuple[float, float]:
    """Seconds on a processor, and seconds of waiting for one."""
    on, waiting = file.read_text().split()[:2]
    return int(on) / 1e9, int(waiting) / 1e9


def _processors(pid: int) -> float:
    """Seconds on processors of all threads, also of those that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _others_waited(pid: int) -> float:
    waited = 0.0
    for thread in os.listdir(f"/proc/{pid}/task"):
        if thread != str(pid):
            with contextlib.suppress(OSError, ValueError):  # it has just ended
                waited += _times(Path(f"/proc/{pid}/task/{thread}/schedstat"))[1]
    return waited
