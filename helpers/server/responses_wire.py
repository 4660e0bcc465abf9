"""OpenAI's newer words: a Responses body -> Ask, an Answer -> a Response, its streamed events.

Served: text, instructions, input as a string or as items, function tools, text.format. Besides
OpenAI's parameters it takes seed. Nothing is stored: store must be left out or false, and there
is no previous_response_id; send the earlier items again. Out: hosted and custom tools, images,
files, reasoning, logprobs, background.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any
from uuid import uuid4

from openai.types import responses as sdk
from openai.types.responses.response_create_params import ResponseCreateParamsStreaming
from openai.types.responses.response_usage import InputTokensDetails, OutputTokensDetails
from pydantic import BaseModel, ValidationError

from helpers.pocket.engine import Completion, Settings
from helpers.pocket.grammar import Grammar
from helpers.server import fields, openai_tools, openai_wire, responses_prompt, schemas
from helpers.server.ask import Answer, Ask, Refused
from helpers.server.openai_wire import REQUEST_ID, error
from helpers.server.pieces import Arguments, Opened, Splitter, Text

__all__ = ["REQUEST_ID", "ask", "broken_stream", "error", "events", "response"]

VENDORS = frozenset(ResponseCreateParamsStreaming.__annotations__)
# fmt: off
SERVED = frozenset({
    "input", "instructions", "model", "max_output_tokens", "temperature", "top_p", "seed",
    "stream", "text", "tools", "tool_choice", "parallel_tool_calls",
})
NO_EFFECT = frozenset({  # no reply of ours depends on these
    "metadata", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention",
    "safety_identifier", "service_tier", "user",
})
# fmt: on
# the values by which a field that is not served asks for nothing
NEUTRAL = {
    "background": [False],
    "include": [[], ["reasoning.encrypted_content"]],  # there is no reasoning
    "reasoning": [{}, {"effort": "none"}],
    "store": [False],
    "stream_options": [{}, {"include_obfuscation": False}],
    "top_logprobs": [0],
    "truncation": ["disabled"],
}
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
    "store": False,
    "service_tier": "default",
    "truncation": "disabled",
}


def ask(body: Mapping[str, Any]) -> Ask:
    """The Ask of a Responses body; Refused for what OpenAI would refuse or we do not serve."""
    fields.known(body, "OpenAI", SERVED | NO_EFFECT, VENDORS, NEUTRAL)
    model = fields.required(body, "model", str)
    turns = responses_prompt.turns(body)
    nested = nested_tools(body)
    offered = openai_tools.tools(nested)
    return Ask(
        model=model,
        messages=turns,
        tools=offered,
        settings=Settings(
            temperature=fields.number(body, "temperature", 0, 2, 1.0),
            top_p=fields.number(body, "top_p", 0, 1, 1.0) or openai_wire.SMALLEST,
            seed=fields.integer(body, "seed", -(2**63), 2**63 - 1),
            grammar=grammar(body, nested, offered),
        ),
        max_tokens=fields.integer(body, "max_output_tokens", 1),
        stream=fields.typed(body, "stream", bool, False),
        echo=echo(body),
    )


def nested_tools(body: Mapping[str, Any]) -> dict[str, Any]:
    """tools and tool_choice in the form of Chat Completions: the function in an object."""
    tools = fields.typed(body, "tools", list, [])
    choice = body.get("tool_choice")
    if isinstance(choice, dict) and choice.get("type") == "function":
        choice = {"type": "function", "function": {"name": choice.get("name")}}
    nested = [
        {"type": tool.get("type"), "function": tool} if isinstance(tool, dict) else tool
        for tool in tools
    ]
    told = {"tools": nested, "tool_choice": choice}
    return told | {"parallel_tool_calls": body.get("parallel_tool_calls")}


def grammar(body: Mapping[str, Any], nested: Mapping[str, Any], offered: tuple) -> Grammar | None:
    wanted = text_format(body)
    picked = openai_tools.choice(nested, offered)
    if wanted and offered:
        message = "text.format together with tools that may be called is not served here."
        raise fields.bad("text.format", message, "unsupported_parameter")
    return schemas.of_choice(offered, picked) if offered else wanted


def text_format(body: Mapping[str, Any]) -> Grammar | None:
    told = fields.typed(body, "text", dict, {})
    if extra := set(told) - {"format", "verbosity"}:
        raise fields.bad("text", f"Unknown parameter: text.{min(extra)}.", "unknown_parameter")
    if told.get("verbosity") not in (None, "medium"):
        raise fields.bad("text.verbosity", "text.verbosity is not served here; leave it out.")
    wanted = fields.typed(told, "format", dict, {"type": "text"})
    if wanted.get("type") == "json_schema":
        return openai_tools.json_schema(wanted, "text.format")
    prompt = [body.get("instructions"), body.get("input")]
    return openai_tools.response_format({"response_format": wanted, "messages": prompt})


def echo(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a Response repeats of its request."""
    tools = [{"parameters": None, "strict": False} | tool for tool in body.get("tools") or ()]
    repeated = {
        "instructions": body.get("instructions"),
        "max_output_tokens": body.get("max_output_tokens"),
        "metadata": {} if body.get("metadata") is None else body["metadata"],
        "parallel_tool_calls": body.get("parallel_tool_calls") is not False,
        "temperature": 1.0 if body.get("temperature") is None else body["temperature"],
        "text": {"format": {"type": "text"}} | (body.get("text") or {}),
        "tool_choice": body.get("tool_choice") or "auto",
        "tools": tools,
        "top_p": 1.0 if body.get("top_p") is None else body["top_p"],
    }
    try:
        sdk.Response.model_validate(EMPTY | repeated)
    except ValidationError as fault:
        first = fault.errors()[0]
        name = str(first["loc"][0])
        raise fields.bad(name, f"{name} cannot be read: {first['msg']}.") from None
    return repeated


