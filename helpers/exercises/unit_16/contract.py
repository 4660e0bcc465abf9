"""A contract in clauses: each is asked of a fresh service, and each that is kept earns its share.

In: clauses, and the judge made of them. Out: the clauses (streaming, service). What a service
said stands in the evidence and never in the message: it may hold a hidden input.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.checks.exercise import Double, Question, Reply, Served, Verdict
from helpers.checks.judge import not_yet, passed, show_reply

SOON = 0.05  # seconds on the check's clock: what is at once


@dataclass(frozen=True)
class Clause:
    """What the service promises. `ask(rng)` gives upstream's moves and the visits;
    `broken(come)` says in words what is not kept, or ""."""

    title: str
    ask: Callable[[random.Random], tuple[list[dict], list[dict]]]
    broken: Callable[[Come], str]


@dataclass(frozen=True)
class Come:
    """What came: a transcript for each visit, upstream's log, and what was asked."""

    seen: list[dict]
    log: list[dict]
    moves: list[dict]
    visits: list[dict]

    def json(self, n: int) -> Any:
        """The body of visit n as JSON; None where it is none."""
        try:
            return json.loads(self.seen[n]["body"])
        except ValueError:
            return None

    def status(self, n: int) -> int | None:
        return self.seen[n]["status"]


def question(name: str, clause: Clause, rng: random.Random, *more: Any) -> Served:
    """The clause as a question: the function gets the model's client, then `more`."""
    moves, visits = clause.ask(rng)
    client = Double("upstream", {"moves": moves}, "model")
    return Served(name, (client, *more), seconds=30.0, visits=tuple(visits))


def judge(clauses: Sequence[Clause]) -> Callable[[Sequence[Question], Sequence[Reply]], Verdict]:
    """Passed when every clause is kept; otherwise the first that is not, and the share of those
    that are. A service that never answers rightly keeps nothing: then there is no share."""

    def decide(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
        broken = []
        for clause, asked, reply in zip(clauses, questions, replies, strict=True):
            if words := _broken(clause, asked, reply):
                broken.append((clause, words, asked, reply))
        if not broken:
            return passed(f"All {len(clauses)} clauses of the contract are kept.")
        clause, words, asked, reply = broken[0]
        kept = 0 if clause is clauses[0] else len(clauses) - len(broken)
        count = f"{kept} of {len(clauses)} clauses are kept"
        message = f"{count}. Not yet *{clause.title}*: {words}"
        return not_yet(message, _evidence(asked, reply), kept / len(clauses))

    return decide


def _broken(clause: Clause, asked: Question, reply: Reply) -> str:
    if reply.error:
        return "your code stopped with an error."
    if not isinstance(reply.value, list):
        return "a web application is wanted."
    moves = asked.args[0].settings["moves"]
    come = Come(reply.value, reply.logs.get("model", []), moves, list(asked.visits))
    hung = [n for n, seen in enumerate(come.seen, 1) if seen["hung"]]
    if hung:
        return f"request {hung[0]} got no whole reply within 15 minutes."
    return clause.broken(come)


def _evidence(asked: Question, reply: Reply) -> str:
    """Requests and what came, a line each, and what was sent to the model."""
    if not isinstance(reply.value, list):
        return show_reply(asked, reply)
    lines = [f"- the model: `{asked.args[0].settings['moves']!r:.300}`"]
    for visit, seen in zip(asked.visits, reply.value, strict=True):
        leaves = f", leaves at {visit['leaves']:g} s" if "leaves" in visit else ""
        body = f" `{visit.get('json', '')!r:.160}`" if "json" in visit else ""
        lines.append(f"- {visit.get('at', 0):g} s: {visit.get('method', 'GET')} "
                     f"{visit['path']}{body}{leaves}")  # fmt: skip
        lines.append(f"  - {seen['ended']:g} s: {seen['status']} `{seen['body']!r:.300}`")
        if seen["raised"]:
            lines.append(f"  - raised: `{seen['raised']}`")
    calls = [(c["at"], c["how"], c["ended"]) for c in reply.logs.get("model", [])]
    lines.append(f"- calls of the model (begun, how it ended, when): `{calls!r:.300}`")
    return "\n".join(lines)
