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
from itertools import takewhile

from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import Case, Misconception, compare, would_return

Events = list[tuple[str, str]]  # (event, data)


def events(chunks: Sequence[bytes]) -> Events:
    """What a stream of these bytes dispatches, by the standard."""
    return list(dispatched(_lines(chunks)))


def _lines(chunks: Sequence[bytes]) -> list[str]:
    return re.split("\r\n|\n|\r", _text(chunks))[:-1]


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
    return events([("\ufeff" + change(_text(chunks))).encode()])


def _each_line(change: Callable[[str], str]) -> Callable[[Sequence[bytes]], Events]:
    """A reader that takes each whole line for another one."""
    return lambda chunks: list(dispatched([change(line) for line in _lines(chunks)]))


def _field(change: Callable[[str], str]) -> Callable[[str], str]:
    """A line whose field is taken for another one."""
    return lambda line: "".join([change(line.partition(":")[0]), *line.partition(":")[1:]])


_comment_ends = _each_line(lambda line: "" if line.startswith(":") else line)
_blank_ends = _each_line(lambda line: line if line.strip() else "")
_tab_too = _each_line(lambda line: re.sub("^([^:]*):[ \t]", r"\1: ", line))
_two_parts = _each_line(lambda line: ":".join(line.split(":")[:2]))
_any_case = _each_line(_field(str.lower))
_any_data = _each_line(_field(lambda field: re.sub("(?i)^data$", "data", field)))
_any_event = _each_line(_field(lambda field: re.sub("(?i)^event$", "event", field)))
_blanks_before = _each_line(_field(str.strip))
_begins_so = _each_line(_field(lambda field: re.sub("^data.*", "data", field)))


def _each_decoded(chunks: Sequence[bytes]) -> Events:
    return events([chunk.decode("utf-8", "replace").encode() for chunk in chunks])


def _left_over(chunks: Sequence[bytes]) -> Events:
    """Half a letter of the stream before is still in the decoder."""
    return events(["\ufffd".encode(), *chunks])


def _without_done(chunks: Sequence[bytes]) -> Events:
    return [event for event in events(chunks) if event[1] != "[DONE]"]


def _until_done(chunks: Sequence[bytes]) -> Events:
    return list(takewhile(lambda event: event[1] != "[DONE]", events(chunks)))


def _first_name(chunks: Sequence[bytes]) -> Events:
    kept, named = [], False
    for line in _lines(chunks):
        field, _, value = line.partition(":")
        if field != "event" or not named:
            kept.append(line)
        named = bool(line) and (named or (field == "event" and bool(value.strip())))
    return list(dispatched(kept))


def _name_waits(chunks: Sequence[bytes]) -> Events:
    """An empty line without data before it is passed over, and the name stays."""
    kept, data = [], False
    for line in _lines(chunks):
        if line or data:
            kept.append(line)
        data = bool(line) and (data or line.partition(":")[0] == "data")
    return list(dispatched(kept))


def _data_stays(chunks: Sequence[bytes]) -> Events:
    found = events(chunks)
    return [
        (event, "\n".join(data for _, data in found[: i + 1])) for i, (event, _) in enumerate(found)
    ]


def _unnamed(name: str | None) -> Callable[[Sequence[bytes]], list]:
    return lambda chunks: [(e if e != "message" else name, data) for e, data in events(chunks)]


def _skips_empty(chunks: Sequence[bytes]) -> Events:
    return list(dispatched([n for n in _lines(chunks) if not re.fullmatch("data:? ?", n)]))


def _unended(chunks: Sequence[bytes]) -> Events:
    return _again(chunks, lambda text: text + "\n\n")


def _keeps_bom(chunks: Sequence[bytes]) -> Events:
    text = b"".join(chunks).decode("utf-8", "replace")
    return events([("\ufeff" + text).encode()])


def _newline_only(chunks: Sequence[bytes]) -> Events:
    return list(dispatched([line.rstrip("\r") for line in _text(chunks).split("\n")][:-1]))


def _bare_newline(chunks: Sequence[bytes]) -> Events:
    return list(dispatched(_text(chunks).split("\n")[:-1]))


def _splitlines(chunks: Sequence[bytes]) -> Events:
    return _again(chunks, lambda text: "\n".join([*text.splitlines(), ""]))


