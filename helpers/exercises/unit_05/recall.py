"""Questions about unit 05 that later labs ask again: shots, order, lean, cost, intervals.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random
from math import factorial

from helpers.checks.recall import Item, choice, number, text

CURVE = "unit 05, The shots curve"


def orders(rng: random.Random) -> Item:
    n = rng.randint(3, 6)
    words = f"In how many orders can {n} shots stand in a prompt?"
    return number(words, factorial(n), "unit 05, Order")


def turns(rng: random.Random) -> Item:
    n = rng.randint(2, 9)
    words = (
        f"{n} shots as turns of a conversation, then the new text, and no system message: how "
        "many messages?"
    )
    return number(words, 2 * n + 1, "lab 05.1, Shots as turns and as one prompt")


def price(rng: random.Random) -> Item:
    shots, each, calls = rng.randint(2, 8), rng.randint(2, 6) * 10, rng.choice([1_000, 5_000])
    words = (
        f"{shots} shots of {each} tokens go in front of every one of {calls:,} calls. How many "
        "prompt tokens do the shots cost in all?"
    )
    return number(words, shots * each * calls, "unit 05, What do shots cost?")


def chance(rng: random.Random) -> Item:
    n = rng.choice([2, 4, 5, 8])
    words = (
        f"{n} invented labels, equally frequent, and no shot: which share is right by chance "
        "(0 to 1)?"
    )
    return number(words, 1 / n, CURVE)


def role(rng: random.Random) -> Item:
    words = "In shots as turns: which role says the label?"
    return text(words, ["assistant"], "lab 05.1, Shots as turns and as one prompt")


def recency(rng: random.Random) -> Item:
    return choice(
        "What does *recency bias* mean?",
        "the labels of the last shots are said too often",
        [
            "the newest rows of a table are the best shots",
            "the most frequent label is said too often",
            "a model forgets what it was trained on first",
        ],
        "unit 05, Majority and recency",
        rng,
    )


def space(rng: random.Random) -> Item:
    return choice(
        "A prompt ends in `Label: ` with a space. What goes wrong?",
        "the next token brings its own space, so the usual one cannot come",
        ["nothing", "the label is cut off", "the shots are not read"],
        "lab 05.1, Shots as turns and as one prompt",
        rng,
    )


BANK = (orders, turns, price, chance, role, recency, space)
