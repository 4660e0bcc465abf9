"""Exercise 08.5: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, goal_in_solution, table

from helpers.exercises.unit_08 import gate
from helpers.measure import paired

SETUP = """
import math, random
from helpers.measure import clusters, metrics, paired
"""


def gated(body: str) -> str:
    return (
        "def test_no_regression(old, new):\n"
        "    before = [sum(case) > len(case) / 2 for case in old]\n"
        f"    after = [sum(case) > len(case) / 2 for case in new]\n{body}"
    )


PAIRED = (
    "    mended, broke, n = paired.counts(before, after)\n"
    "    p = paired.sign_test(mended, broke)\n"
    "    assert {}, f'{{mended}} mended, {{broke}} broke'\n"
)
BOOTSTRAP = """
def test_no_regression(old, new):
    gains = [sum(b) / len(b) - sum(a) / len(a) for a, b in zip(old, new)]
    mean, low, high = paired.bootstrap(gains, draws=4000)
    assert high >= 0, f"{mean:+.3f}, at most {high:+.3f}"
"""
BY_HAND = """
def majority(case):
    return case.count(True) * 2 > len(case)
def test_no_regression(old, new):
    pairs = [(majority(a), majority(b)) for a, b in zip(old, new)]
    lost, won = pairs.count((True, False)), pairs.count((False, True))
    flips = lost + won
    tail = sum(math.comb(flips, k) for k in range(lost, flips + 1)) / 2 ** flips
    if tail < 0.025:
        raise AssertionError(f"{lost} broke, {won} mended")
"""
ALL = "[x for case in old for x in case], [x for case in new for x in case]"
CASES = Answers(
    right=(
        gated(PAIRED.format("not (broke > mended and p < 0.05)")),
        BY_HAND,
        BOOTSTRAP,
        gated("    assert paired.verdict(before, after).find('worse') < 0\n"),
    ),
    wrong=(
        (gated("    assert sum(after) >= sum(before)\n"), "a few more broke"),
        (gated("    assert sum(after) / len(after) >= sum(before) / len(before) - 0.08\n"),
         "a fixed margin"),
        (gated("    assert sum(after) / len(after) >= sum(before) / len(before) - 0.03\n"),
         "a fixed margin"),
        (gated("    one, two = (metrics.wilson(sum(x), len(x)) for x in (before, after))\n"
              "    assert two[1] >= one[0]\n"), "two intervals that overlap"),
        (gated("    before, after = " + ALL + "\n" +
              PAIRED.format("not (broke > mended and p < 0.05)")), "Five samples of one case"),
        (gated(PAIRED.format("p >= 0.05")), "where the new run is *better*"),
        (gated(PAIRED.format("broke == 0")), "a few more broke"),
        (gated("    return paired.verdict(before, after).find('worse') < 0\n"),
         "pytest looks at no value"),
        (gated("    assert True\n"), "every regression through"),
        (gated(PAIRED.format("not (mended > broke and p < 0.05)")), "every regression through"),
        (gated("    if sum(after) < sum(before): raise ValueError('worse')\n"),
         "another error than a failed `assert`"),
        (gated(PAIRED.format("not (broke > mended and p < 0.05)")).replace(
            "sum(case) > len(case) / 2", "any(case)"), "says: the majority"),
        (gated(PAIRED.format("not (broke > mended and p < 0.05)")).replace(
            "sum(case) > len(case) / 2", "all(case)"), "where all five samples are"),
        (gated(PAIRED.format("not (broke > mended and p < 0.05)")).replace(
            "sum(case) > len(case) / 2", "case[0]"), "the first sample"),
        (gated(PAIRED.format("not (broke > mended and p < 0.01)")), "more evidence than 5 of 100"),
        (gated(PAIRED.format("broke <= 2 * mended + 4")), "rule of thumb"),
        (gated(PAIRED.format("not (broke > mended and p < 0.3)")), "less evidence than is wanted"),
        (gated("    assert after == before\n"), "not yet"),
        (gated(PAIRED.format("not (broke > mended and p / 2 < 0.05)")), "one-sided in 5 to 10"),
        (BY_HAND.replace("0.025", "0.05"), "twice the tail of one side"),
        (gated(PAIRED.format("not (broke > mended and p < 0.025)")), "has both sides already"),
        (gated(PAIRED.format("not (broke > mended and p < 0.05)")).replace(
            "sum(case) > len(case) / 2", "sum(case) >= 4"), "the majority is three"),
        (gated(PAIRED.format("broke > mended and p < 0.05")), "the `assert` is the wrong way"),
        (gated(PAIRED.format("broke > mended or p >= 0.05")), "broke and mended the wrong way"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("08.5", CASES)


def test_regressions_are_evidence_and_noise_is_none():
    for _, broke, mended in gate.REAL:
        assert broke > mended
        assert paired.sign_test(mended, broke) < paired.ENOUGH
    near = [p for _, b, m in gate.REAL if (p := paired.sign_test(m, b)) > gate.STRICT]
    assert len(near) > gate.MOST_MISSED
    lax = [p for _, b, m in gate.NOISE if b > m and (p := paired.sign_test(m, b)) < gate.LAX]
    assert len(lax) > gate.MOST_FALSE
    for _, broke, mended in gate.NOISE:
        assert broke <= mended or paired.sign_test(mended, broke) > 1.4 * paired.ENOUGH
    halved = [p for _, b, m in gate.REAL if (p := paired.sign_test(m, b)) > gate.HALF]
    assert len(halved) > gate.MOST_MISSED
    one_side = [1 for _, b, m in gate.NOISE if b > m and paired.sign_test(m, b) < gate.TWICE]
    assert len(one_side) > gate.MOST_FALSE


@pytest.mark.parametrize("seed", range(6))
def test_the_pairs_have_the_counts_that_they_should(seed):
    for question in gate.questions(seed):
        before, after = ([2 * sum(c) > len(c) for c in run] for run in question.args)
        mended, broke, n = paired.counts(before, after)
        assert (n, broke, mended) == question.counts


def test_the_goal_says_the_bars():
    goal = goal_in_solution(gate.GATE)
    assert f"at least {len(gate.REAL) - gate.MOST_MISSED} of the {len(gate.REAL)}" in goal
    assert f"at most {gate.MOST_FALSE} of the {len(gate.NOISE)}" in goal
    drops = [100 * (broke - mended) / cases for cases, broke, mended in gate.REAL]
    assert f"from {min(drops):.0f} to {max(drops):.0f} points" in goal
    assert f"{len(gate.REAL) + len(gate.NOISE)} pairs of runs" in goal


def test_what_is_true_of_a_pair_does_not_enter_the_room():
    from helpers.checks.exercise import question_to_json

    assert all(not {"counts", "real"} & question_to_json(q).keys() for q in gate.questions(0))
