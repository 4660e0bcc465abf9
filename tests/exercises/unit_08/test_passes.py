"""Exercise 08.2: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, table

from helpers.exercises.unit_08 import passes as exercise

SETUP = "import math\nfrom itertools import combinations\nfrom math import comb\n"


def passes(
    one: str = "1 - comb(n - c, k) / comb(n, k)",
    all_: str = "comb(c, k) / comb(n, k)",
    short: str = "raise ValueError(f'fewer than {k} attempts')",
    end: str = "sum(at) / len(at), sum(hat) / len(hat)",
) -> str:
    return (
        "def passes(results, k):\n"
        "    at, hat = [], []\n"
        "    for tries in results.values():\n"
        "        n, c = len(tries), sum(tries)\n"
        "        if n < k:\n"
        f"            {short}\n"
        f"        at.append({one})\n"
        f"        hat.append({all_})\n"
        f"    return {end}"
    )


BY_DRAWS = """
def passes(results, k):
    if min(map(len, results.values())) < k:
        raise ValueError("too few attempts")
    draws = {name: list(combinations(tries, k)) for name, tries in results.items()}
    def mean(test):
        return sum(sum(map(test, d)) / len(d) for d in draws.values()) / len(draws)
    return mean(any), mean(all)
"""
BY_PRODUCT = """
def passes(results, k):
    best, worst = 0.0, 0.0
    for tries in results.values():
        n, c = len(tries), tries.count(True)
        if k > n:
            raise ValueError
        miss = hit = 1.0
        for i in range(k):
            miss *= max(n - c - i, 0) / (n - i)
            hit *= max(c - i, 0) / (n - i)
        best, worst = best + 1 - miss, worst + hit
    return [best / len(results), worst / len(results)]
"""
CASES = Answers(
    right=(passes(), BY_DRAWS, BY_PRODUCT),
    wrong=(
        (passes(one="1 - (1 - c / n) ** k", all_="(c / n) ** k"), "put back and drawn again"),
        (passes(one="any(tries[-k:])", all_="all(tries[-k:])"), "the last k attempts"),
        (passes(end="sum(at), sum(hat)"), "add up the rates"),
        (passes(one="1 - (1 - c / n) ** k"), "in pass@k you raise to a power"),
        (passes(all_="(c / n) ** k"), "in pass^k you raise to a power"),
        (passes(one="n * (1 - comb(n - c, k) / comb(n, k))", all_="n * comb(c, k) / comb(n, k)",
                end="tuple(sum(x) / sum(map(len, results.values())) for x in (at, hat))"),
         "weigh a problem by its attempts"),
        (passes(end="100 * sum(at) / len(at), 100 * sum(hat) / len(hat)"), "give percent"),
        (passes(end="{'pass@k': sum(at) / len(at), 'pass^k': sum(hat) / len(hat)}"),
         "two numbers are wanted, as a tuple"),
        (passes(one="any(tries[:k])", all_="all(tries[:k])"), "the first k attempts"),
        (passes(one="any(tries)", all_="all(tries)"), "any, or all, of the n attempts"),
        (passes(one="c / n", all_="c / n"), "that is k = 1"),
        (passes(end="sum(hat) / len(hat), sum(at) / len(at)"), "the wrong way round"),
        (passes(short="continue"), "leave out problems"),
        (passes(short="pass"), "error"),
        (passes(end="sum(at) / len(at)"), "two numbers are wanted"),
        ("def passes(results, k):\n"
         "    if min(map(len, results.values())) < k:\n        raise ValueError\n"
         "    every = [x for tries in results.values() for x in tries]\n"
         "    n, c = len(every), sum(every)\n"
         "    return 1 - comb(n - c, k) / comb(n, k), comb(c, k) / comb(n, k)", "into one pot"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("08.2", CASES)


def test_the_worked_example_of_the_goal():
    rates = exercise.passes({"one": [True] * 4 + [False] * 6}, 3)
    assert rates == pytest.approx((0.8333, 0.0333), abs=1e-4)
