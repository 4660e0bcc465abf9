"""Two ways compared on the same questions. In: right or wrong, twice. Out: rates (metrics).

verdict([False] * 9 + [True], [True] * 10) -> "mended 9, broke 0 of 10: better ..."
"""

from __future__ import annotations

import math
from collections.abc import Sequence

ENOUGH = 0.05


def sign_test(mended: int, broke: int) -> float:
    """How often a fair coin is at least as one-sided: sign_test(9, 0) -> 0.0039 (two-sided).

    The exact form of McNemar's test (1947) on the questions where the two ways differ.
    """
    n, most = mended + broke, max(mended, broke)
    tail = sum(math.comb(n, k) for k in range(most, n + 1)) / 2**n
    return min(1.0, 2 * tail)


def verdict(before: Sequence[bool], after: Sequence[bool]) -> str:
    """What changed from before to after, and whether that is evidence; ValueError if unequal."""
    if len(before) != len(after):
        raise ValueError(f"wanted the same questions twice, got {len(before)} and {len(after)}")
    mended = sum(b < a for b, a in zip(before, after, strict=True))
    broke = sum(b > a for b, a in zip(before, after, strict=True))
    p = sign_test(mended, broke)
    better = "better" if mended > broke else "worse"
    words = better if p < ENOUGH else "not enough evidence yet"
    return f"mended {mended}, broke {broke} of {len(before)}: {words} (p = {p:.2g})"
