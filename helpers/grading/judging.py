"""From replies to a verdict, outside the room, with the same judge as the notebook.

In: replies of one exercise under its seeds. Out: a Judgment in the words of the check.
Knows nothing of notebooks and processes.
"""

from __future__ import annotations

import hashlib
import inspect
import re
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from helpers.checks import judge
from helpers.checks.encoding import Record
from helpers.checks.exercise import Complete, Exercise, Question, Reply, Verdict
from helpers.grading import echo, pooling, told
from helpers.grading.asking import Asked, Sheet
from helpers.grading.bench import Bench, TooMuch
from helpers.grading.budget import Budget
from helpers.grading.prompts import ModelFailed, Prompts

MAX_KEPT = 2_000
SECONDS = 20.0  # of a processor, for one judgment
MAX_MESSAGE = 8_000


@dataclass(frozen=True)
class Judgment:
    """What one exercise of one submission is worth."""

    outcome: str  # "passed" | "not yet" | "not attempted" | "fault"
    share: float
    message: str
    note: str = ""  # for the teacher: what happened to the process, the cells, the check
    measured: str = ""  # rates with n and interval, over all draws


FAULT = "fault"


class Judge:
    """Judges, and remembers: the same replies get the same verdict without judging again."""

    def __init__(self, prompts: Prompts) -> None:
        self.prompts = prompts
        self._kept: OrderedDict[str, Judgment] = OrderedDict()
        self._lock = threading.Lock()
        self._threads = threading.local()

    def judgment(self, sheet: Sheet, asked: Asked, budget: Budget | None = None) -> Judgment:
        """The judgment of one exercise; a process that was lost earns nothing."""
        if asked.lost:
            message = "Your code ended or blocked its process before it gave an answer."
            return Judgment("not yet", 0.0, message, asked.lost)
        key = _key(sheet, asked.replies)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made, lasts = self._judged(sheet, asked.replies, budget or Budget(SECONDS))
        with self._lock:
            if lasts:
                self._kept[key] = made
            if len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        return made

    def close(self) -> None:
        """Ends this thread's process for judging."""
        if bench := self._threads.__dict__.get("bench"):
            bench.close()

    def _judged(
        self, sheet: Sheet, replies: Sequence[Reply], budget: Budget
    ) -> tuple[Judgment, bool]:
        """The judgment, and whether it would be the same for whoever gives these replies."""
        bench, seconds = self._bench(sheet), min(SECONDS, max(budget.left, 1.0))
        started = time.monotonic()
        try:
            place = id(sheet)
            asked = bench.do(seconds, "prompts", place, replies) if sheet.exercise.follow_up else []
            if isinstance(asked, Judgment):
                return asked, True
            completions = [self.prompts.complete(prompts) for prompts in asked]
            return bench.do(seconds, "judge", place, replies, asked, completions), True
        except TooMuch:
            budget.spend(min(seconds, time.monotonic() - started))
            note = f"the check was not done with it after {seconds:g} seconds of work"
            return Judgment("not yet", 0.0, "Your answer is too large for its check.", note), False
        except ModelFailed as error:
            fault = Judgment(FAULT, 0.0, "This could not be judged yet.", str(error)[:300])
            return fault, False

    def _bench(self, sheet: Sheet) -> Bench:
        """This thread's process for judging, made anew where it does not know the sheet yet."""
        mine = self._threads.__dict__
        known = mine.setdefault("sheets", {})
        if id(sheet) not in known:
            self.close()
            known[id(sheet)] = sheet  # kept, so that its id is nobody else's
            mine["bench"] = Bench(partial(_work, known))
        return mine["bench"]


def _work(sheets: Mapping[int, Sheet], what: str, place: int, *given: Any) -> Any:
    """In the process for judging: prompts of each draw, or the judgment. A check that fails is our
    fault, and never a mark."""
    try:
        return {"prompts": _prompts, "judge": _judge}[what](sheets[place], *given)
    except (KeyboardInterrupt, SystemExit, MemoryError, RecursionError):
        raise
    except BaseException as error:  # also a panic in Rust
        words = f"the check failed: {type(error).__name__}: {error}"
        return Judgment(FAULT, 0.0, "This could not be judged yet.", words[:300])


def _prompts(sheet: Sheet, replies: Sequence[Reply]) -> list[list[Complete]]:
    drawn = _by_draw(sheet, replies)
    return [judge.prompts(sheet.exercise, questions, mine) for questions, mine in drawn]