def _held_back(chunks: Sequence[bytes]) -> Events:
    """A CR at the end of the stream is held back: a LF might follow."""
    return _again(chunks, lambda text: text.removesuffix("\r"))


def _two_ends(chunks: Sequence[bytes]) -> Events:
    """CR at the end of a chunk and LF at the beginning of the next are two ends."""
    pairs = zip([b"", *chunks], chunks, strict=False)
    return events([b"\n" * (a[-1:] + b[:1] == b"\r\n") + b for a, b in pairs])


def _strips_marks(chunks: Sequence[bytes]) -> Events:
    return _again(chunks, lambda text: text.lstrip("\ufeff"))


def _leaves_out(chunks: Sequence[bytes]) -> Events:
    """Bytes that are no UTF-8 are left out."""
    return events([b"".join(chunks).decode("utf-8", "ignore").encode()])


def _empty_name_stays(chunks: Sequence[bytes]) -> Events:
    return _again(chunks, lambda text: re.sub("(?m)^event(: ?)?(\r\n|\n|\r)", ": \\2", text))


def _strips(chunks: Sequence[bytes]) -> Events:
    return [
        (event.strip(), "\n".join(line.strip() for line in data.split("\n")))
        for event, data in events(chunks)
    ]


def _keeps_space(chunks: Sequence[bytes]) -> Events:
    return _again(chunks, lambda text: re.sub("(^|[\r\n])(data|event): ", r"\1\2:  ", text))


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
        f"data: {a}\u2028{b}\n\ndata: {b}\x0b{c}\x0c{n}\x1c{a}\x85{c}\u2029\n\n",
        f"event: delta\nevent:\ndata: {a}\n\nevent: {n}\nevent\ndata: {b}\n\n",
        f"event: {n}\nevent: {b}\ndata: {a}\n\nData: {c}\nEVENT: {c}\ndata: {b}\n\n",
        f"\ufeff\ufeffdata: {a}\n\ndata: {b}\n\n",
        f"data: {a}\r\rdata: {b}\r\r",
        f"data: {a}\r\n\r\ndata: {b}\r\n\r",
    ]
    cuts = [[stream.encode()] for stream in streams]
    cuts += [cut(rng, stream.encode()) for stream in streams]
    # one byte at a time: the halves of a letter, of a mark and of a line's end
    cuts += [cut(rng, streams[i].encode(), 1) for i in (4, 6, -3)]
    # the end of a line is cut in two, and what it ends is whole before the second half
    ends = [f"data: {a}\r", f"\ndata: {b}\r\n\r", f"\ndata: {c}\r", "\r", f"data: {n}\r\r"]
    cuts += [[part.encode() for part in ends], [part.encode() for part in ends[1:2]]]
    odd = f"data: {a}".encode() + b"\xff\ndata: \xe2\x82" + f"{b}\n\n".encode()
    cuts += [[odd], cut(rng, odd, 2), [b"event: \xc3\x28\ndata: " + c.encode() + b"\n\n"]]
    # lines that only look like a field, a comment or an end; and what means something elsewhere
    alike = f"data: {a}\n: {b}\ndata: {c}\n \ndatabase: {b}\ndata:\t{n}\n\n"
    cuts += [[alike.encode()], [f"data: [DONE]\n\ndata: {b}\n\n".encode()]]
    # a stream that breaks off within a letter, and the next one
    cuts += [[f"data: {b}\n\n".encode() + b"\xe6\x97"], [f"data: {n}\n\n".encode()] * 2]
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
            # before the next chunk is taken, all that the chunks so far hold has been shown
            if len(events(chunks[:taken])) > shown_so_far:
                if b"".join(chunks[:taken]).endswith(b"\r"):
                    return HELD_BACK
                return (
                    "All events are right, and some come late: you read on before you show what is "
                    "whole. A user waits for words that are there already."
                )
            taken += 1
    return ""


HELD_BACK = (
    "You hold a `\\r` back to see whether a `\\n` follows. The line ends with the `\\r`, and what "
    "it ends is whole: show it, and pass over a `\\n` that comes next."
)


DONE = (
    "`[DONE]` is data to the standard like any other: show it. What it means is for whoever reads "
    "the events."
)
CAPITALS = "Capitals count: `Data` and `EVENT` are other fields, and are passed over."
UNNAMED = "An event without a name is shown as `message`: `event or 'message'`."


