"""Exercise 05.3: the prompt whose worst order is clearly the best.

In: tables of results, the choice, wrong ways to choose. Out: intervals (metrics).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return
from helpers.measure import metrics

Results = Mapping[str, Sequence[tuple[int, int]]]  # {prompt: (right, n) for each order}


def robust(results: Results) -> str | None:
    """The prompt whose worst order is clearly better than every other prompt's worst order."""
    worst = {name: min(orders, key=_share) for name, orders in results.items()}
    best = max(worst, key=lambda name: _share(worst[name]))
    others = [metrics.wilson(*worst[name])[1] for name in worst if name != best]
    return best if metrics.wilson(*worst[best])[0] > max(others) else None


def _share(pair: tuple[int, int]) -> float:
    return pair[0] / pair[1]


def _no_interval(results: Results) -> str:
    return max(results, key=lambda name: min(map(_share, results[name])))


def _by_mean(results: Results) -> str:
    return max(results, key=lambda n: sum(map(_share, results[n])) / len(results[n]))


def _by_best(results: Results) -> str:
    return max(results, key=lambda name: max(map(_share, results[name])))


def _by_count(results: Results) -> str:
    return max(results, key=lambda name: min(right for right, _ in results[name]))


def questions_05_3(seed: int) -> list[Question]:
    """Clear, unclear, and where mean, best order or bare counts would mislead."""
    draw = random.Random(f"05.3/{seed}")
    a, b, c = draw.sample(["turns", "blocks", "arrows", "tags", "table"], 3)

    def near(right: int) -> int:
        return right + draw.randint(-2, 2)

    clear = {a: [(near(85), 100), (near(86), 100)], b: [(near(55), 100), (near(90), 100)]}
    mean = {a: [(near(60), 100), (98, 100), (99, 100)], b: [(near(78), 100)] * 3}
    unclear = {a: [(near(16), 20), (18, 20)], b: [(near(11), 20), (19, 20)]}
    counts = {a: [(near(120), 300), (near(130), 300)], b: [(near(90), 100), (near(92), 100)]}
    three = {
        a: [(near(250), 300), (290, 300)],
        b: [(near(200), 300), (294, 300)],
        c: [(near(150), 300), (298, 300)],
    }
    near_tie = {a: [(near(84), 100)] * 2, b: [(near(84), 100)] * 2, c: [(near(30), 100)] * 2}
    return [Call("robust", (table,)) for table in (clear, mean, unclear, counts, three, near_tie)]


ROBUST = Exercise(
    id="05.3",
    title="A choice that order cannot upset",
    goal="Write `robust(results)`: the prompt whose worst order is clearly the best, or `None`.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; up to six lines",
    answers=("robust",),
    questions=questions_05_3,
    judge=compare(
        robust,
        [
            would_return(
                _no_interval,
                "You always name a prompt. Where the intervals of the worst orders overlap, there "
                "is not enough evidence yet, and the answer is `None`.",
            ),
            would_return(
                _by_mean,
                "You compare the means over the orders. A good mean can hide an order that fails; "
                "compare the worst ones.",
            ),
            would_return(
                _by_best,
                "You compare the best orders. In production nobody promises you the best order; "
                "compare the worst ones.",
            ),
            would_return(
                _by_count,
                "You compare how many were right. The prompts were tried on different numbers of "
                "texts: compare shares.",
            ),
            value_is(
                lambda value, wanted: value is None,
                "Here the interval of one worst order lies wholly above all others: that is "
                "enough evidence. Do you compare low end with high end, of the worst orders only?",
            ),
            value_is(
                lambda value, wanted: isinstance(value, tuple | list),
                "The name of the prompt is wanted, not its numbers.",
            ),
        ],
        message="By the worst order, and only on evidence.",
    ),
    distractor="    worst = {name: sum(p[0] for p in orders) for name, orders in results.items()}",
    hints=(
        "First find each prompt's worst order: `min(orders, key=lambda pair: pair[0] / pair[1])`.",
        "`metrics.wilson(right, n)` gives (low, high). The low end of the best must lie above the "
        "high end of every other.",
    ),
)
