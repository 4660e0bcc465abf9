"""Load: requests that come at their times, whether or not the earlier ones are done.

In: arrival times, running them, what a service level makes of them. Works on a real clock and on
the check's (helpers.checks.clockwork). Out: what is asked (the caller), figures (show).

A load generator that waits for each reply before it asks again slows down with the service that it
measures, and finds no queue (coordinated omission); this one does not wait.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Shot:
    """One request: when it came, how long it took, and its status (0: no answer)."""

    at: float
    seconds: float
    status: int


def arrivals(per_second: float, n: int, seed: int) -> list[float]:
    """n times of requests that come independently of each other (a Poisson process)."""
    rng, at, times = random.Random(seed), 0.0, []
    for _ in range(n):
        at += rng.expovariate(per_second)
        times.append(at)
    return times


async def fire(times: Sequence[float], ask: Callable[[int], Awaitable[int]]) -> list[Shot]:
    """Asks number i at times[i]; `ask` gives the status. What raises has status 0."""
    loop = asyncio.get_running_loop()
    start = loop.time()

    async def one(i: int, at: float) -> Shot:
        await asyncio.sleep(start + at - loop.time())
        began = loop.time()
        try:
            status = await ask(i)
        except Exception:  # whatever kept it from an answer, the client has none
            status = 0
        return Shot(at, loop.time() - began, status)

    return list(await asyncio.gather(*(one(i, at) for i, at in enumerate(times))))


def good(shots: Sequence[Shot], within: float) -> int:
    """How many were answered with 200 inside the service level: the goodput's numerator."""
    return sum(shot.status == 200 and shot.seconds <= within for shot in shots)


def percentile(shots: Sequence[Shot], share: float) -> float:
    """The time within which this share of the answers with 200 came; nan where there is none."""
    times = sorted(shot.seconds for shot in shots if shot.status == 200)
    return times[min(int(share * len(times)), len(times) - 1)] if times else float("nan")
