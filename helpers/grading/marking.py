"""One submission in, one result out, whatever is in it.

In: the order of work: parse, find the lab, match cells, ask, judge, try what else may have been
meant. Out: files, tables, pages.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from helpers.checks.exercise import Exercise
from helpers.grading import asking, cells
from helpers.grading.asking import Asked, Sheet
from helpers.grading.budget import Budget
from helpers.grading.cells import Answer, Cell
from helpers.grading.judging import FAULT, Judge, Judgment
from helpers.grading.labs import Lab
from helpers.grading.sandbox import Broken, Sandbox
from helpers.grading.submissions import Submission

PROMPT_SEEDS = 3


@dataclass(frozen=True)
class Mark:
    """One exercise of one submission."""

    outcome: str
    share: float
    points: float
    of: float
    message: str
    note: str = ""  # for the teacher
    measured: str = ""  # rates with n and interval, where the check gives any


@dataclass(frozen=True)
class Result:
    """The row of one submission."""

    submission: str
    learner: str
    lab: str
    verdict: str  # "graded", "nothing attempted", "unreadable", "no lab" or "fault"
    reason: str
    isolation: str
    marks: Mapping[str, Mark] = field(default_factory=dict)
    seconds: float = 0.0
    sha256: str = ""
    rules: str = ""
    handed_in: str = ""
    late: bool = False  # the platform says so
    number: int = 0  # larger for what the platform received later
    export: str = ""  # the archive or folder that says whose it is

    @property
    def total(self) -> float:
        return round(sum(mark.points for mark in self.marks.values()), 2)

    @property
    def of(self) -> float:
        return sum(mark.of for mark in self.marks.values())

    def to_json(self) -> dict:
        return asdict(self)


def from_json(data: dict) -> Result:
    """The Result that to_json wrote."""
    marks = {id: Mark(**mark) for id, mark in data["marks"].items()}
    return Result(**{**data, "marks": marks})


@dataclass(frozen=True)
class Rules:
    """What marks depend on besides the submission: drawn questions, and a hash of it all."""

    lab: Lab
    sheets: Mapping[str, Sheet]
    digest: str


def rules(lab: Lab, seed: int, digest: str) -> Rules:
    """The questions of a lab under a teacher's seed; prompt exercises get several draws."""
    sheets = {}
    for exercise in lab.exercises:
        n = PROMPT_SEEDS if exercise.follow_up else 1
        sheets[exercise.id] = asking.sheet(exercise, [seed + i for i in range(n)])
    return Rules(lab, sheets, digest)


def _asked(rules: Rules) -> list[Exercise]:
    return [exercise for exercise in rules.lab.exercises if exercise.id in rules.sheets]


def unmarked(submission: Submission, verdict: str, reason: str, isolation: str) -> Result:
    """The row of a submission that could not be asked anything."""
    return Result(
        submission.name, lab="", verdict=verdict, reason=reason, isolation=isolation,
        sha256=sha256(submission), **about(submission),
    )  # fmt: skip


def about(submission: Submission) -> dict:
    """What a result keeps of a submission besides its notebook."""
    return {
        "learner": submission.learner, "handed_in": when(submission),
        "late": submission.late, "number": submission.number, "export": submission.export,
    }  # fmt: skip


def sha256(submission: Submission) -> str:
    return hashlib.sha256(submission.data).hexdigest() if submission.data is not None else ""


def when(submission: Submission) -> str:
    return submission.handed_in.isoformat(timespec="seconds") if submission.handed_in else ""


def mark(
    submission: Submission, notebook: dict, rules: Rules, room: Sandbox, judge: Judge,
    budget: Budget,
) -> Result:  # fmt: skip
    """Asks and judges every exercise of a submission that could be read, as far as the learner's
    budget goes."""
    lab, found = rules.lab, cells.cells(notebook)
    answers = cells.answers(lab, found)
    try:
        judged, seconds = _judged(rules, answers, found, room, judge, budget)
    except Broken as error:
        nothing = Judgment(FAULT, 0.0, "This could not be judged yet.", str(error)[:300])
        judged, seconds = {e.id: (nothing, Asked()) for e in lab.exercises}, 0.0
    newer = cells.newer_python(notebook)
    marks = {e.id: _mark(e, *judged[e.id], answers[e.id], newer) for e in _asked(rules)}
    return Result(
        submission.name, lab=lab.unit, verdict=_verdict(marks), reason=_reason(marks),
        isolation=room.kind.name, marks=marks, seconds=round(seconds, 3),
        sha256=sha256(submission), rules=rules.digest, **about(submission),
    )  # fmt: skip


