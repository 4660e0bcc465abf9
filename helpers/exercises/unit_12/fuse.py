"""Exercise 12.3: reciprocal rank fusion, with k.

In: drawn rankings, wrong ways. Out: where rankings come from.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, value_is, would_return
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


def _as_met(rankings: Sequence[Sequence[str]], k: int = 60) -> list[str]:
    return list(dict.fromkeys(item for ranking in rankings for item in ranking))


def _overwrites(rankings: Sequence[Sequence[str]], k: int = 60) -> list[str]:
    """Each ranking's part takes the place of the one before."""
    last = {item: 1 / (k + n) for ranking in rankings for n, item in enumerate(ranking, 1)}
    return sorted(last, key=lambda item: -last[item])


def _mean(rankings: Sequence[Sequence[str]], k: int = 60) -> list[str]:
    def mean(item: str) -> float:
        places = [ranking.index(item) + 1 for ranking in rankings if item in ranking]
        return sum(1 / (k + place) for place in places) / len(places)

    return sorted(_as_met(rankings), key=lambda item: -mean(item))


def _lacking_is_last(rankings: Sequence[Sequence[str]], k: int = 60) -> list[str]:
    """As if a ranking went on with all items that it lacks, on one place."""

    def total(item: str) -> float:
        places = [r.index(item) if item in r else len(r) for r in rankings]
        return sum(1 / (k + place + 1) for place in places)

    return sorted(_as_met(rankings), key=lambda item: -total(item))


def _most_rankings(rankings: Sequence[Sequence[str]], k: int = 60) -> list[str]:
    """Who is in most rankings comes first, and the sums decide among those."""
    return sorted(rrf(rankings, k), key=lambda item: -sum(item in r for r in rankings))


def _shortest(rankings: Sequence[Sequence[str]], k: int = 60) -> list[str]:
    """zip(*rankings) ends with the shortest ranking."""
    n = min(map(len, rankings), default=0)
    return rrf([ranking[:n] for ranking in rankings], k)


def questions_12_3(seed: int) -> list[Question]:
    """Rankings of several lengths, without ties at the top; none; one; other k; ids that are
    numbers, 0 among them."""
    rng, calls = random.Random(f"12.3/{seed}"), []
    while len(calls) < 6:
        rankings = [rng.sample(LETTERS[:10], rng.randint(3, 8)) for _ in range(2 + len(calls) % 2)]
        k = (60, 60, 60, 2, 1, 60)[len(calls)]
        if _decided(rankings, k) and _tells(rankings, k):
            calls.append((rankings, k))
    calls += [([], 60), ([["b", "a"], []], 60), ([[3, 0, 7], [0, 5]], 60)]
    calls.append(([list("acbg"), list("dbefag")], 1))  # a before b, and d before g: not with 60
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
        others = [_summed(lambda r, n, k: 1 / (60 + r)), _most_rankings]
        others += [_summed(lambda r, n, k, more=more: 1 / (k + r + more)) for more in (-1, 1)]
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
            would_return(
                _summed(lambda r, n, k: 1 / (k + r + 1)),
                "You count ranks from 2: `enumerate(ranking, 1)` gives 1 to the first already.",
            ),
            value_is(
                lambda value, wanted: value and all(isinstance(one, list | tuple) for one in value),
                "You return ids with their sums. Wanted are the ids alone.",
            ),
            would_return(
                _as_met, "The ids come in the order in which you met them. Sort them by their sums."
            ),
            would_return(
                lambda rankings, k=60: sorted(rrf(rankings, k)),
                "You sort the ids themselves. Sort them by their sums, largest first.",
            ),
            would_return(
                _summed(lambda r, n, k: 1 / (k + n - r + 1)),
                "You count ranks from the end. The best stands first and has rank 1.",
            ),
            would_return(
                _lacking_is_last,
                "An item gets something from a ranking that lacks it. There it gets nothing.",
            ),
            would_return(
                lambda rankings, k=60: rrf(rankings, k)[:k],
                "You cut the result after k. Here `k` only damps the ranks; all ids come back.",
            ),
            would_return(
                lambda rankings, k=60: rrf(rankings[:2], k),
                "Only the first two rankings count. There may be more.",
            ),
            value_is(
                lambda value, wanted: None in value,
                "`None` is among your ids. What fills up the shorter rankings is no item.",
            ),
            value_is(
                lambda value, wanted: set(map(str, value)) > set(map(str, wanted)),
                "Ids come back that no ranking of this call has: sums of earlier calls are left. "
                "Begin with an empty dict in the function.",
            ),
            value_is(
                lambda value, wanted: 0 in wanted and 0 not in value,
                "The id 0 is lost or has become text. An id may be a number, and 0 is one.",
            ),
            would_return(
                _shortest,
                "You stop where the shortest ranking ends. `zip` does; go through each on its own.",
            ),
            would_return(
                _overwrites,
                "Each ranking's part takes the place of the one before. Add it: "
                "`sums[item] = sums.get(item, 0) + …`.",
            ),
            would_return(
                _mean,
                "You divide by how many rankings have the item. Wanted is the sum: who is in more "
                "of them gains by it.",
            ),
            would_return(
                _most_rankings,
                "You put first who is in most rankings. Wanted is the sum alone: a first place "
                "in one may be more than two late ones.",
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
                _summed(lambda r, n, k: 1 / k + r),
                "Brackets are missing: 1 / (k + rank), and `1 / k + rank` divides first.",
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
