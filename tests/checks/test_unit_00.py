"""Answers to the exercises of unit 00, right and wrong, and what the check says to each."""

import dataclasses

import pytest
from cases import Answers, table

from helpers.checks import unit_00, unit_00_prompt
from helpers.checks.exercise import Reply
from helpers.pocket import MODELS

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

PROMPT = """
def messages_for(ticket):
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": ticket}]
"""

BOTH = """
def pair(usage):
    if hasattr(usage, "prompt_tokens"):
        return usage.prompt_tokens, usage.completion_tokens
    return usage.input_tokens, usage.output_tokens
"""


def used(body: str) -> str:
    """tokens_used with this body, after `pairs` was made."""
    return (
        f"{BOTH}\ndef tokens_used(replies):\n    pairs = [pair(r.usage) for r in replies]\n{body}"
    )


def text_of(message: str, chat: str = "reply.choices[0].message.content or ''") -> str:
    """text_of with these expressions for a Message and a ChatCompletion."""
    return (
        "def text_of(reply):\n    if hasattr(reply, 'choices'):\n"
        f"        return {chat}\n    return {message}"
    )


CASES = {
    "00.1": Answers(
        right=(
            "def greeting(name):\n    return 'Hello, ' + name + '!'",
            "greeting = 'Hello, {}!'.format",
        ),
        wrong=(
            ("def greeting(name):\n    return f'Hello {name}!'", "the comma"),
            ("def greeting(name):\n    return f'Hello, {name}'", "exclamation mark"),
            ("def greeting(name):\n    return 'Hello, Ada!'", "the name is fixed"),
            ("def greeting(name):\n    return f'hello, {name}!'", "upper and lower case"),
            ("def greeting(name):\n    print(f'Hello, {name}!')", "only prints"),
            ("def greeting(name):\n    return f'Hello, {nam}!'", "NameError"),
        ),
    ),
    "00.2": Answers(
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
    ),
    "00.3": Answers(
        right=(
            used(
                "    read, written = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                "    return {'total': read + written, 'input': read, 'output': written}"
            ),
            "def tokens_used(replies):\n"
            "    used = {'input': 0, 'output': 0, 'total': 0}\n"
            "    for reply in replies:\n"
            "        numbers = reply.usage.model_dump()\n"
            "        used['input'] += numbers.get('prompt_tokens') or numbers['input_tokens']\n"
            "        out = numbers.get('completion_tokens') or numbers['output_tokens']\n"
            "        used['output'] += out\n"
            "    used['total'] = used['input'] + used['output']\n"
            "    return used",
        ),
        wrong=(
            (
                used(
                    "    read, out = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                    "    more = sum(getattr(r.usage, 'total_tokens', 0) for r in replies)\n"
                    "    return {'input': read, 'output': out, 'total': read + out + more}"
                ),
                "counts twice",
            ),
            (
                used(
                    "    read, out = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                    "    total = sum(getattr(r.usage, 'total_tokens', 0) for r in replies)\n"
                    "    return {'input': read, 'output': out, 'total': total}"
                ),
                "leaves out the Anthropic",
            ),
            (
                used(
                    "    read, out = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                    "    return {'input': read, 'output': out, 'total': out}"
                ),
                "only what the model wrote",
            ),
            (
                used(
                    "    read, out = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                    "    return {'input': out, 'output': read, 'total': read + out}"
                ),
                "swapped",
            ),
            (used("    return sum(p[1] for p in pairs)"), "only what the model wrote"),
            (used("    return sum(map(sum, pairs))"), "different prices"),
            (
                used("    return {'in': sum(p[0] for p in pairs), 'out': 0}"),
                "wants `input`, `output` and `total`",
            ),
            (
                used(
                    "    read, out = pairs[-1] if pairs else (0, 0)\n"
                    "    return {'input': read, 'output': out, 'total': read + out}"
                ),
                "only the last reply",
            ),
            (
                "def tokens_used(replies):\n"
                "    read = sum(r.usage.prompt_tokens for r in replies)\n"
                "    out = sum(r.usage.completion_tokens for r in replies)\n"
                "    return {'input': read, 'output': out, 'total': read + out}",
                "two SDKs name the same thing differently",
            ),
            (
                "def tokens_used(replies):\n"
                "    usages = [r.usage for r in replies if hasattr(r.usage, 'prompt_tokens')]\n"
                "    read = sum(u.prompt_tokens for u in usages)\n"
                "    out = sum(u.completion_tokens for u in usages)\n"
                "    return {'input': read, 'output': out, 'total': read + out}",
                "leave out the replies of the Anthropic SDK",
            ),
        ),
    ),
    "00.4": Answers(
        right=(
            text_of("''.join(getattr(block, 'text', '') for block in reply.content)"),
            "def text_of(reply):\n"
            "    if type(reply).__name__ == 'ChatCompletion':\n"
            "        content = reply.choices[0].message.content\n"
            "        return '' if content is None else content\n"
            "    text = ''\n"
            "    for block in reply.content:\n"
            "        if block.type == 'text':\n"
            "            text += block.text\n"
            "    return text",
        ),
        wrong=(
            (text_of("reply.content[0].text"), "look at `block.type`"),
            (
                text_of("next((b.text for b in reply.content if b.type == 'text'), '')"),
                "only the first text block",
            ),
            (
                text_of("([''] + [b.text for b in reply.content if b.type == 'text'])[-1]"),
                "only the last text block",
            ),
            (
                text_of("'\\n'.join(b.text for b in reply.content if b.type == 'text')"),
                "line ends between",
            ),
            (
                text_of("' '.join(b.text for b in reply.content if b.type == 'text')"),
                "spaces between",
            ),
            (
                text_of(
                    "''.join(b.text for b in reply.content if b.type == 'text')",
                    "reply.choices[0].message.content",
                ),
                "`None` came back",
            ),
            (
                text_of("[b.text for b in reply.content if b.type == 'text']"),
                "one text is wanted",
            ),
            (text_of("str(reply.content)"), "blocks themselves into text"),
            (text_of("[b.text for b in reply.content if b.type == 'text'][0]"), "several"),
            ("def text_of(reply):\n    return reply.choices[0].message.content", "`choices`"),
        ),
    ),
}

