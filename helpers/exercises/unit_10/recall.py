"""Questions about unit 10 that later labs ask again: pairs, power, peeking, many prompts, slices.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random

from helpers.checks.recall import Item, choice, number, text

PAIRS = "unit 10, Pairs, not two rates"
POWER = "unit 10, How many tickets?"
MANY = "unit 10, Many prompts"


def unchanged(rng: random.Random) -> Item:
    n, mended, broke = rng.choice([200, 300, 400]), rng.randint(6, 14), rng.randint(1, 5)
    words = (
        f"Of {n} tickets, B mends {mended} and breaks {broke}. How many tickets decide whether "
        "that is evidence?"
    )
    return number(words, mended + broke, PAIRS)


def best_case(rng: random.Random) -> Item:
    k = rng.choice([3, 4, 6, 7])
    words = (
        f"B mends {k} tickets and breaks none. How often does a fair coin do that or its "
        f"opposite: 2 of how many sequences of {k} flips?"
    )
    return number(words, 2**k, PAIRS)


def tests(rng: random.Random) -> Item:
    k = rng.choice([2, 4, 5, 10])
    words = (
        f"{k} new prompts against one, 5 % in all, shared out evenly. At how many percent is each "
        "tested?"
    )
    return number(words, 5 / k, MANY)


def calls(rng: random.Random) -> Item:
    n, k = rng.choice([100, 200, 300]), rng.randint(2, 5)
    words = f"{n} tickets, {k} new prompts, one old prompt. How many calls does the test make?"
    return number(words, n * (k + 1), POWER)


def nothing_shown(rng: random.Random) -> Item:
    n = rng.choice([20, 30, 40])
    return choice(
        f"On {n} tickets two prompts never differ. What has been shown?",
        "not much: a difference of a few points would often stay hidden here",
        ["that they are equally good", "that B is no worse", "that the test is broken"],
        "unit 10, No difference shown is not no difference",
        rng,
    )


def peeking(rng: random.Random) -> Item:
    return choice(
        "A test at 5 % is looked at five times, and ends at the first p below 0.05. With nothing "
        "there, how often does it find something?",
        "in about 14 of 100 experiments",
        ["in 5 of 100, as it says", "in 1 of 100", "in about half"],
        "unit 10, Peeking",
        rng,
    )


def samples(rng: random.Random) -> Item:
    n, k = rng.choice([50, 80, 120]), rng.choice([3, 5, 9])
    words = f"{k} samples of each of {n} tickets: how many independent cases has the test?"
    return number(words, n, "unit 10, Somebody's A/B test")


def stop_rule(rng: random.Random) -> Item:
    words = "What one may look at after every ticket: stop when it reaches 20. What is it called?"
    return text(words, ["evidence", "the evidence", "e-value", "an e-value"], "unit 10, Peeking")


BANK = (unchanged, best_case, tests, calls, nothing_shown, peeking, samples, stop_rule)
