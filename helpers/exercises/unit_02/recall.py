"""Questions about unit 02 that later labs ask again: softmax, cuts, penalties, stops, entropy.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random

from helpers.checks.recall import Item, choice, number, text

CUTS = "unit 02, Cuts: top_k, top_p, min_p"


def nucleus(rng: random.Random) -> Item:
    shares, p, n = rng.choice(
        [((0.5, 0.3, 0.15, 0.05), 0.7, 2), ((0.6, 0.2, 0.1, 0.1), 0.85, 3), ((0.9, 0.1), 0.8, 1)]
    )
    listed = ", ".join(f"{share:g}" for share in shares)
    words = f"Tokens have the probabilities {listed}. How many does `top_p={p:g}` keep?"
    return number(words, n, CUTS)


def min_p(rng: random.Random) -> Item:
    shares, cut, n = rng.choice(
        [
            ((0.5, 0.3, 0.15, 0.05), 0.2, 3),
            ((0.8, 0.1, 0.06), 0.1, 2),
            ((0.4, 0.3, 0.3), 0.5, 3),
        ]
    )
    listed = ", ".join(f"{share:g}" for share in shares)
    words = f"Tokens have the probabilities {listed}. How many does `min_p={cut:g}` keep?"
    return number(words, n, CUTS)


def penalty(rng: random.Random) -> Item:
    count, frequency, presence = rng.randint(2, 5), rng.choice([0.2, 0.5]), rng.choice([0.1, 0.4])
    words = (
        f"A token stands in the reply {count} times. By how much is its logit lowered by "
        f"`frequency_penalty={frequency}` and `presence_penalty={presence}` together?"
    )
    return number(words, count * frequency + presence, "unit 02, Loops")


def entropy(rng: random.Random) -> Item:
    power = rng.randint(1, 5)
    words = f"{2**power} tokens are equally likely. How many bits is the entropy of this step?"
    return number(words, power, "unit 02, How undecided is a step? Entropy")


def hotter(rng: random.Random) -> Item:
    up = rng.random() < 0.5
    words = f"What does a {'higher' if up else 'lower'} temperature do to the probabilities?"
    flat, steep = "it brings them closer together", "it sets them further apart"
    right, wrong = (flat, steep) if up else (steep, flat)
    others = [wrong, "it forbids the least likely", "it changes which token is the most likely"]
    return choice(words, right, others, "unit 02, Temperature, by hand", rng)


def loops(rng: random.Random) -> Item:
    return choice(
        "A text at temperature 0 repeats itself without end. Which setting is made against that?",
        "`frequency_penalty`",
        ["`seed`", "`stop`", "a lower `max_tokens`"],
        "unit 02, Loops",
        rng,
    )


def ended(rng: random.Random) -> Item:
    words = "Anthropic's dialect: which `stop_reason` has a reply that your limit cut off?"
    return text(words, ["max_tokens"], "unit 02, Stop, max_tokens, and why a reply ended")


BANK = (nucleus, min_p, penalty, entropy, hotter, loops, ended)
