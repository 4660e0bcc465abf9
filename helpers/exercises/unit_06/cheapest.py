"""Exercise 06.5: the cheapest method that is enough.

In: tables of results, the choice, wrong ways to choose. Out: intervals (metrics).

"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

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


def _above(results: Results, target: float) -> str:
    clear = {name: x for name, x in results.items() if metrics.wilson(*x[:2])[0] > target}
    may = any(metrics.wilson(*x[:2])[1] >= target for x in results.values())
    return cheapest(clear, target) if clear else UNSURE if may else NONE


def _ends_above(results: Results, target: float) -> str:
    found = cheapest(results, target)
    may = any(metrics.wilson(*x[:2])[1] > target for x in results.values())
    return NONE if found == UNSURE and not may else found


def _in_percent(results: Results, target: float) -> str:
    each = {name: (round(100 * r / n), 100, 100 * t / n) for name, (r, n, t) in results.items()}
    found = cheapest(each, target)
    return found if found in results else cheapest(results, target)


def _middle(results: Results, target: float) -> str:
    near = {name: x for name, x in results.items() if sum(metrics.wilson(*x[:2])) / 2 >= target}
    return cheapest(near, 0.0) if near else cheapest(results, target)


def _whole_tokens(results: Results, target: float) -> str:
    return cheapest({name: (r, n, t // n * n) for name, (r, n, t) in results.items()}, target)


def _cheapest_of_all(results: Results, target: float) -> str:
    name = min(results, key=lambda name: results[name][2] / results[name][1])
    return cheapest({name: results[name]}, target)


def _best_may(results: Results, target: float) -> str:
    found = cheapest(results, target)
    best = max(results.values(), key=lambda x: x[0] / x[1])
    return NONE if found == UNSURE and metrics.wilson(*best[:2])[1] < target else found


def _named_by(choose: Callable, end: int = 0) -> Callable:
    """The choice of somebody who takes choose(methods that reach it, results), by low or high."""

    def wrong(results: Results, target: float) -> str:
        ends = {name: metrics.wilson(*x[:2])[end] for name, x in results.items()}
        clear = [name for name in results if ends[name] >= target]
        return choose(clear, results) if clear else cheapest(results, target)

    return wrong


def _fewest(names: list[str], results: Results) -> str:
    return min(names, key=lambda name: results[name][2] / results[name][1])


def _rounded(digits: int) -> Callable:
    def wrong(results: Results, target: float) -> str:
        lows = {name: metrics.wilson(*x[:2])[0] for name, x in results.items()}
        clear = [name for name in results if round(lows[name], digits) >= target]
        return _fewest(clear, results) if clear else cheapest(results, target)

    return wrong


def _if_all_may(results: Results, target: float) -> str:
    found = cheapest(results, target)
    all_may = all(metrics.wilson(*x[:2])[1] >= target for x in results.values())
    return NONE if found == UNSURE and not all_may else found


def _if_last_may(results: Results, target: float) -> str:
    found = cheapest(results, target)
    *_, last = results.values()
    return NONE if found == UNSURE and metrics.wilson(*last[:2])[1] < target else found


def questions_06_5(seed: int) -> list[Question]:
    """Clear, unclear, out of reach; where the best or the smallest sum would mislead; targets that
    an interval begins at and ends at, or misses by little; each method in front, and under each
    other's name."""
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
    low, high = metrics.wilson(86, 100)
    exact = {a: (86, 100, 4000), c: (99, 100, 9000)}
    turned = [
        (dict(pairs), 0.7)
        for first, second in ((a, b), (b, a))
        for pairs in (
            [(first, (95, 100, 9000)), (second, (190, 200, 12_000))],
            [(second, (190, 200, 12_000)), (first, (95, 100, 9000))],
        )
    ]
    edges = [
        (exact, low),
        ({a: exact[a]}, high),
        ({a: exact[a]}, high + 1e-9),
        ({a: (0, 50, 9)}, 0.0),
        (exact, 0.78),
    ]
    # a share that reaches it on few problems, or the middle of an interval; the wide interval of
    # another than the best; tokens that differ after the point
    shares = [
        ({a: (right, n, 300), c: (285, 300, 90_000)}, 0.8) for right, n in ((18, 20), (83, 100))
    ]
    wide = {a: (70, 100, 300), b: (1, 2, 10)}
    close = {a: (95, 100, 4040), b: (190, 200, 8030)}
    both_ways = [
        (dict(order), target)
        for table, target in ((wide, 0.8), (close, 0.7))
        for order in ([*table.items()], [*table.items()][::-1])
    ]
    return [
        Call("cheapest", args)
        for args in (
            *turned,
            *edges,
            *shares,
            *both_ways,
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
                _above,
                "An interval that begins exactly at the target reaches it: at the target *or "
                "above* (`>=`).",
            ),
            would_return(
                _ends_above,
                "An interval that ends exactly at the target does not end below it (`>=`).",
            ),
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
                _in_percent,
                "You turn the shares into percent before you take the interval. It is as wide as "
                "the problems are few: give it `right` and `n` as they are.",
            ),
            would_return(
                _middle,
                "You hold the middle of the interval against the target. Its low end must reach "
                "it.",
            ),
            would_return(
                _whole_tokens,
                "You round the tokens for one problem to whole ones: two methods may differ after "
                "the point.",
            ),
            would_return(
                _cheapest_of_all,
                "You take the method with the fewest tokens and ask only whether that one reaches "
                "the target. First list all that do, then take the cheapest of them.",
            ),
            would_return(
                _best_may,
                "You ask only whether the method with the most right may reach the target. One "
                "that was tried on few problems has a wide interval: look at every high end.",
            ),
            *(
                would_return(
                    _named_by(choose),
                    "You name a method that reaches the target, and another one does so for fewer "
                    "tokens a problem.",
                )
                for choose in (
                    lambda names, results: names[0],
                    lambda names, results: names[-1],
                    lambda names, results: max(names, key=lambda m: results[m][2] / results[m][1]),
                )
            ),
            would_return(
                _named_by(_fewest, 1),
                "You ask whether the *high* end reaches the target. That says only that it may: "
                "the low end must reach it.",
            ),
            *(
                would_return(
                    _rounded(digits),
                    "You round the interval. Where it begins a little below the target it does not "
                    "reach it.",
                )
                for digits in (1, 2)
            ),
            would_return(
                _if_all_may,
                "You want every interval to reach up to the target. If a single one does, more "
                "problems may decide it.",
            ),
            would_return(
                _if_last_may,
                "You let the last method alone decide between the two sentences. If any interval "
                "ends at the target or above, more problems may decide it.",
            ),
            value_is(
                lambda value, wanted: (
                    wanted in (UNSURE, NONE) and value.strip().casefold() == wanted
                ),
                f'Write it as the goal does, in small letters: `"{UNSURE}"` or `"{NONE}"`.',
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
