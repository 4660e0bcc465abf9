"""Exercise 05.6: the last shots of a label, too many of them; find the input, mend it.

In: both programs, rows that show the fault and that do not. Out: how an input and a mended program
are judged (helpers.checks.broken).
"""

from __future__ import annotations

import random

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import would_return
from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

MOST = 20  # rows


def last_shots(rows: list, label: str, k: int) -> list[str]:
    """The texts of the last k rows with this label, in the order of the rows."""
    mine = _texts(rows, label)
    return mine[max(len(mine) - k, 0) :]


def handed_out(rows: list, label: str, k: int) -> list[str]:
    """mine[-0:] is all of it."""
    return _texts(rows, label)[-k:]


def _texts(rows: list, label: str) -> list[str]:
    return [text for text, given in rows if given == label]


def _before_the_start(rows: list, label: str, k: int) -> list[str]:
    mine = _texts(rows, label)
    return mine[len(mine) - k :]


def admits(*args: object) -> str:
    """Rows of a text and a label, a label, a whole number from 0; "" for all three."""
    if len(args) != 3 or not isinstance(args[0], list) or not isinstance(args[1], str):
        return 'Three arguments are wanted: `failing = ([("…", "bug"), …], "bug", 2)`.'
    rows, _, k = args
    pairs = all(isinstance(row, tuple | list) and len(row) == 2 for row in rows)
    if len(rows) > MOST or not pairs or not all(isinstance(x, str) for row in rows for x in row):
        return f"`rows` is a list of up to {MOST} pairs (text, label)."
    return "" if type(k) is int and k >= 0 else "`k` is a whole number, 0 or more."


def draws(seed: int) -> list[tuple]:
    """k from 0 to more than there are; a text that comes twice; a label that is not there."""
    draw, rng = Draw(f"05.6/{seed}", "heldout"), random.Random(f"05.6/{seed}")
    labels = [CATEGORIES[0], *(rng.choice(CATEGORIES[:2]) for _ in range(6)), CATEGORIES[0]]
    rows = [(tickets.subject_line(draw, label), label) for label in labels]
    rows.append(rows[-1])
    mine = labels.count(CATEGORIES[0]) + 1
    asked = [(rows, CATEGORIES[0], k) for k in (0, 1, 2, mine, mine + 1)]
    return [*asked, (rows, CATEGORIES[4], 2), ([], CATEGORIES[0], 0)]


PROGRAM = Broken(
    "last_shots",
    handed_out,
    last_shots,
    admits,
    draws,
    fault="`mine[-0:]` begins at the start, so that zero shots were all shots.",
    misconceptions=(
        would_return(
            lambda rows, label, k: _texts(rows, label)[:k],
            "Now the *first* k come. The last ones are wanted.",
        ),
        would_return(
            lambda rows, label, k: last_shots(rows, label, k)[::-1],
            "The order is reversed: the rows' own order is wanted.",
        ),
        would_return(
            _before_the_start,
            "With fewer rows than k the start is negative, and Python counts it from the end.",
        ),
        would_return(
            lambda rows, label, k: last_shots(rows, label, k + 1),
            "One text too many comes: of k = 2 the last two are wanted.",
        ),
        would_return(
            lambda rows, label, k: last_shots(rows, label, max(k - 1, 0)),
            "One text too few comes: of k = 2 the last two are wanted.",
        ),
        would_return(
            lambda rows, label, k: last_shots(rows, label, max(k, 1)),
            "Zero shots are wanted where k is 0, and one comes.",
        ),
        would_return(
            lambda rows, label, k: _texts(rows[max(len(rows) - k, 0) :], label),
            "Now the last k rows are taken first, whatever their label. The last k *with this "
            "label* are wanted.",
        ),
        would_return(
            lambda rows, label, k: last_shots(
                rows, label, k if k <= len(_texts(rows, label)) else 0
            ),
            "Where there are fewer rows than k, all of them are wanted, and none comes.",
        ),
        would_return(
            lambda rows, label, k: list(dict.fromkeys(last_shots(rows, label, k))),
            "A text that comes twice is wanted twice: every row counts.",
        ),
        would_return(
            lambda rows, label, k: last_shots(list(dict.fromkeys(rows)), label, k),
            "A text that comes twice is wanted twice: every row counts.",
        ),
    ),
)

LAST_SHOTS = Exercise(
    id="05.6",
    title="Zero shots that are many",
    goal="Find an input for which `last_shots` gives a wrong value, and mend it.",
    points=2,
    minutes=8,
    difficulty="easy",
    budget="one input; one or two lines to change",
    answers=("failing", "last_shots"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor="    return mine[-k - 1 :]",
    hints=(
        "Try the smallest inputs: no rows, one row, k = 1, k = 0.",
        "What is `[1, 2, 3][-0:]`? And how would you say *the last k* by counting from the front?",
    ),
)
