"""Exercise 03.4: many calls side by side, never more than so many at once.

In: calls that take their time on a clock of their own, what the log shows. Out: a network.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from helpers.checks.encoding import Double, Record
from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Case, Misconception, compare, same, stops_with, value_is

Log = Sequence[Sequence]  # ["start" or "end", text, at]

ONE_BY_ONE = (
    "You wait for each call before the next one is made: start them all, and let a semaphore hold "
    "them back."
)
IN_BATCHES = (
    "You send in batches, and a batch waits for its slowest call: let the next one start as soon "
    "as any has ended."
)


LATE = "Let the next call start as soon as any has ended: no item waits for one worker alone."
FEWER = "You allow fewer at once than `limit` says."


def results(limit: int, send: Double, items: Sequence[str]) -> list:
    """What comes back, in the order of the items: a text in capitals, or the error in its place.

    An item that comes again has its number behind it, in the order in which calls start.
    """
    failing = send.settings["failing"]
    return [
        _error(item) if item in failing else item.upper() + (f" {n}" if n > 1 else "")
        for item, n in zip(items, _numbered(items), strict=True)
    ]


def _numbered(items: Sequence[str]) -> list[int]:
    """1 for an item that is new, 2 where it comes again, and so on."""
    return [items[: at + 1].count(item) for at, item in enumerate(items)]


def in_place(expected: list, value: object) -> bool:
    """Equal, however the replies of equal items are dealt out among these."""
    return same(expected, value) or (
        isinstance(value, list | tuple)
        and same(sorted(map(str, expected)), sorted(map(str, value)))
        and same([_item_of(each) for each in expected], [_item_of(each) for each in value])
    )


def _item_of(reply: object) -> object:
    """A reply without the number of its call: "TICKET-7 2" -> "TICKET-7"."""
    return reply.partition(" ")[0] if isinstance(reply, str) else reply


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
    most = max((active for _, active, _ in moments), default=0)
    for i, (at, active, ended) in enumerate(moments):
        if active < min(limit, n - ended):
            return (
                f"The results are right, and at {at:g} s {active} of {limit} calls are under way "
                f"while others still wait for their turn. {_why(most, limit, moments[i:])}"
            )
    return ""


def _why(most: int, limit: int, after: Sequence[tuple[float, int, int]]) -> str:
    """What left room unused, seen from the moments after it."""
    if most == 1:
        return ONE_BY_ONE
    if most < limit:
        return FEWER
    for (_, before, ended), (_, active, now) in pairwise(after):
        if active > before:  # a batch begins in the moment in which the one before it has ended
            return IN_BATCHES if before == 1 and now > ended else LATE
    return LATE


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
        _question(rng, 3, 7, 1, twice=2),
    ]


def _question(rng: random.Random, limit: int, n: int, fail: int, twice: int = 0) -> Call:
    """n items, of which the first `twice` come again later."""
    different = [f"ticket-{number}" for number in rng.sample(range(100, 999), n - twice)]
    items = different + different[:twice]
    # calls that end together would hide batches
    times = [tenths / 10 for tenths in rng.sample(range(10, 99), n)]
    seconds = {item: [t for i, t in zip(items, times, strict=True) if i == item] for item in items}
    failing = sorted(rng.sample(different[twice:-1], fail)) if fail else []
    settings = {"seconds": seconds, "failing": failing, "at_most": max(2 * n, 1)}
    return Call("at_most", (limit, Double("slow_calls", settings, "send"), items))


def _sorted(value: object) -> list[str]:
    return sorted(map(repr, value))


def _is(test: Callable[[list, list], bool], words: str) -> Misconception:
    return value_is(lambda value, wanted: isinstance(value, list) and test(value, wanted), words)


def _one_reply_for_equals(case: Case) -> bool:
    items, value = case.question.args[2], case.value
    if not isinstance(value, list) or len(value) != len(items) or len(set(items)) == len(items):
        return False
    by_item = dict(zip(items, value, strict=True))
    twice = [item for item in by_item if items.count(item) > 1]
    return all(isinstance(by_item[i], str) for i in twice) and value == [by_item[i] for i in items]


def _none_where(kind: type) -> Callable[[list, list], bool]:
    """None in the place of a text, or of an error."""
    return lambda value, wanted: any(
        v is None and isinstance(w, kind) for v, w in zip(value, wanted, strict=True)
    )


def _error_of(value: object) -> str:
    return value.error if getattr(value, "kind", "") == "Error" else ""


def _running(value: object) -> bool:
    """A coroutine, a task or a future came back, and not its reply."""
    shown = getattr(value, "repr", "") if getattr(value, "kind", "") == "Object" else ""
    return shown.startswith(("<coroutine", "<Task", "<Future", "<_GatheringFuture"))


def _unsent(case: Case) -> bool:
    started = [entry for entry in case.reply.logs.get("send", []) if entry[0] == "start"]
    return not case.reply.error and len(started) < len(set(case.question.args[2]))


def _repeated(case: Case) -> bool:
    started = [entry for entry in case.reply.logs.get("send", []) if entry[0] == "start"]
    return len(started) > len(case.question.args[2])


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
            stops_with(
                "TimeoutError",
                "It stands still for ever: nobody gives a place back. A call that fails must do "
                "so, too: `async with` does, or `finally`.",
            ),
            _is(
                lambda value, wanted: any(map(_running, value)),
                "Something that still runs came back: `await` what you start.",
            ),
            _is(
                lambda value, wanted: any("event loop" in _error_of(v) for v in value),
                "A semaphore belongs to the loop in which it was first used: make it within "
                "`at_most`, for each call of it.",
            ),
            Misconception(
                "Some items are never sent. Each gets its call, after one that failed, too.",
                _unsent,
            ),
            _is(
                _none_where(str),
                "`None` stands where a reply belongs. `items.index(item)` finds the first of equal "
                "items only: keep replies by place, with `enumerate`.",
            ),
            _is(
                lambda value, wanted: _sorted(value) == _sorted(wanted),
                "The replies stand in another order than their items: `gather` keeps the order, "
                "`as_completed` gives what is ready first.",
            ),
            Misconception(
                "Some items are equal, and each of them has the reply of the same call. Keep "
                "replies by place, not by item.",
                _one_reply_for_equals,
            ),
            Misconception("More calls are sent than there are items: one an item.", _repeated),
            _is(
                lambda value, wanted: len(value) < len(wanted),
                "Replies are missing: an item that failed keeps its place, and holds its error.",
            ),
            _is(
                _none_where(Record),
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
                lambda value, wanted: any(
                    isinstance(w, Record) and v is not None and not same(w, v)
                    for v, w in zip(value, wanted, strict=True)
                ),
                "Where a call failed something else stands than its error: the very exception "
                "belongs there, not its class, and no new one.",
            ),
        ],
        equal=in_place,
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
