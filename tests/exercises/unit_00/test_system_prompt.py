"""Exercise 00.5: answers right and wrong, and what the check says to each."""

import pytest
from cases import STRANGERS, Answers, table

from helpers.checks.exercise import Reply
from helpers.exercises.unit_00 import system_prompt
from helpers.pocket import MODELS

PROMPT = """
def messages_for(ticket):
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": ticket}]
"""


def under(system: str) -> str:
    return f"SYSTEM = {system!r}" + PROMPT


# five of eight, chosen by how they score: the model does not know the job as
# "a short title", "the subject of an e-mail" or "a headline", and the lab's text says so
WORDINGS = (
    "You write subject lines for support tickets. Reply with the subject line only.",
    "Summarize the ticket in a short subject line, at most eight words.",
    "Your task: a subject for the ticket below.\nRules:\n- one line\n- no full stop\n"
    "Reply with the subject and nothing else.",
    "What would be a good subject line for this ticket? Answer with the line only.",
    "Write a subject line for this ticket.",
)
CASES = Answers(
    right=tuple(map(under, WORDINGS)),
    wrong=(
        ("SYSTEM = ''" + PROMPT, "there is no system prompt"),
        ("SYSTEM = 'Write a subject line: {ticket}'" + PROMPT, "nothing fills"),
        (
            "def messages_for(ticket):\n"
            "    return [{'role': 'user', 'content': 'Write a subject line: ' + ticket}]",
            "two messages",
        ),
        (
            "def messages_for(ticket):\n"
            "    return [{'role': 'system', 'content': 'Write a subject line: ' + ticket},\n"
            "            {'role': 'user', 'content': ticket}]",
            "the same for every ticket",
        ),
        (
            "def messages_for(ticket):\n"
            "    return [{'role': 'system', 'content': 'Write lines.'},\n"
            "            {'role': 'user', 'content': 'Write a subject line: ' + ticket}]",
            "the ticket and nothing else",
        ),
        (under("Which is it: billing, outage, access, bug or feature?"), "a *category*"),
    ),
    garbage=under,
    unseen=tuple(map(under, STRANGERS["00.5"])),
)
needs_model = pytest.mark.skipif(not MODELS, reason="no model in helpers/pocket/weights")
test_answers = needs_model(table("00.5", CASES))


QUESTIONS = system_prompt.questions_00_5(3)
TEXTS = [question.args[0] for question in QUESTIONS]


def said(line_for) -> list[Reply]:
    """What a model says that answers each ticket with line_for(its number, the ticket)."""
    lines = [line_for(i, text) for i, text in enumerate(TEXTS)]
    return [Reply({"choices": [{"message": {"content": line}}]}) for line in lines]


def a_line(i: int, text: str) -> str:
    return f"Problem number {i}"


@pytest.mark.parametrize(
    ("line_for", "outcome", "words"),
    [
        (a_line, "passed", "50 of 50"),
        (lambda i, text: a_line(i, text) if i % 4 else "bug", "passed", "37 of 50"),
        (lambda i, text: a_line(i, text) if i % 2 else "bug", "not yet", "25 of 50"),
        (lambda i, text: a_line(i, text) + ".", "not yet", "break a rule"),
        (lambda i, text: "A problem with the cluster", "not yet", "tickets of different kinds"),
        (lambda i, text: system_prompt.pool()[text], "not yet", "a *category*"),
        (lambda i, text: f"The subject line for this ticket is: {text}", "not yet", "**only**"),
        (lambda i, text: "", "not yet", "0 of 50"),
    ],
)
def test_a_prompt_is_judged_by_what_the_model_says(line_for, outcome, words):
    exercise = system_prompt.SYSTEM_PROMPT
    system = {"role": "system", "content": "Sort."}
    messages = [Reply([system, {"role": "user", "content": text}]) for text in TEXTS]
    completes = exercise.follow_up(QUESTIONS, messages)
    verdict = exercise.judge([*QUESTIONS, *completes], [*messages, *said(line_for)])
    assert verdict.outcome == outcome, verdict
    assert words in verdict.message


def test_braces_that_are_no_slot_are_allowed():
    question = system_prompt.questions_00_5(0)[0]
    for system, slot in [("One of {billing, bug}.", False), ("Classify {ticket}.", True)]:
        messages = [{"role": "system", "content": system}]
        reply = Reply([*messages, {"role": "user", "content": question.args[0]}])
        assert (system_prompt.requests_00_5([question], [reply]) == []) == slot


def test_a_ticket_of_the_pool_has_one_category():
    pool = system_prompt.pool()
    assert len(pool) > 6 * system_prompt.TICKETS
    assert set(pool.values()) == set(system_prompt.CATEGORIES)
