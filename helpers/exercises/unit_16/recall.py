"""Questions about unit 16 that later labs ask again: streams, cache keys, budgets, statuses.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random

from helpers.checks.recall import Item, choice, number, text


def calls(rng: random.Random) -> Item:
    sdk, own = rng.randint(1, 3), rng.randint(2, 4)
    words = (
        f"An SDK retries {sdk} times, and your loop around it tries {own} times. How many requests "
        "does one question cost on the worst day?"
    )
    return number(words, (sdk + 1) * own, "unit 16, A deadline around everything")


def after_headers(rng: random.Random) -> Item:
    return choice(
        "A stream has sent its first pieces, and the model breaks off. How does the client learn?",
        "by an error event in the stream",
        ["by status 502", "by status 504", "not at all"],
        "unit 16, What breaks after the headers",
        rng,
    )


def refill(rng: random.Random) -> Item:
    rate, short = rng.randint(2, 10) * 10, rng.randint(2, 9)
    words = (
        f"A bucket refills {rate} tokens a second and lacks {short * rate}. Which Retry-After, in "
        "seconds?"
    )
    return number(words, short, "unit 16, Budgets")


def shed(rng: random.Random) -> Item:
    return number(
        "Your service is full and sheds a request. Which status?",
        503,
        "unit 16, When more come than can be served",
    )


def spent(rng: random.Random) -> Item:
    return number("A key has spent its budget. Which status?", 429, "unit 16, Budgets")


def hits(rng: random.Random) -> Item:
    n, share = rng.choice([1_000, 2_000, 5_000]), rng.choice([20, 25, 40])
    words = f"{n:,} requests, {share} % answered by the cache. How many calls of the model remain?"
    return number(words, n * (100 - share) // 100, "unit 16, A cache and its key")


def heartbeat(rng: random.Random) -> Item:
    return text(
        "With which character does a line begin that keeps a stream alive and is no event?",
        [":", "colon", "a colon"],
        "unit 16, Silence",
    )


BANK = (calls, after_headers, refill, shed, spent, hits, heartbeat)
