"""Anthropic's words: a Messages body -> Ask, and the bodies of counts, errors and Models.

The bodies are built with the SDK's own types. temperature, top_p and top_k are in the protocol
although the SDK's current `messages.create()` has no arguments for them (`extra_body=` sends
them). What the vendor takes and no reply of this model depends on, in the beta too, is checked and
left out. Out: images, batches, files, threads, the vendor's own tools.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from anthropic.types import MessageTokensCount, ModelInfo
from anthropic.types.beta.message_count_tokens_params import MessageCountTokensParams
from anthropic.types.beta.message_create_params import MessageCreateParamsStreaming
from anthropic.types.shared import ErrorResponse

from helpers.pocket.engine import Settings
from helpers.pocket.tools import Tool
from helpers.server import anthropic_cache, anthropic_prompt, anthropic_tools, fields
from helpers.server.anthropic_replies import events, response
from helpers.server.ask import Ask, Refused, TooLong

__all__ = [
    "REQUEST_ID",
    "ask",
    "broken_stream",
    "count_ask",
    "error",
    "events",
    "model",
    "models",
    "response",
    "token_count",
]

REQUEST_ID = "request-id"

# fmt: off
PROMPT = frozenset({
    "messages", "model", "system", "cache_control", "tools", "tool_choice", "output_config",
    "output_format", "thinking", "thread", "context_management",
})
SAMPLING = frozenset({"temperature", "top_p", "top_k"})
SERVED = PROMPT | SAMPLING | frozenset({"max_tokens", "stop_sequences", "stream"})
NO_EFFECT = {  # no reply of ours depends on these; what their values must be
    "billing_policy": dict, "diagnostics": dict, "inference_geo": str, "metadata": dict,
    "user_profile_id": str, "workspace_id": str,
}
ONE_OF = {  # the same, of these values
    "service_tier": ("auto", "standard_only"),
    "speed": ("standard", "fast"),
}
# fmt: on
ANY = {"betas", "fallbacks", "fallback_credit_token"}  # the same, of any value
NO_EFFECT_AT_ALL = NO_EFFECT.keys() | ONE_OF.keys() | ANY
VENDORS = frozenset(MessageCreateParamsStreaming.__annotations__) | {"output_format"}
COUNT_VENDORS = frozenset(MessageCountTokensParams.__annotations__) | {"output_format"}
# the values by which a field that is not served asks for nothing
NEUTRAL = {"mcp_servers": [[]]}
THINKING = ("enabled", "disabled", "adaptive", "between_tools")
LEAST_BUDGET = 1024
NEVER_REACHED = 50_000  # tokens: no model here has such a window
SMALLEST = 1e-9  # top_p 0 leaves the most likely token, as the smallest top_p does
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
    fields.known(body, "Anthropic", SERVED | NO_EFFECT_AT_ALL, VENDORS, NEUTRAL)
    fields.ignored(body, NO_EFFECT, ONE_OF)
    fields.required(body, "max_tokens", int)
    stop = fields.strings(body.get("stop_sequences"), "stop_sequences", 16)
    if not all(text.strip() for text in stop):
        message = "stop_sequences: each stop sequence must contain non-whitespace."
        raise fields.bad("stop_sequences", message)
    model, turns, tools = prompt(body)
    held = anthropic_tools.held(body, tools)
    return Ask(
        model=model,
        messages=turns,
        tools=tools,
        held_to=held.form,
        settings=Settings(
            grammar=held.grammar,
            temperature=fields.number(body, "temperature", 0, 1, 1.0),
            top_p=fields.number(body, "top_p", 0, 1, 1.0) or SMALLEST,
            top_k=fields.integer(body, "top_k", 0, 1_000_000, default=0),
            stop=stop,
        ),
        max_tokens=max_tokens(body),
        stream=fields.typed(body, "stream", bool, False),
        cached=anthropic_cache.blocks(body, tools),
    )


def max_tokens(body: Mapping[str, Any]) -> int:
    """0 only writes the prompt into the cache: the reply is empty, and cannot be streamed."""
    most = fields.integer(body, "max_tokens", 0)
    if most == 0 and body.get("stream"):
        raise fields.bad("max_tokens", "max_tokens: 0 is not supported together with stream.")
    return most


def count_ask(body: Mapping[str, Any]) -> Ask:
    """The Ask of a count_tokens body: a prompt and no settings."""
    fields.known(body, "Anthropic", PROMPT | NO_EFFECT_AT_ALL, COUNT_VENDORS, NEUTRAL)
    fields.ignored(body, NO_EFFECT, ONE_OF)
    model, turns, tools = prompt(body)
    form = anthropic_tools.held(body, tools).form
    anthropic_cache.blocks(body, tools)
    return Ask(model=model, messages=turns, settings=Settings(), tools=tools, held_to=form)


def prompt(body: Mapping[str, Any]) -> tuple[str, tuple[dict[str, Any], ...], tuple[Tool, ...]]:
    """What both kinds of body say of the prompt: the model, the turns and the tools."""
    check_thread(body)
    check_thinking(body)
    check_editing(body)
    model = fields.required(body, "model", str)
    return model, anthropic_prompt.messages(body), anthropic_tools.tools(body)


def check_thread(body: Mapping[str, Any]) -> None:
    """No conversation is kept here: the SDK, told so, sends the whole one without `thread`."""
    if fields.typed(body, "thread", dict) is not None:
        message = "thread: this server keeps no threads; send the full conversation without it."
        raise Refused(400, message, "thread", details={"error_code": "thread_unsupported_request"})


def check_thinking(body: Mapping[str, Any]) -> None:
    """This model does not think before it answers; what asks for it must be well formed."""
    told = fields.typed(body, "thinking", dict, {"type": "disabled"})
    fields.one_of(told, "type", THINKING, "thinking.type")
    if told.get("type") not in THINKING:
        raise fields.wrong("thinking.type", told.get("type"), f"one of {', '.join(THINKING)}")
    if told["type"] != "enabled":
        return
    budget = fields.typed(told, "budget_tokens", int)
    if budget is None or budget < LEAST_BUDGET:
        wanted = f"a whole number, {LEAST_BUDGET} or more"
        raise fields.wrong("thinking.enabled.budget_tokens", budget, wanted)
    if isinstance(body.get("max_tokens"), int) and body["max_tokens"] <= budget:
        raise fields.bad(
            "max_tokens", "`max_tokens` must be greater than `thinking.budget_tokens`."
        )


def check_editing(body: Mapping[str, Any]) -> None:
    """What is cleared from a prompt that no window here holds is never cleared."""
    told = fields.typed(body, "context_management", dict, {})
    for i, edit in enumerate(fields.typed(told, "edits", list, [])):
        at = f"context_management.edits.{i}"
        if not isinstance(edit, dict) or not isinstance(edit.get("type"), str):
            raise fields.wrong(at, edit, 'an object such as {"type": "clear_tool_uses_20250919"}')
        trigger = fields.typed(edit, "trigger", dict, {})
        least = fields.integer(trigger, "value", 0, default=NEVER_REACHED)
        if least < NEVER_REACHED and not edit["type"].startswith("clear_thinking"):
            message = f"{at} is in Anthropic's API, but this local server clears nothing."
            raise Refused(400, f"{message} Leave it out.", at)


def token_count(tokens: int) -> MessageTokensCount:
    return MessageTokensCount(input_tokens=tokens)


def broken_stream(refused: Refused, request_id: str) -> str:
    """What a stream that cannot go on says instead of message_stop."""
    return f"event: error\ndata: {error(refused, request_id)}\n\n"


def error(refused: Refused, request_id: str) -> str:
    """The error body: {"type": "error", "error": {"type", "message"}, "request_id"}."""
    kind = ERROR_TYPES.get(refused.status, "api_error")
    details = {"details": dict(refused.details)} if refused.details else {}
    body = {
        "type": "error",
        "error": {"type": kind, "message": words(refused)} | details,
        "request_id": request_id,
    }
    return ErrorResponse.model_validate(body).model_dump_json(exclude_unset=True)


def words(refused: Refused) -> str:
    """The message; what Anthropic says in words of its own begins with those."""
    if isinstance(refused, TooLong):
        return f"prompt is too long: {refused.tokens} tokens > {refused.window} maximum"
    if refused.code == "missing_required_parameter":
        return f"{refused.param}: Field required. {refused.message}"
    if refused.code == "unknown_parameter":
        return f"{refused.param}: Extra inputs are not permitted. {refused.message}"
    return refused.message


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
