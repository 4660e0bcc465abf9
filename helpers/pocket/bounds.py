"""A JSON schema -> a stricter one under which every reply comes to an end.

Where a schema leaves a length open, a small model at temperature 1 sometimes finds no end: a string
goes on until max_tokens cuts it off, and what is cut off is no JSON. So what a schema does not say
is said here, and whatever fits the stricter schema fits the one that was given:

    objects    have the properties that they name and no others; without names at most KEYS
    strings    share TEXT characters; one has at most LONGEST and may have SHORTEST; those with a
               format such as email have at most FORMAT
    lists      have at most ITEMS items
    numbers    are between -SAFE and SAFE, where every JSON reader has all whole numbers exactly
    dates      are in the calendar, years 1000 to 2999: the grammar alone would take February 30;
               times have seconds from 0 to 59, durations numbers that a clock or a diary shows
    addresses  (uri) are those of the web, since that is what HttpUrl and its relatives take

A schema with a maxLength, maxItems, maximum ... of its own keeps it; parts of an allOf are left
alone, since they must fit each other.

In: schemas. Out: grammars (grammar.py) and which keywords can be enforced.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

TEXT, LONGEST, SHORTEST, FORMAT = 400, 240, 60, 80  # characters; a word has about five
ITEMS, KEYS = 16, 8
SAFE = 2**53 - 1
TYPICAL = 3  # so many items of a list are counted when strings share the text
NAME = "^.{1,40}$"  # a property that no schema names
DATE = (
    r"([12]\d{3}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)"
    r"|02-(0[1-9]|1\d|2[0-8]))|([12]\d(0[48]|[2468][048]|[13579][26])|2000)-02-29)"
)
TIME = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
CLOCK = r"T(\d{1,2}H(\d{1,2}M)?(\d{1,2}S)?|\d{1,2}M(\d{1,2}S)?|\d{1,2}S)"
HOST = r"[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?(\.[a-z]([a-z0-9-]{0,10}[a-z0-9])?){1,3}"
# what a format means here, as a regular expression
FORMATS = {
    "date": f"^{DATE}$",
    "time": f"^{TIME}$",
    "date-time": f"^{DATE}[Tt]{TIME}$",
    "duration": f"^P(\\d{{1,3}}W|\\d{{1,4}}D({CLOCK})?|{CLOCK})$",
    "uri": rf"^https?://{HOST}(:\d{{2,4}})?(/[A-Za-z0-9._~-]{{1,20}}){{0,4}}/?$",
}

# the keywords whose values are schemas: one, a list of them, or one for each name
PARTS = ("items", "anyOf", "oneOf", "prefixItems", "additionalProperties")
NAMED = ("properties", "$defs", "definitions", "patternProperties")
# the keywords of an object that says nothing of further properties
PLAIN = {"type", "properties", "required", "title", "description", "$defs", "definitions"}
UNNAMED = {"type", "title", "description", "additionalProperties"}


def bounded(schema: Any) -> Any:
    """The schema with an end for everything.

    bounded({"type": "string"}) -> {"type": "string", "maxLength": 240}
    """
    share = max(SHORTEST, min(LONGEST, TEXT // max(1, _texts(schema))))
    return _with_ends(_closed(schema), share)


def _inside(schema: Mapping[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    """The schema with each schema inside it changed."""
    changed = dict(schema)
    for word, value in schema.items():
        if word in NAMED and isinstance(value, Mapping):
            changed[word] = {name: change(part) for name, part in value.items()}
        elif word in PARTS:
            several = isinstance(value, list)
            changed[word] = [change(part) for part in value] if several else change(value)
    return changed


def _parts(schema: Mapping[str, Any]) -> list[Any]:
    """The schemas inside a schema, one level down."""
    found: list[Any] = []
    _inside(schema, found.append)
    return found


def _closed(schema: Any) -> Any:
    """The schema with every plain object closed: open ones tempt a small model to go on."""
    if not isinstance(schema, Mapping) or "allOf" in schema:  # parts of a whole must stay open
        return schema
    closed = _inside(schema, _closed)
    if set(closed) <= PLAIN and isinstance(closed.get("properties"), Mapping):
        required = closed.get("required", ())
        if isinstance(required, (list, tuple)) and set(required) <= set(closed["properties"]):
            closed["additionalProperties"] = False
    return closed


def _texts(schema: Any) -> int:
    """How many strings without a length a typical reply has."""
    if not isinstance(schema, Mapping):
        return 0
    inside = sum(map(_texts, _parts(schema)))
    if "array" in _types(schema):
        most = schema.get("maxItems")
        inside *= min(most, TYPICAL) if isinstance(most, int) else TYPICAL
    return inside + _is_open_text(schema)


def _is_open_text(schema: Mapping[str, Any]) -> bool:
    pattern = schema.get("pattern", "*")
    endless = isinstance(pattern, str) and re.search(r"[*+]|,\}", pattern)
    fixed = {"maxLength", "enum", "const"} & set(schema)
    return "string" in _types(schema) and not fixed and bool(endless)


def _types(schema: Mapping[str, Any]) -> tuple[str, ...]:
    told = schema.get("type", ())
    return tuple(told) if isinstance(told, (list, tuple)) else (told,)


def _with_ends(schema: Any, share: int) -> Any:
    """The schema with strings of at most `share` characters and an end of all else."""
    if not isinstance(schema, Mapping) or "allOf" in schema:
        return schema
    ended = _inside(schema, lambda part: _with_ends(part, share))
    types = _types(schema)
    if _is_open_text(schema):
        most = min(share, FORMAT) if "format" in schema else share
        ended["maxLength"] = max(most, _count(schema, "minLength"))
    if _text(schema, "format") in FORMATS and not {"pattern", "enum", "const"} & set(schema):
        ended["pattern"] = FORMATS[schema["format"]]
    if "array" in types and "maxItems" not in schema:
        first = schema.get("prefixItems")
        named = len(first) if isinstance(first, list) else 0
        ended["maxItems"] = max(ITEMS, named, _count(schema, "minItems"))
    if {"integer", "number"} & set(types) and not {"enum", "const"} & set(schema):
        ended |= _range(schema)
    if types == ("object",) and set(schema) <= UNNAMED:
        ended |= _names(ended.get("additionalProperties", True), share)
    return ended


def _text(schema: Mapping[str, Any], word: str) -> str:
    return schema[word] if isinstance(schema.get(word), str) else ""


def _count(schema: Mapping[str, Any], word: str) -> int:
    return schema[word] if isinstance(schema.get(word), int) else 0


def _range(schema: Mapping[str, Any]) -> dict[str, int]:
    """The ends that a number lacks; none where the schema asks for larger numbers than SAFE."""
    lower, upper = ("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")
    told = [schema[word] for word in lower + upper if isinstance(schema.get(word), (int, float))]
    if any(abs(value) >= SAFE for value in told):
        return {}
    low = {} if set(lower) & set(schema) else {"minimum": -SAFE}
    return low | ({} if set(upper) & set(schema) else {"maximum": SAFE})


def _names(values: Any, share: int) -> dict[str, Any]:
    """The keywords of an object whose properties have any names and these values."""
    if values is False:
        return {}
    values = _anything(2, share) if values in (True, {}) else values
    return {
        "maxProperties": KEYS,
        "patternProperties": {NAME: values},
        "additionalProperties": False,
    }


def _anything(depth: int, share: int) -> dict[str, Any]:
    """Any JSON, at most `depth` lists and objects inside each other."""
    kinds: list[dict[str, Any]] = [
        {"type": "string", "maxLength": share},
        {"type": "number", "minimum": -SAFE, "maximum": SAFE},
        {"type": ["boolean", "null"]},
    ]
    if depth:
        inner = _anything(depth - 1, share)
        kinds += [
            {"type": "array", "items": inner, "maxItems": ITEMS},
            {"type": "object"} | _names(inner, share),
        ]
    return {"anyOf": kinds}