class Output:
    """The output items of one reply as they grow, and the events that say so."""

    def __init__(self, asked: Ask, answer: Answer):
        self.items: list[BaseModel] = []
        self._splitter = Splitter(asked, answer)

    def add(self, step) -> Iterator[BaseModel]:
        """The events of one step, without their sequence numbers."""
        for piece in self._splitter.add(step):
            if isinstance(piece, Opened):
                yield from self.close("completed")
                yield from self._open_call(piece.name)
            elif isinstance(piece, Arguments):
                self.items[-1].arguments += piece.text
                yield self._event("function_call_arguments.delta", delta=piece.text)
            else:
                yield from self._add_text(piece)

    def close(self, status: str) -> Iterator[BaseModel]:
        """The events that end the item that is open, if there is one."""
        item = self.items[-1] if self.items else None
        if item is None or item.status != "in_progress":
            return
        item.status = status
        if item.type == "message":
            part = item.content[0]
            yield self._event("output_text.done", content_index=0, text=part.text, logprobs=[])
            yield self._event("content_part.done", content_index=0, part=part)
        else:
            yield self._event("function_call_arguments.done", arguments=item.arguments)
        yield self._about_item("output_item.done")

    def finish(self, status: str) -> Iterator[BaseModel]:
        """The last events of items; a reply without text and calls is one empty message."""
        if not self.items:
            yield from self._open_message()
        yield from self.close(status)

    def _add_text(self, piece: Text) -> Iterator[BaseModel]:
        if not self.items:
            yield from self._open_message()
        self.items[-1].content[0].text += piece.text
        yield self._event("output_text.delta", content_index=0, delta=piece.text, logprobs=[])

    def _open_message(self) -> Iterator[BaseModel]:
        told = {"type": "message", "role": "assistant", "status": "in_progress", "content": []}
        self.items.append(sdk.ResponseOutputMessage(id=f"msg_{uuid4().hex}", **told))
        yield self._about_item("output_item.added")
        part = sdk.ResponseOutputText(type="output_text", text="", annotations=[], logprobs=[])
        self.items[-1].content.append(part)
        yield self._event("content_part.added", content_index=0, part=part)

    def _open_call(self, name: str) -> Iterator[BaseModel]:
        told = {"type": "function_call", "status": "in_progress", "arguments": ""}
        ids = {"id": f"fc_{uuid4().hex}", "call_id": openai_tools.call_id()}
        self.items.append(sdk.ResponseFunctionToolCall(name=name, **ids, **told))
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


EVENTS = {
    "output_item.added": sdk.ResponseOutputItemAddedEvent,
    "output_item.done": sdk.ResponseOutputItemDoneEvent,
    "content_part.added": sdk.ResponseContentPartAddedEvent,
    "content_part.done": sdk.ResponseContentPartDoneEvent,
    "output_text.delta": sdk.ResponseTextDeltaEvent,
    "output_text.done": sdk.ResponseTextDoneEvent,
    "function_call_arguments.delta": sdk.ResponseFunctionCallArgumentsDeltaEvent,
    "function_call_arguments.done": sdk.ResponseFunctionCallArgumentsDoneEvent,
}


def response(asked: Ask, answer: Answer) -> sdk.Response:
    """The whole reply."""
    [completion] = answer.completions
    output = Output(asked, answer)
    for step in completion.steps:
        list(output.add(step))
    list(output.finish(status_of(completion)))
    return whole(opening(asked, answer), output, completion)


def opening(asked: Ask, answer: Answer) -> sdk.Response:
    """A Response without output."""
    head = {"id": f"resp_{uuid4().hex}", "created_at": answer.created}
    return sdk.Response.model_validate(EMPTY | head | {"model": answer.model} | asked.echo)


def whole(head: sdk.Response, output: Output, completion: Completion) -> sdk.Response:
    status, details = status_of(completion), None
    if status == "incomplete":
        details = sdk.response.IncompleteDetails(reason="max_output_tokens")
    told = {"output": output.items, "status": status, "usage": usage(completion)}
    return head.model_copy(update=told | {"incomplete_details": details})


def status_of(completion: Completion) -> str:
    return "completed" if completion.finish_reason == "stop" else "incomplete"


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
        for body in output.finish(status_of(part)):
            yield body
        last = whole(head, output, part)
        if last.status == "completed":
            yield sdk.ResponseCompletedEvent(type="response.completed", response=last, **zero)
        else:
            yield sdk.ResponseIncompleteEvent(type="response.incomplete", response=last, **zero)


def broken_stream(refused: Refused, request_id: str) -> str:
    """What a stream that cannot go on says instead of response.completed."""
    told = {"message": refused.message, "code": refused.code, "param": refused.param}
    body = sdk.ResponseErrorEvent(type="error", sequence_number=0, **told)
    return f"event: error\ndata: {body.model_dump_json(exclude_unset=True)}\n\n"
