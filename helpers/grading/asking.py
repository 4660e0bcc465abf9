"""Asks a submission what its exercises want to know, and survives what its cells do.

In: the plans by which a notebook is run, replies, what was lost on the way. Out: whether a reply
is right (`judging`): nothing here knows an expected value.

A plan is a list of steps: run these cells, then ask that exercise. A step that loses the process
costs its own exercise; the rest is asked again in a fresh process without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.checks.ask import _stops
from helpers.checks.exercise import (
    Exercise,
    Question,
    Reply,
    question_to_json,
)
from helpers.grading import labs, schema
from helpers.grading.budget import Budget
from helpers.grading.cells import Answer, Cell, own_cells, torn
from helpers.grading.labs import Lab
from helpers.grading.sandbox import Channel, Lost, Sandbox

MAX_LOST = 12
MAX_VERSIONS = 4
NO_CALL = "NoCall: a reply of the model is here, and none was asked"
SETUP_SECONDS = 60


@dataclass(frozen=True)
class Step:
    """Cells to run, and the exercises to ask when they have run."""

    sources: tuple[str, ...]
    ask: tuple[str, ...]
    each: bool = False  # every statement by itself, so that none stops the next


@dataclass(frozen=True)
class Plan:
    """One way to run a notebook. `words` say which, for the row of the gradebook."""

    words: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Sheet:
    """The questions of one exercise, drawn under one seed or several, and their JSON, made once."""

    exercise: Exercise
    questions: tuple[tuple[Question, ...], ...]  # one tuple for each seed
    texts: tuple[tuple[str, float], ...]  # JSON and seconds, of all of them in order


def sheet(exercise: Exercise, seeds: Sequence[int]) -> Sheet:
    """The questions of an exercise under these seeds; draws that are the same count once."""
    drawn = [tuple(exercise.questions(seed)) for seed in seeds]
    # repr: a question may hold what does not enter the room, and so is not in its JSON
    questions = tuple({_fingerprint(one): one for one in drawn}.values())
    flat = [question for drawn in questions for question in drawn]
    texts = [(json.dumps(question_to_json(question)), question.seconds) for question in flat]
    return Sheet(exercise, questions, tuple(texts))


def _fingerprint(questions: Sequence[Question]) -> str:
    return repr([(question, question_to_json(question)) for question in questions])


@dataclass
class Asked:
    """What one plan brought for one exercise: a reply per question, or why there is none."""

    replies: list[Reply] = field(default_factory=list)
    lost: str = ""
    error: str = ""  # of the cells themselves; a builtin error's name, safe to show
    words: str = ""


# --- plans ---------------------------------------------------------------------------------------


def first_plan(lab: Lab, answers: Mapping[str, Answer]) -> Plan:
    """Answer cells only, in the lab's order, each asked right after it ran, as in a notebook."""
    steps = [Step(tuple(answers[e.id].sources), (e.id,)) for e in lab.exercises]
    return Plan("", tuple(step for step in steps if step.sources))


def other_plans(
    lab: Lab,
    answers: Mapping[str, Answer],
    found: Sequence[Cell],
    exercise: str,
    stopped: bool = False,
) -> Iterator[Plan]:
    """More ways in which an answer may have been meant; the best of them counts.

    `stopped`: a cell ended with an error, perhaps at what only the learner's machine has: somebody
    who types when input() asks, a package that the answer does not need.
    """
    own = answers[exercise]
    if stopped:
        words = "counted without the lines at which the cell stops"
        yield Plan(words, (Step(tuple(own.sources), (exercise,), each=True),))
    near = torn(lab, found, answers, exercise)
    is_torn = len(near) > len(own.cells)
    if is_torn:
        words = "counted together with the cells beside it, as one that was split"
        yield Plan(words, (Step(tuple(cell.source for cell in near), (exercise,)),))
    used = {cell.index for answer in answers.values() for cell in answer.cells}
    others = [cell for cell in own_cells(lab, found) if cell not in own.cells]
    if any(cell.index not in used for cell in others):
        yield _whole_notebook(others, own.cells, exercise)
        if is_torn:
            rest = [cell for cell in others if cell not in near]
            yield _whole_notebook(rest, near, exercise)
    if len(own.cells) > 1:
        for n, cell in reversed(list(enumerate(own.cells, 1))[-MAX_VERSIONS:]):
            words = f"version {n} of {len(own.cells)} counts"
            yield Plan(words, (Step((cell.source,), (exercise,)),))
    if own.cells and any(a.cells for id, a in answers.items() if id != exercise):
        words = "another cell of the notebook breaks it; by itself it works"
        yield Plan(words, (Step(tuple(own.sources), (exercise,)),))


