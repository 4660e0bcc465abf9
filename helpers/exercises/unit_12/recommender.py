"""Exercise 12.4: pages that a reader may like, from vectors of the pages that were read.

In: drawn vectors, wrong ways. Out: making vectors.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, would_return

Vectors = Mapping[str, Sequence[float]]


def recommend(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    """The k unread pages nearest to the mean of the read ones, all vectors at length 1."""
    rows = {page: _unit(vector) for page, vector in vectors.items()}
    return _nearest(read, rows, k, lambda liked: np.mean(liked, axis=0), unread=True)


def _unit(vector: Sequence[float]) -> np.ndarray:
    return np.array(vector, float) / np.linalg.norm(vector)


def _nearest(
    read: Sequence[str], rows: Mapping[str, np.ndarray], k: int, taste: Callable, unread: bool
) -> list[str]:
    if not read:
        return []
    profile = taste([rows[page] for page in read])
    left = [page for page in rows if not (unread and page in read)]
    return sorted(left, key=lambda page: -float(rows[page] @ profile))[:k]


def _repeats(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    rows = {page: _unit(vector) for page, vector in vectors.items()}
    return _nearest(read, rows, k, lambda liked: np.mean(liked, axis=0), unread=False)


def _filters_last(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    return [page for page in _repeats(read, vectors, k) if page not in read]


def _raw(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    """Long vectors weigh more, in the mean and in the product."""
    rows = {page: np.array(vector, float) for page, vector in vectors.items()}
    return _nearest(read, rows, k, lambda liked: np.mean(liked, axis=0), unread=True)


def _once(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    return recommend(list(dict.fromkeys(read)), vectors, k)


def _last_only(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    return recommend(read[-1:], {p: v for p, v in vectors.items() if p not in read[:-1]}, k)


def _farthest(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    return recommend(read, vectors, len(vectors))[::-1][:k]


def questions_12_4(seed: int) -> list[Question]:
    """Vectors of several lengths; one page read, several, none, all, one twice; more wanted than
    there are, and nothing."""
    rng = random.Random(f"12.4/{seed}")
    pages = [f"page-{n}" for n in rng.sample(range(10, 99), 14)]
    vectors = {page: _drawn(rng) for page in pages}
    calls = [(pages[:n], vectors, k) for n, k in ((1, 3), (2, 3), (3, 2), (4, 5), (3, 50))]
    calls += [([], vectors, 3), (pages[:2], vectors, 0), (pages, vectors, 3)]
    one, other = _pair(pages, vectors)
    return [Call("recommend", args) for args in [*calls, ([one, other, one], vectors, 4)]]


def _pair(pages: Sequence[str], vectors: Vectors) -> tuple[str, str]:
    """Two pages of which it tells whether the first was read once or twice."""
    for one, other in itertools.permutations(pages, 2):
        if recommend([one, other, one], vectors, 4) != recommend([one, other], vectors, 4):
            return one, other
    raise AssertionError("no two pages tell")


def _drawn(rng: random.Random) -> list[float]:
    size = rng.choice((0.3, 1, 4))
    return [round(rng.gauss(0.3, 1) * size, 3) for _ in range(5)]


RECOMMENDER = Exercise(
    id="12.4",
    title="Who read this also needs",
    goal="Write `recommend(read, vectors, k)`: k unread pages near to what was read.",
    points=3,
    minutes=12,
    difficulty="medium",
    budget="no call; up to eight lines",
    answers=("recommend",),
    questions=questions_12_4,
    judge=compare(
        recommend,
        [
            would_return(
                _repeats, "You recommend what has been read already. Leave those pages out first."
            ),
            would_return(
                _filters_last,
                "You take k and throw the read ones out then: fewer than k are left. Leave them "
                "out before you cut.",
            ),
            would_return(
                _raw,
                "Pages with a long vector weigh more. Bring every vector to length 1 before the "
                "mean and before the product.",
            ),
            would_return(
                _once,
                "You count a page once that was read twice. `read` is a list: it weighs twice in "
                "the mean.",
            ),
            would_return(
                _last_only, "Only the page read last counts. Take the mean of all that were read."
            ),
            would_return(_farthest, "These are the pages farthest from what was read."),
            stops_with("ValueError", "Nothing was read yet: then nothing is recommended, `[]`."),
            stops_with(
                "ZeroDivisionError", "Nothing was read yet: then nothing is recommended, `[]`."
            ),
            stops_with("KeyError", "A page is looked up that has no vector: read the error below."),
        ],
        message="The same cosine, with what somebody read in the place of a question.",
    ),
    distractor="    return sorted(units, key=lambda page: -units[page] @ taste)[:k]",
    hints=(
        "A reader's taste is a vector, too: the mean of the vectors of what was read, each "
        "brought to length 1. Nothing read: return `[]`.",
        "Take the pages that are not in `read`, sort them by the product with the taste, largest "
        "first, and cut after that.",
    ),
)
