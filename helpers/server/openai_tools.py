"""OpenAI's words for tools and structured output: body -> tools and grammar, calls -> tool_calls.

The half of Chat Completions that openai_wire does not hold. Served: function tools, custom tools
whose input is any text or one regular expression, tool_choice none, auto, required, a named tool
and allowed_tools, parallel_tool_calls, response_format, and both in one request. A call is held to
its schema in any case, strict or not; strict also checks the schema as OpenAI does. Out: hosted
tools, grammars in Lark.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from jiter import from_json
from openai.types.chat import (
    ChatCompletionMessageCustomToolCall,
    ChatCompletionMessageFunctionToolCall,
    ChatCompletionMessageToolCallUnion,
)
from openai.types.chat.chat_completion_message_custom_tool_call import Custom
from openai.types.chat.chat_completion_message_function_tool_call import Function

from helpers.pocket.grammar import JSON_OBJECT
from helpers.pocket.tools import Call, Tool
from helpers.server import fields, pairs, schemas
from helpers.server.schemas import Choice, Format, Held

EMPTY = {"type": "object", "properties": {}, "additionalProperties": False}


def tools(body: Mapping[str, Any]) -> tuple[Tool, ...]:
    """The tools of a body that may be called: none with tool_choice "none"."""
    items = fields.typed(body, "tools", list, [])
    found = tuple(tool(item, f"tools[{i}]") for i, item in enumerate(items))
    names = [each["name"] for each in found]
    if len(set(names)) < len(names):
        raise fields.bad("tools", "Two tools have one name; each needs its own.")
    return () if body.get("tool_choice") == "none" else found


def tool(item: Any, at: str) -> Tool:
    if isinstance(item, dict) and item.get("type") == "custom":
        return custom_tool(item, at)
    told = function_of(item, at)
    name = fields.name(told, f"{at}.function.name")
    parameters = EMPTY if told.get("parameters") in (None, {}) else told["parameters"]
    if isinstance(parameters, dict):
        parameters = {word: part for word, part in parameters.items() if part is not None}
    strict = schemas.closed_and_required if fields.typed(told, "strict", bool) else None
    what, param = f"function {name!r}", f"{at}.function.parameters"
    schemas.of_object(parameters, what, param, strict)
    description = fields.typed(told, "description", str, "")
    return {"name": name, "description": description, "parameters": parameters}


def custom_tool(item: Mapping[str, Any], at: str) -> Tool:
    """A tool whose argument is a text: to the model, a function with one string."""
    told = item.get("custom")
    if not isinstance(told, dict):
        raise fields.wrong(f"{at}.custom", told, "an object with a name")
    name = fields.name(told, f"{at}.custom.name")
    text = {"type": "string"} | pattern_of(told, at)
    parameters = EMPTY | {"properties": {"input": text}, "required": ["input"]}
    schemas.of_object(parameters, f"custom tool {name!r}", f"{at}.custom.format")
    description = fields.typed(told, "description", str, "")
    return {"name": name, "description": description, "parameters": parameters, "custom": True}


def pattern_of(told: Mapping[str, Any], at: str) -> dict[str, str]:
    """The keyword that holds a custom tool's input to its format; Responses has it one level up."""
    wanted = fields.typed(told, "format", dict, {"type": "text"})
    rules = wanted if wanted.get("grammar") is None else fields.typed(wanted, "grammar", dict)
    if wanted.get("type") == "text":
        return {}
    if wanted.get("type") != "grammar" or rules.get("syntax") != "regex":
        came = rules.get("syntax", wanted.get("type"))
        raise fields.wrong(f"{at}.custom.format", came, "text, or a grammar with the syntax regex")
    return {"pattern": f"^(?:{fields.required(rules, 'definition', str)})$"}


def function_of(item: Any, at: str) -> Mapping[str, Any]:
    if not isinstance(item, dict) or item.get("type") != "function":
        kind = item.get("type") if isinstance(item, dict) else item
        wanted = '"function" or "custom"; no other tools are served here'
        raise fields.wrong(f"{at}.type", kind, wanted)
    if not isinstance(item.get("function"), dict):
        raise fields.wrong(f"{at}.function", item.get("function"), "an object with a name")
    return item["function"]


def held(body: Mapping[str, Any], offered: Sequence[Tool]) -> Held:
    """What the reply is held to."""
    return schemas.of_reply(response_format(body), offered, choice(body, offered))


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
    if isinstance(told, dict) and told.get("type") == "allowed_tools":
        return allowed(told, offered, several)
    return Choice(forced=True, names=frozenset({named(told, offered)}), several=False)


