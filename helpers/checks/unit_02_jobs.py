"""Exercise 02.4: settings for three jobs, judged by running the model on tickets not seen before.

In: the jobs, their requests, what is counted, when the evidence is enough. Out: how a text keeps
the desk's rules (helpers.rules), intervals (helpers.metrics).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers import metrics, rules, variety
from helpers.checks.exercise import Complete, Exercise, Question, Reply, Value, Verdict
from helpers.checks.judge import not_yet, passed
from helpers.world import tickets
from helpers.world.draw import Draw

ALLOWED = {"temperature", "top_p", "top_k", "min_p", "frequency_penalty", "presence_penalty"}
BEYOND_OPENAI = {"top_k", "min_p"}  # vLLM's and the box's; the SDK sends them as extra_body
LABELS = "billing, outage, access, bug, feature"


@dataclass(frozen=True)
class Settings(Value):
    """The learner's settings, and the seed of the tickets; it does not enter the learner's room."""

    seed: int = 0


@dataclass(frozen=True)
class Count:
    """One thing that is wanted of a job: how many of n kept it, and the least share."""

    passed: int
    n: int
    least: float
    what: str  # "different subject lines"
    advice: str  # what to think about where it is too low

    @property
    def low(self) -> float:
        return metrics.wilson(self.passed, self.n)[0]

    @property
    def high(self) -> float:
        return metrics.wilson(self.passed, self.n)[1]

    @property
    def met(self) -> bool:
        return self.low >= self.least

    def __str__(self) -> str:
        return f"{self.what}: {metrics.rate(self.passed, self.n)}, wanted at least {self.least:.0%}"


@dataclass(frozen=True)
class Job:
    """A job: its requests for a seed, and what its replies must show."""

    requests: Callable[[int], list[dict]]
    counts: Callable[[int, Sequence[list[str]]], list[Count]]


# --- the three jobs ----------------------------------------------------------------------------

N_PREVIEWS, N_SUBJECTS, N_LOGS = 40, 20, 12
TRIES, LINES = 3, 5


def preview(text: str, words: int = 6) -> str:
    """The first words of a ticket, as an inbox shows them."""
    return " ".join(text.split()[:words])


def drawn(seed: int, n: int) -> list[tickets.Ticket]:
    return [tickets.ticket(Draw(f"02.4/{seed}/{i}", "heldout")) for i in range(n)]


def classify_requests(seed: int) -> list[dict]:
    """Each preview, asked for its label TRIES times."""
    system = f"Classify this ticket. Labels: {LABELS}. Answer with the label only."
    return [
        {
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": preview(ticket.text)},
            ],
            "max_tokens": 6,
            "n": TRIES,
            "seed": i,
        }
        for i, ticket in enumerate(drawn(seed, N_PREVIEWS))
    ]


def classify_counts(seed: int, replies: Sequence[list[str]]) -> list[Count]:
    stable = sum(len(set(labels)) == 1 for labels in replies)
    known = sum(label.strip() in LABELS.split(", ") for labels in replies for label in labels)
    return [
        Count(
            stable,
            len(replies),
            0.9,
            "tickets with one and the same label in three tries",
            "A router should not roll dice: which setting always takes the most likely token?",
        ),
        Count(
            known, len(replies) * TRIES, 0.9, "labels from the list", "Most replies are no label."
        ),
    ]


def subject_requests(seed: int) -> list[dict]:
    """LINES subject lines for each ticket."""
    return [
        {
            "messages": [
                {"role": "system", "content": "Write a subject line for this ticket."},
                {"role": "user", "content": ticket.text},
            ],
            "max_tokens": 30,
            "n": LINES,
            "seed": i,
        }
        for i, ticket in enumerate(drawn(seed, N_SUBJECTS))
    ]


def subject_counts(seed: int, replies: Sequence[list[str]]) -> list[Count]:
    texts = [ticket.text for ticket in drawn(seed, N_SUBJECTS)]
    n = len(texts) * LINES
    new = sum(len(set(lines)) for lines in replies)
    pairs = zip(replies, texts, strict=True)
    valid = sum(rules.valid_subject(line, text) for lines, text in pairs for line in lines)
    return [
        Count(
            new,
            n,
            0.6,
            "subject lines that differ from the others of their ticket",
            "The lines are too much alike: leave the model more to choose from.",
        ),
        Count(
            valid,
            n,
            0.85,
            "subject lines that keep the desk's rules",
            "The invalid ones start well and derail: which setting cuts the unlikely tail without "
            "touching the likely tokens?",
        ),
    ]


def log_requests(seed: int) -> list[dict]:
    """A status log in N_LOGS wordings."""
    asked = Draw(f"02.4/{seed}", "heldout")
    pattern = "(Write|Make up|Invent|Show) (a|the) status (log|feed|page) (for|of) (a|the|one) day."
    return [
        {
            "messages": [{"role": "user", "content": asked.say(pattern)}],
            "max_tokens": 160,
            "seed": i,
        }
        for i in range(N_LOGS)
    ]


def log_counts(seed: int, replies: Sequence[list[str]]) -> list[Count]:
    logs = [rules.entries(texts[0]) for texts in replies]
    n = max(1, sum(map(len, logs)))
    new = n - sum(variety.repeated([rules.message(line) for line in log]) for log in logs)
    valid = sum(rules.valid_entry(line) for log in logs for line in log)
    return [
        Count(
            new,
            n,
            0.85,
            "entries that have not stood in their log before",
            "The log goes round in circles: which penalty makes a token less likely each time it "
            "has come?",
        ),
        Count(
            valid,
            n,
            0.85,
            "entries in the form of the log",
            "The entries fall apart: a penalty hits every token that comes often, also the "
            "digits, colons and line ends that the form needs.",
        ),
    ]


JOBS = {
    "classify": Job(classify_requests, classify_counts),
    "subjects": Job(subject_requests, subject_counts),
    "log": Job(log_requests, log_counts),
}


# --- asking and judging ------------------------------------------------------------------------


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
    met, parts, at = 0, [], 1
    for name in JOBS:
        if name not in settings:
            parts.append(f"- **{name}**: no settings yet")
            continue
        n = len(JOBS[name].requests(questions[0].seed))
        texts = [contents(reply.value) for reply in replies[at : at + n]]
        counts, at = JOBS[name].counts(questions[0].seed, texts), at + n
        met += all(count.met for count in counts)
        parts.append(in_words(name, counts))
    message = "\n".join(["measured on tickets that you have not seen:", "", *parts])
    return passed(message) if met == len(JOBS) else not_yet(message, share=met / len(JOBS))


def contents(completion: Mapping) -> list[str]:
    return [choice["message"]["content"] or "" for choice in completion["choices"]]


def in_words(name: str, counts: Sequence[Count]) -> str:
    """One job's line: what was met, what was not, and what to think about."""
    parts = [f"{count}{'' if count.met else f' - {shortfall(count)}'}" for count in counts]
    return f"- **{name}**: " + "; ".join(parts)


def shortfall(count: Count) -> str:
    if count.high >= count.least:
        return (
            "not enough evidence yet: the interval still holds shares below what is wanted, so go "
            f"further. {count.advice}"
        )
    return f"too few. {count.advice}"


THREE_JOBS = Exercise(
    id="02.4",
    title="Settings for three jobs",
    goal="Choose settings for three jobs from a measurement: labels that stay, subject lines that "
    "vary, a status log that does not go round in circles.",
    points=6,
    minutes=30,
    difficulty="hard",
    budget="at most 600 calls of your own; the check makes 72",
    answers=("settings",),
    questions=lambda seed: [Settings("settings", seed=seed)],
    follow_up=requests,
    judge=judge,
    hints=(
        "Measure before you check: the cell above the stub has a function for each job. Change one "
        "setting at a time, and look at some replies, not only at the rate.",
        "classify wants no chance at all. subjects wants chance without the tail: a temperature "
        "near 1 with a cut. log wants that an entry becomes less likely when it has come.",
        'Try `{"temperature": 0}`, `{"temperature": 1, "top_p": 0.9}`, and for the log compare '
        "`frequency_penalty` 0, 0.3, 0.6 and 1.",
    ),
)