def _judge(
    sheet: Sheet, replies: Sequence[Reply], prompts: Sequence, completions: Sequence
) -> Judgment:
    drawn = _by_draw(sheet, replies)
    added = zip(prompts, completions, strict=True) if prompts else (([], []) for _ in drawn)
    made = [verdict(sheet.exercise, *both) for both in zip(drawn, added, strict=True)]
    known = _known(sheet.exercise)
    judgment = _together([
        replace(v, message=_tame(v.message[:MAX_MESSAGE], mine, known), evidence="")
        for v, (_, mine) in zip(made, drawn, strict=True)
    ])  # fmt: skip
    if judgment.message.startswith((echo.WORDS, told.WORDS)):
        judgment = replace(judgment, note="the model only repeats what the code worked out")
    return judgment


def verdict(
    exercise: Exercise,
    learner: tuple[Sequence[Question], Sequence[Reply]],
    model: tuple[Sequence[Complete], Sequence[Reply]],
) -> Verdict:
    """The verdict on what the learner's code and then the model replied; no marks where the model
    only repeats what the requests hold already."""
    (questions, mine), (asked, said) = learner, model
    made = judge.verdict(exercise, [*questions, *asked], [*mine, *said])
    repeated = _repeated(questions, asked, said) if made.share else None
    return repeated or made


def _repeated(
    questions: Sequence[Question], asked: Sequence[Complete], said: Sequence[Reply]
) -> Verdict | None:
    """The verdict where the model only repeats what the requests hold already."""
    if echo.is_echo(questions, asked, said):
        return judge.not_yet(echo.WORDS)
    return judge.not_yet(told.WORDS) if told.is_told(questions, asked, said) else None


def _known(exercise: Exercise) -> str:
    """What an exercise and its check say anyway: it gives nothing away."""
    words = [exercise.goal, exercise.budget, *exercise.answers, *exercise.hints]
    return "\n".join([*words, _source(exercise.questions.__module__)])


@cache
def _source(module: str) -> str:
    try:
        return inspect.getsource(sys.modules[module])
    except (OSError, TypeError, KeyError):
        return ""


def _tame(message: str, replies: Sequence[Reply], known: str) -> str:
    """The check's sentence without what the learner's code wrote into it: that could be an input
    that was drawn. The evidence, which holds them, stays behind in any case."""

    def safe(span: re.Match) -> str:
        words = span[1].strip("` ")
        if words in known or PLAIN.fullmatch(words):
            return span[0]
        return "`…`" if any(_has(reply.value, words) for reply in replies) else span[0]

    return SPAN.sub(safe, message)


PLAIN = re.compile(r"[a-z_]{1,20}")  # the name of a field
SPAN = re.compile(r"(``[^\n]{1,4000}?``|`[^`\n]{1,4000}`)")


def _has(value: Any, words: str) -> bool:
    """Whether text that a value holds is these words, or is among them."""
    if isinstance(value, str):
        return len(value) > 7 and (value in words or words in value)
    if isinstance(value, Record):
        return _has(value.fields, words)
    if isinstance(value, Mapping):
        return any(_has(part, words) for pair in value.items() for part in pair)
    return isinstance(value, list | tuple | set) and any(_has(item, words) for item in value)


def _by_draw(sheet: Sheet, replies: Sequence[Reply]) -> list[tuple[list, list]]:
    """Questions and replies of each draw."""
    drawn, at = [], 0
    for questions in sheet.questions:
        drawn.append((list(questions), list(replies[at : at + len(questions)])))
        at += len(questions)
    return drawn


def _key(sheet: Sheet, replies: Sequence[Reply]) -> str:
    # what was printed does not count; everything else of a reply does, whatever fields it has
    said = repr([replace(r, printed="", logs=dict(sorted(r.logs.items()))) for r in replies])
    return hashlib.sha256(f"{sheet.exercise.id} {said}".encode("utf-8", "replace")).hexdigest()


def _together(verdicts: Sequence[Verdict]) -> Judgment:
    """One verdict as it is; of several draws the middle one, so that neither luck nor bad luck in
    one draw decides, and what was measured in all of them."""
    ranked = sorted(verdicts, key=lambda v: (v.outcome == "passed", v.share))
    middle = ranked[len(ranked) // 2]
    share = 1.0 if middle.outcome == "passed" else middle.share
    measured = pooling.pooled([verdict.message for verdict in verdicts])
    if len(verdicts) == 1:
        return Judgment(middle.outcome, share, middle.message, "", "; ".join(measured))
    passed = sum(verdict.outcome == "passed" for verdict in verdicts)
    draws = f"passed in {passed} of {len(verdicts)} draws"
    note = "" if passed in (0, len(verdicts)) else draws
    parts = [middle.message, f"All draws together ({draws}):", *(f"- {one}" for one in measured)]
    message = "\n".join([parts[0], "", *parts[1:]]) if measured else middle.message
    return Judgment(middle.outcome, share, message, note, "; ".join(measured))
