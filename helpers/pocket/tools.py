"""A tool's definition and a call of it -> the texts by which the model knows them.

A definition is a few comment lines and a signature in the manner of TypeScript, which takes a
third of the tokens of the JSON schema that it is made from:

    // The state of one service.
    // region: all regions where it is left out
    get_status(service: string, region?: "eu" | "us")

A call is the name and, right after it, one JSON object:

    get_status{"service": "mail"}

What of a schema is not in this text (a pattern, a minimum) holds nevertheless: grammar.py enforces
it. Where the texts stand in a prompt: chat.py.
"""

import json
from collections.abc import Mapping
from typing import Any

Tool = Mapping[str, Any]  # {"name": "now", "description": "The time.", "parameters": JSON schema}
Call = Mapping[str, str]  # {"name": "now", "arguments": "{}"}, the arguments as JSON text
Schema = Mapping[str, Any]

DEPTH = 4  # objects in objects: deeper ones are written as "object"


def definition(tool: Tool) -> str:
    """The tool as the model reads it.

    >>> definition({"name": "now", "description": "The time.", "parameters": {}})
    '// The time.\\nnow()'
    """
    schema = tool.get("parameters") or {}
    lines = _comments(tool.get("description"))
    for name, value in schema.get("properties", {}).items():
        told = value.get("description") if isinstance(value, Mapping) else None
        lines += _comments(f"{name}: {told}" if told else None)
    return "\n".join([*lines, f"{tool['name']}({_fields(schema, schema, DEPTH)})"])


def form(schema: Schema) -> str:
    """What a reply is held to, as the model reads it.

    >>> form({"type": "object", "properties": {"team": {"enum": ["a", "b"]}}, "required": ["team"]})
    '// The reply is JSON of this form.\\n{team: "a" | "b"}'
    """
    lines = _comments(schema.get("description"))
    for name, value in schema.get("properties", {}).items():
        told = value.get("description") if isinstance(value, Mapping) else None
        lines += _comments(f"{name}: {told}" if told else None)
    return "\n".join(["// The reply is JSON of this form.", *lines, _type(schema, schema, DEPTH)])


def call_text(call: Call) -> str:
    """The call as the model writes it: call_text({"name": "now", "arguments": "{}"}) -> 'now{}'"""
    return call["name"] + call["arguments"]


def read_call(text: str) -> Call:
    """The call in a text, whole or in the making; the name ends where the arguments begin.

    >>> read_call('get_status{"service": "ma')
    {'name': 'get_status', 'arguments': '{"service": "ma'}
    """
    name, brace, rest = text.partition("{")
    return {"name": name, "arguments": brace + rest}


def _comments(text: str | None) -> list[str]:
    return [f"// {line.strip()}" for line in (text or "").splitlines() if line.strip()]


def _fields(schema: Schema, root: Schema, depth: int) -> str:
    required = schema.get("required", ())
    return ", ".join(
        f"{name}{'' if name in required else '?'}: {_type(value, root, depth)}"
        for name, value in schema.get("properties", {}).items()
    )


def _type(schema: Any, root: Schema, depth: int) -> str:
    """A schema as a type: {"type": "array", "items": {"type": "integer"}} -> "integer[]"."""
    if not isinstance(schema, Mapping):
        return "any"
    if "$ref" in schema:
        return _type(_referred(schema["$ref"], root), root, depth - 1) if depth else "object"
    if "const" in schema or "enum" in schema:
        values = schema.get("enum", [schema.get("const")])
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in values)
    for word in ("anyOf", "oneOf", "allOf"):
        if word in schema:
            glue = " & " if word == "allOf" else " | "
            return glue.join(_type(part, root, depth) for part in schema[word])
    return _plain(schema, root, depth)


def _plain(schema: Schema, root: Schema, depth: int) -> str:
    kind = schema.get("type", "object" if "properties" in schema else "any")
    if isinstance(kind, list):
        return " | ".join(_type({**schema, "type": one}, root, depth) for one in kind)
    if kind == "array":
        item = _type(schema.get("items"), root, depth)
        return f"({item})[]" if " " in item and not item.startswith("{") else f"{item}[]"
    if kind == "object" and schema.get("properties") and depth:
        return "{" + _fields(schema, root, depth - 1) + "}"
    return str(kind)


def _referred(pointer: str, root: Schema) -> Any:
    """What "#/$defs/name" points at; None for what is not in this schema."""
    found: Any = root
    for part in str(pointer).removeprefix("#").strip("/").split("/"):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
