"""Exercise 16.4: retries inside a deadline.

In: bad days of a model, drawn under a seed, and what a good client makes of them. Out: the clock
and the model (helpers.checks), the reference answer (solutions/).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from helpers.checks.exercise import Double, Exercise, Question, Reply, Served, Verdict
from helpers.checks.judge import not_yet, passed

SOON = 0.05
MOST_CALLS = 12
ENDLESS = "faults without end"
BODY = {"model": "pocket", "messages": [{"role": "user", "content": "The site is down"}]}


@dataclass(frozen=True)
class Day:
    """What the model does, the deadline, and how it has to end: a reply, or an error's name."""

    title: str
    moves: list[dict]
    seconds: float
    ends: str = "reply"


def days(seed: int) -> list[Day]:
    """The same fourteen under every seed; statuses and seconds are drawn."""
    rng = random.Random(f"16.4/{seed}")
    fault = {"status": rng.choice([500, 502, 503, 529])}
    wait, slow = rng.randint(3, 9), rng.randint(21, 40)
    late = rng.randint(70, 80)
    return [
        Day("a good day", [{}], 20),
        Day("two faults, then a reply", [fault, {"status": 500}, {}], 30),
        Day("a lost connection", [{"lost": True}, {}], 30),
        Day("a request that took too long to come", [{"status": 408}, {}], 30),
        Day("a conflict", [{"status": 409}, {}], 30),
        Day("a fault that says when to come back",
            [{"status": rng.choice([503, 529]), "retry_after": str(wait + 1)}, {}], 30),
        Day("too many requests", [{"status": 429, "retry_after": str(wait)}, {}], 30),
        Day("a long Retry-After", [{"status": 429, "retry_after": str(late)}, {}], 120),
        Day("a Retry-After beyond the deadline",
            [{"status": 429, "retry_after": str(slow)}, {}], 20, "TimeoutError"),
        Day("a model that never answers", [{"never": True}], rng.randint(8, 20), "TimeoutError"),
        Day("a reply after the deadline", [{"first": float(slow)}], 20, "TimeoutError"),
        Day(ENDLESS, [fault], 30, "TimeoutError"),
        Day("a wrong request", [{"status": rng.choice([400, 404, 422])}, {}], 30, "its error"),
        Day("the last status below 500", [{"status": 499}, {}], 30, "its error"),
    ]  # fmt: skip


def questions(seed: int) -> list[Served]:
    return [
        Served("reply_within", (Double("upstream", {"moves": d.moves}, "model"), BODY, d.seconds))
        for d in days(seed)
    ]


def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """Passed when every day ends as it has to."""
    broken = []
    for kind, asked, reply in zip(days(0), questions, replies, strict=True):
        double, _, seconds = asked.args
        day = replace(kind, moves=double.settings["moves"], seconds=seconds)
        if words := _wrong(day, reply):
            broken.append((day, words, reply))
    if not broken:
        return passed(f"{len(questions)} days, and none took longer than its deadline.")
    day, words, reply = broken[0]
    kept = 0 if day.title == "a good day" else len(questions) - len(broken)
    message = f"{kept} of {len(questions)} days end well. Not yet *{day.title}*: {words}"
    return not_yet(message, _evidence(day, reply), kept / len(questions))


def _wrong(day: Day, reply: Reply) -> str:
    if reply.error:
        return "your code stopped with an error."
    if not isinstance(reply.value, dict):
        return "`reply_within` is not asynchronous: write `async def`."
    raised, at = (reply.value["raised"] or "").partition(":")[0], reply.value["at"]
    calls = reply.logs.get("model", [])
    if at > day.seconds + SOON:
        return f"it took {at:.1f} s, and the deadline is {day.seconds:g} s."
    return _badly_ended(day, raised, reply, calls) or _badly_asked(day, calls)


def _badly_ended(day: Day, raised: str, reply: Reply, calls: list) -> str:
    value = reply.value["value"]
    if day.ends == "reply":
        if raised:
            return f"an error after {len(calls)} call(s); there was time for another."
        if not hasattr(value, "choices"):
            return "the model's reply is wanted as it came, a `ChatCompletion`."
        return ""
    if not raised:
        return "a value came back, and an error is wanted."
    if day.ends == "TimeoutError" and raised != "TimeoutError":
        return "another error was raised; when the time is over, `TimeoutError` is wanted."
    if day.ends == "its error" and (raised == "TimeoutError" or len(calls) > 1):
        return (
            f"{len(calls)} call(s), then an error. A request that is wrong stays wrong: raise the "
            "SDK's error at once, after one call."
        )
    return ""


def _badly_asked(day: Day, calls: list) -> str:
    """Whether the model was asked too often, or too early."""
    if len(calls) > MOST_CALLS:
        return (
            f"{len(calls)} calls; at most {MOST_CALLS} are allowed. Pauses grow, and the SDK's own "
            "retries multiply with yours (`max_retries=0` switches them off)."
        )
    for call, after in pairwise(calls):
        wait = float(day.moves[0].get("retry_after", 0)) if call["how"] == "refused" else 0.0
        paused = after["at"] - call["ended"]
        if paused < max(wait, 0.1) - 0.001:
            said = f"`Retry-After` said {wait:g} s" if wait else "0.1 s is the least"
            return f"the next call came {paused:.2f} s after the last one ended; {said}."
    pauses = [after["at"] - call["ended"] for call, after in pairwise(calls)]
    if day.title == ENDLESS and len(pauses) > 1 and pauses[-1] < 2 * pauses[0]:
        return (
            f"{len(pauses)} pauses, the first of {pauses[0]:.1f} s, the last of {pauses[-1]:.1f} "
            "s. Pauses grow: in 30 seconds of faults the last is at least twice the first."
        )
    beyond = day.title == "a Retry-After beyond the deadline" and len(calls) > 1
    return "the model said when to come back, and was asked before." if beyond else ""


def _evidence(day: Day, reply: Reply) -> str:
    calls = [(c["at"], c["how"], c["ended"]) for c in reply.logs.get("model", [])]
    return (
        f"- the model: `{day.moves!r}`, deadline {day.seconds:g} s\n"
        f"- came: `{reply.value!r:.300}`\n"
        f"- calls (begun, how it ended, when): `{calls!r:.400}`"
    )


WITHIN = Exercise(
    id="16.4",
    title="Retries inside a deadline",
    goal="Write `async def reply_within(client, body, seconds)`: the reply, or TimeoutError.",
    points=3,
    minutes=20,
    difficulty="medium",
    budget="the check makes 14 calls on its own clock; about 15 lines",
    answers=("reply_within",),
    questions=questions,
    judge=judge,
    distractor="        except Exception as error:",
    hints=(
        "One frame around everything holds the deadline: `async with asyncio.timeout(seconds):`. "
        "Inside it a loop that asks, and returns what came.",
        "`client.with_options(max_retries=0)` asks once. `APIStatusError` has `status_code` and "
        "`response.headers`; `APIConnectionError` is a lost connection. Which status codes are "
        "worth another try: 408, 409, 429 and from 500 on.",
        "`pause = max(own, float(error.response.headers.get('retry-after', 0)))`, then "
        "`await asyncio.sleep(pause)`, and `own` doubles.",
    ),
)
