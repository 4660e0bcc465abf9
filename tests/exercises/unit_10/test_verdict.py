"""Exercise 10.2: answers right and wrong, and what the check says to each."""

import json
from pathlib import Path

from cases import Answers, table

from helpers.exercises.unit_10 import verdict

VECTORS = json.loads(
    (Path(__file__).parents[2] / "measure" / "vectors" / "experiments.json").read_text("utf-8")
)

SETUP = """
import math
from helpers.measure import metrics, paired
"""


def answer(
    p: str, test: str = "p < 0.05", alike: str = "paired.equivalent(m, b, n, margin)"
) -> str:
    """verdict() with this p-value, and these ways to decide."""
    return (
        "def verdict(before, after, margin):\n"
        "    m, b, n = paired.counts(before, after)\n"
        "    k = m + b\n"
        f"    p = {p}\n"
        f"    if {test}:\n"
        "        return 'better' if m > b else 'worse'\n"
        f"    if {alike}:\n"
        "        return 'no difference that matters'\n"
        "    return 'not enough evidence'"
    )


EXACT = "paired.sign_test(m, b)"
TAIL = "sum(math.comb(k, i) for i in range(max(m, b), k + 1)) / 2**k"
# the z-test of two shares
RATES = (
    "math.erfc(abs(sum(after) - sum(before)) / math.sqrt(2 * (sum(before) + sum(after))"
    " * (1 - (sum(before) + sum(after)) / (2 * n))))"
)
CASES = Answers(
    right=(
        answer(EXACT),
        answer(f"min(1, 2 * {TAIL})"),
        answer("2 * (1 - sum(math.comb(k, i) * 0.5**k for i in range(max(m, b))))"),
        "def verdict(before, after, margin):\n"
        "    changes = [x - y for x, y in zip(after, before) if x != y]\n"
        "    up, down = changes.count(1), changes.count(-1)\n"
        "    if paired.sign_test(up, down) < 0.05:\n"
        "        return ('worse', 'better')[up > down]\n"
        "    _, low, high = paired.difference(up, down, len(before), 1.645)\n"
        "    if max(-low, high) < margin:\n"
        "        return 'no difference that matters'\n"
        "    return 'not enough evidence'",
    ),
    wrong=(
        (answer(EXACT).replace("m > b", "m < b"), "the wrong way round"),
        (answer(TAIL), "one side only"),
        (answer("2 * math.comb(k, m) / 2**k"), "exactly these numbers"),
        (answer("math.erfc(abs(m - b) / math.sqrt(2 * k)) if k else 1"), "the approximation"),
        (
            answer("math.erfc(max(abs(m - b) - 1, 0) / math.sqrt(2 * k)) if k else 1"),
            "if a corrected one",
        ),
        (answer(EXACT, test="p < 0.1"), "your bar is 0.1"),
        (answer("paired.sign_test(sum(after), sum(before))"), "you compare totals"),
        (
            answer(RATES),
            "two rates, as if",
        ),
        (
            answer("paired.difference(m, b, n)", test="p[1] > 0 or p[2] < 0"),
            "leaves out 0",
        ),
        (answer(EXACT, test="p < 0.05 and m > b"), "never say `worse`"),
        (answer(EXACT).replace("'better' if m > b else 'worse'", "'better'"), "not which way"),
        (answer(EXACT, test="p < 0.05 and abs(m - b) / n > margin"), "above the margin as well"),
        (answer(EXACT, alike="paired.equivalent(m, b, n, 0.05)"), "the third argument"),
        (answer(EXACT, alike="paired.difference(m, b, n, 1.645)[1] > -margin"), "the lower end"),
        (
            answer(EXACT).replace("    if p", "    if paired.equivalent(m, b, n, margin):\n"
                                  "        return 'no difference that matters'\n    if p"),
            "the interval first",
        ),
        (answer(EXACT, alike="-margin < paired.difference(m, b, n)[1] "
                "and paired.difference(m, b, n)[2] < margin"), "that of 95 %"),
        (answer(EXACT, alike="max(map(abs, paired.difference(m, b, n, 1.2816)[1:])) < margin"),
         "narrower than"),
        (answer(EXACT, alike="paired.difference(m, b, n, 1.645)[2] < margin"), "one end of the"),
        (answer(f"2 * {TAIL}".replace("max(", "min(")), "never say"),
        (answer(f"2 * {TAIL}", test="p < 0.01"), "bar for p"),
        (answer(EXACT, alike="True"), "is not *no difference*"),
        (answer(EXACT, alike="abs(m - b) / n < margin"), "small by luck"),
        (answer(EXACT, alike="False"), "that is evidence too"),
        (answer(EXACT, test="m != b"), "no winner"),
        (
            answer(
                "0",
                test="metrics.wilson(sum(after), n)[0] > metrics.wilson(sum(before), n)[1] "
                "or metrics.wilson(sum(before), n)[0] > metrics.wilson(sum(after), n)[1]",
            ),
            "two intervals that overlap",
        ),
        (
            "def verdict(before, after, margin):\n    return sum(after) > sum(before)",
            "four verdicts",
        ),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("10.2", CASES)


def test_a_published_reranker_is_among_the_questions_and_shows_nothing():
    n, (before, after) = VECTORS["rerank"]["n"], VECTORS["rerank"]["shares"]
    net = round((after - before) * n)
    asked = [q.args for q in verdict.questions(0) if len(q.args[0]) == n]
    assert [sum(b) - sum(a) for a, b, _ in asked] == [net]
    assert [verdict.verdict(*args) for args in asked] == ["not enough evidence"]


def test_all_four_verdicts_are_asked_for_under_every_seed():
    for seed in range(20):
        assert len({verdict.verdict(*q.args) for q in verdict.questions(seed)}) == 4
