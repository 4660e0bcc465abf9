"""Exercise 03.2: server-sent events by the standard, each shown as soon as it is whole.

In: streams cut into chunks, the reference, how streams are misread. Out: HTTP.

The authority is the WHATWG's HTML standard, section 9.2.6, "Interpreting an event stream". The
SDKs of OpenAI and Anthropic differ from it: they yield an event that has no data.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import Case, Misconception, compare, stops_with, would_return

Events = list[tuple[str, str]]  # (event, data)


def events(chunks: Sequence[bytes]) -> Events:
    """What a stream of these bytes dispatches, by the standard."""
    return list(dispatched(re.split("\r\n|\n|\r", _text(chunks))[:-1]))


def _text(chunks: Sequence[bytes]) -> str:
    return b"".join(chunks).decode("utf-8", "replace").removeprefix("\ufeff")


def dispatched(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The events of whole lines; what no empty line ends is dropped."""
    event, data = "", []
    for line in lines:
        if not line:
            if data:
                yield event or "message", "\n".join(data)
            event, data = "", []
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            data.append(value)
        elif field == "event":
            event = value


# --- streams that are misread --------------------------------------------------------------------


def _again(chunks: Sequence[bytes], change: Callable[[str], str]) -> Events:
    return events([change(_text(chunks)).encode()])


def _unended(chunks: Sequence[bytes]) -> Events:
    return _again(chunks, lambda text: text + "\n\n")


def _keeps_bom(chunks: Sequence[bytes]) -> Events:
    return _again(chunks, lambda text: "\ufeff\ufeff" + text)


def _newline_only(chunks: Sequence[bytes]) -> Events:
    return list(dispatched([line.rstrip("\r") for line in _text(chunks).split("\n")][:-1]))


def _strips(chunks: Sequence[bytes]) -> Events:
    return [
        (event.strip(), "\n".join(line.strip() for line in data.split("\n")))
        for event, data in events(chunks)
    ]


def _keeps_space(chunks: Sequence[bytes]) -> Events:
    return _again(chunks, lambda text: re.sub("(?m)^(data|event): ", r"\1:  ", text))


def _last_line_only(chunks: Sequence[bytes]) -> Events:
    return [(event, data.rpartition("\n")[2]) for event, data in events(chunks)]


def _joined(chunks: Sequence[bytes]) -> Events:
    return [(event, data.replace("\n", "")) for event, data in events(chunks)]


def _event_stays(chunks: Sequence[bytes]) -> Events:
    """The name of one event is kept for the next."""
    found, last = [], "message"
    for event, data in events(chunks):
        last = event if event != "message" else last
        found.append((last, data))
    return found


def _without_data(chunks: Sequence[bytes]) -> Events:
    """What both SDKs do: an event whose name alone came is yielded, too."""
    return _again(chunks, lambda text: re.sub(r"(?m)^(event:[^\n]*\n)\n", r"\1data\n\n", text))


def _needs_colon(chunks: Sequence[bytes]) -> Events:
    return _again(chunks, lambda text: re.sub("(?m)^(data|event)(\r?)$", r"x\1\2", text))


def _chunk_by_chunk(chunks: Sequence[bytes]) -> Events:
    """Each chunk is read by itself, as if it ended where an event ends."""
    return [event for chunk in chunks for event in _unended([chunk])]


def _drops_empty(chunks: Sequence[bytes]) -> Events:
    return [(event, data) for event, data in events(chunks) if data]


# --- what is asked -------------------------------------------------------------------------------


def cut(rng: random.Random, stream: bytes, most: int = 9) -> list[bytes]:
    """The stream in chunks of 1 to `most` bytes: cuts fall into letters and between CR and LF."""
    chunks = []
    while stream:
        size = rng.randint(1, most)
        chunks.append(stream[:size])
        stream = stream[size:]
    return chunks


def questions_03_2(seed: int) -> list[Question]:
    """The rules one by one, and all of them together; whole and cut anywhere."""
    rng = random.Random(f"03.2/{seed}")
    a, b, c = rng.sample(["invoice", "größer", "año", "queue", "日本", "ticket"], 3)
    n = rng.randint(10, 99)
    streams = [
        f"data: {a}\n\ndata: {b}\n\n",
        f"event: delta\ndata: {a}\n\ndata: {b}\n\n",
        f"data: {a}\ndata:{b}\ndata:  {n}\n\n",
        f": ping {n}\n\ndata: {a}\nid: {n}\nretry: {n}\nother: {b}\n\n",
        f"data: {a}\r\n\r\ndata: {b}\r\rdata: {c}\n\n",
        f"event: ping\n\ndata: {a}\n\n",
        f"\ufeffdata: {a}\n\ndata: \ufeff{b}\n\n",
        f"data\n\ndata: {a}\ndata\n\ndata:\n\n",
        f"event:\ndata: {a}: {b}\n\n data: {c}\n\n",
        f"data: {a}\n\ndata: {b}\ndata: {n}",
        f"event: delta\ndata: {a}\n\ndata: {b}\n",
    ]
    cuts = [[stream.encode()] for stream in streams]
    cuts += [cut(rng, stream.encode()) for stream in streams]
    whole = "".join(stream for stream in streams[:6]) + streams[7] + streams[-2]
    cuts += [cut(rng, whole.encode(), 30), cut(rng, whole.replace("\n", "\r\n").encode(), 4)]
    return [Call("listen", (Double("feed", {"chunks": chunks}, "stream"),)) for chunks in cuts]


