"""Exercise 16.3: a stream that shows what comes, says what breaks, and stops when nobody reads.

In: the clauses, drawn under a seed. Out: reading a stream (wire), the frame (contract), the
reference answer (solutions/).
"""

from __future__ import annotations

import json
import random
from itertools import pairwise

from helpers.checks.exercise import Exercise, Served
from helpers.exercises.unit_16 import contract
from helpers.exercises.unit_16.contract import SOON, Clause, Come
from helpers.serving import wire

SILENT = 15.0  # the longest silence that is allowed
WORDS = ["The", "replica", "lagged", "behind,", "reads", "were", "old;", "nobody", "lost", "data"]


def _visit(rng: random.Random, **more: object) -> dict:
    ticket = f"Case {rng.randint(1000, 9999)}: reads are old since this morning"
    return {"method": "POST", "path": "/stream", "json": {"ticket": ticket}, **more}


def _pieces(rng: random.Random, n: int) -> list[str]:
    return [f"{rng.choice(WORDS)} " for _ in range(n)]


def _deltas(come: Come, n: int = 0) -> list[str]:
    """The texts of the delta events of visit n; "" where the data is not what was agreed."""
    found = [e.data for e in wire.events(come.seen[n]["body"]) if e.name == "delta"]
    return [_field(data, "text") for data in found]


def _field(data: str, name: str) -> str:
    try:
        return json.loads(data)[name]
    except (ValueError, TypeError, LookupError):
        return ""


def _is_json(data: str) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def _names(come: Come, n: int = 0) -> list[str]:
    return [event.name for event in wire.events(come.seen[n]["body"])]


def _whole(rng: random.Random) -> tuple[list, list]:
    odd = [*_pieces(rng, 2), "two\nlines\n\n", "data: ", "\u2028", "naïve “€” 🙂", "\r\n", " "]
    rng.shuffle(odd)
    return [{"pieces": odd}], [_visit(rng)]


def _not_whole(come: Come) -> str:
    kind = come.seen[0]["headers"].get("content-type", "").partition(";")[0]
    if come.status(0) != 200:
        return f"the status is {come.status(0)}; 200 is wanted."
    if kind.strip().lower() != "text/event-stream":
        return "the content type is not `text/event-stream`."
    if not come.log or come.visits[0]["json"]["ticket"] not in json.dumps(come.log[0]["body"]):
        return "the ticket did not reach the model."
    if not come.log[0]["body"].get("stream"):
        return "the model was not asked for a stream."
    if "".join(_deltas(come)) != "".join(come.moves[0]["pieces"]):
        return (
            "the text of the `delta` events, put together, is not what the model said. Each "
            'carries JSON, `{"text": …}`: then line ends in a piece do no harm.'
        )
    events = wire.events(come.seen[0]["body"])
    if events[-1].name != "done":
        return "the last event is not `done`."
    finish = _field(events[-1].data, "finish_reason")
    return "" if finish == "stop" else "`done` does not carry the model's `finish_reason`."


def _at_once(rng: random.Random) -> tuple[list, list]:
    return [{"pieces": _pieces(rng, 12), "pace": rng.choice([0.5, 0.8])}], [_visit(rng)]


def _collected(come: Come) -> str:
    pace, first = come.moves[0]["pace"], 0.2
    late = [
        time - (first + pace * (n + 1))
        for n, (time, text) in enumerate(c for c in come.seen[0]["chunks"] if "delta" in c[1])
    ]
    if len(late) < 6:
        return "the pieces come in a few large parts, not one by one."
    if max(late) > SOON:
        return f"a piece came {max(late):.1f} s after the model had said it; it is wanted at once."
    return ""


def _silence(rng: random.Random) -> tuple[list, list]:
    n = rng.randint(1, 4)
    pauses = [[0, rng.choice([31.0, 44.0])], [n, rng.choice([38.0, 52.0])]]
    return [{"pieces": _pieces(rng, 6), "pauses": pauses}], [_visit(rng)]


def _dead(come: Come) -> str:
    if _deltas(come) != come.moves[0]["pieces"]:
        got = len(_deltas(come))
        return (
            f"after the silence the stream had lost its model: {got} of 6 pieces came. "
            "`asyncio.wait_for` *cancels* what it waited for; `asyncio.wait` only stops waiting."
        )
    times = [come.seen[0]["began"], *(time for time, _ in come.seen[0]["chunks"])]
    gap = max(b - a for a, b in pairwise(times))
    if gap > SILENT + SOON:
        return (
            f"nothing came for {gap:g} s. A proxy closes what is silent; send a comment, a line "
            f"that begins with `:`, at least every {SILENT:g} s."
        )
    if _stray(come.seen[0]["body"]):
        return "a line is neither a comment nor a field of an event; a comment begins with `:`."
    if _open_comment(come.seen[0]["body"]):
        return "a comment has no empty line behind it; it is wanted as a line and an empty one."
    more = set(_names(come)) - {"delta", "done"}
    return "the heartbeat is an event; a comment is wanted." if more else ""


def _stray(body: str) -> bool:
    """Whether a line is none that the standard knows; a browser passes over it."""
    lines = (line for line in wire.LINE_END.split(body) if line)
    return any(line.partition(":")[0] not in ("", "event", "data", "id", "retry") for line in lines)


def _open_comment(body: str) -> bool:
    """Whether a line other than a comment or an empty one follows a comment."""
    lines = wire.LINE_END.split(body)
    return any(a.startswith(":") and b and not b.startswith(":") for a, b in pairwise(lines))


