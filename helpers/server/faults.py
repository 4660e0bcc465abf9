"""Faults on request, to practise on: the next requests go wrong as a vendor's sometimes do.

    POST /faults  {"kind": "rate_limit", "count": 2, "retry_after": 0.5}     adds to the list
    GET /faults                                                              what is still to come
    DELETE /faults                                                           nothing is, any more

or, in a notebook, connect.faults("rate_limit", count=2, retry_after=0.5). The kinds:

    rate_limit      429 with the header retry-after (retry_after: seconds, default 1)
    server_error    500
    overloaded      529 in Anthropic's dialect, 503 in OpenAI's
    slow            the first byte comes late (seconds, default 5)
    broken_stream   a streamed reply: the connection closes after so many events (after, default 3)
    malformed_call  a reply with calls: their arguments lack each : and }
    refusal         a reply is stopped after so many tokens (after, default 8), as the vendors'
                    filters do it: stop_reason refusal, or finish_reason content_filter
    pause           the same in Anthropic's dialect: pause_turn; what came can be sent back, and the
                    reply goes on from there (a blank at its end is refused there, so strip it)

Each request for a reply or for embeddings takes the first fault of the list that fits it:
broken_stream waits for a stream, malformed_call for a request with tools, refusal for a reply,
pause for one of Anthropic's without tools. In a whole reply of
Anthropic's, whose input is parsed already, malformed arguments are {}. Counting tokens and listing
models never fails.
"""

import logging
import threading
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi.responses import StreamingResponse

from helpers.pocket.engine import Completion, Step
from helpers.server import fields
from helpers.server.ask import Answer, Ask, Refused

# kind -> its own field and that field's default
KINDS = {
    "rate_limit": ("retry_after", 1.0),
    "server_error": (None, 0.0),
    "overloaded": (None, 0.0),
    "slow": ("seconds", 5.0),
    "broken_stream": ("after", 3.0),
    "malformed_call": (None, 0.0),
    "refusal": ("after", 8.0),
    "pause": ("after", 8.0),
}
MOST = 1000.0
LOST = str.maketrans("", "", ":}")


@dataclass(frozen=True)
class Fault:
    kind: str
    count: int  # how many requests it is still to meet
    value: float  # of the kind's own field

    def told(self) -> dict[str, Any]:
        """The fault in the form in which it is asked for."""
        name, _ = KINDS[self.kind]
        own = {name: self.value} if name else {}
        return {"kind": self.kind, "count": self.count} | own


def fault(body: Mapping[str, Any]) -> Fault:
    """The fault that a body asks for; Refused where it cannot be read."""
    kind = body.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise fields.wrong("kind", kind, f"one of {', '.join(KINDS)}")
    name, default = KINDS[kind]
    if extra := set(body) - {"kind", "count", name}:
        wanted = f"{kind} takes count{f' and {name}' if name else ''}"
        raise fields.bad(min(extra), f"{min(extra)} is no field of this fault; {wanted}.")
    value = fields.number(body, name, 0, MOST, default) if name else default
    return Fault(kind, fields.integer(body, "count", 1, 1000, default=1), value)


class Faults:
    """The list of faults that are still to come; thread-safe."""

    def __init__(self):
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, body: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The list after this fault was added; Refused where the body cannot be read."""
        wanted = fault(body)
        with self._lock:
            self._faults.append(wanted)
        return self.left()

    def left(self) -> list[dict[str, Any]]:
        with self._lock:
            return [each.told() for each in self._faults]

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()

    def take(
        self, stream: bool = False, tools: bool = False, dialect: str | None = None
    ) -> Fault | None:
        """The first fault that fits a request with or without these, which has then met it.

        dialect   "openai" or "anthropic", where a reply is asked for; None for embeddings
        """
        with self._lock:
            for i, each in enumerate(self._faults):
                if fits(each, stream, tools, dialect):
                    left = replace(each, count=each.count - 1)
                    self._faults[i : i + 1] = [left] if left.count else []
                    return each
        return None


def fits(each: Fault, stream: bool, tools: bool, dialect: str | None) -> bool:
    wanted = {
        "broken_stream": stream,
        "malformed_call": tools,
        "refusal": dialect is not None,
        "pause": dialect == "anthropic" and not tools,
    }
    return wanted.get(each.kind, True)


def stopped(asked: Ask, met: Fault | None) -> Ask:
    """The Ask with the end that this fault gives its reply; the very Ask for other faults."""
    if met is None or met.kind not in ("refusal", "pause"):
        return asked
    most = max(1, int(met.value))
    return replace(asked, ends=met.kind, max_tokens=min(asked.max_tokens or most, most))


def refusal(met: Fault, dialect: str) -> Refused | None:
    """The error that this fault is; None for one that is no error."""
    planned = "This fault was asked for (POST /faults)."
    if met.kind == "rate_limit":
        wait = f"{met.value:g}"
        message = f"Rate limit reached. Please try again in {wait} s. {planned}"
        return Refused(429, message, code="rate_limit_exceeded", headers={"retry-after": wait})
    if met.kind == "server_error":
        return Refused(500, f"Internal server error. {planned}", code="internal_error")
    if met.kind == "overloaded":
        status = 529 if dialect == "anthropic" else 503
        return Refused(status, f"Overloaded. {planned}", code="overloaded")
    return None


def malformed_step(step: Step, in_call: bool) -> Step:
    return replace(step, text=step.text.translate(LOST)) if in_call else step


def malformed(answer: Answer) -> Answer:
    """The answer with what malformed_call takes from its arguments."""

    def spoilt(completion: Completion) -> Completion:
        first = completion.ids.index(answer.call) if answer.call in completion.ids else None
        steps = [
            malformed_step(step, first is not None and i > first)
            for i, step in enumerate(completion.steps)
        ]
        return replace(completion, steps=tuple(steps))

    return replace(answer, completions=tuple(map(spoilt, answer.completions)))


async def malformed_parts(answer: Answer, parts: AsyncIterator) -> AsyncIterator:
    """The parts of streamed replies, spoilt in the same way."""
    calling: set[int] = set()
    async for index, part in parts:
        if isinstance(part, Completion):
            spoilt = malformed(replace(answer, completions=(part,)))
            yield index, spoilt.completions[0]
        else:
            yield index, malformed_step(part, index in calling)
            calling |= {index} if part.id == answer.call else set()


async def first_events(events: AsyncIterator[str], count: int) -> AsyncIterator[str]:
    """At most so many events; the rest is never made."""
    left = count
    async for event in events:
        if not left:
            break
        left -= 1
        yield event
    await events.aclose()


class BrokenStream(StreamingResponse):
    """A stream whose end is never sent: the web server closes the connection."""

    async def stream_response(self, send) -> None:
        head = {"status": self.status_code, "headers": self.raw_headers}
        await send({"type": "http.response.start", **head})
        async for chunk in self.body_iterator:
            body = chunk.encode() if isinstance(chunk, str) else chunk
            await send({"type": "http.response.body", "body": body, "more_body": True})


def quiet(record: logging.LogRecord) -> bool:
    """Keeps a stream that was broken on request out of the log."""
    return "returned without completing response" not in record.getMessage()


logging.getLogger("uvicorn.error").addFilter(quiet)
