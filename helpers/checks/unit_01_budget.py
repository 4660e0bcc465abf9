"""Exercises 01.3 and 01.4: pack rows into a token budget, add up the bill of a month.

In: what is asked, the rules and how they are broken, hints. Out: running SQL (the learner does).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import tiktoken

from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import Misconception, compare, near, not_yet, passed, would_return
from helpers.world import desk
from helpers.world.draw import Draw

# --- 01.3 pack rows to a budget --------------------------------------------------------------

HEADER = "id | received | category | text"
COUNTED_BY = "o200k_base"


def count(text: str) -> int:
    return len(tiktoken.get_encoding(COUNTED_BY).encode_ordinary(text))


def lines_of(rows: Sequence[dict]) -> list[str]:
    """A line for each row, newest first."""
    newest_first = sorted(rows, key=lambda row: row["received"], reverse=True)
    return [" | ".join(str(value) for value in row.values()) for row in newest_first]


def packed(rows: Sequence[dict], budget: int) -> str:
    """The header and as many of the newest rows as the budget has room for."""
    lines = lines_of(rows)
    fitting = (k for k in range(len(lines), -1, -1) if count(text_of(lines[:k])) <= budget)
    return text_of(lines[: next(fitting)])


def text_of(lines: Sequence[str]) -> str:
    return "\n".join([HEADER, *lines])


def questions_01_3(seed: int) -> list[Question]:
    """One table and budgets: exact, one less, room for none, for all, and where skipping pays."""
    rows = desk.tickets_table(Draw(f"01.3/{seed}", "heldout"), 24)
    table = Double("database", {"tables": {"tickets": rows}}, "database")
    totals = [count(text_of(lines_of(rows)[:k])) for k in range(len(rows) + 1)]
    k, m = random.Random(seed).sample(range(4, 20), 2)
    budgets = [totals[m] + 12, totals[k], totals[k] - 1, totals[0], totals[-1], totals[1] - 1]
    return [Call("pack", (table, budget)) for budget in [*budgets, 4 * totals[-1]]]


def judge_01_3(questions: Sequence[Call], replies: Sequence[Reply]) -> Verdict:
    """The first budget at which the text breaks a rule, and which rule it is."""
    for question, reply in zip(questions, replies, strict=True):
        database, budget = question.args
        rows = database.settings["tables"]["tickets"]
        if reply.error:
            return not_yet("Your code stopped with an error.", _evidence_01_3(question, reply))
        if words := broken_rule(reply.value, rows, budget):
            return not_yet(words, _evidence_01_3(question, reply))
    return passed(f"{len(questions)} budgets, every one used up to the last row that fits.")


def broken_rule(text: object, rows: Sequence[dict], budget: int) -> str | None:
    """The rule that a packed text breaks, in words; None when it keeps them all."""
    if not isinstance(text, str):
        return f"A text (`str`) is wanted, a `{type(text).__name__}` came: join the lines."
    lines, right = text.split("\n"), packed(rows, budget)
    if text == right:
        return None
    if lines[0] != HEADER:
        return f"The first line must be the header, `{HEADER}`, whatever the budget is."
    if text.endswith("\n"):
        return "There is a line end after the last row: it costs a token and holds nothing."
    return _wrong_rows(lines[1:], lines_of(rows)) or _wrong_amount(text, rows, budget)


def _wrong_rows(got: Sequence[str], wanted: Sequence[str]) -> str | None:
    if any(line not in wanted for line in got):
        cut = any(whole.startswith(line) for line in got for whole in wanted if line)
        return (
            "A row is cut in the middle: half a ticket misleads. Leave out the whole row."
            if cut
            else "A line is not a row of the table: join the four values, in order, with ` | `."
        )
    if len(got) > 1 and list(got) == sorted(got, key=wanted.index, reverse=True):
        return "The rows come oldest first; the newest is wanted first (`ORDER BY received DESC`)."
    if list(got) != sorted(got, key=wanted.index):
        return "The rows are not in the order of `received`: the numbers do not follow the times."
    if list(got) != list(wanted[: len(got)]):
        return (
            "There is a gap: you leave out a newer row and go on with older ones. Stop at the "
            "first row that does not fit, so that the model sees an unbroken stretch."
        )
    return None


def _wrong_amount(text: str, rows: Sequence[dict], budget: int) -> str:
    lines, got = lines_of(rows), text.count("\n")
    if count(text) > budget:
        if count("\n".join(lines[:got])) <= budget:
            return "Over the budget: the rows fit, but the header counts as well."
        return (
            "Over the budget. Count the text that is sent, header and line ends included, "
            "in tokens."
        )
    if len(text) <= budget < len(text_of(lines[: got + 1])):
        return "You count characters; the budget is in tokens. There is room for more rows."
    if len(text.encode()) <= budget < len(text_of(lines[: got + 1]).encode()):
        return "You count bytes; the budget is in tokens. There is room for more rows."
    if count(text_of(lines[: got + 1])) == budget:
        return "One more row would fill the budget exactly, and that is allowed (`<=`)."
    return "One more row would fit. Count the whole text that is sent, not more."


def _evidence_01_3(question: Call, reply: Reply) -> str:
    """The budget and the size of what came; the table itself would not be read."""
    came = f"`{reply.error}`" if reply.error else f"`{str(reply.value)[:160]!r}`"
    if not isinstance(reply.value, str):
        return f"- budget: {question.args[1]} tokens\n- came: {came}"
    size = f"{count(reply.value)} tokens in {reply.value.count(chr(10)) + 1} lines"
    return f"- budget: {question.args[1]} tokens\n- came: {size}: {came}"


PACK = Exercise(
    id="01.3",
    title="Pack tickets into a budget",
    goal="Write `pack(database, budget)`: header and newest tickets, as many as fit.",
    points=4,
    minutes=20,
    difficulty="medium",
    budget="no call; about 10 lines",
    answers=("pack",),
    questions=questions_01_3,
    judge=judge_01_3,
    hints=(
        '`database.execute("SELECT id, received, category, text FROM tickets ORDER BY received '
        'DESC")` gives tuples, newest first; `" | ".join(map(str, row))` makes a line of one.',
        "Begin with the header as the text. For each row make the longer text, count that, and "
        "stop when it is over the budget. So you never have to add up parts.",
    ),
)

# --- 01.4 the bill of a month ----------------------------------------------------------------


def bill(job: dict, price: dict, days: int = 30) -> float:
    """Euros for a month: the same sum as in the lesson."""
    cached = job["prompt_tokens"] * job["cached_share"]
    a_request = (
        (job["prompt_tokens"] - cached) * price["input"]
        + cached * price["cached_input"]
        + job["output_tokens"] * price["output"]
    )
    return a_request / 1_000_000 * job["requests_per_day"] * days


def questions_01_4(seed: int) -> list[Question]:
    """Three jobs at three prices; one has nothing cached, one writes nothing to speak of."""
    draw = random.Random(seed)
    return [
        Call("month_cost", (_job(draw, share), _price(draw)), {"days": days})
        for share, days in [(0.75, 30), (0.0, 30), (0.4, 31)]
    ]


def _job(draw: random.Random, cached_share: float) -> dict:
    return {
        "requests_per_day": draw.randrange(2_000, 90_000, 500),
        "prompt_tokens": draw.randrange(400, 6_000, 50),
        "cached_share": cached_share,
        "output_tokens": draw.randrange(40, 900, 10),
    }


def _price(draw: random.Random) -> dict:
    dear = draw.choice([0.5, 2.0, 6.0])
    return {"input": dear, "cached_input": dear / 10, "output": dear * 4}


def _variant(**changes: float | str) -> Callable[..., float]:
    """The bill of somebody who reads the job or the price differently."""

    def wrong(job: dict, price: dict, days: int = 30) -> float:
        read = {**job, **price, "days": days}
        read |= {key: read.get(value, value) for key, value in changes.items()}
        return bill(read, read, read["days"])

    return wrong


def _cached_output(job: dict, price: dict, days: int = 30) -> float:
    share = job["cached_share"]
    saved = job["output_tokens"] * share * (price["output"] - price["cached_input"])
    return bill(job, price, days) - saved * job["requests_per_day"] * days / 1_000_000


def misread(wrong: Callable[..., float], words: str) -> Misconception:
    """The misconception of somebody whose bill is that of `wrong`, up to rounding."""
    return would_return(wrong, words, near(1e-6))


MONTH = Exercise(
    id="01.4",
    title="What does a month cost?",
    goal="Write `month_cost(job, price, days=30)`: what a job's traffic costs in a month.",
    points=3,
    minutes=10,
    difficulty="easy",
    budget="no call; about 5 lines",
    answers=("month_cost",),
    questions=questions_01_4,
    judge=compare(
        bill,
        [
            misread(
                lambda *a, **k: bill(*a, **k) * 1_000_000,
                "Prices are per million tokens, you take them per token.",
            ),
            misread(
                lambda *a, **k: bill(*a, **k) * 1_000,
                "Prices are per million tokens, you take them per thousand.",
            ),
            misread(
                _variant(output_tokens=0),
                "The output tokens are missing; they are the dearest ones.",
            ),
            misread(
                _variant(cached_share=0),
                "You forget the cached discount: that share of the prompt costs `cached_input`.",
            ),
            misread(
                _variant(cached_input=0),
                "Cached tokens are cheaper, not free: they cost `cached_input`.",
            ),
            misread(
                _variant(cached_share=1),
                "You price the whole prompt as cached; only `cached_share` of it is.",
            ),
            misread(
                lambda job, price, days=30: bill(job, price, 1),
                "That is one day. A month has `days` of them.",
            ),
            misread(
                lambda job, price, days=30: bill(job, price, 30),
                "The number of days is fixed: use the argument `days`.",
            ),
            misread(
                _cached_output,
                "Only prompts are cached. What the model writes is always at the full price.",
            ),
            misread(
                _variant(output="input"),
                'Output tokens have a price of their own, `price["output"]`.',
            ),
            misread(
                lambda job, price, days=30: bill({**job, "requests_per_day": 1}, price, days),
                "That is one request a day; multiply by `requests_per_day`.",
            ),
        ],
        equal=near(1e-6),
    ),
    hints=(
        "First the price of one request, then of a month.",
        "A request has three kinds of tokens: prompt tokens that are new, prompt tokens from the "
        "cache, and output tokens. Each kind has its own price per million.",
    ),
)
