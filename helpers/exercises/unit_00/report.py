"""Exercise 00.6: a report of tokens that forgets calls; find the input, mend it.

In: both programs, lists of calls that show the fault and that do not. Out: how an input and a
mended program are judged (helpers.checks.broken).
"""

from __future__ import annotations

import random

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import would_return

MODELS = ("pocket", "pocket-mini", "large", "small")


def tokens_by_model(calls: list[dict]) -> dict[str, int]:
    """All tokens of each model."""
    totals: dict[str, int] = {}
    for call in calls:
        totals[call["model"]] = totals.get(call["model"], 0) + call["input"] + call["output"]
    return totals


def handed_out(calls: list[dict]) -> dict[str, int]:
    """The last call of each model only."""
    totals = {}
    for call in calls:
        totals[call["model"]] = call["input"] + call["output"]
    return totals


def _only_output(calls: list[dict]) -> dict[str, int]:
    return tokens_by_model([{**call, "input": 0} for call in calls])


def admits(*args: object) -> str:
    """A list of calls with the three keys, as the goal has them; "" for one."""
    if len(args) != 1 or not isinstance(args[0], list):
        return "`tokens_by_model` takes one list of calls: `failing = ([{…}, {…}],)`."
    for call in args[0]:
        if not isinstance(call, dict) or set(call) != {"model", "input", "output"}:
            return "Every call is a dict with the keys `model`, `input` and `output`."
        numbers = [call["input"], call["output"]]
        if not isinstance(call["model"], str) or not all(type(x) is int for x in numbers):
            return "`model` is a text, `input` and `output` are whole numbers."
    return ""


def draws(seed: int) -> list[tuple]:
    """No call, one of each model, and models that come again."""
    rng = random.Random(f"00.6/{seed}")
    apart = [_call(rng, model) for model in MODELS[: rng.randint(2, 4)]]
    again = [_call(rng, rng.choice(MODELS[:2])) for _ in range(rng.randint(4, 7))]
    return [([],), (apart,), (again,), ([*again, *apart],)]


def _call(rng: random.Random, model: str) -> dict:
    return {"model": model, "input": rng.randint(5, 90), "output": rng.randint(1, 40)}


PROGRAM = Broken(
    "tokens_by_model",
    handed_out,
    tokens_by_model,
    admits,
    draws,
    fault="The program kept the last call of each model: it set a sum instead of adding to it.",
    misconceptions=(would_return(_only_output, "Now only the tokens that came out are counted."),),
)

REPORT = Exercise(
    id="00.6",
    title="A report that forgets",
    goal="Find an input for which `tokens_by_model` gives a wrong value, and mend it.",
    points=2,
    minutes=8,
    difficulty="easy",
    budget="one input; one or two lines to change",
    answers=("failing", "tokens_by_model"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor='        totals[call["model"]] = call["input"] + call["output"]',
    hints=(
        "Run it on two calls of two models, then on two calls of one model.",
        "What does the second call of a model do to what was there? `totals.get(model, 0)` gives "
        "what there is, and 0 where there is nothing yet.",
    ),
)
