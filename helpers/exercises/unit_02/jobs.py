"""The three jobs of exercise 02.4: their requests, and what is counted in the replies.

In: tickets not seen before, when the evidence is enough. Out: the learner's settings
(settings), how a text keeps the desk's rules and intervals (helpers.measure).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from helpers.measure import metrics, rules, variety
from helpers.world import tickets
from helpers.world.draw import Draw

LABELS = "billing, outage, access, bug, feature"


@dataclass(frozen=True)
class Count:
    """One thing that is wanted of a job: how many of n kept it, and the least share."""

    passed: int
    n: int
    least: float
    what: str  # "different subject lines"
    advice: str  # what to think about where it is too low
    failed: tuple[str, ...] = ()  # replies that did not keep it

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
        measured = f"{self.what}: {metrics.rate(self.passed, self.n)}, wanted {self.least:.0%}"
        if self.met:
            return f"{measured}: reached"
        if self.high >= self.least:
            return f"{measured}: not enough evidence yet, the interval reaches below. {self.advice}"
        return f"{measured}: too few. {self.advice}"


@dataclass(frozen=True)
class Job:
    """A job: its requests for a seed, and what its replies must show."""

    requests: Callable[[int], list[dict]]
    counts: Callable[[int, Sequence[list[Mapping]]], list[Count]]


# --- the three jobs ----------------------------------------------------------------------------

N_PREVIEWS, N_WHOLE, N_SUBJECTS, N_LOGS = 30, 40, 20, 10
TRIES, LINES = 3, 5


def texts(choices: Sequence[Mapping]) -> list[str]:
    return [choice["message"]["content"] or "" for choice in choices]


def preview(text: str, words: int = 10) -> str:
    """The first words of a ticket, as an inbox shows them."""
    return " ".join(text.split()[:words])


def drawn(seed: int, n: int) -> list[tickets.Ticket]:
    return [tickets.ticket(Draw(f"02.4/{seed}/{i}", "heldout")) for i in range(n)]


def classify_requests(seed: int) -> list[dict]:
    """Previews, each asked for its label TRIES times; then whole tickets, once each."""
    chosen = drawn(seed, N_PREVIEWS + N_WHOLE)
    previews = [(preview(ticket.text), TRIES) for ticket in chosen[:N_PREVIEWS]]
    whole = [(ticket.text, 1) for ticket in chosen[N_PREVIEWS:]]
    system = f"Classify this ticket. Labels: {LABELS}. Answer with the label only."
    return [
        {
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": text},
            ],
            "max_tokens": 6,
            "n": n,
            "seed": i,
        }
        for i, (text, n) in enumerate([*previews, *whole])
    ]


def classify_counts(seed: int, replies: Sequence[list[Mapping]]) -> list[Count]:
    labels_of = [texts(choices) for choices in replies]
    previews, whole = labels_of[:N_PREVIEWS], labels_of[N_PREVIEWS:]
    stable = sum(len(set(labels)) == 1 for labels in previews)
    gold = [ticket.category for ticket in drawn(seed, N_PREVIEWS + N_WHOLE)[N_PREVIEWS:]]
    right = sum(labels[0].strip() == label for labels, label in zip(whole, gold, strict=True))
    return [
        Count(
            stable,
            N_PREVIEWS,
            0.8,
            "previews with one and the same label in three tries",
            "A router should not roll dice: which setting always takes the most likely token?",
        ),
        Count(
            right,
            N_WHOLE,
            0.6,
            "whole tickets with the right label",
            "A label that is drawn is wrong more often than the most likely one.",
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


def subject_counts(seed: int, replies: Sequence[list[Mapping]]) -> list[Count]:
    groups = [texts(choices) for choices in replies]
    new, n = variety.different(groups)
    pairs = zip(groups, drawn(seed, N_SUBJECTS), strict=True)
    invalid = [x for lines, one in pairs for x in lines if not rules.valid_subject(x, one.text)]
    return [
        Count(
            new,
            n,
            0.5,
            "subject lines that differ from the others of their ticket",
            "The lines are too much alike: leave the model more to choose from.",
        ),
        Count(
            n - len(invalid),
            n,
            0.8,
            "subject lines that keep the desk's rules",
            "The invalid ones start well and derail: which setting cuts the unlikely tail without "
            "touching the likely tokens?",
            tuple(invalid),
        ),
    ]


def log_requests(seed: int) -> list[dict]:
    """A status log in N_LOGS wordings."""
    asked = Draw(f"02.4/{seed}", "heldout")
    pattern = "(Write|Make up|Invent|Show) (a|the) status (log|feed|page) (for|of) (a|the|one) day."
    system = {"role": "system", "content": "You help the support desk."}
    return [
        {
            "messages": [system, {"role": "user", "content": asked.say(pattern)}],
            "max_tokens": 160,
            "seed": i,
        }
        for i in range(N_LOGS)
    ]


def log_counts(seed: int, replies: Sequence[list[Mapping]]) -> list[Count]:
    logs = [
        rules.entries(texts(choices)[0], cut_off=choices[0]["finish_reason"] == "length")
        for choices in replies
    ]
    new, n = rules.new_entries(logs)
    if not n:
        return [Count(0, N_LOGS, 0.7, "logs with an entry", "No log has a single whole line.")]
    invalid = [line for log in logs for line in log if not rules.valid_entry(line)]
    return [
        Count(
            new,
            n,
            0.7,
            "entries that have not stood in their log before",
            "The log goes round in circles: which penalty makes a token less likely each time it "
            "has come?",
        ),
        Count(
            n - len(invalid),
            n,
            0.7,
            "entries in the form of the log",
            "The entries fall apart: a high temperature derails them, and a penalty hits every "
            "token that comes often, also the digits, colons and line ends that the form needs.",
            tuple(invalid),
        ),
    ]


JOBS = {
    "classify": Job(classify_requests, classify_counts),
    "subjects": Job(subject_requests, subject_counts),
    "log": Job(log_requests, log_counts),
}
