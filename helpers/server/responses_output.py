"""A reply in the Responses API's words: its output items, whole or as they grow.

The request is responses_wire's.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

from openai.types import responses as sdk
from openai.types.responses.response_usage import InputTokensDetails, OutputTokensDetails
from pydantic import BaseModel

from helpers.pocket.engine import Completion, Step
from helpers.server import openai_tools
from helpers.server.ask import Answer, Ask
from helpers.server.openai_replies import token_logprobs
from helpers.server.pieces import Arguments, Opened, Splitter, Text

# what every Response says at first
EMPTY = {
    "id": "",
    "object": "response",
    "created_at": 0,
    "model": "",
    "status": "in_progress",
    "output": [],
    "usage": None,
    "error": None,
    "incomplete_details": None,
    "previous_response_id": None,
    "store": True,
    "service_tier": "default",
    "truncation": "disabled",
}
EVENTS = {
    "output_item.added": sdk.ResponseOutputItemAddedEvent,
    "output_item.done": sdk.ResponseOutputItemDoneEvent,
    "content_part.added": sdk.ResponseContentPartAddedEvent,
    "content_part.done": sdk.ResponseContentPartDoneEvent,
    "output_text.delta": sdk.ResponseTextDeltaEvent,
    "output_text.done": sdk.ResponseTextDoneEvent,
    "function_call_arguments.delta": sdk.ResponseFunctionCallArgumentsDeltaEvent,
    "function_call_arguments.done": sdk.ResponseFunctionCallArgumentsDoneEvent,
    "custom_tool_call_input.delta": sdk.ResponseCustomToolCallInputDeltaEvent,
    "custom_tool_call_input.done": sdk.ResponseCustomToolCallInputDoneEvent,
}


class Output:
    """The output items of one reply as they grow, and the events that say so."""

    def __init__(self, asked: Ask, answer: Answer):
        self.items: list[BaseModel] = []
        self.asked, self.answer = asked, answer
        self._splitter = Splitter(asked, answer)
        self._is_open = False  # the last item
        self._arguments = ""  # of a custom tool's call: its input is read once they are whole

    def add(self, step: Step) -> Iterator[BaseModel]:
        """The events of one step, without their sequence numbers."""
        pieces = list(self._splitter.add(step))
        wanted = "logprobs" in self.asked.wants and step.id != self.answer.end
        if wanted and self._splitter.in_text and not pieces:
            pieces = [Text("")]
        for piece in pieces:
            if isinstance(piece, Opened):
                yield from self.close("completed")
                yield from self._open_call(piece.name)
            elif isinstance(piece, Arguments):
                yield from self._add_arguments(piece)
            else:
                yield from self._add_text(piece, [step] if wanted else [])

    def close(self, status: str) -> Iterator[BaseModel]:
        """The events that end the item that is open, if there is one."""
        if not self._is_open:
            return
        item, self._is_open = self.items[-1], False
        if item.type == "custom_tool_call":
            item.input = openai_tools.input_of(self._arguments)
            yield self._event("custom_tool_call_input.delta", delta=item.input)
            yield self._event("custom_tool_call_input.done", input=item.input)
        elif item.type == "message":
            item.status, part = status, item.content[0]
            told = {"text": part.text, "logprobs": dumped(part.logprobs)}
            yield self._event("output_text.done", content_index=0, **told)
            yield self._event("content_part.done", content_index=0, part=part)
        else:
            item.status = status
            told = {"arguments": item.arguments, "name": item.name}
            yield self._event("function_call_arguments.done", **told)
        yield self._about_item("output_item.done")

    def finish(self, status: str) -> Iterator[BaseModel]:
        """The last events of items; a reply without text and calls is one empty message."""
        if not self.items:
            yield from self._open_message()
        yield from self.close(status)

    def _add_text(self, piece: Text, steps: list[Step]) -> Iterator[BaseModel]:
        if not self.items:
            yield from self._open_message()
        part = self.items[-1].content[0]
        part.text += piece.text
        said = [token.model_dump() for token in token_logprobs(steps, self.answer)]
        part.logprobs += [sdk.response_output_text.Logprob.model_validate(each) for each in said]
        yield self._event("output_text.delta", content_index=0, delta=piece.text, logprobs=said)

    def _add_arguments(self, piece: Arguments) -> Iterator[BaseModel]:
        if self.items[-1].type == "custom_tool_call":
            self._arguments += piece.text
            return
        self.items[-1].arguments += piece.text
        yield self._event("function_call_arguments.delta", delta=piece.text)

    def _open_message(self) -> Iterator[BaseModel]:
        told = {"type": "message", "role": "assistant", "status": "in_progress", "content": []}
        self.items.append(sdk.ResponseOutputMessage(id=f"msg_{uuid4().hex}", **told))
        self._is_open = True
        yield self._about_item("output_item.added")
        part = sdk.ResponseOutputText(type="output_text", text="", annotations=[], logprobs=[])
        self.items[-1].content.append(part)
        yield self._event("content_part.added", content_index=0, part=part)

    def _open_call(self, name: str) -> Iterator[BaseModel]:
        call = {"call_id": openai_tools.call_id(), "name": name}
        if openai_tools.is_custom(call, self.asked.tools):
            told = {"id": f"ctc_{uuid4().hex}", "type": "custom_tool_call", "input": ""}
            self.items.append(sdk.ResponseCustomToolCall(**call, **told))
        else:
            told = {"type": "function_call", "status": "in_progress", "arguments": ""}
            self.items.append(sdk.ResponseFunctionToolCall(id=f"fc_{uuid4().hex}", **call, **told))
        self._is_open, self._arguments = True, ""
        yield self._about_item("output_item.added")

    def _about_item(self, kind: str) -> BaseModel:
        item = self.items[-1].model_copy(deep=True)
        return EVENTS[kind](
            type=f"response.{kind}", output_index=len(self.items) - 1, item=item, sequence_number=0
        )

    def _event(self, kind: str, **more: Any) -> BaseModel:
        """An event of a part of the item that is open."""
        place = {"item_id": self.items[-1].id, "output_index": len(self.items) - 1}
        return EVENTS[kind](type=f"response.{kind}", sequence_number=0, **place, **more)


def dumped(logprobs: list[BaseModel]) -> list[dict[str, Any]]:
    return [each.model_dump() for each in logprobs]


def response(asked: Ask, answer: Answer) -> sdk.Response:
    """The whole reply."""
    [completion] = answer.completions
    output = Output(asked, answer)
    for step in completion.steps:
        list(output.add(step))
    list(output.finish(status_of(asked, completion)))
    return whole(asked, opening(asked, answer), output, completion)


def opening(asked: Ask, answer: Answer) -> sdk.Response:
    """A Response without output."""
    head = {"id": f"resp_{uuid4().hex}", "created_at": answer.created}
    return sdk.Response.model_validate(EMPTY | head | {"model": answer.model} | asked.echo)


def whole(asked: Ask, head: sdk.Response, output: Output, completion: Completion) -> sdk.Response:
    status, details = status_of(asked, completion), None
    if status == "incomplete":
        reason = "content_filter" if asked.ends else "max_output_tokens"
        details = sdk.response.IncompleteDetails(reason=reason)
    told = {"output": output.items, "status": status, "usage": usage(completion)}
    made = head.model_copy(update=told | {"incomplete_details": details})
    if asked.finished:
        asked.finished(made)
    return made


def status_of(asked: Ask, completion: Completion) -> str:
    is_whole = completion.finish_reason == "stop" and not asked.ends
    return "completed" if is_whole else "incomplete"


def usage(completion: Completion) -> sdk.ResponseUsage:
    read, made = completion.prompt_tokens, len(completion.ids)
    cached = completion.cached_tokens
    return sdk.ResponseUsage(
        input_tokens=read,
        output_tokens=made,
        total_tokens=read + made,
        input_tokens_details=InputTokensDetails(cached_tokens=cached, cache_write_tokens=0),
        output_tokens_details=OutputTokensDetails(reasoning_tokens=0),
    )


async def events(asked: Ask, answer: Answer, parts: AsyncIterator) -> AsyncIterator[str]:
    """The named server-sent events of a streamed reply, numbered from 0."""
    number = 0
    async for body in bodies(asked, answer, parts):
        body.sequence_number = number
        number += 1
        yield f"event: {body.type}\ndata: {body.model_dump_json(exclude_unset=True)}\n\n"


async def bodies(asked: Ask, answer: Answer, parts: AsyncIterator) -> AsyncIterator[BaseModel]:
    head, output, zero = opening(asked, answer), Output(asked, answer), {"sequence_number": 0}
    yield sdk.ResponseCreatedEvent(type="response.created", response=head, **zero)
    yield sdk.ResponseInProgressEvent(type="response.in_progress", response=head, **zero)
    async for _, part in parts:
        if not isinstance(part, Completion):
            for body in output.add(part):
                yield body
            continue
        for body in output.finish(status_of(asked, part)):
            yield body
        last = whole(asked, head, output, part)
        if last.status == "completed":
            yield sdk.ResponseCompletedEvent(type="response.completed", response=last, **zero)
        else:
            yield sdk.ResponseIncompleteEvent(type="response.incomplete", response=last, **zero)
