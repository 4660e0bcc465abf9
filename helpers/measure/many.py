"""Several comparisons at once: what is left of their p-values. In: p-values. Out: single tests.

Both give adjusted p-values in the order that came: compare them with the level as usual.
"""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> list[float]:
    """Below 5 %: even one false finding among them has a chance of 5 % at most (Holm 1979).

    holm([0.01, 0.04]) -> [0.02, 0.04]
    """
    k, worst = len(p_values), 0.0
    adjusted = [0.0] * k
    for place, at in enumerate(_smallest_first(p_values)):
        worst = max(worst, min(1.0, (k - place) * p_values[at]))
        adjusted[at] = worst
    return adjusted


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Below 5 %: of those that are found, 5 % are false on average (Benjamini, Hochberg 1995).

    benjamini_hochberg([0.01, 0.04]) -> [0.02, 0.04]
    """
    k, best = len(p_values), 1.0
    adjusted = [0.0] * k
    for place, at in reversed(list(enumerate(_smallest_first(p_values), 1))):
        best = min(best, k / place * p_values[at])
        adjusted[at] = best
    return adjusted


def _smallest_first(p_values: Sequence[float]) -> list[int]:
    return sorted(range(len(p_values)), key=lambda at: p_values[at])
