"""Exercise 10.2: the verdict on an A/B test, with two ways to say that nothing was shown.

In: outcomes on the same tickets, the four verdicts, wrong ways to decide. Out: the exact test and
the interval (paired).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return
from helpers.measure import metrics, paired

Outcomes = Sequence[bool]
BETTER, WORSE, ALIKE, UNSURE = (
    "better",
    "worse",
    "no difference that matters",
    "not enough evidence",
)


def verdict(before: Outcomes, after: Outcomes, margin: float) -> str:
    """One of four words about prompt B (after) against prompt A (before)."""
    return _verdict(before, after, margin, paired.sign_test)


def _verdict(
    before: Outcomes, after: Outcomes, margin: float, p: Callable[[int, int], float]
) -> str:
    mended, broke, n = paired.counts(before, after)
    if p(mended, broke) < paired.ENOUGH:
        return BETTER if mended > broke else WORSE
    return ALIKE if paired.equivalent(mended, broke, n, margin) else UNSURE


def _one_sided(before: Outcomes, after: Outcomes, margin: float) -> str:
    return _verdict(before, after, margin, lambda m, b: paired.sign_test(m, b) / 2)


def _just_this_often(before: Outcomes, after: Outcomes, margin: float) -> str:
    """The chance of exactly this many, without the more extreme ones."""
    from math import comb

    return _verdict(before, after, margin, lambda m, b: 2 * comb(m + b, m) / 2 ** (m + b))


def _chi_squared(before: Outcomes, after: Outcomes, margin: float) -> str:
    """McNemar's approximation, which is for many changed tickets."""
    from math import erfc, sqrt

    def p(mended: int, broke: int) -> float:
        changed = mended + broke
        return erfc(abs(mended - broke) / sqrt(2 * changed)) if changed else 1.0

    return _verdict(before, after, margin, p)


def _corrected(before: Outcomes, after: Outcomes, margin: float) -> str:
    """The same with the correction for whole numbers."""
    from math import erfc, sqrt

    def p(mended: int, broke: int) -> float:
        changed = mended + broke
        far = max(abs(mended - broke) - 1, 0)
        return erfc(far / sqrt(2 * changed)) if changed else 1.0

    return _verdict(before, after, margin, p)


def _two_rates(before: Outcomes, after: Outcomes, margin: float) -> str:
    """The z-test of two shares, as if the tickets were others."""
    from math import erfc, sqrt

    n = len(before)
    both = (sum(before) + sum(after)) / (2 * n)
    spread = sqrt(4 * both * (1 - both) * n)
    z = abs(sum(after) - sum(before)) / spread if spread else 0.0
    return _verdict(before, after, margin, lambda m, b: erfc(z))


def _overlap(before: Outcomes, after: Outcomes, margin: float) -> str:
    """Two intervals side by side."""
    one, two = (metrics.wilson(sum(x), len(x)) for x in (before, after))
    if two[0] > one[1]:
        return BETTER
    if one[0] > two[1]:
        return WORSE
    return ALIKE if paired.equivalent(*paired.counts(before, after), margin) else UNSURE


def _by_interval(before: Outcomes, after: Outcomes, margin: float) -> str:
    """0 outside the 95 % interval of the difference, in place of the exact test."""
    mended, broke, n = paired.counts(before, after)
    _, low, high = paired.difference(mended, broke, n)
    return _verdict(before, after, margin, lambda m, b: 0.0 if low > 0 or high < 0 else 1.0)


def _only_better(before: Outcomes, after: Outcomes, margin: float) -> str:
    mended, broke, _ = paired.counts(before, after)
    return _verdict(before, after, margin, paired.sign_test if mended > broke else lambda m, b: 1.0)


def _always_better(before: Outcomes, after: Outcomes, margin: float) -> str:
    found = verdict(before, after, margin)
    return BETTER if found == WORSE else found


def _large_enough(before: Outcomes, after: Outcomes, margin: float) -> str:
    """A difference counts only where it is larger than the margin as well."""
    mended, broke, n = paired.counts(before, after)
    large = abs(mended - broke) / n > margin
    return _verdict(before, after, margin, paired.sign_test if large else lambda m, b: 1.0)


def _usual_margin(before: Outcomes, after: Outcomes, margin: float) -> str:
    return verdict(before, after, 0.05)


def _alike_first(before: Outcomes, after: Outcomes, margin: float) -> str:
    alike = paired.equivalent(*paired.counts(before, after), margin)
    return ALIKE if alike else verdict(before, after, margin)


def _with_interval(z: float) -> Callable[[Outcomes, Outcomes, float], str]:
    """Another interval than that of 90 %."""

    def decide(before: Outcomes, after: Outcomes, margin: float) -> str:
        found = verdict(before, after, margin)
        _, low, high = paired.difference(*paired.counts(before, after), z)
        if found in (BETTER, WORSE):
            return found
        return ALIKE if -margin < low and high < margin else UNSURE

    return decide


