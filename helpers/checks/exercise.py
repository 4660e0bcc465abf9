"""What an exercise is: plain data, and a pure function that judges.

In: the records that pass between asking (`ask`) and judging (`judge`), and their JSON form.
Out: running a learner's code (`ask`), deciding (`judge`), showing (`notebook`), any one unit.

An exercise is judged in up to three steps, and only JSON crosses between them, so that each
step may run in a process of its own:

    questions(seed)                -> what to ask of the learner's names
    ask(questions, namespace)      -> replies         (where the learner's code runs)
    follow_up(questions, replies)  -> prompts to run  (prompt exercises only)
    judge(questions, replies)      -> a verdict       (where the expected values live)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers.checks import encoding
from helpers.checks.encoding import Double

__all__ = [
    "Call",
    "Changed",
    "Complete",
    "Double",
    "Exercise",
    "Question",
    "Reply",
    "Served",
    "Value",
    "Verdict",
]


@dataclass(frozen=True)
class Call:
    """Call the learner's function `name`. Arguments may hold a Double.

    Call("count", ("a b",)) asks for count("a b"); it may take `seconds` to answer. `zone` is the
    machine's time zone meanwhile, as POSIX writes it ("XXX9:30"), where the system can set one.
    """

    name: str
    args: tuple = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 10.0
    # both as JSON, where they came so: whoever only calls need not know what is in them
    encoded: list | None = field(default=None, repr=False, compare=False)
    zone: str = ""


@dataclass(frozen=True)
class Served(Call):
    """Call it on the check's clock: a coroutine is awaited, a web application gets `visits`.

    What the reply's value is then, checks.visits says.
    """

    visits: tuple = ()


@dataclass(frozen=True)
class Value:
    """Look at the learner's variable `name`."""

    name: str
    seconds: float = 10.0


@dataclass(frozen=True)
class Complete:
    """Ask the model, not the learner: the body of one Chat Completions request, without "model".

    The reply's value is the ChatCompletion as a plain dict.
    """

    body: Mapping[str, Any]


Question = Call | Value | Complete


@dataclass(frozen=True)
class Changed:
    """An argument that was another after the call: its place, the learner's name for it, and
    what it was then (of a database its tables)."""

    at: int | str
    name: str
    after: Any


