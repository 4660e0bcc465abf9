"""Exercise 00.3: what replies used, in both dialects.

In: replies as doubles, the misconceptions. Out: how either SDK makes its replies (the doubles do).

"""

from __future__ import annotations

import random
from typing import Any

from helpers.checks.exercise import Call, Double, Exercise, Question
from helpers.checks.judge import compare, same, stops_with, value_is, would_return


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
    distractor="            read, written = usage.input_tokens, usage.output_tokens",
    hints=(
        "Every reply has a `usage`; print one of each dialect to see the names of its numbers.",
        '`hasattr(reply.usage, "prompt_tokens")` tells the two dialects apart.',
        "Keep two running sums, one in and one out, both 0 at the start; the total is their sum.",
    ),
)
