"""Messages -> the prompt ids that the model was trained on.

A chat model only continues text. What makes it answer is the form of that text:

    <|begin|><|system|>Be brief.<|end|><|user|>Hello!<|end|><|assistant|>

and the model goes on until it writes <|end|>. A last message of the assistant is a prefill: it
stays open, and the reply continues it. The texts are encoded as plain text: a user who types
"<|end|>" gets the seven characters, not the end of the turn.

With tools there are three more forms (in lines here, in the prompt nothing stands between them):

    <|begin|>
    <|system|>Be brief.<|end|>
    <|tool|>// The state of one service.\\nget_status(service: string)<|end|>    1 definition
    <|user|>Are mail and queue up?<|end|>
    <|assistant|>I look.<|call|>get_status{"service": "mail"}<|call|>...<|end|>   2 calls
    <|tool|>up<|end|><|tool|>down<|end|>                                       3 results
    <|assistant|>

1. Each definition is a turn, after the system turns at the beginning and before all others. The
   form that a reply is held to (a JSON schema) is one more such turn, behind them.
2. Text, which may be empty, then the calls; each begins with <|call|>, and <|end|> ends the reply.
3. Each result is a turn, in the order of the calls, right after them.

So the place tells definitions and results apart. What stands in a definition and in a call:
tools.py. Without tools, calls and results a prompt holds neither of the two tokens.

Knows nothing of HTTP; the server turns each vendor's requests into these messages.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

import tiktoken

from helpers.pocket.tokenizer import ASSISTANT, BEGIN, CALL, END, SYSTEM, TOOL, USER, special_id
from helpers.pocket.tools import Schema, Tool, call_text, definition, form

# {"role": "user", "content": "Hello!"}, as in the SDKs; the assistant's may have "calls": [Call]
Message = Mapping[str, Any]

ROLES = {"system": SYSTEM, "user": USER, "assistant": ASSISTANT, "tool": TOOL}


def prompt_ids(
    messages: Sequence[Message],
    tokenizer: tiktoken.Encoding,
    tools: Sequence[Tool] = (),
    held_to: Schema | None = None,
) -> list[int]:
    """The ids that ask for the next assistant reply; the last message may be a prefill.

    `held_to` is the JSON schema that the reply will have to fit, where there is one.

    ValueError for no messages, an unknown role, or content that is not text.
    """
    if not messages:
        raise ValueError("messages is empty; give at least one, e.g. a user message")
    turns = [turn_ids(message, tokenizer) for message in messages]
    is_prefill = messages[-1]["role"] == "assistant" and not messages[-1].get("calls")
    turns.append([] if is_prefill else [special_id(ASSISTANT, tokenizer)])
    if is_prefill:
        turns[-2].pop()
    systems = len(list(takewhile(lambda message: message["role"] == "system", messages)))
    texts = [*map(definition, tools), *([form(held_to)] if held_to else [])]
    turns[systems:systems] = [told_ids(text, tokenizer) for text in texts]
    return [special_id(BEGIN, tokenizer), *(token for turn in turns for token in turn)]


def turn_ids(message: Message, tokenizer: tiktoken.Encoding) -> list[int]:
    """One whole turn: the role's token, the text, the calls, <|end|>."""
    role, text = message["role"], message["content"]
    if role not in ROLES:
        raise ValueError(f"role is {role!r}; this model knows {', '.join(ROLES)}")
    if not isinstance(text, str):
        raise ValueError(f"content is a {type(text).__name__}; this model reads text (str) only")
    ids = [special_id(ROLES[role], tokenizer), *tokenizer.encode_ordinary(text)]
    for call in message.get("calls", ()):
        ids += [special_id(CALL, tokenizer), *tokenizer.encode_ordinary(call_text(call))]
    return [*ids, special_id(END, tokenizer)]


def told_ids(text: str, tokenizer: tiktoken.Encoding) -> list[int]:
    """The turn that tells the model of a tool, or of the form of its reply."""
    return turn_ids({"role": "tool", "content": text}, tokenizer)