@dataclass(frozen=True)
class Reply:
    """What came back for one question: a value, an error, or nothing yet (`unset`).

    `value` is plain data (see encoding.decode). `error` is the last line of a traceback, `kinds`
    the names of its class and of those that it is made of: a ValueError of one's own is one, too.
    `printed` is what the call printed. `logs` holds what each Double noted, by its name, and
    `changed` the arguments that the call changed.
    """

    value: Any = None
    error: str | None = None
    unset: bool = False
    printed: str = ""
    logs: Mapping[str, list] = field(default_factory=dict)
    changed: tuple[Changed, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """The judgment of one answer.

    `share` is the part of the exercise's points that is earned, 0 to 1; "passed" earns 1.
    `message` (Markdown) names the misconception and is safe to show anywhere.
    `evidence` (Markdown) shows the input, what came and what was wanted: in the notebook only,
    because in grading it would give a hidden input away. `at` is the question that failed.
    """

    outcome: str  # "passed" | "not yet" | "not attempted"
    share: float
    message: str
    evidence: str = ""
    at: Question | None = None


@dataclass(frozen=True)
class Exercise:
    """One exercise of a lab. `questions` are drawn under a seed and hold no expected value."""

    id: str  # "01.2": unit 01, second exercise
    title: str
    goal: str
    points: int
    minutes: int
    difficulty: str  # "easy" | "medium" | "hard"
    budget: str
    answers: tuple[str, ...]  # names in the learner's notebook
    questions: Callable[[int], list[Question]]
    judge: Callable[[Sequence[Question], Sequence[Reply]], Verdict]
    hints: tuple[str, ...]
    follow_up: Callable[[Sequence[Question], Sequence[Reply]], list[Complete]] | None = None
    distractor: str = ""  # a line that looks right and is not in the answer: see puzzle
    untouched: Callable[[Sequence[Question], Sequence[Reply]], bool] | None = None  # see broken
    changes: tuple[int, ...] = ()  # arguments, by place, that a call may change: the goal says so

    def earned(self, verdict: Verdict) -> float:
        """The points that a verdict is worth: earned(half right of 3) -> 1.5."""
        return round(self.points * verdict.share, 2)


def question_to_json(question: Question) -> dict:
    """{"ask": "call", ...}: a question as JSON, its arguments encoded."""
    if isinstance(question, Value):
        return {"ask": "value", "name": question.name}
    if isinstance(question, Complete):
        return {"ask": "complete", "body": encoding.encode(question.body)}
    served = isinstance(question, Served)
    return {
        "ask": "served" if served else "call",
        "name": question.name,
        "args": encoding.encode(list(question.args)),
        "kwargs": encoding.encode(dict(question.kwargs)),
        "seconds": question.seconds,
        **({"zone": question.zone} if question.zone else {}),
        **({"visits": encoding.encode(list(question.visits))} if served else {}),
    }


def question_from_json(data: Mapping) -> Question:
    """The question that question_to_json wrote."""
    if data["ask"] == "value":
        return Value(data["name"])
    if data["ask"] == "complete":
        return Complete(encoding.decode(data["body"]))
    args, kwargs = encoding.decode(data["args"]), encoding.decode(data["kwargs"])
    call = data["name"], tuple(args), kwargs, data["seconds"]
    if data["ask"] == "served":
        return Served(*call, visits=tuple(encoding.decode(data["visits"])))
    return Call(*call, zone=data.get("zone", ""))


def to_be_asked(data: Mapping) -> Question:
    """Like question_from_json, for whoever asks once and looks at nothing: arguments stay JSON."""
    if data["ask"] != "call":
        return question_from_json(data)
    encoded = [data["args"], data["kwargs"]]
    return Call(data["name"], seconds=data["seconds"], encoded=encoded, zone=data.get("zone", ""))


def reply_from_json(data: Mapping) -> Reply:
    """A Reply from the JSON that `ask` returned. ValueError when it is not of that form."""
    if not isinstance(data, Mapping) or not data.keys() <= _REPLY_FIELDS:
        raise ValueError(
            f"a reply is a dict with keys of {sorted(_REPLY_FIELDS)}, got {data!r:.80}"
        )
    error, printed, logs = data.get("error"), data.get("printed", ""), data.get("logs", {})
    if not isinstance(error, str | None) or not isinstance(printed, str):
        raise ValueError("a reply's error and printed are text")
    if not isinstance(logs, Mapping) or not all(isinstance(log, list) for log in logs.values()):
        raise ValueError("a reply's logs are lists by name")
    if len(error or "") > MAX_WORDS or len(printed) > MAX_WORDS or len(logs) > MAX_LOGS:
        raise ValueError(f"a reply has at most {MAX_WORDS} characters and {MAX_LOGS} logs")
    kinds = data.get("kinds", [])
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise ValueError("a reply's kinds are a list of names")
    if len(kinds) > MAX_KINDS or any(len(kind) > encoding.MAX_NAME for kind in kinds):
        raise ValueError(f"a reply has at most {MAX_KINDS} kinds, of {encoding.MAX_NAME} letters")
    decoded = {name: encoding.decode_reply(log) for name, log in logs.items()}
    value = encoding.decode_reply(data.get("value"))
    changed = tuple(map(_changed_from_json, data.get("changed", [])))
    unset = data.get("unset") is True
    return Reply(value, error, unset, printed, decoded, changed, tuple(kinds))


MAX_WORDS, MAX_LOGS, MAX_KINDS = 2_000, 20, 12
_REPLY_FIELDS = {"value", "error", "unset", "printed", "logs", "changed", "kinds"}


def _changed_from_json(data: Any) -> Changed:
    if not isinstance(data, Mapping) or data.keys() != {"at", "name", "after"}:
        raise ValueError(f"a change is a dict with at, name and after, got {data!r:.80}")
    if not isinstance(data["at"], int | str) or not isinstance(data["name"], str):
        raise ValueError("a change is at a place or a name")
    return Changed(data["at"], data["name"][:80], encoding.decode_reply(data["after"]))
