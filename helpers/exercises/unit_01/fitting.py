"""Exercise 01.6: a text cut to a number of bytes, wrong outside English; find the input, mend it.

In: both programs, texts that show the fault and that do not. Out: how an input and a mended
program are judged (helpers.checks.broken).
"""

from __future__ import annotations

import random

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import Case, Misconception, would_return

LONGEST = 500
TEXTS = ("We were charged twice.", "naïve café", "数据库没有响应", "Łódź 🙂🙂", "Zürich", "")


def fitting(text: str, limit: int) -> str:
    """The longest beginning of the text with at most `limit` bytes in UTF-8."""
    return text.encode()[:limit].decode(errors="ignore")


def handed_out(text: str, limit: int) -> str:
    """Takes away a character for each byte too many."""
    while len(text.encode()) > limit:
        text = text[: max(len(text) - (len(text.encode()) - limit), 0)]
    return text


def admits(*args: object) -> str:
    """A text and a whole number of bytes, neither of them long; "" for both."""
    if len(args) != 2 or not isinstance(args[0], str) or type(args[1]) is not int:
        return '`fitting` takes a text and a whole number: `failing = ("…", 5)`.'
    if len(args[0]) > LONGEST or not 0 <= args[1] <= LONGEST:
        return f"A text of up to {LONGEST} characters and a limit from 0 to {LONGEST} are enough."
    return ""


def draws(seed: int) -> list[tuple]:
    """Every text under a limit that cuts it, one that it just keeps, and 0; a cut after a space
    and one before; more room than there is text."""
    rng = random.Random(f"01.6/{seed}")
    asked = [(text, max(len(text.encode()) - rng.randint(1, 5), 0)) for text in TEXTS]
    asked += [("数据库没有响应", 7), ("🙂🙂🙂", 9)]  # these show the fault under every seed
    asked += [("We were", 3), ("We were", 2), (" à ", 4), ("Zürich", 99)]
    # four bytes a character; three of them too few; a wide one, and then one that has room again
    asked += [("🙂🙂🙂🙂🙂", 8), ("🙂🙂", 7), ("Zürich", 2), ("cafe\u0301", 6)]
    return [*asked, *((text, len(text.encode())) for text in TEXTS[:3]), (TEXTS[0], 0)]


def another_text(case: Case) -> bool:
    """Whether what came is not how the text begins."""
    return isinstance(case.value, str) and not case.question.args[0].startswith(case.value)


def too_long(case: Case) -> bool:
    return isinstance(case.value, str) and len(case.value.encode()) > case.question.args[1]


def has_room(case: Case) -> bool:
    """Whether one more character of the text would still be within the limit."""
    text, limit = case.question.args
    if not isinstance(case.value, str) or another_text(case) or case.value == text:
        return False
    return len(text[: len(case.value) + 1].encode()) <= limit


PROGRAM = Broken(
    "fitting",
    handed_out,
    fitting,
    admits,
    draws,
    fault="It took away a *character* for each *byte* too many: too much outside English.",
    misconceptions=(
        would_return(
            lambda text, limit: text[:limit],
            "Now `limit` counts characters. The column counts bytes, and é has two of them.",
        ),
        would_return(
            lambda text, limit: text.encode()[:limit].decode(errors="replace"),
            "Half a character at the end becomes �. Leave it out instead.",
        ),
        Misconception(
            "You return something else than a beginning of the text: what stands in it comes back "
            "as it is, with nothing left out in between.",
            another_text,
        ),
        Misconception("You return more than `limit` bytes.", too_long),
        Misconception(
            "You return less than has room: one more character would still be within `limit`.",
            has_room,
        ),
    ),
)

FITTING = Exercise(
    id="01.6",
    title="Too short abroad",
    goal="Find an input for which `fitting` gives a wrong value, and mend it.",
    points=2,
    minutes=10,
    difficulty="medium",
    budget="one input; one to three lines to change",
    answers=("failing", "fitting"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor="    return text[:limit]",
    hints=(
        "The promise has two halves: at most `limit` bytes, *and* the longest such beginning. "
        "Look for a text that comes back shorter than it must.",
        "`len(text)` counts characters and `len(text.encode())` bytes. Try three characters of "
        "three bytes each, such as `数据库`.",
        "Take one character at a time: no more than one can be too many before you look again.",
    ),
)
