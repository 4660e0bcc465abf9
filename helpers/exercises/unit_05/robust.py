"""Exercise 05.3: the prompt whose worst order is clearly the best.

In: tables of results, the choice, wrong ways to choose. Out: intervals (metrics).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return
from helpers.measure import metrics

Results = Mapping[str, Sequence[tuple[int, int]]]  # {prompt: (right, n) for each order}


def robust(results: Results) -> str | None:
    """The prompt whose worst order is clearly better than every other prompt's worst order."""
    worst = {name: min(orders, key=_share) for name, orders in results.items()}
    best = max(worst, key=lambda name: _share(worst[name]))
    others = [metrics.wilson(*worst[name])[1] for name in worst if name != best]
    return best if metrics.wilson(*worst[best])[0] > max(others, default=-1) else None


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
    """Clear, unclear, and where mean, best order or bare counts would mislead; the worst order
    first, in the middle and last, each prompt in front; one alone; none right; where a share might
    stand for an interval."""
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
    tables = [clear, mean, unclear, counts, three, near_tie, {a: [(near(50), 100)]}]
    # by its first order, by its last or by its mean the other prompt would be the better one
    good, bad = [(near(96), 100), (near(97), 100)], (near(50), 100)
    for at in range(3):
        orders = [*good[:at], bad, *good[at:]]
        tables += [{a: orders, b: [(near(80), 100)] * 3}, {b: [(near(80), 100)] * 3, a: orders}]
    # the fewest right are not the lowest share, within one prompt as well
    tables += [{a: [(near(39), 50), (near(50), 100)], b: [(near(86), 100)]}]
    tables += [{a: [(0, 100), (near(97), 100)], b: [(near(20), 100)]}]
    tables += [{a: [(0, 100)], b: [(0, 100)]}, {a: [(0, 100)]}]
    # a low end above the other's share, and a share above the other's high end, are not enough
    tables += [{a: [(17, 20)], b: [(12, 20)]}, {b: [(12, 20)], a: [(17, 20)]}]
    tables += [{a: [(right, 100)], b: [(60, 100)]} for right in (62, 70)]
    # two that are equal, one of them on more texts; a third whose interval is wide
    tables += [{a: [(84, 100)], b: [(168, 200)], c: [(30, 100)]}]
    tables += [{a: [(95, 100)], b: [(70, 100)], c: [(1, 2)]}]
    # the worst by share is not the worst by an end of its interval
    tables += [{a: [(9, 10), (85, 100)], b: [(65, 100)]}]
    tables += [{a: [(16, 20), (82, 100)], b: [(60, 100)]}]
    return [Call("robust", (table,)) for table in tables]


def _by_first(results: Results) -> str | None:
    return robust({name: orders[:1] for name, orders in results.items()})


def _by_last(results: Results) -> str | None:
    return robust({name: orders[-1:] for name, orders in results.items()})


def _by_bounds(results: Results, mine: Callable, others: Callable) -> str | None:
    worst = {name: min(orders, key=_share) for name, orders in results.items()}
    first, *rest = sorted(worst, key=lambda name: _share(worst[name]), reverse=True)
    return first if mine(worst[first]) > max((others(worst[n]) for n in rest), default=-1) else None


def _low_over_shares(results: Results) -> str | None:
    return _by_bounds(results, lambda pair: metrics.wilson(*pair)[0], _share)


def _share_over_highs(results: Results) -> str | None:
    return _by_bounds(results, _share, lambda pair: metrics.wilson(*pair)[1])


def _shares_only(results: Results) -> str | None:
    return _by_bounds(results, _share, _share)


def _second_only(results: Results) -> str | None:
    worst = {name: [min(orders, key=_share)] for name, orders in results.items()}
    two = sorted(worst, key=lambda name: _share(*worst[name]), reverse=True)[:2]
    return robust({name: worst[name] for name in two})


def _pooled(results: Results) -> str | None:
    return robust(
        {name: [tuple(map(sum, zip(*orders, strict=True)))] for name, orders in results.items()}
    )


def _clear_by_best(results: Results) -> str | None:
    return robust({name: [max(orders, key=_share)] for name, orders in results.items()})


def _not_alone(results: Results) -> str | None:
    return robust(results) if len(results) > 1 else None


def _first_prompt(results: Results) -> str | None:
    named = robust(results)
    return named if named == next(iter(results)) else None


