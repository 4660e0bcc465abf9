"""JSON schemas that come with a request -> grammars, or Refused with the reason.

Knows nothing of where in a request a schema stands: the wire modules say what it is for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helpers.pocket import grammar
from helpers.pocket.grammar import Grammar
from helpers.pocket.tools import Tool
from helpers.server import fields


@dataclass(frozen=True)
class Choice:
    """Which of the offered tools may or must be called."""

    forced: bool = False
    name: str | None = None  # the one that must be called
    several: bool = True


def of_output(schema: Any, what: str, param: str, strict: bool) -> Grammar:
    """The grammar of a reply that is JSON of this schema, whose root must be an object.

    strict   every keyword must be enforceable; otherwise the others are ignored
    """
    check_root(schema, what, param)
    if strict:
        check_strict(schema, what, param)
    return enforced(grammar.of_schema(schema, lenient=not strict), what, param)


def of_choice(tools: Iterable[Tool], choice: Choice) -> Grammar:
    """The grammar of a reply that may or must call a tool; one that is named is called once."""
    schemas = {
        tool["name"]: tool["parameters"]
        for tool in tools
        if choice.name is None or tool["name"] == choice.name
    }
    return grammar.of_calls(schemas, choice.forced, choice.several and choice.name is None)


def check_tool(schema: Any, what: str, param: str, strict: bool) -> None:
    """Refused where the arguments of a tool cannot be held to this schema."""
    of_output(schema, what, param, strict)


def check_root(schema: Any, what: str, param: str) -> None:
    if not isinstance(schema, Mapping):
        raise fields.wrong(param, schema, "a JSON schema")
    if schema.get("type") != "object" and "$ref" not in schema:
        came = fields.shown(schema.get("type"))
        message = f'Invalid schema for {what}: its type must be "object", but it is {came}.'
        raise fields.bad(param, message, "invalid_json_schema")


def enforced(wanted: Grammar, what: str, param: str) -> Grammar:
    fault = grammar.problem(wanted)
    if fault:
        message = f"Invalid schema for {what}: {fault}. This server cannot enforce it."
        raise fields.bad(param, message, "invalid_json_schema")
    return wanted


def check_strict(schema: Mapping[str, Any], what: str, param: str) -> None:
    """Refused unless each object is closed and requires all that it names, as vendors demand."""
    for node, place in objects(schema, "()"):
        missing = sorted(set(node.get("properties", {})) - set(node.get("required", ())))
        if node.get("additionalProperties") is not False:
            fault = "'additionalProperties' is required to be supplied and to be false"
        elif missing:
            fault = f"'required' must name every property; {missing[0]!r} is missing"
        else:
            continue
        message = f"Invalid schema for {what}: In context={place}, {fault}."
        raise fields.bad(param, message, "invalid_json_schema")


def objects(schema: Any, place: str) -> Iterable[tuple[Mapping[str, Any], str]]:
    """Each schema of an object in this schema, and where it stands."""
    if not isinstance(schema, Mapping):
        return
    if schema.get("type") == "object":
        yield schema, place
    for word in ("properties", "$defs", "definitions"):
        group = schema.get(word)
        for name, part in group.items() if isinstance(group, Mapping) else ():
            yield from objects(part, f"({word!r}, {name!r})")
    for word in ("anyOf", "oneOf", "allOf"):
        group = schema.get(word)
        for part in group if isinstance(group, list) else ():
            yield from objects(part, f"({word!r},)")
    yield from objects(schema.get("items"), "('items',)")
