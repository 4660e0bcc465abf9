"""Exercise 06.5: the cheapest method that is enough.

In: tables of results, the choice, wrong ways to choose. Out: intervals (metrics).

"""

from __future__ import annotations

import random
from collections.abc import Mapping

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return
from helpers.measure import metrics

Results = Mapping[str, tuple[int, int, int]]  # {method: (right, n, tokens of all n)}


UNSURE, NONE = "not enough evidence", "none"


def cheapest(results: Results, target: float) -> str:
    """The method with the fewest tokens a problem that clearly reaches the target."""
    clear = [name for name, (r, n, _) in results.items() if metrics.wilson(r, n)[0] >= target]
    if clear:
        return min(clear, key=lambda name: results[name][2] / results[name][1])
    may = any(metrics.wilson(r, n)[1] >= target for r, n, _ in results.values())
    return UNSURE if may else NONE


def _by_share(results: Results, target: float) -> str:
    clear = [name for name, (r, n, _) in results.items() if r / n >= target]
    return min(clear, key=lambda m: results[m][2] / results[m][1]) if clear else NONE


def _best(results: Results, target: float) -> str:
    return max(results, key=lambda name: results[name][0] / results[name][1])


def _by_total(results: Results, target: float) -> str:
    found = cheapest(results, target)
    clear = [name for name, (r, n, _) in results.items() if metrics.wilson(r, n)[0] >= target]
    return min(clear, key=lambda name: results[name][2]) if clear else found


def _by_right(results: Results, target: float) -> str:
    found = cheapest(results, target)
    clear = [name for name, (r, n, _) in results.items() if metrics.wilson(r, n)[0] >= target]
    return min(clear, key=lambda name: results[name][2] / results[name][0]) if clear else found


def _unsure_or_name(results: Results, target: float) -> str:
    found = cheapest(results, target)
    return UNSURE if found == NONE else found


def _none_or_name(results: Results, target: float) -> str:
    found = cheapest(results, target)
    return NONE if found == UNSURE else found


def questions_06_5(seed: int) -> list[Question]:
    """Clear, unclear, out of reach; where the best or the smallest sum would mislead."""
    rng = random.Random(f"06.5/{seed}")
    a, b, c, d = rng.sample(["direct", "steps", "votes", "tree", "pieces", "checked"], 4)

    def near(value: int, by: int) -> int:
        return value + rng.randint(-by, by)

    clear = {a: (near(12, 4), 100, near(300, 40)), b: (near(92, 2), 100, near(4000, 200))}
    dear = {**clear, c: (99, 100, near(36_000, 999))}
    totals = {a: (185, 200, near(8000, 200)), b: (47, 50, near(6000, 200)), d: (30, 50, 1000)}
    unclear = {a: (near(9, 2), 40, near(120, 9)), b: (33, 40, near(1600, 99))}
    beyond = {a: (near(20, 5), 100, near(300, 30)), c: (near(41, 5), 100, near(9000, 99))}
    wasteful = {b: (86, 100, near(8500, 90)), c: (99, 100, near(9200, 90)), a: (9, 90, 300)}
    cheap_but_unsure = {a: (17, 20, near(700, 50)), c: (near(285, 3), 300, near(90_000, 999))}
    return [
        Call("cheapest", args)
        for args in (
            (clear, 0.8),
            (dear, 0.8),
            (totals, 0.7),
            (unclear, 0.8),
            (beyond, 0.8),
            (cheap_but_unsure, 0.8),
            (wasteful, 0.7),
        )
    ]


CHEAPEST = Exercise(
    id="06.5",
    title="The cheapest that is enough",
    goal="Write `cheapest(results, target)`: the method that reaches the target for the fewest "
    "tokens a problem, as far as the evidence goes.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; up to six lines",
    answers=("cheapest",),
    questions=questions_06_5,
    judge=compare(
        cheapest,
        [
            would_return(
                _by_total,
                "You compare the sums of the tokens. The methods were tried on different numbers "
                "of problems: compare tokens for one problem.",
            ),
            would_return(
                _by_right,
                "You share the tokens among the problems that came out right. The others cost "
                "tokens too, and are no dearer: compare tokens for one problem, right or wrong.",
            ),
            would_return(
                _best,
                "You name the method with the most right. The target is enough; beyond it, every "
                "token is spent for nothing.",
            ),
            would_return(
                _by_share,
                "You compare the bare share with the target. Its interval must begin at the target "
                "or above; where one only reaches it, that is not enough evidence.",
            ),
            would_return(
                _unsure_or_name,
                f'Where every interval ends below the target, there is evidence: `"{NONE}"`.',
            ),
            would_return(
                _none_or_name,
                f'Where an interval holds the target, more problems may decide it: `"{UNSURE}"`.',
            ),
            value_is(
                lambda value, wanted: value is None,
                f'Say it in words: a method, `"{UNSURE}"` or `"{NONE}"`.',
            ),
        ],
        message="Enough is enough, and only on evidence.",
    ),
    distractor="        return min(reach, key=lambda name: results[name][2] / results[name][0])",
    hints=(
        "`metrics.wilson(right, n)` gives the two ends. First list the methods whose low end is at "
        "least the target.",
        "Of those, `min(…, key=…)` with tokens / n. If there are none: does any high end reach the "
        "target?",
    ),
)
