"""OpenAI's newer words: a Responses body -> Ask, and the bodies of errors and lists.

Served: text, instructions, input as a string or as items, function and custom tools, text.format,
logprobs. Besides OpenAI's parameters it takes seed. previous_response_id and store are served where
kept.py stands before it. Out: hosted tools, images, files, background, conversations, prompts that
are kept at OpenAI.
"""

from collections.abc import Mapping
from typing import Any, get_args

from openai.types import responses as sdk
from openai.types.responses.input_token_count_response import InputTokenCountResponse
from openai.types.responses.response_create_params import ResponseCreateParamsStreaming
from openai.types.responses.response_includable import ResponseIncludable
from pydantic import ValidationError

from helpers.pocket.engine import Settings
from helpers.server import fields, openai_tools, openai_wire, responses_prompt, schemas
from helpers.server.ask import Ask, Refused
from helpers.server.openai_wire import REQUEST_ID, error
from helpers.server.responses_output import EMPTY, events, response
from helpers.server.schemas import Format

__all__ = ["REQUEST_ID", "ask", "broken_stream", "error", "events", "response"]

VENDORS = frozenset(ResponseCreateParamsStreaming.__annotations__)
# fmt: off
PROMPT = frozenset({
    "input", "instructions", "model", "text", "tools", "tool_choice", "parallel_tool_calls",
    "previous_response_id", "reasoning", "truncation",
})
SERVED = PROMPT | frozenset({
    "max_output_tokens", "temperature", "top_p", "seed", "stream", "include", "top_logprobs",
})
NO_EFFECT = {  # no reply of ours depends on these; what their values must be
    "access_programs": dict, "image": dict, "max_tool_calls": int, "metadata": dict,
    "prompt_cache_key": str,
    "prompt_cache_options": dict, "prompt_cache_retention": str, "safety_identifier": str,
    "store": bool, "stream_options": dict, "user": str,
}
ONE_OF = {  # the same, of these values
    "service_tier": openai_wire.ONE_OF["service_tier"],
    "truncation": ("auto", "disabled"),
}
# fmt: on
# the values by which a field that is not served asks for nothing
NEUTRAL = {"background": [False], "context_management": [[]]}
LOGPROBS = "message.output_text.logprobs"


def ask(body: Mapping[str, Any]) -> Ask:
    """The Ask of a Responses body; Refused for what OpenAI would refuse or we do not serve."""
    fields.known(body, "OpenAI", SERVED | NO_EFFECT.keys() | ONE_OF.keys(), VENDORS, NEUTRAL)
    wants, told = extras(body), held(body)
    return Ask(
        **prompt(body),
        held_to=told.form,
        settings=Settings(
            temperature=fields.number(body, "temperature", 0, 2, 1.0),
            top_p=fields.number(body, "top_p", 0, 1, 1.0) or openai_wire.SMALLEST,
            seed=fields.integer(body, "seed", -(2**63), 2**63 - 1),
            grammar=told.grammar,
            top_logprobs=fields.integer(body, "top_logprobs", 0, 20, default=0) if wants else 0,
        ),
        max_tokens=fields.integer(body, "max_output_tokens", 1),
        stream=fields.typed(body, "stream", bool, False),
        wants=wants,
        echo=echo(body),
    )


def count_ask(body: Mapping[str, Any]) -> Ask:
    """The Ask of a body of /v1/responses/input_tokens: a prompt and no settings."""
    fields.known(body, "OpenAI", PROMPT, VENDORS, {})
    return Ask(**prompt(body), held_to=held(body).form, settings=Settings())


def token_count(tokens: int) -> InputTokenCountResponse:
    return InputTokenCountResponse(input_tokens=tokens, object="response.input_tokens")


def prompt(body: Mapping[str, Any]) -> dict[str, Any]:
    """What both kinds of body say of the prompt."""
    fields.ignored(body, NO_EFFECT, ONE_OF)
    reasoning = fields.typed(body, "reasoning", dict, {})
    fields.one_of(reasoning, "effort", openai_wire.ONE_OF["reasoning_effort"], "reasoning.effort")
    return {
        "model": fields.required(body, "model", str),
        "messages": responses_prompt.turns(body),
        "tools": openai_tools.tools(nested_tools(body)),
        "drop_oldest": body.get("truncation") == "auto",
    }


