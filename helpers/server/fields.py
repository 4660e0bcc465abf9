"""One JSON field -> a checked value, or Refused with what came and what was wanted.

A field that is absent or null has its default. Knows nothing of any vendor: names, ranges and
lists of fields are the caller's.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from helpers.server.ask import Refused

KINDS = {
    bool: "true or false",
    dict: "an object",
    float: "a number",
    int: "a whole number",
    list: "a list",
    str: "a string",
}

HALF = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]")  # written as an escape, or as bytes


def json_object(raw: bytes) -> dict[str, Any]:
    """The body of a request as a dict; Refused where it is not a JSON object.

    Half an emoji, which JSON can write and no other text can, becomes U+FFFD.
    """
    try:
        body = json.loads(raw, parse_constant=_no_constant)
        body = whole(body) if HALF.search(raw) else body
    except (ValueError, RecursionError) as error:
        reason = str(error) or "it is nested too deeply"
        raise Refused(400, f"The body is not valid JSON: {reason}.") from None
    if not isinstance(body, dict):
        raise Refused(400, f"The body is {kind(body)}; it must be a JSON object.")
    return body


def whole(value: Any) -> Any:
    """The value without halves of characters."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {whole(name): whole(part) for name, part in value.items()}
    return [whole(part) for part in value] if isinstance(value, list) else value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def kind(value: Any) -> str:
    """What a JSON value is, for a sentence: kind([]) -> "a list"."""
    return "null" if value is None else KINDS[type(value)]


def shown(value: Any) -> str:
    """A JSON value as short text for a sentence."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except RecursionError:  # nested so deeply that reading it just worked
        text = kind(value)
    return text if len(text) <= 60 else text[:57] + "..."


def bad(name: str, message: str, code: str = "invalid_value") -> Refused:
    """A Refused for one field of the body."""
    return Refused(400, message, name, code)


def wrong(name: str, value: Any, wanted: str) -> Refused:
    """A Refused that says what came and what was wanted."""
    return bad(name, f"{name} is {shown(value)}; it must be {wanted}.")


def number(body: Mapping, name: str, low: float, high: float, default: float) -> float:
    """A number from low to high."""
    value = body.get(name)
    if value is None:
        return default
    if type(value) not in (int, float) or not low <= value <= high:
        raise wrong(name, value, f"a number from {low:g} to {high:g}")
    return float(value)


def integer(
    body: Mapping, name: str, low: int, high: int | None = None, default: int | None = None
) -> int | None:
    """A whole number from low to high; no high means no upper end."""
    value = body.get(name)
    if value is None:
        return default
    if type(value) is not int or value < low or (high is not None and value > high):
        wanted = (
            f"a whole number from {low} to {high}"
            if high is not None
            else f"a whole number, {low} or more"
        )
        raise wrong(name, value, wanted)
    return value


def typed(body: Mapping, name: str, wanted: type, default: Any = None) -> Any:
    """A value of one JSON type: typed(body, "stream", bool, False)."""
    value = body.get(name)
    if value is None:
        return default
    if type(value) is not wanted:
        raise wrong(name, value, KINDS[wanted])
    return value


def required(body: Mapping, name: str, wanted: type) -> Any:
    """A value of one JSON type that must be there."""
    if body.get(name) is None:
        message = f"It must be {KINDS[wanted]}."
        raise Refused(400, message, name, "missing_required_parameter")
    return typed(body, name, wanted)


def name(body: Mapping, at: str, most: int = 64) -> str:
    """The field "name": 1 to 64 letters, digits, _ and -; Anthropic's tools may have 128."""
    value = body.get("name")
    if not isinstance(value, str) or not re.fullmatch(f"[a-zA-Z0-9_-]{{1,{most}}}", value):
        raise wrong(at, value, f"1 to {most} letters, digits, _ or -")
    return value


def strings(value: Any, name: str, most: int) -> tuple[str, ...]:
    """At most `most` strings, none of them empty."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise wrong(name, value, "a list of strings, none of them empty")
    if len(value) > most:
        raise Refused(
            400,
            f"{name} has {len(value)} entries; at most {most} are allowed.",
            name,
            "array_above_max_length",
        )
    return tuple(value)


def ignored(body: Mapping, typed_fields: Mapping[str, type], choices: Mapping[str, tuple]) -> None:
    """Refused for a value that the vendor would refuse, of fields that no reply depends on.

    typed_fields  their JSON types, e.g. {"user": str}
    choices       their values, e.g. {"verbosity": ("low", "medium", "high")}
    """
    for name, wanted in typed_fields.items():
        typed(body, name, wanted)
    for name, values in choices.items():
        one_of(body, name, values)


def one_of(body: Mapping, name: str, values: tuple, at: str | None = None) -> Any:
    """One of these values, or None where there is none."""
    value = body.get(name)
    if value is not None and (isinstance(value, (list, dict)) or value not in values):
        raise wrong(at or name, value, f"one of {', '.join(values)}")
    return value


def known(
    body: Mapping,
    vendor: str,
    served: Iterable[str],
    vendors: Iterable[str],
    neutral: Mapping[str, list],
) -> None:
    """Refused for the first field that would be ignored although it asks for something.

    served   fields that do something here (or that no reply depends on)
    vendors  every field that this vendor's API has
    neutral  values by which a field that is not served asks for nothing, e.g. {"store": [False]}
    """
    for name, value in body.items():
        if name in served or (
            name in vendors and (value is None or value in neutral.get(name, ()))
        ):
            continue
        if name in vendors:
            message = f"{name} is in {vendor}'s API, but this local server does not serve it."
            raise Refused(400, f"{message} Leave it out.", name, "unsupported_parameter")
        raise Refused(400, f"It is not in {vendor}'s API.", name, "unknown_parameter")