def allowed(told: Mapping[str, Any], offered: Sequence[Tool], several: bool) -> Choice:
    """The model reads of all tools and may call these."""
    told = told if told.get("allowed_tools") is None else fields.typed(told, "allowed_tools", dict)
    items = fields.required(told, "tools", list)
    if told.get("mode") not in ("auto", "required"):
        raise fields.wrong("tool_choice.mode", told.get("mode"), '"auto" or "required"')
    names = frozenset(one_of(name_in(item), offered) for item in items)
    if not names:
        raise fields.bad("tool_choice", "tool_choice allows no tool; name one, or use none.")
    return Choice(told["mode"] == "required", names, several)


def name_in(item: Any) -> Any:
    """The name that {"type": "function", "function": {"name": ...}} or its flat form holds."""
    item = item if isinstance(item, dict) else {}
    inner = item.get(item.get("type")) if isinstance(item.get("type"), str) else None
    return (inner if isinstance(inner, dict) else item).get("name")


def named(told: Any, offered: Sequence[Tool]) -> str:
    if not isinstance(told, dict) or told.get("type") not in ("function", "custom"):
        wanted = (
            '"none", "auto", "required", {"type": "function", "function": {"name": ...}} or '
            '{"type": "allowed_tools", "allowed_tools": {"mode": ..., "tools": [...]}}'
        )
        raise fields.wrong("tool_choice", told, wanted)
    return one_of(name_in(told), offered)


def one_of(name: Any, offered: Sequence[Tool]) -> str:
    if name not in [tool["name"] for tool in offered]:
        message = f"tool_choice names {fields.shown(name)}, which is not among the tools."
        raise fields.bad("tool_choice", message)
    return name


def response_format(body: Mapping[str, Any]) -> Format | None:
    told = fields.typed(body, "response_format", dict, {"type": "text"})
    if told.get("type") == "text":
        return None
    if told.get("type") == "json_object":
        check_word(body["messages"])
        return Format(JSON_OBJECT, lenient=False)
    if told.get("type") != "json_schema":
        wanted = '"text", "json_object" or "json_schema"'
        raise fields.wrong("response_format.type", told.get("type"), wanted)
    return json_schema(fields.required(told, "json_schema", dict), "response_format.json_schema")


def json_schema(told: Mapping[str, Any], at: str) -> Format:
    """The Format of {"name", "schema", "strict"}."""
    name = fields.name(told, f"{at}.name")
    strict = schemas.closed_and_required if fields.typed(told, "strict", bool) else None
    schema = JSON_OBJECT if told.get("schema") is None else told["schema"]
    return schemas.of_object(schema, f"response_format {name!r}", f"{at}.schema", strict)


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
    calls = fields.typed(item, "tool_calls", list, [])
    return [call_of(call, f"{at}.tool_calls[{i}]") for i, call in enumerate(calls)]


def call_of(call: Any, at: str) -> dict[str, str]:
    custom = isinstance(call, dict) and call.get("type") == "custom"
    told = call.get("custom") if custom else function_of(call, at)
    text = told.get("input" if custom else "arguments") if isinstance(told, dict) else None
    if not isinstance(call.get("id"), str) or not isinstance(text, str):
        wanted = 'an object such as {"id": "call_1", "type": "function", "function": {...}}'
        raise fields.wrong(at, call, wanted)
    arguments = json.dumps({"input": text}, ensure_ascii=False) if custom else text
    name = fields.name(told, f"{at}.{call['type']}.name")
    return {"id": call["id"], "name": name, "arguments": arguments}


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


def tool_calls(
    calls: Sequence[Call], tools: Sequence[Tool]
) -> list[ChatCompletionMessageToolCallUnion]:
    return [custom_call(call) if is_custom(call, tools) else function_call(call) for call in calls]


def function_call(call: Call) -> ChatCompletionMessageFunctionToolCall:
    function = Function(**call)
    return ChatCompletionMessageFunctionToolCall(id=call_id(), type="function", function=function)


def custom_call(call: Call) -> ChatCompletionMessageCustomToolCall:
    custom = Custom(name=call["name"], input=input_of(call["arguments"]))
    return ChatCompletionMessageCustomToolCall(id=call_id(), type="custom", custom=custom)


def is_custom(call: Call, tools: Sequence[Tool]) -> bool:
    return any(tool.get("custom") for tool in tools if tool["name"] == call["name"])


def input_of(arguments: str) -> str:
    """The text in {"input": ...}; of arguments that were cut off, what is there of it."""
    try:
        made = from_json(arguments.encode(), partial_mode="trailing-strings")
    except ValueError:  # no JSON: only where that fault was asked for
        return arguments
    return made.get("input", "") if isinstance(made, dict) else ""


def call_id() -> str:
    return f"call_{uuid4().hex[:24]}"
