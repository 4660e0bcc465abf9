"""Exercise 02.4: settings for three jobs, judged by running the model on tickets not seen before.

In: the form of the settings, the requests under them, the verdict. Out: the jobs (jobs).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.checks.exercise import Complete, Exercise, Question, Reply, Value, Verdict
from helpers.checks.judge import not_yet, passed
from helpers.exercises.unit_02.jobs import JOBS, Count

ALLOWED = {"temperature", "top_p", "top_k", "min_p", "frequency_penalty", "presence_penalty"}
BEYOND_OPENAI = {"top_k", "min_p"}  # vLLM's and the box's; the SDK sends them as extra_body


@dataclass(frozen=True)
class Settings(Value):
    """The learner's settings, and the seed of the tickets; it does not enter the learner's room."""

    seed: int = 0


def requests(questions: Sequence[Question], replies: Sequence[Reply]) -> list[Complete]:
    """The requests of all jobs for which there are settings."""
    settings = checked(replies[0].value)
    return [
        Complete({**body, **arguments(settings[name])})
        for name in settings
        for body in JOBS[name].requests(questions[0].seed)
    ]


def checked(settings: Any) -> dict[str, dict]:
    """The settings by job, in the order of JOBS. ValueError says what does not belong there."""
    if not isinstance(settings, Mapping) or not all(
        isinstance(s, Mapping) for s in settings.values()
    ):
        raise ValueError('wanted {"classify": {…}, "subjects": {…}, "log": {…}}')
    if unknown := set(settings) - set(JOBS):
        raise ValueError(f"{sorted(unknown)} is no job; the jobs are {', '.join(JOBS)}")
    for name, chosen in settings.items():
        if unknown := set(chosen) - ALLOWED:
            raise ValueError(f"{name}: {sorted(unknown)} is not among {', '.join(sorted(ALLOWED))}")
    return {name: dict(settings[name]) for name in JOBS if name in settings}


def arguments(settings: Mapping[str, float]) -> dict:
    """The settings as arguments of the SDK's create()."""
    beyond = {name: value for name, value in settings.items() if name in BEYOND_OPENAI}
    plain = {name: value for name, value in settings.items() if name not in BEYOND_OPENAI}
    return {**plain, "extra_body": beyond} if beyond else plain


def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """A third of the points for each job whose counts are all met."""
    settings = checked(replies[0].value)
    if refused := next((reply.error for reply in replies[1:] if reply.error), None):
        return not_yet("The server refused your settings.", f"- it said: `{refused}`")
    met, parts, missed, at = 0, [], [], 1
    for name in JOBS:
        if name not in settings:
            parts.append(f"- **{name}**: no settings yet")
            continue
        n = len(JOBS[name].requests(questions[0].seed))
        found = [reply.value["choices"] for reply in replies[at : at + n]]
        counts, at = JOBS[name].counts(questions[0].seed, found), at + n
        met += all(count.met for count in counts)
        missed += counts
        parts.append(in_words(name, counts))
    message = "\n".join(["Measured on tickets that you have not seen:", "", *parts])
    if met == len(JOBS):
        return passed(message)
    return not_yet(message, examples(missed), share=met / len(JOBS))


def in_words(name: str, counts: Sequence[Count]) -> str:
    """A list item for the job, with one for each of its counts below it."""
    return "\n".join([f"- **{name}**", *(f"  - {count}" for count in counts)])


def examples(counts: Sequence[Count]) -> str:
    """Up to three replies that show what is missing, as a Markdown list."""
    shown = [text for count in counts if not count.met for text in count.failed[:3]]
    return "\n".join(f"- for example: `{text!r}`" for text in shown)


THREE_JOBS = Exercise(
    id="02.4",
    title="Settings for three jobs",
    goal="Choose settings for three jobs from a measurement: labels that stay, subject lines that "
    "vary, a status log that does not go round in circles.",
    points=6,
    minutes=30,
    difficulty="hard",
    budget="at most 600 calls of your own; the check makes 100",
    answers=("settings",),
    questions=lambda seed: [Settings("settings", seed=seed)],
    follow_up=requests,
    judge=judge,
    distractor='    "log": {"temperature": 0},',
    hints=(
        "Measure before you check: the cell above the stub has a function for each job. Change one "
        "setting at a time, and look at some replies, not only at the rate.",
        "classify wants no chance at all. subjects wants chance without the tail: a temperature "
        "below 1, or a cut. log wants that an entry becomes less likely when it has come.",
        'Try `{"temperature": 0}`, `{"temperature": 0.8, "top_p": 0.9}`, and for the log compare '
        "`frequency_penalty` 0, 0.3, 0.6 and 1.",
    ),
)
