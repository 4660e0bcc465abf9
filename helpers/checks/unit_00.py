"""Exercises of unit 00: a first check, a first call, what a call costs in tokens.

In: what is asked, how it is judged, hints. Out: the reference answers in full (solutions/).
"""

from __future__ import annotations

import random

from helpers.checks.exercise import Call, Double, Exercise, Question, Reply, Value, Verdict
from helpers.checks.judge import (
    compare,
    not_yet,
    passed,
    show_reply,
    value_is,
    would_return,
)


def questions_00_1(seed: int) -> list[Question]:
    """Names with and without spaces around them."""
    names = random.Random(seed).sample(["Ada", "Grace Hopper", "José", "Li", "Zoë Quinn"], 3)
    return [Call("greeting", (name,)) for name in names]


FIRST_CHECK = Exercise(
    id="00.1",
    title="A first check",
    goal='Write `greeting(name)`: for "Ada" it returns the text "Hello, Ada!".',
    points=1,
    minutes=3,
    difficulty="easy",
    budget="one line",
    answers=("greeting",),
    questions=questions_00_1,
    judge=compare(
        lambda name: f"Hello, {name}!",
        [
            would_return(lambda name: f"Hello {name}!", "The comma after Hello is missing."),
            would_return(
                lambda name: f"Hello, {name}", "The exclamation mark at the end is missing."
            ),
            would_return(lambda name: "Hello, Ada!", "The name is fixed: use the argument `name`."),
            value_is(
                lambda value, wanted: value.lower() == wanted.lower(),
                "Only upper and lower case differ.",
            ),
        ],
        message="So that is what a check says when the answer is right.",
    ),
    hints=(
        'An f-string puts a value into a text: `f"The total is {total}"`.',
        'The line is `return f"Hello, …!"` with `{name}` in the place of the dots.',
    ),
)


def judge_00_2(questions: list[Question], replies: list[Reply]) -> Verdict:
    """The learner's `reply` must be a whole ChatCompletion with some text in it."""
    value, evidence = replies[0].value, show_reply(questions[0], replies[0])
    if isinstance(value, str):
        return not_yet(
            "That is only the text. Hand over the whole reply object: the next exercise reads "
            "its `usage`, which the text does not have.",
            evidence,
        )
    if getattr(value, "kind", "") == "Message":
        return not_yet(
            "That reply comes from the Anthropic SDK; this exercise wants OpenAI's.", evidence
        )
    if getattr(value, "kind", "") != "ChatCompletion":
        return not_yet("`reply` is what `client.chat.completions.create(…)` returned.", evidence)
    text = value.choices[0]["message"]["content"]
    if not text:
        return not_yet(
            "The reply is empty: leave `max_tokens` large enough for some words.", evidence
        )
    return passed(
        f"The model wrote {len(text)} characters and used {value.usage['total_tokens']} tokens."
    )


FIRST_CALL = Exercise(
    id="00.2",
    title="A first call",
    goal="Ask the model anything with the OpenAI SDK and keep the whole reply object in `reply`.",
    points=2,
    minutes=5,
    difficulty="easy",
    budget="one call",
    answers=("reply",),
    questions=lambda seed: [Value("reply")],
    judge=judge_00_2,
    hints=(
        "The call is `client.chat.completions.create(model=MODEL, max_tokens=40, messages=[…])`.",
        'A message is a dict: `{"role": "user", "content": "…"}`; `messages` is a list.',
        "Keep what `create` returns; do not take `.choices[0].message.content` out of it yet.",
    ),
)


def completion(prompt_tokens: int, completion_tokens: int) -> Double:
    """An SDK reply with this usage."""
    total = prompt_tokens + completion_tokens
    usage = {
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "total_tokens": total,
    }
    return Double("chat_completion", {"usage": usage})


def questions_00_3(seed: int) -> list[Question]:
    """No reply, one, and several, with numbers that make each way of adding tell itself apart."""
    draw = random.Random(seed)
    many = [completion(draw.randint(20, 90), draw.randint(3, 19)) for _ in range(3)]
    return [
        Call("tokens_used", (many,)),
        Call("tokens_used", (many[:1],)),
        Call("tokens_used", ([],)),
    ]


def _used(replies: list[Double], field: str) -> int:
    return sum(reply.settings["usage"][field] for reply in replies)


READ_USAGE = Exercise(
    id="00.3",
    title="What did it cost?",
    goal="Write `tokens_used(replies)`: the tokens of all replies together, prompts included.",
    points=3,
    minutes=8,
    difficulty="easy",
    budget="no call; up to four lines",
    answers=("tokens_used",),
    questions=questions_00_3,
    judge=compare(
        lambda replies: _used(replies, "total_tokens"),
        [
            would_return(
                lambda replies: _used(replies, "completion_tokens"),
                "You count only what the model wrote. The prompt is paid for as well.",
            ),
            would_return(
                lambda replies: _used(replies, "prompt_tokens"),
                "You count only the prompts. What the model wrote is paid for as well.",
            ),
            would_return(
                lambda replies: _used(replies[-1:], "total_tokens"),
                "You count only the last reply; add up all of them.",
            ),
            would_return(
                lambda replies: _used(replies[:1], "total_tokens"),
                "You count only the first reply. Does `return` stand inside the loop?",
            ),
            would_return(len, "You count the replies, not their tokens."),
        ],
    ),
    hints=(
        "Every reply has `reply.usage` with three numbers; print one to see their names.",
        "`sum(… for reply in replies)` adds up, and gives 0 for an empty list.",
    ),
)

EXERCISES = (FIRST_CHECK, FIRST_CALL, READ_USAGE)
