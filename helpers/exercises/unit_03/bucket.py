"""Exercise 03.5: a token bucket that gives away too much, to be caught and mended.

In: the broken bucket, the right one, other ways to be wrong. Out: waiting.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from helpers.checks.exercise import Call, Exercise, Question, Reply, Value, Verdict
from helpers.checks.judge import Misconception, compare, near, not_yet, show_reply, would_return

Asked = Sequence[tuple[float, float]]  # (now, tokens), times not falling
RATE, BURST, MOST = 2, 10, 12


def waits(rate: float, burst: float, asked: Asked) -> list[float]:
    """For each: 0 where the bucket gives the tokens, else the seconds until it could."""
    level, last, said = burst, 0.0, []
    for now, tokens in asked:
        level, last = min(burst, level + rate * (now - last)), now
        if tokens <= level:
            level -= tokens
            said.append(0.0)
        else:
            said.append((tokens - level) / rate if tokens <= burst else math.inf)
    return said


def broken(rate: float, burst: float, asked: Asked) -> list[float]:
    """The bucket of the lab: a request that is turned away fills it, as often as it is asked."""
    level, last, said = burst, 0.0, []
    for now, tokens in asked:
        level = min(burst, level + rate * (now - last))
        if tokens <= level:
            level, last = level - tokens, now
            said.append(0.0)
        else:
            said.append((tokens - level) / rate if tokens <= burst else math.inf)
    return said


# --- other ways to be wrong ----------------------------------------------------------------------


def _no_refill_when_refused(rate: float, burst: float, asked: Asked) -> list[float]:
    level, last, said = burst, 0.0, []
    for now, tokens in asked:
        full = min(burst, level + rate * (now - last))
        last = now
        if tokens <= full:
            level = full - tokens
            said.append(0.0)
        else:
            said.append((tokens - full) / rate if tokens <= burst else math.inf)
    return said


def _no_lid(rate: float, burst: float, asked: Asked) -> list[float]:
    level, last, said = burst, 0.0, []
    for now, tokens in asked:
        level, last = level + rate * (now - last), now
        if tokens <= level:
            level -= tokens
            said.append(0.0)
        else:
            said.append((tokens - level) / rate if tokens <= burst else math.inf)
    return said


def _takes_when_refused(rate: float, burst: float, asked: Asked) -> list[float]:
    level, last, said = burst, 0.0, []
    for now, tokens in asked:
        level, last = min(burst, level + rate * (now - last)), now
        short = max(0.0, tokens - level)
        said.append(short / rate if tokens <= burst else math.inf)
        level = max(0.0, level - tokens)
    return said


def _never_mends(rate: float, burst: float, asked: Asked) -> list[float]:
    said = waits(rate, burst, asked)
    return [
        (tokens - burst) / rate if tokens > burst and wait == math.inf else wait
        for (_, tokens), wait in zip(asked, said, strict=True)
    ]


# --- what is asked -------------------------------------------------------------------------------


def questions_03_5(seed: int) -> list[Question]:
    """The failing input, then days on which refused requests come often, late, or too big."""
    rng = random.Random(f"03.5/{seed}")
    calls: list[Question] = [Value("failing")]
    for wrong in (broken, _no_refill_when_refused, _no_lid, _takes_when_refused):
        calls.append(_upset(rng, wrong))
    rate, burst, asked = _drawn(rng)
    big = [*asked, (asked[-1][0] + 1, burst + rng.randint(1, 9)), (asked[-1][0] + 2, 1)]
    return [*calls, Call("waits", (rate, burst, big)), Call("waits", (rate, burst, []))]


def _drawn(rng: random.Random) -> tuple[float, float, list[tuple[float, float]]]:
    rate, burst, now, asked = rng.choice([0.5, 1, 2, 4]), rng.randint(6, 20), 0.0, []
    for _ in range(rng.randint(6, 10)):
        now += rng.choice([0, 0.25, 0.5, 1, 2, 9, 40])
        asked.append((now, rng.randint(1, burst)))
    return rate, burst, asked


def _upset(rng: random.Random, wrong) -> Call:
    """A day on which this wrong bucket says something else."""
    while True:
        arguments = _drawn(rng)
        if wrong(*arguments) != waits(*arguments):
            return Call("waits", arguments)


# --- the verdict ---------------------------------------------------------------------------------


def fault_of(failing: object) -> str:
    """What is wrong with the failing input, in words; "" where it shows the fault."""
    form = "`failing` is a list of pairs (now, tokens): numbers, tokens above 0, times from 0 on."
    if not isinstance(failing, list) or not all(map(_is_pair, failing)):
        return form
    times = [now for now, _ in failing]
    if times != sorted(times) or not 0 < len(failing) <= MOST:
        return f"{form} From 1 to {MOST} pairs, and no time is earlier than the one before it."
    pairs = [tuple(pair) for pair in failing]
    if broken(RATE, BURST, pairs) == waits(RATE, BURST, pairs):
        return (
            "On your `failing` the broken bucket says the right thing. After which event does it "
            "not note the time? Let that event happen twice."
        )
    return ""


def _is_pair(item: object) -> bool:
    if not isinstance(item, list | tuple) or len(item) != 2:
        return False
    numbers = all(isinstance(n, int | float) and not isinstance(n, bool) for n in item)
    return numbers and 0 <= item[0] < 1e6 and 0 < item[1] < 1e6


_compare = compare(
    waits,
    [
        would_return(
            broken,
            "That is the broken bucket still: whoever is refused and asks again has the same "
            "seconds counted twice.",
            near(1e-6),
        ),
        would_return(
            _no_refill_when_refused,
            "You note the time of a refused request, and not what has flowed in until then: those "
            "tokens are lost.",
            near(1e-6),
        ),
        would_return(
            _takes_when_refused, "A refused request takes nothing out of the bucket.", near(1e-6)
        ),
        would_return(_no_lid, "The bucket holds `burst` tokens and no more.", near(1e-6)),
        would_return(
            _never_mends,
            "More tokens than the bucket holds will never be there: `math.inf`.",
            near(1e-6),
        ),
        Misconception(
            "For each pair one number is wanted, in a list.",
            lambda case: (
                not isinstance(case.value, list) or len(case.value) != len(case.question.args[2])
            ),
        ),
    ],
    near(1e-6),
    "You found the fault by a value, and it is gone.",
)


def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    if replies[0].error or (words := fault_of(replies[0].value)):
        words = words if not replies[0].error else "`failing` cannot be read."
        return not_yet(words, show_reply(questions[0], replies[0]))
    return _compare(questions[1:], replies[1:])


BUCKET = Exercise(
    id="03.5",
    title="Mend the bucket",
    goal="Write `failing`, a list of requests at which `broken_waits` goes wrong, and `waits`, "
    "which does not.",
    points=3,
    minutes=20,
    difficulty="medium",
    budget="no call; one line changes",
    answers=("failing", "waits"),
    questions=questions_03_5,
    judge=judge,
    hints=(
        "Work one through by hand: rate 2, burst 10. Take all 10 at time 0. What is in the bucket "
        "at time 1? Ask for 5 then, and again at time 1. What does each of the two say?",
        "`last` says until when the inflow has been counted. The broken bucket counts the inflow "
        "on every request, and moves `last` only on some of them.",
    ),
)
