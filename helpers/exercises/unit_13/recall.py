"""Questions about unit 13 that later labs ask again: length, citations, silence, rounds, stages.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random

from helpers.checks.recall import Item, choice, number, text

CITE = "unit 13, Citations, checked by code"
RISK = "unit 13, Risk against coverage"
STAGE = "unit 13, The debugging clinic"


def risk(rng: random.Random) -> Item:
    answered, wrong = rng.choice([(40, 4), (50, 5), (80, 20), (60, 15)])
    words = (
        f"Of 100 questions a system answers {answered}, {wrong} of them wrongly. Its risk (0 to 1)?"
    )
    return number(words, wrong / answered, RISK)


def silence(rng: random.Random) -> Item:
    right, silent = rng.choice([(50, 20), (45, 25), (60, 12)])
    words = (
        f"Of 100 questions, 30 have no answer. A system answers {right} rightly and says nothing "
        f"to {silent} of the 30; all else is wrong. How many outcomes does SQuAD 2.0 count as "
        "right?"
    )
    return number(words, right + silent, RISK)


def precision(rng: random.Random) -> Item:
    passages = rng.choice([4, 5, 10])
    words = (
        f"An answer of one claim cites all {passages} passages, and one of them alone says it. "
        "ALCE's citation precision (0 to 1)?"
    )
    return number(words, 1 / passages, CITE)


def context(rng: random.Random) -> Item:
    held, needed = rng.choice([(20, 1), (10, 1), (10, 2), (20, 4)])
    words = (
        f"A prompt holds {held} sentences, {needed} of which the answer needs. The context "
        "precision, counted in sentences (0 to 1)?"
    )
    return number(words, needed / held, "unit 13, Hand over less")


def caught(rng: random.Random) -> Item:
    return choice(
        "Code checks that a citation's id exists, its quote is there and the number is in the "
        "quote. What can it not find?",
        "a true quote that is about something else",
        ["a made-up passage", "a quote with another number", "a quote of another passage"],
        CITE,
        rng,
    )


def first_loss(rng: random.Random) -> Item:
    lost, later = rng.choice([("cutting", "ranking"), ("loading", "packing")])
    words = (
        f"A sentence is whole in the loaded text, in no chunk, and missing in {later} and in the "
        "prompt. Which stage is to blame? (one word)"
    )
    if lost == "loading":
        words = (
            f"A sentence stands in the file and not in the loaded text; it is missing in {later} "
            "and in the prompt. Which stage is to blame? (one word)"
        )
    return text(words, [lost], STAGE)


def less(rng: random.Random) -> Item:
    return choice(
        "The answer is among eight passages, and the model gets it wrong too often. What did the "
        "most on the model in the box?",
        "to hand over the few sentences that fit the question best",
        ["to put the answer's passage first", "a longer instruction", "to ask for its confidence"],
        "unit 13, Hand over less",
        rng,
    )


BANK = (risk, silence, precision, context, caught, first_loss, less)
