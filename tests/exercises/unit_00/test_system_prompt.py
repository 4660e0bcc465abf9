"""Exercise 00.5: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, table

from helpers.checks.exercise import Reply
from helpers.exercises.unit_00 import system_prompt
from helpers.pocket import MODELS

PROMPT = """
def messages_for(ticket):
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": ticket}]
"""


CASES = Answers(
    right=(
        "SYSTEM = 'Which category does this ticket belong to? Choose one of: billing, outage, "
        "access, bug, feature. Reply with one word.'" + PROMPT,
        "SYSTEM = '''You label support tickets.\nLabels:\n- billing\n- outage\n- access\n"
        "- bug\n- feature\nOutput only the label.'''" + PROMPT,
    ),
    wrong=(
        ("SYSTEM = ''" + PROMPT, "there is no system prompt"),
        ("SYSTEM = 'Classify the ticket: {ticket}'" + PROMPT, "nothing fills"),
        (
            "def messages_for(ticket):\n"
            "    return [{'role': 'user', 'content': 'Classify: ' + ticket}]",
            "two messages",
        ),
        (
            "def messages_for(ticket):\n"
            "    return [{'role': 'system', 'content': 'Classify: ' + ticket},\n"
            "            {'role': 'user', 'content': ticket}]",
            "the same for every ticket",
        ),
        (
            "def messages_for(ticket):\n"
            "    return [{'role': 'system', 'content': 'Sort tickets.'},\n"
            "            {'role': 'user', 'content': 'Classify: ' + ticket}]",
            "the ticket and nothing else",
        ),
        ("SYSTEM = 'Write a subject line for this ticket.'" + PROMPT, "not one of the five"),
        (
            "SYSTEM = 'Return JSON with the keys plan and region.'" + PROMPT,
            "not one of the five",
        ),
    ),
)
needs_model = pytest.mark.skipif(not MODELS, reason="no model in helpers/pocket/weights")
test_answers = needs_model(table("00.5", CASES))


def said(answer_for) -> list[Reply]:
    """What a model says that answers the ticket's category with answer_for(category)."""
    questions = system_prompt.questions_00_5(3)
    gold = [system_prompt.pool()[question.args[0]] for question in questions]
    return [
        Reply({"choices": [{"message": {"content": answer_for(category)}}]}) for category in gold
    ]


@pytest.mark.parametrize(
    ("answer_for", "outcome", "words"),
    [
        (lambda category: category, "passed", "50 of 50"),
        (lambda category: f" {category.upper()}.", "passed", "50 of 50"),
        (lambda category: f"The category is {category}", "not yet", "words around it"),
        (lambda category: "I do not know that.", "not yet", "not one of the five"),
        (lambda category: "bug" if category == "feature" else "access", "not yet", "no reply was"),
        (
            lambda category: {"bug": "feature", "feature": "bug", "outage": "access"}.get(
                category, "outage" if category == "access" else category
            ),
            "not yet",
            "mixed up",
        ),
    ],
)
def test_a_prompt_is_judged_by_what_the_model_says(answer_for, outcome, words):
    exercise = system_prompt.SYSTEM_PROMPT
    questions = exercise.questions(3)
    messages = [
        Reply([{"role": "system", "content": "Sort."}, {"role": "user", "content": q.args[0]}])
        for q in questions
    ]
    completes = exercise.follow_up(questions, messages)
    verdict = exercise.judge([*questions, *completes], [*messages, *said(answer_for)])
    assert verdict.outcome == outcome
    assert words in verdict.message.lower() + verdict.message


def test_a_prompt_that_lists_all_five_is_not_told_to_list_them():
    system = "Sort: billing (money), outage (down), access (login), bug (wrong), feature (wish)."
    rows = [("The invoice is wrong.", "billing", "money")] * 5
    message = system_prompt._scored(rows, system).message
    assert "take out explanations" in message
    assert "list the five" not in message


def test_braces_that_are_no_slot_are_allowed():
    question = system_prompt.questions_00_5(0)[0]
    for system, slot in [("One of {billing, bug}.", False), ("Classify {ticket}.", True)]:
        messages = [{"role": "system", "content": system}]
        reply = Reply([*messages, {"role": "user", "content": question.args[0]}])
        assert bool(system_prompt._wrong_prompt(question, reply, [reply])) == slot


def test_a_ticket_of_the_pool_has_one_category():
    pool = system_prompt.pool()
    assert len(pool) > 6 * system_prompt.TICKETS
    assert set(pool.values()) == set(system_prompt.CATEGORIES)
