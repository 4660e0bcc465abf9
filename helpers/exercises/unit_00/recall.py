"""Questions about unit 00 that later labs ask again: replies, roles, what ended them, temperature.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random

from helpers.checks.recall import Item, choice, number, text

REPLY = "unit 00, What goes in, what comes out"
DIALECTS = "unit 00, The second dialect"


def total(rng: random.Random) -> Item:
    read, written = rng.randint(11, 90) * 10, rng.randint(11, 99)
    words = (
        f"A ChatCompletion says `prompt_tokens` {read} and `completion_tokens` {written}. "
        "What is its `total_tokens`?"
    )
    return number(words, read + written, REPLY)


def cut_off(rng: random.Random) -> Item:
    limit = rng.choice([6, 20, 50, 100])
    words = (
        f"With `max_tokens={limit}` the limit ended a reply of OpenAI's dialect. "
        "What is its `finish_reason`?"
    )
    return text(words, ["length"], REPLY)


def done(rng: random.Random) -> Item:
    words = "Anthropic's dialect: which `stop_reason` says that the model was done by itself?"
    return text(words, ["end_turn", "end turn"], DIALECTS)


def role(rng: random.Random) -> Item:
    job = rng.choice(["what the job is", "which categories there are", "how to answer"])
    words = f"Which role has the message that tells the model {job}, before any ticket comes?"
    return choice(words, "system", ["user", "assistant", "tool"], "unit 00, Roles", rng)


def content(rng: random.Random) -> Item:
    return choice(
        "Where is the text of a reply of Anthropic's SDK?",
        "in the blocks of `content` whose type is `text`",
        ["in `choices[0].message.content`", "in `content`, a text", "in `output_text` of `usage`"],
        DIALECTS,
        rng,
    )


def at_zero(rng: random.Random) -> Item:
    times = rng.randint(3, 40)
    words = (
        f"The model in the box gets one prompt {times} times at temperature 0, with another seed "
        "each time. How many different replies come?"
    )
    return number(words, 1, "unit 00, The same prompt, twice")


def required(rng: random.Random) -> Item:
    return choice(
        "Which argument must every call of `messages.create` (Anthropic) have?",
        "`max_tokens`",
        ["`temperature`", "`system`", "`stop_sequences`"],
        DIALECTS,
        rng,
    )


BANK = (total, cut_off, done, role, content, at_zero, required)
