"""What judges share whose prompts the check has run: from replies of the model to what it said.

In: rules that prompts keep, one system prompt for all, refusals, the bar for two intervals. Out:
making the calls (complete), what a reply is worth (each exercise).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from helpers.checks.exercise import Call, Complete, Question, Reply, Verdict
from helpers.checks.judge import not_yet, show_reply


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


Row = tuple[str, str]  # (ticket, what the model said)


def system_prompt(
    own: Callable[[object], str], scored: Callable[[Sequence[Row]], Verdict], max_tokens: int
) -> tuple[Callable, Callable]:
    """(follow_up, judge) of an exercise whose `messages_for(ticket)` puts one system prompt before
    every ticket: own(system prompt) names what is wrong with it by itself, scored(rows) what the
    model's replies are worth."""

    def wrong(question: Call, reply: Reply, replies: Sequence[Reply]) -> str:
        words, messages = question.args[0], reply.value
        form = isinstance(messages, list) and all(isinstance(m, dict) for m in messages)
        if not form or [m.get("role") for m in messages] != ["system", "user"]:
            return (
                "`messages_for` returns two messages, first `system`, then `user`, as in the stub."
            )
        system, user = (m.get("content") for m in messages)
        if mine := own(system):
            return mine
        if user != words:
            return (
                "The user's message is the ticket and nothing else; the job belongs to the system."
            )
        if words in system or system != replies[0].value[0]["content"]:
            return "The system prompt must be the same for every ticket."
        return ""

    def requests(questions: Sequence[Question], replies: Sequence[Reply]) -> list[Complete]:
        if any(wrong(q, r, replies) for q, r in zip(questions, replies, strict=True)):
            return []
        body = {"max_tokens": max_tokens, "temperature": 0}
        return [Complete({"messages": reply.value, **body}) for reply in replies]

    def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
        asked = [question for question in questions if isinstance(question, Call)]
        mine, completions = replies[: len(asked)], replies[len(asked) :]
        for question, reply in zip(asked, mine, strict=True):
            if words := wrong(question, reply, mine):
                return not_yet(words, show_reply(question, reply), at=question)
        if refused := next((c for c in completions if c.error), None):
            return not_yet(f"The server refuses the request: {refused.error}")
        texts = [question.args[0] for question in asked]
        return scored(list(zip(texts, said(completions), strict=True)))

    return requests, judge


def needed(mine: float, other: float, wanted: float) -> str:
    """What the interval of a share must reach, beside what it is compared with."""
    better = mine > wanted and mine > other
    start = "That is better, and not enough evidence yet: your" if better else "Your"
    return f"{start} interval must begin above {wanted:.0%} and above the other interval."
