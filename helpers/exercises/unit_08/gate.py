"""Exercise 08.5: an eval as a pytest that fails on a regression and not on noise.

In: pairs of runs, real regressions and noise, what is enough. Out: the learner's test (it is run on
each pair), pytest (an AssertionError is all that it wants).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import not_yet, passed
from helpers.measure import metrics, paired

Run = list[list[bool]]  # for each case, whether each of its samples was right
SAMPLES = 5
# (cases, broke, mended): a fair coin does the first list in at most 5 of 100 experiments, on either
# side; of the second each has more than 5 of 100, or is an improvement. Some are near the border:
# four of the first above 1 of 100, two of them above 2.5; of the second three below 10, eight below
# 30
REAL = (
    (200, 9, 0), (400, 20, 2), (150, 16, 3), (120, 10, 0), (300, 22, 4), (250, 25, 11), (90, 24, 6),
    (350, 15, 1), (60, 15, 2), (400, 16, 4), (180, 19, 7), (500, 34, 16),
)  # fmt: skip
# in these the broken cases had three or four right samples, and not the first: neither all nor one
# tells, nor four
HARDLY = ((150, 16, 3), (300, 22, 4), (400, 20, 2))
NOISE = (
    (450, 43, 28), (150, 6, 2), (120, 9, 3), (80, 10, 4), (70, 8, 3), (480, 38, 24), (60, 5, 1),
    (350, 33, 20), (90, 10, 5), (300, 1, 0), (200, 0, 0), (150, 3, 3), (120, 2, 5), (80, 4, 6),
    (200, 0, 9), (100, 3, 15), (60, 1, 10), (250, 8, 25),
)  # fmt: skip
STRICT, LAX = 0.01, 0.3
HALF, TWICE = paired.ENOUGH / 2, 2 * paired.ENOUGH  # the bars of a p halved, and of one side
MOST_MISSED, MOST_FALSE = 1, 2


def test_no_regression(old: Run, new: Run) -> None:
    """Fails where the majority of the samples says that more cases broke than chance explains."""
    before, after = ([2 * sum(case) > len(case) for case in run] for run in (old, new))
    mended, broke, _ = paired.counts(before, after)
    assert mended >= broke or paired.sign_test(mended, broke) >= paired.ENOUGH


test_no_regression.__test__ = False  # not a test of this repository


def barely(broke: int, mended: int) -> bool:
    """Whether the broken cases of a pair keep two right samples of five."""
    return 9 <= broke <= 14 and mended <= 1


def pair(rng: random.Random, cases: int, broke: int, mended: int) -> tuple[Run, Run]:
    """(old, new): so many cases broke and were mended, by their majorities; the others stayed."""
    kept = cases - broke - mended
    right = round(rng.uniform(0.75, 0.92) * kept)
    stayed = [True] * right + [False] * (kept - right)
    old = [_samples(rng, ok) for ok in [True] * broke + [False] * mended + stayed]
    new = [_samples(rng, ok) for ok in [False] * broke + [True] * mended + stayed]
    if barely(broke, mended):
        new[:broke] = [rng.sample([True] * 2 + [False] * 3, SAMPLES) for _ in range(broke)]
    if (cases, broke, mended) in HARDLY:
        tells = [False, True, cases < 200, True, True]  # four right in one pair, three in two
        old[:broke] = [list(tells) for _ in range(broke)]
        new[:broke] = [[False] * SAMPLES for _ in range(broke)]
    both = list(zip(old, new, strict=True))
    rng.shuffle(both)
    return tuple(list(column) for column in zip(*both, strict=True))


def _samples(rng: random.Random, ok: bool) -> list[bool]:
    """Five samples of one case: mostly alike, now and then one that differs."""
    other = rng.random() < 0.06
    found = [ok] * (SAMPLES - other) + [not ok] * other
    return rng.sample(found, SAMPLES)


@dataclass(frozen=True)
class Asked(Call):
    """A call with what is true of the pair; that does not enter the learner's room."""

    counts: tuple[int, int, int] = (0, 0, 0)
    real: bool = False


def questions(seed: int) -> list[Question]:
    """Regressions, noise and improvements, in an order that tells nothing."""
    rng = random.Random(f"08.5/{seed}")
    asked = [(counts, True) for counts in REAL] + [(counts, False) for counts in NOISE]
    rng.shuffle(asked)
    return [
        Asked("test_no_regression", pair(rng, *counts), counts=counts, real=real)
        for counts, real in asked
    ]


def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """Nearly all regressions stopped, hardly any noise."""
    asked = list(zip(questions, replies, strict=True))
    for question, reply in asked:
        if reply.error and not reply.error.startswith("AssertionError"):
            words = "Your test stopped with another error than a failed `assert`."
            return not_yet(words, f"- it said: `{reply.error}`\n{_shown(question)}", at=question)
    missed = [q for q, reply in asked if q.real and not reply.error]
    false = [q for q, reply in asked if not q.real and reply.error]
    result = (
        f"It stopped {metrics.rate(len(REAL) - len(missed), len(REAL))} regressions, and failed on "
        f"{metrics.rate(len(false), len(NOISE))} pairs where nothing got worse."
    )
    if len(missed) <= MOST_MISSED and len(false) <= MOST_FALSE:
        return passed(result)
    failed = [bool(reply.error) for _, reply in asked]
    for reading, words in READINGS:
        if failed == [_fails(reading, *question.args) for question, _ in asked]:
            example = next(
                q for (q, _), ended in zip(asked, failed, strict=True) if q.real != ended
            )
            return not_yet(f"{result} {words}", _shown(example), at=example)
    returned = any(isinstance(reply.value, bool) for _, reply in asked)
    words = _missed_words(missed, returned) if len(missed) > MOST_MISSED else _false_words(false)
    if len(missed) == len(REAL) and false and not returned:
        words = _turned_words(false)
    example = (missed if len(missed) > MOST_MISSED else false)[0]
    return not_yet(f"{result} {words}", _shown(example), at=example)