def _ends(results: Results) -> dict[str, tuple[float, float]]:
    return {name: metrics.wilson(*min(orders, key=_share)) for name, orders in results.items()}


def _above_one(results: Results) -> str | None:
    ends = _ends(results)
    found = (n for n in ends if any(ends[n][0] > ends[o][1] for o in ends if o != n))
    return next(found, None)


def _above_last(results: Results) -> str | None:
    worst = {name: [min(orders, key=_share)] for name, orders in results.items()}
    order = sorted(worst, key=lambda name: _share(*worst[name]))
    return robust({name: worst[name] for name in (order[0], order[-1])})


def _lows_only(results: Results) -> str | None:
    ends = _ends(results)
    found = (n for n in ends if all(ends[n][0] > ends[o][0] for o in ends if o != n))
    return next(found, None)


def _apart(results: Results) -> str | None:
    return robust({n: [(min(p)[0], max(k for _, k in p))] for n, p in results.items()})


def _steadiest(results: Results) -> str:
    shares = {name: [*map(_share, orders)] for name, orders in results.items()}
    return min(shares, key=lambda name: max(shares[name]) - min(shares[name]))


def _in_percent(results: Results) -> str | None:
    worst = {name: min(map(_share, orders)) for name, orders in results.items()}
    return robust({name: [(round(100 * share), 100)] for name, share in worst.items()})


def _worst_by_end(results: Results, end: int) -> str | None:
    return robust(
        {
            name: [min(orders, key=lambda pair: metrics.wilson(*pair)[end])]
            for name, orders in results.items()
        }
    )


def _fewest_right(results: Results) -> str | None:
    return robust({name: [min(orders)] for name, orders in results.items()})


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
            would_return(_by_first, "You look at the first order of each prompt only."),
            would_return(_by_last, "You look at the last order of each prompt only."),
            would_return(
                _fewest_right,
                "You take the order with the fewest right as the worst. The orders were tried on "
                "different numbers of texts: the worst has the lowest *share*.",
            ),
            would_return(
                _low_over_shares,
                "You hold the low end against the bare shares of the others. What they were "
                "measured at varies as well: compare with their high ends.",
            ),
            would_return(
                _share_over_highs,
                "You hold a bare share against the high ends of the others. It varies as well: its "
                "low end must lie above them.",
            ),
            would_return(
                _shares_only,
                "You compare bare shares. Where the intervals of the worst orders overlap, there "
                "is not enough evidence yet, and the answer is `None`.",
            ),
            would_return(
                _second_only,
                "You compare with the second best only. A prompt that was tried on few texts has a "
                "wide interval: compare with every other.",
            ),
            would_return(
                _in_percent,
                "You turn the shares into percent before you take the interval. It is as wide as "
                "the texts are few: give it `right` and `n` as they are.",
            ),
            would_return(
                lambda results: _worst_by_end(results, 0),
                "You take the order whose interval begins lowest as the worst. The worst has the "
                "lowest *share*.",
            ),
            would_return(
                lambda results: _worst_by_end(results, 1),
                "You take the order whose interval ends lowest as the worst. The worst has the "
                "lowest *share*.",
            ),
            would_return(
                _pooled,
                "You put the orders of a prompt together. A good sum can hide an order that fails; "
                "compare the worst ones.",
            ),
            would_return(
                _clear_by_best,
                "You compare the best orders. In production nobody promises you the best order; "
                "compare the worst ones.",
            ),
            would_return(
                _not_alone,
                "You name nobody where a prompt stands alone. It has no other above it: name it.",
            ),
            would_return(
                _first_prompt,
                "You decide after the first prompt. `None` is the answer only when no prompt has "
                "won: look at all of them before you return it.",
            ),
            would_return(
                _above_one,
                "You name a prompt that is clearly above one other. It must be above *each* one.",
            ),
            would_return(
                _above_last,
                "You compare the best with the last only. It must be clearly above *every* other.",
            ),
            would_return(
                _lows_only,
                "You compare low ends with low ends. The low end of one must lie above the *high* "
                "end of every other.",
            ),
            would_return(
                _steadiest,
                "You name the prompt that varies least. It may be bad in every order: compare the "
                "worst ones.",
            ),
            would_return(
                _apart,
                "You take the fewest right and the most texts, each from another order. A pair "
                "belongs together: the worst order is the one with the lowest share.",
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
