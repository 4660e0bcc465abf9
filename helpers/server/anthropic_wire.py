"""Anthropic's words: a Messages body -> Ask, an Answer -> a Message, count_tokens, errors, Models.

The bodies are built with the SDK's own types. temperature, top_p and top_k are in the protocol
although the SDK's current `messages.create()` has no arguments for them (`extra_body=` sends
them). Out: tools, thinking, images, documents, batches, files.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any
from uuid import uuid4

from anthropic.types import (
    Message,
    MessageDeltaUsage,
    MessageTokensCount,
    ModelInfo,
    RawContentBlockDeltaEvent,
    RawContentBlockStartEvent,
    RawContentBlockStopEvent,
    RawMessageDeltaEvent,
    RawMessageStartEvent,
    RawMessageStopEvent,
    TextBlock,
    TextDelta,
    Usage,
)
from anthropic.types.message_count_tokens_params import MessageCountTokensParams
from anthropic.types.message_create_params import MessageCreateParamsStreaming
from anthropic.types.raw_message_delta_event import Delta
from anthropic.types.shared import ErrorResponse

from helpers.pocket.engine import Completion, Settings
from helpers.server import fields
from helpers.server.ask import Answer, Ask, Refused

REQUEST_ID = "request-id"

PROMPT = frozenset({"messages", "model", "system", "cache_control"})
SAMPLING = frozenset({"temperature", "top_p", "top_k"})
SERVED = PROMPT | SAMPLING | frozenset({"max_tokens", "stop_sequences", "stream"})
# no reply of ours depends on these
NO_EFFECT = frozenset({"inference_geo", "metadata", "service_tier"})
VENDORS = frozenset(MessageCreateParamsStreaming.__annotations__)
COUNT_VENDORS = frozenset(MessageCountTokensParams.__annotations__)
# the values by which a field that is not served asks for nothing
NEUTRAL = {
    "output_config": [{}],
    "speed": ["standard"],
    "thinking": [{"type": "disabled"}],
    "tool_choice": [{"type": "none"}],
    "tools": [[]],
}
SMALLEST = 1e-9  # top_p 0 leaves the most likely token, as the smallest top_p does
ROLES = ("user", "assistant", "system")
ERROR_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    404: "not_found_error",
    405: "invalid_request_error",
    429: "rate_limit_error",
    529: "overloaded_error",
}


def ask(body: Mapping[str, Any]) -> Ask:
    """The Ask of a Messages body; Refused for what Anthropic would refuse or we do not serve."""
    fields.known(body, "Anthropic", SERVED | NO_EFFECT, VENDORS, NEUTRAL)
    fields.required(body, "max_tokens", int)
    stop = fields.strings(body.get("stop_sequences"), "stop_sequences", 16)
    return Ask(
        model=fields.required(body, "model", str),
        messages=messages(body),
        settings=Settings(
            temperature=fields.number(body, "temperature", 0, 1, 1.0),
            top_p=fields.number(body, "top_p", 0, 1, 1.0) or SMALLEST,
            top_k=fields.integer(body, "top_k", 0, 1_000_000, default=0),
            stop=stop,
        ),
        max_tokens=fields.integer(body, "max_tokens", 1),
        stream=fields.typed(body, "stream", bool, False),
        wants=frozenset({"cache"} if asks_for_cache(body) else ()),
    )


def count_ask(body: Mapping[str, Any]) -> Ask:
    """The Ask of a count_tokens body: a prompt and no settings."""
    fields.known(body, "Anthropic", PROMPT, COUNT_VENDORS, NEUTRAL)
    model = fields.required(body, "model", str)
    return Ask(model=model, messages=messages(body), settings=Settings())


def asks_for_cache(body: Mapping[str, Any]) -> bool:
    """Whether cache_control stands anywhere: without it Anthropic caches nothing."""
    contents = [body.get("system"), *(item["content"] for item in body["messages"])]
    blocks = [block for content in contents if isinstance(content, list) for block in content]
    return any(part.get("cache_control") for part in [body, *blocks])


def messages(body: Mapping[str, Any]) -> tuple[dict[str, str], ...]:
    """The system prompt and the turns; neighbours of one role are one turn, as at Anthropic."""
    turns = []
    for message in [*system(body), *conversation(fields.required(body, "messages", list))]:
        if turns and turns[-1]["role"] == message["role"]:
            turns[-1]["content"] += "\n" + message["content"]
        else:
            turns.append(message)
    return tuple(turns)


def system(body: Mapping[str, Any]) -> list[dict[str, str]]:
    content = body.get("system")
    if not content:
        return []
    return [{"role": "system", "content": text(content, "system")}]


def conversation(items: list) -> list[dict[str, str]]:
    if not items:
        raise Refused(400, "messages: at least one message is required.", "messages")
    turns = [message(item, f"messages.{i}") for i, item in enumerate(items)]
    if turns[0]["role"] != "user":
        came = fields.shown(turns[0]["role"])
        sentence = f"messages: the first message must use the user role, not {came}"
        raise Refused(
            400,
            f"{sentence}; a system prompt goes into the top-level system parameter.",
            "messages",
        )
    last = turns[-1]
    if last["role"] == "assistant" and last["content"] != last["content"].rstrip():
        raise Refused(
            400,
            "messages: final assistant content cannot end with trailing whitespace.",
            "messages",
        )
    return turns


def message(item: Any, at: str) -> dict[str, str]:
    if not isinstance(item, dict):
        raise fields.wrong(at, item, 'an object such as {"role": "user", "content": "Hello"}')
    if item.get("role") not in ROLES:
        raise fields.wrong(f"{at}.role", item.get("role"), f"one of {', '.join(ROLES)}")
    if extra := set(item) - {"role", "content"}:
        raise Refused(400, f"{at}.{min(extra)}: Extra inputs are not permitted.")
    content = text(item.get("content"), f"{at}.content")
    if not content:
        raise Refused(400, f"{at}: messages must have non-empty content.")
    return {"role": item["role"], "content": content}


def text(content: Any, at: str) -> str:
    """A content string, or the texts of a list of text blocks, a line each."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list) or not content:
        raise fields.wrong(at, content, "a string or a list of text blocks")
    return "\n".join(block_text(block, f"{at}.{i}") for i, block in enumerate(content))


