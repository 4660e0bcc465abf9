"""Exercises 00.3 and 00.4: what a reply used, and its text, in both dialects.

In: replies as doubles, the misconceptions. Out: how either SDK makes its replies (the doubles do).
"""

from __future__ import annotations

import random
from typing import Any

from helpers.checks.exercise import Call, Double, Exercise, Question
from helpers.checks.judge import compare, same, stops_with, value_is, would_return

# --- 00.3 ------------------------------------------------------------------------------------


def completion(prompt_tokens: int, completion_tokens: int) -> Double:
    """A ChatCompletion with this usage."""
    usage = {
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "total_tokens": prompt_tokens + completion_tokens,
    }
    return Double("chat_completion", {"usage": usage})


def message(input_tokens: int, output_tokens: int) -> Double:
    """An Anthropic Message with this usage."""
    return Double(
        "message", {"usage": {"input_tokens": input_tokens, "output_tokens": output_tokens}}
    )


def questions_00_3(seed: int) -> list[Question]:
    """One reply of each dialect, several of one, both mixed, none."""
    draw = random.Random(seed)
    chats = [completion(draw.randint(20, 90), draw.randint(3, 19)) for _ in range(3)]
    messages = [message(draw.randint(20, 90), draw.randint(3, 19)) for _ in range(2)]
    sets = (chats[:1], chats, messages[:1], [chats[0], messages[0], chats[1], messages[1]], [])
    return [Call("tokens_used", (replies,)) for replies in sets]


def counts_00_3(replies: list[Double]) -> dict[str, int]:
    """The reference, on the settings that the replies are made of."""
    pairs = [_in_and_out(reply.settings["usage"]) for reply in replies]
    read, written = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
    return {"input": read, "output": written, "total": read + written}


def _in_and_out(usage: dict[str, int]) -> tuple[int, int]:
    if "prompt_tokens" in usage:
        return usage["prompt_tokens"], usage["completion_tokens"]
    return usage["input_tokens"], usage["output_tokens"]


def _double_total(replies: list[Double]) -> dict[str, int]:
    right = counts_00_3(replies)
    again = sum(reply.settings["usage"].get("total_tokens", 0) for reply in replies)
    return {**right, "total": right["total"] + again}


def _only_openai_total(replies: list[Double]) -> dict[str, int]:
    chats = [reply for reply in replies if reply.kind == "chat_completion"]
    return {**counts_00_3(replies), "total": counts_00_3(chats)["total"]}


def _one_number(value: Any, wanted: dict[str, int], key: str) -> bool:
    return same(wanted[key], value)


READ_USAGE = Exercise(
    id="00.3",
    title="What did it use?",
    goal=(
        "Write `tokens_used(replies)` for a list of replies, some from OpenAI's SDK and some from "
        "Anthropic's: a dict with the tokens of all of them together that went in, that came out, "
        "and the sum of both. Providers charge for in and out at different prices.\n\n"
        "Example: a ChatCompletion with 40 tokens in and 5 out and a Message with 30 in and 7 out "
        'give `{"input": 70, "output": 12, "total": 82}`.'
    ),
    points=3,
    minutes=8,
    difficulty="easy",
    budget="no call; up to ten lines",
    answers=("tokens_used",),
    questions=questions_00_3,
    judge=compare(
        counts_00_3,
        [
            would_return(
                _double_total,
                "Your total counts twice: `total_tokens` is already prompt and completion "
                "together, so add it or the two parts, not all three.",
            ),
            would_return(
                _only_openai_total,
                "Your total leaves out the Anthropic replies: their usage has no `total_tokens`, "
                "so the sum is yours to make.",
            ),
            would_return(
                lambda replies: counts_00_3(replies[-1:]),
                "You count only the last reply; add up all of them.",
            ),
            would_return(
                lambda replies: counts_00_3(replies[:1]),
                "You count only the first reply. Does `return` stand inside the loop?",
            ),
            would_return(
                lambda replies: counts_00_3([r for r in replies if r.kind == "chat_completion"]),
                "You leave out the replies of the Anthropic SDK. Their usage has `input_tokens` "
                "and `output_tokens`.",
            ),
            would_return(
                lambda replies: {
                    **counts_00_3(replies),
                    "input": counts_00_3(replies)["output"],
                    "output": counts_00_3(replies)["input"],
                },
                "Input and output are swapped: the prompt goes in, the completion comes out.",
            ),
            value_is(
                lambda value, wanted: value["total"] == wanted["output"] != wanted["total"],
                "Your total holds only what the model wrote. The prompt is paid for as well.",
            ),
            value_is(
                lambda value, wanted: _one_number(value, wanted, "output"),
                "You return one number, and only what the model wrote. The prompt is paid for as "
                "well: return the dict with input, output and total.",
            ),
            value_is(
                lambda value, wanted: _one_number(value, wanted, "total"),
                "You return only the total. Input and output have different prices: return a "
                "dict with all three.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, dict) and set(value) != set(wanted),
                "The dict has other keys; it wants `input`, `output` and `total`.",
            ),
            stops_with(
                "AttributeError",
                "The two SDKs name the same thing differently: `prompt_tokens` and "
                "`completion_tokens` at OpenAI, `input_tokens` and `output_tokens` at Anthropic. "
                "Look which one a `usage` has before you read it.",
            ),
        ],
    ),
    hints=(
        "Every reply has a `usage`; print one of each dialect to see the names of its numbers.",
        '`hasattr(reply.usage, "prompt_tokens")` tells the two dialects apart.',
        "Keep two running sums, one in and one out, both 0 at the start; the total is their sum.",
    ),
)

# --- 00.4 ------------------------------------------------------------------------------------

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
    hints=(
        'Tell the dialects apart first: `hasattr(reply, "choices")`.',
        'Of a Message, `[block.text for block in reply.content if block.type == "text"]` are the '
        "texts.",
        '`"".join(texts)` puts them together, and `content or ""` turns None into an empty text.',
    ),
)