def chunks_of(stream: Double) -> list[bytes]:
    return stream.settings["chunks"]


def _of_feed(function: Callable) -> Callable:
    return lambda stream: function(chunks_of(stream))


def shown(reply: Reply) -> Reply:
    """The reply with what was shown as its value."""
    log = reply.logs.get("stream", [])
    return replace(reply, value=[(e[1], e[2]) for e in log if e[0] == "event"])


def late(case: Case) -> str:
    """What to say of events that were shown later than their last chunk."""
    chunks, log = chunks_of(case.question.args[0]), case.reply.logs["stream"]
    taken = shown_so_far = 0
    for entry in log:
        shown_so_far += entry[0] == "event"
        if entry[0] == "chunk":
            # before the next chunk is taken, all that the chunks so far hold has been shown;
            # a lone CR at the end may be the half of a line's end
            ready = events([*chunks[:taken]]) if not _ends_in_cr(chunks[:taken]) else []
            if len(ready) > shown_so_far:
                return (
                    "All events are right, and some come late: you read on before you show what is "
                    "whole. A user waits for words that are there already."
                )
            taken += 1
    return ""


def _ends_in_cr(chunks: Sequence[bytes]) -> bool:
    return bool(chunks) and chunks[-1].endswith(b"\r")


def read_like(wrong: Callable, words: str) -> Misconception:
    """The misconception of somebody who reads as `wrong` does."""
    return would_return(_of_feed(wrong), words)


_compare = compare(
    _of_feed(events),
    [
        stops_with(
            "UnicodeDecodeError",
            "A chunk may end within a letter: `codecs.getincrementaldecoder('utf-8')` keeps the "
            "half until the rest comes.",
        ),
        read_like(
            _chunk_by_chunk,
            "You read each chunk as if it held whole events. A chunk ends anywhere: keep what is "
            "left over for the next.",
        ),
        read_like(
            _unended,
            "The stream ended before the empty line. What nobody ended is dropped: it may be half "
            "of a message.",
        ),
        read_like(
            _without_data,
            "An event without a data line is dropped by the standard. (Both SDKs yield it.)",
        ),
        read_like(
            _drops_empty,
            "A data line with nothing in it is data: an event with empty text.",
        ),
        read_like(_newline_only, "A lone `\\r` ends a line, too; so do `\\n` and `\\r\\n`."),
        read_like(_keeps_bom, "A byte order mark at the very beginning does not count."),
        read_like(_last_line_only, "Of several data lines all count, joined by `\\n`."),
        read_like(_joined, "Several data lines are joined by a line break: `\\n`."),
        read_like(_keeps_space, "One space after the colon does not belong to the value."),
        read_like(_strips, "Only *one* space after the colon is taken away; the rest is data."),
        read_like(_event_stays, "The name holds for one event: after an empty line it is gone."),
        read_like(_needs_colon, "A line without a colon is a field with an empty value: `data`."),
        read_like(lambda chunks: [], "Nothing is shown: `stream.show(event, data)` for each one."),
    ],
    message="By the standard, and word by word.",
    cost=late,
)


def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    return _compare(questions, [shown(reply) for reply in replies])


STREAM = Exercise(
    id="03.2",
    title="Server-sent events",
    goal="Write `listen(stream)`: it shows each event of a stream as soon as it is whole.",
    points=4,
    minutes=25,
    difficulty="medium",
    budget="no call; up to 25 lines",
    answers=("listen",),
    questions=questions_03_2,
    judge=judge,
    distractor='                    stream.show(event, "".join(data))',
    hints=(
        "Two jobs. First, lines: keep what is left over of a chunk, and cut it at `\\r\\n`, `\\n` "
        "or `\\r`. Then a line: empty, a comment, or a field with a value.",
        "`codecs.getincrementaldecoder('utf-8')('replace').decode(chunk)` puts halves of letters "
        "together. A `\\r` at the end of a chunk ends the line, and may be the first half of "
        "`\\r\\n`: remember to skip a `\\n` there.",
        "`field, _, value = line.partition(':')`, `value.removeprefix(' ')`. An empty line shows "
        "`(event or 'message', '\\n'.join(data))` if the list `data` is not empty, and both start "
        "afresh.",
    ),
)
