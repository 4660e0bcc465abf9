"""Exercise 12.2: the nearest passages by cosine, among vectors of the same model only.

In: drawn vectors, wrong ways. Out: making vectors.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, would_return

Row = Mapping


def nearest(query: Row, rows: Sequence[Row], k: int) -> list[str]:
    """Ids of the k rows with the largest cosine, made by the query's model; ValueError if none."""
    mine = [row for row in rows if row["model"] == query["model"]]
    if not mine:
        raise ValueError(f"no vector of {query['model']}")
    return _first(query, mine, k, _cosine)


def _first(query: Row, rows: Sequence[Row], k: int, score) -> list[str]:
    ordered = sorted(rows, key=lambda row: -score(query["vector"], row["vector"]))
    return [row["id"] for row in ordered[:k]]


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def _cosine(a: Sequence[float], b: Sequence[float]) -> float:
    lengths = math.sqrt(_dot(a, a) * _dot(b, b))
    return _dot(a, b) / lengths if lengths else 0.0


def _with(score, filtered: bool = True):
    def wrong(query: Row, rows: Sequence[Row], k: int) -> list[str]:
        mine = [row for row in rows if row["model"] == query["model"] or not filtered]
        return _first(query, mine, k, score)

    return wrong


def _filter_last(query: Row, rows: Sequence[Row], k: int) -> list[str]:
    """The k nearest of all; then those of the right model."""
    if not any(row["model"] == query["model"] for row in rows):
        raise ValueError("none")
    found = _first(query, rows, k, _cosine)
    mine = {row["id"] for row in rows if row["model"] == query["model"]}
    return [id for id in found if id in mine]


def questions_12_2(seed: int) -> list[Question]:
    """Two versions of a model in one table, vectors of other lengths, one of zeros."""
    rng = random.Random(f"12.2/{seed}")
    rows = [_row(rng, f"p{i}", "embed-2" if i % 3 else "embed-1") for i in range(14)]
    rows.append({"id": "empty", "model": "embed-2", "vector": [0.0] * 4})
    rows = rng.sample(rows, len(rows))
    calls = [(_row(rng, "q", f"embed-{1 + i % 2}"), rows, 1 + i) for i in range(5)]
    calls.append((_row(rng, "q", "embed-2"), rows, 20))
    calls.append((_row(rng, "q", "embed-3"), rows, 3))
    calls.append((_row(rng, "q", "embed-1"), [], 3))
    return [Call("nearest", ({k: v for k, v in q.items() if k != "id"}, r, k)) for q, r, k in calls]


def _row(rng: random.Random, id: str, model: str) -> dict:
    size = rng.choice((0.5, 1, 3, 9))
    return {"id": id, "model": model, "vector": [round(rng.gauss(0, size), 3) for _ in range(4)]}


NEAREST = Exercise(
    id="12.2",
    title="The nearest, of the same model",
    goal="Write `nearest(query, rows, k)`: ids by cosine, among vectors of the query's model.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; up to ten lines",
    answers=("nearest",),
    questions=questions_12_2,
    judge=compare(
        nearest,
        [
            would_return(
                _with(_cosine),
                "Where no row is of the query's model, a `ValueError` is wanted: an empty list "
                "looks as if nothing had been found.",
            ),
            would_return(
                _with(_cosine, filtered=False),
                "Vectors of several models are compared with each other. Their numbers mean "
                "different things: no error comes, only nonsense. Keep to the query's model, and "
                "raise a `ValueError` where it has no vectors.",
            ),
            would_return(
                _filter_last,
                "You take the k nearest of all models and filter then: what is left is fewer than "
                "k. Filter first.",
            ),
            would_return(
                _with(_dot),
                "A long vector wins whatever its direction. Divide the product by both lengths.",
            ),
            would_return(
                _with(lambda a, b: -math.dist(a, b)),
                "These are the nearest by distance. By cosine a vector's length does not count.",
            ),
            would_return(
                _with(lambda a, b: -_cosine(a, b)), "These are the least similar, not the nearest."
            ),
        ],
        message="Compared is only what is comparable, and where nothing is, it is said.",
    ),
    distractor="    return sorted(rows, key=lambda row: -cosine(query, row))[:k]",
    hints=(
        "First keep the rows whose `model` is the query's. None left: `raise ValueError(…)`.",
        "The cosine is the product of two vectors by both lengths. A vector of zeros has no "
        "direction: let its cosine be 0. `np.array(...)`, `@` and `np.linalg.norm` do the sums.",
    ),
)
