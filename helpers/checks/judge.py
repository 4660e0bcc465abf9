"""From questions and replies to a verdict: comparing, naming the misconception, showing evidence.

In: the frame around every exercise's judge, and the constructors that most exercises need.
Out: running code, printing, points of a class. Pure: the same replies give the same verdict.

    judge=compare(reference, [would_return(wrong, "You count bytes; a token may hold several.")])
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from helpers.checks.encoding import ITERATOR, Record
from helpers.checks.equality import close, near, plain, same, same_kind
from helpers.checks.evidence import (
    Case,
    Raised,
    show_case,
    show_change,
    show_question,
    show_reply,
    type_of,
)
from helpers.checks.exercise import Call, Complete, Exercise, Question, Reply, Verdict

# all that a unit's exercises need is found here; near and close compare, show_* make evidence
__all__ = [
    "Case",
    "Misconception",
    "Raised",
    "Unreadable",
    "close",
    "compare",
    "expected",
    "is_right",
    "near",
    "not_attempted",
    "not_yet",
    "only",
    "passed",
    "prompts",
    "same",
    "same_kind",
    "show_case",
    "show_question",
    "show_reply",
    "stopped_with",
    "stops_with",
    "value_is",
    "verdict",
    "would_return",
    "would_return_in",
]


def passed(message: str = "") -> Verdict:
    """Full marks. The message may add what was measured, never only praise."""
    return Verdict("passed", 1.0, message)


def not_yet(
    message: str, evidence: str = "", share: float = 0.0, at: Question | None = None
) -> Verdict:
    """Not right yet: the message names the misconception, the evidence shows one case of it, and
    `at` is the question of that case."""
    return Verdict("not yet", min(max(share, 0.0), 0.99), message, evidence, at)


def not_attempted() -> Verdict:
    """The stub is untouched."""
    return Verdict("not attempted", 0.0, "Replace every `...` in the cell above, then check again.")


def verdict(exercise: Exercise, questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """The judgment of one exercise: what notebook and grading both call.

    Untouched stubs are met here, before the exercise's own judge sees them. A judge that trips
    over an answer of an unforeseen shape makes it "not yet", in words, and never raises.
    """
    asked = [reply for question, reply in _pairs(questions, replies) if not _of_model(question)]
    if all(reply.unset for reply in asked) or _as_handed_out(exercise, questions, replies):
        return not_attempted()
    for question, reply in _pairs(questions, replies):
        if reply.unset:
            return not_yet("Part of it is still open: a `...` came back.", show_question(question))
    try:
        if exercise.follow_up:
            _must_have_run(exercise, questions, replies)
        verdict = exercise.judge(questions, replies)
    except _Stopped as stop:
        return not_yet("Your code stopped with an error.", show_reply(*stop.args), at=stop.args[0])
    except Unreadable as form:
        first = _pairs(questions, replies)[0]
        return not_yet(str(form), show_reply(*first), at=first[0])
    except _SHAPE_ERRORS as error:
        first = _pairs(questions, replies)[0]
        return not_yet(_unforeseen(error), show_reply(*first), at=first[0])
    meddled = _meddled(exercise, questions, replies)
    return meddled if meddled and verdict.outcome == "passed" else verdict


def _meddled(
    exercise: Exercise, questions: Sequence[Question], replies: Sequence[Reply]
) -> Verdict | None:
    """None where every argument is after its call what it was before; else what was changed."""
    for question, reply in _pairs(questions, replies):
        for change in reply.changed:
            if change.at not in exercise.changes:
                return not_yet(_MEDDLED, show_change(question, change), HALF, question)
    return None


HALF = 0.5  # of the points: the values are right, and the caller's data are not
# without the argument's name: that is the learner's, and could spell a hidden input in grading
_MEDDLED = (
    "What comes back is right, but an argument is changed. It belongs to the caller, who uses it "
    "again. Leave it as it is: build something new, or work on a copy."
)


def _as_handed_out(exercise: Exercise, questions: Sequence, replies: Sequence[Reply]) -> bool:
    return exercise.untouched is not None and exercise.untouched(questions, replies)


_SHAPE_ERRORS = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError)


def prompts(
    exercise: Exercise, questions: Sequence[Question], replies: Sequence[Reply]
) -> list[Complete]:
    """The prompts that an exercise wants run before it is judged; [] when there are none.

    Also [] when the learner's code failed or its answer cannot be made into prompts: verdict()
    then says so.
    """
    if not exercise.follow_up or any(reply.unset or reply.error for reply in replies):
        return []
    try:
        return exercise.follow_up(questions, replies)
    except _SHAPE_ERRORS:
        return []


class Unreadable(ValueError):
    """An answer of a form that an exercise knows of and cannot use; its text is said as it is."""


class _Stopped(Exception):
    """The learner's code stopped before there was a prompt to run: (question, reply)."""


