"""A mean over cases that belong together: several tickets of a customer, several samples of one.

In: scores, and to which cluster each belongs. Out: two systems compared (paired), shares without
clusters (metrics).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence

Z95 = 1.96


def standard_error(scores: Sequence[float], clusters: Sequence[Hashable]) -> float:
    """Of the mean, by clusters (Miller 2024, arXiv 2411.00640): alike in a cluster counts less.

    standard_error([1, 1, 0, 0], "aabb") -> 0.38, and with four clusters 0.29.
    ValueError unless there are two scores or more, and a cluster for each.
    """
    n = len(scores)
    if n < 2 or len(clusters) != n:
        raise ValueError(f"wanted two scores or more and a cluster for each, got {n}")
    mean, sums = sum(scores) / n, defaultdict(float)
    for score, cluster in zip(scores, clusters, strict=True):
        sums[cluster] += score - mean
    alone = sum((score - mean) ** 2 for score in scores)
    together = sum(total**2 for total in sums.values())
    # with few clusters that cancel each other the sum may fall below 0; a variance does not
    return math.sqrt(max(0.0, alone / (n - 1) / n + (together - alone) / n**2))


def interval(scores: Sequence[float], clusters: Sequence[Hashable]) -> tuple[float, float, float]:
    """(mean, low, high): the 95 % interval of the mean. Too narrow below some 20 clusters.

    ValueError as standard_error.
    """
    reach = Z95 * standard_error(scores, clusters)
    mean = sum(scores) / len(scores)
    return mean, mean - reach, mean + reach
