"""Exercise 16.6: token buckets that share a clock by mistake; find the input, mend it.

In: both programs, requests that show the fault and that do not. Out: how an input and a mended
program are judged (helpers.checks.broken).
"""

from __future__ import annotations

import random

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import would_return

MOST = 40  # requests


def admitted(requests: list, capacity: float, per_second: float) -> list[bool]:
    """Whether each request (second, key, tokens) finds enough tokens in its key's bucket."""
    levels, last, answers = {}, {}, []
    for at, key, tokens in requests:
        refill = (at - last.get(key, at)) * per_second
        level = min(capacity, levels.get(key, capacity) + refill)
        answers.append(tokens <= level)
        levels[key] = level - tokens if tokens <= level else level
        last[key] = at
    return answers


def handed_out(requests: list, capacity: float, per_second: float) -> list[bool]:
    """One `last` for all keys: what another key does between ends the time that mine refills."""
    levels, last, answers = {}, 0, []
    for at, key, tokens in requests:
        level = min(capacity, levels.get(key, capacity) + (at - last) * per_second)
        answers.append(tokens <= level)
        levels[key] = level - tokens if tokens <= level else level
        last = at
    return answers


def _one_bucket(requests: list, capacity: float, per_second: float) -> list[bool]:
    return admitted([(at, "", tokens) for at, _, tokens in requests], capacity, per_second)


def _never_full(requests: list, capacity: float, per_second: float) -> list[bool]:
    levels, last, answers = {}, {}, []
    for at, key, tokens in requests:
        level = levels.get(key, capacity) + (at - last.get(key, at)) * per_second
        answers.append(tokens <= level)
        levels[key], last[key] = level - tokens if tokens <= level else level, at
    return answers


def _only_when_let_in(requests: list, capacity: float, per_second: float) -> list[bool]:
    """`last` moves only for those let in, and the level is written for all: refilled twice."""
    levels, last, answers = {}, {}, []
    for at, key, tokens in requests:
        level = min(
            capacity, levels.get(key, capacity) + (at - last.setdefault(key, at)) * per_second
        )
        answers.append(tokens <= level)
        levels[key] = level
        if tokens <= level:
            levels[key], last[key] = level - tokens, at
    return answers


def admits(*args: object) -> str:
    """Requests in the order of time with whole numbers, a capacity, a rate; "" for all three."""
    if len(args) != 3 or not isinstance(args[0], list):
        return 'Three arguments are wanted: `failing = ([(0, "a", 5), (1, "b", 5)], 10, 1)`.'
    requests, *numbers = args
    triples = all(isinstance(r, tuple | list) and len(r) == 3 for r in requests)
    if len(requests) > MOST or not triples:
        return f"`requests` is a list of up to {MOST} triples (second, key, tokens)."
    if not all(isinstance(key, str) for _, key, _ in requests):
        return "A key is text."
    whole = [*numbers, *(x for at, _, tokens in requests for x in (at, tokens))]
    if not all(type(x) is int and 0 <= x <= 10**6 for x in whole):
        return "Seconds, tokens, capacity and rate are whole numbers from 0 to a million."
    times = [at for at, _, _ in requests]
    return "" if times == sorted(times) else "Requests come in the order of time."


def draws(seed: int) -> list[tuple]:
    """One key, two that take turns, refusals between, a long quiet time, nothing at all."""
    rng = random.Random(f"16.6/{seed}")
    a, b = rng.sample(["acme", "birch", "corvid", "dune"], 2)
    tokens = rng.randint(60, 90)
    alone = [(10 * i, a, tokens) for i in range(5)]
    turns = [(10 * i // 2, (a, b)[i % 2], tokens) for i in range(10)]
    crowd = sorted([(0, a, 100), (20, a, 100)] + [(i, b, 1) for i in range(1, 20)])
    refused = [(0, a, 100), (5, a, 60), (10, a, 50), (15, a, 60), (21, a, 95)]
    quiet = [(0, a, 100), (500, a, 100), (501, a, 100), (501, b, 100)]
    return [
        (alone, 100, 5), (turns, 100, 5), (crowd, 100, 5), (refused, 100, 4), (quiet, 100, 5),
        ([], 100, 1), ([(3, b, 101)], 100, 1), ([(0, a, 50), (0, b, 50), (0, a, 50)], 50, 1),
    ]  # fmt: skip


PROGRAM = Broken(
    "admitted",
    handed_out,
    admitted,
    admits,
    draws,
    fault="One `last` for all keys: every request of another key ended the time that mine refills.",
    misconceptions=(
        would_return(_one_bucket, "Now all keys share one bucket; each has its own."),
        would_return(_never_full, "A bucket holds at most `capacity`, however long it was quiet."),
        would_return(
            _only_when_let_in,
            "A refused request has been refilled up to its time; where `last` does not move too, "
            "the next one refills the same seconds again.",
        ),
    ),
)

BUCKET = Exercise(
    id="16.6",
    title="The neighbour who drinks my refill",
    goal="Find an input for which `admitted` gives a wrong value, and mend it.",
    points=2,
    minutes=12,
    difficulty="medium",
    budget="one input; two or three lines to change",
    answers=("failing", "admitted"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor="        last = at",
    hints=(
        "With a single key everything is right. So the smallest input that goes wrong has two, "
        "and one of them comes twice.",
        "Follow `last` by hand for `a` at 0, `b` at 9, `a` at 10. For how many seconds is `a` "
        "refilled?",
    ),
)
