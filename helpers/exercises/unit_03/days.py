"""Days of exercise 03.5: what goes wrong on a line, in an order that nobody has seen.

In: answers for a Line, as the local server and the things between give them. Out: what a client
should do about them (client).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from helpers.exercises.unit_03.waiting import written

Answer = Mapping[str, Any]
# (answers in turn, attempts, seconds, the shares that draw() gives)
Day = tuple[list[Answer], int, float, Sequence[float]]

START = 1_790_000_000
WORDS = ("billing", "outage", "access", "bug", "feature")


BROKEN = {"failure": "ConnectionError", "seconds": 0.3}
DRAWN = "a text of its own"


def reply(
    rng: random.Random,
    reason: str | None = "stop",
    text: str | None = DRAWN,
    refusal: str | None = None,
) -> Answer:
    """A 200 of Chat Completions; a text of its own, unless one is given."""
    said = f"{rng.choice(WORDS)} {rng.randint(100, 999)}" if text == DRAWN else text
    message = {"role": "assistant", "content": said, "refusal": refusal}
    body = {"object": "chat.completion", "choices": [{"finish_reason": reason, "message": message}]}
    return {"status": 200, "seconds": rng.randint(2, 30) / 10, "body": body}


def error(status: int, text: str, code: str | None = None, **headers: str) -> Answer:
    body = {"error": {"message": text, "type": "invalid_request_error", "code": code}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"status": status, "headers": named, "body": body, "seconds": 0.1}


def rate_limit(after: float | str) -> Answer:
    wait = f"{after:g}" if isinstance(after, float | int) else after
    return error(429, "Rate limit reached.", "rate_limit_exceeded", retry_after=wait)


def page(status: int, **more: str) -> Answer:
    """What a proxy says where the server is gone: HTML."""
    named = {name.replace("_", "-"): value for name, value in more.items()}
    headers = {"content-type": "text/html"} | named
    return {"status": status, "headers": headers, "body": "<h1>Bad gateway</h1>", "seconds": 0.1}


def torn(rng: random.Random) -> Answer:
    """A 200 whose JSON ends in the middle."""
    return {"status": 200, "body": '{"object": "chat.completion", "choi', "seconds": 0.4}


def slow() -> Answer:
    return {"status": 200, "body": {}, "seconds": 500.0}


def faults(rng: random.Random) -> list[Answer]:
    """One of each kind that a retry may mend, in any order; together they ask for little time."""
    broken = [
        {"failure": kind, "seconds": 0.3}
        for kind in ("ConnectionError", "ConnectTimeout", "ChunkedEncodingError")
    ]
    kinds = [
        *broken,
        rate_limit(rng.randint(1, 4)),
        rate_limit(rng.randint(1, 3) + 0.5),
        error(500, "Internal server error."),
        error(rng.choice([503, 529]), "Overloaded."),
        error(rng.choice([408, 409]), "Conflict."),
        page(502),
        torn(rng),
        reply(rng, reason=None),
        slow(),
    ]
    rng.shuffle(kinds)
    return kinds


def days(rng: random.Random) -> list[Day]:
    """Quiet days, bad days, days on which giving up at once is right."""
    full = error(400, "The prompt is too long.", "context_length_exceeded")
    no = reply(rng, "stop", None, "I can't help with that.")
    # texts as they stand there: with blanks at the end, and empty
    cut, empty = reply(rng, "length", "billing, \n"), reply(rng, "content_filter", "")
    good = [reply(rng), cut, empty, no]
    called = reply(rng, "tool_calls", None)
    once = [error(503, "Overloaded."), reply(rng)]
    found: list[tuple] = [([reply(rng)], 3, 60.0), ([called], 3, 60.0), (once, 1, 60.0)]
    kinds = faults(rng)
    # the twelve kinds of fault in fours: each day a reply at the end, if one holds out
    found += [([*kinds[i : i + 3], good[i // 3]], 5, 90.0) for i in range(0, 12, 3)]
    moment = written(START + rng.randint(4, 9))[rng.randint(0, 2)]
    found += [
        ([rate_limit(moment), reply(rng)], 3, 60.0),
        ([rate_limit(rng.randint(1, 3)), page(403)], 5, 60.0),
        ([page(503), full], 5, 60.0),
        # the last of the attempts brings a text whose end was lost
        ([error(500, "Busy."), reply(rng, reason=None)], rng.randint(3, 6), 120.0),
        ([rate_limit(3600.0), reply(rng)], 5, 60.0),
        ([error(500, "Busy."), rate_limit(40.0), reply(rng)], 5, 30.0),
        ([slow(), slow(), reply(rng)], 6, 16.0),
        ([rate_limit(2), BROKEN, rate_limit(2), rate_limit(2), reply(rng)], 4, 60.0),
        ([*[error(529, "Overloaded.")] * 7, reply(rng)], 8, 200.0),
        ([error(503, "Overloaded.", retry_after=str(rng.randint(3, 9))), reply(rng)], 3, 60.0),
        ([page(502, retry_after=str(rng.randint(3, 9))), reply(rng)], 3, 60.0),
        # 0.5 s of post and 0.25 s of wait end at the deadline, to the last bit
        ([{**error(500, "Busy."), "seconds": 0.5}, reply(rng)], 3, 0.75, (0.5,)),
    ]
    rng.shuffle(found)
    return [day if len(day) == 4 else (*day, luck(rng)) for day in found]


def after(answer: Answer) -> str | None:
    return answer.get("headers", {}).get("retry-after")


def luck(rng: random.Random) -> Sequence[float]:
    return [round(rng.uniform(0.05, 0.95), 3) for _ in range(9)]
