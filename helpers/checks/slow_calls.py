"""Calls that take their time, without taking any: an async double on a clock of its own.

In: how long each call takes and what it gives, calls that wait side by side, a log. Out: how many
may wait at once (an exercise's business), real time.

    send = SlowCalls({"a": 3.0, "b": 1.0})
    await asyncio.gather(send("a"), send("b"))  # send.now is 3.0 afterwards
"""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Mapping
from itertools import count

QUIET = 25  # turns of the loop after which everybody who could go on has gone on


class SlowCalls:
    """An async function of one text; the clock moves when all who are awake have come to wait.

    `seconds` says how long each text takes, in a list where it comes several times; of those in
    `failing`, the call then raises ConnectionError. It gives the text in capitals, the second time
    with " 2" behind it. The log: ["start" or "end", text, at].
    """

    def __init__(
        self,
        seconds: Mapping[str, float | list[float]],
        failing: tuple | list = (),
        at_most: int = 100,
    ) -> None:
        self.seconds, self.failing, self.at_most = dict(seconds), tuple(failing), at_most
        self.log: list[list] = []
        self.now = 0.0
        self._waiting: list[tuple[float, int, asyncio.Future]] = []
        self._order, self._clock = count(), None

    async def __call__(self, text: str) -> str:
        if len(self.log) >= 2 * self.at_most:
            from helpers.checks.doubles import OverBudget

            raise OverBudget(f"more than {self.at_most} calls")
        time = sum(entry[:2] == ["start", text] for entry in self.log)
        self.log.append(["start", text, self.now])
        each = self.seconds[text]
        await self._pass(each[min(time, len(each) - 1)] if isinstance(each, list) else each)
        self.log.append(["end", text, self.now])
        if text in self.failing:
            raise ConnectionError(f"the connection broke during {text}")
        return text.upper() + (f" {time + 1}" if time else "")

    async def _pass(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        woken = loop.create_future()
        heapq.heappush(self._waiting, (self.now + seconds, next(self._order), woken))
        if self._clock is None or self._clock.done():
            self._clock = loop.create_task(self._tick())
        await woken

    async def _tick(self) -> None:
        """Wakes the sleepers one after the other, each when nobody else can go on."""
        while self._waiting:
            for _ in range(QUIET):
                await asyncio.sleep(0)
            self.now, _, woken = heapq.heappop(self._waiting)
            if not woken.done():
                woken.set_result(None)
