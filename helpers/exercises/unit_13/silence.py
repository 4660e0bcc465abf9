"""Exercise 13.3: from which confidence on to answer: for a promised risk, and as SQuAD 2.0 does.

In: rows of replies, wrong ways to count. Out: where confidences are from. The right values are
`helpers.measure.abstention`'s, which has those of SQuAD's script (tests/measure/squad2.json).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return_in
from helpers.measure import abstention

Rows = Sequence[Mapping]


def promised(rows: Rows, most: float) -> tuple[float | None, float]:
    """The threshold with most coverage whose risk is at most `most`, and that coverage."""
    return _promised(_points(rows), most, len(rows))


def best(rows: Rows) -> tuple[float | None, int]:
    """The threshold with most right outcomes, and how many; of equals the highest."""
    return abstention.best(_as_rows(rows))


def is_right(row: Mapping) -> bool:
    return row["right"] and row["answerable"]


def _as_rows(rows: Rows) -> list[abstention.Row]:
    return [(row["confidence"], row["right"], row["answerable"]) for row in rows]


def _points(rows: Rows) -> list[tuple[float, int, int]]:
    return abstention.curve(_as_rows(rows))


def _promised(points: Sequence, most: float, n: int) -> tuple[float | None, float]:
    kept = [(at, answered) for at, wrong, answered in points if wrong / answered <= most]
    return (kept[-1][0], kept[-1][1] / n) if kept else (None, 0.0)


# --- wrong ways ----------------------------------------------------------------------------------


def _until_first_fault(rows: Rows, most: float) -> tuple[float | None, float]:
    points = _points(rows)
    over = next((i for i, (_, w, a) in enumerate(points) if w / a > most), len(points))
    return _promised(points[:over], most, len(rows))


def _one_by_one(rows: Rows, most: float) -> tuple[float | None, float]:
    """Equal confidences are answered one after the other."""
    ordered, points, wrong = sorted(_as_rows(rows), key=lambda row: -row[0]), [], 0
    for answered, (confidence, right, answerable) in enumerate(ordered, 1):
        wrong += not (right and answerable)
        points.append((confidence, wrong, answered))
    return _promised(points, most, len(rows))


def _of_all(rows: Rows, most: float) -> tuple[float | None, float]:
    """Wrong ones as a share of all questions."""
    kept = [(at, answered) for at, wrong, answered in _points(rows) if wrong / len(rows) <= most]
    return (kept[-1][0], kept[-1][1] / len(rows)) if kept else (None, 0.0)


def _right_is_enough(rows: Rows) -> list[dict]:
    return [{**row, "answerable": True} if row["right"] else dict(row) for row in rows]


def _answerable_only(rows: Rows) -> list[Mapping]:
    return [row for row in rows if row["answerable"]]


def _highest(rows: Rows, most: float) -> tuple[float | None, float]:
    points = _points(rows)
    kept = [(at, answered) for at, wrong, answered in points if wrong / answered <= most]
    return (kept[0][0], kept[0][1] / len(rows)) if kept else (None, 0.0)


def _strictly(rows: Rows, most: float) -> tuple[float | None, float]:
    return _promised(_points(rows), most - 1e-9, len(rows))


def _counted(rows: Rows, most: float) -> tuple[float | None, float]:
    at, coverage = promised(rows, most)
    return at, coverage * len(rows)


def _outcomes(rows: Rows, at: float, strict: bool = False) -> int:
    total = 0
    for confidence, right, answerable in _as_rows(rows):
        answered = confidence > at if strict else confidence >= at
        total += (right and answerable) if answered else not answerable
    return total


def _best_of(rows: Rows, strict: bool = False, last: bool = False, silent: bool = True):
    found = [(None, sum(not row["answerable"] for row in rows))] if silent else []
    thresholds = sorted({row["confidence"] for row in rows}, reverse=True)
    found += [(at, _outcomes(rows, at, strict)) for at in thresholds]
    if not found:
        return None, 0
    most = max(n for _, n in found)
    equal = [pair for pair in found if pair[1] == most]
    return equal[-1] if last else equal[0]


def _right_answers(rows: Rows) -> tuple[float | None, int]:
    """Silence where nothing answers counts for nothing."""
    found = [(None, 0)]
    for at, wrong, answered in _points(rows):
        found.append((at, answered - wrong))
    return max(found, key=lambda pair: pair[1])


def _best_one_by_one(rows: Rows) -> tuple[float | None, int]:
    """Equal confidences are answered one after the other."""
    total = sum(not row["answerable"] for row in rows)
    found: tuple[float | None, int] = None, total
    for confidence, right, answerable in sorted(_as_rows(rows), key=lambda row: -row[0]):
        total += int(right) if answerable else -1
        found = max(found, (confidence, total), key=lambda pair: pair[1])
    return found


def _best_by(answered: Callable, silent: Callable) -> Callable[[Rows], tuple[float | None, int]]:
    """`best` with other outcomes: of an answer, and of silence, to (right, answerable)."""

    def best_by(rows: Rows) -> tuple[float | None, int]:
        found = [(None, sum(silent(r, a) for _, r, a in _as_rows(rows)))]
        for at in sorted({row["confidence"] for row in rows}, reverse=True):
            outcomes = ((answered if c >= at else silent)(r, a) for c, r, a in _as_rows(rows))
            found.append((at, sum(outcomes)))
        return max(found, key=lambda pair: pair[1])

    return best_by


def _coverage_of(share: Callable[[Rows, Rows], float]) -> Callable:
    """`promised` with another coverage: share(what is answered, all rows)."""

    def promised_of(rows: Rows, most: float) -> tuple[float | None, float]:
        at, _ = promised(rows, most)
        if at is None:
            return None, 0.0
        return at, share([row for row in rows if row["confidence"] >= at], rows)

    return promised_of


def _unanswerable_is_fine(rows: Rows) -> list[dict]:
    return [dict(row, answerable=True, right=row["right"] or not row["answerable"]) for row in rows]


def _share(rows: Rows) -> tuple[float | None, float]:
    at, n = best(rows)
    return at, n / len(rows) if rows else 0.0


def _row(confidence: float, right: bool, answerable: bool = True) -> dict:
    return {"confidence": confidence, "right": right, "answerable": answerable}


def questions(seed: int) -> list[Question]:
    """Nothing, one row, all right, all wrong, nothing answerable; ties; a risk met exactly, broken
    and kept again further down; equally good thresholds; an answer that is right by chance where
    nothing answers; drawn rows."""
    rng = random.Random(f"13.3/{seed}")
    a, b, c, d, e = sorted(rng.sample(range(10, 99), 5), reverse=True)
    at = [x / 100 for x in (a, b, c, d, e)]
    lists = [
        [],
        [_row(at[0], True)],
        [_row(at[0], False)],
        [_row(at[0], False, False)],
        [_row(at[0], True, False)],
        [_row(x, True) for x in at],
        [_row(x, False) for x in at],
        [_row(x, False, False) for x in at],
        [_row(x, ok) for x, ok in zip(at, (True, False, True, True, True), strict=True)],
        [_row(x, ok) for x, ok in zip(at, (False, True, True, True, True), strict=True)],
        [_row(x, ok) for x, ok in zip(at, (True, False, True, False, True), strict=True)],
        [_row(at[0], True), _row(at[0], False), _row(at[1], True), _row(at[2], False)],
        [_row(at[0], False), _row(at[0], True), _row(at[1], True), _row(at[1], True)],
        [_row(at[0], True), _row(at[1], True), _row(at[1], False), _row(at[1], False, False)],
        [_row(at[1], True), _row(at[1], False), _row(at[1], True), _row(at[1], False)],
        [_row(at[0], True), _row(at[1], False, False), _row(at[2], True), _row(at[3], True)],
        [_row(at[0], True), _row(at[1], False, False), _row(at[2], True), _row(at[3], False)],
        [_row(at[0], True, False), _row(at[1], True), _row(at[2], True), _row(at[3], False)],
        [_row(at[0], True), _row(at[1], False), _row(at[2], False, False), _row(at[3], True)],
        [_row(at[0], False, False), _row(at[1], True), _row(at[2], False, False)],
    ]
    for n in (9, 14, 20):
        levels = [rng.randint(5, 95) / 100 for _ in range(n // 2)]
        has = [rng.random() < 0.6 for _ in range(n)]
        lists.append([_row(rng.choice(levels), h and rng.random() < 0.7, h) for h in has])
    lists = [rng.sample(rows, len(rows)) if n > 14 else rows for n, rows in enumerate(lists)]
    asked: list[Question] = [Call("best", (rows,)) for rows in lists]
    for rows in lists:
        asked += [Call("promised", (rows, most)) for most in (0.0, 0.25, 0.5)]
    return [*asked, Call("promised", (lists[8], 0.2)), Call("promised", (lists[-1], 1.0))]


SILENCE = Exercise(
    id="13.3",
    title="From which confidence on",
    goal="Write `promised(rows, most)` and `best(rows)`: two ways to choose a threshold.",
    points=4,
    minutes=25,
    difficulty="medium",
    budget="no call; up to ten lines each",
    answers=("promised", "best"),
    questions=questions,
    judge=compare(
        {"promised": promised, "best": best},
        [
            would_return_in(
                "promised",
                _until_first_fault,
                "You stop where the risk is first too high. Further down it may be low enough "
                "again: the largest coverage counts.",
            ),
            would_return_in(
                "promised",
                _one_by_one,
                "You answer rows of equal confidence one after the other. "
                "A threshold cannot tell them apart: all of them are answered or none.",
            ),
            would_return_in(
                "promised",
                _of_all,
                "You divide the wrong ones by all questions. Risk is their "
                "share of what is *answered*.",
            ),
            would_return_in(
                "promised",
                lambda rows, most: promised(_right_is_enough(rows), most),
                "You count an answer as right where nothing answers the question. Whatever it "
                "says, it is wrong there.",
            ),
            would_return_in(
                "promised",
                lambda rows, most: promised(_answerable_only(rows), most),
                "You leave the questions out that nothing answers. They are asked too, and "
                "answering them is the mistake.",
            ),
            would_return_in(
                "promised",
                _highest,
                "You take the highest threshold that keeps the promise. It "
                "answers least; the one with most coverage is wanted.",
            ),
            would_return_in(
                "promised",
                _strictly,
                "You refuse a risk of exactly `most`. At most means up to and with.",
            ),
            would_return_in(
                "promised",
                _coverage_of(lambda said, rows: sum(is_right(row) for row in said) / len(rows)),
                "You count right answers. Coverage is all that is answered, right or wrong.",
            ),
            would_return_in(
                "promised",
                _coverage_of(lambda said, rows: len(said) / max(1, len(_answerable_only(rows)))),
                "You divide by the questions that something answers. Coverage is a share of all "
                "rows.",
            ),
            would_return_in(
                "promised",
                lambda rows, most: promised(_unanswerable_is_fine(rows), most),
                "You count no answer as wrong where nothing answers the question. Each of them is "
                "wrong there.",
            ),
            would_return_in(
                "promised", _counted, "The second value is a share of all questions, 0 to 1."
            ),
            would_return_in(
                "best",
                lambda rows: _best_of(rows, last=True),
                "Of equally good thresholds you "
                "take the lowest. The highest is wanted, the one that says least; where silence "
                "is as good as any, `None`.",
            ),
            would_return_in(
                "best",
                lambda rows: _best_of(rows, silent=False),
                "You never say nothing at all. "
                "Where no threshold is better than silence, it is `None`.",
            ),
            would_return_in(
                "best",
                lambda rows: _best_of(rows, strict=True),
                "You answer above the threshold. "
                "A confidence of exactly the threshold is answered.",
            ),
            would_return_in(
                "best",
                _right_answers,
                "You count right answers only. To say nothing where "
                "nothing answers is a right outcome too.",
            ),
            would_return_in(
                "best",
                lambda rows: best(_right_is_enough(rows)),
                "You count an answer as right where nothing answers the question.",
            ),
            would_return_in(
                "best",
                lambda rows: best(_answerable_only(rows)),
                "You leave the questions out that nothing answers.",
            ),
            would_return_in(
                "best",
                _best_one_by_one,
                "You answer rows of equal confidence one after the other. All of them are "
                "answered or none.",
            ),
            would_return_in(
                "best",
                _best_by(lambda r, a: r and a, lambda r, a: not (r and a)),
                "You count silence as right where a reply would be wrong. It is right only where "
                "nothing answers.",
            ),
            would_return_in(
                "best",
                _best_by(lambda r, a: r or not a, lambda r, a: not a),
                "You count a question that nothing answers as right even if it is answered.",
            ),
            would_return_in(
                "best",
                _best_by(lambda r, a: 1 if r and a else -1, lambda r, a: not a),
                "You take wrong answers off. Right outcomes are counted, and no more.",
            ),
            would_return_in(
                "best",
                _share,
                "The second value of `best` is how many outcomes are right, a count.",
            ),
            value_is(
                lambda value, wanted: not isinstance(value, list | tuple),
                "Two values are wanted, the threshold and what it gives.",
            ),
        ],
        message="One number decides how often the system is silent, and how often it is wrong.",
    ),
    distractor="        if wrong / len(rows) <= most:",
    hints=(
        "A row is wrong, once answered, unless it is right *and* answerable. The thresholds to try "
        "are the different confidences: `sorted({row['confidence'] for row in rows})`.",
        "For each threshold `t`, what is answered is `[row for row in rows if row['confidence'] >= "
        "t]`. The lowest threshold whose share of wrong ones is small enough has most coverage.",
        "`best`: begin with silence, `None` and the number of rows that nothing answers. Go "
        "through the thresholds from the highest down, and change only where the count is "
        "*larger*.",
    ),
)
