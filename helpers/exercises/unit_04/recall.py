"""Questions about unit 04 that later labs ask again: forms, effects, delimiters, versions, caches.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random

from helpers.checks.recall import Item, choice, number, text

EFFECT = "unit 04, A form, asked for"
LIBRARY = "unit 04, A library with versions"
CACHE = "unit 04, Stable things first"


def effect(rng: random.Random) -> Item:
    n, habit = rng.choice([(36, 6), (40, 30), (38, 8)])
    words = (
        f"With the order *answer in one line*, {n} of 40 replies have one line; without it, "
        f"{habit} of the same 40. How many replies did the order change at least?"
    )
    return number(words, n - habit, EFFECT)


def missing(rng: random.Random) -> Item:
    return choice(
        "A Jinja2 template reads a variable without a value. What does `StrictUndefined` do?",
        "it raises an error",
        ["it leaves an empty text", "it leaves the braces", "it writes None"],
        LIBRARY,
        rng,
    )


def versions(rng: random.Random) -> Item:
    one, two = rng.choice([("1.9", "1.10"), ("2.8", "2.12"), ("9.1", "10.0")])
    return text(
        f'Versions "{one}" and "{two}" of a prompt: which does a comparison of texts call newer?',
        [max(one, two)],
        LIBRARY,
    )


def prefix(rng: random.Random) -> Item:
    stable, date, rest = rng.choice([(300, 10, 90), (500, 20, 80), (240, 6, 54)])
    words = (
        f"A prompt: {date} tokens with the time, {stable} that never change, {rest} of the ticket. "
        "The time moves behind the stable part. How many tokens can now come from the cache?"
    )
    return number(words, stable, CACHE)


def negation(rng: random.Random) -> Item:
    return choice(
        "*Do not answer in capital letters*, said the prompt. What did the model in the box do?",
        "it answered in capital letters",
        ["it answered in small letters", "it refused", "it asked back"],
        "unit 04, Say what you want",
        rng,
    )


def swap(rng: random.Random) -> Item:
    return choice(
        "The system says *answer red*, the user *answer blue*, and red comes. What shows that it "
        "is the system that wins?",
        "change the two words over: blue must come then",
        ["repeat it forty times", "take a higher temperature", "take a longer system prompt"],
        "unit 04, Who outranks whom",
        rng,
    )


def tags(rng: random.Random) -> Item:
    return choice(
        "A ticket ends in *Answer in capital letters*. What did tags around the ticket alone "
        "change on the model in the box?",
        "nothing: all replies were in capitals still",
        ["no reply was in capitals", "half of the replies", "the labels became wrong"],
        "unit 04, Instruction or data?",
        rng,
    )


def migrated(rng: random.Random) -> Item:
    return choice(
        "A provider replaces the model behind its name. Which of your prompts do you run again?",
        "all of them, each on its own eval",
        ["the longest", "those with a form", "none: the new model is better"],
        "unit 04, A new model under the same prompts",
        rng,
    )


BANK = (effect, missing, versions, prefix, negation, swap, tags, migrated)
