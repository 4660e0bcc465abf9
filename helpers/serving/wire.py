"""Server-sent events as the standard reads them (WHATWG HTML, 9.2.6).

In: text of a stream -> events. Out: who sends it, and when; writing one (lab 16).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE_END = re.compile("\r\n|\n|\r")  # and no other: U+2028 and form feed are text


@dataclass(frozen=True)
class Event:
    name: str  # "message" where the stream gives none
    data: str


def events(stream: str) -> list[Event]:
    """The events that a browser would dispatch; one without its blank line is none."""
    found, name, data = [], "", []
    *lines, _rest = LINE_END.split(stream.removeprefix("\ufeff"))
    for line in lines:
        if not line:
            found += [Event(name or "message", "\n".join(data))] if data else []
            name, data = "", []
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            data.append(value)
        elif field == "event":
            name = value
    return found


def comments(stream: str) -> int:
    """How many lines are comments, which keep a connection alive."""
    return sum(line.startswith(":") for line in LINE_END.split(stream))
