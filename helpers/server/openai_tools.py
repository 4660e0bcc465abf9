"""OpenAI's words for tools and structured output: body -> tools and grammar, calls -> tool_calls.

The half of Chat Completions that openai_wire does not hold. Served: function tools, tool_choice
none, auto, required and a named function, parallel_tool_calls, response_format. A call is held to
its schema in any case, strict or not; strict also checks the schema as OpenAI does. Out: custom
and hosted tools, allowed_tools, response_format and callable tools in one request.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from openai.types.chat import ChatCompletionMessageFunctionToolCall
from openai.types.chat.chat_completion_chunk import (
    ChoiceDeltaToolCall,
    ChoiceDeltaToolCallFunction,
)
from openai.types.chat.chat_completion_message_function_tool_call import Function

from helpers.pocket.grammar import JSON_OBJECT, Grammar, of_schema
from helpers.pocket.tools import Call, Tool
from helpers.server import fields, pairs, schemas
from helpers.server.pieces import Arguments, Opened
from helpers.server.schemas import Choice

EMPTY = {"type": "object", "properties": {}, "additionalProperties": False}


def check_given(body: Mapping[str, Any]) -> None:
    """Refused: an empty list of tools, and what goes only with tools (Responses takes both)."""
    if body.get("tools") == []:
        raise fields.bad("tools", "tools is empty; name a tool or leave it out.", "empty_array")
    for name in ("tool_choice", "parallel_tool_calls"):
        if body.get(name) is not None and body.get("tools") is None:
            raise fields.bad(name, f"{name} is only allowed when tools are given.")


def tools(body: Mapping[str, Any]) -> tuple[Tool, ...]:
    """The tools of a body that may be called: none with tool_choice "none"."""
    items = fields.typed(body, "tools", list, [])
    found = tuple(tool(item, f"tools[{i}]") for i, item in enumerate(items))
    names = [each["name"] for each in found]
    if len(set(names)) < len(names):
        raise fields.bad("tools", "Two tools have one name; each needs its own.")
    return () if body.get("tool_choice") == "none" else found


def tool(item: Any, at: str) -> Tool:
    told = function_of(item, at)
    name = fields.name(told, f"{at}.function.name")
    parameters = EMPTY if told.get("parameters") in (None, {}) else told["parameters"]
    strict = fields.typed(told, "strict", bool, False)
    schemas.check_tool(parameters, f"function {name!r}", f"{at}.function.parameters", strict)
    description = fields.typed(told, "description", str, "")
    return {"name": name, "description": description, "parameters": parameters}


def function_of(item: Any, at: str) -> Mapping[str, Any]:
    if not isinstance(item, dict) or item.get("type") != "function":
        kind = item.get("type") if isinstance(item, dict) else item
        raise fields.wrong(f"{at}.type", kind, '"function"; no other tools are served here')
    if not isinstance(item.get("function"), dict):
        raise fields.wrong(f"{at}.function", item.get("function"), "an object with a name")
    return item["function"]


def grammar(body: Mapping[str, Any], offered: Sequence[Tool]) -> Grammar | None:
    """What the reply is held to; None: any text."""
    wanted = response_format(body)
    picked = choice(body, offered)
    if wanted and offered:
        message = "response_format together with tools that may be called is not served here."
        raise fields.bad("response_format", message, "unsupported_parameter")
    return schemas.of_choice(offered, picked) if offered else wanted


def choice(body: Mapping[str, Any], offered: Sequence[Tool]) -> Choice:
    told = body.get("tool_choice")
    several = fields.typed(body, "parallel_tool_calls", bool, True)
    if told in (None, "none", "auto"):
        return Choice(several=several)
    if not offered:
        message = "tool_choice is only allowed when tools are given."
        raise fields.bad("tool_choice", message)
    if told == "required":
        return Choice(forced=True, several=several)
    return Choice(forced=True, name=named(told, offered))


def named(told: Any, offered: Sequence[Tool]) -> str:
    if isinstance(told, dict) and told.get("type") == "allowed_tools":
        message = "allowed_tools is not served here; leave the other tools out of tools."
        raise fields.bad("tool_choice", message, "unsupported_parameter")
    function = told.get("function") if isinstance(told, dict) else None
    if not isinstance(function, dict) or told.get("type") != "function":
        wanted = '"none", "auto", "required" or {"type": "function", "function": {"name": ...}}'
        raise fields.wrong("tool_choice", told, wanted)
    return one_of(function.get("name"), offered)


def one_of(name: Any, offered: Sequence[Tool]) -> str:
    if name not in [tool["name"] for tool in offered]:
        message = f"tool_choice names {fields.shown(name)}, which is not among the tools."
        raise fields.bad("tool_choice", message)
    return name


def response_format(body: Mapping[str, Any]) -> Grammar | None:
    told = fields.typed(body, "response_format", dict, {"type": "text"})
    if told.get("type") == "text":
        return None
    if told.get("type") == "json_object":
        check_word(body["messages"])
        return of_schema(JSON_OBJECT)
    if told.get("type") != "json_schema":
        wanted = '"text", "json_object" or "json_schema"'
        raise fields.wrong("response_format.type", told.get("type"), wanted)
    return json_schema(fields.required(told, "json_schema", dict), "response_format.json_schema")


def json_schema(told: Mapping[str, Any], at: str) -> Grammar:
    """The grammar of {"name", "schema", "strict"}."""
    name = fields.name(told, f"{at}.name")
    strict = fields.typed(told, "strict", bool, False)
    what = f"response_format {name!r}"
    schema = JSON_OBJECT if told.get("schema") is None else told["schema"]
    return schemas.of_output(schema, what, f"{at}.schema", strict)


def check_word(messages: Any) -> None:
    """OpenAI refuses json_object where the model is not told of JSON."""
    if "json" not in str(messages).lower():
        message = (
            "'messages' must contain the word 'json' in some form, "
            "to use 'response_format' of type 'json_object'."
        )
        raise fields.bad("messages", message)


def calls_of(item: Mapping[str, Any], at: str) -> list[dict[str, str]]:
    """The calls of an assistant's message: {"id", "name", "arguments"}."""
    if item.get("tool_calls") == []:
        message = f"{at}.tool_calls is empty; leave it out where there is no call."
        raise fields.bad(f"{at}.tool_calls", message, "empty_array")
    calls = []
    for i, call in enumerate(fields.typed(item, "tool_calls", list, [])):
        told = function_of(call, f"{at}.tool_calls[{i}]")
        if not isinstance(call.get("id"), str) or not isinstance(told.get("arguments"), str):
            wanted = 'an object such as {"id": "call_1", "type": "function", "function": {...}}'
            raise fields.wrong(f"{at}.tool_calls[{i}]", call, wanted)
        name = fields.name(told, f"{at}.tool_calls[{i}].function.name")
        calls.append({"id": call["id"], "name": name, "arguments": told["arguments"]})
    return calls


