"""Ask -> the ids of its prompts, or TooLong.

In: messages, tools and raw texts, and what has to go where they are too many. Out: what becomes of
the ids (generate).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tiktoken import Encoding

from helpers.pocket import chat
from helpers.pocket.network import Config
from helpers.pocket.tokenizer import BEGIN, special_id
from helpers.pocket.tools import Schema, Tool, call_text, definition
from helpers.pocket.tools import form as form_text
from helpers.server.ask import Ask, Refused, TooLong

COUNTED = 400_000  # bytes of text whose tokens are counted in any case


def prompts_of(asked: Ask, tokenizer: Encoding, config: Config) -> list[list[int]]:
    """The ids of each prompt; TooLong where they leave no room for a reply."""
    window = config.max_position_embeddings
    if asked.prompts:
        return [raw_prompt(prompt, tokenizer, window) for prompt in asked.prompts]
    messages = list(asked.messages)
    form = asked.held_to if config.reads_forms else None
    while True:
        try:
            return [prompt_of(messages, asked.tools, form, tokenizer, window)]
        except TooLong:
            first = oldest(messages)
            if not asked.drop_oldest or not first:
                raise
            del messages[first]


def prompt_of(
    messages: Sequence[Mapping[str, Any]],
    tools: Sequence[Tool],
    form: Schema | None,
    tokenizer: Encoding,
    window: int,
) -> list[int]:
    texts = [text for message in messages for text in texts_of(message)]
    told = [*map(definition, tools), *([form_text(form)] if form else [])]
    check_length([*texts, *told], tokenizer, window)
    return fitting(chat.prompt_ids(messages, tokenizer, tools, form), window)


def raw_prompt(told: str | tuple[int, ...], tokenizer: Encoding, window: int) -> list[int]:
    """A text that is to go on, or its ids, after the token that begins every prompt."""
    if isinstance(told, str):
        check_length([told], tokenizer, window)
        told = tuple(tokenizer.encode_ordinary(told))
    strange = [id for id in told if not 0 <= id < tokenizer.n_vocab]
    if strange:
        message = f"prompt has token {strange[0]}; ids go from 0 to {tokenizer.n_vocab - 1}."
        raise Refused(400, message, "prompt", "invalid_value")
    begin = special_id(BEGIN, tokenizer)
    return fitting([*([] if told[:1] == (begin,) else [begin]), *told], window)


def fitting(prompt: list[int], window: int) -> list[int]:
    if len(prompt) >= window:
        raise TooLong(str(len(prompt)), window)
    return prompt


def check_length(texts: Sequence[str], tokenizer: Encoding, window: int) -> None:
    """TooLong for what is more than COUNTED and cannot fit, however well it goes into tokens.

    It is not encoded: that would take seconds, and for a million blanks the tokenizer gives up with
    more than an Exception.
    """
    size = sum(len(text.encode(errors="replace")) for text in texts)
    least = -(-size // longest(tokenizer))
    if size > COUNTED and least >= window:
        raise TooLong(f"at least {least}", window)


def oldest(messages: Sequence[Mapping[str, Any]]) -> slice | None:
    """Where the oldest turn stands that may go, with the results of its calls; not the last one."""
    roles = [message["role"] for message in messages]
    first = next((i for i, role in enumerate(roles) if role != "system"), len(roles))
    after = next((i for i in range(first + 1, len(roles)) if roles[i] != "tool"), len(roles))
    return slice(first, after) if after < len(roles) else None


def texts_of(message: Mapping[str, Any]) -> list[str]:
    return [message["content"], *(call_text(call) for call in message.get("calls", ()))]


@cache
def longest(tokenizer: Encoding) -> int:
    """The most bytes that one token stands for."""
    return max(map(len, tokenizer.token_byte_values()))
