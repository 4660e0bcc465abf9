"""Was the model told the label that it gives, by code that had worked it out?

In: what a learner was given, the requests that came of it, what the model said. Out: numbers
(`echo`), whether an answer is right.

A place is what stands right before or right after a label. Where one place of the requests holds,
case by case, what the model then says, and that was not given, the model only repeats it. Given
are the arguments, word for word or in part, and of a row the label beside its text: a shot. A list
of all labels, or an example that is the same in every request, holds the same whatever is said.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from helpers.checks.exercise import Call, Complete, Double, Question, Reply
from helpers.grading.echo import text_of

FEW = 8  # requests with such a place: of fewer nothing is said
SHARE = 0.75  # of them that hold what the model says
ONE = 0.7  # of those at most may be one and the same label: a word of the prompt is no label
LONGEST = 4  # words of a label
RUN = 4  # words in a row that show where a text came from
GIVEN = "\0"
WORD = re.compile(r"\w+")
WORDS = (
    "The requests already name what the model is to find, each in the same place, and not as a "
    "shot that was given: your code worked it out, and the model only repeats it."
)

Words = tuple[str, ...]
Place = tuple[str, str, str]


def is_told(
    questions: Sequence[Question], asked: Sequence[Complete], said: Sequence[Reply]
) -> bool:
    """Whether one place of the requests names what the model says, from case to case another."""
    given = _Given([q for q in questions if isinstance(q, Call)])
    held: dict[Place, list[tuple[Words, Words]]] = defaultdict(list)
    for request, reply in zip(asked, said, strict=True):
        label = _label(reply)
        if label and (left := given.out_of(_sent(request))):
            for place, found in _places(left, len(label)):
                held[place].append((found, label))
    return any(map(_repeats, held.values()))


def _repeats(pairs: Sequence[tuple[Words, Words]]) -> bool:
    same = [found for found, label in pairs if found == label]
    commonest = max(Counter(same).values(), default=0)
    held = len(pairs) >= FEW and len(same) > SHARE * len(pairs)
    return held and commonest <= ONE * len(same)


def _places(sent: Words, n: int) -> Iterator[tuple[Place, Words]]:
    """What stands at each place that a request has once, n words of it."""
    ends = ("", "", *sent, "", "")
    found: dict[Place, list[Words]] = defaultdict(list)
    for at in range(2, len(ends) - 1 - n):
        words = ends[at : at + n]
        if GIVEN not in words:
            found["after", ends[at - 2], ends[at - 1]].append(words)
            found["before", ends[at + n], ends[at + n + 1]].append(words)
    for place, fillers in found.items():
        if len(fillers) == 1:
            yield place, fillers[0]


# --- what was given ------------------------------------------------------------------------------


class _Given:
    """The arguments of all calls, by runs of their words."""

    def __init__(self, questions: Sequence[Call]) -> None:
        self._texts: dict[Words, set[int]] = defaultdict(set)  # calls with a text of this run
        self._labels: dict[Words, set[Words]] = defaultdict(set)  # beside it in a row
        self._rows: list[set[Words]] = []  # of each call, the runs in its rows
        read: dict[int, set[Words]] = {}  # calls share their tables
        for i, question in enumerate(questions):
            mine: set[Words] = set()
            for value in (*question.args, *question.kwargs.values()):
                if isinstance(value, str):
                    for run in _runs(_words(value)):
                        self._texts[run].add(i)
                else:
                    if id(value) not in read:
                        read[id(value)] = self._read(value)
                    mine |= read[id(value)]
            self._rows.append(mine)

    def _read(self, value: Any) -> set[Words]:
        found: set[Words] = set()
        for row in _rows(value):
            cells = [_words(cell) for cell in row.values() if isinstance(cell, str)]
            for text in cells:
                for run in _runs(text) if len(text) > 1 else ():
                    found.add(run)
                    self._labels[run] |= {cell for cell in cells if cell and cell != text}
        return found

    def out_of(self, sent: Words) -> Words:
        """A request with a mark for each word that was given; () where it is about no call."""
        runs = [(at, sent[at : at + n]) for at in range(len(sent)) for n in range(1, RUN + 1)]
        calls = {i for _, run in runs if len(run) > 1 for i in self._texts.get(run, ())}
        if not calls:
            return ()
        left, labels = list(sent), [set() for _ in sent]  # labels: of the row whose text is here
        for at, run in runs:
            in_row = any(run in self._rows[i] for i in calls)
            if in_row or calls & self._texts.get(run, set()):
                left[at : at + len(run)] = [GIVEN] * len(run)
            for i in range(at, at + len(run)) if in_row else ():
                labels[i] |= self._labels[run]
        ahead, behind = _shots(left, labels, 1), _shots(left, labels, -1)
        for found in ahead if len(ahead) >= len(behind) else behind:
            left[found] = [GIVEN] * (found.stop - found.start)
        return tuple(left)


def _runs(text: Words) -> set[Words]:
    """The runs of words of a text; a short one is a run itself."""
    return {text[at : at + RUN] for at in range(max(1, len(text) - RUN + 1))} - {()}


def _rows(value: Any) -> Iterator[Mapping]:
    """Every dict in a value, also in what a test double is made of."""
    if isinstance(value, Double):
        value = value.settings
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    for item in value if isinstance(value, list | tuple) else ():
        yield from _rows(item)


def _shots(left: Sequence[str], labels: Sequence[set[Words]], step: int) -> list[slice]:
    """Where the label of each row's text stands after it (before it: step -1), the nearest one
    up to the next text."""
    found = []
    for at, mine in enumerate(labels):
        place = at + step
        if not mine or not 0 <= place < len(left) or labels[place]:
            continue
        while 0 <= place < len(left) and left[place] != GIVEN:
            if here := next((w for w in mine if tuple(left[place : place + len(w)]) == w), None):
                found.append(slice(place, place + len(here)))
                break
            place += step
    return found


# --- words ---------------------------------------------------------------------------------------


def _words(text: str) -> Words:
    return tuple(WORD.findall(text.lower()))


def _sent(request: Complete) -> Words:
    """The words of a request, each message begun with its role."""
    messages = request.body.get("messages")
    parts = [m for m in messages if isinstance(m, Mapping)] if isinstance(messages, list) else []
    return tuple(word for m in parts for word in _words(f"{m.get('role')} {m.get('content')}"))


def _label(reply: Reply) -> Words:
    """The words of a reply that is a label; () where it is longer, or a number."""
    words = _words(text_of(reply))
    return words if len(words) <= LONGEST and not all(map(str.isdigit, words)) else ()
