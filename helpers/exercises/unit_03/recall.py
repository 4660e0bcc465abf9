"""Questions about unit 03 that later labs ask again: outcomes, retries, streams, state, cost.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random

from helpers.checks.recall import Item, choice, number, text

OUTCOMES = "unit 03, Seven outcomes"
RETRIES = "unit 03, Retries multiply"
WAITS = "unit 03, How long to wait"
STREAMS = "unit 03, A stream"
STATE = "unit 03, The server remembers nothing"
COST = "unit 03, What it costs, now or later"


def retried(rng: random.Random) -> Item:
    status = rng.choice([408, 409, 429, 500, 503, 529])
    others = rng.sample([400, 401, 403, 404, 413, 422], 3)
    words = "Which of these statuses may be sent again as it is?"
    return choice(words, str(status), [str(other) for other in others], OUTCOMES, rng)


def only_one(rng: random.Random) -> Item:
    words = "Of the seven outcomes, one alone is retried. Which?"
    return text(words, ["transport fault", "transport faults", "a transport fault"], OUTCOMES)


def multiplied(rng: random.Random) -> Item:
    outer, retries = rng.choice([3, 4, 5]), rng.choice([1, 2, 3])
    words = (
        f"Your loop makes {outer} attempts, each with an SDK at `max_retries={retries}`. How many "
        "requests can one failing call become?"
    )
    return number(words, outer * (retries + 1), RETRIES)


def jitter(rng: random.Random) -> Item:
    n = rng.choice([2, 3, 4])
    words = (
        f"Full jitter with base 0.5 s and cap 30 s, retries counted from 0: the longest wait "
        f"before retry number {n}, in seconds?"
    )
    return number(words, 0.5 * 2**n, WAITS)


def long_wait(rng: random.Random) -> Item:
    minutes = rng.choice([10, 20, 60])
    return choice(
        f"`Retry-After` asks for {minutes} minutes, the deadline is in 30 s. What now?",
        "give up at once",
        ["sleep until the deadline, then try", "try again after a second", f"sleep {minutes} min"],
        WAITS,
        rng,
    )


def broken_stream(rng: random.Random) -> Item:
    return choice(
        "A stream ends, and no chunk had a finish reason. What was that?",
        "a transport fault",
        ["a complete reply", "a reply that was cut off at its limit", "a refusal"],
        STREAMS,
        rng,
    )


def history(rng: random.Random) -> Item:
    turns, tokens = rng.choice([4, 5, 6]), rng.choice([10, 20, 50])
    words = (
        f"Each of {turns} turns adds {tokens} tokens, question and reply together, and each "
        "request sends all turns before it again. How many tokens of *earlier* turns are sent in "
        "all?"
    )
    return number(words, tokens * turns * (turns - 1) / 2, STATE)


def batch(rng: random.Random) -> Item:
    price = rng.choice([40, 60, 90])
    words = f"A night's work costs {price} euros by single calls. In the batch lane, about?"
    return number(words, price / 2, COST)


BANK = (retried, only_one, multiplied, jitter, long_wait, broken_stream, history, batch)
