"""Exercise 00.5: a system prompt for a small job, judged by running it over held-out tickets.

In: the tickets, the requests, what the replies are worth. Out: making the calls, and the desk's
rules for a subject line (helpers.measure.rules).

The job is not to classify: these weights classify a ticket whatever they are told (27 of 30 under
"hello"), so that any prompt would pass. Under prompts without the job 0 to 2 of 30 lines count.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache

from helpers.checks import measured
from helpers.checks.exercise import Call, Exercise, Question, Verdict
from helpers.checks.judge import not_yet, passed
from helpers.checks.measured import Row
from helpers.measure import metrics, rules
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES
from helpers.world.tickets import ticket

POOL = 400
TICKETS = 50
WANTED = 0.4  # where the 95 % interval must begin: 27 of 50 right
MAX_TOKENS = 24  # a subject line has less


@cache
def pool() -> dict[str, str]:
    """{ticket: category}: held-out tickets, which the model was not trained on.

    From the text alone the judge finds the category again: one line for tickets of two
    categories says nothing about either.
    """
    drawn = [
        ticket(Draw(f"00.5/{i}", "heldout"), CATEGORIES[i % len(CATEGORIES)]) for i in range(POOL)
    ]
    return {one.text: one.category for one in drawn}


def questions_00_5(seed: int) -> list[Question]:
    texts = random.Random(seed).sample(sorted(pool()), TICKETS)
    return [Call("messages_for", (words,)) for words in texts]


def _wrong(system: object) -> str:
    """What is wrong with the system prompt by itself, or ""."""
    if not isinstance(system, str) or not system.strip():
        return "There is no system prompt: without one, the model has to guess what you want."
    if re.search(r"\{\w*\}", system):
        return "Your system prompt has a `{…}` in it that nothing fills. The ticket is the user's."
    return ""


def _scored(rows: Sequence[Row]) -> Verdict:
    """From what the model said to a verdict that names the likeliest fault."""
    n, wrong = len(rows), _no_subject_line(rows)
    right = n - len(wrong)
    result = f"Right for {metrics.rate(right, n)} tickets that you have not seen."
    if metrics.wilson(right, n)[0] > WANTED:
        return passed(result)
    fault, (words, said) = _fault(wrong)
    bar = f"The interval must begin above {WANTED:.0%}."
    return not_yet(f"{result} {bar} {fault}", f"- ticket: `{words!r}`\n- came: `{said!r}`")


def _no_subject_line(rows: Sequence[Row]) -> list[Row]:
    """The rows whose reply breaks the desk's rules, or says the same of another kind of ticket."""
    kinds: dict[str, set[str]] = {}
    for words, said in rows:
        kinds.setdefault(said, set()).add(pool()[words])
    return [
        (words, said)
        for words, said in rows
        if len(kinds[said]) > 1 or not rules.valid_subject(said, words)
    ]


def _fault(wrong: Sequence[Row]) -> tuple[str, Row]:
    """The likeliest fault, and a ticket that shows it."""
    labels = [row for row in wrong if row[1].strip(" .").lower() in CATEGORIES]
    long = [row for row in wrong if len(row[1].split()) > rules.MOST_WORDS or "\n" in row[1]]
    if labels and len(labels) >= len(long):
        return (
            "Most of the others are a *category*. That is what this model does with a ticket when "
            "it does not know what else you want: name the job in plain words, *subject line*.",
            labels[0],
        )
    if 2 * len(long) > len(wrong):
        return (
            f"Most of the others are longer than {rules.MOST_WORDS} words or one line: ask for the "
            "subject line **only**. A small model follows short, plain instructions best.",
            long[0],
        )
    return (
        "The others break a rule of the goal above, or say the same of tickets of different kinds: "
        "try a plainer instruction.",
        wrong[0],
    )


requests_00_5, judge_00_5 = measured.system_prompt(_wrong, _scored, MAX_TOKENS)
SYSTEM_PROMPT = Exercise(
    id="00.5",
    title="A small job by system prompt",
    goal=(
        "Write the system prompt `SYSTEM` that makes the model a clerk: the user's message is a "
        "ticket, and the reply is a **subject line** for it and nothing else: one line of 2 to "
        "9 words that are spelled as words are, without a full stop, a comma or a colon at its "
        "end. A line that comes for tickets of different kinds counts for none.\n\n"
        "Example: for `Our card was declined again.` the reply may be `Card declined again`.\n\n"
        f"The check runs your prompt at temperature 0 over {TICKETS} tickets that neither you nor "
        "the model has seen. One good reply proves little, so it looks at the 95 % interval of the "
        f"share of right replies, which must begin above {WANTED:.0%}. The wording is yours, but "
        "this is a small model that knows few names for a job: it is called *subject line*, and "
        "not every paraphrase of that reaches it. Try yours on a ticket first."
    ),
    points=4,
    minutes=10,
    difficulty="easy",
    budget="one to three sentences; no call of yours",
    answers=("messages_for",),
    questions=questions_00_5,
    follow_up=requests_00_5,
    judge=judge_00_5,
    distractor='    return [{"role": "user", "content": SYSTEM + ticket}]',
    hints=(
        "Say what the job is, and that the reply is the subject line only.",
        "A model answers best in the words of its job: *write*, *subject line*, *ticket*.",
        "Begin with `Write a subject line`, and end with what the reply should consist of.",
    ),
)
