"""Exercise 03.6: a token bucket that gives away too much; find the input, mend it.

In: both programs, days that show the fault and that do not. Out: how an input and a mended program
are judged (helpers.checks.broken), waiting.
"""

from __future__ import annotations

import math
import operator
import random
from collections.abc import Callable, Sequence

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import Misconception, near, would_return

Bucket = Callable[..., list[float]]
Asked = Sequence[tuple[float, float]]  # (now, tokens), times not falling
MOST = 12  # requests of a failing input


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


def handed_out(rate: float, burst: float, asked: Asked) -> list[float]:
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


def _loses_inflow(rate: float, burst: float, asked: Asked) -> list[float]:
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


def _never_refuses(rate: float, burst: float, asked: Asked) -> list[float]:
    said = waits(rate, burst, asked)
    return [
        (tokens - burst) / rate if tokens > burst and wait == math.inf else wait
        for (_, tokens), wait in zip(asked, said, strict=True)
    ]


def _forgets_the_hopeless(rate: float, burst: float, asked: Asked) -> list[float]:
    """Counts the inflow again after a request for more than the bucket holds."""
    level, last, said = burst, 0.0, []
    for now, tokens in asked:
        level = min(burst, level + rate * (now - last))
        last = now if tokens <= burst else last
        if tokens <= level:
            level -= tokens
            said.append(0.0)
        else:
            said.append((tokens - level) / rate if tokens <= burst else math.inf)
    return said


def _variant(
    enough: Callable = operator.le,
    possible: Callable = operator.le,
    begins: Callable = lambda burst: burst,
    wait: Callable = lambda now, tokens, level: tokens - level,
    left: Callable = lambda level, tokens: level,
) -> Bucket:
    """A bucket that is wrong in one of these: `wait` in tokens, `left` after a refusal."""

    def bucket(rate: float, burst: float, asked: Asked) -> list[float]:
        level, last, said = begins(burst), 0.0, []
        for now, tokens in asked:
            level, last = min(burst, level + rate * (now - last)), now
            if enough(tokens, level):
                level -= tokens
                said.append(0.0)
            else:
                short = wait(now * rate, tokens, level) / rate
                said.append(short if possible(tokens, burst) else math.inf)
                level = left(level, tokens)
        return said

    return bucket


TAKES_NOTHING = "A refused request takes nothing out of the bucket."
EXACTLY = "Exactly as many tokens as are there can be had, and the whole bucket, too: `<=`."
OTHERS = (
    (_variant(left=lambda level, tokens: level - tokens), TAKES_NOTHING),
    (_variant(left=lambda level, tokens: 0.0), TAKES_NOTHING),
    (_variant(enough=operator.lt), EXACTLY),
    (_variant(possible=operator.lt), EXACTLY),
    (_variant(enough=operator.lt, possible=operator.lt), EXACTLY),
    (_variant(begins=lambda burst: 0.0), "The bucket is full at time 0."),
    (
        _variant(wait=lambda now, tokens, level: now + tokens - level),
        "You say at what time the tokens are there; the goal asks in how many seconds.",
    ),
)


# --- inputs --------------------------------------------------------------------------------------


def admits(*args: object) -> str:
    """A rate, a burst and a few requests whose times do not fall; "" for them."""
    if len(args) != 3:
        return "`waits` takes a rate, a burst and requests: `failing = (2, 10, [(0, 10)])`."
    rate, burst, asked = args
    if not all(_is_number(n) and 0 < n <= 1000 for n in (rate, burst)):
        return "Rate and burst are numbers above 0, up to 1000."
    if not isinstance(asked, list) or not all(map(_is_pair, asked)) or len(asked) > MOST:
        return f"The requests are a list of up to {MOST} pairs (now, tokens), tokens above 0."
    times = [now for now, _ in asked]
    return "" if times == sorted(times) else "No time may be earlier than the one before it."


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_pair(item: object) -> bool:
    if not isinstance(item, list | tuple) or len(item) != 2 or not all(map(_is_number, item)):
        return False
    return 0 <= item[0] < 1e6 and 0 < item[1] < 1e6


def draws(seed: int) -> list[tuple]:
    """Days on which the refused ask again, and days that upset other mistakes only."""
    rng = random.Random(f"03.6/{seed}")
    rate, burst, asked = _drawn(rng)
    late = burst / rate / 4  # when a quarter has come back
    hopeless = [(0, burst), (late, burst + rng.randint(1, 9)), (late, burst), (2 * late, burst)]
    big = [(asked[-1][0] + 100, burst + rng.randint(1, 9)), (asked[-1][0] + 200, 1)]
    others = (_loses_inflow, _no_lid, _takes_when_refused)
    return [
        _upset(rng, handed_out),
        _upset(rng, handed_out),
        *(_upset(rng, wrong, spared=handed_out) for wrong in others),
        (rate, burst, big),
        (rate, burst, hopeless),
        (rate, burst, []),
    ]


def _drawn(rng: random.Random) -> tuple[float, float, list[tuple[float, float]]]:
    rate, burst, now, asked = rng.choice([0.5, 1, 2, 4]), rng.randint(6, 20), 0.0, []
    for _ in range(rng.randint(5, 9)):
        now += rng.choice([0, 0.25, 0.5, 1, 2, 9, 40])
        asked.append((now, rng.randint(1, burst)))
    return rate, burst, asked


def _upset(rng: random.Random, wrong: Bucket, spared: Bucket = waits) -> tuple:
    """A day on which this wrong bucket says something else, and the spared one does not."""
    while True:
        day = _drawn(rng)
        if wrong(*day) != waits(*day) and spared(*day) == waits(*day):
            return day


def mistaken_for(wrong: Bucket, words: str) -> Misconception:
    return would_return(wrong, words, near(1e-6))


PROGRAM = Broken(
    "waits",
    handed_out,
    waits,
    admits,
    draws,
    fault="Whoever was turned away and asked again had the same seconds counted twice.",
    misconceptions=(
        mistaken_for(
            _loses_inflow,
            "You note the time of a refused request, and not what has flowed in until then: those "
            "tokens are lost.",
        ),
        mistaken_for(
            _forgets_the_hopeless,
            "A request for more than the bucket holds is a request too: you do not note its time, "
            "and the next one has the same seconds counted twice.",
        ),
        mistaken_for(_takes_when_refused, TAKES_NOTHING),
        *(mistaken_for(wrong, words) for wrong, words in OTHERS),
        mistaken_for(_no_lid, "The bucket holds `burst` tokens and no more."),
        mistaken_for(
            _never_refuses,
            "More tokens than the bucket holds will never be there: `float('inf')`.",
        ),
        Misconception(
            "For each request one number is wanted, in a list.",
            lambda case: (
                not isinstance(case.value, list) or len(case.value) != len(case.question.args[2])
            ),
        ),
    ),
    equal=near(1e-6),
)

BUCKET = Exercise(
    id="03.6",
    title="A bucket that gives too much",
    goal="Find an input for which `waits` gives a wrong value, and mend it.",
    points=2,
    minutes=15,
    difficulty="medium",
    budget="one input; one line to change",
    answers=("failing", "waits"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor="            level = 0.0",
    hints=(
        "Work one through by hand: rate 2, burst 10. Take all 10 at time 0. What is in the bucket "
        "at time 1? Ask for 5 then, and again at time 1. What should each be told?",
        "`last` says until when the inflow has been counted. The program counts the inflow on "
        "every request, and moves `last` only on some of them.",
    ),
)
