"""Exercise 00.2: a first call, as messages and the whole reply object.

In: the forms that go wrong, the recount of prompt tokens. Out: making the call (the learner does).

"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from helpers.checks.exercise import Complete, Exercise, Question, Reply, Value, Verdict
from helpers.checks.judge import not_yet, passed, show_reply

TICKET = "The invoice for March is wrong. We were charged twice."


ROLES = ("system", "developer", "user", "assistant")


def recount(questions: Sequence[Question], replies: Sequence[Reply]) -> list[Complete]:
    """The learner's messages once more, for one token: the server counts the prompt's tokens."""
    messages = replies[0].value
    if _wrong_messages(messages) or _wrong_object(replies[1].value):
        return []
    return [Complete({"messages": messages, "max_tokens": 1})]


def judge_00_2(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """A list of messages with the ticket in it, and the whole ChatCompletion that it led to."""
    messages, reply = replies[0].value, replies[1].value
    if words := _wrong_messages(messages):
        return not_yet(words, show_reply(questions[0], replies[0]))
    if words := _wrong_object(reply):
        return not_yet(words, show_reply(questions[1], replies[1]), share=0.5)
    recounted = replies[2]
    if recounted.error:
        return not_yet(f"The server refuses these messages: {recounted.error}")
    if reply.usage["prompt_tokens"] != recounted.value["usage"]["prompt_tokens"]:
        return not_yet(
            "`reply` did not come from these `messages`: the two count different prompt tokens. "
            "Run the call again after you change `messages`, and pass `messages=messages`.",
            f"- prompt tokens of `reply`: {reply.usage['prompt_tokens']}\n"
            f"- of `messages`: {recounted.value['usage']['prompt_tokens']}",
            share=0.5,
        )
    used = reply.usage
    return passed(
        f"{used['prompt_tokens']} tokens went in and {used['completion_tokens']} came out. "
        f"The reply ended with `finish_reason` {reply.choices[0]['finish_reason']!r}."
    )


def _wrong_messages(messages: Any) -> str:
    """The misconception in `messages`, or ""."""
    if isinstance(messages, str):
        return "`messages` is a text. A list of dicts is wanted, each with a role and a content."
    if isinstance(messages, dict):
        return "`messages` is one message. The API wants a list, even of one: put it in `[…]`."
    if not isinstance(messages, list) or not messages:
        return "`messages` is a list of dicts, each with a role and a content."
    for message in messages:
        if not isinstance(message, dict) or set(message) != {"role", "content"}:
            return 'Every message is a dict with two keys: `{"role": "user", "content": "…"}`.'
        if message["role"] not in ROLES:
            return f"There is no role {message['role']!r}: use `system` and `user`."
    return _wrong_roles(messages)


def _wrong_roles(messages: list[dict]) -> str:
    """Which role lacks, or lacks what it should hold, or ""."""
    system = [m["content"] for m in messages if m["role"] in ("system", "developer")]
    user = [m["content"] for m in messages if m["role"] == "user"]
    if not user:
        return "No message has the role `user`: the ticket is what a user sends."
    if not any(TICKET in str(content) for content in user):
        return "The ticket is not in the user's message. It should hold all of `TICKET`, unchanged."
    if not system:
        return "No message has the role `system`: it says what the job is."
    if not all(str(content).strip() for content in system):
        return "The system message is empty: say in it what the job is."
    if messages[0]["role"] not in ("system", "developer"):
        return "The system message stands after the user's. It comes first."
    return ""


def _wrong_object(reply: Any) -> str:
    """The misconception in `reply`, or ""."""
    if isinstance(reply, str):
        return (
            "`reply` is only the text. Keep the whole reply object: it also holds the `usage` "
            "and the reason why it ended, which the text does not."
        )
    kind = getattr(reply, "kind", "")
    if kind == "Message":
        return "`reply` comes from the Anthropic SDK; this exercise wants OpenAI's."
    if kind in ("ChatCompletionMessage", "Choice", "CompletionUsage"):
        return f"`reply` is a part of the reply (a `{kind}`). Keep the whole object."
    if kind != "ChatCompletion":
        return "`reply` is what `client.chat.completions.create(…)` returned."
    if not reply.choices or not reply.choices[0]["message"]["content"]:
        return "The reply is empty: leave `max_tokens` large enough for some words."
    return ""


FIRST_CALL = Exercise(
    id="00.2",
    title="A first call",
    goal=(
        "Ask the model which team takes `TICKET`. Build `messages`: first a **system** message "
        "that says what the job is, then a **user** message that holds the ticket. Send them with "
        "the OpenAI SDK and keep the whole reply object in `reply`.\n\n"
        'A list of messages looks like this: `[{"role": "system", "content": "Spell the word."}, '
        '{"role": "user", "content": "invoice"}]`.'
    ),
    points=2,
    minutes=5,
    difficulty="easy",
    budget="one call",
    answers=("messages", "reply"),
    questions=lambda seed: [Value("messages"), Value("reply")],
    follow_up=recount,
    judge=judge_00_2,
    distractor="reply = client.chat.completions.create(model=MODEL, messages=TICKET)",
    hints=(
        'A message is a dict, `{"role": "user", "content": "…"}`; `messages` is a list of two.',
        "The call is `client.chat.completions.create(model=MODEL, max_tokens=20, "
        "messages=messages)`.",
        "Keep what `create` returns; do not take `.choices[0].message.content` out of it yet.",
    ),
)
