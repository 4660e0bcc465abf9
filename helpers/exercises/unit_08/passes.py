"""Exercise 08.2: pass@k and pass^k over several problems, from n attempts at each.

In: attempts, both rates, wrong ways to get them. Out: the formulas (attempts).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, near, value_is, would_return
from helpers.measure import attempts

Results = Mapping[str, Sequence[bool]]
Rates = tuple[float, float]


def passes(results: Results, k: int) -> Rates:
    """(pass@k, pass^k): means over the problems; ValueError where one has fewer than k attempts."""
    return _mean([_both(one, k) for one in results.values()])


def _both(one: Sequence[bool], k: int) -> Rates:
    n, c = len(one), sum(one)
    return attempts.at_least_one(n, c, k), attempts.all_of_them(n, c, k)


def _mean(pairs: Sequence[Rates]) -> Rates:
    return tuple(sum(column) / len(pairs) for column in zip(*pairs, strict=True))


def _each(rates: Callable[[Sequence[bool], int], Rates]) -> Callable[[Results, int], Rates]:
    def way(results: Results, k: int) -> Rates:
        passes(results, k)  # as many attempts as wanted
        return _mean([rates(one, k) for one in results.values()])

    return way


def _as_if_put_back(one: Sequence[bool], k: int) -> Rates:
    p = sum(one) / len(one)
    return 1 - (1 - p) ** k, p**k


def _first(one: Sequence[bool], k: int) -> Rates:
    return float(any(one[:k])), float(all(one[:k]))


def _last(one: Sequence[bool], k: int) -> Rates:
    return _first(one[::-1], k)


def _all_attempts(one: Sequence[bool], k: int) -> Rates:
    return float(any(one)), float(all(one))


def _single(one: Sequence[bool], k: int) -> Rates:
    return (sum(one) / len(one),) * 2


def _turned(one: Sequence[bool], k: int) -> Rates:
    return _both(one, k)[::-1]


def _one_put_back(one: Sequence[bool], k: int) -> Rates:
    return _as_if_put_back(one, k)[0], _both(one, k)[1]


def _all_put_back(one: Sequence[bool], k: int) -> Rates:
    return _both(one, k)[0], _as_if_put_back(one, k)[1]


def _by_attempts(results: Results, k: int) -> Rates:
    passes(results, k)
    return _mean([_both(one, k) for one in results.values() for _ in one])


def _pooled(results: Results, k: int) -> Rates:
    passes(results, k)
    return _both([ok for one in results.values() for ok in one], k)


def _short_left_out(results: Results, k: int) -> Rates:
    return passes({name: one for name, one in results.items() if len(one) >= k}, k)


def questions(seed: int) -> list[Question]:
    """The worked example, one and all attempts, unequal numbers, too few; then drawn ones."""
    rng = random.Random(f"08.2/{seed}")

    def tries(right: int, n: int) -> list[bool]:
        return rng.sample([True] * right + [False] * (n - right), n)

    cases = [
        ({"reverse": tries(4, 10)}, 3),
        ({"sort": tries(4, 10), "join": tries(10, 10), "split": tries(0, 10)}, 3),
        ({"sort": tries(2, 5), "join": tries(9, 12)}, 2),
        ({"sort": tries(2, 5), "join": tries(3, 5)}, 1),
        ({"sort": tries(1, 4), "join": tries(4, 4)}, 4),
        ({"sort": tries(2, 5), "join": tries(2, 3)}, 4),
        ({"sort": [True]}, 2),
    ]
    for _ in range(4):
        sizes = [rng.randint(4, 12) for _ in range(rng.randint(2, 6))]
        results = {f"task {i}": tries(rng.randint(0, n), n) for i, n in enumerate(sizes)}
        cases.append((results, rng.randint(2, 4)))
    return [Call("passes", case) for case in cases]


PASSES = Exercise(
    id="08.2",
    title="One of k, or all of k",
    goal="Write `passes(results, k)`: pass@k and pass^k, as means over the problems.",
    points=3,
    minutes=15,
    difficulty="easy",
    budget="no call; up to eight lines",
    answers=("passes",),
    questions=questions,
    judge=compare(
        passes,
        [
            would_return(
                _each(_as_if_put_back),
                "You raise c / n to a power, as if an attempt were put back and drawn again. From "
                "n attempts take k different ones: `math.comb`.",
                near(1e-6),
            ),
            would_return(
                _each(_first),
                "You look at the first k attempts only. All n are there: average over all ways to "
                "take k of them.",
                near(1e-6),
            ),
            would_return(
                _each(_last),
                "You look at the last k attempts only. All n are there: average over all ways to "
                "take k of them.",
                near(1e-6),
            ),
            would_return(
                lambda results, k: tuple(rate * len(results) for rate in passes(results, k)),
                "You add up the rates of the problems. Wanted is their mean.",
                near(1e-6),
            ),
            would_return(
                _each(_all_attempts),
                "You ask whether any, or all, of the n attempts is right. Wanted is what k of "
                "them would bring.",
                near(1e-6),
            ),
            would_return(
                _each(_single), "You give the share of right attempts: that is k = 1.", near(1e-6)
            ),
            would_return(
                _each(_turned),
                "You have the two the wrong way round: pass@k, at least one, comes first.",
                near(1e-6),
            ),
            would_return(
                _pooled,
                "You put the attempts of all problems into one pot. A hard problem stays hard in "
                "each attempt: one rate for each problem, then the mean.",
                near(1e-6),
            ),
            would_return(
                _short_left_out,
                "You leave out problems with fewer than k attempts. Nothing can be said of them: "
                "a `ValueError` is wanted, or somebody believes a number about fewer problems.",
                near(1e-6),
            ),
            would_return(
                _each(_one_put_back),
                "In pass@k you raise to a power, as if an attempt were put back and drawn again; "
                "pass^k is right. From n attempts take k different ones: `math.comb`.",
                near(1e-6),
            ),
            would_return(
                _each(_all_put_back),
                "In pass^k you raise to a power, as if an attempt were put back and drawn again; "
                "pass@k is right. From n attempts take k different ones: `math.comb`.",
                near(1e-6),
            ),
            would_return(
                _by_attempts,
                "You weigh a problem by its attempts. Each problem counts alike: add up the rates, "
                "and divide by the number of problems.",
                near(1e-6),
            ),
            would_return(
                lambda results, k: tuple(100 * rate for rate in passes(results, k)),
                "You give percent. A rate goes from 0 to 1.",
                near(1e-6),
            ),
            value_is(
                lambda value, wanted: isinstance(value, dict),
                "Two numbers are wanted, as a tuple: pass@k, then pass^k.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, float),
                "Two numbers are wanted, as a tuple: pass@k, then pass^k.",
            ),
        ],
        equal=near(1e-6),
        message="pass@k is for those who can check; pass^k for those who meet the reply.",
    ),
    distractor="        one = 1 - (1 - c / n) ** k",
    hints=(
        "Of n attempts c are right. In how many ways can you take k of n, and in how many of "
        "these are all wrong? `math.comb(n, k)` counts ways.",
        "pass@k = 1 - comb(n - c, k) / comb(n, k); pass^k = comb(c, k) / comb(n, k). `comb` is 0 "
        "where k is larger. For n < k raise a ValueError yourself.",
    ),
)