def paired(turns: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The turns with the results of calls in the order of the calls."""
    try:
        return pairs.paired(turns)
    except pairs.Strange as fault:
        message = (
            "messages with role 'tool' must be a response to a preceding message with "
            f"'tool_calls'; {fault} is not among its ids."
        )
        raise fields.bad("messages", message) from None
    except pairs.Unanswered as fault:
        message = (
            "An assistant message with 'tool_calls' must be followed by tool messages responding "
            f"to each 'tool_call_id'. The following did not have response messages: {fault}."
        )
        raise fields.bad("messages", message) from None


def tool_calls(calls: Sequence[Call]) -> list[ChatCompletionMessageFunctionToolCall]:
    return [
        ChatCompletionMessageFunctionToolCall(
            id=call_id(), type="function", function=Function(**call)
        )
        for call in calls
    ]


def delta(piece: Opened | Arguments) -> list[ChoiceDeltaToolCall]:
    """The tool_calls of one chunk's delta."""
    if isinstance(piece, Opened):
        function = ChoiceDeltaToolCallFunction(name=piece.name, arguments="")
        return [
            ChoiceDeltaToolCall(index=piece.index, id=call_id(), type="function", function=function)
        ]
    function = ChoiceDeltaToolCallFunction(arguments=piece.text)
    return [ChoiceDeltaToolCall(index=piece.index, function=function)]


def call_id() -> str:
    return f"call_{uuid4().hex[:24]}"
