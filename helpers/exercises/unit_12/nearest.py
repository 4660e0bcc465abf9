"""Exercise 12.2: the nearest passages by cosine, among vectors of the same model only.

In: drawn vectors, wrong ways. Out: making vectors.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import (
    Case,
    Misconception,
    Raised,
    compare,
    same,
    stops_with,
    value_is,
    would_return,
)

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


def _with(score, filtered: bool = True, raises: bool = True):
    def wrong(query: Row, rows: Sequence[Row], k: int) -> list[str]:
        if raises and not any(row["model"] == query["model"] for row in rows):
            raise ValueError("none")
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


def _zeros(cosine: float | None):
    """A vector of zeros has this cosine with everything, or is left out (None)."""

    def wrong(query: Row, rows: Sequence[Row], k: int) -> list[str]:
        kept = [row for row in rows if cosine is not None or any(row["vector"])]
        return _with(lambda a, b: _cosine(a, b) if any(a) and any(b) else cosine)(query, kept, k)

    return wrong


def _only(keeps: Callable[[float], bool]):
    """Only the rows whose cosine is kept come back."""

    def wrong(query: Row, rows: Sequence[Row], k: int) -> list[str]:
        found = nearest(query, rows, k)
        by_id = {row["id"]: row["vector"] for row in rows}
        return [id for id in found if keeps(_cosine(query["vector"], by_id[id]))]

    return wrong


def _alike(case: Case) -> bool:
    """A row came of a model whose name holds the query's, or is in it, capitals or not."""
    if not isinstance(case.value, list | tuple):
        return False
    query, rows, _ = case.question.args
    models = {row["id"]: row["model"] for row in rows}
    mine, came = query["model"], [id for id in case.value if isinstance(id, str) and id in models]
    others = {models[id] for id in came if came.count(id) == 1} - {mine}
    pairs = [(mine.lower(), other.lower()) for other in others]
    return bool(pairs) and all(a in b or b in a for a, b in pairs)


def _needless_error(case: Case) -> bool:
    """A ValueError where there are rows of the query's model."""
    stopped = (case.reply.error or "").startswith("ValueError")
    return stopped and not isinstance(case.expected, Raised)


def _query_of_zeros(case: Case) -> bool:
    """A query of zeros gets nothing, or an error."""
    nothing = case.reply.error is not None or case.value == []
    return nothing and not any(case.question.args[0]["vector"])


def _equal(wanted: object, came: object) -> bool:
    """The twins have one vector: which of them comes first is nobody's business."""
    if not isinstance(came, list | tuple):
        return same(wanted, came)
    return same(wanted, came) or same(wanted, [_other(id) for id in came])


def _other(id: object) -> object:
    return TWINS[1 - TWINS.index(id)] if isinstance(id, str) and id in TWINS else id


MIXED = (
    "Vectors of several models are compared with each other. Their numbers mean different things: "
    "no error comes, only nonsense. Keep to the query's model, and raise a `ValueError` where it "
    "has no vectors."
)
TWINS = ("twin-1", "twin-2")
# cosines with [1, 0] in small numbers: two that are nearly equal, a very short one, a sum of 0
SMALL = {"p1": [0, 9], "p2": [3, 4], "p3": [2, -2], "p4": [100, 3], "p5": [100, 1]}
SMALL["p6"] = [8e-6, 6e-6]
# names of which one holds another
MODELS = {"p1": "embed-2-large", "p2": "Embed-2", "p3": "embed-2", "p4": "embed"}


