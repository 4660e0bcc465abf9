"""Did the model work it out, or did the learner's code, and the model only repeat it?

In: what a learner was given, the requests that came of it, what the model said. Out: whether an
answer is right. A number that the model gives, that stands in its request and did not stand in
what was given was worked out before the model was asked. The numbers of passages are left out:
where a request holds [1] to [4], a reply that ends in [2] names a passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from helpers.checks.exercise import Call, Complete, Question, Reply

NUMBER = re.compile(r"(?<![\w.])\d{1,9}(?![\w])")
MARK = re.compile(r"\[(\d{1,2})\]")
SAID = re.compile(r"(?<![\w.])\d{1,9}")  # whatever stands right behind it: `57x` says 57
ANSWER = re.compile(r"Answer: -?(\d{1,9})")
FEW = 8  # requests: of fewer nothing is said
SHARE = 0.5
WORDS = (
    "The requests already hold the number that is asked for, and it did not stand in what was "
    "given: your code worked it out, and the model only repeats it."
)


def is_echo(
    questions: Sequence[Question], asked: Sequence[Complete], said: Sequence[Reply]
) -> bool:
    """Whether most replies repeat a number that only the learner's code can have found."""
    given = [_words(q.args) for q in questions if isinstance(q, Call)]
    sentences = [[s for s in re.split(r"(?<=[.?!])\s+", words) if len(s) > 15] for words in given]
    seen = repeated = 0
    for request, reply in zip(asked, said, strict=True):
        sent = _words(request.body.get("messages"))
        text = _unmarked(text_of(reply), sent)
        answer = ANSWER.findall(text) or SAID.findall(text)
        mine = [i for i, some in enumerate(sentences) if any(s in sent for s in some)]
        if not answer or not mine:
            continue
        known = {number for i in mine for number in NUMBER.findall(given[i])}
        added = set(NUMBER.findall(sent)) - known
        seen += bool(added)  # a request without one tells nothing, and many would hide the others
        repeated += answer[-1] in added
    return seen >= FEW and repeated > SHARE * seen


def _unmarked(text: str, sent: str) -> str:
    """The text without the numbers of passages, which a request counts from [1] without a gap."""
    marks, n = set(MARK.findall(sent)), 1
    while str(n) in marks:
        n += 1
    return MARK.sub(lambda mark: " " if 0 < int(mark[1]) < n else mark[0], text)


def _words(value: Any) -> str:
    """All text in a value."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return " ".join(map(_words, value.values()))
    return " ".join(map(_words, value)) if isinstance(value, list | tuple) else ""


def text_of(reply: Reply) -> str:
    """What the model said; "" where no reply can be read."""
    try:
        return reply.value["choices"][0]["message"]["content"] or ""
    except (TypeError, LookupError):
        return ""
