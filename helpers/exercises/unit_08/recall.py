"""Questions about unit 08 that later labs ask again: gold sets, leaks, scores, clusters, costs.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random

from helpers.checks.recall import Item, choice, number, text

SCORES = "unit 08, Five scores and what each misses"
ATTEMPTS = "unit 08, One of k, or all of k"
SURE = "unit 08, How sure: customers and repeats"


def common_words(rng: random.Random) -> Item:
    mine, wanted, both = rng.choice([(2, 6, 2), (4, 6, 3), (3, 5, 2), (4, 4, 3), (5, 3, 1)])
    words = (
        f"A reply has {mine} words, the gold {wanted}, and {both} are common. Its F1 over words, "
        "0 to 1?"
    )
    return number(words, 2 * both / (mine + wanted), SCORES)


def order(rng: random.Random) -> Item:
    return choice(
        "A reply has all the words of the gold, in another order. Which score is still 1?",
        "F1 over words",
        ["exact match", "ROUGE-L", "BLEU"],
        SCORES,
        rng,
    )


def not_said(rng: random.Random) -> Item:
    return choice(
        "The gold says *it was paid in May*, the reply *it was not paid in May*. What do F1, "
        "ROUGE-L and chrF do?",
        "they are high: one word of many differs",
        ["they are 0: it is wrong", "only chrF is high", "they cannot be computed"],
        SCORES,
        rng,
    )


def all_of_two(rng: random.Random) -> Item:
    n, c = rng.choice([(4, 2), (5, 3), (6, 4)])
    words = (
        f"{n} attempts, {c} right. In how many of the pairs that can be drawn from them are both "
        "right?"
    )
    return number(words, c * (c - 1) / 2, ATTEMPTS)


def which(rng: random.Random) -> Item:
    words = (
        "Three customers ask the same, and all three replies must be right. Which rate tells: "
        '"pass@3" or "pass^3"?'
    )
    return text(words, ["pass^3"], ATTEMPTS)


def per_right(rng: random.Random) -> Item:
    right, cent = rng.choice([40, 50, 80]), rng.choice([1, 2, 4])
    words = (
        f"100 replies at {cent} cents each, {right} of them right: how many cents does a right "
        "reply cost?"
    )
    return number(words, 100 * cent / right, "unit 08, What a right reply costs")


def clustered(rng: random.Random) -> Item:
    n, k = rng.choice([(20, 5), (30, 4), (50, 6)])
    words = (
        f"{n} customers wrote {k} messages each, and a customer's messages come out all right or "
        "all wrong. How many independent cases is that worth?"
    )
    return number(words, n, SURE)


def leak(rng: random.Random) -> Item:
    return choice(
        "A message was sent twice, and stands in dev and in test. What does that do?",
        "the test flatters whatever was tuned on dev",
        ["nothing, it is one row", "the test becomes harder", "both splits get smaller"],
        "unit 08, The same message on both sides",
        rng,
    )


BANK = (common_words, order, not_said, all_of_two, which, per_right, clustered, leak)
