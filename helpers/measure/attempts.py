"""Several attempts at one problem: what k of them would bring, from n that were made.

at_least_one is pass@k (Chen et al. 2021), all_of_them is pass^k (Yao et al. 2024). In: how many
were made and how many were right. Out: means over problems.
"""

from __future__ import annotations

from math import comb


def at_least_one(n: int, c: int, k: int) -> float:
    """pass@k: at_least_one(10, 4, 3) -> 0.83. ValueError unless 0 <= c <= n and 1 <= k <= n."""
    _check(n, c, k)
    return 1 - comb(n - c, k) / comb(n, k)


def all_of_them(n: int, c: int, k: int) -> float:
    """pass^k: all_of_them(10, 4, 3) -> 0.033. ValueError unless 0 <= c <= n and 1 <= k <= n."""
    _check(n, c, k)
    return comb(c, k) / comb(n, k)


def _check(n: int, c: int, k: int) -> None:
    if not (0 <= c <= n and 1 <= k <= n):
        raise ValueError(f"wanted 0 <= c <= n and 1 <= k <= n, got n={n}, c={c}, k={k}")
