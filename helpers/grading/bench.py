"""Where judges work: a process of its own, so that no answer can keep or crowd the grader.

In: a bound on processor time and memory for each judgment. Out: what a judgment is (`judging`).

The process is forked from this one, so that it has every exercise at hand; it ends with the
thread that made it. Elsewhere than on Linux the work is done here, without a bound.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from typing import Any

MEMORY = 2**30  # addresses beyond those of the grader
PATIENCE = 20.0  # a busy machine may take this many times the processor time on the clock
PR_SET_PDEATHSIG = 1


class TooMuch(Exception):
    """The work took more time or memory than it may."""


class Bench:
    """Does `work(*request)` elsewhere, one request after the other; for one thread."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self._work, self._pid = work, 0

    def do(self, seconds: float, *request: Any) -> Any:
        """What the work gives. TooMuch when it needs more than `seconds` of a processor."""
        if sys.platform != "linux":
            return self._work(*request)
        if not self._pid:
            self._start()
        try:
            self._line.send((seconds, request))
            if not self._line.poll(PATIENCE * seconds + 1):
                raise EOFError
            answered, answer = self._line.recv()
        except (EOFError, OSError):
            self.close()
            raise TooMuch from None
        if not answered:
            raise TooMuch
        return answer

    def close(self) -> None:
        """Ends the process, if there is one."""
        if self._pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._line.close()
            self._pid = 0

    def _start(self) -> None:
        self._line, theirs = Pipe()
        self._pid = os.fork()
        if self._pid:
            theirs.close()
            return
        try:
            _serve(theirs, self._work)
        finally:
            os._exit(1)


def _serve(line: Connection, work: Callable[..., Any]) -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL), 0, 0, 0)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.closerange(3, line.fileno())  # no room and no file of the grader is held open here
    os.closerange(line.fileno() + 1, 4096)
    gc.freeze()
    _bound_memory()
    while True:
        seconds, request = line.recv()
        _bound_time(seconds)
        try:
            answer = True, work(*request)
        except (MemoryError, RecursionError):
            answer = False, None
        line.send(answer)


def _bound_memory() -> None:
    with open("/proc/self/statm", encoding="ascii") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = now + MEMORY
    resource.setrlimit(
        resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
    )


def _bound_time(seconds: float) -> None:
    """The kernel ends this process when a request needs more, also inside a C function."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 1, hard))
