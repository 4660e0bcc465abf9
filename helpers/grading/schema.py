"""What comes out of a room, held against its form before anything else looks at it.

In: bytes from a learner's process, as a dict with an id or as a Reply. Out: what they are worth.
A learner can send any bytes, so each size is bounded before the work that grows with it.

    parsed(b'{"id": "9f", "reply": {"value": 4}}')  ->  {"id": "9f", "reply": {"value": 4}}
    reply({"value": {"$record": "Price", "fields": {}}})  ->  Reply(value=Record("Object", {}))
"""

from __future__ import annotations

import builtins
import json
import re
from dataclasses import replace
from typing import Any

from helpers.checks.encoding import ITERATOR, Record
from helpers.checks.exercise import Reply, reply_from_json

MAX_DEPTH = 80
MAX_MARKS = 1_500_000  # brackets and commas: an answer of 200,000 parts has fewer
# a learner's own type names could carry a drawn input to a page that the learner reads
KNOWN_TYPES = {
    "ChatCompletion", "ChatCompletionMessage", "ChatCompletionChunk", "Choice", "CompletionUsage",
    "Message", "TextBlock", "ToolUseBlock", "Usage", "Response", "Error", "Object",
}  # fmt: skip


def errors_of(base: type[BaseException]) -> set[str]:
    """The names of Python's own errors that are one of these."""
    kinds = {name: one for name, one in vars(builtins).items() if isinstance(one, type)}
    return {name for name, one in kinds.items() if issubclass(one, base)}


BUILT_IN = errors_of(Exception)


class Malformed(ValueError):
    """The bytes are not what a room sends, in words for the teacher."""


def parsed(line: bytes) -> dict:
    """A line as a dict; Malformed unless it is small, shallow, valid JSON. Nothing is evaluated."""
    if line.count(b"[") + line.count(b"{") + line.count(b",") > MAX_MARKS:
        raise Malformed("its process sent an answer of too many parts")
    if depth(line) > MAX_DEPTH:
        raise Malformed(f"its process sent JSON nested deeper than {MAX_DEPTH}")
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        raise Malformed("its process sent what is not JSON") from None
    if not isinstance(answer, dict):
        raise Malformed("its process sent JSON of another form")
    return answer


def depth(line: bytes) -> int:
    """How deep JSON text is nested, found without parsing it.

    depth(b'{"a": [[1]]}') -> 3
    """
    if line.count(b"[") + line.count(b"{") <= MAX_DEPTH:
        return 0  # it cannot be deeper than it has brackets
    deepest = now = 0
    for token in _TOKENS.finditer(line):
        if token[0] in (b"[", b"{"):
            now += 1
            deepest = max(deepest, now)
        elif token[0] in (b"]", b"}"):
            now -= 1
    return deepest


_TOKENS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]')


def reply(data: object) -> Reply:
    """A Reply from what came; one that cannot be read is an error of the answer."""
    try:
        made = reply_from_json(data)
        changed = tuple(replace(one, after=_tame(one.after)) for one in made.changed)
        logs = _tame(made.logs)
        kinds = tuple(kind for kind in made.kinds if kind in BUILT_IN)
        return replace(made, value=_tame(made.value), logs=logs, changed=changed, kinds=kinds)
    except (ValueError, TypeError, RecursionError, AttributeError, OverflowError) as error:
        return Reply(error=f"UnreadableAnswer: {type(error).__name__}")


def _tame(value: Any) -> Any:
    """The same value, where every type that is nobody else's is called Object."""
    if isinstance(value, Record):
        kind = value.kind if value.kind in (*KNOWN_TYPES, ITERATOR) else "Object"
        return Record(kind, _tame(value.fields))
    if isinstance(value, list | tuple):
        return type(value)(map(_tame, value)) if _has_compound(value) else value
    if isinstance(value, dict):
        return {key: _tame(item) for key, item in value.items()}
    return value


def _has_compound(values: list | tuple) -> bool:
    return any(isinstance(value, Record | list | tuple | dict) for value in values)


def of_a_model(reply: Reply) -> bool:
    """Whether it is what an SDK returns from a call of a model."""
    return isinstance(reply.value, Record) and reply.value.kind in ("ChatCompletion", "Message")


def errors(ran: object) -> list[str]:
    """The errors that a step's cells ended with, in words; [] when that is not what came."""
    return [str(error)[:300] for error in ran[:500] if error] if isinstance(ran, list) else []
