"""Exercise 06.6: a majority that was never counted; find the input, mend it.

In: both programs, answers that show the fault and that do not. Out: how an input and a mended
program are judged (helpers.checks.broken).

The program is the first half of Boyer and Moore's (1981): it finds the only answer that can have
the majority, and leaves out to count whether it has.
"""

from __future__ import annotations

import random
from collections import Counter

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import would_return

MOST = 100  # answers


def majority(answers: list[int]) -> int | None:
    """The answer of more than half of the samples, or None."""
    return next((a for a in answers if 2 * answers.count(a) > len(answers)), None)


def handed_out(answers: list[int]) -> int | None:
    """Who is left when different answers have cancelled each other out."""
    leader, lead = None, 0
    for answer in answers:
        if lead == 0:
            leader = answer
        lead += 1 if answer == leader else -1
    return leader if lead > 0 else None


def _at_least_half(answers: list[int]) -> int | None:
    return next((a for a in answers if 2 * answers.count(a) >= len(answers)), None)


def _most_frequent(answers: list[int]) -> int | None:
    (_, n), (_, second), *_ = [*Counter(answers).most_common(2), (None, 0), (None, 0)]
    return max(answers, key=answers.count) if n > second else None


FREQUENT = "That is the most frequent answer. *More than half* of the samples must give it."


def admits(*args: object) -> str:
    """A list of whole numbers; "" for one."""
    if len(args) != 1 or not isinstance(args[0], list):
        return "`majority` takes one list: `failing = ([7, 7, 9],)`."
    if len(args[0]) > MOST or not all(type(answer) is int for answer in args[0]):
        return f"The answers are up to {MOST} whole numbers."
    return ""


def draws(seed: int) -> list[tuple]:
    """With a majority, with exactly half, with a most frequent answer only, with none at all."""
    rng = random.Random(f"06.6/{seed}")
    a, b, c = rng.sample(range(2, 99), 3)
    mixed = [a] * 5 + [b] * 2 + [c] * 2
    rng.shuffle(mixed)
    return [
        ([0, 0, a],), ([a, 0, 0],), ([0],), ([0, a],), ([b, a, a],), ([a, b, a, b, a],),
        ([b, c, a, a, a],), ([b, b, c, a, a, a, a],), ([a, a, a, b, c],), ([-a, a, -a],),
        ([],), ([a],), (mixed,), ([a, b, a],), ([a, a, b, b],), ([a, b],),
        ([a, b, c],), ([a, a, b, b, c],), ([b, a, b, c, c],), ([a, b, c, a, -b],),
    ]  # fmt: skip


PROGRAM = Broken(
    "majority",
    handed_out,
    majority,
    admits,
    draws,
    fault="Whoever is left over need not have the majority: it must be counted.",
    misconceptions=(
        would_return(_most_frequent, FREQUENT),
        would_return(
            lambda answers: majority(answers) or 0,
            "Where no answer has the majority, `None` is wanted; 0 could be an answer.",
        ),
        would_return(_at_least_half, "Exactly half is not more than half."),
        would_return(
            lambda answers: max(answers, key=answers.count, default=None),
            FREQUENT,
        ),
    ),
)

MAJORITY = Exercise(
    id="06.6",
    title="A majority that nobody counted",
    goal="Find an input for which `majority` gives a wrong value, and mend it.",
    points=2,
    minutes=10,
    difficulty="medium",
    budget="one input; one or two lines to change",
    answers=("failing", "majority"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor="    return max(answers, key=answers.count)",
    hints=(
        "Where there is a majority, the program always finds it. So look where there is none.",
        "Follow `leader` and `lead` on paper through three different answers.",
    ),
)
