"""Asks questions of a learner's names and returns the replies as JSON.

In: calling, timing, catching whatever the code does, and encoding what it gives back.
Out: expected values. This module runs in the same process as the learner's code, so it must
know nothing that a learner could read, and it imports no exercise.

    ask([Call("double", (2,))], {"double": lambda x: 2 * x})  ->  [{"value": 4, ...}]
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import io
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from helpers.checks import doubles, effort, encoding
from helpers.checks.exercise import MAX_KINDS, MAX_WORDS, Call, Question, Served

HELD_UP = 6.0  # a limit of 10 seconds ends after 70 on the clock at the latest
MAX_PRINTED = MAX_WORDS


def ask(questions: Sequence[Question], namespace: Mapping[str, Any]) -> list[dict]:
    """One JSON reply for each question, in order; see exercise.Reply for the keys.

    Nothing that the learner's code does raises here. After a time-out or an interrupt the rest
    is not asked, so that a slow answer costs one wait and not twenty.
    """
    replies: list[dict] = []
    for question in questions:
        last = replies[-1].get("error") if replies else None
        replies.append(dict(replies[-1]) if _stops(last) else _ask_one(question, namespace))
    return replies


def _stops(error: str | None) -> bool:
    return error is not None and error.startswith(("OutOfTime", "KeyboardInterrupt"))


def _ask_one(question: Question, namespace: Mapping[str, Any]) -> dict:
    if namespace.get(question.name, ...) is ...:
        return {"unset": True}
    printed, logs, changed = _Printed(), {}, []
    try:
        with _captured(printed):
            given = _Given(question, logs)
            answer = _asked(question, namespace[question.name], given)
            with _time_limit(question.seconds), _zone(question):
                # encoded inside the limit: an answer may be an iterator without an end, and so
                # may what was put into an argument
                value = encoding.encode(answer())
                changed = given.changed(namespace[question.name])
            reply = {"unset": True} if encoding.has_ellipsis(value) else {"value": value}
    except BaseException as error:  # also SystemExit, KeyboardInterrupt, OverBudget, OutOfTime
        stopped = {"error": _last_line(error), "kinds": _kinds(error)}
        reply = {"unset": True} if _of_a_stub(error) else stopped
    return {**reply, "printed": printed.getvalue(), "logs": _encoded(logs), "changed": changed}


def _asked(question: Question, answer: Any, given: _Given) -> Callable[[], Any]:
    if not isinstance(question, Call):
        return lambda: answer
    if not callable(answer):
        raise TypeError(f"{question.name} is a {_name(type(answer))}, a function is wanted")
    if isinstance(question, Served):
        from helpers.checks import visits  # only where a service is asked for

        return lambda: visits.run(answer, given.args, given.kwargs, question.visits)
    return lambda: _finished(answer(*given.args, **given.kwargs), question.seconds)


class _Given:
    """The arguments of one call, and what they were before it.

    Made outside the learner's time: the first SDK object of a process waits for an import.
    """

    def __init__(self, question: Question, logs: dict) -> None:
        call = isinstance(question, Call)
        self.args, self.kwargs = _fresh(question, logs) if call else ((), {})
        self.before = {at: _frozen(value) for at, value in self._places()}

    def _places(self) -> list[tuple[int | str, Any]]:
        return [*enumerate(self.args), *self.kwargs.items()]

    def changed(self, answer: Any) -> list[dict]:
        """The arguments that are not as they were."""
        found = []
        for at, value in self._places():
            was = self.before[at]
            if isinstance(was, bytes):
                if _frozen(value) == was:  # nearly always, and a tenth of the work
                    continue
                was = _state(pickle.loads(was))
            if (after := _state(value)) != was:
                name = _parameters(answer).get(at, f"argument {at}")
                found.append({"at": at, "name": name, "after": after})
        return found


def _frozen(value: Any) -> Any:
    """What an argument is now, for a quick look whether anything of it changed: bytes, and what
    has none as JSON."""
    try:
        return pickle.dumps(doubles.state(value))
    except Exception:  # what cannot be pickled, or not any more
        return _state(value)


def _state(value: Any) -> Any:
    try:
        return encoding.encode(doubles.state(value))
    except Exception as error:  # too large now, a closed database, a learner's own __repr__
        return {"$repr": f"({_name(type(error))}: {_text(error)[:200]})"}


def _parameters(answer: Any) -> dict[int | str, str]:
    """The learner's own names for the arguments, by place; {} where a callable does not say."""
    try:
        return dict(enumerate(map(str, inspect.signature(answer).parameters)))
    except (TypeError, ValueError):
        return {}