def _one_end(before: Outcomes, after: Outcomes, margin: float) -> str:
    """Only the upper end of the interval within the margin."""
    found = verdict(before, after, margin)
    high = paired.difference(*paired.counts(before, after), paired.Z90)[2]
    if found in (BETTER, WORSE):
        return found
    return ALIKE if high < margin else UNSURE


def _lower_end(before: Outcomes, after: Outcomes, margin: float) -> str:
    found = _one_end(after, before, margin)
    return {BETTER: WORSE, WORSE: BETTER}.get(found, found)


def _lower_bar(before: Outcomes, after: Outcomes, margin: float) -> str:
    return _verdict(before, after, margin, lambda m, b: 5 * paired.sign_test(m, b))


def _never_decided(before: Outcomes, after: Outcomes, margin: float) -> str:
    """A p-value that is never below 0.05."""
    return ALIKE if paired.equivalent(*paired.counts(before, after), margin) else UNSURE


def _larger(before: Outcomes, after: Outcomes, margin: float) -> str:
    found = verdict(before, after, margin)
    mended, broke, _ = paired.counts(before, after)
    if found in (BETTER, WORSE) or mended == broke:
        return found
    return BETTER if mended > broke else WORSE


def _no_evidence_is_alike(before: Outcomes, after: Outcomes, margin: float) -> str:
    found = verdict(before, after, margin)
    return ALIKE if found == UNSURE else found


def _close_is_alike(before: Outcomes, after: Outcomes, margin: float) -> str:
    """The difference itself within the margin, without its interval."""
    found = verdict(before, after, margin)
    mended, broke, n = paired.counts(before, after)
    if found == UNSURE and abs(mended - broke) / n < margin:
        return ALIKE
    return found


def _never_alike(before: Outcomes, after: Outcomes, margin: float) -> str:
    found = verdict(before, after, margin)
    return UNSURE if found == ALIKE else found


def _other_way(before: Outcomes, after: Outcomes, margin: float) -> str:
    return verdict(after, before, margin)


def outcomes(rng: random.Random, mended: int, broke: int, n: int, right: float = 0.8) -> tuple:
    """(before, after) with these counts, in any order; of the others a share is right twice."""
    both = round((n - mended - broke) * right)
    pairs = [(False, True)] * mended + [(True, False)] * broke
    pairs += [(True, True)] * both + [(False, False)] * (n - mended - broke - both)
    rng.shuffle(pairs)
    return [one for one, _ in pairs], [two for _, two in pairs]


def questions(seed: int) -> list[Question]:
    """Clear and unclear, alike and unknown; where intervals overlap and pairs decide."""
    rng = random.Random(f"10.2/{seed}")
    cases = [
        (10, 2, 100, 0.05), (1, 9, 100, 0.05), (0, 10, 60, 0.05), (5, 5, 60, 0.05),
        (1, 0, 248, 0.01),  # a published reranker: 93.06 % against 93.46 % of 248
        (3, 4, 400, 0.03), (0, 0, 30, 0.05), (0, 0, 200, 0.05), (11, 3, 150, 0.05),
        (8, 2, 40, 0.1), (2, 8, 90, 0.1), (5, 0, 50, 0.05), (9, 3, 60, 0.05), (4, 9, 300, 0.05),
        (4, 0, 80, 0.05), (13, 5, 160, 0.05), (58, 42, 420, 0.02),
        # p decides, although the interval lies inside as well
        (10, 2, 400, 0.05), (1, 9, 500, 0.05), (0, 6, 300, 0.05),
        # inside by 90 %, not by 95 %
        (5, 3, 150, 0.05), (4, 7, 300, 0.03), (2, 3, 200, 0.03), (10, 5, 400, 0.03),
        # inside by 80 %, not by 90 %
        (6, 8, 150, 0.05), (10, 4, 400, 0.03), (5, 4, 200, 0.03),
        (10, 2, 180, 0.05),  # evidence, of a difference below the margin, not inside by 90 %
        (13, 4, 110, 0.05),  # the corrected approximation is just above 0.05
        (34, 2, 60, 0.05),  # so clear that even two intervals side by side show it
        (0, 4, 90, 0.05),  # one end of the interval is inside
        (17 + rng.randint(0, 3), 4, 200, 0.02), (3, 16 + rng.randint(0, 3), 120, 0.02),
        (rng.randint(2, 4), 3, rng.randint(420, 480), 0.03),
    ]  # fmt: skip
    return [
        Call("verdict", (*outcomes(rng, mended, broke, n, rng.uniform(0.6, 0.95)), margin))
        for mended, broke, n, margin in cases
    ]


