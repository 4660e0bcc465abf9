"""Exercise 00.2: answers right and wrong, and what the check says to each."""

import dataclasses

from cases import Answers, table

from helpers.checks.exercise import Reply
from helpers.exercises.unit_00 import first_call

CALL = """
from openai import OpenAI
from anthropic import Anthropic
from helpers import connect
MODEL = connect.model()
client = OpenAI()
TICKET = "The invoice for March is wrong. We were charged twice."
system = {"role": "system", "content": "Which team takes this ticket?"}
user = {"role": "user", "content": TICKET}
def ask(messages, **more):
    more = {"max_tokens": 20, **more}
    return client.chat.completions.create(model=MODEL, messages=messages, **more)
good = [system, user]
"""


CASES = Answers(
    right=(
        "messages = good\nreply = ask(messages, temperature=0)",
        "messages = [{'role': 'developer', 'content': 'Classify.'}, "
        "{'role': 'user', 'content': f'<ticket>{TICKET}</ticket>'}]\nreply = ask(messages)",
        "messages = [system, {'role': 'user', 'content': 'Spell mail.'}, "
        "{'role': 'assistant', 'content': 'm a i l'}, user]\nreply = ask(messages)",
    ),
    wrong=(
        ("messages = TICKET\nreply = ask(good)", "is a text"),
        ("messages = user\nreply = ask(good)", "one message"),
        ("messages = []\nreply = ask(good)", "list of dicts"),
        ("messages = ['Which team?', TICKET]\nreply = ask(good)", "with two keys"),
        ("messages = [user]\nreply = ask(messages)", "no message has the role `system`"),
        ("messages = [system]\nreply = ask(good)", "no message has the role `user`"),
        ("messages = [user, system]\nreply = ask(messages)", "it comes first"),
        (
            "messages = [{**system, 'content': ''}, user]\nreply = ask(good)",
            "system message is empty",
        ),
        (
            "messages = [system, {'role': 'user', 'content': 'TICKET'}]\nreply = ask(messages)",
            "not in the user's message",
        ),
        (
            "messages = [system, {'role': 'human', 'content': TICKET}]\nreply = ask(good)",
            "no role 'human'",
        ),
        (
            "messages = good\nreply = ask(messages).choices[0].message.content",
            "only the text",
        ),
        ("messages = good\nreply = ask(messages).choices[0].message", "part of the reply"),
        ("messages = good\nreply = ask(messages).usage", "part of the reply"),
        (
            "messages = good\nreply = Anthropic().messages.create(\n"
            "    model=MODEL, max_tokens=9, messages=[user], system='Sort.')",
            "wants OpenAI's",
        ),
        ("messages = good\nreply = client", "chat.completions.create"),
        (
            "messages = good\nreply = ask([{**system, 'content': 'Spell it.'}, user])",
            "did not come from these",
        ),
    ),
    setup=CALL,
)
test_answers = table("00.2", CASES)


def test_a_refused_request_is_told_not_raised():
    exercise = first_call.FIRST_CALL
    usage = {"prompt_tokens": 9}
    message = {"content": "billing"}
    chat = dataclasses.make_dataclass("ChatCompletion", ["kind", "choices", "usage"])
    replies = [
        Reply(
            [{"role": "system", "content": "Sort."}, {"role": "user", "content": first_call.TICKET}]
        ),
        Reply(chat("ChatCompletion", [{"message": message}], usage)),
        Reply(error="BadRequestError: too long"),
    ]
    questions = exercise.questions(0)
    assert "too long" in exercise.judge([*questions, None], replies).message