def arguments(question: Call) -> tuple:
    """What a call is given, as the learner's function gets it: a database, SDK replies, lists."""
    args, kwargs = _fresh(question, {})
    return (*args, *kwargs.values())


def _fresh(question: Call, logs: dict) -> tuple[list, dict]:
    """Arguments that the learner's code may change, with every Double made real."""

    def make(*described: Any) -> Any:
        double = encoding.Double(*described)
        made = doubles.make(double)
        if hasattr(made, "log"):
            logs[double.name or double.kind] = made.log
        return made

    encoded = question.encoded or [list(question.args), dict(question.kwargs)]
    given = encoded if question.encoded else encoding.encode(encoded)
    return tuple(encoding.decode(given, double=make))


def _finished(value: Any, seconds: float) -> Any:
    """Awaits a coroutine, in a thread of its own: a notebook's thread already runs a loop."""
    if not inspect.iscoroutine(value):
        return value
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asyncio.wait_for(value, seconds)).result()


class OutOfTime(BaseException):
    """The time limit. Not an Exception, so that a learner's `except Exception` does not eat it."""


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """OutOfTime after `seconds`, where the system can: on Unix, in the main thread.

    Time in which this process was held up (see effort) does not count, up to HELD_UP times as much.
    """
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    started, forgiven = time.monotonic(), 0.0

    def late(*_: Any) -> None:
        nonlocal forgiven
        elapsed = time.monotonic() - started
        # only asked for here: most answers come in time, and it costs more than they do
        forgiven = min(forgiven + effort.newly_held_up(), HELD_UP * seconds, elapsed)
        if elapsed - forgiven >= seconds:
            raise OutOfTime(f"no answer after {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, late)
    # the interval repeats, so that a loop which catches everything is interrupted again
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _zone(question: Question) -> Iterator[None]:
    """The time zone that a call asks for; Windows cannot change it, and keeps its own."""
    if not (isinstance(question, Call) and question.zone and hasattr(time, "tzset")):
        yield
        return
    before = os.environ.get("TZ")
    try:
        _set_zone(question.zone)
        yield
    finally:
        _set_zone(before)


def _set_zone(zone: str | None) -> None:
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    time.tzset()


@contextlib.contextmanager
def _captured(printed: io.StringIO) -> Iterator[None]:
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        yield


class _Printed(io.StringIO):
    """Keeps the first MAX_PRINTED characters of what is printed and drops the flood."""

    def write(self, text: str) -> int:
        room = MAX_PRINTED - self.tell()
        super().write(text[: max(room, 0)])
        return len(text)


def _of_a_stub(error: BaseException) -> bool:
    """A stub that meets the next line: 1 + ... says that it cannot add an 'ellipsis'."""
    unset = isinstance(error, TypeError | AttributeError) and "ellipsis" in _text(error)
    return unset or isinstance(error, NotImplementedError)


def _kinds(error: BaseException) -> list[str]:
    """["MissingValues", "ValueError", "Exception"]: its class and those that it is made of."""
    known = [one for one in _of_type(type(error), "__mro__") if issubclass(one, Exception)]
    return [_name(one) for one in known[-MAX_KINDS:]]


def _name(kind: type) -> str:
    return str(_of_type(kind, "__name__"))[: encoding.MAX_NAME]


def _of_type(kind: type, what: str) -> Any:
    """What type itself says: a learner's metaclass may answer what it likes, or raise."""
    return type.__dict__[what].__get__(kind)


def _last_line(error: BaseException) -> str:
    lines = _text(error).strip().splitlines()
    name = _name(type(error))
    return f"{name}: {lines[-1][:300]}" if lines else name


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception as broken:  # the learner's own __str__
        return f"(its message cannot be read: {_name(type(broken))})"


def _encoded(logs: Mapping[str, list]) -> dict:
    try:
        return {name: encoding.encode(log) for name, log in logs.items()}
    except encoding.TooLarge:
        return {}
