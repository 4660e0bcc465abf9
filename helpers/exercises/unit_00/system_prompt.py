"""Exercise 00.5: a system prompt for a small job, judged by running it over held-out tickets.

In: the tickets, the requests, what the replies are worth. Out: making the calls.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache

from helpers.checks import measured
from helpers.checks.exercise import Call, Complete, Exercise, Question, Reply, Verdict
from helpers.checks.judge import not_yet, passed, show_reply
from helpers.measure import metrics
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES
from helpers.world.tickets import ticket

POOL = 400
TICKETS = 50
WANTED = 0.75  # where the 95 % interval must begin: 44 of 50 right
MAX_TOKENS = 12  # a category has one to three tokens; a sentence is cut off


@cache
def pool() -> dict[str, str]:
    """{ticket: category}: held-out tickets, which the model was not trained on.

    From the text alone the judge finds the category again, so that no question need hold it.
    """
    drawn = [
        ticket(Draw(f"00.5/{i}", "heldout"), CATEGORIES[i % len(CATEGORIES)]) for i in range(POOL)
    ]
    return {one.text: one.category for one in drawn}


def questions_00_5(seed: int) -> list[Question]:
    texts = random.Random(seed).sample(sorted(pool()), TICKETS)
    return [Call("messages_for", (words,)) for words in texts]


def requests_00_5(questions: Sequence[Question], replies: Sequence[Reply]) -> list[Complete]:
    if any(_wrong_prompt(q, r, replies) for q, r in zip(questions, replies, strict=True)):
        return []
    body = {"max_tokens": MAX_TOKENS, "temperature": 0}
    return [Complete({"messages": reply.value, **body}) for reply in replies]


def judge_00_5(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """Runs the system prompt over held-out tickets; the interval must lie above the bar."""
    asked = [question for question in questions if isinstance(question, Call)]
    for question, reply in zip(asked, replies[: len(asked)], strict=True):
        if words := _wrong_prompt(question, reply, replies[: len(asked)]):
            return not_yet(words, show_reply(question, reply))
    completions = replies[len(asked) :]
    if refused := next((c for c in completions if c.error), None):
        return not_yet(f"The server refuses the request: {refused.error}")
    gold = [pool()[question.args[0]] for question in asked]
    rows = list(zip((q.args[0] for q in asked), gold, measured.said(completions), strict=True))
    return _scored(rows, system=replies[0].value[0]["content"])


def _wrong_prompt(question: Call, reply: Reply, replies: Sequence[Reply]) -> str:
    """The misconception in one list of messages, or ""."""
    words, messages = question.args[0], reply.value
    form = isinstance(messages, list) and all(isinstance(m, dict) for m in messages)
    if not form or [m.get("role") for m in messages] != ["system", "user"]:
        return "`messages_for` returns two messages, first `system`, then `user`, as in the stub."
    system, user = (m.get("content") for m in messages)
    if not isinstance(system, str) or not system.strip():
        return "There is no system prompt: without one, the model has to guess what you want."
    if user != words:
        return "The user's message is the ticket and nothing else; the job belongs to the system."
    if re.search(r"\{\w*\}", system):
        return "Your system prompt has a `{…}` in it that nothing fills. The ticket is the user's."
    if words in system or system != replies[0].value[0]["content"]:
        return "The system prompt must be the same for every ticket."
    return ""


def _scored(rows: list[tuple[str, str, str]], system: str) -> Verdict:
    """From (ticket, category, what the model said) to a verdict that names the likeliest fault."""
    n = len(rows)
    answers = [said.strip().strip(".").lower() for _, _, said in rows]
    right = sum(answer == gold for answer, (_, gold, _) in zip(answers, rows, strict=True))
    result = f"Right for {metrics.rate(right, n)} tickets that you have not seen."
    if metrics.wilson(right, n)[0] > WANTED:
        return passed(result)
    bar = f"The interval must begin above {WANTED:.0%}."
    fault, at = _fault(answers, [gold for _, gold, _ in rows], system.lower())
    words, gold, said = rows[at]
    evidence = f"- ticket: `{words!r}`\n- came: `{said!r}`\n- wanted: `{gold!r}`"
    return not_yet(f"{result} {bar} {fault}", evidence)


def _fault(answers: list[str], gold: list[str], system: str) -> tuple[str, int]:
    """The likeliest fault, and the number of a ticket that shows it."""
    wrong = [i for i, answer in enumerate(answers) if answer != gold[i]]
    other = [i for i in wrong if answers[i] not in CATEGORIES]
    wordy = [i for i in other if any(name in answers[i] for name in CATEGORIES)]
    if 2 * len(wordy) > len(wrong):
        return "The category is there, with words around it: ask for it **only**.", wordy[0]
    if 2 * len(other) > len(wrong):
        return (
            f"Most of the others are not one of the five categories at all: {_next(system)}",
            other[0],
        )
    missing = set(CATEGORIES) - set(answers)
    if missing:
        names = " and ".join(f"`{name}`" for name in sorted(missing))
        shown = next((i for i in wrong if gold[i] in missing), wrong[0])
        return f"No reply was {names}. Does your prompt list all five categories?", shown
    return "The categories are well formed but mixed up: try a plainer instruction.", wrong[0]


def _next(system: str) -> str:
    """What to try with a prompt after which the model says anything but a category."""
    if all(name in system for name in CATEGORIES):
        return (
            "your prompt lists them, but something else in it leads the model astray. A small "
            "model follows short, plain instructions best: take out explanations."
        )
    return "say that the job is to classify the ticket, and list the five."


SYSTEM_PROMPT = Exercise(
    id="00.5",
    title="A small job by system prompt",
    goal=(
        "Write the system prompt `SYSTEM` that makes the model a clerk: the user's message is a "
        "ticket, and the reply is the ticket's category and nothing else, one of `billing`, "
        "`outage`, `access`, `bug`, `feature`.\n\n"
        "Example: for `Our card was declined again.` the reply is `billing`.\n\n"
        f"The check runs your prompt at temperature 0 over {TICKETS} tickets that neither you nor "
        "the model has seen. One good reply proves little, so it looks at the 95 % interval of the "
        f"share of right replies, which must begin above {WANTED:.0%}."
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
        "Say three things: what the job is, which categories there are, and that the reply is the "
        "category only.",
        "A model answers best in the words of its job: *classify*, *ticket*, *label* or "
        "*category*.",
        "Begin with `Classify the ticket. The labels are …`, and end with what the reply should "
        "consist of.",
    ),
)
