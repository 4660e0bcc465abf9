"""Exercise 12.4: pages that a reader may like, from vectors of the pages that were read.

In: drawn vectors, wrong ways. Out: making vectors.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Case, Misconception, compare, stops_with, would_return

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
    return _nearest(read, _arrays(vectors), k, lambda liked: np.mean(liked, axis=0), unread=True)


def _once(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    return recommend(list(dict.fromkeys(read)), vectors, k)


def _last_only(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    return recommend(read[-1:], {p: v for p, v in vectors.items() if p not in read[:-1]}, k)


def _farthest(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    return recommend(read, vectors, len(vectors))[::-1][:k]


def _raw_taste(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    """Only the mean is of vectors as they are."""
    if not read:
        return []
    taste = np.mean([vectors[page] for page in read], axis=0)
    units = {page: _unit(vector) for page, vector in vectors.items()}
    return _nearest(read, units, k, lambda liked: taste, unread=True)


def _raw_pages(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    """Only the pages to recommend are taken as they are."""
    taste = np.mean([_unit(vectors[page]) for page in read], axis=0) if read else None
    return _nearest(read, _arrays(vectors), k, lambda liked: taste, unread=True)


def _arrays(vectors: Vectors) -> dict[str, np.ndarray]:
    return {page: np.array(vector, float) for page, vector in vectors.items()}


def _one_like(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    """A page counts by the one that is nearest to it, among those that were read."""
    rows = {page: _unit(vector) for page, vector in vectors.items()}
    left = [page for page in rows if page not in read] if read else []
    return sorted(left, key=lambda page: -max(float(rows[page] @ rows[r]) for r in read))[:k]


def _first_only(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    return recommend(read[:1], {p: v for p, v in vectors.items() if p not in read[1:]}, k)


def _only_near(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    """Pages with a score of 0 or less do not come back."""
    if not read:
        return []
    units = {page: _unit(vector) for page, vector in vectors.items()}
    taste = np.mean([units[page] for page in read], axis=0)
    return [page for page in recommend(read, vectors, k) if float(units[page] @ taste) > 0]


def _named_alike(alike: Callable[[str, str], bool]) -> Callable:
    """Pages whose name is like that of a read one count as read."""

    def wrong(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
        names = {p for p in vectors for r in read if p not in read and alike(p, r)}
        return recommend(read, {p: v for p, v in vectors.items() if p not in names}, k)

    return wrong


def _other_vectors(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    """Pages with the vector of a read one count as read."""
    known = [vectors[page] for page in read]
    left = {p: v for p, v in vectors.items() if p in read or v not in known}
    return recommend(read, left, k)


def _unsorted(read: Sequence[str], vectors: Vectors, k: int) -> list[str]:
    return [page for page in vectors if page not in read][:k] if read else []


def _nothing_read(case: Case) -> bool:
    """Something came, or an error, where nothing was read."""
    return not case.question.args[0] and (case.reply.error is not None or case.value != [])


def _taken_away_twice(case: Case) -> bool:
    """An error where a page stands twice in what was read."""
    read, kind = case.question.args[0], (case.reply.error or "").split(":")[0]
    return len(set(read)) < len(read) and kind in ("KeyError", "ValueError")


def questions_12_4(seed: int) -> list[Question]:
    """Vectors of several lengths; one page read, several, none, all, one twice; more wanted than
    there are, and nothing; scores that are nearly equal, pages of which one is named as another
    begins; the same pages with other vectors, one of them with that of a read one."""
    rng = random.Random(f"12.4/{seed}")
    pages = [f"page-{n}" for n in rng.sample(range(10, 99), 14)]
    vectors = {page: _drawn(rng) for page in pages}
    calls = [(pages[:n], vectors, k) for n, k in ((1, 3), (2, 3), (3, 2), (4, 5), (3, 50))]
    calls += [([], vectors, 3), (pages[:2], vectors, 0), (pages, vectors, 3)]
    one, other = _pair(pages, vectors)
    calls.append(([one, other, one], vectors, 4))
    calls.append((["page-12"], ALIKE, 3))
    others = {page: _drawn(rng) for page in pages}
    others[pages[5]] = others[pages[0]]
    return [Call("recommend", args) for args in [*calls, (pages[:1], others, 5)]]


ALIKE = {"page-123": [3, 4], "page-3": [100, 3], "page-1": [100, 1], "page-12": [2, 0]}


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
                _raw_taste,
                "You take the mean of vectors as they are, and in it a long one weighs more. Bring "
                "each to length 1 before.",
            ),
            would_return(
                _raw_pages,
                "The pages that you score have vectors as they are, and a long one wins. Bring "
                "these to length 1 as well.",
            ),
            would_return(
                _one_like,
                "You score a page by the one read page that is nearest to it. Score it by the mean "
                "of all that were read.",
            ),
            would_return(
                _only_near,
                "Pages with a score of 0 or less are missing. k pages are wanted where there are "
                "so many.",
            ),
            *[
                would_return(
                    _named_alike(alike),
                    "You take a page for a read one because their names are alike: one is in the "
                    "other, or begins with it. Ask `page in read`, with `read` as the list it is.",
                )
                for alike in (lambda page, r: page in r, lambda page, r: page.startswith(r))
            ],
            would_return(
                _first_only, "Only the page read first counts. Take the mean of all that were read."
            ),
            would_return(
                lambda read, vectors, k: recommend(read, vectors, len(vectors)),
                "All unread pages come back, and k are wanted.",
            ),
            would_return(
                lambda read, vectors, k: recommend(read, vectors, k - 1) if k else [],
                "You cut one too early: `[:k]` gives k.",
            ),
            would_return(
                _unsorted,
                "The pages come in the order of `vectors`. Sort them by their scores, best first.",
            ),
            would_return(
                _other_vectors,
                "You leave out a page because its vector is that of a read one. What counts is "
                "whether the page itself was read.",
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
            Misconception(
                "Nothing was read yet: then nothing is recommended, `[]`.", _nothing_read
            ),
            Misconception(
                "You take a page away for each time that it stands in `read`, and the second time "
                "it is not there any more.",
                _taken_away_twice,
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
