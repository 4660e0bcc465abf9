"""A streamed reply in OpenAI's words: the steps of Chat Completions as server-sent events.

The whole reply is openai_wire's. Out: the events of Responses (responses_wire).
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any
from uuid import uuid4

from openai.types.chat import ChatCompletionChunk, chat_completion_chunk
from openai.types.chat.chat_completion_chunk import (
    ChoiceDelta,
    ChoiceDeltaToolCall,
    ChoiceDeltaToolCallFunction,
)

from helpers.pocket.engine import Completion, Step
from helpers.server import openai_functions, openai_tools
from helpers.server.ask import Answer, Ask
from helpers.server.openai_replies import finish_reason, token_logprobs, usage
from helpers.server.pieces import Arguments, Opened, Splitter, Text


async def events(asked: Ask, answer: Answer, parts: AsyncIterator) -> AsyncIterator[str]:
    """The server-sent events of a streamed reply; parts are (index, Step or Completion)."""
    head = {
        "id": f"chatcmpl-{uuid4().hex}",
        "object": "chat.completion.chunk",
        "created": answer.created,
        "model": answer.model,
        "system_fingerprint": answer.fingerprint,
        "service_tier": "default",
    } | ({"usage": None} if "usage" in asked.wants else {})
    completions, replies = [], [Reply(asked, answer, index) for index in range(asked.n)]
    for index in range(asked.n):
        yield event(head, [choice(index, role="assistant", content="", refusal=None)])
    async for index, part in parts:
        if isinstance(part, Completion):
            completions.append(part)
            reason = finish_reason(asked, answer, part)
            made = [*replies[index].finish(), choice(index, finish_reason=reason)]
        else:
            made = replies[index].add(part)
        for each in made:
            yield event(head, [each])
    if "usage" in asked.wants:
        yield event(head | {"usage": usage(completions)}, [])
    yield "data: [DONE]\n\n"


def event(head: Mapping[str, Any], choices: list) -> str:
    chunk = ChatCompletionChunk(**head, choices=choices)
    # warnings: a call of a custom tool is no type of its chunks
    return f"data: {chunk.model_dump_json(exclude_unset=True, warnings=False)}\n\n"


def choice(index: int, finish_reason: str | None = None, **delta) -> chat_completion_chunk.Choice:
    return chat_completion_chunk.Choice(
        index=index, delta=ChoiceDelta(**delta), logprobs=None, finish_reason=finish_reason
    )


class Reply:
    """One of the n replies as it grows."""

    def __init__(self, asked: Ask, answer: Answer, index: int):
        self.asked, self.answer, self.index = asked, answer, index
        self._splitter = Splitter(asked, answer)
        self._custom: dict[str, Any] | None = None  # a call whose input is not complete

    def add(self, step: Step) -> Iterator[chat_completion_chunk.Choice]:
        """What one step adds; with logprobs also a step that releases no text."""
        pieces = list(self._splitter.add(step))
        wanted = "logprobs" in self.asked.wants
        if wanted and self._splitter.in_text and step.id != self.answer.end and not pieces:
            pieces = [Text("")]
        for piece in pieces:
            if isinstance(piece, Text):
                yield self._text(piece, [step] if wanted else None)
            else:
                yield from self._call(piece)

    def finish(self) -> Iterator[chat_completion_chunk.Choice]:
        """The call whose input can only be read once it is whole."""
        if self._custom is not None:
            told, self._custom = self._custom, None
            custom = {"name": told["name"], "input": openai_tools.input_of(told["arguments"])}
            call = {"index": told["index"], "id": openai_tools.call_id(), "type": "custom"}
            yield choice(self.index, tool_calls=[raw(call | {"custom": custom})])

    def _text(self, piece: Text, steps: list[Step] | None) -> chat_completion_chunk.Choice:
        made = choice(self.index, content=piece.text)
        if steps:
            content = token_logprobs(steps, self.answer)
            made.logprobs = chat_completion_chunk.ChoiceLogprobs(content=content, refusal=None)
        return made

    def _call(self, piece: Opened | Arguments) -> Iterator[chat_completion_chunk.Choice]:
        if isinstance(piece, Opened):
            yield from self.finish()
            if openai_tools.is_custom({"name": piece.name}, self.asked.tools):
                self._custom = {"index": piece.index, "name": piece.name, "arguments": ""}
        if self._custom is not None:
            self._custom["arguments"] += piece.text if isinstance(piece, Arguments) else ""
        elif openai_functions.WANTED in self.asked.wants:
            yield choice(self.index, function_call=openai_functions.delta(piece))
        else:
            yield choice(self.index, tool_calls=[delta(piece)])


def delta(piece: Opened | Arguments) -> ChoiceDeltaToolCall:
    """A function's call in one chunk's delta."""
    if isinstance(piece, Opened):
        function = ChoiceDeltaToolCallFunction(name=piece.name, arguments="")
        told = {"id": openai_tools.call_id(), "type": "function"}
        return ChoiceDeltaToolCall(index=piece.index, function=function, **told)
    function = ChoiceDeltaToolCallFunction(arguments=piece.text)
    return ChoiceDeltaToolCall(index=piece.index, function=function)


def raw(call: dict[str, Any]) -> ChoiceDeltaToolCall:
    """A custom tool's call: OpenAI streams it, and its SDK has no type for that."""
    return ChoiceDeltaToolCall.model_construct(**call)
