"""What is asked and what is answered, in no vendor's words.

A wire module turns its vendor's request into an Ask and an Answer into its vendor's response.
Knows nothing of HTTP bodies; a Refused carries the status and the sentence, and the wire module
of the request gives it that vendor's shape.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.pocket.engine import Completion, Settings
from helpers.pocket.tools import Schema, Tool
from helpers.server.caching import Block, Use


@dataclass(frozen=True)
class Ask:
    """One request for n replies. `wants` names extras of the response, e.g. {"logprobs"}."""

    model: str
    messages: tuple[dict[str, Any], ...]  # as chat.py takes them
    settings: Settings
    tools: tuple[Tool, ...] = ()  # what may be called; empty: the reply is text
    held_to: Schema | None = None  # what the model is told of the form that its reply must have
    max_tokens: int | None = None  # None: as many as the context window has room for; 0: none
    n: int = 1
    stream: bool = False
    wants: frozenset[str] = frozenset()
    echo: Mapping[str, Any] = field(default_factory=dict)  # what the response repeats of it
    prompts: tuple[str | tuple[int, ...], ...] = ()  # in place of messages: n replies to each
    cached: tuple[Block, ...] = ()  # its blocks, where it asks for caching
    ends: str | None = None  # "refusal" or "pause", where that was planned (faults)
    drop_oldest: bool = False  # rather than refuse a conversation that is too long
    finished: Callable[[Any], None] | None = None  # is told the whole response, when it is there


@dataclass(frozen=True)
class Answer:
    """What a response says of the model, and its completions (none yet while it is streamed)."""

    model: str
    fingerprint: str  # of the weights: equal fingerprint, seed and request give equal text
    prompt_tokens: int
    token_bytes: Callable[[int], bytes]
    end: int  # the id of the token that ends a reply; it is no part of the text
    call: int  # the id of the token that begins a call
    completions: tuple[Completion, ...] = ()
    cache: Use = field(default_factory=Use)
    created: int = field(default_factory=lambda: int(time.time()))


class Refused(Exception):
    """A request that gets no reply: the HTTP status, a sentence that helps, the field at fault.

    For the codes missing_required_parameter, unknown_parameter and context_length_exceeded the wire
    module says first, in its vendor's words, what is wrong.
    """

    def __init__(
        self,
        status: int,
        message: str,
        param: str | None = None,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
        details: Mapping[str, Any] | None = None,
    ):
        super().__init__(message)
        self.details = dict(details or {})  # what a program may read of it, where a vendor has that
        self.status, self.message, self.param, self.code = status, message, param, code
        self.headers = dict(headers or {})


class TooLong(Refused):
    """A prompt that leaves no room for a reply; `tokens` may be "at least 900"."""

    def __init__(self, tokens: str, window: int):
        message = f"The prompt has {tokens} tokens; the context window holds {window}."
        super().__init__(400, message, "messages", "context_length_exceeded")
        self.tokens, self.window = tokens, window