def _must_have_run(
    exercise: Exercise, questions: Sequence[Question], replies: Sequence[Reply]
) -> None:
    """Raises what kept the prompts from being made, if they were not."""
    if any(_of_model(question) for question in questions):
        return
    for question, reply in _pairs(questions, replies):
        if reply.error:
            raise _Stopped(question, reply)
    exercise.follow_up(questions, replies)


def _pairs(questions: Sequence[Question], replies: Sequence[Reply]) -> list[tuple]:
    return list(zip(questions, replies, strict=True))


def _of_model(question: Question) -> bool:
    return isinstance(question, Complete)


def _unforeseen(error: Exception) -> str:
    return (
        "Your answer has a form that this check cannot read; compare its type with the goal above. "
        f"(The check met {type(error).__name__}: {str(error)[:200]})"
    )


@dataclass(frozen=True)
class Misconception:
    """A mistake that learners make: `fits` tells whether a failing case looks like it.

    Where `predicts`, a case that came out right must look like it too: `fits` knows what such
    code gives for every input.
    """

    words: str
    fits: Callable[[Case], bool]
    predicts: bool = False


def compare(
    reference: Callable | Mapping[str, Callable],
    misconceptions: Sequence[Misconception] = (),
    equal: Callable[[Any, Any], bool] | None = None,
    message: str = "",
    cost: Callable[[Case], str] | None = None,
) -> Callable[[Sequence[Question], Sequence[Reply]], Verdict]:
    """A judge that wants from every question what `reference` gives for the same arguments.

    `reference` is one function, or a dict of them by the learner's name; for a Value it is called
    without arguments. Where it raises, an error of that type is wanted, or of a subclass of it
    (`class MissingValues(ValueError)`). `equal(expected, value)`
    is `same` unless given; `message` is said when it has passed. `cost(case)` says in words what
    is wrong with the way in which a right reply was found; "" if nothing is.
    """

    def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
        cases = [Case(q, r, expected(reference, q)) for q, r in _pairs(questions, replies)]
        verdict = _judged(cases, misconceptions, equal or same, message)
        if verdict.outcome != "passed" or cost is None:
            return verdict
        for case in cases:
            if words := cost(case):
                shown = show_reply(case.question, case.reply)
                return not_yet(words, shown, at=case.question)
        return verdict

    return judge


def expected(reference: Callable | Mapping[str, Callable], question: Question) -> Any:
    """What the reference gives for a question's arguments, or Raised."""
    function = reference[question.name] if isinstance(reference, Mapping) else reference
    # a copy: a function that changes its arguments must not change the next one's question
    call = copy.deepcopy(question) if isinstance(question, Call) else Call("")
    try:
        return function(*call.args, **call.kwargs)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
        return Raised(type(error).__name__)


def _judged(
    cases: Sequence[Case],
    misconceptions: Sequence[Misconception] = (),
    equal: Callable[[Any, Any], bool] | None = None,
    message: str = "",
) -> Verdict:
    """Passed when every case is right; otherwise the misconception that agrees with all that the
    code did, or else the one that explains most failures, as a guess about one input."""
    sorted_out: dict[bool, list[Case]] = {True: [], False: []}
    for case in cases:
        sorted_out[is_right(case, equal or same)].append(case)
    right, wrong = sorted_out[True], sorted_out[False]
    if not wrong:
        return passed(message)
    explained = [(m, [case for case in wrong if m.fits(case)]) for m in misconceptions]
    explained = [(_agrees(m, fitting, wrong, right), m, fitting) for m, fitting in explained]
    agrees, likely, fitting = max(
        explained, key=lambda one: (one[0], len(one[2])), default=(False, None, [])
    )
    shown = _shortest(fitting or wrong)
    words = _plain_words(shown, len(wrong), cases)
    if fitting:
        words = likely.words if agrees else _as_guess(likely.words)
    return not_yet(words, show_case(shown), at=shown.question)