def held(body: Mapping[str, Any]) -> schemas.Held:
    nested = nested_tools(body)
    offered = openai_tools.tools(nested)
    return schemas.of_reply(text_format(body), offered, openai_tools.choice(nested, offered))


def extras(body: Mapping[str, Any]) -> frozenset[str]:
    """ "logprobs", where `include` names them; the other things to include do not exist here."""
    wanted = fields.typed(body, "include", list, [])
    for i, name in enumerate(wanted):
        if name not in get_args(ResponseIncludable):
            known = ", ".join(get_args(ResponseIncludable))
            raise fields.wrong(f"include[{i}]", name, f"one of {known}")
    return frozenset({"logprobs"} if LOGPROBS in wanted else ())


def nested_tools(body: Mapping[str, Any]) -> dict[str, Any]:
    """tools and tool_choice in the form of Chat Completions: the function in an object."""
    tools = fields.typed(body, "tools", list, [])
    choice = body.get("tool_choice")
    if isinstance(choice, dict) and choice.get("type") == "function":
        choice = {"type": "function", "function": {"name": choice.get("name")}}
    nested = [nested_tool(tool) if isinstance(tool, dict) else tool for tool in tools]
    told = {"tools": nested, "tool_choice": choice}
    return told | {"parallel_tool_calls": body.get("parallel_tool_calls")}


def nested_tool(tool: Mapping[str, Any]) -> dict[str, Any]:
    kind = tool.get("type")
    return {"type": kind} | ({kind: tool} if kind in ("function", "custom") else {})


def text_format(body: Mapping[str, Any]) -> Format | None:
    told = fields.typed(body, "text", dict, {})
    if extra := set(told) - {"format", "verbosity"}:
        at, words = f"text.{min(extra)}", "It is not in OpenAI's API."
        raise fields.bad(at, words, "unknown_parameter")
    fields.one_of(told, "verbosity", openai_wire.ONE_OF["verbosity"], "text.verbosity")
    wanted = fields.typed(told, "format", dict, {"type": "text"})
    if wanted.get("type") == "json_schema":
        return openai_tools.json_schema(wanted, "text.format")
    told = [body.get("instructions"), body.get("input")]
    return openai_tools.response_format({"response_format": wanted, "messages": told})


def echo(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a Response repeats of its request."""
    tools = [told_tool(tool) for tool in body.get("tools") or ()]
    repeated = {
        "instructions": body.get("instructions"),
        "max_output_tokens": body.get("max_output_tokens"),
        "metadata": {} if body.get("metadata") is None else body["metadata"],
        "parallel_tool_calls": body.get("parallel_tool_calls") is not False,
        "previous_response_id": body.get("previous_response_id"),
        "reasoning": {"effort": None, "summary": None} | (body.get("reasoning") or {}),
        "store": body.get("store") is not False,
        "temperature": 1.0 if body.get("temperature") is None else body["temperature"],
        "text": {"format": {"type": "text"}} | (body.get("text") or {}),
        "tool_choice": body.get("tool_choice") or "auto",
        "tools": tools,
        "top_logprobs": body.get("top_logprobs") or 0,
        "top_p": 1.0 if body.get("top_p") is None else body["top_p"],
        "truncation": body.get("truncation") or "disabled",
    }
    try:
        sdk.Response.model_validate(EMPTY | repeated)
    except ValidationError as fault:
        first = fault.errors()[0]
        name = str(first["loc"][0])
        raise fields.bad(name, f"{name} cannot be read: {first['msg']}.") from None
    return repeated


def told_tool(tool: Mapping[str, Any]) -> dict[str, Any]:
    if tool.get("type") == "custom":
        return dict(tool)
    return {"parameters": None, "strict": False} | dict(tool)


def deleted(id: str) -> dict[str, Any]:
    return {"id": id, "object": "response", "deleted": True}


def item_list(items: list[dict[str, Any]]) -> dict[str, Any]:
    """One page with every item, the newest first."""
    data = list(reversed(items))
    ends = {"first_id": data[0]["id"], "last_id": data[-1]["id"]} if data else {}
    return {"object": "list", "data": data, "has_more": False} | ends


def broken_stream(refused: Refused, request_id: str) -> str:
    """What a stream that cannot go on says instead of response.completed."""
    told = {"message": openai_wire.words(refused), "code": refused.code, "param": refused.param}
    body = sdk.ResponseErrorEvent(type="error", sequence_number=0, **told)
    return f"event: error\ndata: {body.model_dump_json(exclude_unset=True)}\n\n"
