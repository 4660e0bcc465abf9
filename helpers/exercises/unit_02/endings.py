"""Exercise 02.5: what code should do with a reply, by the reason for which it ended.

In: responses of both dialects, the reference, the mistakes. Out: how a response is made (SDKs).
"""

from __future__ import annotations

import random

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Case, Misconception, compare

OPENAI = {
    "stop": "use",
    "length": "more tokens",
    "content_filter": "refused",
    "tool_calls": "run tools",
}
ANTHROPIC = {
    "end_turn": "use",
    "stop_sequence": "use",
    "max_tokens": "more tokens",
    "model_context_window_exceeded": "shorten",
    "refusal": "refused",
    "tool_use": "run tools",
}


def next_step(response: dict) -> str:
    """The reference: what the reason of either dialect asks for."""
    if "choices" in response:
        return OPENAI[response["choices"][0]["finish_reason"]]
    return ANTHROPIC[response["stop_reason"]]


TEXTS = (
    "Refund for March",
    "The cluster is down in",
    "billing",
    "09:30 eu-west: reads were slow.",
    "Larkspur Queue loses mes",
)


def openai_response(text: str, reason: str) -> dict:
    """The JSON of a ChatCompletion."""
    message = {"role": "assistant", "content": text, "refusal": None}
    usage = {"prompt_tokens": 31, "completion_tokens": 8, "total_tokens": 39}
    choice = {"index": 0, "finish_reason": reason, "logprobs": None, "message": message}
    head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 0, "model": "pocket"}
    return {**head, "choices": [choice], "usage": usage}


def anthropic_response(text: str, reason: str) -> dict:
    """The JSON of a Message."""
    head = {"id": "msg_1", "type": "message", "role": "assistant", "model": "pocket"}
    stop = {"stop_reason": reason, "stop_sequence": "\n" if reason == "stop_sequence" else None}
    usage = {"input_tokens": 31, "output_tokens": 8}
    return {**head, "content": [{"type": "text", "text": text}], **stop, "usage": usage}


def questions_02_5(seed: int) -> list[Question]:
    """Every reason of both dialects, with a text that says nothing of it."""
    rng = random.Random(seed)
    made = [openai_response(rng.choice(TEXTS), reason) for reason in OPENAI]
    made += [anthropic_response(rng.choice(TEXTS), reason) for reason in ANTHROPIC]
    # a whole text that was cut off, and half a text that was not: only the reason tells
    made += [openai_response("billing", "stop"), openai_response("It is up.", "length")]
    made += [anthropic_response("The cluster", "end_turn")]
    return [Call("next_step", (response,)) for response in made]


def reason_of(case: Case) -> str:
    response = case.question.args[0]
    return response.get("stop_reason") or response["choices"][0]["finish_reason"]


def about(reasons: str, words: str) -> Misconception:
    """Fits a wrong answer for one of these reasons."""
    return Misconception(words, lambda case: reason_of(case) in reasons.split())


def dialect(key: str, words: str) -> Misconception:
    """Fits code that stops at one dialect's responses."""
    return Misconception(
        words,
        lambda case: key in case.question.args[0] and bool(case.reply.error or case.value is None),
    )


CUT_OFF = Exercise(
    id="02.5",
    title="Finished, or cut off?",
    goal="Write `next_step(response)`: what your code should do with a response of either dialect.",
    points=3,
    minutes=15,
    difficulty="easy",
    budget="no call; up to eight lines",
    answers=("next_step",),
    questions=questions_02_5,
    judge=compare(
        next_step,
        [
            dialect(
                "choices",
                "An OpenAI response is not read: its `finish_reason` is in `choices[0]`.",
            ),
            dialect(
                "content",
                "An Anthropic response is not read: it has no `choices`; its reason is "
                "`stop_reason`, at the top.",
            ),
            Misconception(
                "The text does not tell whether it was cut off: a label ends without a full stop, "
                "and a sentence may be cut off after one. Read the reason.",
                lambda case: (
                    case.expected == "use"
                    and case.value == "more tokens"
                    and reason_of(case) != "stop_sequence"
                ),
            ),
            about(
                "model_context_window_exceeded",
                "`model_context_window_exceeded`: prompt and reply together have filled the "
                "window. A higher limit changes nothing; the prompt has to be shortened.",
            ),
            about(
                "stop_sequence",
                "`stop_sequence` means that a text came at which *you* asked it to stop: the reply "
                "is finished. (In OpenAI's dialect this is `stop`, too.)",
            ),
            about(
                "length max_tokens",
                "`length` (OpenAI) and `max_tokens` (Anthropic) mean the same: the reply was cut "
                "off at your limit.",
            ),
            about(
                "content_filter refusal",
                "`content_filter` and `refusal`: the text is not an answer to your question. "
                "More tokens do not change that.",
            ),
            about(
                "tool_calls tool_use",
                "`tool_calls` and `tool_use`: the model waits for the result of a tool. There is "
                "no text to use yet.",
            ),
        ],
        message="Every reason of both dialects leads to the right step.",
    ),
    distractor='    return STEPS[response["choices"][0]["message"]["content"]]',
    hints=(
        "A response with `choices` is OpenAI's, with `finish_reason` in `choices[0]`; one with "
        "`stop_reason` is Anthropic's.",
        "Ten reasons, five steps: a dict from reason to step is shorter than ten ifs.",
        'The dict begins `{"stop": "use", "end_turn": "use", "stop_sequence": "use", '
        '"length": "more tokens", …}`.',
    ),
)
