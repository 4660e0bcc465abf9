"""Does a probability mean what it says? In: bins of (probability, right). Out: any model."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

Predictions = Sequence[tuple[float, bool]]  # (the probability that the model gave, was it right)


@dataclass(frozen=True)
class Bin:
    """Predictions of similar probability: their mean probability, how many, how many right."""

    probability: float
    right: int
    n: int


def bins(predictions: Predictions, k: int) -> list[Bin]:
    """k bins of equally many predictions, least sure first. ValueError unless 0 < k <= n."""
    n = len(predictions)
    if not 0 < k <= n:
        raise ValueError(f"wanted between 1 and {n} bins for {n} predictions, got {k}")
    ordered = sorted(predictions)
    edges = [round(i * n / k) for i in range(k + 1)]
    return [_bin(ordered[a:b]) for a, b in itertools.pairwise(edges)]


def _bin(part: Predictions) -> Bin:
    mean = math.fsum(probability for probability, _ in part) / len(part)
    return Bin(mean, sum(right for _, right in part), len(part))


def calibration_error(predictions: Predictions, k: int = 10) -> float:
    """Mean |probability - accuracy| over k bins (expected calibration error, Guo et al. 2017)."""
    n = len(predictions)
    return math.fsum(b.n / n * abs(b.probability - b.right / b.n) for b in bins(predictions, k))
