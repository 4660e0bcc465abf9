"""A reply in Anthropic's words: an Answer -> a Message, whole or as the events of a stream.

The request is anthropic_wire's. The bodies are built with the SDK's own types.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

from anthropic.types import (
    Message,
    MessageDeltaUsage,
    RawContentBlockDeltaEvent,
    RawContentBlockStartEvent,
    RawContentBlockStopEvent,
    RawMessageDeltaEvent,
    RawMessageStartEvent,
    RawMessageStopEvent,
    RefusalStopDetails,
    Usage,
)
from anthropic.types.raw_message_delta_event import Delta
from pydantic import BaseModel

from helpers.pocket.engine import Completion
from helpers.server import anthropic_cache, anthropic_tools
from helpers.server.ask import Answer, Ask
from helpers.server.pieces import Arguments, Opened, Splitter, Text, is_calling, split


def response(asked: Ask, answer: Answer) -> Message:
    """The whole reply."""
    [completion] = answer.completions
    return Message(
        id=f"msg_{uuid4().hex}",
        type="message",
        role="assistant",
        model=answer.model,
        content=anthropic_tools.blocks(
            *split(asked, answer, completion), always=not asked.tools and asked.max_tokens != 0
        ),
        usage=usage(asked, answer, len(completion.ids)),
        **stopped(asked, answer, completion),
    )


def stopped(asked: Ask, answer: Answer, completion: Completion) -> dict[str, Any]:
    """stop_reason and stop_sequence."""
    if asked.ends:
        return planned_end(asked.ends)
    if is_calling(asked, answer, completion):
        reason = "tool_use"
    elif completion.stop_sequence is not None:
        reason = "stop_sequence"
    elif completion.finish_reason == "stop":
        reason = "end_turn"
    elif len(completion.ids) >= asked.max_tokens:
        reason = "max_tokens"
    else:
        reason = "model_context_window_exceeded"
    return {"stop_reason": reason, "stop_sequence": completion.stop_sequence}


def planned_end(kind: str) -> dict[str, Any]:
    """How a reply ends that was stopped on request, as the vendor's own may be."""
    if kind == "pause":
        return {"stop_reason": "pause_turn", "stop_sequence": None}
    words = "This refusal was asked for (POST /faults)."
    details = RefusalStopDetails(type="refusal", category=None, explanation=words)
    return {"stop_reason": "refusal", "stop_sequence": None, "stop_details": details}


def usage(asked: Ask, answer: Answer, output_tokens: int) -> Usage:
    told = anthropic_cache.usage(answer.prompt_tokens, answer.cache)
    more = {"cache_creation": anthropic_cache.creation(answer.cache)} if asked.cached else {}
    return Usage(output_tokens=output_tokens, service_tier="standard", **told, **more)


async def events(asked: Ask, answer: Answer, parts: AsyncIterator) -> AsyncIterator[str]:
    """The named server-sent events of a streamed reply; parts are (0, Step or Completion)."""
    yield event(RawMessageStartEvent(type="message_start", message=opening(asked, answer)))
    blocks, splitter = Blocks(), Splitter(asked, answer)
    if not asked.tools:  # there will be one block of text, even an empty one
        yield event(blocks.open(Text("")))
    async for _, part in parts:
        if isinstance(part, Completion):
            for body in blocks.close():
                yield event(body)
            yield event(closing(asked, answer, part))
        else:
            for body in (body for piece in splitter.add(part) for body in blocks.add(piece)):
                yield event(body)
    yield event(RawMessageStopEvent(type="message_stop"))


class Blocks:
    """The content blocks of one streamed reply: one is open at a time."""

    def __init__(self):
        self._index, self._is_open = -1, False

    def add(self, piece: Text | Opened | Arguments) -> Iterator[BaseModel]:
        """The events of one piece; a call's beginning closes the block before it."""
        if isinstance(piece, Opened):
            yield from self.close()
        if not self._is_open:
            yield self.open(piece)
        if not isinstance(piece, Opened):
            delta = anthropic_tools.delta(piece)
            kind = "content_block_delta"
            yield RawContentBlockDeltaEvent(type=kind, index=self._index, delta=delta)

    def open(self, piece: Text | Opened) -> BaseModel:
        self._index, self._is_open = self._index + 1, True
        block = anthropic_tools.opening(piece)
        kind = "content_block_start"
        return RawContentBlockStartEvent(type=kind, index=self._index, content_block=block)

    def close(self) -> Iterator[BaseModel]:
        if self._is_open:
            self._is_open = False
            yield RawContentBlockStopEvent(type="content_block_stop", index=self._index)


def event(body) -> str:
    return f"event: {body.type}\ndata: {body.model_dump_json(exclude_unset=True)}\n\n"


def opening(asked: Ask, answer: Answer) -> Message:
    """The Message of message_start: empty, but what is read and written is known."""
    return Message(
        id=f"msg_{uuid4().hex}",
        type="message",
        role="assistant",
        model=answer.model,
        content=[],
        stop_reason=None,
        stop_sequence=None,
        usage=usage(asked, answer, 0),
    )


def closing(asked: Ask, answer: Answer, completion: Completion) -> RawMessageDeltaEvent:
    told = anthropic_cache.usage(answer.prompt_tokens, answer.cache)
    usage = MessageDeltaUsage(output_tokens=len(completion.ids), **told)
    delta = Delta(**stopped(asked, answer, completion))
    return RawMessageDeltaEvent(type="message_delta", delta=delta, usage=usage)