test_answers = table("00", CASES)

PROMPTS = {
    "00.5": Answers(
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
}

needs_model = pytest.mark.skipif(not MODELS, reason="no model in helpers/pocket/weights")
test_prompts = needs_model(table("00", PROMPTS))
CASES = CASES | PROMPTS  # test_complete.py looks for every exercise here


def said(answer_for) -> list[Reply]:
    """What a model says that answers the ticket's category with answer_for(category)."""
    questions = unit_00_prompt.questions_00_5(3)
    gold = [unit_00_prompt.pool()[question.args[0]] for question in questions]
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
    exercise = unit_00_prompt.SYSTEM_PROMPT
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
    message = unit_00_prompt._scored(rows, system).message
    assert "take out explanations" in message
    assert "list the five" not in message


def test_braces_that_are_no_slot_are_allowed():
    question = unit_00_prompt.questions_00_5(0)[0]
    for system, slot in [("One of {billing, bug}.", False), ("Classify {ticket}.", True)]:
        messages = [{"role": "system", "content": system}]
        reply = Reply([*messages, {"role": "user", "content": question.args[0]}])
        assert bool(unit_00_prompt._wrong_prompt(question, reply, [reply])) == slot


def test_a_ticket_of_the_pool_has_one_category():
    pool = unit_00_prompt.pool()
    assert len(pool) > 6 * unit_00_prompt.TICKETS
    assert set(pool.values()) == set(unit_00_prompt.CATEGORIES)


def test_a_refused_request_is_told_not_raised():
    exercise = unit_00.FIRST_CALL
    usage = {"prompt_tokens": 9}
    message = {"content": "billing"}
    chat = dataclasses.make_dataclass("ChatCompletion", ["kind", "choices", "usage"])
    replies = [
        Reply(
            [{"role": "system", "content": "Sort."}, {"role": "user", "content": unit_00.TICKET}]
        ),
        Reply(chat("ChatCompletion", [{"message": message}], usage)),
        Reply(error="BadRequestError: too long"),
    ]
    questions = exercise.questions(0)
    assert "too long" in exercise.judge([*questions, None], replies).message
