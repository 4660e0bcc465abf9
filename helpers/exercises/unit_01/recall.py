"""Questions about unit 01 that later labs ask again: merges, counting, budgets, prices, letters.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random
from itertools import pairwise

from helpers.checks.recall import Item, choice, number, text

MADE = "unit 01, How a vocabulary is made"
COSTS = "unit 01, What it costs"


def cost(rng: random.Random) -> Item:
    calls, tokens = rng.randint(2, 9) * 1_000, rng.randint(2, 9) * 100
    price = rng.choice([0.25, 0.5, 2.0])
    words = (
        f"{calls:,} calls a day with {tokens} prompt tokens each, at {price:g} for a million "
        "tokens: what do the prompts of one day cost?"
    )
    return number(words, calls * tokens * price / 1_000_000, COSTS)


def months(rng: random.Random) -> Item:
    read, written = rng.randint(1, 9) * 100, rng.randint(1, 9) * 10
    price_in, price_out = rng.choice([(1, 4), (2, 8), (3, 15)])
    words = (
        f"A call reads {read} tokens and writes {written}; a million cost {price_in} in and "
        f"{price_out} out. What do 1,000 calls cost?"
    )
    return number(words, (read * price_in + written * price_out) / 1_000, COSTS)


def first_merge(rng: random.Random) -> Item:
    word = rng.choice(["banana", "cocoa co", "papaya"])
    pairs = ["".join(pair) for pair in pairwise(word) if " " not in pair]
    best = max(pairs, key=pairs.count)
    words = f"BPE learns from the text `{word}` alone. Which two letters does it join first?"
    return text(words, [best], MADE)


def bytes_of(rng: random.Random) -> Item:
    word, n = rng.choice([("café", 5), ("naïve", 6), ("Zoë", 4), ("señor", 6)])
    words = f"Before its first merge, byte-level BPE sees `{word}` as how many tokens?"
    return number(words, n, MADE)


def letters(rng: random.Random) -> Item:
    return choice(
        "Why does a model that has only seen whole words reverse `invoice` badly?",
        "it reads tokens, not letters",
        ["the word is too long", "its context window is full", "its temperature is too high"],
        "unit 01, Letters",
        rng,
    )


def never_splits(rng: random.Random) -> Item:
    return choice(
        "What can byte fallback always do?",
        "encode any text, also one never seen in training",
        ["encode any text in one token a word", "correct a misspelled word", "shorten a prompt"],
        MADE,
        rng,
    )


def fits(rng: random.Random) -> Item:
    window, answer = rng.choice([1_024, 4_096, 8_192]), rng.choice([100, 200, 300])
    used = rng.randint(3, 9) * 50
    words = (
        f"A context window of {window:,} tokens; {used} go to the system prompt and {answer} stay "
        "free for the reply. How many are left for documents?"
    )
    return number(words, window - used - answer, "unit 01, A context budget")


BANK = (cost, months, first_merge, bytes_of, letters, never_splits, fits)
