"""An event loop whose clock the check owns: a wait of an hour is over at once, and in order.

In: running a coroutine on such a clock, also where another loop runs (a notebook). Out: what is
run on it (visits, upstream). time.time() and time.monotonic() go on as ever: only what asks the
loop (asyncio.sleep, asyncio.timeout, loop.time()) is on this clock.
"""

from __future__ import annotations

import asyncio
import contextlib
import selectors
from collections.abc import Coroutine, Iterator
from typing import Any

A_THREAD = 0.005  # real seconds between two looks at a thread that works for the loop


class Clockwork(asyncio.SelectorEventLoop):
    """Time passes only when nothing is ready: then it jumps to the next timer."""

    def __init__(self) -> None:
        self.now = 0.0
        self.working = 0  # calls of run_in_executor that are not done
        self.limiter: Any = None  # anyio's, which counts the threads that it uses
        super().__init__(_Jumps(self))

    def time(self) -> float:
        return self.now

    def run_in_executor(self, executor: Any, function: Any, *args: Any) -> Any:
        self.working += 1
        future = super().run_in_executor(executor, function, *args)
        future.add_done_callback(self._worked)
        return future

    def _worked(self, future: Any) -> None:
        self.working -= 1

    @property
    def waits_for_threads(self) -> bool:
        return self.working > 0 or (self.limiter is not None and self.limiter.borrowed_tokens > 0)


class _Jumps(selectors.DefaultSelector):
    """Looks for what is ready; where nothing is, it moves the clock instead of waiting."""

    def __init__(self, loop: Clockwork) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None or self._loop.waits_for_threads:
            return super().select(A_THREAD)
        self._loop.now += timeout
        return ready


def run(coroutine: Coroutine) -> Any:
    """The coroutine's result, on a clock that begins at 0. What it started ends with it."""
    loop = Clockwork()
    with _no_other_loop():
        try:
            return loop.run_until_complete(_counted(loop, coroutine))
        finally:
            _end(loop)


async def _counted(loop: Clockwork, coroutine: Coroutine) -> Any:
    import anyio.to_thread  # comes with the SDKs and with FastAPI

    loop.limiter = anyio.to_thread.current_default_thread_limiter()
    return await coroutine


def _end(loop: Clockwork) -> None:
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    with contextlib.suppress(Exception):
        loop.run_until_complete(asyncio.wait_for(_gathered(tasks), 60))
        loop.run_until_complete(asyncio.wait_for(loop.shutdown_asyncgens(), 60))
    loop.close()


async def _gathered(tasks: set) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.contextmanager
def _no_other_loop() -> Iterator[None]:
    """A notebook's thread already runs a loop. This one runs inside it, in the same thread, so
    that a time limit reaches it; the other one stands still meanwhile, as in any cell."""
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(before)