def _whole_notebook(others: Sequence[Cell], own: Sequence[Cell], exercise: str) -> Plan:
    """Every other cell that the learner wrote, in the notebook's order, then the answer."""
    before = [Step((cell.source,), ()) for cell in others]
    words = "counted together with the learner's other cells"
    return Plan(words, (*before, Step(tuple(cell.source for cell in own), (exercise,))))


# --- asking --------------------------------------------------------------------------------------


def ask(
    room: Sandbox, lab: Lab, plan: Plan, sheets: Mapping[str, Sheet], budget: Budget
) -> tuple[dict[str, Asked], float]:
    """What came back for each exercise of the plan, and the CPU seconds that it took."""
    done: dict[str, Asked] = {}
    wanted = {exercise for step in plan.steps for exercise in step.ask} & sheets.keys()
    lost: set[int] = set()
    seconds = 0.0
    while len(lost) < MAX_LOST and budget.left:
        broke, used = _once(room, lab, plan, sheets, done, lost, budget)
        seconds += used
        if broke is None:
            break
        lost.add(broke)
    for exercise in wanted - done.keys():
        words = "too many cells end or block their process" if budget.left else budget.words
        done[exercise] = Asked(lost=words)
    return done, seconds


def _once(
    room: Sandbox, lab: Lab, plan: Plan, sheets: Mapping[str, Sheet], done: dict, lost: set[int],
    budget: Budget,
) -> tuple[int | None, float]:  # fmt: skip
    """Runs the plan's steps that are not lost; the number of the step that broke it, or None."""
    steps = [(i, step) for i, step in enumerate(plan.steps) if i not in lost]
    open_steps = [i for i, step in steps if _open(step, sheets, done)]
    if not open_steps:
        return None, 0.0
    channel = room.open(budget)
    i = 0
    try:
        sources = [source for _, step in steps for source in step.sources]
        setup = json.dumps(labs.needed(lab, sources))
        channel.request(f'"setup": {setup}', SETUP_SECONDS)
        asked_before = False
        for i, step in steps:
            errors = _run(room, channel, step)
            for exercise in _open(step, sheets, done):
                error = _shown(errors, asked_before)
                replies = _replies(room, channel, sheets[exercise])
                done[exercise] = Asked(replies, error=error, words=plan.words)
                asked_before = True
            if i == open_steps[-1]:
                break
        broke = None
    except Lost as error:
        broke = i
        for exercise in plan.steps[i].ask:
            done.setdefault(exercise, Asked(lost=str(error), words=plan.words))
    finally:
        seconds = room.end(channel)
    return broke, seconds


def _open(step: Step, sheets: Mapping[str, Sheet], done: Mapping[str, Asked]) -> list[str]:
    """The exercises of a step that are to be asked and have no replies yet."""
    return [exercise for exercise in step.ask if exercise in sheets and exercise not in done]


def _run(room: Sandbox, channel: Channel, step: Step) -> list[str]:
    """Runs a step's cells; their errors in words."""
    limits = room.limits
    each = json.dumps(step.each)
    message = f'"seconds": {limits.cell}, "each": {each}, "run": {json.dumps(step.sources)}'
    channel.next()
    return schema.errors(channel.request(message, limits.cell + limits.grace).get("ran"))


def _replies(room: Sandbox, channel: Channel, sheet: Sheet) -> list[Reply]:
    """A reply for each question, one after the other; after a time-out no more is asked."""
    channel.next()
    replies: list[Reply] = []
    for text, seconds in sheet.texts:
        if replies and _stops(replies[-1].error):
            replies.append(replies[-1])
            continue
        limit = min(seconds, room.limits.question)
        answer = channel.request(f'"seconds": {limit}, "ask": {text}', limit + room.limits.grace)
        reply = schema.reply(answer.get("reply"))
        made_up = schema.of_a_model(reply) and answer.get("called") is not True
        replies.append(Reply(error=NO_CALL) if made_up else reply)
    return replies


def stopped_with(replies: Sequence[Reply]) -> str:
    """The kind of the first error among replies, if it is one that Python has; never its words,
    which might hold a hidden input."""
    kinds = [reply.error.partition(":")[0] for reply in replies if reply.error]
    return next((kind for kind in kinds if kind in KNOWN_ERRORS), "")


def _shown(errors: Sequence[str], asked_before: bool) -> str:
    """The first error. Once something was asked, only its kind: its words might hold an input."""
    if not errors:
        return ""
    kind = errors[0].partition(":")[0]
    if not asked_before:
        return errors[0][:200]
    return kind if kind in KNOWN_ERRORS else "an error"


OURS = {"NoCall", "OutOfTime", "OverBudget", "UnreadableAnswer"}
KNOWN_ERRORS = OURS | schema.errors_of(BaseException)
