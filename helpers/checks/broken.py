"""A broken program: the learner shows its fault by an input, and mends it.

In: whether an input tells the broken program from the right one, and whether the mended one is
right on drawn inputs. Out: the programs themselves (exercises), running the learner's (ask).

The lab shows working-looking code, and `failing = ...` above it. The learner's input is a tuple of
the function's arguments; both programs are run on it here, so it must be admitted first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.checks.exercise import Call, Question, Reply, Value, Verdict
from helpers.checks.judge import (
    Case,
    Misconception,
    Raised,
    compare,
    expected,
    is_right,
    not_yet,
    passed,
    same,
    show_reply,
)

FAILING = "failing"  # the learner's name for the input
MOST = 2_000  # characters of an input: what shows a fault is short
HALF = 0.5  # of the points for either part alone


@dataclass(frozen=True)
class Broken:
    """A program with a fault, as data: both versions, and what inputs there are.

    `admits(*args)` says in words what is wrong with an input, or "": it keeps out what the goal
    does not allow and what would run for ever. `draws(seed)` gives inputs, as tuples, of which
    some show the fault and some do not. `fault` names it, for those who have found it.
    """

    name: str
    program: Callable
    reference: Callable
    admits: Callable[..., str]
    draws: Callable[[int], Sequence[tuple]]
    fault: str
    misconceptions: Sequence[Misconception] = ()
    equal: Callable[[Any, Any], bool] = same

    def questions(self, seed: int) -> list[Question]:
        """The learner's input, then the mended program on drawn ones."""
        return [Value(FAILING), *(Call(self.name, args) for args in self.draws(seed))]

    def untouched(self, questions: Sequence[Question], replies: Sequence[Reply]) -> bool:
        """Whether no input was given and the program still does what it did when handed out."""
        calls = zip(questions[1:], replies[1:], strict=True)
        cases = [Case(q, r, expected(self.program, q)) for q, r in calls]
        return replies[0].unset and all(is_right(case, self.equal) for case in cases)

    def judge(self, questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
        """Both parts passed, or what is missing; a part that is right is worth half."""
        words = self.wrong_input(replies[0])
        mended = self._mended(questions[1:], replies[1:])
        if not words and mended.outcome == "passed":
            return passed(self.fault)
        if not words:
            share = HALF
            message = f"Your input shows the fault. {mended.message}"
            return not_yet(message, mended.evidence, share)
        if mended.outcome == "passed":
            message = f"The program is right now, but `{FAILING}` does not show the fault. {words}"
            return not_yet(message, show_reply(questions[0], replies[0]), HALF)
        return not_yet(words, show_reply(questions[0], replies[0]))

    def _mended(self, questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
        still = Misconception(
            "The program still gives the same wrong value as before: the fault is still in it.",
            lambda case: is_right(
                Case(case.question, case.reply, expected(self.program, case.question)), self.equal
            ),
        )
        judge = compare(self.reference, [still, *self.misconceptions], self.equal)
        return judge(questions, replies)

    def wrong_input(self, reply: Reply) -> str:
        """Why an input does not show the fault, or ""."""
        if reply.error:
            return f"`{FAILING}` cannot be read: {reply.error}"
        if not isinstance(reply.value, tuple | list):
            return (
                f"`{FAILING}` is the arguments of one call as a tuple, with a comma even where "
                "there is only one: `(x,)`."
            )
        if len(repr(reply.value)) > MOST:
            return f"`{FAILING}` is very long. A short input shows the same fault."
        call = Call(self.name, tuple(reply.value))
        try:
            words = self.admits(*call.args)
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            return f"`{self.name}` cannot be called with it: {error}"
        return words or self._shows_nothing(call)

    def _shows_nothing(self, call: Call) -> str:
        wanted, came = expected(self.reference, call), expected(self.program, call)
        if isinstance(came, Raised) or isinstance(wanted, Raised):
            apart = came != wanted
        else:
            apart = not self.equal(wanted, came)
        if apart:
            return ""
        return (
            f"For this input the program as handed out gives what is wanted. Think of what the "
            f"goal promises, and look for an input of `{self.name}` where a promise is not kept."
        )
