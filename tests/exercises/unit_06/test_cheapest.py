"""Exercise 06.5: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, table

from helpers.exercises.unit_06 import cheapest

CHEAPEST = """
from helpers.measure import metrics
def low(x): return metrics.wilson(x[0], x[1])[0]
def high(x): return metrics.wilson(x[0], x[1])[1]
def each(x): return x[2] / x[1]
def RIGHT(x): return x[0] / x[1]
UNSURE = "not enough evidence"
"""


def answer(
    fits: str = "low(x) >= target", by: str = "each", unsure: str = "any(high(x) >= target", no=""
) -> str:
    no = no or f"'not enough evidence' if {unsure} for x in results.values()) else 'none'"
    return (
        "def cheapest(results, target):\n"
        f"    names = [name for name, x in results.items() if {fits}]\n"
        f"    return min(names, key=lambda name: {by}(results[name])) if names else ({no})"
    )


CASES = Answers(
    right=(
        answer(),
        "def cheapest(results, target):\n"
        "    for name in sorted(results, key=lambda name: each(results[name])):\n"
        "        if low(results[name]) >= target:\n"
        "            return name\n"
        "    ends = [high(x) for x in results.values()]\n"
        "    return ['none', 'not enough evidence'][max(ends) >= target]",
    ),
    wrong=(
        ("cheapest = lambda r, t: max(r, key=lambda m: r[m][0] / r[m][1])", "the most right"),
        (answer(fits="x[0] / x[1] >= target"), "the bare share"),
        (answer(by="(lambda x: x[2])"), "the sums of the tokens"),
        (answer(by="(lambda x: x[2] / x[0])"), "that came out right"),
        (answer(no="'not enough evidence'"), "there is evidence"),
        (answer(no="'none'"), "more problems may decide"),
        (answer(no="None"), "say it in words"),
        (answer(fits="low(x) > target"), "begins exactly at"),
        (answer(unsure="any(high(x) > target"), "ends exactly at"),
        (answer(fits="x[0] >= target"), "on this input"),
        (answer(fits="x[0] / x[1] > target"), "on this input it looks as if you compare the bare"),
        (answer(fits="low(x) + high(x) >= 2 * target"), "the middle of the interval"),
        (
            answer(fits="metrics.wilson(round(100 * x[0] / x[1]), 100)[0] >= target"),
            "into percent",
        ),
        (answer(fits="high(x) >= target"), "the *high* end reaches"),
        (answer(fits="round(low(x), 2) >= target"), "you round the interval"),
        (answer(fits="round(low(x), 1) >= target"), "you round the interval"),
        (answer(by="(lambda x: x[2] // x[1])"), "to whole ones"),
        (answer(by="(lambda x: round(x[2] / x[1]))"), "to whole ones"),
        (answer(unsure="any(x[0] / x[1] >= target"), "on this input"),
        (
            answer(no="UNSURE if high(max(results.values(), key=RIGHT)) >= target else 'none'"),
            "the method with the most right may reach",
        ),
        (
            "def cheapest(results, target):\n"
            "    name = min(results, key=lambda name: each(results[name]))\n"
            "    x = results[name]\n"
            "    return name if low(x) >= target else UNSURE if high(x) >= target else 'none'",
            "ask only whether that one",
        ),
        (answer(by="(lambda x: 0)"), "another one does so for fewer"),
        (answer(unsure="all(high(x) >= target"), "every interval to reach"),
        (
            answer().replace(
                "    names", "    results.pop('none', 0); results['x'] = (0, 9, 9)\n    names"
            ),
            "your code changes `results`",
        ),
    ),
    setup=CHEAPEST,
    seeds=tuple(range(20)),
)
test_answers = table("06.5", CASES)


@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_every_outcome_is_asked_for(seed):
    chosen = [cheapest.cheapest(*q.args) for q in cheapest.questions_06_5(seed)]
    assert {"none", "not enough evidence"} < set(chosen)


def test_the_hand_worked_example_of_the_lab():
    table = {"direct": (12, 100, 300), "steps": (92, 100, 4100), "votes": (99, 100, 37_000)}
    assert cheapest.cheapest(table, 0.8) == "steps"