def _agrees(
    misconception: Misconception,
    fitting: Sequence[Case],
    wrong: Sequence[Case],
    right: Sequence[Case],
) -> bool:
    """Whether it explains every failure, and all else that the same functions did."""
    names = {case.question.name for case in fitting}
    mine = [case for case in wrong if case.question.name in names]
    others = [case for case in right if case.question.name in names]
    whole = len(fitting) == len(mine) > 0
    return whole and (not misconception.predicts or all(map(misconception.fits, others)))


def _as_guess(words: str) -> str:
    """A misconception that does not explain everything is said of one input only."""
    if words.startswith(("You ", "Your ")):
        return f"On this input it looks as if {words[0].lower()}{words[1:]}"
    return f"On this input it looks like this: {words}"


def _shortest(cases: Sequence[Case]) -> Case:
    """The case that is quickest to read."""
    return min(cases, key=lambda case: len(show_question(case.question)))


def is_right(case: Case, equal: Callable[[Any, Any], bool]) -> bool:
    """Whether the reply is what was wanted; an error is right only where one was wanted, of that
    kind or a kind of it."""
    if isinstance(case.expected, Raised):
        return stopped_with(case.reply, case.expected.kind)
    return case.reply.error is None and equal(case.expected, case.reply.value)


def stopped_with(reply: Reply, kind: str) -> bool:
    """Whether the reply is an error of this kind, or of a class of one's own made of it."""
    return reply.error is not None and kind in (reply.error.split(":")[0], *reply.kinds)


def _plain_words(case: Case, wrong: int, cases: Sequence[Case]) -> str:
    """For a failure that no misconception explains."""
    count = "" if len(cases) == 1 else f" ({wrong} of {len(cases)} inputs)"
    if case.reply.error:
        return f"Your code stopped with an error{count}."
    if isinstance(case.expected, Raised):
        return f"Here a `{case.expected.kind}` is wanted, and a value came back{count}."
    if case.value is None and any(one.value is not None for one in cases):
        return f"`None` came back where a value is wanted{count}."
    if case.value is None:
        return f"`None` came back{count}: what a function gives that only prints or lacks `return`."
    if isinstance(case.value, Record) and case.value.kind == ITERATOR:
        return f"An iterator came back{count}: it can be read once only. Make a list of it."
    if case.expected is None:
        return f"Here `None` is wanted, and a {type_of(case.value)} came{count}."
    if type(plain(case.value)) is not type(plain(case.expected)):
        wanted, came = type_of(case.expected), type_of(case.value)
        return f"The type differs: {wanted} is wanted, {came} came{count}."
    return f"The result differs from what is wanted{count}."


def would_return(wrong: Callable, words: str, equal: Callable | None = None) -> Misconception:
    """The misconception of somebody whose code does what `wrong` does."""

    def fits(case: Case) -> bool:
        came = expected(wrong, case.question)
        if case.reply.error is not None:  # it agrees where both stop as is wanted
            wanted = isinstance(case.expected, Raised) and is_right(case, same)
            return wanted and isinstance(came, Raised) and came == case.expected
        return (equal or same)(came, case.value)

    return Misconception(words, fits, predicts=True)


def only(name: str, misconception: Misconception) -> Misconception:
    """The misconception, of one of an exercise's functions alone."""
    fits = misconception.fits
    return replace(misconception, fits=lambda case: case.question.name == name and fits(case))


def would_return_in(name: str, wrong: Callable, words: str) -> Misconception:
    """would_return, of one of an exercise's functions alone."""
    return only(name, would_return(wrong, words))


def value_is(test: Callable[[Any, Any], bool], words: str) -> Misconception:
    """A misconception seen from the value alone: test(value, expected).

    value_is(lambda value, wanted: value == wanted[::-1], "The order is reversed.")
    """

    def fits(case: Case) -> bool:
        try:
            return case.reply.error is None and bool(test(case.value, case.expected))
        except _SHAPE_ERRORS:
            return False  # a value of another shape is another mistake

    return Misconception(words, fits)


def stops_with(kind: str, words: str) -> Misconception:
    """A misconception seen from the error: stops_with("KeyError", "…")."""
    return Misconception(words, lambda case: (case.reply.error or "").split(":")[0] == kind)