def _broken_off(rng: random.Random) -> tuple[list, list]:
    return [{"pieces": _pieces(rng, 9), "breaks": rng.randint(2, 6)}], [_visit(rng)]


def _hushed_up(come: Come) -> str:
    names = _names(come)
    if "done" in names:
        return "the connection to the model broke, and the stream says `done`."
    if "error" not in names:
        return (
            "the connection to the model broke after the first pieces, and the stream just ends. "
            "The status is long gone: say it with an `error` event."
        )
    if len(_deltas(come)) != come.moves[0]["breaks"]:
        return "the pieces that had come before the break are missing."
    said = next(e.data for e in wire.events(come.seen[0]["body"]) if e.name == "error")
    if not _is_json(said):
        return "the data of the `error` event cannot be read as JSON: `json.dumps` writes it."
    if come.seen[0]["raised"]:
        return "the `error` event came, and then the error went on to the server."
    return "" if names[-1] == "error" else "something follows after the `error` event."


def _refused(rng: random.Random) -> tuple[list, list]:
    return [{"status": rng.choice([400, 404, 422])}], [_visit(rng)]


def _no_status(come: Come) -> str:
    status = come.status(0)
    if status == 200:
        return "the model refused before anything was sent, and the status is 200."
    if status != 502:
        return (
            f"the model refused before anything was sent: the status is {status}, 502 is wanted. "
            "The fault is behind the service, not in it and not in the client's request."
        )
    return ""


def _left(rng: random.Random) -> tuple[list, list]:
    return [{"pieces": _pieces(rng, 40), "pace": 0.5}], [_visit(rng, leaves=rng.uniform(3, 9))]


def _left_in_silence(rng: random.Random) -> tuple[list, list]:
    move = {"pieces": _pieces(rng, 40), "pauses": [[2, 80.0]], "pace": 0.5}
    return [move], [_visit(rng, leaves=rng.uniform(20, 30))]


def _goes_on(come: Come) -> str:
    if not come.log:
        return "the model was not asked."
    call, leaves = come.log[0], come.visits[0]["leaves"]
    if call["how"] == "complete":
        return (
            "the client had gone, and the model talked on to the end. Somebody pays for that: "
            "end the call of the model when the generator is closed or cancelled."
        )
    after = (call["ended"] or 1e9) - leaves
    return f"the call of the model ended {after:.1f} s after the client." if after > 1 else ""


def _cut_off(rng: random.Random) -> tuple[list, list]:
    moves = [{"pieces": _pieces(rng, 3), "finish": "length"}, {"pieces": _pieces(rng, 5)}]
    asked = _visit(rng)
    long = {**asked, "at": 0.25, "json": {**asked["json"], "style": "long"}}
    return [{**move, "pace": 1.0} for move in moves], [asked, long]


def _mixed(come: Come) -> str:
    for n, (move, finish) in enumerate(zip(come.moves, ("length", "stop"), strict=True)):
        events = wire.events(come.seen[n]["body"])
        if _deltas(come, n) != move["pieces"]:
            return "of two streams at a time, one has the other's pieces or lacks its own."
        if not events or _field(events[-1].data, "finish_reason") != finish:
            return f"`done` hides how the reply ended: `{finish}` is wanted."
        begins = come.visits[n].get("at", 0.0) + 0.2 + move["pace"]
        first = next(time for time, text in come.seen[n]["chunks"] if "delta" in text)
        if first > begins + SOON:
            return (
                f"of two streams at a time, one got its first piece {first - begins:.1f} s late: "
                "does it wait for the other?"
            )
    short, long = (call["body"].get("messages") for call in come.log[:2])
    return "`style` is ignored: both styles sent the same prompt." if short == long else ""


CLAUSES = (
    Clause("the reply as events", _whole, _not_whole),
    Clause("piece by piece", _at_once, _collected),
    Clause("a heartbeat in silence", _silence, _dead),
    Clause("an error after the headers", _broken_off, _hushed_up),
    Clause("a refusal before them", _refused, _no_status),
    Clause("the client leaves", _left, _goes_on),
    Clause("the client leaves in silence", _left_in_silence, _goes_on),
    Clause("two at a time, one cut off", _cut_off, _mixed),
)


def questions(seed: int) -> list[Served]:
    return [
        contract.question("streaming_app", clause, random.Random(f"16.3/{seed}/{clause.title}"))
        for clause in CLAUSES
    ]


STREAMING = Exercise(
    id="16.3",
    title="A stream that stops when nobody reads",
    goal="Write `streaming_app(client)`: a FastAPI application with `POST /stream`.",
    points=5,
    minutes=35,
    difficulty="hard",
    budget="the check makes 9 requests on its own clock; about 30 lines",
    answers=("streaming_app",),
    questions=questions,
    judge=contract.judge(CLAUSES),
    distractor="                chunk = await asyncio.wait_for(anext(parts, None), 10)",
    hints=(
        "Ask the model *before* you make the `StreamingResponse`: then a refusal can still be a "
        "status. What comes after belongs into an asynchronous generator.",
        "Keep the read of the next chunk as a task: `pending = asyncio.ensure_future(anext(parts, "
        "None))`. Wait with `asyncio.wait({pending}, timeout=10)`; where it is not done, `yield` a "
        "comment and wait again for the *same* task.",
        "When the client goes, Starlette cancels the generator. `finally: pending.cancel()` and "
        "`await chunks.close()` end the call of the model.",
    ),
)
