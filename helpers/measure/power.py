"""How many questions a paired test needs. In: shares of questions that change. Out: the test.

power(200, mended=0.08, broke=0.03) -> 0.5: a change that mends 8 % of questions and breaks 3 %
is found in about half of all experiments with 200 questions.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

import numpy as np

from helpers.measure.paired import ENOUGH

STEP = 10  # numbers of questions are searched in tens
MOST = 5_000
FAR = 9.0  # standard deviations beyond which a number of changed questions does not occur


@cache
def enough(changed: int, level: float = ENOUGH) -> int:
    """The smallest larger side of `changed` questions that is evidence: enough(12) -> 10.

    changed + 1 where none is: of five, even 5 to 0 comes from a fair coin in 6 of 100.
    """
    logs = _log_factorials(MOST)
    k = np.arange(changed, changed // 2, -1)
    tails = np.cumsum(np.exp(logs[changed] - logs[k] - logs[changed - k] - changed * math.log(2)))
    return changed - int(np.searchsorted(tails, level / 2)) + 1


def power(n: int, mended: float, broke: float, level: float = ENOUGH) -> float:
    """How often the exact paired test sees a change that mends and breaks these shares, 0..1.

    Right and left are both counted: power(n, p, p) is how often it cries wolf.
    ValueError unless 0 < n <= MOST and mended + broke is in 0..1.
    """
    share = mended + broke
    if not 0 < n <= MOST or min(mended, broke) < 0 or share > 1:
        raise ValueError(f"wanted 0 < n <= {MOST} and shares, got {n}, {mended}, {broke}")
    if share == 0:
        return 0.0
    reach = FAR * math.sqrt(n * share * (1 - share)) + FAR
    some = range(max(0, int(n * share - reach)), min(n, math.ceil(n * share + reach)) + 1)
    chances = _binomial(n, share, np.array(some))
    found = (
        chance * _seen(m, mended / share, level) for m, chance in zip(some, chances, strict=True)
    )
    return min(1.0, math.fsum(found))


@lru_cache(100_000)  # whoever looks for n asks for nearly the same again
def _seen(changed: int, win: float, level: float) -> float:
    """How often so many changed questions, each mended with chance `win`, are evidence."""
    side = np.arange(enough(changed, level), changed + 1)
    return float(_binomial(changed, win, side).sum() + _binomial(changed, 1 - win, side).sum())


def needed(mended: float, broke: float, wanted: float = 0.8, level: float = ENOUGH) -> int | None:
    """The smallest number of questions, in tens, that has this power; None above MOST.

    Doubling, then halving: the power of an exact test is a saw, so a few more may have a bit less.
    """
    n = STEP
    while power(n, mended, broke, level) < wanted:
        if n == MOST:
            return None
        n = min(2 * n, MOST)
    low, high = n // 2 // STEP, n // STEP
    while high - low > 1:
        middle = (low + high) // 2
        if power(middle * STEP, mended, broke, level) < wanted:
            low = middle
        else:
            high = middle
    return high * STEP


def _binomial(n: int, share: float, k: np.ndarray) -> np.ndarray:
    """The chance of k of n, for each k."""
    if share in (0.0, 1.0):
        return (k == n * share).astype(float)
    logs = _log_factorials(MOST)
    log = logs[n] - logs[k] - logs[n - k] + k * math.log(share) + (n - k) * math.log1p(-share)
    return np.exp(log)


@cache
def _log_factorials(most: int) -> np.ndarray:
    return np.array([math.lgamma(k + 1) for k in range(most + 1)])
