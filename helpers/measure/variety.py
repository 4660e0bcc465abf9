"""How varied text is: distinct shares, entropy, repetition. In: numbers. Out: any model."""

from __future__ import annotations

import math
from collections.abc import Sequence


def entropy(probabilities: Sequence[float]) -> float:
    """The uncertainty of one choice in bits (Shannon 1948); need not sum to 1, is normalised.

    entropy([0.5, 0.5]) -> 1.0, entropy([1.0]) -> 0.0
    """
    total = math.fsum(probabilities)
    shares = [p / total for p in probabilities if p > 0]
    return 0.0 - math.fsum(share * math.log2(share) for share in shares)


def distinct_n(texts: Sequence[str], n: int) -> float:
    """Different n-grams of words / all n-grams, over all texts together (Li et al. 2016).

    distinct_n(["a b", "a b"], 1) -> 0.5.  0.0 where no text has n words.
    """
    grams = [gram for text in texts for gram in _grams(text.split(), n)]
    return len(set(grams)) / len(grams) if grams else 0.0


def repetition(text: str, n: int = 4) -> float:
    """The share of a text's word n-grams that have stood in it before.

    repetition("on and on and on and on", 2) -> 0.67
    """
    grams = _grams(text.split(), n)
    return 1 - len(set(grams)) / len(grams) if grams else 0.0


def _grams(words: Sequence[str], n: int) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]


def different(groups: Sequence[Sequence[str]]) -> tuple[int, int]:
    """(how many, of how many) differ from the others of their group, counting one of each.

    different([["a", "a"], ["a", "b"]]) -> (3, 4)
    """
    return sum(len(set(group)) for group in groups), sum(map(len, groups))


def mean_interval(values: Sequence[float], z: float = 1.96) -> tuple[float, float, float]:
    """(mean, low, high): the 95% interval of a mean, by its standard error.

    mean_interval([1, 2, 3]) -> (2.0, 0.87, 3.13). Where no value is negative, `low` is not either.
    ValueError for fewer than two values.
    """
    n = len(values)
    if n < 2:
        raise ValueError(f"an interval wants at least two values, got {n}")
    mean = math.fsum(values) / n
    variance = math.fsum((value - mean) ** 2 for value in values) / (n - 1)
    half = z * math.sqrt(variance / n)
    low = mean - half
    return mean, max(low, 0.0) if min(values) >= 0 else low, mean + half
