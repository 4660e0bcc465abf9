"""OpenAI's first words for calls, functions and function_call, which older programs still use.

A body in these words -> the same in tools and tool_choice (openai_tools); a call -> function_call.
In: request and message. Out: what a tool may be and what is called.
"""

from collections.abc import Mapping
from typing import Any

from openai.types.chat.chat_completion_chunk import ChoiceDeltaFunctionCall
from openai.types.chat.chat_completion_message import FunctionCall

from helpers.pocket.tools import Call
from helpers.server import fields
from helpers.server.pieces import Opened

WANTED = "function_call"  # in Ask.wants: the reply says it in these words


def modern(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The body with tools in place of functions; the very body where there are none."""
    functions = fields.typed(body, "functions", list, [])
    if not functions and body.get("function_call") in (None, "none", "auto"):
        return body
    if body.get("tools"):
        raise fields.bad("functions", "functions and tools cannot both be given; use tools.")
    tools = [{"type": "function", "function": each} for each in functions]
    told = {"tools": tools, "tool_choice": choice(body.get("function_call"))}
    return dict(body) | told | {"parallel_tool_calls": False}


def choice(told: Any) -> Any:
    """function_call as tool_choice: "auto", "none", or {"name": ...}."""
    if told in (None, "none", "auto"):
        return told
    if not isinstance(told, dict) or not isinstance(told.get("name"), str):
        raise fields.wrong("function_call", told, '"none", "auto" or {"name": ...}')
    return {"type": "function", "function": {"name": told["name"]}}


def messages(items: list) -> list:
    """The messages with tool_calls and the role tool; a result belongs to the call before it."""
    made, number = [], 0
    for item in items:
        if isinstance(item, dict) and isinstance(item.get("function_call"), dict):
            number += 1
            call = {"id": f"function_{number}", "type": "function"}
            calls = [call | {"function": item["function_call"]}]
            item = without(item, "function_call") | {"tool_calls": calls}
        elif isinstance(item, dict) and item.get("role") == "function":
            content = "" if item.get("content") is None else item["content"]
            told = {"role": "tool", "tool_call_id": f"function_{number}", "content": content}
            item = without(item, "name") | told
        made.append(item)
    return made


def without(item: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != name}


def function_call(call: Call) -> FunctionCall:
    return FunctionCall(**call)


def delta(piece: Any) -> ChoiceDeltaFunctionCall:
    """The function_call of one chunk's delta."""
    if isinstance(piece, Opened):
        return ChoiceDeltaFunctionCall(name=piece.name, arguments="")
    return ChoiceDeltaFunctionCall(arguments=piece.text)
