"""Two ways compared on the same questions. In: right or wrong, twice. Out: rates (metrics).

verdict([False] * 9 + [True], [True] * 10) -> "mended 9, broke 0 of 10: better ..."
difference(9, 0, 10) -> (0.9, ...): how large it is; equivalent(...): small enough to forget?
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

ENOUGH = 0.05
Z95, Z90 = 1.96, 1.645  # two-sided 95 and 90 % of a normal distribution


def sign_test(mended: int, broke: int) -> float:
    """How often a fair coin is at least as one-sided: sign_test(9, 0) -> 0.0039 (two-sided).

    The exact form of McNemar's test (1947) on the questions where the two ways differ.
    """
    n, most = mended + broke, max(mended, broke)
    tail = sum(math.comb(n, k) for k in range(most, n + 1)) / 2**n
    return min(1.0, 2 * tail)


def verdict(before: Sequence[bool], after: Sequence[bool]) -> str:
    """What changed from before to after, and whether that is evidence; ValueError if unequal."""
    mended, broke, n = counts(before, after)
    p = sign_test(mended, broke)
    better = "better" if mended > broke else "worse"
    words = better if p < ENOUGH else "not enough evidence yet"
    return f"mended {mended}, broke {broke} of {n}: {words} (p = {p:.2g})"


def counts(before: Sequence[bool], after: Sequence[bool]) -> tuple[int, int, int]:
    """(mended, broke, n): counts([0, 1, 1], [1, 0, 1]) -> (1, 1, 3). ValueError if unequal."""
    if len(before) != len(after):
        raise ValueError(f"wanted the same questions twice, got {len(before)} and {len(after)}")
    mended = sum(b < a for b, a in zip(before, after, strict=True))
    broke = sum(b > a for b, a in zip(before, after, strict=True))
    return mended, broke, len(before)


def difference(mended: int, broke: int, n: int, z: float = Z95) -> tuple[float, float, float]:
    """(after - before, low, high) as shares of n: difference(10, 2, 100) -> (0.08, 0.01, 0.15).

    Bonett and Price 2012: one more on either side keeps the interval honest where few questions,
    or none, came out differently. ValueError unless mended + broke <= n and n > 0.
    """
    if min(mended, broke) < 0 or mended + broke > n or n == 0:
        raise ValueError(f"wanted mended + broke <= n and n > 0, got {mended}, {broke}, {n}")
    won, lost = (mended + 1) / (n + 2), (broke + 1) / (n + 2)
    half = z * math.sqrt((won + lost - (won - lost) ** 2) / (n + 2))
    return (mended - broke) / n, max(-1.0, won - lost - half), min(1.0, won - lost + half)


def in_points(mended: int, broke: int, n: int) -> str:
    """The difference in words: in_points(10, 2, 100) -> '+8 points (95% interval +1 to +15)'."""
    middle, low, high = (100 * share for share in difference(mended, broke, n))
    return f"{middle:+.0f} points (95% interval {low:+.0f} to {high:+.0f})"


def equivalent(mended: int, broke: int, n: int, margin: float) -> bool:
    """Whether the two differ by less than `margin` either way, at 5 % (Schuirmann 1987).

    Two one-sided tests: the 90 % interval of the difference lies inside -margin to +margin.
    """
    _, low, high = difference(mended, broke, n, Z90)
    return -margin < low and high < margin


def bootstrap(gains: Sequence[float], seed: int = 0, draws: int = 10_000) -> tuple[float, ...]:
    """(mean, low, high) of the gain of each question: 95 % of resampled means (Efron 1979).

    For grades, tokens and seconds as well as for right and wrong. It knows only the gains that
    came: where all are alike, the interval has no width. ValueError for fewer than two.
    """
    if len(gains) < 2:
        raise ValueError(f"an interval wants at least two questions, got {len(gains)}")
    values, rng = np.asarray(gains, float), np.random.default_rng(seed)
    picked = rng.integers(len(values), size=(draws, len(values)))
    low, high = np.quantile(values[picked].mean(axis=1), [0.025, 0.975])
    return float(values.mean()), float(low), float(high)
