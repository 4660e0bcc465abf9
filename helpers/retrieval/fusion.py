"""Rankings: from scores, and several made into one. In: ids, scores. Out: where they are from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

K = 60  # Cormack, Clarke and Büttcher 2009


def ranked(scores: Sequence[float], among: Iterable[int] | None = None) -> list[int]:
    """Places, best score first, equal ones in their order: ranked([0.1, 0.9, 0.1]) -> [1, 0, 2]

    `among` are the places that may be ranked at all: what is not allowed never competes.
    """
    places = range(len(scores)) if among is None else among
    return sorted(places, key=lambda place: (-scores[place], place))


def rrf(rankings: Iterable[Sequence[Hashable]], k: int = K) -> list:
    """Reciprocal rank fusion: each ranking gives the item at rank r (from 1) 1 / (k + r).

    rrf([["a", "b"], ["b", "c"]]) -> ["b", "a", "c"]; of equal sums the one that came first.
    """
    sums: dict[Hashable, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            sums[item] = sums.get(item, 0.0) + 1 / (k + rank)
    return sorted(sums, key=lambda item: -sums[item])
