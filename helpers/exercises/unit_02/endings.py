"""Exercise 02.5: what code should do with a reply, by the reason for which it ended.

In: responses of both dialects, the reference, the mistakes. Out: how a response is made (SDKs).
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import Case, Misconception, compare, value_is, would_return

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
    message = {"role": "assistant", "content": text, "refusal": None, "tool_calls": None}
    if reason == "tool_calls":
        function = {"name": "status", "arguments": "{}"}
        calls = [{"id": "call_1", "type": "function", "function": function}]
        message = {**message, "content": None, "tool_calls": calls}
    usage = {"prompt_tokens": 31, "completion_tokens": 8, "total_tokens": 39}
    choice = {"index": 0, "finish_reason": reason, "logprobs": None, "message": message}
    head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 0, "model": "pocket"}
    return {**head, "choices": [choice], "usage": usage}


def anthropic_response(text: str, reason: str) -> dict:
    """The JSON of a Message."""
    head = {"id": "msg_1", "type": "message", "role": "assistant", "model": "pocket"}
    stop = {"stop_reason": reason, "stop_sequence": "\n" if reason == "stop_sequence" else None}
    usage = {"input_tokens": 31, "output_tokens": 8}
    content = {"type": "text", "text": text}
    if reason == "tool_use":
        content = {"type": "tool_use", "id": "toolu_1", "name": "status", "input": {}}
    return {**head, "content": [content], **stop, "usage": usage}


def questions_02_5(seed: int) -> list[Question]:
    """Every reason of both dialects, with a text that says nothing of it."""
    rng = random.Random(seed)
    made = [openai_response(rng.choice(TEXTS), reason) for reason in OPENAI]
    made += [anthropic_response(rng.choice(TEXTS), reason) for reason in ANTHROPIC]
    # a whole text that was cut off, and half a text that was not: only the reason tells
    made += [openai_response("billing", "stop"), openai_response("It is up.", "length")]
    made += [anthropic_response("The cluster", "end_turn")]
    made += [openai_response("", "length")]  # cut off before its first word; a tool has None
    two, other = openai_response("It is up.", "stop"), openai_response("It is", "length")
    second = {**other["choices"][0], "index": 1}
    made += [{**two, "choices": [*two["choices"], second]}]  # of n=2 the first counts
    return [Call("next_step", (response,)) for response in made]


def reason_of(case: Case) -> str:
    response = case.question.args[0]
    return response.get("stop_reason") or response["choices"][0]["finish_reason"]


def about(reasons: str, words: str) -> Misconception:
    """Fits a wrong answer for one of these reasons."""
    return Misconception(words, lambda case: reason_of(case) in reasons.split())


def of_several(case: Case) -> bool:
    return len(case.question.args[0].get("choices", ())) > 1


def dialect(key: str, words: str) -> Misconception:
    """Fits code that stops at every response of one dialect, and reads the other's."""

    def fits(case: Case) -> bool:
        if key in case.question.args[0]:
            return bool(case.reply.error) or case.value is None
        return case.value == case.expected

    return Misconception(words, fits, predicts=True)


def without_text(response: dict) -> str:
    """Takes what has no text for refused, in OpenAI's dialect."""
    message = response.get("choices", [{}])[0].get("message", {"content": "an Anthropic one"})
    return next_step(response) if message["content"] else "refused"


def with_field(response: dict) -> str:
    """Takes the field's presence for a call of a tool."""
    if "choices" in response and "tool_calls" in response["choices"][0]["message"]:
        return "run tools"
    return next_step(response)


def no_dict(case: Case) -> bool:
    return (case.reply.error or "").startswith("AttributeError: 'dict'")


def spelled_otherwise(value: str, wanted: str) -> bool:
    return value != wanted and value.strip().lower().replace("_", " ") == wanted


MISTAKES = [
    Misconception("Of several choices the first counts: `choices[0]`.", of_several),
    would_return(
        without_text,
        "You take a reply without text for a refusal. One that was cut off before its "
        "first word has none either, nor one that waits for a tool. Read the reason.",
    ),
    would_return(
        with_field,
        "You look whether a message has the field `tool_calls`. In `model_dump()` each has "
        "it, with None where no tool is called. Read the reason.",
    ),
    would_return(
        lambda r: r["stop_reason"] if "content" in r else r["choices"][0]["finish_reason"],
        "You return the reason. What to do is wanted: the first column of the table.",
    ),
    value_is(
        spelled_otherwise,
        "The step is the right one, and spelled otherwise. Return it letter by letter as "
        "the table has it.",
    ),
    Misconception(
        "`response` is a dict, not the SDK's object: `response['choices']`, not "
        "`response.choices`.",
        no_dict,
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
    about(
        "stop end_turn",
        "`stop` and `end_turn`: the reply is finished. That holds for every text with this reason.",
    ),
    dialect(
        "choices",
        "An OpenAI response is not read: its `finish_reason` is in `choices[0]`.",
    ),
    dialect(
        "content",
        "An Anthropic response is not read: it has no `choices`; its reason is "
        "`stop_reason`, at the top.",
    ),
]
ALWAYS = [  # said only of code that gives this for every response
    would_return(
        lambda response: None,
        "`None` came back: what a function gives that only prints or lacks `return`.",
    ),
    would_return(
        lambda response: "use",
        'You return `"use"` whatever the reason. (`reason == "stop" or "end_turn"` is always true, '
        'as a text that is not empty is; `reason in ("stop", "end_turn")` asks for both.)',
    ),
]


def judge_02_5(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """What always comes is named before the reasons that it is wrong for."""
    cases = [Case(*pair, None) for pair in zip(questions, replies, strict=True)]
    always = [one for one in ALWAYS if all(map(one.fits, cases))]
    message = "Every reason of both dialects leads to the right step."
    return compare(next_step, [*always, *MISTAKES], message=message)(questions, replies)


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
    judge=judge_02_5,
    distractor='    return STEPS[response["choices"][0]["message"]["content"]]',
    hints=(
        "A response with `choices` is OpenAI's, with `finish_reason` in `choices[0]`; one with "
        "`stop_reason` is Anthropic's.",
        "Ten reasons, five steps: a dict from reason to step is shorter than ten ifs.",
        'The dict begins `{"stop": "use", "end_turn": "use", "stop_sequence": "use", '
        '"length": "more tokens", …}`.',
    ),
)
