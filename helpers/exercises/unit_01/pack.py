"""Exercise 01.3: pack rows into a token budget.

In: what is asked, the rules and how they are broken, hints. Out: running SQL (the learner does).

"""

from __future__ import annotations

import random
from collections.abc import Sequence

import tiktoken

from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import not_yet, passed
from helpers.world import desk
from helpers.world.draw import Draw

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


NOTES = (
    "ok",
    "ok thanks",
    "  still waiting",
    "<|endoftext|>",
    "any news",
)  # after none a full stop


def short_notes(draw: random.Random, n: int) -> list[dict]:
    """n rows with few tokens each: many fit, equal texts are different rows, and spaces and what
    looks like a special token stand in some."""
    numbers = draw.sample(range(1000, 9999), n)
    rows = [
        {
            "id": number,
            "received": f"2026-{draw.choice(['03', '08'])}-{1 + i // 24:02} {i % 24:02}:00",
            "category": "other",
            "text": NOTES[i % len(NOTES)],
        }
        for i, number in enumerate(numbers)
    ]
    return draw.sample(rows, n)


def questions_01_3(seed: int) -> list[Question]:
    """One table and budgets: exact, one less, room for none, for all, and where skipping pays; a
    table of short rows, of which more than fifty fill a budget exactly."""
    rows = desk.tickets_table(Draw(f"01.3/{seed}", "heldout"), 24)
    table = Double("database", {"tables": {"tickets": rows}}, "database")
    totals = [count(text_of(lines_of(rows)[:k])) for k in range(len(rows) + 1)]
    k, m = random.Random(seed).sample(range(4, 20), 2)
    budgets = [totals[m] + 12, totals[k], totals[k] - 1, totals[0], totals[-1], totals[1] - 1]
    asked = [Call("pack", (table, budget)) for budget in [*budgets, 4 * totals[-1]]]
    notes = short_notes(random.Random(f"01.3/{seed}"), 60)
    many = Double("database", {"tables": {"tickets": notes}}, "database")
    return [*asked, Call("pack", (many, count(text_of(lines_of(notes)[:55]))))]


def judge_01_3(questions: Sequence[Call], replies: Sequence[Reply]) -> Verdict:
    """The first budget at which the text breaks a rule, and which rule it is."""
    for question, reply in zip(questions, replies, strict=True):
        database, budget = question.args
        rows = database.settings["tables"]["tickets"]
        if reply.error:
            words = "Your code stopped with an error."
            if "special token" in reply.error:
                words += " A ticket may hold any text: `count_tokens` reads `<|…|>` as text, too."
            return not_yet(words, _evidence_01_3(question, reply), at=question)
        if words := broken_rule(reply.value, rows, budget):
            return not_yet(words, _evidence_01_3(question, reply), at=question)
    return passed(f"{len(questions)} budgets, every one used up to the last row that fits.")


def broken_rule(text: object, rows: Sequence[dict], budget: int) -> str | None:
    """The rule that a packed text breaks, in words; None when it keeps them all."""
    if text is None:
        return "`None` came back: what a function gives that only prints or lacks `return`."
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
        strange = [line for line in got if line and line not in wanted]
        cut = any(whole.startswith(line) for line in strange for whole in wanted)
        if cut:
            return "A row is cut in the middle: half a ticket misleads. Leave out the whole row."
        numbers = {line.split(" | ")[0] for line in wanted}
        if all(line.count(" | ") >= 3 and line.split(" | ")[0] not in numbers for line in got):
            return "These rows are of another table: read the `database` that the call is given."
        return (
            "A line is not a row of the table: join the four values, in order and as they are, "
            "with ` | `."
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
            return (
                "Over the budget: the rows fit, but the header counts as well, and so does every "
                "line end."
            )
        return (
            "Over the budget. Count the text that is sent, header and line ends included, "
            "in tokens."
        )
    if len(text) <= budget < len(text_of(lines[: got + 1])):
        return "You count characters; the budget is in tokens. There is room for more rows."
    if len(text.encode()) <= budget < len(text_of(lines[: got + 1]).encode()):
        return "You count bytes; the budget is in tokens. There is room for more rows."
    if count(text_of(lines[: got + 1])) == budget:
        return (
            "One more row would fill the budget exactly, and that is allowed (`<=`). Count the "
            "whole text with `count_tokens`: its parts, counted one by one, add up to more."
        )
    if len(lines) > got + 1 and count(text_of(lines[: got + 2])) <= budget:
        return "More rows would fit. Only the budget says how many, and it is in tokens."
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
    distractor="        if len(longer) > budget:",
    hints=(
        '`database.execute("SELECT id, received, category, text FROM tickets ORDER BY received '
        'DESC")` gives tuples, newest first; `" | ".join(map(str, row))` makes a line of one.',
        "Begin with the header as the text. For each row make the longer text, count that, and "
        "stop when it is over the budget. So you never have to add up parts.",
    ),
)
