"""Exercise 16.1: one server-sent event as text.

In: names and texts that break a careless writer, and how the result is read: by the standard's own
rules (wire). Out: the reference answer (solutions/).
"""

from __future__ import annotations

import random

from helpers.checks.exercise import Call, Exercise
from helpers.checks.judge import Case, Misconception, compare, stops_with, value_is, would_return
from helpers.serving import wire

WORDS = ["retry", "queue", "ticket", "shard", "replica", "lease", "topic", "consumer"]


def wanted(name: str, data: str) -> list[wire.Event]:
    """What a browser has to dispatch; ValueError for a name that would be two lines."""
    if "\n" in name or "\r" in name:
        raise ValueError("an event's name is one line")
    return [wire.Event(name, "\n".join(wire.LINE_END.split(data)))]


def _is_read_as(expected: list[wire.Event], value: object) -> bool:
    # twice: what an event leaves behind would be the beginning of the next one
    return isinstance(value, str) and wire.events(value + value) == 2 * expected


def questions(seed: int) -> list[Call]:
    """One line, many, none; each line end; blanks, also in a name; what only Python takes for a
    line end."""
    rng = random.Random(f"16.1/{seed}")
    one, two, three = (" ".join(rng.sample(WORDS, 2)) for _ in range(3))
    name = rng.choice(["delta", "done", "error", "token"])
    texts = [
        one, f"{one}\n{two}", f"{one}\n\n{two}\n", f"{one}\r\n{two}", f"{one}\r{three}", "",
        f"  {one}", f"{one}\u2028{two}\x0c{three}", f"data: {one}", f": {two}", "\n",
    ]  # fmt: skip
    asked = [Call("event", (name, text)) for text in texts]
    asked += [Call("event", (blank, one)) for blank in (f" {name}", f"{name} ", f"{name} {name}")]
    return [*asked, Call("event", (f"{name}\ndata: {one}", two)), Call("event", (f"{name}\r", two))]


def _events_of(case: Case) -> list[wire.Event]:
    return wire.events(case.value) if isinstance(case.value, str) else []


def _dispatches_nothing(case: Case) -> bool:
    return isinstance(case.value, str) and not case.value.endswith(("\n\n", "\r\n\r\n", "\r\r"))


def _loses_lines(case: Case) -> bool:
    return not isinstance(case.expected, list) or (
        isinstance(case.value, str) and len(_events_of(case)) <= 1 and "\n" in case.question.args[1]
    )


def _cuts(separator: str | None):
    def wrong(name: str, data: str) -> list[wire.Event]:
        lines = data.splitlines() if separator is None else data.split(separator)
        text = f"event: {name}\n" + "".join(f"data: {line}\n" for line in lines) + "\n"
        return wire.events(text)

    return wrong


def _as_written(wrong) -> Misconception:
    def fits(case: Case) -> bool:
        try:
            return _events_of(case) == wrong(*case.question.args)
        except ValueError:
            return False

    return Misconception("", fits)


def _like(wrong, words: str) -> Misconception:
    return Misconception(words, _as_written(wrong).fits)


def _eaten(name: str, data: str) -> list[wire.Event]:
    """What comes of `data:` without a space before the text."""
    lines = wire.LINE_END.split(data)
    return wire.events(f"event:{name}\n" + "".join(f"data:{line}\n" for line in lines) + "\n")


def _stripped(name: str, data: str) -> list[wire.Event]:
    return wanted(name.strip(), data)


def _joined(name: str, data: str) -> list[wire.Event]:
    return wanted(name.replace(" ", ""), data)


def _leaves_something(case: Case) -> bool:
    """Whether it is read alone, and harms the next one."""
    return isinstance(case.value, str) and _events_of(case) == case.expected


def _takes_any_name(case: Case) -> bool:
    return not isinstance(case.expected, list) and case.reply.error is None


EVENT = Exercise(
    id="16.1",
    title="An event that arrives as it was sent",
    goal="Write `event(name, data)`: one server-sent event as text.",
    points=2,
    minutes=12,
    difficulty="easy",
    budget="no call; up to six lines",
    answers=("event",),
    questions=questions,
    judge=compare(
        wanted,
        [
            Misconception(
                "A name with a line end in it is two lines of the stream, so whoever chooses a "
                "name can add events. Raise a `ValueError`.",
                _takes_any_name,
            ),
            Misconception(
                "One event is read well, two are not: what an event leaves behind its empty line "
                "is the beginning of the next one.",
                _leaves_something,
            ),
            Misconception(
                "An event ends with an empty line; without it the browser goes on waiting.",
                _dispatches_nothing,
            ),
            _like(
                _cuts(None),
                "`splitlines()` cuts at more than the stream does: U+2028 and form feed are text "
                "in it. Its line ends are `\\r\\n`, `\\n` and `\\r`.",
            ),
            _like(
                _cuts("\n"),
                "A lone `\\r` ends a line of the stream too; what comes after it is lost.",
            ),
            _like(
                _eaten,
                "The browser takes one space after the colon away. Without `data: ` and its space "
                "that is the first space of your text.",
            ),
            _like(
                _stripped,
                "You take the blanks at the edges of a name away. They are part of it: only one "
                "space after the colon is taken away.",
            ),
            _like(_joined, "You take the blanks out of a name. It comes back as it was."),
            would_return(lambda name, data: None, "Give the text back with `return`."),
            stops_with("ValueError", "Only a name with a line end in it is an error."),
            value_is(lambda value, wanted: isinstance(value, bytes), "Text is wanted, not bytes."),
            Misconception(
                "Each line of the data needs a `data: ` of its own: a line without a field name "
                "is not read.",
                _loses_lines,
            ),
        ],
        equal=_is_read_as,
        message="Read by the standard's rules, every text came back as it was.",
    ),
    distractor='    lines = "".join(f"data: {line}\\n" for line in data.splitlines())',
    hints=(
        "Four kinds of line make a stream: `event: …`, `data: …`, `: …` and the empty one. "
        "Which of them may occur more than once in an event?",
        'Normalise the line ends first: `data.replace("\\r\\n", "\\n").replace("\\r", "\\n")`. '
        "Then one `data: ` line for each part of `split`.",
    ),
)
