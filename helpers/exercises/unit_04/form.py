"""Exercise 04.4: a prompt whose reply a program can read, judged over held-out tickets.

In: the tickets, the requests, what the replies are worth. Out: making the calls.

Without the order the reply is a bare label: of 40 tickets none comes as an object by habit. On
the 300 tickets of the pool the reference is right for 298 and five other wordings for 273 to 298;
under twenty seeds none has fewer than 34 of 40.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from functools import cache

from helpers.checks import measured
from helpers.checks.exercise import Call, Exercise, Question, Verdict
from helpers.checks.judge import not_yet, passed
from helpers.checks.measured import Row
from helpers.measure import metrics
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES
from helpers.world.tickets import ticket

POOL = 300
TICKETS = 40
WANTED = 0.65  # where the 95 % interval must begin: 32 of 40
MAX_TOKENS = 24  # an object with one key has 12 at most
KEY = "team"


@cache
def pool() -> dict[str, str]:
    """{ticket: category}: held-out tickets, which the model was not trained on."""
    drawn = [
        ticket(Draw(f"04.4/{i}", "heldout"), CATEGORIES[i % len(CATEGORIES)]) for i in range(POOL)
    ]
    return {one.text: one.category for one in drawn}


def questions(seed: int) -> list[Question]:
    texts = random.Random(f"04.4/{seed}").sample(sorted(pool()), TICKETS)
    return [Call("messages_for", (words,)) for words in texts]


def _wrong(system: object) -> str:
    return "" if isinstance(system, str) else "The content of a message is a text."


def _scored(rows: Sequence[Row]) -> Verdict:
    n = len(rows)
    wrong = [row for row in rows if _team(row[1]) != pool()[row[0]]]
    right = n - len(wrong)
    result = f"Readable and right for {metrics.rate(right, n)} tickets that you have not seen."
    if metrics.wilson(right, n)[0] > WANTED:
        return passed(result)
    text, said = wrong[0]
    bar = f"The interval must begin above {WANTED:.0%}."
    return not_yet(f"{result} {bar} {_fault(wrong)}", f"- ticket: `{text!r}`\n- came: `{said!r}`")


def _team(said: str) -> object:
    """The team in a reply that is an object with this one key; None for any other reply."""
    try:
        value = json.loads(said)
    except ValueError:
        return None
    return value[KEY] if isinstance(value, dict) and set(value) == {KEY} else None


def _fault(wrong: Sequence[Row]) -> str:
    """The likeliest fault of the replies that do not count."""
    bare = [s for _, s in wrong if s.strip(" .").lower() in CATEGORIES]
    objects = [s for _, s in wrong if re.fullmatch(r"\s*{.*}\s*", s, re.DOTALL)]
    named = [s for s in objects if _team(s) is not None]
    most = len(wrong) / 2
    if len(bare) > most:
        return "Most of the others are a bare label: the prompt has to name the form and the key."
    if len(named) > most:
        return (
            "Most of the others have the form and another value: name the five teams, spelled as "
            "they shall come."
        )
    if len(objects) > most:
        return f'Most of the others are objects without the one key `"{KEY}"`: name it.'
    return "Most of the others are no label and no object: does the prompt say what the job is?"


requests, judge = measured.system_prompt(_wrong, _scored, MAX_TOKENS)
FORM = Exercise(
    id="04.4",
    title="A reply that a program can read",
    goal="Write a system prompt that makes the model answer with an object of one key.",
    points=4,
    minutes=15,
    difficulty="easy",
    budget="one to four sentences; no call of yours",
    answers=("messages_for",),
    questions=questions,
    follow_up=requests,
    judge=judge,
    distractor='    return [{"role": "user", "content": SYSTEM + ticket}]',
    hints=(
        "Three things belong into it: the job, the five teams, the form.",
        "Say the form as a form, not as what it is not: *JSON*, and the key by its name.",
        "The lesson asked for a label in an object under another key. What did its order say, and "
        "which two words of it are the form?",
    ),
)  # fmt: skip
