"""Exercise 04.4: answers right and wrong, and what the check says to each."""

import pytest
from cases import STRANGERS, Answers, table

from helpers.checks.exercise import Reply
from helpers.exercises.unit_04 import form
from helpers.pocket import MODELS

PROMPT = """
def messages_for(ticket):
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": ticket}]
"""


def under(system: str) -> str:
    return f"SYSTEM = {system!r}" + PROMPT


WORDINGS = (
    "You route support tickets. The teams are billing, outage, access, bug and feature. Reply with "
    'a JSON object that has one key, "team", and nothing else.',
    "Which team should take the message: billing, outage, access, bug, feature? "
    'Return {"team": "..."} only.',
    "# Task\nSort the ticket.\n\n# Teams\nbilling, outage, access, bug, feature\n\n# Output\n"
    'JSON like {"team": "bug"}, no other text.',
    "The user sends a support ticket. Decide which of billing, outage, access, bug, feature it is, "
    "and write it as JSON under the key team.",
    'Output valid JSON: {"team": <one of billing, outage, access, bug, feature>}.',
)
CASES = Answers(
    right=tuple(map(under, WORDINGS)),
    wrong=(
        (under("Classify this ticket. Labels: billing, outage, access, bug, feature."),
         "a bare label"),
        (under("Classify this ticket. Labels: billing, outage, access, bug, feature. Answer as "
               'JSON with the key "label".'), "without the one key"),
        (under("Classify this ticket. Labels: Billing, Outage, Access, Bug, Feature. Answer as "
               'JSON with the key "team".'), "another value"),
        (under("Answer this customer."), "0 of 40"),
        ("def messages_for(ticket):\n"
         "    return [{'role': 'user', 'content': 'Classify: ' + ticket}]", "two messages"),
        ("def messages_for(ticket):\n"
         "    return [{'role': 'system', 'content': 'Classify: ' + ticket},\n"
         "            {'role': 'user', 'content': ticket}]", "the same for every ticket"),
        ("def messages_for(ticket):\n"
         "    return [{'role': 'system', 'content': 'Sort.'},\n"
         "            {'role': 'user', 'content': 'Classify: ' + ticket}]", "nothing else"),
    ),
    garbage=under,
    unseen=tuple(STRANGERS["04.4"]),
)  # fmt: skip
needs_model = pytest.mark.skipif(not MODELS, reason="no model in helpers/pocket/weights")
test_answers = needs_model(table("04.4", CASES))

QUESTIONS = form.questions(3)
TEXTS = [question.args[0] for question in QUESTIONS]


@pytest.mark.parametrize(
    ("reply_to", "outcome", "words"),
    [
        (lambda i, team: f' {{"team": "{team}"}}\n', "passed", "40 of 40"),
        (lambda i, team: f'{{"team": "{team}"}}' if i % 8 else team, "passed", "35 of 40"),
        (lambda i, team: f'{{"team": "{team}"}}' if i % 4 else team, "not yet", "a bare label"),
        (lambda i, team: f'{{"team": "{team.upper()}"}}', "not yet", "another value"),
        (lambda i, team: f'Here: {{"team": "{team}"}}', "not yet", "no label and no object"),
        (lambda i, team: f'{{"team": "{team}", "sure": 1}}', "not yet", "without the one key"),
        (lambda i, team: '"team"', "not yet", "0 of 40"),
    ],
)
def test_a_prompt_is_judged_by_what_the_model_says(reply_to, outcome, words):
    system = {"role": "system", "content": "Sort."}
    messages = [Reply([system, {"role": "user", "content": text}]) for text in TEXTS]
    said = [reply_to(i, form.pool()[text]) for i, text in enumerate(TEXTS)]
    came = [Reply({"choices": [{"message": {"content": one}}]}) for one in said]
    verdict = form.judge([*QUESTIONS, *form.requests(QUESTIONS, messages)], [*messages, *came])
    assert verdict.outcome == outcome, verdict
    assert words in verdict.message