def stops_on_bytes(words: str, valid: bool) -> Misconception:
    """UnicodeDecodeError, on a stream that is UTF-8 or on one that is not."""

    def fits(case: Case) -> bool:
        stopped = (case.reply.error or "").startswith("UnicodeDecodeError")
        return stopped and valid == _is_utf8(b"".join(chunks_of(case.question.args[0])))

    return Misconception(words, fits)


def _is_utf8(stream: bytes) -> bool:
    return b"\xef\xbf\xbd" not in stream.decode("utf-8", "replace").encode()


def read_like(wrong: Callable, words: str) -> Misconception:
    """The misconception of somebody who reads as `wrong` does."""
    return would_return(_of_feed(wrong), words)


_compare = compare(
    _of_feed(events),
    [
        stops_on_bytes(
            "A chunk may end within a letter: `codecs.getincrementaldecoder('utf-8')` keeps the "
            "half until the rest comes.",
            valid=True,
        ),
        stops_on_bytes(
            "Bytes that are no UTF-8 stop it, and all that comes after them is lost: the goal "
            "wants `\\ufffd` in their place, `errors='replace'`.",
            valid=False,
        ),
        read_like(
            _each_decoded,
            "A chunk may end within a letter: `codecs.getincrementaldecoder('utf-8')` keeps the "
            "half until the rest comes.",
        ),
        read_like(
            _leaves_out,
            "Bytes that are no UTF-8 are left out. `\\ufffd` in their place shows that something "
            "is missing: `errors='replace'`.",
        ),
        read_like(
            _splitlines,
            "`str.splitlines` knows more ends than this standard: `\\u2028`, `\\x85`, `\\x0b` and "
            "others are letters of a line here.",
        ),
        read_like(_held_back, HELD_BACK),
        read_like(
            _two_ends,
            "A `\\r` at the end of a chunk and a `\\n` at the beginning of the next are one end of "
            "a line, not two.",
        ),
        read_like(
            _empty_name_stays,
            "An `event` field without a value names the event too: the name is empty then, so it "
            "is `message`.",
        ),
        read_like(_strips_marks, "One byte order mark does not count. A second one is a letter."),
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
        read_like(
            _bare_newline,
            "You know one end of a line, `\\n`. `\\r\\n` and a lone `\\r` end it, too.",
        ),
        read_like(_keeps_bom, "A byte order mark at the very beginning does not count."),
        read_like(_last_line_only, "Of several data lines all count, joined by `\\n`."),
        read_like(_joined, "Several data lines are joined by a line break: `\\n`."),
        read_like(_keeps_space, "One space after the colon does not belong to the value."),
        read_like(_strips, "Only *one* space after the colon is taken away; the rest is data."),
        read_like(_event_stays, "The name holds for one event: after an empty line it is gone."),
        read_like(
            _needs_colon, "A line without a colon is a field with an empty value: `data`, `event`."
        ),
        read_like(
            _left_over,
            "You begin a stream with what is left of another one. A decoder, like all that is "
            "kept between chunks, begins afresh with each call.",
        ),
        read_like(_comment_ends, "A comment ends nothing: the event goes on after it."),
        read_like(
            _blank_ends,
            "Only an empty line ends an event. A line with a space in it is a field whose name is "
            "that space: it is passed over.",
        ),
        read_like(
            _tab_too, "Only a *space* after the colon is taken away; a tab belongs to the value."
        ),
        read_like(
            _begins_so,
            "A field's name is `data` or it is not: `database` only begins so, and is passed over.",
        ),
        *(read_like(wrong, CAPITALS) for wrong in (_any_case, _any_data, _any_event)),
        read_like(
            _blanks_before, "A space before a field belongs to its name: ` data` is passed over."
        ),
        read_like(
            _two_parts, "Only the first colon separates. All that comes after it is the value."
        ),
        read_like(_without_done, DONE),
        read_like(_until_done, DONE),
        read_like(_first_name, "Of several `event` fields the last one counts."),
        read_like(
            _name_waits,
            "An empty line begins afresh where nothing is shown, too: a name without data is gone.",
        ),
        read_like(_data_stays, "The data of one event come again in the next: begin afresh."),
        read_like(_unnamed(""), UNNAMED),
        read_like(_unnamed(None), UNNAMED),
        read_like(
            _skips_empty, "An empty data line is a line of the data, alone and among others."
        ),
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
