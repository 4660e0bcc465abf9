"""Messages -> the prompt ids that the model was trained on.

A chat model only continues text. What makes it answer is the form of that text:

    <|begin|><|system|>Be brief.<|end|><|user|>Hello!<|end|><|assistant|>

and the model goes on until it writes <|end|>. A last message of the assistant is a prefill: it
stays open, and the reply continues it. The texts are encoded as plain text: a user who types
"<|end|>" gets the seven characters, not the end of the turn.

Knows nothing of HTTP; the server turns each vendor's requests into these messages.
"""

from collections.abc import Mapping, Sequence

import tiktoken

from helpers.pocket.tokenizer import ASSISTANT, BEGIN, END, SYSTEM, USER, special_id

Message = Mapping[str, str]  # {"role": "user", "content": "Hello!"}, as in the SDKs

ROLES = {"system": SYSTEM, "user": USER, "assistant": ASSISTANT}


def prompt_ids(messages: Sequence[Message], tokenizer: tiktoken.Encoding) -> list[int]:
    """The ids that ask for the next assistant reply; the last message may be a prefill.

    ValueError for no messages, an unknown role, or content that is not text.
    """
    if not messages:
        raise ValueError("messages is empty; give at least one, e.g. a user message")
    *earlier, last = messages
    ids = [special_id(BEGIN, tokenizer)]
    for message in earlier:
        ids += turn_ids(message, tokenizer)
    if last["role"] == "assistant":
        return ids + turn_ids(last, tokenizer)[:-1]
    return ids + turn_ids(last, tokenizer) + [special_id(ASSISTANT, tokenizer)]


def turn_ids(message: Message, tokenizer: tiktoken.Encoding) -> list[int]:
    """One whole turn: the role's token, the text, <|end|>."""
    role, text = message["role"], message["content"]
    if role not in ROLES:
        raise ValueError(f"role is {role!r}; this model knows {', '.join(ROLES)}")
    if not isinstance(text, str):
        raise ValueError(f"content is a {type(text).__name__}; this model reads text (str) only")
    opening, closing = special_id(ROLES[role], tokenizer), special_id(END, tokenizer)
    return [opening, *tokenizer.encode_ordinary(text), closing]
