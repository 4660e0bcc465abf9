"""Exercise 12.3: reciprocal rank fusion, with k.

In: drawn rankings, wrong ways. Out: where rankings come from.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, would_return
from helpers.retrieval.fusion import rrf

LETTERS = "abcdefghijklmnop"


def _summed(value):
    """The fusion in which rank r of n gives value(r, n, k); ties as in the reference."""

    def fused(rankings: Sequence[Sequence[str]], k: int = 60) -> list[str]:
        sums: dict[str, float] = {}
        for ranking in rankings:
            for rank, item in enumerate(ranking, 1):
                sums[item] = sums.get(item, 0.0) + value(rank, len(ranking), k)
        return sorted(sums, key=lambda item: -sums[item])

    return fused


def _best_only(rankings: Sequence[Sequence[str]], k: int = 60) -> list[str]:
    best: dict[str, int] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            best[item] = min(rank, best.get(item, rank))
    return sorted(best, key=best.get)


def _in_both(rankings: Sequence[Sequence[str]], k: int = 60) -> list[str]:
    return [item for item in rrf(rankings, k) if all(item in ranking for ranking in rankings)]


def questions_12_3(seed: int) -> list[Question]:
    """Rankings of several lengths, without ties at the top; none; one; other k."""
    rng, calls = random.Random(f"12.3/{seed}"), []
    while len(calls) < 6:
        rankings = [rng.sample(LETTERS[:10], rng.randint(3, 8)) for _ in range(2 + len(calls) % 2)]
        k = (60, 60, 60, 2, 1, 60)[len(calls)]
        if _decided(rankings, k) and _tells(rankings, k):
            calls.append((rankings, k))
    calls += [([], 60), ([["b", "a"], []], 60)]
    return [Call("fuse", args) for args in calls] + [Call("fuse", calls[0][:1])]


def _decided(rankings: Sequence[Sequence[str]], k: int) -> bool:
    """No two items with the same sum: what comes first then is nobody's business."""
    sums = [sum(1 / (k + r.index(x) + 1) for r in rankings if x in r) for x in LETTERS[:10]]
    there = sorted(total for total in sums if total)
    return all(b - a > 1e-9 for a, b in itertools.pairwise(there))


def _tells(rankings: Sequence[Sequence[str]], k: int) -> bool:
    """Whether other ways of counting ranks give another order here."""
    others = [_summed(lambda r, n, k: 1 / r), _best_only]
    if k != 60:  # with 60, one rank more or less hardly ever changes an order
        others = [_summed(lambda r, n, k: 1 / (60 + r)), _summed(lambda r, n, k: 1 / (k + r - 1))]
    return all(other(rankings, k) != rrf(rankings, k) for other in others)


FUSE = Exercise(
    id="12.3",
    title="Two rankings, one",
    goal="Write `fuse(rankings, k=60)`: reciprocal rank fusion.",
    points=2,
    minutes=10,
    difficulty="easy",
    budget="no call; up to six lines",
    answers=("fuse",),
    questions=questions_12_3,
    judge=compare(
        rrf,
        [
            would_return(
                _summed(lambda r, n, k: 1 / (k + r - 1)),
                "You count ranks from 0. The first place is rank 1: `enumerate(ranking, 1)`.",
            ),
            would_return(
                _summed(lambda r, n, k: 1 / (60 + r)),
                "`k` is not used: 60 is only what it is when nothing is said.",
            ),
            would_return(_summed(lambda r, n, k: 1 / r), "`k` is missing: 1 / (k + rank)."),
            would_return(
                _summed(lambda r, n, k: n - r),
                "You count how many each item leaves behind it: that depends on the length of the "
                "ranking. Reciprocal rank fusion adds 1 / (k + rank).",
            ),
            would_return(
                _summed(lambda r, n, k: -1 / (k + r)), "The worst stands first: turn the order."
            ),
            would_return(
                _best_only, "You keep each item's best rank. Wanted is the *sum* over rankings."
            ),
            would_return(
                _in_both,
                "An item that only one ranking has is missing. It gets a sum of one part.",
            ),
            stops_with("KeyError", "An item has no sum before its first rank: `.get(item, 0)`."),
        ],
        message="Ranks add up where scores do not: BM25's and cosines have no common scale.",
    ),
    distractor="            sums[item] = max(sums.get(item, 0), 1 / rank)",
    hints=(
        "Go through every ranking with `enumerate(ranking, 1)` and add 1 / (k + rank) to the "
        "item's sum in a dict.",
        "`sums[item] = sums.get(item, 0) + 1 / (k + rank)`; then `sorted(sums, key=sums.get, "
        "reverse=True)`.",
    ),
)
