"""Exercise 03.4: many calls side by side, never more than so many at once.

In: calls that take their time on a clock of their own, what the log shows. Out: a network.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import groupby

from helpers.checks.encoding import Double, Record
from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Case, Misconception, compare, stops_with, value_is

Log = Sequence[Sequence]  # ["start" or "end", text, at]

ONE_BY_ONE = (
    "You wait for each call before the next one is made: start them all, and let a semaphore hold "
    "them back."
)
IN_BATCHES = (
    "You send in batches, and a batch waits for its slowest call: let the next one start as soon "
    "as any has ended."
)


def results(limit: int, send: Double, items: Sequence[str]) -> list:
    """What comes back, in the order of the items: a text in capitals, or the error in its place."""
    failing = send.settings["failing"]
    return [_error(item) if item in failing else item.upper() for item in items]


def _error(item: str) -> Record:
    return Record("Error", {"error": f"ConnectionError: the connection broke during {item}"})


# --- how it was done -----------------------------------------------------------------------------


def crowded(case: Case) -> str:
    """What to say of calls that were too many, too few, or repeated; "" for none."""
    limit, _, items = case.question.args
    log = case.reply.logs["send"]
    started = [text for kind, text, _ in log if kind == "start"]
    if sorted(started) != sorted(items):
        return f"{len(items)} calls are wanted, one an item; {len(started)} were sent."
    most = max((active for _, active, _ in by_moment(log)), default=0)
    if most > limit:
        return (
            f"The results are right, and {most} calls were under way at once; {limit} are allowed. "
            "One semaphore for all calls, and each `send` inside it."
        )
    return _idle(log, limit, len(items))


def _idle(log: Log, limit: int, n: int) -> str:
    moments = by_moment(log)
    alone = max((active for _, active, _ in moments), default=0) == 1
    why = ONE_BY_ONE if alone else IN_BATCHES
    for at, active, ended in moments:
        if active < min(limit, n - ended):
            return (
                f"The results are right, and at {at:g} s {active} of {limit} calls are under way "
                f"while others still wait for their turn. {why}"
            )
    return ""


def by_moment(log: Log) -> list[tuple[float, int, int]]:
    """(time, calls under way, calls ended) after all that happened at each moment."""
    active = ended = 0
    found = []
    for at, entries in groupby(log, key=lambda entry: entry[2]):
        for kind, *_ in entries:
            active += 1 if kind == "start" else -1
            ended += kind == "end"
        found.append((at, active, ended))
    return found


# --- what is asked -------------------------------------------------------------------------------


def questions_03_4(seed: int) -> list[Question]:
    """Three at a time, with and without failures; one at a time; more room than calls; none."""
    rng = random.Random(f"03.4/{seed}")
    return [
        _question(rng, 3, 8, 0),
        _question(rng, 3, 9, 2),
        _question(rng, 1, 4, 1),
        _question(rng, 8, 5, 0),
        _question(rng, 2, 0, 0),
    ]


def _question(rng: random.Random, limit: int, n: int, fail: int) -> Call:
    items = [f"ticket {number}" for number in rng.sample(range(100, 999), n)]
    seconds = {item: rng.randint(1, 9) + rng.randint(0, 9) / 10 for item in items}
    while items and len(set(seconds.values())) < n:  # calls that end together would hide batches
        seconds = {item: rng.randint(1, 9) + rng.randint(0, 9) / 10 for item in items}
    failing = sorted(rng.sample(items[:-1], fail)) if fail else []
    settings = {"seconds": seconds, "failing": failing, "at_most": max(2 * n, 1)}
    return Call("at_most", (limit, Double("slow_calls", settings, "send"), items))


def _sorted(value: object) -> list[str]:
    return sorted(map(repr, value))


def _is(test: Callable[[list, list], bool], words: str) -> Misconception:
    return value_is(lambda value, wanted: isinstance(value, list) and test(value, wanted), words)


CROWD = Exercise(
    id="03.4",
    title="Side by side, within a limit",
    goal="Write `async def at_most(limit, send, items)`: all replies in the order of the items.",
    points=3,
    minutes=20,
    difficulty="medium",
    budget="one call an item; at most limit at once",
    answers=("at_most",),
    questions=questions_03_4,
    judge=compare(
        results,
        [
            stops_with(
                "ConnectionError",
                "One call failed, and all other replies are lost with it. Keep the error in the "
                "place of its reply: `return_exceptions=True`, or `try` around each call.",
            ),
            stops_with(
                "ExceptionGroup",
                "One call failed, and all other replies are lost with it. A task group ends all "
                "its tasks; `try` around each call keeps the error in its place.",
            ),
            stops_with(
                "RuntimeError",
                "A notebook runs a loop already: write `async def`, and leave `asyncio.run` away.",
            ),
            _is(
                lambda value, wanted: _sorted(value) == _sorted(wanted),
                "The replies stand in another order than their items: `gather` keeps the order, "
                "`as_completed` gives what is ready first.",
            ),
            _is(
                lambda value, wanted: len(value) < len(wanted),
                "Replies are missing: an item that failed keeps its place, and holds its error.",
            ),
            _is(
                lambda value, wanted: any(item is None for item in value),
                "`None` stands where an error belongs: return the error itself, so that whoever "
                "reads the list can tell what happened.",
            ),
            _is(
                lambda value, wanted: any(
                    isinstance(v, str) and isinstance(w, Record)
                    for v, w in zip(value, wanted, strict=True)
                ),
                "An error is wanted as the exception itself, not as text: text looks like a reply.",
            ),
            _is(
                lambda value, wanted: any(getattr(v, "kind", "") == "Object" for v in value),
                "Something that still runs came back: `await` what you start.",
            ),
        ],
        message="Never more than allowed, and never fewer than possible.",
        cost=crowded,
    ),
    distractor="    return [await one(item) for item in items]",
    hints=(
        "`room = asyncio.Semaphore(limit)`, made once. A small `async def one(item)` does "
        "`async with room:` and then `await send(item)`.",
        "`await asyncio.gather(*map(one, items), return_exceptions=True)` keeps the order, and an "
        "error stands in the place of its reply.",
    ),
)
