"""Test doubles that a question may hand to a learner's function: pure, and they keep a log.

In: stand-ins for callables and for a clock, SDK reply objects from plain fields, small databases;
a line to a server (line), a stream (feed) and slow calls side by side (slow_calls).
Out: the network, real time, a model. What an exercise expects of them is its judge's business.

A double's `log` (a list of plain values) comes back with the reply, so a judge can count calls.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from helpers.checks import upstream
from helpers.checks.encoding import Double
from helpers.checks.feed import Feed
from helpers.checks.line import Line
from helpers.checks.slow_calls import SlowCalls


class OverBudget(BaseException):
    """More calls than the exercise allows. Not an Exception: `except Exception` must not eat it."""


class Recorder:
    """A function that notes its arguments and gives its answers in turn; the last one repeats.

    Recorder([{"error": "TimeoutError: slow"}, 7]) raises TimeoutError("slow"), then returns 7.
    OverBudget from call number at_most + 1 on.
    """

    def __init__(self, answers: Sequence = (None,), at_most: int = 100) -> None:
        self.answers, self.at_most, self.log = list(answers), at_most, []

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if len(self.log) >= self.at_most:
            raise OverBudget(f"more than {self.at_most} calls")
        self.log.append({"args": list(args), "kwargs": kwargs})
        return _given(self.answers[min(len(self.log), len(self.answers)) - 1])


def _given(answer: Any) -> Any:
    if not (isinstance(answer, Mapping) and set(answer) == {"error"}):
        return answer
    kind, _, text = answer["error"].partition(": ")
    raise _ERRORS[kind](text)


_ERRORS = {
    e.__name__: e for e in (ValueError, KeyError, TimeoutError, ConnectionError, RuntimeError)
}


class Lookup:
    """A function that knows its answers by its arguments: Lookup([[[2], "two"]])(2) gives "two".

    ValueError for arguments that it does not know; OverBudget from call number at_most + 1 on.
    """

    def __init__(self, answers: Sequence[Sequence], at_most: int = 100) -> None:
        self.answers, self.at_most, self.log = list(answers), at_most, []

    def __call__(self, *args: Any) -> Any:
        if len(self.log) >= self.at_most:
            raise OverBudget(f"more than {self.at_most} calls")
        # a copy: the caller may go on changing a list that it gave
        asked = [list(arg) if isinstance(arg, list | tuple) else arg for arg in args]
        self.log.append(asked)
        for known, answer in self.answers:
            if list(known) == asked:
                return answer
        raise ValueError(f"nothing is known of {', '.join(map(repr, asked))}")


class Clock:
    """Time that passes only when somebody sleeps: clock() is now, clock.sleep(s) moves it on.

    The log holds every sleep, in seconds.
    """

    def __init__(self, start: float = 0.0) -> None:
        self.now, self.log = start, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.log.append(seconds)
        self.now += seconds


def chat_completion(**fields: Any) -> Any:
    """A real openai ChatCompletion; what is not given has an ordinary value."""
    from openai.types.chat import ChatCompletion  # half a second: only where it is asked for

    usual = {"id": "chatcmpl-0", "object": "chat.completion", "created": 0, "model": "pocket"}
    return ChatCompletion.model_validate({**usual, "choices": [], **fields})


def message(**fields: Any) -> Any:
    """A real anthropic Message; what is not given has an ordinary value."""
    from anthropic.types import Message  # a second: only where it is asked for

    usual = {
        "id": "msg_0",
        "type": "message",
        "role": "assistant",
        "model": "pocket",
        "content": [],
    }
    return Message.model_validate({"stop_reason": None, "stop_sequence": None, **usual, **fields})


def database(tables: Mapping[str, Sequence[Mapping]]) -> sqlite3.Connection:
    """An SQLite database in memory: database({"tickets": [{"id": 1, "text": "Help!"}]})."""
    connection = sqlite3.connect(":memory:")
    for table, rows in tables.items():
        columns = ", ".join(f'"{name}"' for name in rows[0])
        connection.execute(f'CREATE TABLE "{table}" ({columns})')
        marks = ", ".join("?" * len(rows[0]))
        values = [tuple(row.values()) for row in rows]
        connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', values)
    connection.commit()
    return connection


def state(value: Any) -> Any:
    """What of an argument must be the same after a call, as plain data: a database's tables, the
    answers of a double that keeps a log, everything of anything else."""
    if isinstance(value, sqlite3.Connection):
        return _tables(value)
    if isinstance(value, Recorder | Lookup):
        return value.answers
    # a double that moves by being used: a clock, a stream, a connection, a client
    moves = isinstance(value, Clock | Feed | Line | SlowCalls) or hasattr(value, "log")
    return None if moves else value


def _tables(database: sqlite3.Connection) -> dict[str, list]:
    cursor = database.cursor()
    cursor.row_factory = None  # the caller may have set another, and that changes no row
    names = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: cursor.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names}


DOUBLES = {
    "recorder": Recorder,
    "lookup": Lookup,
    "clock": Clock,
    "chat_completion": chat_completion,
    "message": message,
    "database": database,
    "feed": Feed,
    "line": Line,
    "slow_calls": SlowCalls,
    "upstream": upstream.client,
}


def make(double: Double) -> Any:
    """The object that a Double describes. ValueError names the kinds there are."""
    if double.kind not in DOUBLES:
        raise ValueError(f"no double {double.kind!r}; there are {', '.join(DOUBLES)}")
    return DOUBLES[double.kind](**double.settings)
