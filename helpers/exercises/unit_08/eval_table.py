"""Exercise 08.4: the eval table, with faults apart, intervals by customer, cost per right reply.

In: results of several systems, the table, wrong ways to make it. Out: the interval (clusters).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, value_is, would_return
from helpers.measure import clusters
from helpers.world.lexicon import CATEGORIES

Result = Mapping[str, object]
Prices = Mapping[str, tuple[float, float]]  # {system: price of a million tokens in, and out}
MILLION = 1_000_000


def eval_table(results: Sequence[Result], prices: Prices) -> list[dict]:
    """A row for each system, in the order in which they first come."""
    return _table(results, prices)


def _row(system: str, mine: Sequence[Result], price: tuple[float, float]) -> dict:
    judged = [r for r in mine if r["label"] is not None]
    right = [float(r["label"] == r["gold"]) for r in judged]
    share, low, high = clusters.interval(right, [r["customer"] for r in judged])
    cost = _cost(mine, price)
    return {
        "system": system,
        "n": len(judged),
        "failed": len(mine) - len(judged),
        "right": share,
        "low": low,
        "high": high,
        "cost": cost,
        "per_right": cost / sum(right) if sum(right) else None,
    }


def _cost(mine: Sequence[Result], price: tuple[float, float]) -> float:
    return sum(r["tokens_in"] * price[0] + r["tokens_out"] * price[1] for r in mine) / MILLION


def _table(results: Sequence[Result], prices: Prices, row: Callable = _row) -> list[dict]:
    systems = dict.fromkeys(r["system"] for r in results)
    return [row(s, [r for r in results if r["system"] == s], prices[s]) for s in systems]


def _loose(results: Sequence[Result]) -> list[Result]:
    """Whatever case and blanks: the gold in the label is enough."""
    return [
        {**r, "label": r["gold"]} if r["gold"] in (r["label"] or "").lower() else r for r in results
    ]


def _in_small_letters(results: Sequence[Result]) -> list[Result]:
    return [r if r["label"] is None else {**r, "label": r["label"].lower()} for r in results]


def _without_blanks(results: Sequence[Result]) -> list[Result]:
    return [r if r["label"] is None else {**r, "label": r["label"].strip()} for r in results]


def _both_of_these(results: Sequence[Result]) -> list[Result]:
    return _in_small_letters(_without_blanks(results))


def _contains(results: Sequence[Result]) -> list[Result]:
    return [{**r, "label": r["gold"]} if r["gold"] in (r["label"] or "") else r for r in results]


def _with(change: Callable[[Sequence[Result]], Sequence[Result]]) -> Callable:
    return lambda results, prices: _table(change(results), prices)


def _faults_as_wrong(results: Sequence[Result]) -> list[Result]:
    return [{**r, "label": "none" if r["label"] is None else r["label"]} for r in results]


def _empty_as_fault(results: Sequence[Result]) -> list[Result]:
    return [{**r, "label": r["label"] or None} for r in results]


def _no_clusters(results: Sequence[Result]) -> list[Result]:
    return [{**r, "customer": i} for i, r in enumerate(results)]


def _without_faults(results: Sequence[Result]) -> list[Result]:
    return [r for r in results if r["label"] is not None]


def _changed(change: Callable[[dict, Sequence[Result], tuple[float, float]], dict]) -> Callable:
    def row(system: str, mine: Sequence[Result], price: tuple[float, float]) -> dict:
        made = _row(system, mine, price)
        return {**made, **change(made, mine, price)}

    return lambda results, prices: _table(results, prices, row)


def _per_case(made: dict, mine: Sequence[Result], price: tuple[float, float]) -> dict:
    return {"per_right": made["cost"] / made["n"]}


def _right_only(made: dict, mine: Sequence[Result], price: tuple[float, float]) -> dict:
    right = [r for r in mine if r["label"] == r["gold"]]
    return {"per_right": _cost(right, price) / len(right) if right else None}


def _of_answered(made: dict, mine: Sequence[Result], price: tuple[float, float]) -> dict:
    cost, right = _cost(_without_faults(mine), price), made["right"] * made["n"]
    return {"cost": cost, "per_right": cost / right if right else None}


def _nothing(made: dict, mine: Sequence[Result], price: tuple[float, float]) -> dict:
    return {"per_right": made["per_right"] or 0.0}


def _turned(results: Sequence[Result], prices: Prices) -> list[dict]:
    return _table(results, {name: price[::-1] for name, price in prices.items()})


def _not_by_million(results: Sequence[Result], prices: Prices) -> list[dict]:
    return _table(results, {name: (a * MILLION, b * MILLION) for name, (a, b) in prices.items()})


def _sorted(results: Sequence[Result], prices: Prices) -> list[dict]:
    return sorted(_table(results, prices), key=lambda row: -row["right"])


def _by_name(results: Sequence[Result], prices: Prices) -> list[dict]:
    return sorted(_table(results, prices), key=lambda row: row["system"])


def _cut(results: Sequence[Result], prices: Prices) -> list[dict]:
    return _changed(
        lambda made, *_: {"low": max(0.0, made["low"]), "high": min(1.0, made["high"])}
    )(results, prices)


def questions(seed: int) -> list[Question]:
    """Systems of all kinds: with faults, with none right, with one customer who writes most."""
    rng = random.Random(f"08.4/{seed}")
    asked = []
    for systems in (
        {"large": (0.8, 0.1)}, {"small": (0.4, 0.2), "large": (0.9, 0.0)},
        {"broken": (0.0, 0.3), "zeta": (0.5, 0.1), "alpha": (0.7, 0.0)},
    ):  # fmt: skip
        results = [r for name, how in systems.items() for r in _results(rng, name, *how)]
        rng.shuffle(results)
        # the first is last by name or the worst, so that no sorting looks like the wanted order
        results.sort(key=lambda r: r["system"] != next(iter(systems)))
        results[1:] = rng.sample(results[1:], len(results) - 1)
        asked.append((results, {name: (_price(rng), _price(rng) * 4) for name in systems}))
    asked.append((_alike(rng), {"two": (_price(rng), _price(rng) * 4)}))
    return [Call("eval_table", case) for case in asked]


def _alike(rng: random.Random) -> list[Result]:
    """Labels that only look like the gold; the interval of two customers goes beyond 0 and 1."""
    gold = rng.choice(CATEGORIES)
    near = [gold, gold, gold.capitalize(), f"{gold} ", f"{gold}, {gold}", gold]
    customers = ["Ada", "Ada", "Ben", "Ben", "Ben", "Ada"]
    return [
        _result(rng, "two", who, gold, label) for who, label in zip(customers, near, strict=True)
    ]


def _price(rng: random.Random) -> float:
    return round(rng.uniform(0.05, 3), 2)


def _results(rng: random.Random, system: str, right: float, failed: float) -> list[Result]:
    """Twelve results or more; the customers of one system mostly fare alike."""
    made: list[Result] = []
    for customer, n in enumerate((5, 1, 3, 2, 1, 2)):
        good = rng.random() < right
        for _ in range(n):
            gold = rng.choice(CATEGORIES)
            kept = good if rng.random() < 0.8 else not good
            others = [label for label in CATEGORIES if label != gold]
            label = gold if kept and right else rng.choice(others)
            made.append(_result(rng, system, f"customer {customer}", gold, label))
    if right:  # never all wrong by a draw: that is what the system without a right reply is for
        made[0] = {**made[0], "label": made[0]["gold"]}
    for at in rng.sample(range(1, len(made)), round(failed * len(made))):
        made[at] = {**made[at], "label": None, "tokens_out": 0}
    empty = max(at for at, one in enumerate(made) if one["label"] is not None)
    made[empty] = {**made[empty], "label": "", "tokens_out": 1}
    return made


def _result(rng: random.Random, system: str, customer: str, gold: str, label: str) -> Result:
    return {
        "system": system,
        "customer": customer,
        "gold": gold,
        "label": label,
        "tokens_in": rng.randint(30, 900),
        "tokens_out": rng.randint(1, 60),
    }


EVAL_TABLE = Exercise(
    id="08.4",
    title="The eval table",
    goal="Write `eval_table(results, prices)`: a row for each system, with intervals and costs.",
    points=5,
    minutes=30,
    difficulty="medium",
    budget="no call; up to twenty lines, with pandas or without",
    answers=("eval_table",),
    questions=questions,
    judge=compare(
        eval_table,
        [
            would_return(
                _with(_faults_as_wrong),
                "You count a failed request as a wrong reply. Nobody "
                "replied: it stands in `failed`, and not in `n`, `right` or the interval.",
            ),
            would_return(
                _with(_no_clusters),
                "You take the cases for independent. Those of one customer "
                "are alike: give `clusters.interval` the customers.",
            ),
            would_return(
                _with(_without_faults),
                "You leave the failed requests out before all else. They "
                "are counted in `failed`, and their tokens were paid for.",
            ),
            would_return(
                _changed(_of_answered),
                "You leave the failed requests out of the cost. Their tokens were paid for, too.",
            ),
            would_return(
                _with(_empty_as_fault),
                "You take an empty label for a failed request. Somebody replied, with nothing: "
                "that is a reply, and a wrong one.",
            ),
            would_return(
                _changed(_per_case),
                "You divide the cost by the cases. `per_right` is what one "
                "right reply costs, the wrong ones being paid for too.",
            ),
            would_return(
                _changed(_right_only),
                "You add up the cost of the right replies only. Whoever "
                "pays, pays for the wrong ones as well.",
            ),
            would_return(
                _changed(_nothing),
                "You give 0 where no reply is right. That reads as free; it "
                "is `None`, for no price would buy one.",
            ),
            would_return(
                _turned,
                "You take the prices the wrong way round: first that of tokens in, "
                "then that of tokens out.",
            ),
            would_return(
                _not_by_million,
                "You do not divide by a million: the prices are per million tokens.",
            ),
            would_return(
                _by_name,
                "You sort the systems by name, as `groupby` does unless told not to. "
                "They are wanted in the order in which they first come.",
            ),
            would_return(
                _sorted,
                "You sort the systems. They are wanted in the order in which they first come.",
            ),
            *(
                would_return(
                    _with(change),
                    "You count a label as right that only looks like the gold. It is right where "
                    "it is the gold, sign for sign: whoever reads it by program has no other.",
                )
                for change in (
                    _in_small_letters,
                    _without_blanks,
                    _both_of_these,
                    _contains,
                    _loose,
                )
            ),
            value_is(
                lambda value, wanted: any(row["per_right"] != row["per_right"] for row in value),
                "You give NaN for `per_right` where no reply is right, as pandas makes of `None`. "
                "Wanted is `None` itself.",
            ),
            stops_with(
                "ZeroDivisionError",
                "A system may have no right reply at all: then there is nothing to divide by, and "
                "`per_right` is `None`.",
            ),
            would_return(
                _cut,
                "You cut the interval to 0 and 1. Leave it as `clusters.interval` gives "
                "it: an end beyond 1 tells that the formula is at its limit.",
            ),
            value_is(
                lambda value, wanted: not isinstance(value, list),
                'A list of dicts is wanted, one for each system: `frame.to_dict("records")`.',
            ),
        ],
        message="What a reader needs: how many, how sure, what failed, what a right one costs.",
    ),
    distractor='        cost = sum(r["tokens_in"] + r["tokens_out"] for r in judged) * per_in',
    hints=(
        "Begin with one system: its results, and among them those whose `label` is not `None`. "
        "Everything about right and wrong comes from the second list, every cost from the first.",
        "`clusters.interval(right, customers)` gives `(mean, low, high)`; `right` is a list of 1 "
        "and 0, `customers` the name beside each.",
        "`dict.fromkeys(r['system'] for r in results)` keeps each system once, in order. With "
        "pandas: `groupby('system', sort=False)`; mind that it makes NaN of None.",
    ),
)
