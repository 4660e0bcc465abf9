"""From replies to a verdict, outside the room, with the same judge as the notebook.

In: replies of one exercise under its seeds. Out: a Judgment in the words of the check.
Knows nothing of notebooks and processes.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.checks import judge
from helpers.checks.exercise import Complete, Exercise, Reply, Verdict
from helpers.grading import pooling
from helpers.grading.asking import Asked, Sheet
from helpers.grading.prompts import ModelFailed, Prompts

MAX_KEPT = 2_000


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

    def judgment(self, sheet: Sheet, asked: Asked) -> Judgment:
        """The judgment of one exercise; a process that was lost earns nothing."""
        if asked.lost:
            message = "Your code ended or blocked its process before it gave an answer."
            return Judgment("not yet", 0.0, message, asked.lost)
        key = _key(sheet, asked.replies)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._judged(sheet, asked.replies)
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        return made

    def _judged(self, sheet: Sheet, replies: Sequence[Reply]) -> Judgment:
        verdicts, at = [], 0
        try:
            for questions in sheet.questions:
                mine = list(replies[at : at + len(questions)])
                verdicts.append(self._verdict(sheet.exercise, list(questions), mine))
                at += len(questions)
        except ModelFailed as error:
            return Judgment(FAULT, 0.0, "This could not be judged yet.", str(error)[:300])
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # also a panic in Rust: our fault, and never a mark
            words = f"the check failed: {type(error).__name__}: {error}"
            return Judgment(FAULT, 0.0, "This could not be judged yet.", words[:300])
        return _together(verdicts)

    def _verdict(self, exercise: Exercise, questions: list, replies: list[Reply]) -> Verdict:
        prompts: list[Complete] = judge.prompts(exercise, questions, replies)
        completions = self.prompts.complete(prompts)
        return judge.verdict(exercise, [*questions, *prompts], [*replies, *completions])


def _key(sheet: Sheet, replies: Sequence[Reply]) -> str:
    # what was printed does not count
    said = repr([(r.value, r.error, r.unset, sorted(r.logs.items())) for r in replies])
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