VERDICT = Exercise(
    id="10.2",
    title="A verdict of four",
    goal="Write `verdict(before, after, margin)`: what an A/B test has shown.",
    points=4,
    minutes=25,
    difficulty="medium",
    budget="no call; up to eight lines",
    answers=("verdict",),
    questions=questions,
    judge=compare(
        verdict,
        [
            would_return(
                _other_way,
                "`better` and `worse` are the wrong way round: it is `after` that is judged.",
            ),
            would_return(
                _just_this_often,
                "Your p-value is the chance of exactly these numbers. Add up those that are more "
                "one-sided still.",
            ),
            would_return(
                _chi_squared,
                "That is the approximation for many changed tickets. Here there are few: add up "
                "the flips of a fair coin, exactly.",
            ),
            would_return(
                _corrected,
                "That is the approximation for many changed tickets, if a corrected one. Here "
                "there are few: add up the flips of a fair coin, exactly.",
            ),
            would_return(
                _one_sided,
                "Your p-value counts one side only, or your bar is 0.1. Before the test, the "
                "change might have gone either way: count both.",
            ),
            would_return(
                _overlap,
                "You compare totals, or two intervals that overlap. The outcomes are of the same "
                "tickets: look only at those that changed, and how one-sided they are.",
            ),
            would_return(
                _two_rates,
                "You compare two rates, as if the tickets were others. The outcomes are of the "
                "same tickets: look only at those that changed, and how one-sided they are.",
            ),
            would_return(
                _by_interval,
                "You ask whether an interval of the difference leaves out 0. That is an "
                "approximation; the goal asks for the exact test's p.",
            ),
            would_return(
                _only_better,
                "You never say `worse`: a p below 0.05 may also speak against B.",
            ),
            would_return(
                _always_better,
                "You say `better` for every p below 0.05. It tells that there is a difference, "
                "not which way: did B mend more, or break more?",
            ),
            would_return(
                _large_enough,
                "You want a difference above the margin as well. Where p is below 0.05, that is "
                "the verdict, however small the difference is.",
            ),
            would_return(
                _usual_margin,
                "Your margin is always 0.05. It is the third argument, and not always the same.",
            ),
            would_return(
                _alike_first,
                "You ask for the interval first. Where p is below 0.05, that is the verdict, "
                "however small the difference is.",
            ),
            would_return(
                _with_interval(paired.Z95),
                "Your interval is that of 95 %. *Alike* is asked with two one-sided tests of 5 % "
                "each, so it wants that of 90 %; `paired.difference` gives 95 % by itself.",
            ),
            would_return(
                _with_interval(1.2816),
                "Your interval is narrower than that of 90 %: *alike* is said too soon.",
            ),
            would_return(
                _one_end,
                "You look at one end of the interval. Both must lie inside, above `-margin` and "
                "below `margin`.",
            ),
            would_return(
                _lower_end,
                "You look at the lower end of the interval alone. Both must lie inside, above "
                "`-margin` and below `margin`.",
            ),
            would_return(
                _lower_bar, "Your bar for p is 0.01. The goal's is 0.05, for a two-sided p."
            ),
            would_return(
                _never_decided,
                "You never say `better` or `worse`: no p-value of yours comes below 0.05, or none "
                "is asked for.",
            ),
            would_return(
                _close_is_alike,
                "You compare the difference that came with the margin. It may be small by luck: "
                "its 90 % interval must lie inside.",
            ),
            would_return(
                _never_alike,
                "Here the 90 % interval lies wholly inside the margin: that is evidence too, and "
                "its verdict is `no difference that matters`.",
            ),
            would_return(
                _no_evidence_is_alike,
                "*No difference shown* is not *no difference*: for that the whole 90 % interval "
                "must lie inside the margin.",
            ),
            would_return(
                _larger,
                "You name whichever has more right. Without evidence there is no winner.",
            ),
            value_is(
                lambda value, wanted: value not in (BETTER, WORSE, ALIKE, UNSURE),
                "One of the four verdicts is wanted, spelled as in the goal.",
            ),
        ],
        message="Evidence for a difference, evidence against one, or neither.",
    ),
    distractor="    if sum(after) > sum(before):",
    hints=(
        "Count `mended` and `broke` first; the tickets that did not change decide nothing about "
        "who is better. Without a difference, each change is the flip of a fair coin.",
        "p is twice the chance of `max(mended, broke)` heads or more among `mended + broke` flips, "
        "and at most 1: `math.comb(n, k) / 2**n` is the chance of k.",
        "`paired.sign_test(mended, broke)` is that p, and `paired.equivalent(mended, broke, n, "
        "margin)` asks for the interval. In which order do you ask them?",
    ),
)
