"""The Responses API's words for a conversation: instructions and input items -> turns.

In: messages, calls of functions and custom tools and their outputs; reasoning that is sent back is
left out. Out: items of other kinds; earlier responses (kept).
"""

import json
from collections.abc import Mapping
from typing import Any

from helpers.server import fields, openai_prompt, openai_tools

TEXTS = ("text", "input_text", "output_text", "refusal")
CALLS = ("function_call", "custom_tool_call")
OUTPUTS = ("function_call_output", "custom_tool_call_output")
ROLES = ("user", "assistant", "system", "developer")


def turns(body: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The conversation of a Responses body, calls and results in order."""
    return openai_tools.paired([*instructions(body), *turns_of(body.get("input"))])


def instructions(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    text = fields.typed(body, "instructions", str)
    return [{"role": "system", "content": text}] if text else []


def turns_of(told: Any) -> list[dict[str, Any]]:
    """The turns of `input`; calls that follow a text of the assistant are one turn with it."""
    if isinstance(told, str):
        return [{"role": "user", "content": told}]
    if not isinstance(told, list) or not told:
        raise fields.wrong("input", told, "a string or a list of items that is not empty")
    turns: list[dict[str, Any]] = []
    for i, item in enumerate(told):
        if isinstance(item, dict) and item.get("type") == "reasoning":
            continue
        turn = turn_of(item, f"input[{i}]")
        if turn.get("calls") and turns and turns[-1]["role"] == "assistant":
            turns[-1]["calls"] = [*turns[-1].get("calls", ()), *turn["calls"]]
        else:
            turns.append(turn)
    return turns


def turn_of(item: Any, at: str) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise fields.wrong(at, item, 'an object such as {"role": "user", "content": "Hello"}')
    kind = item.get("type") or "message"
    if kind in CALLS:
        return {"role": "assistant", "content": "", "calls": [call_of(item, at)]}
    if kind in OUTPUTS:
        id = fields.required(item, "call_id", str)
        return {"role": "tool", "id": id, "content": text(item.get("output"), f"{at}.output")}
    if kind != "message":
        message = f"{at}.type is {fields.shown(kind)}, which is not served here."
        raise fields.bad(at, message, "unsupported_value")
    if item.get("role") not in ROLES:
        raise fields.wrong(f"{at}.role", item.get("role"), f"one of {', '.join(ROLES)}")
    role = openai_prompt.ROLES[item["role"]]
    return {"role": role, "content": text(item.get("content"), f"{at}.content")}


def call_of(item: Mapping[str, Any], at: str) -> dict[str, str]:
    told = {"id": fields.required(item, "call_id", str), "name": fields.name(item, f"{at}.name")}
    if item["type"] == "function_call":
        return told | {"arguments": fields.required(item, "arguments", str)}
    text = fields.typed(item, "input", str, "")
    return told | {"arguments": json.dumps({"input": text}, ensure_ascii=False)}


def text(content: Any, at: str) -> str:
    """A content string, or the texts of a list of parts, a line each."""
    if isinstance(content, list):
        for i, part in enumerate(content):
            kind = part.get("type") if isinstance(part, dict) else part
            if kind not in TEXTS:
                message = f"{at}[{i}].type is {fields.shown(kind)}; this model reads text only."
                raise fields.bad(f"{at}[{i}]", message)
        content = [
            part if part["type"] == "refusal" else {"type": "text", "text": part.get("text")}
            for part in content
        ]
    return openai_prompt.text(content, at)
