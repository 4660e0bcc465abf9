"""Numbers about many judgments. In: rates and their intervals. Out: who judged, and how."""

from __future__ import annotations

import math


def wilson(passed: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95% interval of a pass rate, as (low, high) in 0..1.

    wilson(8, 10) -> (0.49, 0.94).  Wilson 1927: unlike p ± z·se it stays inside 0..1 for small n.
    ValueError unless 0 <= passed <= n and n > 0.
    """
    if not 0 <= passed <= n or n == 0:
        raise ValueError(f"wanted 0 <= passed <= n and n > 0, got passed={passed}, n={n}")
    p = passed / n
    middle = p + z * z / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def rate(passed: int, n: int) -> str:
    """A rate in words: rate(8, 12) -> '8 of 12 (67%, 95% interval 39-86%)'."""
    low, high = wilson(passed, n)
    return f"{passed} of {n} ({passed / n:.0%}, 95% interval {low * 100:.0f}-{high:.0%})"
