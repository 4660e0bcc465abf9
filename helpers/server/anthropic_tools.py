"""Anthropic's words for tools and structured output: body -> tools and grammar, calls -> tool_use.

The half of Messages that anthropic_wire does not hold. Served: client tools, tool_choice auto,
any, tool, none with disable_parallel_tool_use, tool_use and tool_result blocks,
output_config.format (output_format, as the beta first called it), and both in one request. A call
is held to its tool's input_schema in any case. Out: tools that run at Anthropic, toolsets.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from anthropic.types import InputJSONDelta, TextBlock, TextDelta, ToolUseBlock
from jiter import from_json

from helpers.pocket.tools import Call, Tool
from helpers.server import fields, pairs, schemas
from helpers.server.ask import Refused
from helpers.server.pieces import Arguments, Opened, Text
from helpers.server.schemas import Choice, Format, Held

SERVED = {"type", "name", "description", "input_schema", "strict", "cache_control"}
# arguments are streamed as they come anyhow, and this model does not learn from examples of input
NO_EFFECT = {"eager_input_streaming", "input_examples"}
NEUTRAL = {"allowed_callers": ["direct"], "defer_loading": False}
NAME = 128  # letters of a tool's name
EFFORTS = ("low", "medium", "high", "xhigh", "max")


def tools(body: Mapping[str, Any]) -> tuple[Tool, ...]:
    """The tools of a body that may be called: none with tool_choice none."""
    items = fields.typed(body, "tools", list, [])
    found = tuple(tool(item, f"tools.{i}") for i, item in enumerate(items))
    names = [each["name"] for each in found]
    if len(set(names)) < len(names):
        raise Refused(400, "tools: Tool names must be unique.", "tools")
    chosen = body.get("tool_choice")
    return () if isinstance(chosen, dict) and chosen.get("type") == "none" else found


def tool(item: Any, at: str) -> Tool:
    if not isinstance(item, dict):
        raise fields.wrong(at, item, 'an object such as {"name": "now", "input_schema": {...}}')
    if item.get("type") not in (None, "custom"):
        kind = fields.shown(item["type"])
        raise Refused(400, f"{at}.type is {kind}; only your own tools are served here.", at)
    asked = {name for name in item if item[name] and item[name] != NEUTRAL.get(name)}
    if extra := asked - SERVED - NO_EFFECT:
        raise Refused(400, f"{at}.{min(extra)} is not served here; leave it out.", at)
    name, schema = fields.name(item, f"{at}.name", NAME), item.get("input_schema")
    if isinstance(schema, dict):
        schema = {word: part for word, part in schema.items() if part is not None}
    strict = schemas.closed if fields.typed(item, "strict", bool) else None
    schemas.of_object(schema, f"tool {name!r}", f"{at}.input_schema", strict)
    description = fields.typed(item, "description", str, "")
    return {"name": name, "description": description, "parameters": schema}


def held(body: Mapping[str, Any], offered: Sequence[Tool]) -> Held:
    """What the reply is held to."""
    return schemas.of_reply(output_format(body), offered, choice(body, offered))


def output_format(body: Mapping[str, Any]) -> Format | None:
    config = fields.typed(body, "output_config", dict, {})
    if extra := {name for name in config if config[name]} - {"format", "effort", "task_budget"}:
        raise Refused(400, f"output_config.{min(extra)}: Extra inputs are not permitted.")
    fields.one_of(config, "effort", EFFORTS, "output_config.effort")
    fields.typed(config, "task_budget", dict)
    older = fields.typed(body, "output_format", dict)
    told, at = fields.typed(config, "format", dict, older), "output_config.format"
    if told is None:
        return None
    if told.get("type") != "json_schema":
        raise fields.wrong(f"{at}.type", told.get("type"), '"json_schema"')
    return schemas.of_format(told.get("schema"), at, f"{at}.schema", schemas.closed)


def choice(body: Mapping[str, Any], offered: Sequence[Tool]) -> Choice:
    told = fields.typed(body, "tool_choice", dict, {"type": "auto"})
    several = not fields.typed(told, "disable_parallel_tool_use", bool, False)
    kind = told.get("type")
    if kind not in ("auto", "any", "tool", "none"):
        raise fields.wrong("tool_choice.type", kind, "one of auto, any, tool, none")
    if kind in ("auto", "none"):
        return Choice(several=several)
    if not offered:
        raise Refused(400, f"tool_choice: {kind} may only be specified while providing tools.")
    if kind == "any":
        return Choice(forced=True, several=several)
    if told.get("name") not in [each["name"] for each in offered]:
        raise Refused(400, f"tool_choice: Tool {fields.shown(told.get('name'))} is not in tools.")
    return Choice(forced=True, names=frozenset({told["name"]}), several=False)


def call_of(block: Mapping[str, Any], at: str) -> dict[str, str]:
    """The call in a tool_use block: {"id", "name", "arguments"}."""
    if not isinstance(block.get("id"), str) or not isinstance(block.get("input"), dict):
        raise fields.wrong(at, block, 'an object such as {"type": "tool_use", "id": ..., ...}')
    arguments = json.dumps(block["input"], ensure_ascii=False)
    return {
        "id": block["id"],
        "name": fields.name(block, f"{at}.name", NAME),
        "arguments": arguments,
    }


def paired(turns: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The turns with the results of calls in the order of the calls."""
    try:
        return pairs.paired(turns)
    except pairs.Strange as fault:
        text = "each `tool_result` block must have a corresponding `tool_use` block in the previous"
        message = f"messages: unexpected `tool_use_id` found in `tool_result` blocks: {fault}"
        raise Refused(400, f"{message}; {text} message.", "messages") from None
    except pairs.Unanswered as fault:
        text = "`tool_use` ids were found without `tool_result` blocks immediately after"
        raise Refused(400, f"messages: {text}: {fault}.", "messages") from None


def blocks(text: str, calls: Sequence[Call], always: bool) -> list[TextBlock | ToolUseBlock]:
    """The content of a reply; with `always` there is a text block even where there is no text."""
    texts = [TextBlock(type="text", text=text)] if text or always else []
    return [*texts, *(tool_use(call["name"], call["arguments"]) for call in calls)]


def tool_use(name: str, arguments: str = "{}") -> ToolUseBlock:
    """A block; of arguments that were cut off it holds what is there, as the SDK's streams do."""
    try:
        made = from_json(arguments.encode(), partial_mode="trailing-strings")
    except ValueError:  # no JSON: only where that fault was asked for
        made = {}
    return ToolUseBlock(type="tool_use", id=f"toolu_{uuid4().hex[:24]}", name=name, input=made)


def opening(piece: Text | Opened) -> TextBlock | ToolUseBlock:
    """The block that a piece begins."""
    if isinstance(piece, Text):
        return TextBlock(type="text", text="")
    return tool_use(piece.name)


def delta(piece: Text | Arguments) -> TextDelta | InputJSONDelta:
    if isinstance(piece, Text):
        return TextDelta(type="text_delta", text=piece.text)
    return InputJSONDelta(type="input_json_delta", partial_json=piece.text)