def block_text(block: Any, at: str) -> str:
    if not isinstance(block, dict) or "type" not in block:
        raise fields.wrong(at, block, 'an object such as {"type": "text", "text": "Hello"}')
    if block["type"] != "text":
        raise Refused(
            400, f"{at}.type is {fields.shown(block['type'])}, but this model reads text only."
        )
    if extra := {name for name in block if block[name]} - {"type", "text", "cache_control"}:
        raise Refused(400, f"{at}.{min(extra)} is not served here; leave it out.")
    if not isinstance(block.get("text"), str) or not block["text"]:
        raise fields.wrong(f"{at}.text", block.get("text"), "a string that is not empty")
    return block["text"]


def response(asked: Ask, answer: Answer) -> Message:
    """The whole reply."""
    [completion] = answer.completions
    return Message(
        id=f"msg_{uuid4().hex}",
        type="message",
        role="assistant",
        model=answer.model,
        content=[TextBlock(type="text", text=completion.text, citations=None)],
        usage=Usage(
            output_tokens=len(completion.ids),
            service_tier="standard",
            **input_usage(asked, completion),
        ),
        **stopped(asked, completion),
    )


def stopped(asked: Ask, completion: Completion) -> dict[str, Any]:
    """stop_reason and stop_sequence."""
    if completion.stop_sequence is not None:
        reason = "stop_sequence"
    elif completion.finish_reason == "stop":
        reason = "end_turn"
    elif len(completion.ids) >= asked.max_tokens:
        reason = "max_tokens"
    else:
        reason = "model_context_window_exceeded"
    return {"stop_reason": reason, "stop_sequence": completion.stop_sequence}


def input_usage(asked: Ask, completion: Completion) -> dict[str, int]:
    """Tokens read from the cache are not counted as input_tokens."""
    cached = completion.cached_tokens if "cache" in asked.wants else 0
    return {
        "input_tokens": completion.prompt_tokens - cached,
        "cache_read_input_tokens": cached,
        "cache_creation_input_tokens": 0,
    }


async def events(asked: Ask, answer: Answer, parts: AsyncIterator) -> AsyncIterator[str]:
    """The named server-sent events of a streamed reply; parts are (0, Step or Completion)."""
    yield event(RawMessageStartEvent(type="message_start", message=opening(asked, answer)))
    block = TextBlock(type="text", text="", citations=None)
    yield event(RawContentBlockStartEvent(type="content_block_start", index=0, content_block=block))
    async for _, part in parts:
        if isinstance(part, Completion):
            yield event(RawContentBlockStopEvent(type="content_block_stop", index=0))
            yield event(closing(asked, part))
        elif part.text:
            delta = TextDelta(type="text_delta", text=part.text)
            yield event(RawContentBlockDeltaEvent(type="content_block_delta", index=0, delta=delta))
    yield event(RawMessageStopEvent(type="message_stop"))


def event(body) -> str:
    return f"event: {body.type}\ndata: {body.model_dump_json(exclude_unset=True)}\n\n"


def opening(asked: Ask, answer: Answer) -> Message:
    """The Message of message_start: empty, and what is read from the cache is not known yet."""
    return Message(
        id=f"msg_{uuid4().hex}",
        type="message",
        role="assistant",
        model=answer.model,
        content=[],
        stop_reason=None,
        stop_sequence=None,
        usage=Usage(input_tokens=answer.prompt_tokens, output_tokens=0, service_tier="standard"),
    )


def closing(asked: Ask, completion: Completion) -> RawMessageDeltaEvent:
    usage = MessageDeltaUsage(output_tokens=len(completion.ids), **input_usage(asked, completion))
    return RawMessageDeltaEvent(
        type="message_delta", delta=Delta(**stopped(asked, completion)), usage=usage
    )


def token_count(tokens: int) -> MessageTokensCount:
    return MessageTokensCount(input_tokens=tokens)


def broken_stream(refused: Refused, request_id: str) -> str:
    """What a stream that cannot go on says instead of message_stop."""
    return f"event: error\ndata: {error(refused, request_id)}\n\n"


def error(refused: Refused, request_id: str) -> str:
    """The error body: {"type": "error", "error": {"type", "message"}, "request_id"}."""
    kind = ERROR_TYPES.get(refused.status, "api_error")
    body = {
        "type": "error",
        "error": {"type": kind, "message": refused.message},
        "request_id": request_id,
    }
    return ErrorResponse.model_validate(body).model_dump_json(exclude_unset=True)


def model(name: str) -> ModelInfo:
    """The epoch stands for a release date that is not known, as Anthropic has it."""
    return ModelInfo(
        type="model",
        id=name,
        display_name=name,
        created_at="1970-01-01T00:00:00Z",
        lifecycle="active",
    )


def models(names: Iterable[str]) -> dict[str, Any]:
    """One page with every model."""
    names = list(names)
    data = [model(name).model_dump(mode="json", exclude_unset=True) for name in names]
    ends = (
        {"first_id": names[0], "last_id": names[-1]}
        if names
        else {"first_id": None, "last_id": None}
    )
    return {"data": data, "has_more": False} | ends
