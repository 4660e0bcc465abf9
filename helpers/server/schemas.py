"""JSON schemas that come with a request -> grammars, or Refused with the reason.

Knows nothing of where in a request a schema stands: the wire modules say what it is for, and which
of the vendors' rules for `strict` holds.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.pocket import grammar
from helpers.pocket.grammar import JSON_OBJECT, Grammar
from helpers.pocket.tools import Tool
from helpers.server import fields, recursion

DEEPEST = 100  # lists and objects inside each other; the parser of the grammar gives up at 128

Strict = Callable[[Mapping[str, Any]], str | None]  # an object's schema -> what it lacks


@dataclass(frozen=True)
class Choice:
    """Which of the offered tools may or must be called."""

    forced: bool = False
    names: frozenset[str] | None = None  # those that may be called; None: all
    several: bool = True


@dataclass(frozen=True)
class Format:
    """What a reply's JSON must fit: a schema that was read, and whether all of it is enforced."""

    schema: Mapping[str, Any]
    lenient: bool = True


@dataclass(frozen=True)
class Held:
    """What a reply is held to: a grammar that enforces it (None: any text), and what the model is
    told of it, a JSON schema (None: nothing)."""

    grammar: Grammar | None
    form: Mapping[str, Any] | None


def of_format(schema: Any, what: str, param: str, strict: Strict | None = None) -> Format:
    """The Format of a schema: Refused unless every value comes to an end and can be enforced.

    strict   the vendor's rule for each object, where every keyword must be enforceable; without
             one, keywords that cannot be enforced are ignored
    """
    if not isinstance(schema, Mapping):
        raise fields.wrong(param, schema, "a JSON schema")
    if (levels := depth(schema)) > DEEPEST:
        fault = f"its {levels} levels of nesting exceed the limit of {DEEPEST}"
        raise invalid(what, param, fault)
    if strict:
        check_strict(schema, what, param, strict)
    try:
        ended = recursion.ended(schema)
    except recursion.Endless as endless:
        raise invalid(what, param, str(endless)) from None
    if fault := grammar.problem(grammar.of_schema(ended, lenient=strict is None)):
        raise invalid(what, param, f"{fault.rstrip('.')}. This server cannot enforce it")
    return Format(ended, lenient=strict is None)


def of_object(schema: Any, what: str, param: str, strict: Strict | None = None) -> Format:
    """The same for a schema whose root must be an object."""
    if isinstance(schema, Mapping) and schema.get("type") != "object" and "$ref" not in schema:
        came = fields.shown(schema.get("type"))
        raise invalid(what, param, f'its type must be "object", but it is {came}')
    return of_format(schema, what, param, strict)


def of_reply(told: Format | None, tools: Sequence[Tool], choice: Choice) -> Held:
    """What a reply is held to that has a format, or may or must call a tool.

    With both, the model decides whether it calls or answers; a call that must be is a call.
    """
    form = told.schema if told and told.schema != JSON_OBJECT and not choice.forced else None
    return Held(grammar_of(told, tools, choice), form)


def grammar_of(told: Format | None, tools: Sequence[Tool], choice: Choice) -> Grammar | None:
    if not tools:
        return told and grammar.of_schema(told.schema, told.lenient)
    allowed = [tool for tool in tools if choice.names is None or tool["name"] in choice.names]
    schemas = {tool["name"]: recursion.ended(tool["parameters"]) for tool in allowed}
    if told is None or choice.forced:
        return grammar.of_calls(schemas, choice.forced, choice.several)
    return grammar.of_either(told.schema, schemas, choice.several, told.lenient)


def invalid(what: str, param: str, fault: str) -> fields.Refused:
    message = f"Invalid schema for {what}: {fault}."
    return fields.bad(param, message, "invalid_json_schema")


def depth(value: Any) -> int:
    """How many lists and objects are inside each other; not by recursion, which has an end."""
    levels, row = 0, [value]
    while row := [part for part in row if isinstance(part, (Mapping, list))]:
        levels += 1
        row = [p for part in row for p in (part.values() if isinstance(part, Mapping) else part)]
    return levels


def check_strict(schema: Mapping[str, Any], what: str, param: str, strict: Strict) -> None:
    """Refused unless each object has what this vendor demands of it."""
    for node, place in objects(schema, "()"):
        if fault := strict(node):
            raise invalid(what, param, f"In context={place}, {fault}")


def closed(node: Mapping[str, Any]) -> str | None:
    """Both vendors' rule: nothing may be in an object that its schema does not name."""
    if node.get("additionalProperties") is not False:
        return "'additionalProperties' is required to be supplied and to be false"
    return None


def closed_and_required(node: Mapping[str, Any]) -> str | None:
    """OpenAI's: and nothing that it names may be left out."""
    required = node.get("required")
    required = required if isinstance(required, list) else ()
    missing = sorted(name for name in node.get("properties") or {} if name not in required)
    if fault := closed(node):
        return fault
    return f"'required' must name every property; {missing[0]!r} is missing" if missing else None


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
