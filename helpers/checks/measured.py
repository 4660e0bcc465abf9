"""What judges share whose prompts the check has run: from replies of the model to what it said.

In: rules that prompts keep, refusals, the bar for two intervals. Out: making the calls
(complete), what a reply is worth (each exercise).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from helpers.checks.exercise import Complete, Question, Reply, Verdict
from helpers.checks.judge import not_yet


def said(completions: Sequence[Reply]) -> list[str]:
    """The text of each ChatCompletion; "" where it has none, or was refused."""
    return [
        reply.value["choices"][0]["message"]["content"] or "" if reply.value else ""
        for reply in completions
    ]


def judge(
    broken_rule: Callable[[Question, Any], str],
    evidence: Callable[[Question, Any], str],
    scored: Callable[[Sequence[Question], Sequence[Any], Sequence[str]], Verdict],
) -> Callable[[Sequence[Question], Sequence[Reply]], Verdict]:
    """A judge that says the first rule that a prompt breaks, or what the server refused; else
    scored(questions to the learner, their answers, what the model said to the prompts)."""

    def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
        asked = [question for question in questions if not isinstance(question, Complete)]
        answers, completions = replies[: len(asked)], replies[len(asked) :]
        for question, answer in zip(asked, answers, strict=True):
            if words := broken_rule(question, answer.value):
                return not_yet(words, evidence(question, answer.value), at=question)
        if refused := next((reply.error for reply in completions if reply.error), None):
            return not_yet("The server refused a request.", f"- it said: `{refused}`")
        return scored(asked, [answer.value for answer in answers], said(completions))

    return judge


def needed(mine: float, other: float, wanted: float) -> str:
    """What the interval of a share must reach, beside what it is compared with."""
    better = mine > wanted and mine > other
    start = "That is better, and not enough evidence yet: your" if better else "Your"
    return f"{start} interval must begin above {wanted:.0%} and above the other interval."