def mark_again(
    submission: Submission,
    notebook: dict,
    rules: Rules,
    room: Sandbox,
    judge: Judge,
    old: Result,
    exercise_id: str,
    budget: Budget,
) -> Result:
    """One exercise again, with all that runs before it; the other marks stay as they were."""
    only = Rules(rules.lab, {exercise_id: rules.sheets[exercise_id]}, rules.digest)
    new = mark(submission, notebook, only, room, judge, budget)
    marks = {**old.marks, **new.marks}
    return replace(
        old,
        marks=marks,
        verdict=_verdict(marks),
        reason=_reason(marks),
        seconds=new.seconds,
        rules=rules.digest,
    )


def _judged(
    rules: Rules,
    answers: Mapping[str, Answer],
    found: Sequence[Cell],
    room: Sandbox,
    judge: Judge,
    budget: Budget,
) -> tuple[dict[str, tuple[Judgment, Asked]], float]:
    """The best judgment of each exercise, over the plans by which it can be run."""
    plan = asking.first_plan(rules.lab, answers)
    asked, seconds = asking.ask(room, rules.lab, plan, rules.sheets, budget)
    best = {}
    for exercise in _asked(rules):
        sheet = rules.sheets[exercise.id]
        came = asked.get(exercise.id)
        judgment = judge.judgment(sheet, came, budget) if came else _not_attempted()
        best[exercise.id] = judgment, came or Asked()
        if _is_enough(judgment):
            continue
        stopped = bool(came and came.error)
        for other in asking.other_plans(rules.lab, answers, found, exercise.id, stopped):
            if _is_enough(best[exercise.id][0]) or not budget.left:
                break
            more, used = asking.ask(room, rules.lab, other, {exercise.id: sheet}, budget)
            seconds += used
            again = judge.judgment(sheet, more[exercise.id], budget)
            if _is_better(again, best[exercise.id][0]):
                best[exercise.id] = again, more[exercise.id]
    return best, seconds


def _is_enough(judgment: Judgment) -> bool:
    return judgment.outcome in ("passed", FAULT)


def _is_better(one: Judgment, other: Judgment) -> bool:
    return (one.outcome == "passed", one.share) > (other.outcome == "passed", other.share)


def _not_attempted() -> Judgment:
    words = "Replace every `...` in the cell above, then check again."
    return Judgment("not attempted", 0.0, words)


def _mark(exercise: Exercise, judgment: Judgment, asked: Asked, answer: Answer, newer: str) -> Mark:
    foreign = cells.foreign(answer)
    if judgment.outcome == "not attempted" and (foreign or _broke(asked.error)):
        judgment = replace(
            judgment, outcome="not yet", message=f"There is no answer yet. {foreign}"
        )
    notes = [judgment.note, *answer.notes, cells.borrowed(answer), foreign]
    if judgment.outcome != "not attempted":
        notes.append(asked.words)
    message = judgment.message.strip()
    kind = asking.stopped_with(asked.replies) if judgment.outcome == "not yet" else ""
    if kind == "NoCall":
        message = "Your answer holds a reply of the model, and no call of the model was made."
    elif kind:
        message = f"{message} The first error was `{kind}`."
    if asked.error and judgment.outcome != "passed":
        message = f"{message} Your cell stopped with `{_one_line(asked.error)}`."
        notes += [f"the cell stopped: {asked.error}", cells.missing(answer)]
        if newer and asked.error.startswith("SyntaxError"):
            here = f"{sys.version_info.major}.{sys.version_info.minor}"
            words = f"written with Python {newer}, graded with {here}, which may not know this"
            message, notes = f"{message} It was {words}.", [*notes, words]
    words = "; ".join(_one_line(note) for note in notes if note)
    points = round(exercise.points * judgment.share, 2)
    return Mark(judgment.outcome, judgment.share, points, exercise.points, message, words,
                judgment.measured)  # fmt: skip


def _broke(error: str) -> bool:
    """Whether a cell stopped for another reason than a `...` that is still in it."""
    kind = error.partition(":")[0]
    return bool(error) and kind not in ("TypeError", "AttributeError", "NotImplementedError")


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split()).replace("`", "'")


def _verdict(marks: Mapping[str, Mark]) -> str:
    outcomes = {mark.outcome for mark in marks.values()}
    if FAULT in outcomes:
        return FAULT
    return "nothing attempted" if outcomes == {"not attempted"} else "graded"


def _reason(marks: Mapping[str, Mark]) -> str:
    return " | ".join(f"{id}: {mark.note}" for id, mark in marks.items() if mark.note)
