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
from helpers.pocket.tools import Tool


@dataclass(frozen=True)
class Ask:
    """One request for n replies. `wants` names extras of the response, e.g. {"logprobs"}."""

    model: str
    messages: tuple[dict[str, Any], ...]  # as chat.py takes them
    settings: Settings
    tools: tuple[Tool, ...] = ()  # what may be called; empty: the reply is text
    max_tokens: int | None = None  # None: as many as the context window has room for
    n: int = 1
    stream: bool = False
    wants: frozenset[str] = frozenset()
    echo: Mapping[str, Any] = field(default_factory=dict)  # what the response repeats of it


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
    created: int = field(default_factory=lambda: int(time.time()))


class Refused(Exception):
    """A request that gets no reply: the HTTP status, a sentence that helps, the field at fault."""

    def __init__(
        self,
        status: int,
        message: str,
        param: str | None = None,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
    ):
        super().__init__(message)
        self.status, self.message, self.param, self.code = status, message, param, code
        self.headers = dict(headers or {})