def questions_12_2(seed: int) -> list[Question]:
    """Two versions of a model in one table, vectors of other lengths, one of zeros; models whose
    names are nearly the same; a query of zeros; two rows with one vector."""
    rng = random.Random(f"12.2/{seed}")
    rows = [_row(rng, f"p{i}", "embed-2" if i % 3 else "embed-1") for i in range(14)]
    rows.append({"id": "empty", "model": "embed-2", "vector": [0.0] * 4})
    rows = rng.sample(rows, len(rows))
    calls = [(_row(rng, "q", f"embed-{1 + i % 2}"), rows, 1 + i) for i in range(5)]
    calls.append((_row(rng, "q", "embed-2"), rows, 20))
    calls.append((_row(rng, "q", "embed-3"), rows, 3))
    calls.append((_row(rng, "q", "embed-1"), [], 3))
    east = {"model": "embed-2", "vector": [1, 0]}
    calls.append((east, [{"id": i, "model": "embed-2", "vector": v} for i, v in SMALL.items()], 6))
    mixed = [{"id": i, "model": m, "vector": [4 - n, 3]} for n, (i, m) in enumerate(MODELS.items())]
    calls += [(east, mixed, 3), ({**east, "model": "embed-2-large"}, mixed, 3)]
    calls.append(({**east, "vector": [0, 0]}, mixed, 1))
    twins = [{"id": i, "model": "embed-2", "vector": [3, 4]} for i in TWINS]
    calls.append((east, twins, 2))
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
                _with(_cosine, raises=False),
                "Where no row is of the query's model, a `ValueError` is wanted: an empty list "
                "looks as if nothing had been found.",
            ),
            would_return(_with(_cosine, filtered=False, raises=False), MIXED),
            would_return(_with(_cosine, filtered=False), MIXED),
            Misconception(
                "You take models for one whose names are alike. `embed-2` and `embed-2-large` are "
                "two models: `==`, not `in`, and capitals count.",
                _alike,
            ),
            would_return(
                _filter_last,
                "You take the k nearest of all models and filter then: what is left is fewer than "
                "k. Filter first.",
            ),
            *[
                would_return(
                    _only(keeps),
                    "Rows that point away are missing. k rows are wanted where there are so many, "
                    "whatever their cosine.",
                )
                for keeps in (lambda cosine: cosine > 0, lambda cosine: cosine >= 0)
            ],
            would_return(
                lambda query, rows, k: nearest(query, rows, k - 1),
                "You cut one too early: `[:k]` gives k.",
            ),
            would_return(
                lambda query, rows, k: nearest(query, rows, len(rows)),
                "All rows of the model come back, and k are wanted.",
            ),
            Misconception(
                "You give nothing for a query of zeros. Its cosine is 0 with every row: the rows "
                "of its model come all the same.",
                _query_of_zeros,
            ),
            would_return(
                _zeros(None),
                "A vector of zeros is missing. Its cosine is 0 with everything, and that is its "
                "place in the order.",
            ),
            would_return(
                _zeros(-2.0),
                "A vector of zeros stands last. Its cosine is 0: it comes before what points away.",
            ),
            would_return(
                _with(lambda a, b: abs(_cosine(a, b))),
                "You take the cosine without its sign. What points the opposite way is farthest.",
            ),
            would_return(
                _with(lambda a, b: round(_cosine(a, b), 2)),
                "You round the cosine, and so rows are equal that are not. Sort by all its digits.",
            ),
            value_is(
                lambda value, wanted: set(TWINS) == set(wanted) and len(value) == 1,
                "You lose a row where two have the same cosine: in a dict with cosines as keys, "
                "the second takes the place of the first.",
            ),
            stops_with(
                "ZeroDivisionError",
                "You divide by the length of a vector of zeros. Its cosine is 0 with everything.",
            ),
            stops_with(
                "IndexError", "There may be fewer than k rows of the model: then all are wanted."
            ),
            Misconception(
                "A `ValueError` comes where there are rows of the query's model, fewer than k or "
                "with others beside them. It is for no such row at all.",
                _needless_error,
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
        equal=_equal,
        message="Compared is only what is comparable, and where nothing is, it is said.",
    ),
    distractor="    return sorted(rows, key=lambda row: -cosine(query, row))[:k]",
    hints=(
        "First keep the rows whose `model` is the query's. None left: `raise ValueError(…)`.",
        "The cosine is the product of two vectors by both lengths. A vector of zeros has no "
        "direction: let its cosine be 0. `np.array(...)`, `@` and `np.linalg.norm` do the sums.",
    ),
)
