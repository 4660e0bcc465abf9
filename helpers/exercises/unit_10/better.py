"""Exercise 10.4: which of many prompts are better, when ten tries make luck likely.

In: results of several prompts against one, those that are found, wrong ways to find them.
Out: the adjusted p-values (many).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, value_is, would_return
from helpers.measure import many, paired

Results = Mapping[str, tuple[int, int]]  # {prompt: (mended, broke)}
WAYS = {"holm": many.holm, "bh": many.benjamini_hochberg}
NAMES = (
    "short", "polite", "definitions", "expert", "examples", "order", "spanish", "rules", "steps",
    "question", "table", "tags",
)  # fmt: skip


def better(results: Results, way: str) -> list[str]:
    """The prompts that are better on evidence, smallest p-value first."""
    return _found(results, WAYS[way])


def _found(results: Results, adjust: Callable[[Sequence[float]], Sequence[float]]) -> list[str]:
    p_values = {name: paired.sign_test(*counts) for name, counts in results.items()}
    adjusted = dict(zip(results, adjust(list(p_values.values())), strict=True))
    won = [n for n, (mended, broke) in results.items() if mended > broke]
    return sorted((n for n in won if adjusted[n] < paired.ENOUGH), key=p_values.__getitem__)


def _plainly(results: Results, way: str) -> list[str]:
    return _found(results, list)


def _bonferroni(results: Results, way: str) -> list[str]:
    return _found(results, lambda p: [len(p) * x for x in p])


def _other(results: Results, way: str) -> list[str]:
    return better(results, "bh" if way == "holm" else "holm")


def _worse_too(results: Results, way: str) -> list[str]:
    turned = {name: (max(pair), min(pair)) for name, pair in results.items()}
    return better(turned, way)


def _only_the_won(results: Results, way: str) -> list[str]:
    """Leaves the losers out before adjusting, as if they had not been tried."""
    return better({name: pair for name, pair in results.items() if pair[0] > pair[1]}, way)


def _goes_on(results: Results, way: str) -> list[str]:
    """Holm that does not stop: each against its own bar."""

    def adjust(p_values: Sequence[float]) -> list[float]:
        order = sorted(range(len(p_values)), key=p_values.__getitem__)
        k = len(order)
        return [p_values[at] * (k - order.index(at)) for at in range(k)]

    return _found(results, adjust) if way == "holm" else better(results, way)


def _from_below(results: Results, way: str) -> list[str]:
    """Holm's bars, and all before the last that reaches its own (Hochberg's way)."""

    def adjust(p_values: Sequence[float]) -> list[float]:
        order = sorted(range(len(p_values)), key=p_values.__getitem__, reverse=True)
        best, out = 1.0, [0.0] * len(order)
        for left, at in enumerate(order, 1):
            out[at] = best = min(best, p_values[at] * left)
        return out

    return _found(results, adjust) if way == "holm" else better(results, way)


def _stops_early(results: Results, way: str) -> list[str]:
    """Benjamini-Hochberg as a way down: stops at the first that misses its bar."""

    def adjust(p_values: Sequence[float]) -> list[float]:
        order = sorted(range(len(p_values)), key=p_values.__getitem__)
        k, worst, out = len(order), 0.0, [0.0] * len(order)
        for place, at in enumerate(order, 1):
            worst = max(worst, p_values[at] * k / place)
            out[at] = worst
        return out

    return _found(results, adjust) if way == "bh" else better(results, way)


def _only_the_small(results: Results, way: str) -> list[str]:
    """Adjusts the p-values below 0.05 alone."""
    small = {n: pair for n, pair in results.items() if paired.sign_test(*pair) < paired.ENOUGH}
    return better(small, way)


def _lost_is_one(results: Results, way: str) -> list[str]:
    """A p-value of 1 for whatever lost."""
    return better({n: pair if pair[0] > pair[1] else (0, 0) for n, pair in results.items()}, way)


def _any_mended(results: Results, way: str) -> list[str]:
    found = _worse_too(results, way)
    return [name for name in found if results[name][0] > 0]


def _first_alone(results: Results, way: str) -> list[str]:
    return better(results, way)[:1]


def _always(way: str) -> Callable[[Results, str], list[str]]:
    return lambda results, _: better(results, way)


def _other_order(value: object, wanted: object) -> bool:
    return isinstance(value, list | tuple) and sorted(value) == sorted(wanted)


# each list is (mended, broke) for as many prompts; p-values: 10-0 .002, 9-0 .0039, 9-1 .021,
# 10-2 .039, 8-1 .039, 11-3 .057, 12-1 .0034, 13-3 .021, 12-2 .013
CASES = (
    [(10, 0), (10, 2), (5, 4), (3, 3), (2, 3), (6, 4), (1, 2), (4, 4), (7, 5), (0, 1)],
    [(8, 1), (9, 1), (12, 2), (13, 3), (10, 0)],  # .039 .021 .013 .021 .002
    [(10, 2), (4, 4), (5, 3), (6, 3)],
    [(0, 10), (12, 1), (1, 12), (3, 3)],
    [(9, 1), (13, 3), (12, 2), (1, 9), (3, 13), (9, 0)],
    [(13, 3), (9, 1), (12, 2), (8, 1)],  # BH finds all four; on the way down none
    [(12, 2), (4, 5), (5, 4), (2, 2)],
    [(10, 0), (9, 1), (4, 4)],  # Holm finds both, Bonferroni one
    [(12, 2), (9, 1), (5, 4), (4, 5)],  # BH finds two; with Holm's bars none, from either end
    [(1, 12), (9, 1), (4, 4)],  # the lost one, with a p of its own, lets the second be found
    [(8, 1), (5, 5)],
    [(9, 1)],
    [],
)


def questions(seed: int) -> list[Question]:
    """One lucky among ten, several good, worse ones, where the two ways differ; each way."""
    rng = random.Random(f"10.4/{seed}")
    asked = []
    for case in CASES:
        names = rng.sample(NAMES, len(case))
        pairs = rng.sample(case, len(case))
        table = _different(dict(zip(names, pairs, strict=True)))
        asked += [Call("better", (table, way)) for way in WAYS]
    return asked


def _different(results: Results) -> dict[str, tuple[int, int]]:
    """Results whose found prompts have different p-values, so that one order is right."""
    kept: dict[str, tuple[int, int]] = {}
    for name, pair in results.items():
        p = paired.sign_test(*pair)
        if p > paired.ENOUGH or p not in [paired.sign_test(*other) for other in kept.values()]:
            kept[name] = pair
    return kept


BETTER = Exercise(
    id="10.4",
    title="The best of many",
    goal="Write `better(results, way)`: which of many prompts are better, on evidence.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; up to eight lines",
    answers=("better",),
    questions=questions,
    judge=compare(
        better,
        [
            would_return(
                _only_the_won,
                "You leave the prompts that lost out before you adjust. They were tried, so they "
                "count among the tries.",
            ),
            would_return(
                _goes_on,
                "Holm stops at the first that misses its bar. Those after it are not found, "
                "even where their own bar is low enough.",
            ),
            would_return(
                _from_below,
                "Holm stops at the first that misses its bar, from the smallest p-value on; you "
                "take all before the last that reaches its own.",
            ),
            would_return(
                _stops_early,
                "Benjamini and Hochberg look for the *last* that reaches its bar; all before it "
                "are found with it.",
            ),
            would_return(
                _bonferroni,
                "You multiply every p-value by the number of prompts. That is Bonferroni's way; "
                "both of ours ask less of the second and the later ones.",
            ),
            would_return(
                _other, "The two ways are confused: `holm` is the stricter one, `bh` finds more."
            ),
            would_return(
                _worse_too,
                "A prompt that is clearly *worse* is among them: a small p-value says that there "
                "is a difference, not which way.",
            ),
            would_return(
                _plainly,
                "You take each p-value by itself at 5 %. Of many prompts that change nothing, one "
                "gets there by luck: adjust first.",
            ),
            would_return(
                _only_the_small,
                "You adjust those with a small p-value alone. All that were tried count among the "
                "tries.",
            ),
            would_return(
                _lost_is_one,
                "You change the p-value of a prompt that lost before you adjust. Adjust all of "
                "them as they are, and leave it out afterwards.",
            ),
            would_return(
                _any_mended,
                "A prompt that broke more than it mended is among them: it is worse, even if it "
                "mended some.",
            ),
            would_return(
                _first_alone, "You name one prompt at most. All that are found are wanted."
            ),
            would_return(
                _always("holm"),
                "You adjust in Holm's way whatever `way` says. For `bh` it is that of Benjamini "
                "and Hochberg.",
            ),
            would_return(
                _always("bh"),
                "You adjust in the way of Benjamini and Hochberg whatever `way` says. For `holm` "
                "it is Holm's.",
            ),
            value_is(
                _other_order,
                "The right prompts in another order: smallest p-value first, that of the test "
                "itself.",
            ),
            stops_with(
                "IndexError", "There may be no prompt at all, and none that is found: then `[]`."
            ),
            value_is(
                lambda value, wanted: isinstance(value, set | dict | str | None),
                "A list of names is wanted, empty where nothing is found.",
            ),
        ],
        message="Every try counts, also those that came to nothing.",
    ),
    distractor="    p = {name: p[name] for name in p if results[name][0] > results[name][1]}",
    hints=(
        "First one p-value for each prompt, by `paired.sign_test(mended, broke)`; then adjust all "
        "of them together; then keep those below 0.05 that mended more than they broke.",
        "`many.holm(list_of_p)` and `many.benjamini_hochberg(list_of_p)` give the adjusted values "
        "in the order that came.",
    ),
)
