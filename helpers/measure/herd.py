"""A herd of clients before one server that has room for few: what each way of waiting does.

In: clients that begin together, a server that is shut for a while and then takes so many requests
in each second, the clients' waits; time is counted and not spent. Out: a real server.

    herd(lambda n, luck: luck.uniform(0, min(8, 0.5 * 2**n)), seed=1).served
"""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

TRIP = 0.1  # seconds from sending to knowing
Wait = Callable[[int, random.Random], float]  # (retries so far, luck) -> seconds


@dataclass(frozen=True)
class Crowd:
    """What came of a herd: how many were served, by how many requests, when the last one was."""

    served: int
    requests: int
    seconds: float


def herd(
    wait: Wait,
    clients: int = 100,
    attempts: int = 6,
    shut: float = 2.0,
    room: int = 10,
    seed: int = 0,
) -> Crowd:
    """The clients come within half a second; the server is shut at first, and then takes `room`
    requests in each second, whoever comes first. Who fails `attempts` times gives up."""
    luck = random.Random(seed)
    coming = [(luck.uniform(0, 0.5), client, 0) for client in range(clients)]
    heapq.heapify(coming)
    taken: Counter[int] = Counter()
    served, requests, last = 0, 0, 0.0
    while coming:
        at, client, n = heapq.heappop(coming)
        requests += 1
        if at >= shut and taken[int(at)] < room:
            taken[int(at)] += 1
            served, last = served + 1, at + TRIP
        elif n + 1 < attempts:
            heapq.heappush(coming, (at + TRIP + wait(n, luck), client, n + 1))
    return Crowd(served, requests, last)
