"""Questions about unit 06 that later labs ask again: steps, votes, pieces, trees, what they cost.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random
from math import ceil

from helpers.checks.recall import Item, choice, number, text

VOTES = "unit 06, Self-consistency: votes"
COST = "unit 06, Tokens per right answer"


def per_right(rng: random.Random) -> Item:
    right, each = rng.choice([20, 25, 40, 50]), rng.randint(2, 9) * 10
    words = (
        f"100 problems at {each} tokens each, {right} of them right: how many tokens does one "
        "right answer cost?"
    )
    return number(words, 100 * each / right, COST)


def voted(rng: random.Random) -> Item:
    votes = rng.choice([3, 5, 9])
    tokens = rng.randint(3, 9) * 10
    words = f"A reply has about {tokens} tokens. How many do {votes} votes on 10 problems cost?"
    return number(words, votes * tokens * 10, COST)


def decided(rng: random.Random) -> Item:
    k = rng.choice([5, 7, 9])
    words = f"{k} votes at most, and all come out alike. After how many is it decided?"
    return number(words, k // 2 + 1, "lab 06.2, Votes that stop in time")


def pieces(rng: random.Random) -> Item:
    steps, size = rng.randint(5, 9), rng.choice([2, 3])
    words = f"A problem of {steps} steps in pieces of at most {size}: how many calls?"
    return number(words, ceil(steps / size), "unit 06, Least-to-most: pieces")


def bias(rng: random.Random) -> Item:
    return choice(
        "Nine samples make the same mistake. What do more votes do about it?",
        "nothing: votes help against noise, not against what all samples share",
        ["they outvote it", "they make it rarer by half", "they show that it is no mistake"],
        VOTES,
        rng,
    )


def no_steps(rng: random.Random) -> Item:
    job = rng.choice(["sorting a ticket", "a single sum"])
    return choice(
        f"What does *think step by step* bring for {job}?",
        "tokens to pay for, and hardly ever a right answer more",
        ["a better answer", "a shorter reply", "a reply that is easier to read by program"],
        "unit 06, When it does not pay",
        rng,
    )


def method(rng: random.Random) -> Item:
    words = "Many samples of one prompt, and the most frequent answer counts. What is it called?"
    return text(words, ["self-consistency", "self consistency", "votes", "voting"], VOTES)


BANK = (per_right, voted, decided, pieces, bias, no_steps, method)
