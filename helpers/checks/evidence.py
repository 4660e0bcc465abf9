"""What a learner is shown of one case: the input as typed, what came, what was wanted.

In: Markdown made of values, cut to what the eye can compare. Out: the words of a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helpers.checks.encoding import Double, Record
from helpers.checks.equality import close, plain
from helpers.checks.exercise import Changed, Complete, Question, Reply, Value

LONG = 240  # characters of one value: more than the eye compares


@dataclass(frozen=True)
class Raised:
    """What a reference that raises stands for: an error of this type is wanted."""

    kind: str


@dataclass(frozen=True)
class Case:
    """One question with its reply and what was wanted."""

    question: Question
    reply: Reply
    expected: Any

    @property
    def value(self) -> Any:
        return self.reply.value


def show_case(case: Case) -> str:
    """Input, what came, what was wanted: as a Markdown list."""
    wanted = case.expected
    text = f"a `{wanted.kind}`" if isinstance(wanted, Raised) else _code(wanted)
    apart = differing(wanted, case.value) if case.reply.error is None else []
    keys = f"\n- differs in: {', '.join(f'`{key}`' for key in apart)}" if apart else ""
    return f"{show_reply(case.question, case.reply)}\n- wanted: {text}{keys}"


def differing(wanted: Any, came: Any) -> list[str]:
    """The keys in which two dicts differ, or two lists of dicts row by row; [] where all do, and
    for what is no dict: then there is nothing to look for."""
    wanted, came = plain(wanted), plain(came)
    if isinstance(wanted, dict) and isinstance(came, dict):
        wanted, came = [wanted], [came]
    both = (wanted, came)
    rows = all(isinstance(one, list) and all(isinstance(row, dict) for row in one) for one in both)
    if not rows or not wanted or len(wanted) != len(came):
        return []
    keys = dict.fromkeys(key for row in (*wanted, *came) for key in row if isinstance(key, str))
    pairs = list(zip(wanted, came, strict=True))
    apart = [key for key in keys if any(_apart(one, two, key) for one, two in pairs)]
    return apart if len(apart) < len(keys) else []


def _apart(one: dict, two: dict, key: str) -> bool:
    return (key in one) != (key in two) or not close(one.get(key), two.get(key), 1e-6)


def show_reply(question: Question, reply: Reply) -> str:
    """Input and what came, as a Markdown list."""
    came = f"`{reply.error}`" if reply.error else _code(reply.value)
    return f"{show_question(question)}\n- came: {came}"


def show_change(question: Question, change: Changed) -> str:
    """Input and what an argument was after the call, as a Markdown list."""
    after = f"your code changes `{change.name}`; after the call it is {_code(change.after)}"
    return f"{show_question(question)}\n- {after}"


def show_question(question: Question) -> str:
    """- input: `count('a b', limit=3)`"""
    if isinstance(question, Complete):
        return f"- request: {_code(question.body)}"
    if isinstance(question, Value):
        return f"- looked at: `{question.name}`"
    args = [_short(a) for a in question.args]
    args += [f"{key}={_short(value)}" for key, value in question.kwargs.items()]
    call = f"{question.name}({', '.join(args)})"
    zone = f" in the time zone `TZ={question.zone}`" if getattr(question, "zone", "") else ""
    return f"- input: {_quoted(call)}{zone}"


def _short(value: Any) -> str:
    """As typed; of what is long the beginning, and how much more there is."""
    text = repr(_readable(value))
    return text if len(text) <= LONG else f"{text[:LONG]} … ({len(text) - LONG:,} characters more)"


def _readable(value: Any) -> Any:
    """Floats cut to what the eye compares; arrays as lists."""
    value = value.tolist() if type(value).__name__ == "ndarray" else value
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, list | tuple):
        return type(value)(map(_readable, value))
    if isinstance(value, dict):
        return {key: _readable(item) for key, item in value.items()}
    return _Spelled(value) if isinstance(value, Double | Record) else value


class _Spelled:
    """A double or record whose repr reads like the call that makes one."""

    def __init__(self, value: Double | Record) -> None:
        self.value = value

    def __repr__(self) -> str:
        fields = self.value.settings if isinstance(self.value, Double) else self.value.fields
        inside = ", ".join(f"{key}={_readable(item)!r}" for key, item in fields.items())
        return f"{self.value.kind}({inside})"


def _code(value: Any) -> str:
    return _quoted(_short(value))


def _quoted(text: str) -> str:
    """Inline code that survives a backtick inside it."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def type_of(value: Any) -> str:
    name = value.kind if isinstance(value, Record) else type(plain(value)).__name__
    return f"`{name}`"
