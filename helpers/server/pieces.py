"""The steps of a reply -> text, and calls of tools, piece by piece.

A reply with calls is text, then <|call|>, a name, the arguments, perhaps <|call|> again ... Knows
nothing of any vendor; ids of calls are the wire modules' business.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpers.pocket.engine import Completion, Step
from helpers.pocket.tools import Call, read_call
from helpers.server.ask import Answer, Ask


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Opened:
    """A call begins; its arguments follow."""

    index: int  # 0, 1, 2 ... within one reply
    name: str


@dataclass(frozen=True)
class Arguments:
    """More of the JSON text of a call's arguments."""

    index: int
    text: str


class Splitter:
    """Takes the steps of one reply, in order, and says what each adds."""

    def __init__(self, asked: Ask, answer: Answer):
        self._call = answer.call if asked.tools else None  # without tools all is text
        self._index = -1
        self._name: str | None = None  # what there is of a name that is not complete

    @property
    def in_text(self) -> bool:
        """Whether no call has begun."""
        return self._index < 0 and self._name is None

    def add(self, step: Step) -> Iterator[Text | Opened | Arguments]:
        if self._call is not None and step.id == self._call:
            if step.text:
                yield Text(step.text)
            self._name = ""
        elif self._name is not None:
            yield from self._naming(step.text)
        elif step.text:
            yield Text(step.text) if self.in_text else Arguments(self._index, step.text)

    def _naming(self, text: str) -> Iterator[Opened | Arguments]:
        call = read_call(self._name + text)
        if not call["arguments"]:
            self._name = call["name"]
            return
        self._name, self._index = None, self._index + 1
        yield Opened(self._index, call["name"])
        yield Arguments(self._index, call["arguments"])


def split(asked: Ask, answer: Answer, completion: Completion) -> tuple[str, list[Call]]:
    """The text and the calls of a whole reply."""
    splitter = Splitter(asked, answer)
    return joined(piece for step in completion.steps for piece in splitter.add(step))


def text_steps(asked: Ask, answer: Answer, completion: Completion) -> list[Step]:
    """The steps before the first call."""
    ids = completion.ids if asked.tools else ()
    return list(completion.steps[: ids.index(answer.call) if answer.call in ids else None])


def joined(pieces: Iterable[Text | Opened | Arguments]) -> tuple[str, list[Call]]:
    text, calls = "", []
    for piece in pieces:
        if isinstance(piece, Text):
            text += piece.text
        elif isinstance(piece, Opened):
            calls.append({"name": piece.name, "arguments": ""})
        else:
            calls[-1]["arguments"] += piece.text
    return text, calls


def is_calling(asked: Ask, answer: Answer, completion: Completion) -> bool:
    """Whether the reply ended, by itself, with a call."""
    ended = completion.finish_reason == "stop" and completion.stop_sequence is None
    return ended and bool(split(asked, answer, completion)[1])