def _fails(reading: Callable[[list[bool]], bool], old: Run, new: Run) -> bool:
    """Whether the reference fails where a case counts as right by this reading of its samples."""
    mended, broke, _ = paired.counts(*([reading(case) for case in run] for run in (old, new)))
    return broke > mended and paired.sign_test(mended, broke) < paired.ENOUGH


READINGS = (
    (all, "You count a case as right only where all five samples are. The goal says: the "
          "majority."),
    (any, "You count a case as right with one or two right samples of five. The goal says: the "
          "majority."),
    (lambda case: sum(case) > 3, "You count a case as right from four right samples of five on: "
                                 "the majority is three."),
    (lambda case: case[0], "You look at the first sample of each case. There are five, and their "
                           "majority counts."),
    (lambda case: case[-1], "You look at the last sample of each case. There are five, and their "
                            "majority counts."),
)  # fmt: skip


def _turned_words(false: Sequence[Asked]) -> str:
    """For a test that fails, and never on a regression."""
    if all(q.counts[2] > q.counts[1] for q in false):
        return (
            "It lets every regression through, and fails where the new run is *better*: you have "
            "broke and mended the wrong way round."
        )
    return (
        "It lets every regression through, and fails on what is noise: the `assert` is the wrong "
        "way round. It says what must be true for the test to pass."
    )


def _missed_words(missed: Sequence[Asked], returned: bool) -> str:
    if returned and len(missed) == len(REAL):
        return "It returns a value. pytest looks at no value: a test fails by `assert`."
    if len(missed) == len(REAL):
        return (
            "It lets every regression through. Two intervals that overlap prove nothing: compare "
            "the two runs case by case, how many broke and how many were mended."
        )
    if all(barely(*q.counts[1:]) or q.counts in HARDLY for q in missed):
        return "Of five samples of a case the majority counts, and nothing else."
    if all(paired.sign_test(q.counts[2], q.counts[1]) > HALF for q in missed):
        return (
            "It asks for more evidence than 5 of 100: with fewer than 2.5 it is content, and what "
            "lies between is missed. A two-sided p has both sides already: compare it with 0.05."
        )
    if all(paired.sign_test(q.counts[2], q.counts[1]) > STRICT for q in missed):
        return (
            "It asks for more evidence than 5 of 100: what a coin does in 1 to 5 of 100 "
            "experiments is missed. A rule of thumb about broke and mended does that, too."
        )
    if any(q.counts[0] >= 250 for q in missed):
        return (
            "A drop of a few points among hundreds of cases is missed: a fixed margin, or two "
            "intervals that overlap, cannot see it. Compare the two runs case by case."
        )
    return "Compare the two runs case by case: how many broke, how many were mended?"


def _false_words(false: Sequence[Asked]) -> str:
    better = sum(q.counts[2] > q.counts[1] for q in false)
    if better > len(false) / 2:
        return "It fails where the new run is *better*. Only the worse side is a regression."
    if all(paired.sign_test(q.counts[2], q.counts[1]) < TWICE for q in false):
        return (
            "It is content with less evidence than is wanted: it fails where a coin is so "
            "one-sided in 5 to 10 of 100 experiments. Count both sides, as a two-sided p "
            "does: it is twice the tail of one side."
        )
    if all(paired.sign_test(q.counts[2], q.counts[1]) < LAX for q in false):
        return (
            "It is content with less evidence than is wanted: it fails on what a coin does in up "
            "to 30 of 100 experiments."
        )
    if len(false) >= sum(broke > mended for _, broke, mended in NOISE):
        return (
            "It fails whenever a few more broke than were mended. A fair coin is that one-sided "
            "now and then: ask for evidence."
        )
    return (
        "It is too sure. Among 60 cases a few points are luck, and a fixed margin does not know "
        "how many there are. Five samples of one case are no five cases either: one outcome for "
        "each, by its majority, and n is the number of cases."
    )


def _shown(question: Asked) -> str:
    cases, broke, mended = question.counts
    return f"- for example: of {cases} cases {broke} broke and {mended} were mended, by majority"


GATE = Exercise(
    id="08.5",
    title="A test that fails for a reason",
    goal="Write `test_no_regression(old, new)`: a pytest that fails on a regression, not on noise.",
    points=5,
    minutes=25,
    difficulty="medium",
    budget="no call; the check runs it on 30 pairs of runs",
    answers=("test_no_regression",),
    questions=questions,
    judge=judge,
    distractor="    assert sum(map(sum, new)) >= sum(map(sum, old))",
    hints=(
        "Make one outcome of each case first: `sum(case) > len(case) / 2`. Do it for both runs, "
        "and count the cases that broke and those that were mended.",
        "If nothing changed, each changed case is the flip of a fair coin. "
        "`paired.sign_test(mended, broke)` says how often a coin is so one-sided.",
        "Fail where both hold: more broke than were mended, and that p is below 0.05. An `assert` "
        "says what must be true, so turn it round.",
    ),
)
