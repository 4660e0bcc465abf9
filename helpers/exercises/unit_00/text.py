"""Exercise 00.4: the text of a reply, in both dialects.

In: replies as doubles, the misconceptions. Out: how either SDK makes its replies (the doubles do).

"""

from __future__ import annotations

import random

from helpers.checks.exercise import Call, Double, Exercise, Question
from helpers.checks.judge import compare, stops_with, value_is, would_return

SENTENCES = (
    "The invoice was wrong.",
    "We return the second payment.",
    "It takes three days.",
    "Thank you for your patience.",
    "The cluster in eu-west is back.",
)


def chat(content: str | None, finish_reason: str = "stop") -> Double:
    """A ChatCompletion with one choice."""
    said = {"role": "assistant", "content": content}
    choice = {"index": 0, "finish_reason": finish_reason, "message": said}
    return Double("chat_completion", {"choices": [choice]})


def blocks(*content: dict) -> Double:
    """An Anthropic Message with these content blocks."""
    usage = {"input_tokens": 30, "output_tokens": 9}
    return Double("message", {"content": list(content), "usage": usage})


def text(words: str) -> dict:
    return {"type": "text", "text": words}


def questions_00_4(seed: int) -> list[Question]:
    """One text, several, none; blocks that are no text before and after."""
    one, two, three = random.Random(seed).sample(SENTENCES, 3)
    thinking = {"type": "thinking", "thinking": "Which month was it?", "signature": "sig"}
    tool = {"type": "tool_use", "id": "toolu_0", "name": "refund", "input": {"euros": 40}}
    replies = (
        chat(one),
        blocks(text(two)),
        blocks(text(f"{one} "), text(two), text(f" {three}")),
        blocks(thinking, text(three)),
        blocks(text(one), tool),
        blocks(tool),
        chat(None, "tool_calls"),
    )
    return [Call("text_of", (reply,)) for reply in replies]


def text_00_4(reply: Double) -> str:
    """The reference, on the settings that the reply is made of."""
    if reply.kind == "chat_completion":
        return reply.settings["choices"][0]["message"]["content"] or ""
    return "".join(_texts(reply))


def _texts(reply: Double) -> list[str]:
    return [block["text"] for block in reply.settings["content"] if block["type"] == "text"]


def _only_one(reply: Double, at: int) -> str:
    if reply.kind == "chat_completion":
        return text_00_4(reply)
    return (_texts(reply) or [""])[at]


def _joined(reply: Double, between: str) -> str:
    if reply.kind == "chat_completion":
        return text_00_4(reply)
    return between.join(_texts(reply))


READ_TEXT = Exercise(
    id="00.4",
    title="Read the text",
    goal=(
        "Write `text_of(reply)`: the text of a reply of either SDK. A ChatCompletion has it in "
        "`choices[0].message.content`. A Message has a list of content blocks: put the texts of "
        "its text blocks together, with nothing between them, and pass over every other block "
        '(`thinking`, `tool_use`). A reply without any text gives `""`.\n\n'
        'Example: blocks text `"It is "`, text `"late."`, tool_use give `"It is late."`.'
    ),
    points=3,
    minutes=8,
    difficulty="easy",
    budget="no call; up to six lines",
    answers=("text_of",),
    questions=questions_00_4,
    judge=compare(
        text_00_4,
        [
            would_return(
                lambda reply: _only_one(reply, 0),
                "You read only the first text block; a Message may have several.",
            ),
            would_return(
                lambda reply: _only_one(reply, -1),
                "You read only the last text block; a Message may have several.",
            ),
            would_return(
                lambda reply: _joined(reply, "\n"),
                "You put line ends between the blocks. They are pieces of one text: join them "
                "with nothing between.",
            ),
            would_return(
                lambda reply: _joined(reply, " "),
                "You put spaces between the blocks. They are pieces of one text: join them with "
                "nothing between.",
            ),
            value_is(
                lambda value, wanted: value is None and wanted == "",
                "`None` came back for a reply without text. A ChatCompletion that calls a tool has "
                '`content` None; here `""` is wanted, so that callers can rely on a text.',
            ),
            value_is(
                lambda value, wanted: isinstance(value, list),
                "You return the list of blocks, or a list of texts; one text is wanted.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, str) and "TextBlock(" in value,
                "You turn the blocks themselves into text. Read the `.text` of each text block.",
            ),
            stops_with(
                "AttributeError",
                "Not every reply has `choices`, and not every block has a `text`: look at "
                "`block.type` before you read `block.text`.",
            ),
            stops_with("IndexError", "There may be no text block at all."),
            stops_with(
                "TypeError",
                "`content` may be None, when the model calls a tool instead of writing.",
            ),
        ],
    ),
    distractor="    return reply.content[0].text",
    hints=(
        'Tell the dialects apart first: `hasattr(reply, "choices")`.',
        'Of a Message, `[block.text for block in reply.content if block.type == "text"]` are the '
        "texts.",
        '`"".join(texts)` puts them together, and `content or ""` turns None into an empty text.',
    ),
)
