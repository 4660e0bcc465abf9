"""How good a ranking is: recall@k, reciprocal rank and nDCG, with the values of trec_eval.

`ranked` are ids, best first, each once. `relevant` are the right ones; `grades` says how right
each is ({"a": 3, "b": 1}, and 0 for what is not in it).

In: one question's ranking. Out: means over many, intervals (metrics), where rankings come from.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping, Sequence


def recall_at(ranked: Sequence[Hashable], relevant: Collection[Hashable], k: int) -> float:
    """The share of the relevant ones among the first k: recall_at("abc", "cx", 3) -> 0.5

    0.0 where nothing is relevant, as trec_eval has it: leave such questions out before.
    """
    return len(set(ranked[:k]) & set(relevant)) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[Hashable], relevant: Collection[Hashable]) -> float:
    """1 / rank of the first relevant one, 0.0 without any: reciprocal_rank("abc", "b") -> 0.5"""
    return next((1 / rank for rank, item in enumerate(ranked, 1) if item in relevant), 0.0)


def dcg(grades: Sequence[float]) -> float:
    """Σ grade / log2(rank + 1): dcg([3, 2, 3, 0, 1, 2]) -> 6.861…"""
    return math.fsum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def ndcg(
    ranked: Sequence[Hashable], grades: Mapping[Hashable, float], k: int | None = None
) -> float:
    """The DCG of the first k (all, without k) by that of the best possible order; 0.0 without any.

    trec_eval's ndcg and ndcg_cut: the grade itself counts, not 2^grade - 1.
    """
    best = dcg(sorted(grades.values(), reverse=True)[:k])
    return dcg([grades.get(item, 0) for item in ranked[:k]]) / best if best else 0.0
